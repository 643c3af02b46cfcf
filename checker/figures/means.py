"""Averages told behind what they are the average of: 6000亩…总产3000吨，平均亩产500公斤; 24次，平均每月2次."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.figures.arithmetic import Extent, extent, mean_of, ratio, show
from checker.figures.numbers import Number
from checker.figures.passages import Passage, Relation
from checker.model import Statistic

_SAID = r"(?:量|量?达到?|约?为|约)?"
_OFTEN = re.compile(r"[，；](?P<name>平均每(?:个?月|季度?|周))(?:约|各)?[一-鿿]{0,4}(?P<avg>Q)")
_YEAR = re.compile("全年|年内|一年来|一年里|年度")
_PART_OF_IT = re.compile("到任|上任|任职|截至|半年|季度|月起|月以来")
# how many there are in a year: all of them, or those on which work or school is kept
_IN_A_YEAR = {"月": (12, 12), "季": (4, 4), "周": (48, 53)}
_IN_A_SCHOOL_YEAR = {"月": (9, 12), "季": (4, 4), "周": (36, 53)}
_SCHOOL = re.compile("听课|授课|上课|教学|教研|学生|师生|学校|课堂|备课")
_CLOSE = Decimal("1.05")  # an average may be rounded by a twentieth
_COARSE = Decimal("1.1")  # and one told of every month or week by a tenth

Told = tuple[int, Number]  # where in the skeleton, and what


class _Quotient(NamedTuple):
    """An average of a total over a count: its words, and those that name the two before their figures."""

    average: re.Pattern[str]  # its clause begins with it, so that it is no average of a part told in between
    counted: str  # the measure of the count
    of: re.Pattern[str]
    total: re.Pattern[str]


_QUOTIENTS = (
    _Quotient(
        re.compile(rf"[，；](?:平均)?(?P<name>亩产|单产){_SAID}(?P<avg>Q)"),
        "亩",
        re.compile("种植|播种|面积|栽种|栽插|种了?"),
        re.compile("产量?|收获|收成"),
    ),
    _Quotient(
        re.compile(rf"[，；]游?客?(?P<name>人均(?:旅游)?(?:消费|花费))(?:支出|额)?{_SAID}(?P<avg>Q)"),
        "人次",
        re.compile("游客|接待|客流"),
        re.compile("收入|消费"),
    ),
)


def find_means(passage: Passage) -> Iterator[Statistic]:
    """Every average whose total and count are told before it in the same sentence, each once only."""
    if "均" not in passage.skeleton and "亩产" not in passage.skeleton and "单产" not in passage.skeleton:
        return
    for form in _QUOTIENTS:
        for match in form.average.finditer(passage.skeleton):
            yield from _quotient(passage, match, form)
    for match in _OFTEN.finditer(passage.skeleton):
        yield from _times(passage, match)


def _quotient(passage: Passage, match: re.Match[str], form: _Quotient) -> Iterator[Statistic]:
    """A count and a total of the average's own measure: one of each, or the first with its parts behind 其中."""
    average = passage.number_at(match.start("avg"))
    before = _before(passage, match)
    count = _only(passage, [(at, n) for at, n in before if n.measure == form.counted])
    total = _only(passage, [(at, n) for at, n in before if n.measure == average.measure != form.counted])
    if count is None or total is None or not _named(passage, count, form.of) or not _named(passage, total, form.total):
        return
    (place, number), (whole_place, whole) = count, total
    if number.amount <= 0 or whole.amount <= average.amount:
        return
    possible, stated, mean = ratio(whole, number), extent(average), whole.amount / number.amount
    meets = possible is None or Extent(possible.low / 100, possible.high / 100).meets(stated)
    fits = meets or _near(mean, average.amount, _CLOSE)
    relation = Relation(passage, "per-capita", min(place, whole_place), match.end(), (number, whole, average))
    yield judge_mean(relation, number, whole, average, match["name"], holds=fits)


def judge_mean(relation: Relation, count: Number, total: Number, average: Number, name: str, *, holds: bool | None) -> Statistic:
    """``relation`` as a quotient: ``total`` by ``count`` is what the text calls ``name`` (户均, 平均每批) and states as ``average``."""
    mean = mean_of(total.amount / count.amount, average)
    return relation.judged(
        holds,
        f"{show(total)}÷{show(count)}＝{mean}，文中为{show(average)}",
        f"按总数和数量计算{name}{mean}，文中为{show(average)}",
        f"{name}{mean}",
    )


def _times(passage: Passage, match: re.Match[str]) -> Iterator[Statistic]:
    """全年…24次，平均每月…2次: one count of a whole year in the average's unit."""
    average = passage.number_at(match.start("avg"))
    before = _before(passage, match)
    alike = [(at, n) for at, n in before if n.unit == average.unit]
    if len(alike) != 1 or not alike[0][1].exact or average.bound is not None:
        return
    lead = passage.skeleton[passage.clause(match.start() + 1).sentence_start : alike[0][0]]
    if not _YEAR.search(lead) or _PART_OF_IT.search(lead):
        return
    at, total = alike[0]
    school = _SCHOOL.search(passage.skeleton[slice(*passage.clause(at)[2:])]) is not None
    fewest, most = next(number for word, number in (_IN_A_SCHOOL_YEAR if school else _IN_A_YEAR).items() if word in match["name"])
    low, high = total.amount / most, total.amount / fewest
    near = low - average.step < average.amount < high + average.step
    one, other = mean_of(high, average), mean_of(low, average)
    told = one if one == other else f"{other.removesuffix(average.unit)}至{one}"
    yield Relation(passage, "per-capita", at, match.end(), (total, average)).judged(
        near or low / _COARSE <= average.amount <= high * _COARSE,
        f"{show(total)}÷{fewest}＝{one}{'' if one == other else f'，÷{most}＝{other}'}，文中为{show(average)}",
        f"全年{show(total)}，{match['name']}应为{told}，文中为{show(average)}",
        f"{match['name']}{told}",
    )


def _before(passage: Passage, match: re.Match[str]) -> list[Told]:
    return list(passage.outside_brackets(passage.clause(match.start() + 1).sentence_start, match.start()))


def _only(passage: Passage, told: Sequence[Told]) -> Told | None:
    """The one figure of its sort; of several the first where the others stand behind 其中 and are less."""
    if not told:
        return None
    (at, whole), *others = told
    alone = not others or ("其中" in passage.skeleton[at : others[0][0]] and all(n.amount < whole.amount for _, n in others))
    return (at, whole) if alone and whole.bound is None else None


def _named(passage: Passage, told: Told, word: re.Pattern[str]) -> bool:
    """Whether the words of its clause before the figure say that it is such a figure."""
    return word.search(passage.skeleton[passage.clause(told[0]).start : told[0]]) is not None


def _near(one: Decimal, other: Decimal, by: Decimal) -> bool:
    return one <= other * by and other <= one * by
