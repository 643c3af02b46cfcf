"""What is known of a checked file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from checker.model.base import Severity
from checker.model.report import Document
from checker.model.rule import Finding
from checker.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be done for one report; never a finding."""

    what: Literal["reading", "rule"]
    reason: str
    advice: str
    rule: str | None = None


class Verdict(StrEnum):
    """What a page says first of a report."""

    CLEAR = "clear"
    REVIEW = "review"
    REVISE = "revise"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """Everything known of one checked file. ``document`` is None where it could not be read."""

    path: str
    digest: str
    format: str
    document: Document | None
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    timings: tuple[tuple[str, float], ...] = ()  # stage and seconds
    rules_off: tuple[str, ...] = ()
    checked_on: str = ""  # ISO date and time when this report was checked

    @property
    def verdict(self) -> Verdict:
        """The verdict over all findings and failures, the gravest first."""
        if self.failures:
            return Verdict.UNFINISHED
        severities = {finding.severity for finding in self.findings}
        if Severity.ERROR in severities:
            return Verdict.REVISE
        return Verdict.REVIEW if Severity.WARNING in severities else Verdict.CLEAR


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is none of ours to check, and why."""

    path: str
    reason: str


class ReadError(Refusal):
    """A file that cannot be read: ``reason`` says what is wrong, ``advice`` what to do, in Chinese."""

    def __init__(self, reason: str, advice: str) -> None:
        """Both are one Chinese sentence each."""
        super().__init__(f"{reason}{advice}")
        self.reason = reason
        self.advice = advice
