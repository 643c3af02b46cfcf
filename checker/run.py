"""The main job: a folder in, pages out. Discovery, work, publishing, and the exit code.

Results stream: each page is put in place as it is made and each result goes to the store, so a
run of ten thousand reports holds a handful of them in memory, and a run that is killed leaves
last night's index and pages whole.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import rules.lexicon
from checker import work
from checker.compare import EARLIER, Comparison, beside_config, compare, roster_of
from checker.discovery import File, Found, discover, is_ignored
from checker.executors.local import Lost, run_tasks, worker_count
from checker.exports import Asked, export
from checker.model import Document, Refusal, Severity, Skipped
from checker.publishing import publish, refuse_target, write_json
from checker.readers import read_source
from checker.settings import Settings, find_config, load_settings
from checker.store import Store, Stored, state_path
from reports.console import summary_lines
from reports.index import RunInfo
from reports.site import Site, site_members
from rules import FOLDER_RULES, RULES


class ExitCode(IntEnum):
    """How a run ends, as interfaces.md promises; 2 wins over 1."""

    CLEAN = 0
    """Nothing open at or above ``--fail-on``."""
    FINDINGS = 1
    """At least one open finding at or above ``--fail-on``."""
    FAILED = 2
    """Something could not be done: bad usage or settings, no report, an unread file, a crashed rule."""


class UsageError(Refusal):
    """A run that cannot begin: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for."""

    paths: tuple[Path, ...]
    out: Path
    config: Path | None = None
    kind: str | None = None
    year: int | None = None
    json: str | None = None
    jobs: int | None = None
    fail_on: str = "error"
    fresh: bool = False
    state: bool = True
    exports: tuple[str, ...] = ()  # of checker.exports.FORMATS


@dataclass(slots=True)
class _Tally:
    """Counts over the documents of this run."""

    checked: dict[str, bool] = field(default_factory=dict)  # by path: whether it came from the store unchanged
    failed: int = 0
    severities: dict[str, int] = field(default_factory=lambda: {"error": 0, "warning": 0, "notice": 0})
    waived: int = 0
    crashed: int = 0  # folder rules that could not run

    def add_folder(self, comparison: Comparison, *, whole: bool) -> None:
        """Folder findings count once each, however many reports they touch; of a part of the set, those that touch it."""
        self.crashed = len(comparison.failures)
        for finding in comparison.findings:
            if whole or any(place.path in self.checked for place in finding.places):
                self.severities[finding.severity] += 1

    def add(self, document: Mapping[str, Any]) -> None:
        self.checked[document["path"]] = document["from_cache"]
        self.failed += bool(document["failures"])
        for finding in document["findings"]:
            if finding["verdict"] and finding["verdict"]["verdict"] in {"false-alarm", "waive"}:
                self.waived += 1
            else:
                self.severities[finding["severity"]] += 1

    def summary(self, skipped: int) -> dict[str, int]:
        """The ``summary`` object of the result JSON."""
        return {
            "documents": len(self.checked),
            "failed": self.failed,
            "skipped": skipped,
            "errors": self.severities["error"],
            "warnings": self.severities["warning"],
            "notices": self.severities["notice"],
            "waived": self.waived,
        }


Progress = Callable[[int, int], None]


def check(request: Request, say: Callable[[str], None], progress: Progress | None = None) -> ExitCode:
    """Check ``request.paths`` and write the site; ``say`` gets each line for the person who started it.

    Raises:
        UsageError, SettingsError, SiteError, StoreError: where the run cannot begin or go on; the last site stands.
    """
    began = time.monotonic()
    started = datetime.now().astimezone().isoformat(timespec="seconds")
    paths = _existing(request.paths)
    settings = _settings(request.config or find_config(paths[0]), year=request.year)
    _check_kind(request.kind, settings)
    refuse_target(request.json)
    members, whole = _members(paths, request.out)
    found = discover(paths, members, out=request.out, roster=settings.roster)
    files = [file for file in found.files if not is_ignored(file.name, (i.path for i in settings.ignore))]
    if not files and not found.unread:
        raise UsageError(_nothing_found(paths, found))
    site = Site.open(request.out, json.dumps([str(member) for member in members], ensure_ascii=False))
    order = work.Order(settings, request.kind, request.year, started, version())
    with Store(state_path(members) if request.state else None) as store:
        for warning in store.warnings:
            say(warning)
        if whole:
            _follow_renamed(files, store)
        tally = _work(request, order, files, store, site, progress)
        _unread_folders(found, order, store, site, tally)
        if whole:
            store.keep_only(_kept(files, found, store))
        comparison = _compare(request, order, members, store, say)
        tally.add_folder(comparison, whole=whole)
        run = RunInfo(
            started=started,
            seconds=round(time.monotonic() - began, 1),
            version=version(),
            ruleset=work.ruleset(),
            organisation=settings.organisation,
            skipped=(*found.skipped, *_ignored(found, settings)),
        )
        exported = export(_asked(request, order, files, tally, whole=whole), store, site, comparison, say)
        publish(store, site, run, comparison)
        if request.json is not None:
            write_json(request.json, run, settings.fingerprint, store, tally.checked, comparison, tally.summary(len(run.skipped)))
    for line in summary_lines(tally.summary(len(run.skipped)), site=str(request.out / "index.html"), seconds=run.seconds):
        say(line)
    return _exit_code(tally, request.fail_on) if exported.complete else ExitCode.FAILED


def _asked(request: Request, order: work.Order, files: Sequence[File], tally: _Tally, *, whole: bool) -> Asked:
    """What this run is to export."""
    return Asked(request.exports, files, tally.checked, whole, request.fail_on, order.version, work.limits(order.settings))


def annotate_file(path: Path, config: Path | None = None) -> Document:
    """One report as the checker reads it, for ``checker show``.

    Raises:
        ReadError, UsageError, SettingsError: where it cannot be read.
    """
    from checker.lexicon import Lexicon
    from checker.pipeline import Annotator

    (file,) = _existing([path])
    settings = _settings(config or find_config(file))
    source = read_source(file, file.name, work.limits(settings))
    return Annotator(Lexicon.from_tables(rules.lexicon.tables()), settings).annotate(source)


def settings_of_site(out: Path, config: Path | None = None) -> tuple[str, Settings]:
    """The set of paths that the site at ``out`` was made from, and the settings that hold for it.

    Raises:
        UsageError, SettingsError, SiteError: where there is no site, or its settings cannot be read.
    """
    members = site_members(out)
    if members is None:
        raise UsageError(f"{out} 里没有检查页，请用 -o 指明检查页所在的文件夹。")
    first = Path(json.loads(members)[0])
    return members, _settings(config or find_config(first))


def _settings(config: Path | None, *, year: int | None = None) -> Settings:
    return load_settings((*RULES, *FOLDER_RULES), resources.files("rules") / "profiles", config, year=year)


def version() -> str:
    """The version of the installed program."""
    return metadata.version("duty-report-checker")


def _work(request: Request, order: work.Order, files: Sequence[File], store: Store, site: Site, progress: Progress | None) -> _Tally:
    """Every file's result, from the store where nothing it depends on has changed, else computed anew."""
    tally = _Tally()
    todo: list[tuple[work.Task, str]] = []
    for file in files:
        task = work.Task(file, store.judged(file.name), tuple(sorted(store.standing(file.name).items())))
        key = _key(task, order)
        known = None if request.fresh else store.get(file.name)
        if known and known.key and known.key == key and site.has(known.page):
            tally.add({**known.result, "from_cache": True})
        else:
            todo.append((task, key))
    if progress:
        progress(len(tally.checked), len(files))
    for (task, key), done in zip(todo, _computed(request, order, [task for task, _ in todo]), strict=True):
        _keep(task, key, done, order, store, site)
        tally.add(done.document)
        if progress:
            progress(len(tally.checked), len(files))
    return tally


