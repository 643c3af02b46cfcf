"""What folder rules see of each report, and what they yield."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from checker.model.base import Family, Severity, Span
from checker.model.rule import Detail, docstring


@dataclass(frozen=True, slots=True)
class Trait:
    """A passage that folder rules compare: what it says, plain, and where it stands."""

    value: str
    span: Span


class TraitFigure(NamedTuple):  # ten thousand reports have more than a million
    """A claim of the ledger in comparable form."""

    indicator: str
    scope: str
    period: str
    value: str  # a Decimal in plain notation, in the unit beside it
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class Traits:
    """What folder rules need of a report; kept in the store, so a cluster gathers traits, not texts.

    In a run all but the short ones is read from the store each time a rule asks: ask once, and keep what is needed.
    """

    path: str
    digest: str
    kind: str
    year: int | None
    unit: str | None
    person: str | None
    office: str | None
    title: Span | None
    names: tuple[str, ...]  # own unit, person, places: taken out before texts are compared
    own_places: tuple[Trait, ...]  # place names the report uses as its own: 柳河镇党委, 全柳河镇
    former_places: tuple[str, ...]  # named in a clause on former posts
    fingerprints: array[int]  # sorted sample of hashed shingles of the whole text (checker.likeness)
    criticism: tuple[Span, ...]  # problems and measures, compared on their own as well
    problems: tuple[Trait, ...]
    figures: Sequence[TraitFigure]
    signature: str = ""  # the name or unit a signature block gives
    earlier: bool = False  # stands in the folder of earlier reports: compared, never checked


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One row of the roster: who must hand in what."""

    unit: str
    person: str
    office: str
    kind: str  # as the roster writes it: 述职述廉
    pattern: str = ""  # of the file's name


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of one report of the folder."""

    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Attendance:
    """The roster against what came in: 应交, 已交, 缺交."""

    expected: int  # rows of the roster
    missing: tuple[RosterEntry, ...]

    @property
    def handed_in(self) -> int:
        """Rows that at least one report answers to."""
        return self.expected - len(self.missing)


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two reports that hold the same passages, as a folder rule measured it: what the pair page lays side by side.

    Shares are parts of the shorter report, 0 to 1, as compared: without headings, figures, names and punctuation.
    ``runs`` are the passages, pairwise in step, in the order of ``other``.
    """

    one: str  # path
    other: str  # path
    share: float
    criticism_share: float | None  # of problems and measures alone; None where these were not compared
    runs: tuple[tuple[Place, Place], ...]

    @property
    def longest(self) -> int:
        """Characters of the longest shared passage, as it stands in the first report."""
        return max((one.span.end - one.span.start for one, _ in self.runs), default=0)


@dataclass(frozen=True, slots=True)
class FolderHit:
    """What a folder rule yields. ``places`` are in the order of paths; none for a report that is missing."""

    places: tuple[Place, ...]
    message: str
    evidence: str = ""
    suggestion: str = ""
    details: tuple[tuple[str, Detail], ...] = ()
    pairs: tuple[AlikePair, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class FolderContext:
    """What surrounds the traits: texts on demand, the roster, and text that everyone was given."""

    fetch_text: Callable[[str], str]  # Source.text of one report, by path; called for candidates only
    roster: tuple[RosterEntry, ...] = ()
    templates: tuple[str, ...] = ()  # texts of template files: common stock


@dataclass(frozen=True, slots=True)
class FolderExample:
    """A folder in small: (path, text) pairs, and (path, quote) of each place that must be marked."""

    texts: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str], ...] = ()
    roster: tuple[RosterEntry, ...] = ()
    missing: tuple[str, ...] = ()  # messages' key words where a finding has no place


@dataclass(frozen=True, slots=True)
class FolderRule:
    """A check over all reports of a folder, as a value like :class:`Rule`."""

    name: str
    summary: str
    severity: Severity
    options: type
    examples: tuple[FolderExample, ...]
    check: Callable[[tuple[Traits, ...], FolderContext, Any], Iterator[FolderHit]]
    family: Family = Family.FOLDER
    enabled: bool = True

    @property
    def reasons(self) -> str:
        """The module's docstring: summary first, then why and how, in Chinese."""
        return docstring(self.check)


@dataclass(frozen=True, slots=True)
class FolderFinding:
    """A folder hit with its rule, its severity after settings, its quotes, and a name that outlives edits elsewhere."""

    rule: str
    severity: Severity
    places: tuple[Place, ...]
    quotes: tuple[str, ...]  # of the places, in step
    message: str
    evidence: str
    suggestion: str
    details: tuple[tuple[str, Detail], ...]
    pairs: tuple[AlikePair, ...]
    fingerprint: str
