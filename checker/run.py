"""The main job: a folder in, pages out. Discovery, work, publishing, and the exit code.

Results stream: each page is put in place as it is made and each result goes to the store, so a
run of ten thousand reports holds a handful of them in memory. The index comes after the last page
and history is closed after the index, so a run that is killed leaves last night's site and history whole.
"""

from __future__ import annotations

import json
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any

from checker import work
from checker.compare import compare, roster_of
from checker.discovery import File, Found, discover, is_ignored
from checker.exports import Asked, export
from checker.history import FOLDER, Changes, History, Seen, Sight
from checker.incremental import Line, Progress, check_files, fail_unread, follow_renamed, read_last_year
from checker.joined import Joined
from checker.keys import Keys
from checker.lock import Held, held
from checker.model import FolderFinding, Refusal
from checker.publishing import Since, publish, publish_rules, refuse_target, write_json
from checker.request import ExitCode, Request, UsageError, refuse_unknown
from checker.scope import check_kind, existing, ignored_of, members_of, nothing_found, read_settings, refuse_when_gone
from checker.settings import Settings
from checker.settings_file import find_config
from checker.store import DamagedError, Store, state_path
from checker.tally import Tally, exit_code
from reports.console import summary_lines
from reports.index import RunInfo
from reports.labels import WAIVING
from reports.site import Site
from reports.trend import PastRun, trend
from rules import FOLDER_RULES


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run that came to its end counted: for the log, the heartbeat, and who is told."""

    summary: Mapping[str, int]
    changes: Changes


def check(
    request: Request, say: Callable[[str], None], progress: Progress | None = None, ended: Callable[[Ended], None] = lambda _: None
) -> ExitCode:
    """Check ``request.paths`` and write the site; ``say`` gets each line for the person who started it, ``ended`` the counts.

    Raises:
        UsageError, SettingsError, SiteError, StoreError: where the run cannot begin or go on; the last site stands.
    """
    start = _Start(uuid.uuid4().hex[:12], datetime.now().astimezone().isoformat(timespec="seconds"), time.monotonic())
    refuse_unknown(request)
    scope = _scope(request)
    # A path that is no UTF-8 is kept as JSON's own escapes.
    members = json.dumps([str(member) for member in scope.members], ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
    site = Site.open(request.out, members)
    state = state_path(scope.members) if request.state else None
    with held([*([state.with_suffix(".lock")] if state else []), site.lock]) as locks:
        run = _Run(request, start, scope, site, locks, say, progress, ended)
        try:
            return _check(run)
        except DamagedError:  # found in the middle of the file: begin again without it
            return _check(run, damaged=True)


@dataclass(frozen=True, slots=True)
class _Start:
    id: str
    started: str  # ISO time
    clock: float  # monotonic: a clock that is set back gives no negative run time

    @property
    def seconds(self) -> float:
        return round(time.monotonic() - self.clock, 1)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What one run looks at."""

    settings: Settings
    members: Sequence[Path]
    whole: bool
    found: Found
    files: Sequence[File]

    @property
    def present(self) -> frozenset[str]:
        """Names of what the run covers, and of what it could not list."""
        return frozenset((*(file.name for file in self.files), *(folder.path for folder in self.found.unread)))

    def may_be_there(self, paths: Iterable[str]) -> frozenset[str]:
        """Those of ``paths`` that lie in a folder that could not be listed tonight: they are not gone."""
        unread = tuple(f"{folder.path}/" for folder in self.found.unread)
        return frozenset(path for path in paths if unread and path.startswith(unread))


def _scope(request: Request) -> _Scope:
    paths = existing(request.paths)
    settings = read_settings(request.config or find_config(paths[0]), year=request.year)
    check_kind(request.kind, settings)
    refuse_target(request.json)
    members, whole = members_of(paths, request.out)
    found = discover(paths, members, out=request.out, roster=settings.roster)
    files = [file for file in found.files if not is_ignored(file.name, (i.path for i in settings.ignore))]
    if not files:
        raise UsageError(nothing_found(paths, found))
    return _Scope(settings, members, whole, found, files)


@dataclass(frozen=True, slots=True)
class _Run:
    """What a run begins with: what is asked, found and locked, and who hears of it."""

    request: Request
    start: _Start
    scope: _Scope
    site: Site
    locks: Held
    say: Callable[[str], None]
    progress: Progress | None
    ended: Callable[[Ended], None]


def _check(run: _Run, *, damaged: bool = False) -> ExitCode:
    """One run from the store to the closed history."""
    request, start, scope = run.request, run.start, run.scope
    settings = scope.settings
    order = work.Order(settings, request.kind, request.year, start.started, version())
    with Store(state_path(scope.members) if request.state else None, damaged=damaged) as store:
        for warning in store.warnings:
            run.say(warning)
        history = History(store.database)
        careful = history.was_killed()
        number = history.begin(
            start.id, start.started, whole=scope.whole, version=order.version, ruleset=work.ruleset(), settings=settings.fingerprint
        )
        gone = partial(refuse_when_gone, scope.members)
        line = Line(request, order, store, history, Keys(order), run.site, run.locks, run.say, gone, careful)
        try:
            return _stages(line, run, number)
        except Refusal as error:
            _note_failure(history, number, str(error), start.seconds)
            raise
        except KeyboardInterrupt:
            _note_failure(history, number, "被中断", start.seconds)
            raise