def _computed(request: Request, order: work.Order, tasks: Sequence[work.Task]) -> Iterator[work.Done]:
    if not tasks:
        return
    workers = worker_count(len(tasks), request.jobs)
    outcomes = run_tasks(work.do, tasks, workers=workers, seconds=order.settings.seconds, prepare=work.prepare, arguments=(order,))
    for task, outcome in outcomes:
        if isinstance(outcome, Lost):
            yield work.finish(work.unread(task.file, outcome.reason, outcome.advice, order), task, order)
        else:
            yield outcome


def _keep(task: work.Task, key: str, done: work.Done, order: work.Order, store: Store, site: Site) -> None:
    """The page put in place, then the result remembered; a failed one is never reused."""
    page = site.page_name(task.file.name, done.page)
    site.write_page(page, done.page)
    since = dict(task.standing)
    standing = {f["fingerprint"]: since.get(f["fingerprint"], order.checked_on) for f in done.document["findings"]}
    if done.traits is not None:
        store.save_traits(task.file.name, key, done.traits, done.text)
    store.save(Stored(task.file.name, "" if done.document["failures"] else key, page, done.document), standing)


def _kept(files: Sequence[File], found: Found, store: Store) -> Iterator[str]:
    """What the store still needs: this folder's files, its unread folders, and last year's reports."""
    yield from (file.name for file in files)
    yield from (folder.path for folder in found.unread)
    yield from (path for path in store.trait_paths() if path.startswith(EARLIER))


def _compare(request: Request, order: work.Order, members: Sequence[Path], store: Store, say: Callable[[str], None]) -> Comparison:
    """The folder stage over all reports of the set, with last year's and the roster where settings name them."""
    settings = order.settings
    if settings.last_year:
        _read_last_year(request, order, store, say)
    roster = roster_of(settings, members)
    return compare(store, FOLDER_RULES, settings, roster, work.limits(settings))


