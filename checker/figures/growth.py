"""Change from one figure to another: 由A增至B，增长C%; 比上年的A增加D; 翻番; 是A的N倍."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checker.figures.arithmetic import HALF, Extent, comparable, extent, in_unit_of, like, percent, plain, show
from checker.figures.numbers import BARE, DOUBLINGS, MARKS, PERCENT, POINTS, QUANTITY, TIMES, Number, Passage
from checker.figures.reading import Clause, clauses, outside_brackets
from checker.model import Statistic

UP = "增长 增加 増加 増长 增至 增 提高 提升 上升 升 扩大 攀升 跃升 上涨 涨 扩展 扩 递增 多 高 超 拓展 上调 新增 净增 发展 壮大 跃 扩容"
DOWN = "下降 降低 降 减少 减 压缩 压减 缩短 缩小 缩减 回落 下调 少 低 下滑 压降 精简 收窄 下跌 节约 减小"
_UP = "|".join(UP.split())
_DOWN = "|".join(DOWN.split())
_WORD = rf"[^，。；！？：{MARKS}]"
_LOOSE_WORD = rf"[^，。；！？：{MARKS.replace('Y', '')}]"

# what may stand between the figures and the word of change without bringing in another subject
_LEAD = r"(?:同比|环比|相比|[比较](?:上年|去年|前年|上年度|上一年|年初|同期|Y)(?:同期)?|Y比Y|年均|平均每年|实际|名义|可比|累计|总体|整体|一年|Y|[两三五]年|共|净|涨|升|降|跌|大幅|足足|整整|实现|呈现|幅度|同口径){0,4}"
_COMPARED = r"(?:(?<![占对同环配])比(?![例重率值分如亚])|较(?![大好为多])|相比)之?"

_FROM_TO = re.compile(
    rf"[由从自](?P<before>{_LOOSE_WORD}{{0,24}})(?P<a>[QPN])(?P<between>{_LOOSE_WORD}{{0,16}}?)"
    rf"(?P<verb>{_UP}|{_DOWN}|变|调整|优化|转)(?:了|长)?(?:到|至|为|成)了?(?P<after>{_LOOSE_WORD}{{0,14}}?)(?P<b>[QPN])"
)
# what a clause after the two figures says of their change
_CHANGE = re.compile(
    rf"^(?P<lead>{_LEAD})(?P<verb>{_UP}|{_DOWN})(?:了|长)?(?:幅度?|率|比例|速度?)?(?:比例)?(?:为|是|达到?|高达|超过|超|近|约|将近|接近)?了?(?P<c>[QPDMN])"
)
_DOUBLED = re.compile(rf"^{_LOOSE_WORD}{{0,8}}?(?P<near>将近|接近|近|几乎|约)?翻了?(?P<near2>将近|接近|近|约)?(?:(?P<c>F)|番)")
_AGAINST = re.compile(
    rf"{_COMPARED}(?P<base>{_LOOSE_WORD}{{0,18}}?)(?P<a>[QPN])(?P<name>[^，。；！？：{MARKS}]{{0,6}}?)(?:，|相比)?"
    rf"(?P<verb>{_UP}|{_DOWN})(?:了|长)?(?:幅度?|率|比例)?(?:为|达到?|高达|近|约)?了?(?P<c>[QPDMN])"
)
_AGAINST_UNNAMED = re.compile(rf"{_COMPARED}(?P<base>{_LOOSE_WORD}{{1,10}}?)(?P<verb>{_UP}|{_DOWN})(?:了|长)?(?P<d>Q)")
_RISEN_TO = re.compile(
    rf"{_COMPARED}(?P<base>{_LOOSE_WORD}{{0,14}}?)(?P<a>Q)(?P<verb>增加|增长|提高|提升|上升|减少|下降|降低)了?(?P<c>P)，(?:达到?|增至|降至|提高到|增加到|减少到|为)(?P<b>Q)"
)
_TIMES_OF = re.compile(rf"(?P<b>Q)(?P<between>[^。；！？：{MARKS}]{{0,10}})(?:是|为|相当于)(?P<base>{_LOOSE_WORD}{{0,12}}?)(?P<a>Q)的(?P<c>M)")
# growth that is not the quotient of the two figures named
_NOT_THE_QUOTIENT = re.compile(r"年均|平均每年|年平均|实际|可比|不变价|同口径|剔除|扣除|名义|复合|累计|任务|目标|计划|月均|以上|占|其中|同期|到20|力争|预计到")
_PLANNED = re.compile(r"年均|目标|计划|力争")
_VERB = re.compile(rf"{_UP}|{_DOWN}|超收|超额".replace("|多|高|超", "").replace("|少|低", ""))
_PRICED = re.compile(r"生产总值|gdp|增加值")


class Change(NamedTuple):
    """One change to be tested: from ``a`` to ``b``, said to be ``c``."""

    a: Number
    b: Number
    c: Number
    down: bool
    start: int
    end: int


def find_growth(passage: Passage) -> Iterator[Statistic]:
    """Every change of the passage that the text itself lets one compute."""
    if not any(mark in passage.skeleton for mark in "QPN"):
        return
    yield from _from_to(passage)
    yield from _against(passage)
    yield from _against_unnamed(passage)
    yield from _risen_to(passage)
    yield from _times_of(passage)


def _from_to(passage: Passage) -> Iterator[Statistic]:
    for match in _FROM_TO.finditer(passage.skeleton):
        a, b = passage.number_at(match.start("a")), passage.number_at(match.start("b"))
        if not _same_measure(a, b) or match["before"].endswith("每") or "到" in match["before"]:
            continue
        statistic = _direction(passage, match, a, b)
        if statistic is not None:
            yield statistic
            continue
        yield from _said_after(passage, match.start(), match.end(), a, b, match["before"] + match["between"])


def _said_after(passage: Passage, start: int, end: int, a: Number, b: Number, words: str) -> Iterator[Statistic]:
    """The changes said in the clauses that follow ``b``: 增长C%, 增加D, 翻了一番."""
    position = end
    for _ in range(3):
        gap = re.compile(rf"[^，。；！？：、（{MARKS}]{{0,6}}[，、（]|[^，。；！？：、（{MARKS}]{{0,6}}").match(passage.skeleton, position)
        position = gap.end() if gap else position
        clause = passage.skeleton[position : position + 40]
        doubled, change = _DOUBLED.match(clause), _CHANGE.match(clause)
        if doubled is not None:
            yield _test_doubling(passage, a, b, doubled, start, position)
            return
        if change is None:
            return
        c = passage.number_at(position + change.start("c"))
        finish = position + change.end()
        if _NOT_THE_QUOTIENT.search(change["lead"]) or _PLANNED.search(passage.skeleton[max(0, start - 12) : start]):
            return
        yield from _test(passage, Change(a, b, c, _is_down(change["verb"]), start, finish), words)
        position = finish


def _against(passage: Passage) -> Iterator[Statistic]:
    for match in _AGAINST.finditer(passage.skeleton):
        a, c = passage.number_at(match.start("a")), passage.number_at(match.start("c"))
        if _VERB.search(match["base"]) or _NOT_THE_QUOTIENT.search(match["base"].replace("同期", "")) or (a.kind == PERCENT and c.kind == PERCENT and a.kind == c.kind and "的" not in match["base"]):
            continue
        clause = Clause.around(passage, match.start())
        candidates = [(at, n) for at, n in outside_brackets(passage, clause.sentence_start, match.start()) if _same_measure(a, n)]
        if not candidates:
            continue
        start = match.start() if match.start() - candidates[-1][0] > 40 else candidates[-1][0]
        down = _is_down(match["verb"])
        found = [list(_test(passage, Change(a, b, c, down, start, match.end()), match["base"])) for _, b in reversed(candidates[-3:])]
        best = next((f for f in found if f and f[0].holds), found[0])
        yield from best
        yield from _also(passage, match.end(), start, a, candidates[-1][1], best)


def _also(passage: Passage, end: int, start: int, a: Number, b: Number, first: list[Statistic]) -> Iterator[Statistic]:
    """A second change said of the same two figures: 上升了132件、上升率44%."""
    if first and first[0].holds:
        yield from _said_after(passage, start, end, a, b, "")


def _against_unnamed(passage: Passage) -> Iterator[Statistic]:
    """B，比上年增加D，增长C%: the base is B less D."""
    for match in _AGAINST_UNNAMED.finditer(passage.skeleton):
        d = passage.number_at(match.start("d"))
        follow = re.compile(r"[^，。；！？：、（QPDMFYONRX]{0,6}[，、（]").match(passage.skeleton, match.end())
        change = _CHANGE.match(passage.skeleton[follow.end() : follow.end() + 40]) if follow else None
        if follow is None or change is None or _NOT_THE_QUOTIENT.search(change["lead"]) or _NOT_THE_QUOTIENT.search(match["base"].replace("同期", "")):
            continue
        c = passage.number_at(follow.end() + change.start("c"))
        clause = Clause.around(passage, match.start())
        candidates = [(at, n) for at, n in outside_brackets(passage, clause.sentence_start, match.start()) if comparable(d, n)]
        down = _is_down(match["verb"])
        if c.kind != PERCENT or not candidates or down != _is_down(change["verb"]):
            continue
        priced = bool(_PRICED.search(passage.skeleton[max(0, match.start() - 30) : match.start()]))
        results = [
            _test_increase(passage, Change(d, b, c, down, at, follow.end() + change.end()), priced)
            for at, b in reversed(candidates[-3:])
            if b.amount > d.amount or down
        ]
        yield from (r for r in [next((r for r in results if r.holds), results[0] if results else None)] if r is not None)


def _risen_to(passage: Passage) -> Iterator[Statistic]:
    for match in _RISEN_TO.finditer(passage.skeleton):
        a, b, c = (passage.number_at(match.start(name)) for name in "abc")
        if comparable(a, b):
            yield from _test(passage, Change(a, b, c, _is_down(match["verb"]), match.start(), match.end()), match["base"])


def _times_of(passage: Passage) -> Iterator[Statistic]:
    for match in _TIMES_OF.finditer(passage.skeleton):
        a, b, c = (passage.number_at(match.start(name)) for name in "abc")
        if not comparable(a, b) or a.amount <= 0:
            continue
        times = b.amount / a.amount
        low, high = _quotient(a, b, Decimal(1))
        fits = Extent(low, high).meets(extent(c))
        yield Statistic(
            "multiple", passage.span(match.start(), match.end()), tuple(map(passage.span_of, (a, b, c))), fits,
            f"{show(b)}÷{show(a)}＝{plain(times)}倍，文中为{show(c)}", correction="" if fits else f"{plain(times, 1)}倍",
            message="" if fits else f"应为{plain(times, 1)}倍，文中写作{show(c)}",
        )  # fmt: skip


def _test(passage: Passage, change: Change, words: str) -> Iterator[Statistic]:
    a, b, c = change.a, change.b, change.c
    if a.kind == PERCENT and c.kind == POINTS:
        yield _test_points(passage, change)
    elif a.kind == PERCENT or a.amount <= 0:
        return
    elif c.kind == PERCENT:
        yield _test_rate(passage, change, words)
    elif c.kind == TIMES:
        yield _test_times(passage, change)
    elif c.kind == a.kind and _same_measure(a, c):
        yield _test_difference(passage, change)


def _test_rate(passage: Passage, change: Change, words: str) -> Statistic:
    a, b, c = change.a, change.b, change.c
    sign = -1 if change.down else 1
    nominal = sign * percent(b.amount - a.amount, a.amount)
    wide, narrow = _rates(a, b, sign, Decimal(1)), _rates(a, b, sign, HALF)
    said = extent(c)
    fits, clearly = narrow.meets(said), not wide.meets(said)
    priced = bool(_PRICED.search(words + passage.skeleton[max(0, change.start - 20) : change.start]))
    holds = True if fits else None if priced or not (clearly or abs(nominal - c.amount) > 2 * c.step) else False
    verb = "下降" if change.down else "增长"
    first, second = (a, b) if change.down else (b, a)
    arithmetic = f"（{show(first)}－{show(second)}）÷{show(a)}＝{like(nominal, c)}%，文中为{show(c)}"
    return Statistic(
        "growth", passage.span(change.start, change.end), tuple(map(passage.span_of, (a, b, c))), holds, arithmetic,
        certain=clearly, correction=f"{verb}{like(nominal, c)}%", message=f"按前后两数计算应{verb}{like(nominal, c)}%，文中为{show(c)}",
    )  # fmt: skip


def _test_times(passage: Passage, change: Change) -> Statistic:
    """增长N倍 is strictly N+1 times the base; many write it for N times, so that reading is let pass."""
    a, b, c = change.a, change.b, change.c
    low, high = _quotient(a, b, Decimal(1))
    strict, popular = Extent(low - 1, high - 1), Extent(low, high)
    said = extent(c)
    holds = True if strict.meets(said) else None if popular.meets(said) else False
    times = b.amount / a.amount - 1
    if change.down:
        holds = None
    arithmetic = f"（{show(b)}－{show(a)}）÷{show(a)}＝{plain(times)}倍，文中为增长{show(c)}"
    return Statistic(
        "multiple", passage.span(change.start, change.end), tuple(map(passage.span_of, (a, b, c))), holds, arithmetic,
        correction=f"增长{plain(times, 1)}倍", message=f"按前后两数计算应增长{plain(times, 1)}倍，文中为{show(c)}",
    )  # fmt: skip


def _test_difference(passage: Passage, change: Change) -> Statistic:
    a, b, c = change.a, change.b, change.c
    sign = -1 if change.down else 1
    nominal = sign * (b.amount - a.amount)
    one, other = extent(a), extent(b)
    ends = sorted((sign * (other.low - one.high), sign * (other.high - one.low)))
    fits = Extent(*ends).meets(extent(c))
    first, second = (a, b) if change.down else (b, a)
    return Statistic(
        "difference", passage.span(change.start, change.end), tuple(map(passage.span_of, (a, b, c))), fits,
        f"{show(first)}－{show(second)}＝{in_unit_of(nominal, c)}，文中为{show(c)}", certain=not fits and nominal > 0,
        correction=in_unit_of(nominal, c), message=f"两数相差{in_unit_of(abs(nominal), c)}，文中为{show(c)}",
    )  # fmt: skip


def _test_points(passage: Passage, change: Change) -> Statistic:
    a, b, c = change.a, change.b, change.c
    sign = -1 if change.down else 1
    nominal = sign * (b.amount - a.amount)
    slack = a.slack + b.slack + c.slack
    if {a.bound, b.bound, c.bound} != {None}:
        slack += max(Decimal(1), abs(nominal) / 5)
    fits = abs(nominal - c.amount) <= slack
    first, second = (a, b) if change.down else (b, a)
    return Statistic(
        "points", passage.span(change.start, change.end), tuple(map(passage.span_of, (a, b, c))), fits,
        f"{show(first)}－{show(second)}＝{plain(nominal)}个百分点，文中为{show(c)}", certain=not fits,
        correction=f"{plain(nominal)}个百分点", message=f"两个比例相差{plain(abs(nominal))}个百分点，文中为{show(c)}",
    )  # fmt: skip


def _test_increase(passage: Passage, change: Change, priced: bool) -> Statistic:
    """``change.a`` is here the increase, ``change.b`` the figure after it."""
    d, b, c, down, start, end = change
    sign = 1 if down else -1
    base = b.amount + sign * d.amount
    holds: bool | None = None
    nominal = Decimal(0)
    certain = False
    if base > 0:
        nominal = percent(d.amount, base)
        said = extent(c)
        wide, narrow = _increases(b, d, sign, Decimal(1)), _increases(b, d, sign, HALF)
        certain = not wide.meets(said)
        holds = narrow.meets(said) or (None if priced or (not certain and abs(nominal - c.amount) <= 2 * c.step) else False)
    verb = "下降" if down else "增长"
    operator = "＋" if down else "－"
    return Statistic(
        "growth", passage.span(start, end), tuple(map(passage.span_of, (b, d, c))), holds,
        f"基数为{show(b)}{operator}{show(d)}＝{in_unit_of(base, b)}，{show(d)}÷{in_unit_of(base, b)}＝{like(nominal, c)}%，文中为{show(c)}",
        certain=certain, correction=f"{verb}{like(nominal, c)}%", message=f"按增减额推算应{verb}{like(nominal, c)}%，文中为{show(c)}",
    )  # fmt: skip


def _test_doubling(passage: Passage, a: Number, b: Number, match: re.Match[str], start: int, position: int) -> Statistic:
    """翻N番 is 2 to the power N; 将近 lets it fall short, and plain 翻番 is said of anything from 1.9 times on."""
    c = passage.number_at(position + match.start("c")) if match["c"] else None
    count = c.value if c is not None else Decimal(1)
    wanted = Decimal(2) ** int(count)
    low, high = _quotient(a, b, Decimal(1))
    near = bool(match["near"] or match["near2"]) or (c is not None and c.bound is not None)
    least = wanted * (Decimal("0.8") if near else Decimal("0.94"))
    most = wanted * (Decimal("1.05") if near else Decimal("1.4"))
    holds = Extent(low, high).meets(Extent(least, most)) if c is not None else high >= least
    times = b.amount / a.amount
    said = f"翻{plain(count)}番" if c is not None else "翻番"
    numbers = (a, b) if c is None else (a, b, c)
    return Statistic(
        "multiple", passage.span(start, position + match.end()), tuple(map(passage.span_of, numbers)), holds,
        f"{show(b)}÷{show(a)}＝{plain(times)}倍，{said}应为{plain(wanted)}倍", correction=f"是原来的{plain(times, 1)}倍",
        message=f"后一数是前一数的{plain(times, 1)}倍，不是{said}",
    )  # fmt: skip


def _direction(passage: Passage, match: re.Match[str], a: Number, b: Number) -> Statistic | None:
    """由A增至B with B the smaller, 由A降至B with B the greater."""
    verb = match["verb"]
    if verb in {"变", "调整", "优化", "转"} or a.unit in {"位", "名"}:
        return None
    down = _is_down(verb)
    wrong = extent(b).low > extent(a).high if down else extent(b).high < extent(a).low
    if not wrong or a.kind == BARE:
        return None
    return Statistic(
        "difference", passage.span(match.start(), match.end()), (passage.span_of(a), passage.span_of(b)), False,
        f"{show(a)}{'＜' if down else '＞'}{show(b)}，与“{passage.words(match.start('verb'), match.start('b'))}”相反", correction="",
        message=f"由{show(a)}到{show(b)}是{'上升' if down else '下降'}，与文中说法相反",
    )  # fmt: skip


def _rates(a: Number, b: Number, sign: int, units: Decimal) -> Extent:
    low, high = _quotient(a, b, units)
    return Extent(*sorted((sign * (low - 1) * 100, sign * (high - 1) * 100)))


def _increases(b: Number, d: Number, sign: int, units: Decimal) -> Extent:
    whole, part = extent(b, units), extent(d, units)
    values = [x / (w + sign * x) * 100 for x in part for w in whole if w + sign * x > 0]
    return Extent(min(values), max(values)) if values else Extent(Decimal(0), Decimal(0))


def _quotient(a: Number, b: Number, units: Decimal) -> Extent:
    before, after = extent(a, units), extent(b, units)
    floor = before.low if before.low > 0 else a.amount / 2
    return Extent(after.low / before.high, after.high / floor)


def _same_measure(a: Number, b: Number) -> bool:
    return a.kind == b.kind and (a.measure == b.measure) and a.kind in {QUANTITY, PERCENT, BARE}


def _is_down(verb: str) -> bool:
    return verb in DOWN.split()


__all__ = ["DOUBLINGS", "Change", "find_growth"]
