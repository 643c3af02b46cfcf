"""The folder stage: traits of all reports, gathered from the store, through the folder rules."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.folder import check_folder
from checker.model import Attendance, Failure, FolderContext, FolderFinding, FolderRule, ReadError, RosterEntry
from checker.readers import ReadLimits, read_source
from checker.roster import read_roster
from checker.settings import Settings
from checker.settings_file import SettingsError
from checker.store import Store
from checker.traits import StoredTraits

_MISSING = "missing-report"
EARLIER = "上年/"  # before the names of last year's reports, which have traits and no page


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing a folder's reports gave."""

    findings: tuple[FolderFinding, ...] = ()
    failures: tuple[Failure, ...] = ()
    roster: tuple[RosterEntry, ...] = ()
    attendance: Attendance | None = None  # None without a roster, or where the rule that reads it did not run


def compare(
    store: Store, rules: Sequence[FolderRule], settings: Settings, roster: tuple[RosterEntry, ...], limits: ReadLimits
) -> Comparison:
    """The folder findings over every report whose traits the store holds."""
    traits = tuple(StoredTraits(rest, store) for rest in store.all_rest())
    context = FolderContext(_Texts(store), roster, template_texts(settings, limits))
    profile = settings.profile("other")
    findings, failures = check_folder(traits, rules, context, profile)
    ran = profile.choice(_MISSING).enabled and all(failure.rule != _MISSING for failure in failures)
    return Comparison(findings, failures, roster, _attendance(roster, findings) if roster and ran else None)


def _attendance(roster: tuple[RosterEntry, ...], findings: Sequence[FolderFinding]) -> Attendance:
    """The roster's rows, and those that no report answers to, as the rule on missing reports found them."""
    described = [dict(finding.details) for finding in findings if finding.rule == _MISSING]
    missing = {tuple(str(details[name]) for name in ("unit", "person", "office", "kind")) for details in described}
    return Attendance(len(roster), tuple(e for e in roster if (e.unit, e.person, e.office, e.kind) in missing))


class _Texts:
    """Texts of reports, fetched one at a time: only those of candidate pairs ever are."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[str, str] = ("", "")

    def __call__(self, path: str) -> str:
        if self._last[0] != path:
            self._last = (path, zlib.decompress(self._store.text(path)).decode())
        return self._last[1]


def template_texts(settings: Settings, limits: ReadLimits) -> tuple[str, ...]:
    """The texts of the template files that settings name: common stock, not copying.

    Raises:
        SettingsError: where one of them cannot be read.
    """
    texts: list[str] = []
    for name in settings.templates:
        path = beside_config(settings, name)
        try:
            texts.append(read_source(path, name, limits).text)
        except ReadError as error:
            raise SettingsError(f"模板文件 {name} 读不了：{error.reason}请检查 checker.toml 的 [folder] templates。") from error
    return tuple(texts)


def beside_config(settings: Settings, name: str) -> Path:
    """A path that settings name: relative ones count from the folder of checker.toml."""
    return (Path(settings.config_file).parent if settings.config_file else Path()) / name


def roster_of(settings: Settings, members: Sequence[Path]) -> tuple[RosterEntry, ...]:
    """The roster, where the checked folder is the roster's own; else none, so that its rules stay silent.

    Raises:
        RosterError: where it cannot be read.
    """
    if not settings.roster:
        return ()
    path = beside_config(settings, settings.roster).resolve()
    return read_roster(path) if list(members) == [path.parent] else ()
