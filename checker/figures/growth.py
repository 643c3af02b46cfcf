"""Change from one figure to another: 由A增至B，增长C%; 比上年的A增加D; 翻番; 是A的N倍."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.figures.arithmetic import comparable
from checker.figures.changes import Change, judge_change, judge_direction, judge_doubling, judge_increase, judge_multiple, same_measure
from checker.figures.numbers import MARKS, PERCENT, TIMES, YEAR, Number
from checker.figures.passages import DATED, WORD, Passage
from checker.model import Statistic

UP = (
    *(
        "增长",
        "增加",
        "増加",
        "増长",
        "增至",
        "增",
        "提高",
        "提升",
        "上升",
        "升",
        "扩大",
        "攀升",
        "跃升",
        "上涨",
        "涨",
        "扩展",
        "扩",
        "递增",
        "多",
        "高",
    ),
    *("超", "拓展", "上调", "新增", "净增", "发展", "壮大", "跃", "扩容"),
)
DOWN = (
    *(
        "下降",
        "降低",
        "降",
        "减少",
        "减",
        "压缩",
        "压减",
        "缩短",
        "缩小",
        "缩减",
        "回落",
        "下调",
        "少",
        "低",
        "下滑",
        "压降",
        "精简",
        "收窄",
        "下跌",
    ),
    *("节约", "减小", "削减"),
)
_VERB = "|".join((*UP, *DOWN))
_HOW_MUCH = r"(?:了|长)?(?:幅度?|率|比例|速度?)?(?:比例)?(?:为|是|达到?|高达|超过|超|近|约|将近|接近)?了?"
# what may stand between the figures and the word of change without bringing in another subject
_LEAD = (
    r"(?:同比|环比|相比|[比较](?:上年|去年|前年|上年度|上一年|年初|同期|Y)(?:同期)?|Y比Y|年均|平均每年|实际|名义|可比|累计|总体|整体|一年|Y|[两三五]年|"
    r"共|净|涨|升|降|跌|大幅|足足|整整|实现|呈现|幅度|同口径){0,4}"
)
# a pattern all of whose alternatives begin with a character of their own passes most places at once
_COMPARISONS = (r"比(?<![占对同环配]比)(?![例重率值分如亚])之?", "较(?![大好为多])之?", "相比之?")
_COMPARED = f"(?:{'|'.join(_COMPARISONS)})"

# 将31家公司压减到22家: what is done to a thing; only of things counted down may one say that the first figure became the second
_CUT_TO = re.compile(
    rf"[将把](?<![一-鿿].)(?:原有?的?|现有的?)?(?P<a>Q)(?P<between>{DATED}{{0,8}}?)(?P<verb>压减|压缩|精简|缩减|压降|削减|减少)(?:到|至|为)了?(?P<b>Q)(?={WORD}{{0,6}}，)"
)
_FROM_TO = re.compile(
    rf"[由从自](?P<before>{DATED}{{0,24}})(?P<a>[QPN])(?P<between>{DATED}{{0,16}}?)"
    rf"(?P<verb>{_VERB}|提(?=[到至])|变|调整|优化|转)(?:了|长|合并|精简|整合)?(?:到|至|为|成)了?(?P<after>{DATED}{{0,14}}?)(?P<b>[QPN])"
)
_CHANGE = re.compile(rf"^(?P<lead>{_LEAD})(?P<verb>{_VERB}){_HOW_MUCH}(?P<c>[QPDMN])")
_DOUBLED = re.compile(
    rf"^{DATED}{{0,8}}?(?P<near>将近|接近|近|几乎|约)?翻了?(?P<near2>将近|接近|近|约)?(?:(?P<c>F)|番)",
)
_DOUBLED_BEFORE = re.compile(r"(?P<near>将近|接近|近|几乎|约)?翻了?(?P<near2>将近|接近|近|约)?(?:(?P<c>F)|番)，$")
# 多收, 少支: how what is done is more or less than before; only words of doing, for a noun (多就业岗位) would be another thing
_DOING = (
    "(?:收入|收缴|支出|争取|完成|投入|引进|安排|接待|受理|筹集|发放|审结|办结|化解|栽种|种植|培训|招收|征收|销售|生产|上缴|整治|改造|硬化|走访|调处|排查|"
    "[收支产缴交征办招引投种栽销卖挣赚花用拿建修争出发报跑走访开结查])"
)
_AGAINST = re.compile(
    rf"(?:{'|'.join(_COMPARISONS)}|由(?=上年|去年|年初|Y)|从(?=上年|去年|年初|Y))(?P<base>{DATED}{{0,18}}?)(?P<a>[QPN])(?P<name>{WORD}{{0,6}}?)(?:，|相比)?(?P<verb>{_VERB})(?:(?<=[多少])(?<!减少){_DOING})?{_HOW_MUCH}(?P<c>[QPDMN])",
)
_BASE = rf"(?P<base>同比|环比|{'|'.join(rf'{word}{DATED}{{1,10}}?' for word in _COMPARISONS)})"
_AGAINST_UNNAMED = re.compile(
    rf"{_BASE}(?:净|共|又|足足|整整)?(?P<verb>{_VERB})(?:了|长)?"
    rf"(?:(?<=[多少增减])(?<!减少){_DOING}了?)?(?P<d>Q)"
)
# 比上年多600万元: what is more or less than last year is no figure of last year
_MORE_OR_LESS = re.compile(rf"(?:[多少高低超省]|超过)(?:出|了|{_DOING})*$")
_EARLIER = re.compile("同比|环比|上|去年|前|年初|Y|同期|往年|以往|原")
# B，同比增长C%，增加D: the rate first
_RATE_FIRST = re.compile(
    rf"{_BASE}(?P<verb>增长|增加|提高|上升|下降|降低|减少)了?(?P<c>P)"
    rf"[，、（](?:净|共)?(?P<verb2>增加|减少|净增|净减|多|少)了?(?P<d>Q)(?=[，。；）、]|$)"
)
_RISEN_TO = re.compile(
    rf"{_COMPARED}(?P<base>{DATED}{{0,14}}?)(?P<a>Q)(?P<verb>增加|增长|提高|提升|上升|减少|下降|降低)了?(?P<c>P)，"
    rf"(?:达到?|增至|降至|提高到|增加到|减少到|为)(?P<b>Q)"
)
_TIMES_OF = re.compile(rf"(?P<b>Q)[^。；！？：{MARKS}]{{0,10}}(?:是|为|相当于)(?P<base>{DATED}{{0,12}}?)(?P<a>Q)的(?P<c>M)")
_THIS_YEAR_FIRST = re.compile(
    rf"(?P<b>Q){WORD}{{0,8}}[，（](?:而)?(?:上年|去年|Y)(?:同期|全年|底)?(?:为|是|仅|只有|有)?{WORD}{{0,4}}?(?P<a>Q){WORD}{{0,4}}[，）]"
    rf"(?:同比|比上年|较上年)?(?P<verb>{_VERB}){_HOW_MUCH}(?P<c>[QPM])",
)
_BASE_LAST = re.compile(
    rf"(?P<b>Q){WORD}{{0,6}}，(?:同比|[比较](?:上年|去年)(?:同期)?)(?P<verb>{_VERB}){_HOW_MUCH}(?P<c>[QP])[，（]"
    rf"(?:上年|去年)(?:同期)?(?:全年)?(?:为|是|仅|只有|有)?{WORD}{{0,2}}?(?P<a>Q)(?=[，。；）]|$)",
)
# before the first figure, where the change is told first: nothing, or last year where the change is one over last year
_OF_LAST_YEAR = ({""}, {"", "去年的", "上年的"})
# 同比减少24件，由120件降到96件: the change first, then its two ends
_SAID_FIRST = re.compile(
    rf"(?:^|[，。；]){WORD}{{0,10}}?(?P<lead>同比|[比较](?:上年|去年)(?:同期)?|)(?:净|共)?"
    rf"(?P<verb>增加|增长|提高|上升|减少|下降|降低|压减|节约)了?(?:[一-鿿]{{2}})?(?P<c>[QP])，$"
)
_LAST_YEAR_FIRST = re.compile(
    rf"(?:上年|去年|Y){WORD}{{0,10}}?(?P<a>Q){WORD}{{0,4}}，(?:今年|本年|当年|Y){WORD}{{0,10}}?(?P<b>Q){WORD}{{0,4}}，"
    rf"(?:同比|比上年|较上年)?(?P<verb>{_VERB}){_HOW_MUCH}(?P<c>[QPM])",
)
_SINCE_LAST_YEAR = re.compile(
    rf"(?:上年|去年)(?:全年)?(?:为|是|仅|只有)?{WORD}{{0,4}}?(?P<a>Q)，(?:今年|本年|当年){WORD}{{0,16}}?(?:，{WORD}{{0,4}})?(?:达到?|增至|为|是)(?P<b>Q)，(?={DATED}{{0,4}}翻)"
)
# 由600亩发展到2400亩，是原来的4倍
_OF_BEFORE = re.compile(r"^(?:达到?|是|为|相当于)(?:原来|原先|原有|整治前|改造前)的(?P<c>M)")
_RESPECTIVELY = re.compile(rf"，(?:同比)?分别(?P<verb>{_VERB})了?(?P<c>[PD])[和、与](?P<d>[PD])(?=[，。；）]|$)")
_BESIDE, _APART = 8, 24  # characters between two changes and the rates told of both, and between the changes
_NEXT = re.compile(rf"[^，。；！？：、（{MARKS}]{{0,6}}[，、（]?")
_NEXT_CLAUSE = re.compile(rf"[^，。；！？：、（{MARKS}]{{0,6}}[，、（]")
# growth that is not the quotient of the two figures named
_NOT_THE_QUOTIENT = re.compile(
    r"年均|平均每年|年平均|实际|可比|不变价|同口径|剔除|扣除|名义|复合|累计|任务|目标|计划|月均|以上|占|其中|到20|力争|预计到|亏",
)
_SUMMED = re.compile("合计|共计|总计")
_LOSS = re.compile("亏|赤字|逆差")  # 由亏损120万元转为盈利80万元: the first figure is below nothing
_THAN_LAST_YEAR = re.compile(rf"{_COMPARED}(?:上年|去年|上一年)(?:同期)?的{WORD}{{0,4}}Q")
_BY = re.compile("(?:增加|增长|提高|上升|减少|下降|降低|减|增)了?")
_EACH = re.compile("[均每]")
_MOST = 10  # figures before a comparison that are tried as what is compared
_PLANNED = re.compile(r"年均|目标|计划|力争")
# a word of change between 比 and the figure makes the figure the change itself
_CHANGING = re.compile("|".join(word for word in (*UP, *DOWN, "超收", "超额") if word not in {"多", "高", "超", "少", "低"}))


def find_growth(passage: Passage) -> Iterator[Statistic]:
    """Every change of the passage that the text itself lets one compute."""
    if not any(mark in passage.skeleton for mark in "QPN"):
        return
    for finder in (_from_to, _respectively, _cut_to, _doubled_since, _against, _against_unnamed, _risen_to, _side_by_side, _times_of):
        yield from finder(passage)


def _from_to(passage: Passage) -> Iterator[Statistic]:
    """由A增至B, and what the next clauses say of it."""
    for match in _FROM_TO.finditer(passage.skeleton):
        a, b = passage.number_at(match.start("a")), passage.number_at(match.start("b"))
        if not same_measure(a, b) or match["before"].endswith("每") or "到" in match["before"] or _LOSS.search(match[0]):
            continue
        backwards = None
        if match["verb"] not in {"变", "调整", "优化", "转"}:
            verb = passage.words(match.start("verb"), match.start("b"))
            backwards = judge_direction(passage, match.start(), match.end(), a, b, verb, down=match["verb"] in DOWN)
        doubled = _DOUBLED_BEFORE.search(passage.skeleton, max(0, match.start() - 12), match.start())
        if backwards is not None:
            yield backwards
        elif doubled is not None and a.amount > 0 and a.kind != PERCENT:
            yield judge_doubling(passage, a, b, doubled, doubled.start(), match.end(), 0)
        else:
            yield from _said_before(passage, match, a, b)
            yield from _said_after(passage, match.start(), match.end(), (a, b), match["before"] + match["between"])


def _respectively(passage: Passage) -> Iterator[Statistic]:
    """甲由A增至B，乙由C增至D，分别增长P和Q."""
    for match in _RESPECTIVELY.finditer(passage.skeleton) if "分别" in passage.skeleton else ():
        told = list(_FROM_TO.finditer(passage.skeleton, passage.clause(match.start()).sentence_start, match.start() + 1))[-2:]
        down = match["verb"] in DOWN
        if len(told) != 2 or match.start() - told[1].end() > _BESIDE or told[1].start() - told[0].end() > _APART:
            continue
        if any((one["verb"] in DOWN) != down or _PLANNED.search(one[0]) for one in told):
            continue
        for one, name in zip(told, "cd", strict=True):
            a, b, c = passage.number_at(one.start("a")), passage.number_at(one.start("b")), passage.number_at(match.start(name))
            change = Change(a, b, c, down, one.start(), match.start(name) + 1, one["before"] + one["between"])
            statistic = judge_change(passage, change) if same_measure(a, b) else None
            if statistic is not None:
                yield statistic


def _cut_to(passage: Passage) -> Iterator[Statistic]:
    """将A家公司压减到B家，压减C家."""
    for match in _CUT_TO.finditer(passage.skeleton):
        a, b = passage.number_at(match.start("a")), passage.number_at(match.start("b"))
        if a.unit == b.unit and a.amount > b.amount:
            yield from _said_after(passage, match.start(), match.end(), (a, b), match["between"])


def _doubled_since(passage: Passage) -> Iterator[Statistic]:
    """去年A，今年达到B，翻了一番."""
    for match in _SINCE_LAST_YEAR.finditer(passage.skeleton):
        a, b = passage.number_at(match.start("a")), passage.number_at(match.start("b"))
        doubled = _DOUBLED.match(passage.skeleton[match.end() : match.end() + 20])
        if doubled is not None and same_measure(a, b) and a.kind != PERCENT and a.amount > 0 and "计划" not in match[0]:
            yield judge_doubling(passage, a, b, doubled, match.start(), match.end() + doubled.end(), match.end())


def _said_before(passage: Passage, match: re.Match[str], a: Number, b: Number) -> Iterator[Statistic]:
    """The change said in the clause before the two figures, where both have the same time and nothing but a comma is between."""
    begin = max(passage.clause(match.start()).sentence_start, match.start() - 40)
    said = _SAID_FIRST.search(passage.skeleton, begin, match.start())
    if said is None or match["before"] not in _OF_LAST_YEAR[said["lead"] != ""] or match["between"] or _NOT_THE_QUOTIENT.search(said[0]):
        return
    down = said["verb"] in DOWN
    if down != (match["verb"] in DOWN):
        return
    at = said.start("c")
    statistic = judge_change(passage, Change(a, b, passage.number_at(at), down, at, match.end(), said[0]))
    if statistic is not None:
        yield statistic


def _said_after(passage: Passage, start: int, end: int, ends: tuple[Number, Number], words: str) -> Iterator[Statistic]:
    """The changes said in the clauses that follow the second figure: 增长C%, 增加D, 翻了一番."""
    position = end
    for _ in range(3):
        gap = _NEXT.match(passage.skeleton, position)
        position = gap.end() if gap else position
        clause = passage.skeleton[position : position + 40]
        doubled, change = _DOUBLED.match(clause) if "翻" in clause else None, _CHANGE.match(clause)
        times = _OF_BEFORE.match(clause) if "的M" in clause else None
        if times is not None and ends[0].amount > 0 and ends[0].kind != PERCENT:
            c, finish = passage.number_at(position + times.start("c")), position + times.end()
            yield judge_multiple(passage, Change(*ends, c, down=False, start=start, end=finish))
            return
        if doubled is not None and ends[0].amount > 0 and ends[0].kind != PERCENT:
            yield judge_doubling(passage, *ends, doubled, start, position + doubled.end(), position)
            return
        if change is None or _NOT_THE_QUOTIENT.search(change["lead"]) or _PLANNED.search(passage.skeleton[max(0, start - 12) : start]):
            return
        c, finish = passage.number_at(position + change.start("c")), position + change.end()
        statistic = judge_change(passage, Change(*ends, c, change["verb"] in DOWN, start, finish, words))
        if statistic is not None:
            yield statistic
        position = finish


def _against(passage: Passage) -> Iterator[Statistic]:
    """B…比上年的A增加C: B is searched among the figures before."""
    for match in _AGAINST.finditer(passage.skeleton):
        a, c = passage.number_at(match.start("a")), passage.number_at(match.start("c"))
        if (
            _CHANGING.search(match["base"])
            or _MORE_OR_LESS.search(match["base"])
            or _NOT_THE_QUOTIENT.search(match["base"])
            or (a.kind == c.kind == PERCENT and "的" not in match["base"])
        ):
            continue
        before = [found for found in _before(passage, match.start()) if same_measure(a, found[1])]
        if not before:
            yield from _told_by_its_change(passage, match, a, c)
            continue
        start = match.start() if match.start() - before[-1][0] > 40 else before[-1][0]
        down = match["verb"] in DOWN
        tests = [judge_change(passage, Change(a, b, c, down, start, match.end(), match["base"])) for _, b in reversed(before[-_MOST:])]
        statistic = next((test for test in tests if test is not None and test.holds), tests[0])
        if statistic is not None:
            yield statistic
        if statistic is not None and statistic.holds:
            yield from _said_after(passage, start, match.end(), (a, before[-1][1]), "")


def _told_by_its_change(passage: Passage, match: re.Match[str], a: Number, d: Number) -> Iterator[Statistic]:
    """较去年的A下降D，降幅C%: the second figure is not told, but is A less D."""
    sign = -1 if match["verb"] in DOWN else 1
    left = a.amount + sign * d.amount
    plainly = _THAN_LAST_YEAR.match(match[0]) is not None and _BY.fullmatch(passage.skeleton[match.start("verb") : match.start("c")])
    if not plainly or not same_measure(a, d) or a.unit != d.unit or left <= 0:
        return
    b = d._replace(amount=left, value=a.value + sign * d.value)
    told = _said_after(passage, match.start(), match.end(), (a, b), match["base"])
    yield from (statistic for statistic in told if statistic.check == "growth")


def _against_unnamed(passage: Passage) -> Iterator[Statistic]:
    """B，比上年增加D，增长C%: the base is B less D."""
    for match in _AGAINST_UNNAMED.finditer(passage.skeleton):
        gap = _NEXT_CLAUSE.match(passage.skeleton, match.end())
        change = _CHANGE.match(passage.skeleton[gap.end() : gap.end() + 40]) if gap else None
        if gap is not None and change is not None and not _NOT_THE_QUOTIENT.search(change["lead"]):
            down = (match["verb"] in DOWN, change["verb"] in DOWN)
            yield from _increase(passage, match, (match.start("d"), gap.end() + change.start("c")), down, gap.end() + change.end())
    for match in _RATE_FIRST.finditer(passage.skeleton) if "P" in passage.skeleton else ():
        down = (match["verb"] in DOWN, match["verb2"][-1] in "少减")
        yield from _increase(passage, match, (match.start("d"), match.start("c")), down, match.end())


def _increase(passage: Passage, match: re.Match[str], places: tuple[int, int], down: tuple[bool, bool], end: int) -> Iterator[Statistic]:
    """The difference and the rate at ``places``, told of one of the last figures before; ``down``: what the words of both say."""
    d, c = map(passage.number_at, places)
    base = match["base"]
    if c.kind != PERCENT or down[0] != down[1] or _NOT_THE_QUOTIENT.search(base) or _EACH.search(base) or not _EARLIER.search(base):
        return
    before = [(at, b) for at, b in _before(passage, match.start()) if comparable(d, b) and (b.amount > d.amount or down[0])]
    summed = bool(before) and _SUMMED.search(passage.skeleton, max(0, before[-1][0] - 6), before[-1][0]) is not None
    tried = before[-1:] if summed else before[-3:]  # 两季合计4.5万亩，比上年…: what was added up is meant no more
    tests = [judge_increase(passage, Change(d, b, c, down[0], at, end)) for at, b in reversed(tried)]
    if tests:
        yield next((test for test in tests if test.holds), tests[0])


def _risen_to(passage: Passage) -> Iterator[Statistic]:
    """比原来的A增加C%，达到B."""
    for match in _RISEN_TO.finditer(passage.skeleton):
        a, b, c = (passage.number_at(match.start(name)) for name in "abc")
        change = Change(a, b, c, match["verb"] in DOWN, match.start(), match.end(), match["base"])
        statistic = judge_change(passage, change) if comparable(a, b) else None
        if statistic is not None:
            yield statistic


def _side_by_side(passage: Passage) -> Iterator[Statistic]:
    """今年B，去年A，增长C%, in either order."""
    if not any(word in passage.skeleton for word in ("上年", "去年", YEAR)):
        return
    for pattern in (_THIS_YEAR_FIRST, _LAST_YEAR_FIRST, _BASE_LAST):
        for match in pattern.finditer(passage.skeleton):
            a, b, c = (passage.number_at(match.start(name)) for name in "abc")
            change = Change(a, b, c, match["verb"] in DOWN, match.start(), match.end(), passage.skeleton[match.start() : match.end()])
            statistic = judge_change(passage, change) if same_measure(a, b) and not _NOT_THE_QUOTIENT.search(match[0]) else None
            if statistic is not None:
                yield statistic


def _times_of(passage: Passage) -> Iterator[Statistic]:
    if TIMES not in passage.skeleton:
        return
    for match in _TIMES_OF.finditer(passage.skeleton):
        a, b, c = (passage.number_at(match.start(name)) for name in "abc")
        if comparable(a, b) and a.amount > 0:
            yield judge_multiple(passage, Change(a, b, c, down=False, start=match.start(), end=match.end()))


def _before(passage: Passage, place: int) -> list[tuple[int, Number]]:
    """The figures of the sentence before a place, those in brackets left out."""
    return passage.outside_brackets(passage.clause(place).sentence_start, place)
