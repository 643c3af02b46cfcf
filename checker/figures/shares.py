"""Shares of a whole: Y中X占P, X占…的P, 解决率P, and shares of one whole together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.figures.arithmetic import HALF, comparable, extent, in_unit_of, like, percent, ratio, show
from checker.figures.numbers import BARE, MARKS, QUANTITY, Number, Passage
from checker.figures.parts import listings
from checker.figures.reading import Clause, outside_brackets
from checker.model import Statistic

_WORD = rf"[^，。；！？：、{MARKS}]"
_SHARE = re.compile(
    rf"(?P<x>Q)(?P<noun>{_WORD}{{0,14}}?)[，、（]?(?P<lead>(?:约|共|分别|合计|总共)?)占(?:比|到|了)?"
    rf"(?P<base>{_WORD}{{0,16}}?)(?:的(?:比重|比例)?)?(?:比重|比例|比)?(?:达到?|为|约|近|超|超过|高达|约为)?了?(?P<p>P)"
)
# 已完成58个，办结率95%: the rate's own verb stands before the part
_RATE = re.compile(
    rf"(?P<noun>{_WORD}{{0,10}}?)[，、（]?(?P<name>[一-鿿]{{0,8}}?)(?P<verb>完成|整改|办结|化解|解决|销号|办理|调处|调解成功|成功|达标|合格|满意|覆盖|通过|开工|竣工|投产|签约|到位|入住|清运|"
    rf"结案|答复|履约|兑现|回复|按期办结|安装|改造|建成|脱贫|就业|参训|到会|参会|采纳|交办)率(?:达到?|为|约|近|超过|超|高达|均为|提升至|提高到)?了?(?P<p>P)"
)
# shares of something outside the report: the whole county, the whole budget
_OUTSIDE = re.compile(r"全(?:省|市|县|区|国|州|疆|球|世界)|世界|gdp|生产总值|支出|收入|增加值|总额|总产值|一半|当地|上市|地区|财政|固定资产|投资|出口|年度|规上|规模以上")
_SUBJECT_STOP = re.compile(r"[一-鿿]{2}")


class Whole(NamedTuple):
    """A figure tried as the whole of a share, and where it stands."""

    number: Number
    amount: Decimal
    label: str
    near: bool  # in the share's own sentence


def find_shares(passage: Passage, earlier: Sequence[Passage] = ()) -> Iterator[Statistic]:
    """Every share and rate of the passage; ``earlier`` are the passages before it, the nearest last, searched for wholes."""
    if "P" not in passage.skeleton:
        return
    for match in _SHARE.finditer(passage.skeleton):
        statistic = _test_share(passage, match, earlier)
        if statistic is not None:
            yield statistic
    for match in _RATE.finditer(passage.skeleton):
        statistic = _test_rate(passage, match)
        if statistic is not None:
            yield statistic


def _test_share(passage: Passage, match: re.Match[str], earlier: Sequence[Passage]) -> Statistic | None:
    part, share = passage.number_at(match.start("x")), passage.number_at(match.start("p"))
    if share.amount > 100 or "分别" in match["lead"] or part.kind != QUANTITY:
        return None
    base = match["base"].removesuffix("的")
    wholes = list(_wholes(passage, match.start(), part, earlier))
    fitting = next((whole for whole in wholes if _fits(part, whole, share)), None)
    span, figures = passage.span(match.start(), match.end()), (passage.span_of(part), passage.span_of(share))
    if fitting is not None:
        nominal = percent(part.amount, fitting.amount)
        return Statistic("share", span, (*figures, passage.span_of(fitting.number)) if fitting.near else figures, True,
                         f"{show(part)}÷{fitting.label}＝{like(nominal, share)}%，文中为{show(share)}")  # fmt: skip
    near = [whole for whole in wholes if whole.near and whole.amount > part.amount]
    named = _named(near, base, passage, match.start())
    if named is None or _OUTSIDE.search(base) or share.bound == "about" or part.bound is not None:
        tried = "、".join(dict.fromkeys(whole.label for whole in wholes))
        return Statistic("share", span, figures, None, f"文中没有能与{show(part)}、{show(share)}相符的总数" + (f"，试过{tried}" if tried else ""))
    nominal = percent(part.amount, named.amount)
    tried = "、".join(dict.fromkeys(whole.label for whole in wholes if whole.amount > part.amount))
    wide = ratio(part, named.number)
    certain = wide is not None and not wide.meets(extent(share)) and abs(nominal - share.amount) >= 2 * share.step
    start = match.start()
    return Statistic(
        "share", passage.span(start, match.end()), (*figures, passage.span_of(named.number)), False,
        f"{show(part)}÷{named.label}＝{like(nominal, share)}%，文中为{show(share)}；试过的总数：{tried}", certain=certain,
        correction=f"占{like(nominal, share)}%", message=f"{show(part)}占{named.label}的{like(nominal, share)}%，文中为{show(share)}",
    )  # fmt: skip


def _wholes(passage: Passage, place: int, part: Number, earlier: Sequence[Passage]) -> Iterator[Whole]:
    """Figures of the part's measure before the share, the nearest first, then sums of listed parts, then earlier passages."""
    clause = Clause.around(passage, place)
    for at, number in reversed(passage.between(0, place)):
        if comparable(number, part) and number.kind == QUANTITY:
            yield Whole(number, number.amount, show(number), at >= clause.sentence_start)
    for at, number in passage.between(place + 1, clause.sentence_end):
        if comparable(number, part) and number.kind == QUANTITY and at > place:
            yield Whole(number, number.amount, show(number), False)
    run = [number for _, number in passage.between(clause.sentence_start, clause.sentence_end) if comparable(number, part) and number.unit == part.unit]
    for first in range(len(run)):
        for last in range(first + 2, min(len(run), first + 9) + 1):
            total = sum((number.amount for number in run[first:last]), Decimal(0))
            yield Whole(run[first], total, in_unit_of(total, part), False)
    for before in reversed(earlier[-3:]):
        for number in before.numbers:
            if comparable(number, part) and number.kind == QUANTITY:
                yield Whole(number, number.amount, show(number), False)


