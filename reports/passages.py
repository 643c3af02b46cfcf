"""The report's own text, paragraph by paragraph, cut into runs so that overlapping findings can be marked in place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from checker.model import Document, DocumentResult, Finding, Severity
from reports.labels import ROLES, label
from reports.notes import Note
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


class Run(NamedTuple):
    """Characters that belong to the same findings: ``marks`` are their numbers, ``tone`` the gravest one's severity."""

    text: str
    marks: tuple[int, ...]
    tone: str  # "error", "warning", "notice"; "" where nothing is marked
    aside: bool  # a further place or a place to look, no defect itself: marked faintly
    long: bool  # fills most of its paragraph: a bar at the side marks it
    heading: bool  # belongs to a heading that runs on into its paragraph
    references: tuple[Reference, ...]
    roles: tuple[str, ...]  # where a heading ends: what its section is for, in words


class Passage(NamedTuple):
    """One paragraph with its findings. ``level`` is 0 for the title, 1 to 3 for a heading, None for running text."""

    number: int
    origin: str
    leaf: str  # "第2页" where a page of the original begins with it, "脚注" for a note
    level: int | None
    in_table: bool
    bar: str  # severity of a finding over the whole paragraph, for a bar at its side
    runs: tuple[Run, ...]
    notes: tuple[Note, ...]  # errors and warnings
    notices: tuple[Note, ...]
    waived: tuple[Note, ...]

    @property
    def tag(self) -> str:
        """The HTML element: report headings come below the page's own h1 and h2."""
        return f"h{self.level + 2}" if self.level else "p"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A piece of a finding's place in one paragraph."""

    number: int
    start: int
    end: int
    severity: Severity
    aside: bool
    long: bool
    last: bool  # the finding's reference stands at its end


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading at the start of a paragraph, up to its character ``end``."""

    level: int
    end: int
    roles: tuple[str, ...]


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
        _passage(index, document, marks[index], beside[index], headings.get(index), by_number) for index in range(len(document.written))
    )


def _marks(note: Note, finding: Finding, document: Document, places: Places) -> Iterable[tuple[int, _Mark]]:
    """The finding's own place and its further ones, by paragraph."""
    cuts = list(places.cuts(finding.span))
    aside = note.waived or note.absent
    for nth, (index, start, end) in enumerate(cuts):
        long = end - start > max(_LONG, 0.8 * len(document.written[index].text))
        yield index, _Mark(note.number, start, end, finding.severity, aside, long, nth == 0)
    if not cuts:  # a place on a blank line: the reference stands at the end of the paragraph before it
        index = note.place.number - 1
        length = len(document.written[index].text) if document.written else 0
        yield index, _Mark(note.number, length, length, finding.severity, aside=True, long=False, last=True)
    for other in finding.related:
        for index, start, end in places.cuts(other.span):
            yield index, _Mark(note.number, start, end, finding.severity, aside=aside or not note.many, long=False, last=False)


def _headings(document: Document, places: Places) -> dict[int, _Heading]:
    """The heading that stands in a paragraph, by paragraph; the title is one of level 0."""
    found: dict[int, _Heading] = {}
    for section in document.sections:
        for index, _, end in places.cuts(section.heading) if section.heading else ():
            found.setdefault(index, _Heading(max(1, min(section.level, 3)), end, tuple(label(ROLES, role) for role in section.roles)))
    for index, _, end in places.cuts(document.title) if document.title else ():
        found.setdefault(index, _Heading(0, end, ()))
    return found


def _passage(
    index: int,
    document: Document,
    marks: Sequence[_Mark],
    notes: Sequence[Note],
    heading: _Heading | None,
    by_number: dict[int, Note],
) -> Passage:
    paragraph = document.written[index]
    whole = heading is not None and heading.end >= len(paragraph.text.rstrip())
    return Passage(
        number=index + 1,
        origin=paragraph.origin,
        leaf=_leaf(document, index),
        level=heading.level if heading and whole else None,
        in_table=paragraph.in_table,
        bar=_bar(marks),
        runs=tuple(_runs(paragraph.text, marks, heading, by_number)),
        notes=tuple(note for note in notes if note.severity != Severity.NOTICE and not note.waived),
        notices=tuple(note for note in notes if note.severity == Severity.NOTICE and not note.waived),
        waived=tuple(note for note in notes if note.waived),
    )


def _leaf(document: Document, index: int) -> str:
    """The page that begins with a paragraph, of a report that has fixed pages; of a note, that it is one."""
    origin = document.written[index].origin
    if index >= len(document.paragraphs):
        return origin if origin.startswith("注") else origin[-2:]  # "注12" of a web page, else "第3段脚注"
    if not origin.endswith("页"):
        return ""
    before = next((earlier.origin for earlier in reversed(document.written[:index]) if earlier.origin.endswith("页")), "")
    return origin if origin != before else ""  # tables in between name rows and columns


def _bar(marks: Sequence[_Mark]) -> str:
    """The gravest severity among findings that cover the paragraph as a whole."""
    whole = [mark.severity for mark in marks if mark.long and not mark.aside]
    return str(max(whole, key=lambda severity: severity.rank)) if whole else ""


def _runs(text: str, marks: Sequence[_Mark], heading: _Heading | None, by_number: dict[int, Note]) -> Iterable[Run]:
    """The text between any two ends of marks; every character is in exactly one run."""
    heading_end = heading.end if heading else 0
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
            long=all(mark.long or mark.aside for mark in here),
            heading=end <= heading_end < len(text),
            references=tuple(_reference(by_number[mark.number]) for mark in marks if mark.last and mark.end == end),
            roles=heading.roles if heading and end == heading_end else (),
        )


def _reference(note: Note) -> Reference:
    return Reference(note.number, note.fingerprint, note.severity, note.severity_label, note.waived, note.absent)
