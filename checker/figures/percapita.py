"""Averages: 18批次，平均每批12人，累计216人次; 2474个村…总收入10.1亿元，村均40万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.figures.arithmetic import Extent, extent, in_unit_of, plain, show
from checker.figures.numbers import MARKS, QUANTITY, Number, Passage
from checker.figures.reading import Clause, outside_brackets
from checker.model import Statistic

_WORD = rf"[^，。；！？：、{MARKS}]"
_AVERAGE = re.compile(rf"(?P<each>人均|户均|村均|亩均|社均|平均每|每)(?P<what>[一-鿿]{{0,3}}?)(?P<name>{_WORD}{{0,8}}?)(?P<avg>Q)")
_COUNTED = {"人均": "人", "户均": "户", "村均": "个", "亩均": "亩", "社均": "个"}
_TOTAL = re.compile(rf"^{_WORD}{{0,6}}?[，、](?:累计|共|共计|合计|总共|总计){_WORD}{{0,8}}?(?P<total>Q)")


def find_percapita(passage: Passage) -> Iterator[Statistic]:
    """Every average whose count and total stand in the same sentence."""
    if "均" not in passage.skeleton and "每" not in passage.skeleton:
        return
    for match in _AVERAGE.finditer(passage.skeleton):
        average = passage.number_at(match.start("avg"))
        clause = Clause.around(passage, match.start())
        before = [(at, n) for at, n in outside_brackets(passage, clause.sentence_start, match.start()) if n.kind == QUANTITY]
        if match["each"] in {"平均每", "每"}:
            statistic = _product(passage, match, average, before)
        else:
            statistic = _mean(passage, match, average, before)
        if statistic is not None:
            yield statistic


def _product(passage: Passage, match: re.Match[str], average: Number, before: list[tuple[int, Number]]) -> Statistic | None:
    """N批，平均每批A人，累计T人次."""
    following = _TOTAL.match(passage.skeleton, match.end()) or _TOTAL.match(passage.skeleton[match.end() :])
    counts = [(at, n) for at, n in before if n.counted and match["what"] and n.unit[:1] == match["what"][:1]]
    if following is None or not counts or match["each"] == "每" and not average.exact:
        return None
    place = match.end() + following.start("total")
    at, count = counts[-1]
    total = passage.number_at(place)
    if total.unit not in {average.unit, average.unit + "次"} or match.start() - at > 20:
        return None
    product = count.amount * average.amount
    fits = Extent(*sorted(_products(count, average))).meets(extent(total)) or abs(product - total.amount) * 20 <= product
    return _statistic(passage, at, place + 1, (count, average, total), fits, f"{show(count)}×{show(average)}＝{in_unit_of(product, total)}，文中累计{show(total)}")


def _mean(passage: Passage, match: re.Match[str], average: Number, before: list[tuple[int, Number]]) -> Statistic | None:
    """N户…总收入T，户均A: the one count of those units and the one total of the average's measure."""
    counts = [(at, n) for at, n in before if (n.unit == _COUNTED[match["each"]] or n.measure == _COUNTED[match["each"]])]
    totals = [(at, n) for at, n in before if n.measure == average.measure and n.measure == "元" and n.amount > average.amount]
    if not counts or not totals:
        return None
    for at, count in reversed(counts):
        for at2, total in reversed(totals):
            if count.amount <= 0:
                continue
            mean = total.amount / count.amount
            low, high = extent(total).low / max(extent(count).high, Decimal(1)), extent(total).high / max(extent(count).low, Decimal("0.5"))
            if Extent(low, high).meets(extent(average)) or abs(mean - average.amount) * 20 <= mean:
                return _statistic(passage, min(at, at2), match.end(), (count, total, average), True, _quotient(total, count, mean, average))
    if len(counts) > 1 or len(totals) > 1 or not re.search(r"总(?:收入|额|投入|产值|投资)|共(?:发放|投入|分红)|合计|累计", passage.words(min(at, at2), match.start())):
        return None
    holds = None if counts[0][1].bound or average.bound or re.search("平均|新增|增加|增收", match["name"]) else False
    return _statistic(passage, min(at, at2), match.end(), (count, total, average), holds, _quotient(total, count, mean, average))


def _quotient(total: Number, count: Number, mean: Decimal, average: Number) -> str:
    return f"{show(total)}÷{show(count)}＝{in_unit_of(mean, average)}，文中为{show(average)}"


def _products(one: Number, other: Number) -> tuple[Decimal, Decimal]:
    a, b = extent(one), extent(other)
    return a.low * b.low, a.high * b.high


def _statistic(passage: Passage, start: int, end: int, numbers: tuple[Number, ...], holds: bool | None, arithmetic: str) -> Statistic:
    return Statistic(
        "per-capita", passage.span(start, end), tuple(map(passage.span_of, numbers)), holds, arithmetic,
        message=f"数量、平均数与总数对不上：{arithmetic}" if len(arithmetic) < 45 else "数量、平均数与总数对不上",
    )  # fmt: skip


__all__ = ["find_percapita", "plain"]
