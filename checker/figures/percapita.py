"""Averages: 15批次，平均每批20人，累计300人次; 80个村…总收入1600万元，村均20万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.figures.arithmetic import Extent, extent, in_unit_of, show
from checker.figures.means import judge_mean
from checker.figures.numbers import QUANTITY, Number
from checker.figures.passages import WORD, Passage, Relation
from checker.model import Statistic

_AVERAGE = re.compile(rf"(?P<each>人均|户均|村均|亩均|社均|平均每|每)(?P<what>[一-鿿]?)(?P<name>{WORD}{{0,8}}?)(?P<avg>Q)")
_COUNTED = {"人均": "人", "户均": "户", "村均": "个", "亩均": "亩", "社均": "个"}
_TOTAL = re.compile(rf"{WORD}{{0,6}}?[，、](?:累计|共|共计|合计|总共|总计){WORD}{{0,8}}?(?P<total>Q)")
_SUMMED = re.compile(r"总(?:收入|额|投入|产值|投资)|共(?:发放|投入|分红)|合计|累计")
_PAID = re.compile(r"发放|分红|兑现|补助|补贴|奖励|救助")
_ADDED = re.compile("平均|新增|增加|增收")
_EACH = {"人": ("人", "名"), "户": ("户",), "家": ("家",), "亩": ("亩",), "村": ("个",)}
_NEAR = 24  # characters within which a count, what was paid and the standard belong together
_RANGED = re.compile(r"(?:至|到|—|-|~|～|以上|左右|不等|起|的标准|/)")
_YIELD = re.compile(r"(?:亩产|单产)(?:量|达到?|约|为)?(?P<avg>Q)，总产(?:量)?(?:达到?|为|约)?(?P<total>Q)")
# 213户，每户500元，发放慰问金10.65万元: the standard before the sum
_STANDARD_FIRST = re.compile(
    rf"(?P<n>Q)，每(?P<what>[户人])(?:补助|发放|奖励|补贴|慰问)?(?P<avg>Q)，(?:(?:共|共计|累计|合计)?(?:发放|补助|兑现|支付|发)了?{WORD}{{0,8}}?|共计?|累计|合计)(?P<total>Q)(?![至到—~～（(-])"
)
# 3座、每座200吨，合计600吨: so many of each, and all of them
_OF_EACH = re.compile(
    rf"(?P<n>Q)[、，]每(?P<what>[座个处口台栋间块])(?P<name>{WORD}{{0,4}})(?P<avg>Q)，(?:共|共计|合计|总计|累计)(?P<same>{WORD}{{0,4}})(?P<total>Q)(?![至到—~～（(-])"
)
# 52期、3640人次，平均每期70人次: so many times, so many in all, so many each time
_EACH_TIME = re.compile(
    rf"(?P<n>Q)[、，](?:共|共计|累计)?(?P<name>{WORD}{{0,6}})(?P<total>Q)，平均每(?P<what>[期场次批班])(?:约|达|培训|参加|参训)?(?P<avg>Q)"
)
_NOUN = 2  # characters that name a thing
_CLOSE = 20  # an average may be rounded by a twentieth


def find_percapita(passage: Passage) -> Iterator[Statistic]:
    """Every average whose count and total stand in the same sentence."""
    yield from _harvests(passage)
    yield from _standards_first(passage)
    yield from _all_of_each(passage)
    yield from _each_time(passage)
    if "均" not in passage.skeleton and "每" not in passage.skeleton:
        return
    for match in _AVERAGE.finditer(passage.skeleton):
        average = passage.number_at(match.start("avg"))
        before = passage.outside_brackets(passage.clause(match.start()).sentence_start, match.start())
        figures = [(at, n) for at, n in before if n.kind == QUANTITY]
        find = _product if match["each"] in {"平均每", "每"} else _mean
        statistic = find(passage, match, average, figures)
        if statistic is None and match["each"] == "每":
            statistic = _standard(passage, match, average, figures)
        if statistic is None and match["each"] == "平均每":
            statistic = _of_each(passage, match, average, figures)
        if statistic is not None:
            yield statistic


def _harvests(passage: Passage) -> Iterator[Statistic]:
    """A亩，亩产B公斤，总产T: one area alone in the sentence before."""
    for match in _YIELD.finditer(passage.skeleton):
        average, total = passage.number_at(match.start("avg")), passage.number_at(match.start("total"))
        before = passage.outside_brackets(passage.clause(match.start()).sentence_start, match.start())
        areas = [(at, n) for at, n in before if n.measure == "亩"]
        if len(areas) != 1 or average.measure != total.measure or match.start() - areas[0][0] > _NEAR:
            continue
        at, area = areas[0]
        product, one, other = area.amount * average.amount, extent(area), extent(average)
        fits = Extent(one.low * other.low, one.high * other.high).meets(extent(total)) or abs(product - total.amount) * _CLOSE <= product
        yield Relation(passage, "per-capita", at, match.end(), (area, average, total)).judged(
            fits,
            f"{show(area)}×{show(average)}＝{in_unit_of(product, total)}，文中为{show(total)}",
            f"{show(area)}按亩产{show(average)}应产{in_unit_of(product, total)}，文中为{show(total)}",
            f"总产{in_unit_of(product, total)}",
        )


def _standards_first(passage: Passage) -> Iterator[Statistic]:
    """N户，每户A元，发放T元: one count, one standard, one sum."""
    for match in _STANDARD_FIRST.finditer(passage.skeleton):
        count, average, total = (passage.number_at(match.start(name)) for name in ("n", "avg", "total"))
        told = count.unit in _EACH[match["what"]] and average.measure == total.measure == "元" and total.amount > average.amount
        earlier = passage.between(passage.clause(match.start()).sentence_start, match.start())
        alone = not any(n.unit in units for _, n in earlier for units in _EACH.values())  # 党员40名、群众213户: paid to both
        if told and alone and {count.bound, average.bound, total.bound} == {None}:
            relation = Relation(passage, "per-capita", match.start(), match.end(), (count, average, total))
            yield _of_standard(relation, count, average, total, f"每{match['what']}")


def _all_of_each(passage: Passage) -> Iterator[Statistic]:
    """N座、每座A吨，合计T吨, where the sentence tells of no others before."""
    for match in _OF_EACH.finditer(passage.skeleton) if "每" in passage.skeleton else ():
        count, average, total = numbers = tuple(passage.number_at(match.start(name)) for name in ("n", "avg", "total"))
        earlier = passage.between(passage.clause(match.start()).sentence_start, match.start())
        alone = not any(n.unit in {count.unit, average.unit, total.unit} for _, n in earlier)
        told = count.unit == match["what"] and average.measure == total.measure != count.measure and match["same"] in {"", match["name"]}
        if told and alone and {number.bound for number in numbers} == {None}:
            relation = Relation(passage, "per-capita", match.start(), match.end(), numbers)
            yield _of_standard(relation, count, average, total, f"每{match['what']}")


def _each_time(passage: Passage) -> Iterator[Statistic]:
    """N期、T人次，平均每期A人次: the two stand side by side right before their average."""
    for match in _EACH_TIME.finditer(passage.skeleton) if "平均每" in passage.skeleton else ():
        count, total, average = numbers = tuple(passage.number_at(match.start(name)) for name in ("n", "total", "avg"))
        told = count.unit == match["what"] and total.unit in {average.unit, average.unit + "次"} and count.amount > 0
        if not told or "其中" in match["name"] or {number.bound for number in numbers} != {None}:
            continue
        relation = Relation(passage, "per-capita", match.start(), match.end(), numbers)
        yield judge_mean(relation, count, total, average, f"平均每{match['what']}", holds=_is_mean(count, total, average))


def _of_standard(relation: Relation, count: Number, average: Number, total: Number, each: str) -> Statistic:
    product = count.amount * average.amount
    return relation.judged(
        abs(product - total.amount) < total.step,
        f"{show(count)}×{show(average)}＝{in_unit_of(product, total)}，文中为{show(total)}",
        f"{show(count)}{each}{show(average)}应为{in_unit_of(product, total)}，文中为{show(total)}",
        in_unit_of(product, total),
    )


def _product(passage: Passage, match: re.Match[str], average: Number, before: Sequence[tuple[int, Number]]) -> Statistic | None:
    """N批，平均每批A人，累计T人次."""
    following = _TOTAL.match(passage.skeleton, match.end())
    counts = [(at, n) for at, n in before if n.counted and match["what"] and n.unit[:1] == match["what"][:1]]
    if following is None or not counts or (match["each"] == "每" and not average.exact):
        return None
    (at, count), place = counts[-1], following.start("total")
    total = passage.number_at(place)
    if total.unit not in {average.unit, average.unit + "次"} or match.start() - at > 20:
        return None
    product, one, other = count.amount * average.amount, extent(count), extent(average)
    fits = Extent(one.low * other.low, one.high * other.high).meets(extent(total)) or abs(product - total.amount) * _CLOSE <= product
    return Relation(passage, "per-capita", at, place + 1, (count, average, total)).judged(
        fits,
        f"{show(count)}×{show(average)}＝{in_unit_of(product, total)}，文中累计{show(total)}",
        f"{show(count)}平均{show(average)}应为{in_unit_of(product, total)}，文中为{show(total)}",
        in_unit_of(product, total),
    )


def _standard(passage: Passage, match: re.Match[str], average: Number, before: Sequence[tuple[int, Number]]) -> Statistic | None:
    """N名…发放T元，每人A元: a standard is exact, so that N times A is T within the last digit of T."""
    counts = [(at, n) for at, n in before if n.unit in _EACH.get(match["what"], ()) and n.exact]
    totals = [(at, n) for at, n in before if n.measure == average.measure == "元" and n.amount > average.amount and n.bound is None]
    if match["name"] or (not average.exact and average.bound is not None) or len(counts) != 1 or len(totals) != 1:
        return None
    (at, count), (at2, total) = counts[0], totals[0]
    told = passage.skeleton[min(at, at2) : match.start()]
    if (
        len(told) > _NEAR
        or not _PAID.search(passage.skeleton[max(0, min(at, at2) - 14) : match.start()])
        or _RANGED.match(passage.skeleton, match.end())
    ):
        return None
    relation = Relation(passage, "per-capita", min(at, at2), match.end(), (count, total, average))
    return _of_standard(relation, count, average, total, f"每{match['what']}")


def _mean(passage: Passage, match: re.Match[str], average: Number, before: Sequence[tuple[int, Number]]) -> Statistic | None:
    """N户…总收入T，户均A: a count in those units and a total of the average's measure."""
    unit = _COUNTED[match["each"]]
    counts = [(at, n) for at, n in before if unit in {n.unit, n.measure} and n.amount > 0]
    totals = [(at, n) for at, n in before if n.measure == average.measure == "元" and n.amount > average.amount]
    pairs = [(count, total) for count in reversed(counts) for total in reversed(totals)]
    if not pairs:
        return None
    fitting = next((pair for pair in pairs if _is_mean(pair[0][1], pair[1][1], average)), None)
    (at, count), (at2, total) = fitting or pairs[0]
    start = min(at, at2)
    sure = len(pairs) == 1 and count.bound is None and average.bound is None and not _ADDED.search(match["name"])
    told = passage.skeleton[start : match.start()]
    if (
        fitting is None
        and not _SUMMED.search(passage.skeleton[max(0, start - 8) : match.start()])
        and not (len(told) <= 16 and _PAID.search(passage.skeleton[max(0, start - 14) : match.start()]))
    ):
        return None
    relation = Relation(passage, "per-capita", start, match.end(), (count, total, average))
    return judge_mean(relation, count, total, average, match["each"], holds=True if fitting else False if sure else None)


