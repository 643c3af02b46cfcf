"""What the rules on self-criticism have in common: whom the report speaks for, where an absence is shown, and phrases from the lexicon."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from checker.model import Document, Kind, Measure, Paragraph, Problem, Role, Section, Span
from checker.numerals import half_width
from rules.lexicon import table

_CLAUSE_END = re.compile(r"[，,。；;：:！!？?\n]")
_OPENING, _OPENING_LENGTH = 4, 400  # paragraphs and characters within which a report says whose account it is
_SHOWN = 40  # characters of an item that are quoted


@cache
def pattern(name: str) -> re.Pattern[str]:
    """All patterns of one table of ``self_criticism.toml`` as alternatives. Raises KeyError for an unknown table."""
    rows = table("self_criticism")[name]
    return re.compile("|".join(f"(?:{one})" for row in rows for one in row["patterns"]))


@cache
def words(name: str) -> re.Pattern[str]:
    """All words of one table as alternatives, the longest first. Raises KeyError for an unknown table."""
    listed = {word for row in table("self_criticism")[name] for word in row["words"]}
    return re.compile("|".join(map(re.escape, sorted(listed, key=lambda word: (-len(word), word)))))


def told(document: Document, item: Problem | Measure) -> str:
    """An item's words with half-width digits, without line breaks."""
    return half_width(document.read(item.span)).replace("\n", "")


def brief(document: Document, item: Problem | Measure) -> str:
    """An item's words, cut where they are long."""
    text = told(document, item)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def head(document: Document, span: Span) -> Span:
    """The first clause of an item, in its own paragraph: a short place that stands for it."""
    for paragraph in document.paragraphs:
        if paragraph.span.overlaps(span):
            stop = min(span.end, paragraph.span.end)
            text = document.text[span.start : stop]
            match = _CLAUSE_END.search(text)
            return Span(span.start, span.start + match.start()) if match and match.start() else Span(span.start, stop)
    return span


def index_of(paragraph: Paragraph, place: int) -> int:
    """Where a place of the source lies in ``paragraph.text``; 0 for one before it."""
    if paragraph.offsets is None:
        return max(0, place - paragraph.span.start)
    return bisect_left(paragraph.offsets, place)


def section_of(document: Document, span: Span) -> Section | None:
    """The section in which a place stands."""
    return next((section for section in document.sections if section.start <= span.start < section.end), None)


def first_heading(document: Document, *roles: Role) -> Span | None:
    """The heading of the first section with one of ``roles``; the first clause of one without a heading."""
    for section in document.with_role(*roles):
        return section.heading or head(document, section.body)
    return None


def is_report(document: Document) -> bool:
    """Whether the text is a duty report of any kind: of others no self-criticism is asked."""
    return document.kind != Kind.OTHER


def is_account(document: Document) -> bool:
    """Whether the three musts (duty done, problems, measures) are asked.

    They are of duty reports, and of a person's or a team's account of another kind, told by its title
    or its opening; not of a body's report to an assembly.
    """
    if is_report(document):
        return True
    title = document.title.of(document.text) if document.title else ""
    opening = half_width("\n".join(paragraph.text for paragraph in document.paragraphs[:_OPENING]))[:_OPENING_LENGTH]
    if pattern("assembly").search(title + "\n" + opening):
        return False
    return pattern("account_titles").search(title) is not None or pattern("account_openings").search(opening) is not None


def is_personal(document: Document) -> bool:
    """Whether one person gives account."""
    return is_report(document) and document.kind != Kind.LEADERSHIP_TEAM


def is_vague(text: str, least: int, share: float) -> bool:
    """Whether an item names nothing in particular.

    Formulas are taken out; it is vague where fewer than ``least`` Chinese characters or less than
    ``share`` (0 to 1) of them are left and no number, name, case or frequency stands in it.
    """
    if pattern("concrete").search(text):
        return False
    characters = re.findall(r"[\u4e00-\u9fff]", text)
    left = re.findall(r"[\u4e00-\u9fff]", words("formulaic").sub("", text))
    return len(left) < least or len(left) < share * len(characters)


def plans_only(document: Document) -> bool:
    """Whether every measure stands in a section of plans and none answers a problem."""
    if document.answers or not document.measures:
        return False
    sections = [section_of(document, measure.span) for measure in document.measures]
    return all(section is not None and Role.PLAN in section.roles and Role.PROBLEMS not in section.roles for section in sections)


def lacks_measures(document: Document) -> bool:
    """Whether ``no-measures`` speaks: then single problems are not said to be unanswered."""
    return not document.measures or plans_only(document)