def _read_last_year(request: Request, order: work.Order, store: Store, say: Callable[[str], None]) -> None:
    """Traits of last year's reports, computed once and kept."""
    folder = beside_config(order.settings, order.settings.last_year)
    if not folder.is_dir():
        raise UsageError(f"上年报告的文件夹 {folder} 不存在，请检查 checker.toml 的 [folder] last_year。")
    files = [File(file.path, EARLIER + file.name) for file in discover([folder], [folder], out=request.out).files]
    tasks = [work.Task(file, earlier=True) for file in files]
    todo = [(task, key) for task in tasks if (key := _key(task, order)) != store.traits_key(task.file.name)]
    for (task, key), done in zip(todo, _computed(request, order, [task for task, _ in todo]), strict=True):
        if done.traits is None:
            say(f"上年的 {task.file.path.name} 读不出来，未与它比对。")
        else:
            store.save_traits(task.file.name, key, done.traits, done.text)


def _follow_renamed(files: Sequence[File], store: Store) -> None:
    """Verdicts follow a file that was renamed: the same bytes under a new name, the old name gone."""
    names = {file.name for file in files}
    gone = {str(stored.result["digest"]): stored.path for stored in store.documents() if stored.path not in names}
    if not gone:
        return
    for file in files:
        if store.get(file.name) is None and (old := gone.pop(work.digest_of(file.path), None)):
            store.rename(old, file.name)


def _unread_folders(found: Found, order: work.Order, store: Store, site: Site, tally: _Tally) -> None:
    """A folder that cannot be listed is a failed row: its reports are missing and must not look clean."""
    for folder in found.unread:
        task = work.Task(File(Path(folder.path), folder.path))
        done = work.finish(work.unread(task.file, folder.reason, "请检查文件夹的权限或共享是否已连接。", order), task, order)
        _keep(task, "", done, order, store, site)
        tally.add(done.document)


def _key(task: work.Task, order: work.Order) -> str:
    """Everything a file's result and page depend on: bytes, code and data, settings, the command line, verdicts."""
    digest = work.digest_of(task.file.path)
    judged = hashlib.sha256(repr(task.judged).encode()).hexdigest()[:12] if task.judged else ""
    parts = (
        digest,
        work.ruleset(),
        work.own_model(order.settings.model_dir),
        order.settings.fingerprint,
        order.kind or "",
        str(order.year or ""),
        judged,
    )
    return "-".join(parts) if digest else ""


def _existing(paths: Sequence[Path]) -> list[Path]:
    for path in paths:
        if not path.exists():
            raise UsageError(f"找不到 {path}：请检查路径是否写对、共享文件夹是否已连接。")
    return [path.resolve() for path in paths]


def _check_kind(kind: str | None, settings: Settings) -> None:
    kinds = [profile.kind for profile in settings.profiles]
    if kind is not None and kind not in kinds:
        raise UsageError(f"没有“{kind}”这一文种，可用：{'、'.join(kinds)}。")


def _members(paths: Sequence[Path], out: Path) -> tuple[list[Path], bool]:
    """The set a site belongs to, and whether this run checks all of it."""
    stored = site_members(out)
    if stored is None:
        return sorted(set(paths)), True
    members = [Path(member) for member in json.loads(stored)]
    if set(paths) == set(members):
        return members, True
    if all(any(path == member or member in path.parents for member in members) for path in paths):
        return members, False
    raise UsageError(f"{out} 里已有另一组报告（{'、'.join(m.name for m in members)}）的检查页，请用 -o 另选一个文件夹。")


def _nothing_found(paths: Sequence[Path], found: Found) -> str:
    where = "、".join(str(path) for path in paths)
    if found.skipped:
        return f"{where} 里没有可检查的报告（跳过了 {len(found.skipped)} 个其他文件，如 {found.skipped[0].path}）；上次的检查页未改动。"
    return f"{where} 里没有找到报告：请检查路径、共享文件夹是否已连接；上次的检查页未改动。"


def _ignored(found: Found, settings: Settings) -> list[Skipped]:
    return [
        Skipped(file.name, f"按 checker.toml 忽略：{ignored.reason}")
        for file in found.files
        for ignored in settings.ignore
        if is_ignored(file.name, (ignored.path,))
    ]


def _exit_code(tally: _Tally, fail_on: str) -> ExitCode:
    if tally.failed or tally.crashed:
        return ExitCode.FAILED
    if fail_on == "never":
        return ExitCode.CLEAN
    limit = Severity(fail_on).rank
    found = any(count for name, count in tally.severities.items() if Severity(name).rank >= limit)
    return ExitCode.FINDINGS if found else ExitCode.CLEAN
