"""A rule as a value, and what it yields of one report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from checker.model.base import Family, Kind, Severity, Span
from checker.model.report import Document


@dataclass(frozen=True, slots=True)
class Related:
    """A further place that belongs to a finding, with a word on what it is."""

    span: Span
    label: str


Detail = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule yields. ``severity`` None means the rule's own."""

    span: Span
    message: str  # one Chinese sentence, up to 60 characters without quotations
    evidence: str = ""  # both places, the arithmetic, the words compared
    related: tuple[Related, ...] = ()
    suggestion: str = ""  # what to write instead
    details: tuple[tuple[str, Detail], ...] = ()
    severity: Severity | None = None
    grouped: bool = False  # one finding for many places: the fingerprint is the rule alone


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit with its rule, its severity after settings, and a name that outlives edits elsewhere."""

    rule: str
    family: Family
    severity: Severity
    span: Span
    quote: str
    message: str
    evidence: str
    related: tuple[Related, ...]
    suggestion: str
    details: tuple[tuple[str, Detail], ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Example:
    """A report in small, and the passages of it that the rule must mark (none: it passes)."""

    text: str
    marks: tuple[str, ...] = ()
    kind: str = Kind.DUTY
    year: int | None = None
    options: tuple[tuple[str, Any], ...] = ()
    name: str = ""


def docstring(check: Callable[..., object]) -> str:
    """The manual of a rule: the docstring of the module its check stands in."""
    return (sys.modules[check.__module__].__doc__ or "").strip()


@dataclass(frozen=True, slots=True)
class Rule:
    """A check as a value: name, reasons (its module's docstring), examples, and the pure function."""

    name: str
    family: Family
    summary: str
    severity: Severity
    options: type
    examples: tuple[Example, ...]
    check: Callable[[Document, Any], Iterator[Hit]]
    enabled: bool = True  # False: off unless settings turn it on

    @property
    def reasons(self) -> str:
        """The module's docstring: summary first, then why and how, in Chinese."""
        return docstring(self.check)
