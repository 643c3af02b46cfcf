"""The ledger: what each figure is a figure of, for whom and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.figures.indicators import SCOPE, core, indicator_of, noun_after, words_before
from checker.figures.numbers import FIGURES, QUANTITY, YEAR, Number
from checker.figures.passages import Clause, Passage
from checker.model import Claim, Document, Figure, Role

_PLACE = re.compile(
    r"^(?:对|在|给|为|其中)?(?!新[建增设创]|创建|建成|打造|推进|培育|实施|深化|评选|建设|启动|完成|对|在|给|其中|个?村)"
    r"(?P<place>[一-鿿]{1,6}?(?:村|社区|街道|镇|乡|县)(?![委党级集务民干社均]))"
)
# 由上年的A: A is last year's; 比上年提高D: D is this year's
_EARLIER = re.compile(r"(?<![比较同])(?:上年|去年|上一年)|[比较同](?:上年|去年|上一年)[^，。]{0,6}的")
_YEARS = re.compile(r"[二三四五六七八九十]年来|以来|(?<!全年)(?<!今年)(?<!年内)累计|截至|截止|任期|“十|十[二三四五]五")
_PLAN_TITLE = re.compile(
    r"工作安排|打算|下一步|下步|今后|努力方向|主要任务|目标任务|总体要求|工作思路|工作计划|主要目标|预期目标|展望|年工作重点|年重点工作安排"
)
_ERA = re.compile(r"(?<![0-9])20[0-9]{2}(?=年)|十[二三四五]五|[一二三四五]年来|过去[一二三四五]年")
# in a plan, what stands before these words is what was reached
BASIS = re.compile(r"(?:左右)?的?基础上")
_ANNOUNCING = "方面"
_DURATION = re.compile(r"^连续[年月天]|[年月天]来$")  # 连续30年, 30年来: how long, no figure of the year
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
        previous, measure = "", ""
        for mark, number in zip(passage.marks, passage.numbers, strict=True):
            if number.kind not in FIGURES:
                continue
            told = previous if measure == number.measure or number.kind != QUANTITY else ""
            entry = _entry(passage, mark, number, document.year, titles, told)
            if entry.noun.startswith(_ANNOUNCING) and number.unit == "个":
                continue  # 五个方面 announces, it measures nothing
            if _DURATION.search(passage.skeleton[max(0, mark - 2) : mark] + number.unit + passage.skeleton[mark + 1 : mark + 2]):
                continue
            if number.kind == QUANTITY:
                previous, measure = entry.claim.indicator, number.measure
            yield entry


class _Titles(NamedTuple):
    planned: bool
    era: str


def _entry(passage: Passage, mark: int, number: Number, year: int | None, titles: _Titles, previous: str) -> Entry:
    clause = passage.clause(mark)
    before = words_before(passage.skeleton, mark, clause.start)
    after = noun_after(passage.skeleton, mark) if number.kind == QUANTITY else ""
    noun = after if number.counted else ""
    key = core(before)
    indicator = indicator_of(number, before, after, previous)
    reached = BASIS.match(passage.skeleton, mark + 1) or "一年来" in passage.skeleton[clause.sentence_start : mark]
    planned = titles.planned and not reached
    sentence = passage.skeleton[clause.sentence_start : clause.sentence_end]
    head = passage.skeleton[clause.sentence_start : mark]
    claim = Claim(
        indicator=indicator,
        scope=_scope(passage, clause, mark),
        period=_period(passage, clause, mark, head, year, planned),
        figure=Figure(passage.span_of(number), number.value, number.unit, number.precision, number.bound),
        span=passage.span(max(clause.start, mark - len(before)), mark + 1),
    )
    return Entry(claim, number, passage, mark, key, noun, planned, sentence, titles.era)


def _scope(passage: Passage, clause: Clause, mark: int) -> str:
    """Whom the figure is told of: 全镇 and its like, or a place that opens the clause."""
    found = list(SCOPE.finditer(passage.skeleton, clause.sentence_start, mark))
    place = _PLACE.match(passage.skeleton[clause.start : mark])
    if place is not None:
        return place["place"]
    return found[-1][0] if found else ""


def _period(passage: Passage, clause: Clause, mark: int, head: str, year: int | None, planned: bool) -> str:
    if YEAR in head:
        years = [number for _, number in passage.between(clause.sentence_start, mark) if number.kind == YEAR]
        inside = [number for _, number in passage.between(clause.start, mark) if number.kind == YEAR]
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