def _of_each(passage: Passage, match: re.Match[str], average: Number, before: Sequence[tuple[int, Number]]) -> Statistic | None:
    """项目N个…投入T元，平均每个项目A: the one count of what is named again, and the one sum after it."""
    counts = [(at, n) for at, n in before if n.unit == match["what"] and n.exact]
    totals = [(at, n) for at, n in before if n.measure == average.measure and n.amount > average.amount]
    if len(counts) != 1 or len(totals) != 1 or len(match["name"]) < _NOUN or average.measure == counts[0][1].measure:
        return None
    (at, count), (at2, total) = counts[0], totals[0]
    if at > at2 or at2 - at > _NEAR or match["name"] not in passage.skeleton[max(0, at - 8) : at + 8] or count.amount <= 0:
        return None
    bounded = {count.bound, total.bound, average.bound} != {None}
    fits = _is_mean(count, total, average)
    relation = Relation(passage, "per-capita", at, match.end(), (count, total, average))
    return judge_mean(relation, count, total, average, f"平均每{match['what']}", holds=True if fits else None if bounded else False)


def _is_mean(count: Number, total: Number, average: Number) -> bool:
    mean, counted, summed = total.amount / count.amount, extent(count), extent(total)
    possible = Extent(summed.low / max(counted.high, Decimal(1)), summed.high / max(counted.low, Decimal("0.5")))
    return possible.meets(extent(average)) or abs(mean - average.amount) * _CLOSE <= mean
