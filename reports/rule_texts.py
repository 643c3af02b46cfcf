"""Rules as pages tell of them: summary, reasons, and what each found in one report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.model import Family, Severity
from reports.labels import FAMILIES, SEVERITIES, label
from reports.notes import Note


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule in words: ``reasons`` is its docstring, summary first."""

    name: str
    family: Family
    summary: str
    reasons: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """A rule with its reasons in paragraphs, and its findings in one report (none on the rules page)."""

    name: str
    family: str
    family_label: str
    severity: str
    severity_label: str
    summary: str
    reasons: tuple[str, ...]
    notes: tuple[Note, ...]


def rule_block(rule: RuleText, notes: Sequence[Note] = ()) -> RuleBlock:
    """A rule as a block of a page."""
    return RuleBlock(
        name=rule.name,
        family=str(rule.family),
        family_label=label(FAMILIES, rule.family),
        severity=str(rule.severity),
        severity_label=SEVERITIES[rule.severity],
        summary=rule.summary,
        reasons=tuple(_paragraphs(rule)),
        notes=tuple(notes),
    )


def rule_blocks(rules: Sequence[RuleText], notes: Sequence[Note]) -> tuple[RuleBlock, ...]:
    """The rules that found something, the gravest finding first, else in page order."""
    found: Mapping[str, list[Note]] = {rule.name: [note for note in notes if note.rule == rule.name] for rule in rules}
    blocks = [rule_block(rule, found[rule.name]) for rule in rules if found[rule.name]]
    return tuple(sorted(blocks, key=lambda block: -max(Severity(note.severity).rank for note in block.notes)))


def _paragraphs(rule: RuleText) -> list[str]:
    """The docstring without its first line, which is the summary, as paragraphs of joined lines."""
    text = rule.reasons.removeprefix(rule.summary).strip()
    blocks = re.split(r"\n\s*\n", text)
    return ["".join(line.strip() for line in block.splitlines()) for block in blocks if block.strip()]