def _note_failure(history: History, number: int, reason: str, seconds: float) -> None:
    """What ended the run, for ``checker history``; where that cannot be kept either, the next run tells of a killed one."""
    try:
        history.fail(number, reason, seconds)
    except Refusal:
        return


def _stages(line: Line, run: _Run, number: int) -> ExitCode:
    start, scope = run.start, run.scope
    request, store, site, settings = line.request, line.store, line.site, line.order.settings
    if scope.whole:
        follow_renamed(scope.files, store)
    tally = check_files(line, scope.files, run.progress)
    fail_unread(line, scope.found, tally)
    earlier = read_last_year(line) if settings.last_year else set()
    still = scope.may_be_there(store.digests())
    if scope.whole:
        store.keep_only(scope.present | still | earlier)
    comparison = compare(store, FOLDER_RULES, settings, roster_of(settings, scope.members), work.limits(settings))
    waived = {judged.fingerprint for judged in store.judged(FOLDER) if judged.verdict in WAIVING}
    tally.add_folder(comparison, waived, whole=scope.whole)
    changes = line.history.compare(
        _seen(store, tally), map(_folder_sight, comparison.findings), present=scope.present | still if scope.whole else None
    )
    joined = Joined(store, comparison, changes.known)
    info = RunInfo(
        started=start.started,
        seconds=start.seconds,
        version=line.order.version,
        ruleset=work.ruleset(),
        organisation=settings.organisation,
        skipped=(*scope.found.skipped, *ignored_of(scope.found, settings)),
    )
    summary = tally.summary(len(info.skipped))
    exported = export(_asked(line, scope, tally), store, site, joined, line.say, roster=bool(comparison.roster))
    line.locks.still()
    publish_rules(site, settings, comparison, info.version)
    publish(store, site, info, comparison, joined, _since(line, scope, start, changes, summary), exported.files)
    if request.json is not None:
        write_json(request.json, start.id, info, settings.fingerprint, tally.checked, joined, summary)
    code = exit_code(tally, request.fail_on) if exported.complete else ExitCode.FAILED
    line.history.close(number, changes, exit_code=code, seconds=start.seconds, summary=summary)
    run.ended(Ended(summary, changes))
    _forget(line)
    for sentence in summary_lines(summary, tally.unfinished, site=str(request.out / "index.html"), seconds=start.seconds):
        line.say(sentence)
    return code


def _since(line: Line, scope: _Scope, start: _Start, changes: Changes, summary: Mapping[str, int]) -> Since:
    """What the index says of this run beside earlier ones. A run over a part of the set adds no point to the trend."""
    if changes.first:
        return Since({}, None)
    before = ""  # when the run that each is compared with began
    runs: list[PastRun] = []
    for run in line.history.runs():
        if run.state == "done" and run.whole:
            runs.append(PastRun(run.started, run.documents, run.errors, run.warnings, run.appeared, run.remained, run.gone, before))
        before = run.started if run.state == "done" else before
    if scope.whole:
        counts = (summary["documents"], summary["errors"], summary["warnings"])
        runs.append(PastRun(start.started, *counts, changes.appeared, changes.remained, changes.gone, before))
    return Since(changes.rows, trend(runs))


def _forget(line: Line) -> None:
    """What retention lets go, damaged files with their texts included."""
    before = datetime.now().astimezone() - timedelta(days=line.order.settings.keep_days)
    line.history.forget(before.isoformat(timespec="seconds"))
    line.store.database.forget_damaged(before.timestamp())


def _seen(store: Store, tally: Tally) -> Iterator[Seen]:
    """This run's documents as history compares them."""
    for known in store.all_known():
        if known.path in tally.checked:
            findings = tuple(_sight(finding) for finding in known.brief["findings"])
            yield Seen(known.path, known.digest, findings, complete=not known.brief["failures"])


def _sight(finding: Mapping[str, Any]) -> Sight:
    return Sight(finding["fingerprint"], sys.intern(finding["rule"]), sys.intern(finding["severity"]), finding["message"])


def _folder_sight(finding: FolderFinding) -> Sight:
    return Sight(finding.fingerprint, finding.rule, str(finding.severity), finding.message)


def _asked(line: Line, scope: _Scope, tally: Tally) -> Asked:
    """What this run is to export."""
    request, order = line.request, line.order
    return Asked(request.exports, scope.files, tally.checked, scope.whole, request.fail_on, order.version, work.limits(order.settings))


def version() -> str:
    """The version of the installed program."""
    return metadata.version("duty-report-checker")
