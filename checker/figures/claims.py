"""The ledger: what each figure is a figure of, for whom and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.figures.numbers import FIGURES, MARKS, PERCENT, POINTS, QUANTITY, TIMES, YEAR, Number
from checker.figures.passages import Clause, Passage
from checker.model import Claim, Document, Figure, Role

_STOPS = "，。；！？：、（）()“”‘’《》,;:!?" + MARKS
_VERBS = (
    "预计|累计|共计|合计|总共|一共|分别|实现|完成|达到|达|为|有|共|超过|突破|净增|全年|今年|年内|同比|其中|约|占|高达|已|现有|拥有|均|了|投入|争取|由|从|在|至|到|的|于|中|比|较|上年|去年|先后|组织|开展|召开|"
    "举办|接待|发放|收集|解决|办结|化解|受理|办理|推动|推进|落实|安排|整合|带动|吸纳|帮助|覆盖|涉及|惠及|服务"
)
_LEADING = re.compile(rf"^(?:{_VERBS})")
_TRAILING = re.compile(rf"(?:{_VERBS})$")
_SCOPE = re.compile(r"(?:全|我|本)(?:镇|乡|县|市|区|省|村|街道|办|局|院|校|国|系统)|辖区")
_PLACE = re.compile(r"^[一-鿿]{1,6}?(?:村|社区|街道|镇|乡|县)(?![委党级集务民干社均])")
_CHANGE = re.compile(r"增长|下降|增加|减少|提高|提升|上升|增幅|降幅|回落|下滑|降低")
_EARLIER = re.compile(r"上年|去年|上一年")
_YEARS = re.compile(r"[一二三四五六七八九十]年来|以来|累计|截至|截止|任期|“十|十[二三四五]五")
_PLAN_TITLE = re.compile(
    r"工作安排|打算|下一步|下步|今后|努力方向|主要任务|目标任务|总体要求|工作思路|工作计划|主要目标|预期目标|展望|年工作重点|年重点工作安排"
)
_ERA = re.compile(r"(?<![0-9])20[0-9]{2}(?=年)|十[二三四五]五|[一二三四五]年来|过去[一二三四五]年")
_PLANNED = frozenset({Role.PLAN, Role.MEASURES})


class Entry(NamedTuple):
    """A claim with what the checks of the ledger need beside it."""

    claim: Claim
    number: Number
    passage: Passage
    mark: int  # place of the figure's letter in the skeleton
    key: str  # indicator without what leads in and trails off
    noun: str  # the word after a count
    planned: bool
    sentence: str  # the skeleton of its sentence
    era: str  # the years and plan periods that the titles of its section and those above name


def find_entries(passages: Sequence[Passage], document: Document) -> Iterator[Entry]:
    """One entry for each figure of the report, in reading order."""
    for passage in passages:
        titles = _titles(document, passage.paragraph.span.start)
        previous = ""
        for mark, number in zip(passage.marks, passage.numbers, strict=True):
            if number.kind not in FIGURES:
                continue
            entry = _entry(passage, mark, number, document.year, titles, previous)
            if number.kind == QUANTITY:
                previous = entry.claim.indicator
            yield entry


class _Titles(NamedTuple):
    planned: bool
    era: str


def _entry(passage: Passage, mark: int, number: Number, year: int | None, titles: _Titles, previous: str) -> Entry:
    clause = passage.clause(mark)
    before = _words_before(passage, mark, clause.start)
    noun = _words_after(passage, mark) if number.kind == QUANTITY and number.counted else ""
    key = _core(before)
    indicator = _indicator(number, before, key, noun, previous)
    sentence = passage.skeleton[clause.sentence_start : clause.sentence_end]
    head = passage.skeleton[clause.sentence_start : mark]
    claim = Claim(
        indicator=indicator,
        scope=_scope(passage, clause, mark),
        period=_period(passage, clause, mark, head, year, titles.planned),
        figure=Figure(passage.span_of(number), number.value, number.unit, number.precision, number.bound),
        span=passage.span(max(clause.start, mark - len(before)), mark + 1),
    )
    return Entry(claim, number, passage, mark, key, noun, titles.planned, sentence, titles.era)


def _indicator(number: Number, before: str, key: str, noun: str, previous: str) -> str:
    if number.kind in {PERCENT, POINTS, TIMES}:
        word = _CHANGE.search(before)
        if word is not None and not key[: word.start()].strip():
            return f"{previous}{word[0]}" if previous else word[0]
        if before.endswith("占") or "占比" in before or before.startswith("占"):
            return f"{previous}{before}" if previous else before
        return key or before
    if number.counted:
        return f"{key}{noun}" if key or noun else before
    return key or previous or before


def _words_before(passage: Passage, mark: int, start: int) -> str:
    """The words of the clause before a figure, back to the last mark or figure."""
    text = passage.skeleton
    at = mark
    while at > start and mark - at < 24 and text[at - 1] not in _STOPS:
        at -= 1
    return text[at:mark].strip()


def _words_after(passage: Passage, mark: int) -> str:
    """The word that a count counts: the run after it, eight characters at most."""
    match = re.compile(rf"[^{re.escape(_STOPS)}的和及与]{{0,8}}").match(passage.skeleton, mark + 1)
    return match[0].strip() if match else ""


def _core(words: str) -> str:
    """``words`` without scope, and without verbs and particles at either end."""
    words = _SCOPE.sub("", words).strip()
    for pattern in (_LEADING, _TRAILING):
        for _ in range(4):
            shorter = pattern.sub("", words)
            if shorter == words:
                break
            words = shorter
    return words


def _scope(passage: Passage, clause: Clause, mark: int) -> str:
    """Whom the figure is told of: 全镇 and its like, or a place that opens the clause."""
    found = list(_SCOPE.finditer(passage.skeleton, clause.sentence_start, mark))
    place = _PLACE.match(passage.skeleton[clause.start : mark])
    if place is not None:
        return place[0]
    return found[-1][0] if found else ""


def _period(passage: Passage, clause: Clause, mark: int, head: str, year: int | None, planned: bool) -> str:
    years = [number for at, number in passage.between(clause.sentence_start, mark) if number.kind == YEAR]
    inside = [number for at, number in passage.between(clause.start, mark) if number.kind == YEAR]
    if inside or years:
        nearest = (inside or years)[-1]
        return passage.text[nearest.start : nearest.end]
    if _EARLIER.search(passage.skeleton[clause.start : mark]):
        return str(year - 1) if year else "上年"
    if planned:
        return "计划"
    if _YEARS.search(head):
        return "累计"
    return str(year) if year else ""


def _titles(document: Document, place: int) -> _Titles:
    """What the section of a place and those above it say of time: whether they tell of plans, and which years they name."""
    at = next((i for i, section in enumerate(document.sections) if section.start <= place < section.end), None)
    planned, eras = False, []
    while at is not None:
        section = document.sections[at]
        eras += _ERA.findall(section.title)
        planned = planned or any(role in _PLANNED for role in section.roles) or _PLAN_TITLE.search(section.title) is not None
        at = section.parent
    return _Titles(planned, " ".join(sorted(set(eras))))
