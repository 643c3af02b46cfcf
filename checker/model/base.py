"""What everything else is made of: spans, kinds, roles, severities, families."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of ``Source.text``: characters ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of ``text`` in this span."""
        return text[self.start : self.end]


class Kind(StrEnum):
    """The kinds of report, by the names the result JSON promises."""

    DUTY = "duty"
    DUTY_INTEGRITY = "duty-integrity"
    ACCOUNTABILITY_INTEGRITY = "accountability-integrity"
    PARTY_BUILDING = "party-building"
    LEADERSHIP_TEAM = "leadership-team"
    SECONDED = "seconded"
    OTHER = "other"


class Role(StrEnum):
    """What a section of a report is for."""

    OPENING = "opening"
    STUDY = "study"
    DUTY = "duty"
    INTEGRITY = "integrity"
    FEEDBACK = "feedback"
    PROBLEMS = "problems"
    CAUSES = "causes"
    MEASURES = "measures"
    PLAN = "plan"
    CLOSING = "closing"


class Severity(StrEnum):
    """How grave a finding is; :attr:`rank` orders them, the gravest highest."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """3 for an error, 2 for a warning, 1 for a notice."""
        return {"error": 3, "warning": 2, "notice": 1}[self.value]


class Family(StrEnum):
    """The families in which rules are grouped, in page order."""

    STRUCTURE = "structure"
    CRITICISM = "criticism"
    FIGURES = "figures"
    TIME = "time"
    LEFTOVERS = "leftovers"
    WORDING = "wording"
    FOLDER = "folder"
