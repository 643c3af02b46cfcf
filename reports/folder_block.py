"""What the index says of the reports together: findings over several of them, who is missing, what could not be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from checker.model import Attendance, RosterEntry, Severity
from reports.labels import SEVERITIES
from reports.notes import Judgement, StoredVerdict, judgement_of
from reports.visible import clip, visible

_MISSING = "missing-report"


@dataclass(frozen=True, slots=True)
class FolderPlace:
    """A report that a folder finding speaks of; no link where it has no row."""

    path: str
    href: str
    quote: str


@dataclass(frozen=True, slots=True)
class FolderNote:
    """A finding over several reports. It stands here only: a report's own page names no colleague."""

    fingerprint: str
    severity: str
    severity_label: str
    message: str
    evidence: str
    suggestion: str
    places: tuple[FolderPlace, ...]
    reports: int  # how many it is about: one that was copied from is none of the places
    href: str  # of the page where these reports stand side by side; empty where there is none
    judgement: Judgement | None

    @property
    def waived(self) -> bool:
        """Whether a reviewer took it out of the counts."""
        return self.judgement is not None and self.judgement.waived

    @property
    def is_cluster(self) -> bool:
        """Whether that page is one over several pairs."""
        return bool(self.href) and self.reports > 2


@dataclass(frozen=True, slots=True)
class MissingReport:
    """A row of the roster that no report answers to."""

    who: str
    kind: str
    fingerprint: str  # of the finding that tells of it; empty where its rule is silent
    judgement: Judgement | None
    severity: str = ""  # of that finding; empty where it does not count


@dataclass(frozen=True, slots=True)
class RosterBlock:
    """应交, 已交, 缺交."""

    expected: int
    handed_in: int
    missing: tuple[MissingReport, ...]
    unread: int  # files that could not be read: a missing report may be one of them


def folder_notes(
    findings: Iterable[Mapping[str, Any]], hrefs: Mapping[str, str], pages: Mapping[str, str], *, roster: bool
) -> tuple[FolderNote, ...]:
    """The folder findings, the gravest first; those of missing reports stand in the ``roster`` block where there is one.

    ``findings`` are as the result JSON has them, ``hrefs`` the links to reports by visible path, ``pages`` those of alike
    reports by fingerprint.
    """
    shown = [f for f in findings if not (roster and f["rule"] == _MISSING)]
    return tuple(_note(f, hrefs, pages) for f in sorted(shown, key=lambda f: -Severity(f["severity"]).rank))


def _note(finding: Mapping[str, Any], hrefs: Mapping[str, str], pages: Mapping[str, str]) -> FolderNote:
    return FolderNote(
        fingerprint=finding["fingerprint"],
        severity=finding["severity"],
        severity_label=SEVERITIES[finding["severity"]],
        message=visible(finding["message"]),
        evidence=visible(finding["evidence"]),
        suggestion=visible(finding["suggestion"]),
        places=tuple(
            FolderPlace(visible(place["path"]), hrefs.get(visible(place["path"]), ""), clip(place["quote"], 60))
            for place in finding["places"]
        ),
        reports=int(finding["details"].get("reports", len(finding["places"]))),
        href=quote(pages.get(finding["fingerprint"], "")),
        judgement=_judged(finding),
    )


def roster_block(attendance: Attendance, unread: int, findings: Iterable[Mapping[str, Any]]) -> RosterBlock:
    """The roster's counts and who is missing; ``findings`` are the folder findings as the result JSON has them."""
    told = {_described(finding): finding for finding in findings if finding["rule"] == _MISSING}
    return RosterBlock(attendance.expected, attendance.handed_in, tuple(_missing(row, told) for row in attendance.missing), unread)


def _missing(row: RosterEntry, told: Mapping[tuple[str, ...], Mapping[str, Any]]) -> MissingReport:
    finding = told.get((row.unit, row.person, row.office, row.kind))
    judgement = _judged(finding) if finding else None
    return MissingReport(
        visible(" ".join(filter(None, (row.unit, row.person, row.office)))),
        visible(row.kind),
        finding["fingerprint"] if finding else "",
        judgement,
        "" if finding is None or (judgement and judgement.waived) else finding["severity"],
    )


def _described(finding: Mapping[str, Any]) -> tuple[str, ...]:
    """The row of the roster that a finding says is missing."""
    return tuple(str(finding["details"].get(name, "")) for name in ("unit", "person", "office", "kind"))


def _judged(finding: Mapping[str, Any]) -> Judgement | None:
    verdict = finding["verdict"]
    return judgement_of(StoredVerdict(verdict["verdict"], verdict["reason"], verdict["by"], verdict["at"])) if verdict else None