def _fits(part: Number, whole: Whole, share: Number) -> bool:
    if whole.amount < part.amount or whole.amount <= 0:
        return False
    nominal = percent(part.amount, whole.amount)
    if abs(nominal - share.amount) <= share.step:
        return True
    possible = ratio(part, whole.number, HALF) if whole.amount == whole.number.amount else None
    return possible is not None and possible.meets(extent(share))


def _named(near: Sequence[Whole], base: str, passage: Passage, place: int) -> Whole | None:
    """The whole that the sentence itself names: Y中…X占P, Y其中X占P, or the one figure of the sentence the base repeats."""
    if not near:
        return None
    start = Clause.around(passage, place).sentence_start
    head = passage.skeleton[start:place]
    nearest = next((whole for whole in near if not _is_sibling(passage, whole, start, place)), None)
    if nearest is None:
        return None
    mark = max((at for at, n in passage.between(start, place) if n is nearest.number), default=-1)
    link = passage.skeleton[mark + 1 : place] if mark >= 0 else head
    joined = re.match(rf"^{_WORD}{{0,16}}(?:中|其中|，其中|已|有|，|、)", link) is not None and len(link) <= 40
    if base and not re.search(r"总数|总量|比|全部", base):
        noun = _SUBJECT_STOP.findall(base)
        return nearest if any(word in head[max(0, mark - 12 - start) :] for word in noun) and joined else None
    return nearest if joined and re.search(r"中|其中|已|完成|有|，", link) else None


def _is_sibling(passage: Passage, whole: Whole, start: int, place: int) -> bool:
    """Whether the figure is itself said to be a share of something: A 134起，占18%；B 96起，占13%."""
    mark = next((at for at, n in passage.between(start, place) if n is whole.number), None)
    return mark is not None and re.match(rf"{_WORD}{{0,14}}[，、（]?(?:约|共)?占{_WORD}{{0,16}}P", passage.skeleton[mark + 1 : place]) is not None


def _test_rate(passage: Passage, match: re.Match[str]) -> Statistic | None:
    """X个…已解决Y个，解决率P: some pair of the sentence must give P."""
    rate = passage.number_at(match.start("p"))
    clause = Clause.around(passage, match.start("p"))
    before = [(at, n) for at, n in outside_brackets(passage, clause.sentence_start, match.start("verb")) if n.kind in {QUANTITY, BARE}]
    pairs = [(a, x, b, y) for i, (a, x) in enumerate(before) for b, y in before[i + 1 :] if x.measure == y.measure]
    if not pairs or rate.amount > 100:
        return None
    for a, x, b, y in reversed(pairs):
        for whole, part in ((x, y), (y, x)):
            if part.amount <= whole.amount and _fits(part, Whole(whole, whole.amount, show(whole), True), rate):
                return Statistic("completion", passage.span(min(a, b), match.end()), tuple(map(passage.span_of, (part, whole, rate))), True,
                                 f"{show(part)}÷{show(whole)}＝{like(percent(part.amount, whole.amount), rate)}%，文中为{show(rate)}")  # fmt: skip
    a, whole, b, part = pairs[-1]
    link, tail = passage.skeleton[a + 1 : b], passage.skeleton[b + 1 : match.start("verb")]
    verb = match["verb"]
    told = verb in link or re.search(r"已|完成|解决|化解|办结|整改|成功|满意|达成|兑现", link) is not None
    exact = whole.exact and part.exact and rate.bound is None and rate.amount < 100
    if not told or not exact or part.amount > whole.amount or len(link) > 30 or len(tail) > 14 or re.search(r"累计|去年|上年|Y|全[市县省]|同比", link + tail):
        return None
    nominal = percent(part.amount, whole.amount)
    return Statistic(
        "completion", passage.span(a, match.end()), tuple(map(passage.span_of, (whole, part, rate))), False,
        f"{show(part)}÷{show(whole)}＝{like(nominal, rate)}%，文中为{show(rate)}", certain=len(pairs) == 1,
        correction=f"{verb}率{like(nominal, rate)}%", message=f"按两数计算{verb}率应为{like(nominal, rate)}%，文中为{show(rate)}",
    )  # fmt: skip


__all__ = ["find_shares", "listings"]
