"""Which row of the roster a report belongs to."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence

from checker.model import RosterEntry, Traits
from rules._pairs import tail

_KINDS = {
    "duty": "述职",
    "duty-integrity": "述廉",
    "accountability-integrity": "述责",
    "party-building": "党建",
    "leadership-team": "班子",
    "seconded": "挂职",
}


def matches(report: Traits, entry: RosterEntry) -> bool:
    """Whether ``report`` is the one ``entry`` asks for, by file name, title or signature."""
    name = report.path.rpartition("/")[2]
    if entry.pattern:
        return fnmatch.fnmatchcase(name, entry.pattern) or fnmatch.fnmatchcase(report.path, entry.pattern)
    return _is_by(report, entry) and _is_of_kind(report, entry, name)


def _is_by(report: Traits, entry: RosterEntry) -> bool:
    if entry.person:
        return entry.person in (report.person, report.signature) or entry.person in report.path or _same_post(report, entry)
    return bool(entry.unit) and (tail(entry.unit) == tail(report.unit) or tail(entry.unit) in report.path)


def _same_post(report: Traits, entry: RosterEntry) -> bool:
    """A report without a name is told by unit and office."""
    if report.person or report.signature or not report.unit or not report.office:
        return False
    return tail(report.unit) == tail(entry.unit) and entry.office in report.office


def _is_of_kind(report: Traits, entry: RosterEntry, name: str) -> bool:
    if not entry.kind:
        return True
    word = _KINDS.get(report.kind, "")
    return (bool(word) and word in entry.kind) or entry.kind in name or report.kind in {"other", "duty"}


def matched(traits: Sequence[Traits], entry: RosterEntry) -> tuple[Traits, ...]:
    """The reports of this folder that ``entry`` asks for."""
    return tuple(report for report in traits if not report.earlier and matches(report, entry))


def described(entry: RosterEntry) -> str:
    """An entry as a reviewer names it: 竹溪镇 李明 党委书记（述职述廉）."""
    who = " ".join(part for part in (entry.unit, entry.person, entry.office) if part)
    return f"{who}（{entry.kind}）" if entry.kind else who
