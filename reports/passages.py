"""The report's own text, paragraph by paragraph, cut into runs so that overlapping findings can be marked in place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.model import Document, DocumentResult, Finding, Section, Severity
from reports.labels import ROLES, label
from reports.notes import Note, is_absence
from reports.places import Places
from reports.visible import visible

_LONG = 60  # characters: a longer passage that fills most of its paragraph is marked at its side, not underlined


@dataclass(frozen=True, slots=True)
class Reference:
    """The number of a finding in the text, behind its passage: the link to its note."""

    number: int
    fingerprint: str
    severity: str
    severity_label: str
    waived: bool
    absent: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that belong to the same findings: ``marks`` are their numbers, ``tone`` the gravest one's severity."""

    text: str
    marks: tuple[int, ...]
    tone: str  # "error", "warning", "notice"; "" where nothing is marked
    aside: bool  # a further place, a long passage or a waived finding: marked faintly
    heading: bool  # belongs to a heading that runs on into its paragraph
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph with its findings. ``level`` is 0 for the title, 1 to 3 for a heading, None for running text."""

    number: int
    origin: str
    level: int | None
    section: int | None  # index of the section whose heading stands here
    roles: tuple[str, ...]  # what the section is for, in words
    in_table: bool
    bar: str  # severity of a finding over the whole paragraph, for a bar at its side
    runs: tuple[Run, ...]
    notes: tuple[Note, ...]  # errors and warnings
    notices: tuple[Note, ...]
    waived: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A piece of a finding's place in one paragraph."""

    number: int
    start: int
    end: int
    severity: Severity
    aside: bool
    last: bool  # the finding's reference stands at its end


def passages_of(result: DocumentResult, notes: Sequence[Note]) -> tuple[Passage, ...]:
    """Every paragraph of a report that was read; ``notes`` are its findings in reading order."""
    document = result.document
    if document is None:
        return ()
    places = Places(document)
    findings = {finding.fingerprint: finding for finding in result.findings}
    marks: defaultdict[int, list[_Mark]] = defaultdict(list)
    beside: defaultdict[int, list[Note]] = defaultdict(list)
    for note in notes:
        beside[note.place.number - 1].append(note)
        for index, mark in _marks(note, findings[note.fingerprint], document, places):
            marks[index].append(mark)
    headings = _headings(document, places)
    by_number = {note.number: note for note in notes}
    return tuple(
        _passage(index, document, marks[index], beside[index], headings.get(index), by_number) for index in range(len(document.paragraphs))
    )


def _marks(note: Note, finding: Finding, document: Document, places: Places) -> Iterable[tuple[int, _Mark]]:
    """The finding's own place and its further ones, by paragraph."""
    cuts = list(places.cuts(finding.span))
    for nth, (index, start, end) in enumerate(cuts):
        whole = end - start > max(_LONG, 0.8 * len(document.paragraphs[index].text))
        aside = note.waived or is_absence(finding) or whole
        yield index, _Mark(note.number, start, end, finding.severity, aside, nth == 0)
    if not cuts:  # a place on a blank line: the reference stands at the end of the paragraph before it
        index = note.place.number - 1
        length = len(document.paragraphs[index].text) if document.paragraphs else 0
        yield index, _Mark(note.number, length, length, finding.severity, aside=True, last=True)
    for other in finding.related:
        for index, start, end in places.cuts(other.span):
            yield index, _Mark(note.number, start, end, finding.severity, aside=True, last=False)


def _headings(document: Document, places: Places) -> dict[int, tuple[int, int]]:
    """By paragraph: the section whose heading stands there, and where the heading ends in the paragraph."""
    found: dict[int, tuple[int, int]] = {}
    for number, section in enumerate(document.sections):
        span = section.heading or (document.title if section.level == 0 else None)
        for index, _, end in places.cuts(span) if span else ():
            found.setdefault(index, (number, end))
    if document.title:
        for index, _, end in places.cuts(document.title):
            found.setdefault(index, (-1, end))
    return found


def _passage(
    index: int,
    document: Document,
    marks: Sequence[_Mark],
    notes: Sequence[Note],
    heading: tuple[int, int] | None,
    by_number: dict[int, Note],
) -> Passage:
    paragraph = document.paragraphs[index]
    section = document.sections[heading[0]] if heading and heading[0] >= 0 else None
    heading_end = heading[1] if heading else 0
    whole = heading is not None and heading_end >= len(paragraph.text.rstrip())
    level = _level(section) if whole else None
    return Passage(
        number=index + 1,
        origin=paragraph.origin,
        level=level,
        section=heading[0] if section is not None and heading else None,
        roles=tuple(label(ROLES, role) for role in section.roles) if section else (),
        in_table=paragraph.in_table,
        bar=_bar(marks, len(paragraph.text), by_number),
        runs=tuple(_runs(paragraph.text, marks, 0 if whole else heading_end, by_number)),
        notes=tuple(note for note in notes if note.severity != Severity.NOTICE and not note.waived),
        notices=tuple(note for note in notes if note.severity == Severity.NOTICE and not note.waived),
        waived=tuple(note for note in notes if note.waived),
    )


def _level(section: Section | None) -> int:
    return min(section.level, 3) if section else 0


def _bar(marks: Sequence[_Mark], length: int, by_number: dict[int, Note]) -> str:
    """The gravest severity among findings that cover the paragraph as a whole."""
    whole = [
        mark for mark in marks if mark.last and mark.aside and mark.end - mark.start > 0.8 * length and not by_number[mark.number].absent
    ]
    open_ones = [mark.severity for mark in whole if not by_number[mark.number].waived]
    return str(max(open_ones, key=lambda severity: severity.rank)) if open_ones else ""


def _runs(text: str, marks: Sequence[_Mark], heading_end: int, by_number: dict[int, Note]) -> Iterable[Run]:
    """The text between any two ends of marks; every character is in exactly one run."""
    ends = sorted({0, len(text), min(heading_end, len(text)), *(m.start for m in marks), *(m.end for m in marks)})
    for start, end in pairwise(ends):
        here = [mark for mark in marks if mark.start <= start and end <= mark.end]
        plain = [mark for mark in here if not mark.aside] or here
        tone = str(max((mark.severity for mark in plain), key=lambda severity: severity.rank)) if plain else ""
        yield Run(
            text=visible(text[start:end]),
            marks=tuple(sorted({mark.number for mark in here})),
            tone=tone,
            aside=all(mark.aside for mark in here),
            heading=end <= heading_end,
            references=tuple(_reference(by_number[mark.number]) for mark in marks if mark.last and mark.end == end),
        )


def _reference(note: Note) -> Reference:
    return Reference(note.number, note.fingerprint, note.severity, note.severity_label, note.waived, note.absent)
