"""Which row of the roster a report belongs to."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Sequence

from checker.model import RosterEntry, Traits
from rules._pairs import level, tail

# The kind that words of a roster mean, the more special ones first.
_KINDS = (
    ("述责", "accountability-integrity"),
    ("党建", "party-building"),
    ("班子", "leadership-team"),
    ("挂职", "seconded"),
    ("述廉", "duty-integrity"),
    ("述职", "duty"),
)
_ALIKE = frozenset({"duty", "duty-integrity", "seconded", "other"})  # a personal report may bear any of these names


def matches(report: Traits, entry: RosterEntry) -> bool:
    """Whether ``report`` is the one ``entry`` asks for, by file name, title or signature."""
    name = report.path.rpartition("/")[2]
    if entry.pattern:
        return fnmatch.fnmatchcase(name, entry.pattern) or fnmatch.fnmatchcase(report.path, entry.pattern)
    return _is_by(report, entry) and _is_of_kind(report, entry)


def _is_by(report: Traits, entry: RosterEntry) -> bool:
    if entry.person and (entry.person in (_bare(report.person), _bare(report.signature)) or entry.person in _bare(report.path)):
        return not _is_of_another_unit(report, entry)  # two units may each have a 王伟
    if entry.person and (report.person or report.signature):
        return False
    return _is_of_unit(report, entry) and _is_of_office(report, entry)


def _bare(name: str | None) -> str:
    """Without the blanks that make a name of two characters as wide as one of three."""
    return re.sub(r"\s+", "", name or "")


def _is_of_another_unit(report: Traits, entry: RosterEntry) -> bool:
    """Whether both say a unit, of the same level, and not the same one."""
    asked, stated = tail(entry.unit), tail(report.unit)
    if not asked or not stated or asked in report.path or asked in stated or stated in asked:
        return False
    return level(asked) is not None and level(asked) == level(stated)


def _is_of_unit(report: Traits, entry: RosterEntry) -> bool:
    unit = tail(entry.unit)
    return bool(unit) and (unit == tail(report.unit) or unit in report.path)


def _is_of_office(report: Traits, entry: RosterEntry) -> bool:
    """Offices agree when one names a part of the other: 党委委员、纪委书记 and 纪委书记. A team has none."""
    if _kind(entry) == "leadership-team":
        return True
    if not entry.office or not report.office:
        return not entry.office
    asked, stated = (set(re.split(r"[、，,和兼]", office)) for office in (entry.office, report.office))
    return bool(asked & stated) or entry.office in report.office or report.office in entry.office


def _is_of_kind(report: Traits, entry: RosterEntry) -> bool:
    kind = _kind(entry)
    return not kind or kind == report.kind or {kind, report.kind} <= _ALIKE


def _kind(entry: RosterEntry) -> str:
    return next((kind for word, kind in _KINDS if word in entry.kind), "")


def matched(traits: Sequence[Traits], entry: RosterEntry) -> tuple[Traits, ...]:
    """The reports of this folder that ``entry`` asks for."""
    return tuple(report for report in traits if not report.earlier and matches(report, entry))


def described(entry: RosterEntry) -> str:
    """An entry as a reviewer names it: 竹溪镇 李明 党委书记（述职述廉）."""
    who = " ".join(part for part in (entry.unit, entry.person, entry.office) if part)
    return f"{who}（{entry.kind}）" if entry.kind else who
