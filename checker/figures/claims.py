"""The ledger: what each figure is a figure of, for whom and when."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

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
# each begins with one character of its own, so that most places are passed at once
_YEARS = re.compile(
    f"{'|'.join(f'{n}年来' for n in '二三四五六七八九十')}|以来|累计(?<![全今]年累计)(?<!年内累计)|截至|截止|任期|“十|十[二三四五]五"
)
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
    clause: Clause
    key: str  # indicator without what leads in and trails off
    noun: str  # the word after a count
    planned: bool
    sentence: str  # the skeleton of its sentence
    era: str  # the years and plan periods that the titles of its section and those above name


def find_entries(passages: Sequence[Passage], document: Document) -> Iterator[Entry]:
    """One entry for each figure of the report, in reading order."""
    starts = [section.start for section in document.sections]
    told_above: dict[int, _Titles] = {}  # by section: most hold several passages
    for passage in passages:
        if not passage.numbers:
            continue
        section = bisect_right(starts, passage.paragraph.span.start) - 1
        titles = told_above.get(section) or told_above.setdefault(section, _titles(document, section))
        previous, measure, told_in = "", "", None
        for mark, number in zip(passage.marks, passage.numbers, strict=True):
            if number.kind not in FIGURES:
                continue
            told = previous if measure == number.measure or number.kind != QUANTITY else ""
            clause = passage.clause(mark)
            if told_in is None or told_in.start != clause.sentence_start:
                told_in = _Sentence.of(passage, clause)
            entry = _entry(passage, mark, number, clause, told_in, document.year, titles, told)
            if entry.noun.startswith(_ANNOUNCING) and number.unit == "个":
                continue  # 五个方面 announces, it measures nothing
            if _is_duration(passage.skeleton, mark, number):
                continue
            if number.kind == QUANTITY:
                previous, measure = entry.claim.indicator, number.measure
            yield entry


def _is_duration(text: str, mark: int, number: Number) -> bool:
    if not (text.startswith("来", mark + 1) or text.endswith("连续", 0, mark)):
        return False
    return _DURATION.search(text[max(0, mark - 2) : mark] + number.unit + text[mark + 1 : mark + 2]) is not None


class _Titles(NamedTuple):
    planned: bool
    era: str


class _Sentence(NamedTuple):
    """A sentence and what it says of scope and time, read once for all its figures; ends are places of the skeleton."""

    start: int
    text: str
    scopes: tuple[tuple[int, str], ...]  # 全镇 and its like, and where each ends
    years: int | None  # where the first word for a span of years (以来, 累计) ends

    @classmethod
    def of(cls, passage: Passage, clause: Clause) -> Self:
        """The sentence of a clause."""
        start, text = clause.sentence_start, passage.skeleton[clause.sentence_start : clause.sentence_end]
        years = _YEARS.search(text)
        scopes = tuple((start + match.end(), match[0]) for match in SCOPE.finditer(text))
        return cls(start, text, scopes, start + years.end() if years else None)


def _entry(
    passage: Passage, mark: int, number: Number, clause: Clause, sentence: _Sentence, year: int | None, titles: _Titles, previous: str
) -> Entry:
    before = words_before(passage.skeleton, mark, clause.start)
    after = noun_after(passage.skeleton, mark) if number.kind == QUANTITY else ""
    noun = after if number.counted else ""
    key = core(before)
    indicator = indicator_of(number, before, after, previous)
    planned = titles.planned and not _reached(passage, clause, mark)
    claim = Claim(
        indicator=indicator,
        scope=_scope(passage, clause, mark, sentence),
        period=_period(passage, clause, mark, sentence, year, planned),
        figure=Figure(passage.span_of(number), number.value, number.unit, number.precision, number.bound),
        span=passage.paragraph.at(number.start - min(len(before), mark - clause.start), number.end),  # no figure is among the words before
    )
    return Entry(claim, number, passage, mark, clause, key, noun, planned, sentence.text, titles.era)


def _reached(passage: Passage, clause: Clause, mark: int) -> bool:
    """Whether a figure in a section of plans is one that was reached before."""
    return BASIS.match(passage.skeleton, mark + 1) is not None or "一年来" in passage.skeleton[clause.sentence_start : mark]


def _scope(passage: Passage, clause: Clause, mark: int, sentence: _Sentence) -> str:
    """Whom the figure is told of: 全镇 and its like, or a place that opens the clause."""
    place = _PLACE.match(passage.skeleton[clause.start : mark])
    if place is not None:
        return place["place"]
    return next((scope for end, scope in reversed(sentence.scopes) if end <= mark), "") if sentence.scopes else ""


def _period(passage: Passage, clause: Clause, mark: int, sentence: _Sentence, year: int | None, planned: bool) -> str:
    if passage.skeleton.find(YEAR, clause.sentence_start, mark) >= 0:
        years = [number for _, number in passage.between(clause.sentence_start, mark) if number.kind == YEAR]
        inside = [number for _, number in passage.between(clause.start, mark) if number.kind == YEAR]
        nearest = (inside or years)[-1]
        return passage.text[nearest.start : nearest.end]
    words = passage.skeleton[clause.start : mark]
    if "年" in words and _EARLIER.search(words):
        return str(year - 1) if year else "上年"
    if planned:
        return "计划"
    if sentence.years is not None and sentence.years <= mark:
        return "累计"
    return str(year) if year else ""


def _titles(document: Document, index: int) -> _Titles:
    """What a section and those above it say of time: whether they tell of plans, and which years they name; -1 is no section."""
    at = index if index >= 0 else None
    planned, eras = False, []
    while at is not None:
        section = document.sections[at]
        eras += _ERA.findall(section.title)
        planned = planned or any(role in _PLANNED for role in section.roles) or _PLAN_TITLE.search(section.title) is not None
        at = section.parent
    return _Titles(planned, " ".join(sorted(set(eras))))
