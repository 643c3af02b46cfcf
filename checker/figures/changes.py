"""One change from a figure to another, tested: its rate, its multiple, its difference, its points."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from checker.figures.arithmetic import HALF, Extent, extent, in_unit_of, like, percent, plain, show
from checker.figures.numbers import BARE, PERCENT, POINTS, QUANTITY, TIMES, Number
from checker.figures.passages import Passage, Relation
from checker.model import Statistic

# at constant prices the quotient of two stated values is not the growth
_DOUBTFUL = Decimal("1.1")  # times the likely error: up to here nothing is said
_OF_TENTHS = Decimal("0.6")  # 六成 is said of what lies nearest to it, and of little more
_PRICED = re.compile(r"生产总值|gdp|增加值")


class Change(NamedTuple):
    """A change to be tested: from ``a`` to ``b``, said to be ``c``; ``words`` tell of what."""

    a: Number
    b: Number
    c: Number
    down: bool
    start: int
    end: int
    words: str = ""

    @property
    def sign(self) -> int:
        """-1 where a fall is told, so that falls are counted as positive."""
        return -1 if self.down else 1


def judge_change(passage: Passage, change: Change) -> Statistic | None:
    """Test a change by what kind of figure it is said in; None where the kinds do not go together."""
    a, b, c = change.a, change.b, change.c
    if a.kind == PERCENT:
        return _points(passage, change) if c.kind == POINTS else _percent_of_percent(passage, change) if c.kind == PERCENT else None
    if a.amount <= 0:
        return None
    if c.kind == PERCENT:
        return _rate(passage, change)
    if c.kind == TIMES:
        return _times(passage, change)
    return _difference(passage, change) if same_measure(a, c) and same_measure(a, b) else None


def judge_increase(passage: Passage, change: Change) -> Statistic:
    """B，比上年增加D，增长C%: ``change.a`` is here the increase D, the base B less D."""
    d, b, c = change.a, change.b, change.c
    base = b.amount - change.sign * d.amount
    relation = Relation(passage, "growth", change.start, change.end, (b, d, c))
    operator, verb = ("＋", "下降") if change.down else ("－", "增长")
    arithmetic = f"基数为{show(b)}{operator}{show(d)}＝{in_unit_of(base, b)}"
    if base <= 0:
        return relation.judged(None, arithmetic)
    nominal, said = percent(d.amount, base), extent(c)
    clearly = not _increases(change, Decimal(1)).meets(said)
    fits = _increases(change, HALF).meets(said)
    close = not clearly and abs(nominal - c.amount) <= 2 * c.step
    holds = True if fits else None if close or _is_priced(passage, change) else False
    return relation.judged(
        holds,
        f"{arithmetic}，{show(d)}÷{in_unit_of(base, b)}＝{like(nominal, c)}%，文中为{show(c)}",
        f"按增减额推算应{verb}{like(nominal, c)}%，文中为{show(c)}",
        f"{verb}{like(nominal, c)}%",
        certain=clearly,
    )


def judge_doubling(passage: Passage, a: Number, b: Number, match: re.Match[str], start: int, end: int, position: int) -> Statistic:
    """翻N番 is 2 to the power N; 将近 lets it fall short, and plain 翻番 is said of anything from 1.9 times on.

    The words stand at ``match``, a match in the part of the skeleton that begins at ``position``, before or after the two figures.
    """
    c = passage.number_at(position + match.start("c")) if match["c"] else None
    count = c.value if c is not None else Decimal(1)
    wanted = Decimal(2) ** int(min(count, Decimal(30)))
    low, high = quotient(a, b, HALF)
    more = c is not None and c.bound == "above"  # 翻了一番多: up to the next doubling
    near = not more and (bool(match["near"] or match["near2"]) or (c is not None and c.bound is not None))
    least = wanted * (Decimal("0.8") if near else Decimal("0.94"))
    most = wanted * (2 if more else Decimal("1.05") if near else Decimal("1.4"))
    times, said = b.amount / a.amount, f"翻{plain(count)}番" if c is not None else "翻番"
    relation = Relation(passage, "multiple", start, end, (a, b) if c is None else (a, b, c))
    return relation.judged(
        Extent(low, high).meets(Extent(least, most)) if c is not None else high >= least,
        f"{show(b)}÷{show(a)}＝{plain(times)}倍，{said}应为{plain(wanted)}倍",
        f"后一数是前一数的{plain(times, 1)}倍，不是{said}",
        f"是原来的{plain(times, 1)}倍",
    )


def judge_multiple(passage: Passage, change: Change) -> Statistic:
    """B是A的N倍."""
    a, b, c = change.a, change.b, change.c
    times = b.amount / a.amount
    relation = Relation(passage, "multiple", change.start, change.end, (a, b, c))
    return relation.judged(
        quotient(a, b, HALF).meets(_multiple_said(c)),
        f"{show(b)}÷{show(a)}＝{plain(times)}倍，文中为{show(c)}",
        f"按两数计算应为{plain(times, 1)}倍，文中为{show(c)}",
        f"{plain(times, 1)}倍",
    )


def judge_direction(passage: Passage, start: int, end: int, a: Number, b: Number, verb: str, *, down: bool) -> Statistic | None:
    """由A增至B with B the smaller, 由A降至B with B the greater; None where the direction is right. A rank rises as it falls."""
    wrong = extent(b).low > extent(a).high if down else extent(b).high < extent(a).low
    if not wrong or a.kind == BARE or a.unit in {"位", "名"}:
        return None
    sign = "＜" if down else "＞"
    return Relation(passage, "difference", start, end, (a, b)).judged(
        False, f"{show(a)}{sign}{show(b)}，与“{verb}”相反", f"由{show(a)}到{show(b)}是{'上升' if down else '下降'}，与文中说法相反"
    )


def quotient(a: Number, b: Number, units: Decimal) -> Extent:
    """The values ``b / a`` may have, with ``units`` of the last digit allowed."""
    before, after = extent(a, units), extent(b, units)
    floor = before.low if before.low > 0 else a.amount / 2
    return Extent(after.low / before.high, after.high / floor)


def _multiple_said(c: Number) -> Extent:
    """What a stated multiple may stand for: cut short by up to one unit of its last digit, but rounded up by half of one only."""
    low, high = extent(c)
    return Extent(low + c.slack * HALF, high) if c.bound is None else Extent(low, high)


def same_measure(a: Number, b: Number) -> bool:
    """Whether two figures are of one kind and measure, so that one may have become the other."""
    return a.kind == b.kind and a.measure == b.measure and a.kind in {QUANTITY, PERCENT, BARE}


def _rate(passage: Passage, change: Change) -> Statistic:
    a, b, c = change.a, change.b, change.c
    tenths = c.unit == "成" and c.bound is None
    nominal, said = change.sign * percent(b.amount - a.amount, a.amount), extent(c, _OF_TENTHS if tenths else Decimal(1))
    loose = {a.bound, b.bound, c.bound} != {None}
    off, likely = abs(nominal - c.amount), _likely_error(change) + (c.step * _OF_TENTHS if tenths else c.step)
    fits = _rates(change, HALF).meets(said) and (loose or off <= likely)
    holds = True if fits else None if loose or off <= _DOUBTFUL * likely or _is_priced(passage, change) else False
    first, second = (a, b) if change.down else (b, a)
    verb = "下降" if change.down else "增长"
    return Relation(passage, "growth", change.start, change.end, (a, b, c)).judged(
        holds,
        f"（{show(first)}－{show(second)}）÷{show(a)}＝{like(nominal, c)}%，文中为{show(c)}",
        f"按前后两数计算应{verb}{like(nominal, c)}%，文中为{show(c)}",
        f"{verb}{like(nominal, c)}%",
        certain=holds is False and not tenths and not _rates(change, Decimal(1)).meets(said),
    )


def _times(passage: Passage, change: Change) -> Statistic:
    """增长N倍 is strictly N+1 times the base; many write it for N times, so that reading is let pass."""
    a, b, c = change.a, change.b, change.c
    low, high = quotient(a, b, Decimal(1))
    said, times = _multiple_said(c), b.amount / a.amount - 1
    popular = change.down or Extent(low, high).meets(said)
    holds = True if Extent(low - 1, high - 1).meets(said) else None if popular else False
    return Relation(passage, "multiple", change.start, change.end, (a, b, c)).judged(
        holds,
        f"（{show(b)}－{show(a)}）÷{show(a)}＝{plain(times)}倍，文中为增长{show(c)}",
        f"按前后两数计算应增长{plain(times, 1)}倍，文中为{show(c)}",
        f"增长{plain(times, 1)}倍",
    )


def _difference(passage: Passage, change: Change) -> Statistic:
    a, b, c = change.a, change.b, change.c
    nominal = change.sign * (b.amount - a.amount)
    one, other = extent(a), extent(b)
    ends = sorted((change.sign * (other.low - one.high), change.sign * (other.high - one.low)))
    fits = Extent(*ends).meets(extent(c))
    first, second = (a, b) if change.down else (b, a)
    return Relation(passage, "difference", change.start, change.end, (a, b, c)).judged(
        fits,
        f"{show(first)}－{show(second)}＝{in_unit_of(nominal, c)}，文中为{show(c)}",
        f"两数相差{in_unit_of(abs(nominal), c)}，文中为{show(c)}",
        in_unit_of(abs(nominal), c),
        certain=nominal > 0,
    )


def _points(passage: Passage, change: Change) -> Statistic:
    """The difference of two shares in points.

    Shares rounded or cut alike are together off by less than one unit, and the result by less than one more:
    nothing honest lies two units away. Three units away not even shares that were treated differently excuse it.
    """
    a, b, c = change.a, change.b, change.c
    nominal = change.sign * (b.amount - a.amount)
    off, loose = abs(nominal - c.amount), {a.bound, b.bound, c.bound} != {None}
    slack = max(a.step, b.step) + c.step + (max(Decimal(1), abs(nominal) / 5) if loose else Decimal(0))
    first, second = (a, b) if change.down else (b, a)
    relation = Relation(passage, "points", change.start, change.end, (a, b, c))
    if nominal < 0 and abs(-nominal - c.amount) < slack <= off:
        return _wrong_way(relation, change)
    return relation.judged(
        off < slack,
        f"{show(first)}－{show(second)}＝{plain(nominal)}个百分点，文中为{show(c)}",
        f"两个比例相差{plain(abs(nominal))}个百分点，文中为{show(c)}",
        f"{plain(abs(nominal))}个百分点",
        certain=off > slack + min(a.step, b.step),
    )


def _wrong_way(relation: Relation, change: Change) -> Statistic:
    """比年初58.8%下降1.8个百分点, of 60.6%: the points are right, the direction is not."""
    a, b, c = change.a, change.b, change.c
    way, said = ("上升", "下降") if change.down else ("下降", "上升")
    sign = "＜" if change.down else "＞"
    return relation.judged(
        False,
        f"{show(a)}{sign}{show(b)}，是{way}，文中为{said}{show(c)}",
        f"由{show(a)}到{show(b)}是{way}，不是{said}",
        f"{way}{show(c)}",
        certain=True,
    )


def _percent_of_percent(passage: Passage, change: Change) -> Statistic | None:
    """由92%提高到97%，提高5%: 5 are points; 5.4% would be the growth of the rate itself."""
    a, b, c = change.a, change.b, change.c
    nominal = change.sign * (b.amount - a.amount)
    if nominal <= 0 or a.amount <= 0 or {a.bound, b.bound, c.bound} != {None}:
        return None
    off_points, off_growth = abs(nominal - c.amount), abs(percent(nominal, a.amount) - c.amount)
    points = off_points <= c.step and off_points < off_growth
    grown = off_growth <= c.step and not points
    relation = Relation(passage, "form" if points else "points", change.start, change.end, (a, b, c))
    difference = f"{show(b if not change.down else a)}－{show(a if not change.down else b)}＝{plain(nominal)}个百分点"
    relative = f"{plain(nominal)}÷{plain(a.value)}＝{like(percent(nominal, a.amount), c)}%"
    return relation.judged(
        grown,
        f"{difference}，{relative}，文中为{show(c)}",
        f"两个比例相差用百分点表示，应为{plain(nominal)}个百分点" if points else f"两个比例相差{plain(nominal)}个百分点，文中为{show(c)}",
        f"{plain(nominal)}个百分点",
    )


def _is_priced(passage: Passage, change: Change) -> bool:
    before = passage.skeleton[max(0, change.start - 20) : change.start]
    return _PRICED.search(change.words + before) is not None


def _rates(change: Change, units: Decimal) -> Extent:
    low, high = quotient(change.a, change.b, units)
    return Extent(*sorted((change.sign * (low - 1) * 100, change.sign * (high - 1) * 100)))


def _likely_error(change: Change) -> Decimal:
    """How far a rate, in points, is likely to lie from the truth by the rounding of the two figures alone.

    Each may be off by half a unit of its last digit; errors that have nothing to do with one another add up as squares
    do (Gaussian propagation). Both at their extremes, in opposite directions, is no likelier than a slip.
    """
    a, b = change.a, change.b
    slack_a, slack_b = (min(a.slack, b.slack),) * 2 if a.unit == b.unit else (a.slack, b.slack)  # 6万元 beside 7.5万元 is 6.0
    of_b = slack_b * HALF * 100 / a.amount
    of_a = slack_a * HALF * 100 * b.amount / (a.amount * a.amount)
    return (of_a * of_a + of_b * of_b).sqrt()


def _increases(change: Change, units: Decimal) -> Extent:
    parts, wholes = extent(change.a, units), extent(change.b, units)
    bases = [(part, whole - change.sign * part) for part in parts for whole in wholes]
    values = [part / base * 100 for part, base in bases if base > 0]
    return Extent(min(values), max(values)) if values else Extent(Decimal(0), Decimal(0))
