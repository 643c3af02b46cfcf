"""One report: what a reader makes of a file, and what annotation makes of that."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from checker.model.base import Kind, Role, Severity, Span

_as = tuple.__new__  # of a named tuple's values at half the price of naming them: a report asks for a thousand places


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as its author sees it.

    ``text`` is ``Source.text`` over ``span`` with the breaks of hard-wrapped lines taken out;
    where any were, ``offsets[i]`` is the place of ``text[i]`` in ``Source.text``, else it is None.
    """

    span: Span
    text: str
    offsets: tuple[int, ...] | None = None
    origin: str = ""  # where it stands in the file: "第12段", "第3页", "表格第2行"
    outline_level: int | None = None  # 1-based level of a Word heading style
    bold: bool = False  # the whole paragraph is set in bold
    in_table: bool = False

    def at(self, start: int, end: int) -> Span:
        """The span in ``Source.text`` of ``text[start:end]``; ``start < end``."""
        if self.offsets is None:
            return _as(Span, (self.span.start + start, self.span.start + end))
        return _as(Span, (self.offsets[start], self.offsets[end - 1] + 1))


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its text and where the text's paragraphs stand."""

    path: str  # below the checked folder, with forward slashes
    text: str
    format: str  # "txt", "md", "docx"
    digest: str  # SHA-256 of the file's bytes, in hexadecimal
    paragraphs: tuple[Paragraph, ...]  # without blank ones, in reading order
    warnings: tuple[str, ...] = ()  # Chinese sentences on what could be read only in part
    notes: tuple[Paragraph, ...] = ()  # footnotes and endnotes: in ``text`` they stand behind the paragraphs


class Cue(NamedTuple):  # as a Figure
    """A phrase of the lexicon seen in the text; ``label`` says of what it is a sign."""

    span: Span
    label: str  # "problems", "measures", "integrity", …: the lexicon table the phrase stands in
    phrase: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a place of the report says of itself: its year, kind, unit, person or office."""

    what: Literal["year", "kind", "unit", "person", "office"]
    value: str
    span: Span
    where: Literal["title", "opening", "signature", "setting"]


@dataclass(frozen=True, slots=True)
class Section:
    """A leaf of the outline: a heading and what stands under it before the next heading.

    ``heading`` is None for an unheaded passage that plays a role. The spans of all sections,
    in order, cover the text without gap or overlap: a section reaches from ``start`` (its
    heading's first character, or its body's) to the start of the next.
    """

    level: int  # 0 for the title block, 1 for 一、, 2 for （一）, …
    ordinal: int | None  # the number the heading bears
    style: str  # the shape of that number: "一、", "（一）", "1.", "" where it bears none
    title: str  # heading text without its number
    roles: tuple[Role, ...]
    heading: Span | None
    body: Span
    parent: int | None  # index into Document.sections
    reasons: tuple[str, ...] = ()  # why it has its roles, in Chinese, for `checker show`

    @property
    def start(self) -> int:
        """First character of the section."""
        return self.heading.start if self.heading else self.body.start

    @property
    def end(self) -> int:
        """End of the section, exclusive."""
        return self.body.end


@dataclass(frozen=True, slots=True)
class Requirement:
    """A section or topic that the kind of report, or the organisation's own notice, asks for."""

    name: str  # 述廉, 意识形态
    role: Role | None  # None for a topic of the organisation's own
    severity: Severity  # of its absence
    source: str  # who asks for it: "述责述廉报告", "县委组织部通知"
    sections: tuple[int, ...]  # where it was found headed: indices into Document.sections
    passages: tuple[Span, ...]  # where it was found in running text only
    characters: int  # length of what was found, blanks left out
    items: int  # how many separate things are told there
    looked: str = ""  # where the tool looked and what comes nearest, in Chinese


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list in the text (一是…二是…, （一）…（二）…, A、B和C三项) and the count that announced it."""

    span: Span
    announced: int | None
    announcement: Span | None  # 三个方面
    items: tuple[Span, ...]
    complete: bool  # its end was seen and no unparsed ordinal is near
    style: str = ""  # the shape of its marks: "一是", "（一）", "1.", "——"; "、" or "；" where members bear none
    open: bool = False  # ends in 等: what is listed is not all


@dataclass(frozen=True, slots=True)
class Nearest:
    """The measure that comes nearest to a problem which none answers, and why it does not fit, in Chinese."""

    measure: int  # index into Document.measures
    score: float  # 0 to 1, three digits
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One stated problem of the self-criticism."""

    span: Span
    topics: tuple[str, ...] = ()
    nearest: Nearest | None = None  # only where no measure answers it and there are measures


@dataclass(frozen=True, slots=True)
class Measure:
    """One corrective measure."""

    span: Span
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """That a measure answers a problem; both are indices into the document's lists."""

    problem: int
    measure: int
    strength: Literal["clear", "possible"]
    score: float  # 0 to 1, three digits
    evidence: tuple[str, ...]


