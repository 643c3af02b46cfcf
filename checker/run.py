"""The main job: a folder in, pages out. Discovery, work, publishing, and the exit code.

Results stream: each page is put in place as it is made and each result goes to the store, so a
run of ten thousand reports holds a handful of them in memory, and a run that is killed leaves
last night's index and pages whole.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from importlib import metadata
from pathlib import Path

from checker import work
from checker.compare import EARLIER, Comparison, compare, roster_of
from checker.discovery import File, Found, discover, is_ignored
from checker.exports import Asked, export
from checker.incremental import Line, Progress, check_files, fail_unread, follow_renamed, read_last_year
from checker.publishing import publish, refuse_target, write_json
from checker.request import ExitCode, Request, UsageError
from checker.scope import check_kind, existing, ignored_of, members_of, nothing_found, read_settings
from checker.settings import find_config
from checker.store import Store, state_path
from checker.tally import Tally, exit_code
from reports.console import summary_lines
from reports.index import RunInfo
from reports.site import Site
from rules import FOLDER_RULES


def check(request: Request, say: Callable[[str], None], progress: Progress | None = None) -> ExitCode:
    """Check ``request.paths`` and write the site; ``say`` gets each line for the person who started it.

    Raises:
        UsageError, SettingsError, SiteError, StoreError: where the run cannot begin or go on; the last site stands.
    """
    began = time.monotonic()
    started = datetime.now().astimezone().isoformat(timespec="seconds")
    paths = existing(request.paths)
    settings = read_settings(request.config or find_config(paths[0]), year=request.year)
    check_kind(request.kind, settings)
    refuse_target(request.json)
    members, whole = members_of(paths, request.out)
    found = discover(paths, members, out=request.out, roster=settings.roster)
    files = [file for file in found.files if not is_ignored(file.name, (i.path for i in settings.ignore))]
    if not files and not found.unread:
        raise UsageError(nothing_found(paths, found))
    site = Site.open(request.out, json.dumps([str(member) for member in members], ensure_ascii=False))
    order = work.Order(settings, request.kind, request.year, started, version())
    with Store(state_path(members) if request.state else None) as store:
        for warning in store.warnings:
            say(warning)
        if whole:
            follow_renamed(files, store)
        line = Line(request, order, store, site, say)
        tally = check_files(line, files, progress)
        fail_unread(line, found, tally)
        if whole:
            store.keep_only(_kept(files, found, store))
        comparison = _compare(line, members)
        tally.add_folder(comparison, whole=whole)
        run = RunInfo(
            started=started,
            seconds=round(time.monotonic() - began, 1),
            version=version(),
            ruleset=work.ruleset(),
            organisation=settings.organisation,
            skipped=(*found.skipped, *ignored_of(found, settings)),
        )
        exported = export(_asked(request, order, files, tally, whole=whole), store, site, comparison, say)
        publish(store, site, run, comparison)
        if request.json is not None:
            write_json(request.json, run, settings.fingerprint, store, tally.checked, comparison, tally.summary(len(run.skipped)))
    for sentence in summary_lines(tally.summary(len(run.skipped)), site=str(request.out / "index.html"), seconds=run.seconds):
        say(sentence)
    return exit_code(tally, request.fail_on) if exported.complete else ExitCode.FAILED


def _asked(request: Request, order: work.Order, files: Sequence[File], tally: Tally, *, whole: bool) -> Asked:
    """What this run is to export."""
    return Asked(request.exports, files, tally.checked, whole, request.fail_on, order.version, work.limits(order.settings))


def _kept(files: Sequence[File], found: Found, store: Store) -> Iterator[str]:
    """What the store still needs: this folder's files, its unread folders, and last year's reports."""
    yield from (file.name for file in files)
    yield from (folder.path for folder in found.unread)
    yield from (path for path in store.trait_paths() if path.startswith(EARLIER))


def _compare(line: Line, members: Sequence[Path]) -> Comparison:
    """The folder stage over all reports of the set, with last year's and the roster where settings name them."""
    settings = line.order.settings
    if settings.last_year:
        read_last_year(line)
    roster = roster_of(settings, members)
    return compare(line.store, FOLDER_RULES, settings, roster, work.limits(settings))


def version() -> str:
    """The version of the installed program."""
    return metadata.version("duty-report-checker")
