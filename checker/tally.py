"""Counts over the documents of one run, and the exit code they lead to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from checker.compare import Comparison
from checker.model import Severity
from checker.request import ExitCode
from reports.labels import WAIVING


@dataclass(slots=True)
class Tally:
    """Counts over the documents of this run."""

    checked: dict[str, bool] = field(default_factory=dict)  # by path: whether it came from the store unchanged
    unfinished: dict[str, str] = field(default_factory=dict)  # by path: the first reason
    severities: dict[str, int] = field(default_factory=lambda: {"error": 0, "warning": 0, "notice": 0})
    waived: int = 0
    crashed: int = 0  # folder rules that could not run

    def add_folder(self, comparison: Comparison, waived: Collection[str], *, whole: bool) -> None:
        """Folder findings count once each, however many reports they touch; of a part of the set, those that touch it.

        ``waived`` are the fingerprints of those that a reviewer took out of the counts.
        """
        self.crashed = len(comparison.failures)
        for finding in comparison.findings:
            if not whole and all(place.path not in self.checked for place in finding.places):
                continue
            if finding.fingerprint in waived:
                self.waived += 1
            else:
                self.severities[finding.severity] += 1

    def add(self, document: Mapping[str, Any]) -> None:
        """Count one document, as the result JSON has it."""
        self.checked[document["path"]] = document["from_cache"]
        if document["failures"]:
            self.unfinished[document["path"]] = document["failures"][0]["reason"]
        for finding in document["findings"]:
            if finding["verdict"] and finding["verdict"]["verdict"] in WAIVING:
                self.waived += 1
            else:
                self.severities[finding["severity"]] += 1

    def summary(self, skipped: int) -> dict[str, int]:
        """The ``summary`` object of the result JSON."""
        return {
            "documents": len(self.checked),
            "failed": len(self.unfinished),
            "skipped": skipped,
            "errors": self.severities["error"],
            "warnings": self.severities["warning"],
            "notices": self.severities["notice"],
            "waived": self.waived,
        }


def exit_code(tally: Tally, fail_on: str) -> ExitCode:
    """How a run ends: 2 wins over 1."""
    if tally.unfinished or tally.crashed:
        return ExitCode.FAILED
    if fail_on == "never":
        return ExitCode.CLEAN
    limit = Severity(fail_on).rank
    found = any(count for name, count in tally.severities.items() if Severity(name).rank >= limit)
    return ExitCode.FINDINGS if found else ExitCode.CLEAN