class Figure(NamedTuple):  # a report has hundreds: a tuple is made in a third of a frozen dataclass's time
    """A number as stated: 近5.2亿元 is value 5.2, unit 亿元, precision 0.1, bound "below"."""

    span: Span
    value: Decimal
    unit: str
    precision: Decimal  # one unit of the last stated digit, in the same unit
    bound: Literal["below", "above", "about"] | None = None  # the truth lies below / above / near the value


class Claim(NamedTuple):
    """One line of the figure ledger: 2024 · 全镇 · 地区生产总值 · 5.2亿元."""

    indicator: str
    scope: str
    period: str
    figure: Figure
    span: Span
    checks: tuple[str, ...] = ()  # the checks it took part in: "parts", "growth", …


@dataclass(frozen=True, slots=True)
class Statistic:
    """A relation between figures that the text asserts and arithmetic can test.

    ``holds`` is True where the text is right, False where no reading fits, None where it could not
    be decided; ``arithmetic`` shows the sum done, in Chinese, bases tried included.
    """

    check: str  # "parts", "share", "growth", "completion", "per-capita", "rank", "difference", "multiple", "points"
    span: Span
    figures: tuple[Span, ...]
    holds: bool | None
    arithmetic: str
    certain: bool = False  # no careful reader could defend the text: an error, else a warning
    correction: str = ""  # what the text would have to say
    message: str = ""
    rounded: bool = False  # it holds, yet only as far as the stated figures may be rounded or cut


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A gap left in a template: XX万元, 某镇, 20__年."""

    span: Span
    missing: Literal["value", "name", "date", "text"]


@dataclass(frozen=True, slots=True)
class Words:
    """pkuseg words of one span, joined as read; blanks belong to no word."""

    span: Span
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the report's figures was understood."""

    numbers: int = 0
    claims: int = 0
    statements: int = 0
    checked: int = 0


def _end_of(paragraph: Paragraph) -> int:
    return paragraph.span.end


@dataclass(frozen=True, slots=True)
class Document:
    """One report, annotated once. Rules read it and never change it."""

    source: Source
    kind: str = Kind.OTHER  # a Kind, or a kind that checker.toml adds
    year: int | None = None
    unit: str | None = None
    person: str | None = None
    office: str | None = None
    title: Span | None = None
    statements: tuple[Statement, ...] = ()
    sections: tuple[Section, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    enumerations: tuple[Enumeration, ...] = ()
    problems: tuple[Problem, ...] = ()
    measures: tuple[Measure, ...] = ()
    answers: tuple[Answer, ...] = ()
    claims: tuple[Claim, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    placeholders: tuple[Placeholder, ...] = ()
    words: tuple[Words, ...] = ()

    @property
    def text(self) -> str:
        """The text as read; all spans count its characters."""
        return self.source.text

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The report's paragraphs in reading order, blank ones and notes left out: what the report itself says."""
        return self.source.paragraphs

    @property
    def written(self) -> tuple[Paragraph, ...]:
        """The paragraphs and behind them the notes: what may hold a misprint or a gap."""
        return self.source.paragraphs + self.source.notes

    @property
    def body(self) -> str:
        """The text without its notes."""
        return self.text[: self.source.notes[0].span.start] if self.source.notes else self.text

    def read(self, span: Span) -> str:
        """The words of ``span`` as a reader reads them: wrapped lines joined, ends stripped."""
        paragraphs = self.written
        first = bisect_right(paragraphs, span.start, key=_end_of)
        if first < len(paragraphs) and paragraphs[first].offsets is None and paragraphs[first].span.contains(span):  # as nearly always
            return self.source.text[span.start : span.end].strip()
        parts: list[str] = []
        for index in range(first, len(paragraphs)):
            paragraph = paragraphs[index]
            if paragraph.span.start >= span.end:
                break
            if paragraph.offsets is None:
                start, end = max(span.start, paragraph.span.start), min(span.end, paragraph.span.end)
                parts.append(self.source.text[start:end])
            else:
                parts.append("".join(c for c, at in zip(paragraph.text, paragraph.offsets, strict=True) if span.start <= at < span.end))
        return "\n".join(parts).strip()

    def with_role(self, *roles: Role) -> tuple[Section, ...]:
        """The sections that carry any of ``roles``, in reading order."""
        return tuple(section for section in self.sections if any(role in section.roles for role in roles))

    def under(self, section: Section) -> Span:
        """The section with everything below it: from its start to the end of its last descendant."""
        index = self.sections.index(section)
        end = section.end
        for other in self.sections[index + 1 :]:
            if other.level <= section.level:
                break
            end = other.end
        return Span(section.start, end)
