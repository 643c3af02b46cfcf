"""Every file's result: from the store where nothing it depends on has changed, else computed anew."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from checker import work
from checker.compare import EARLIER, beside_config
from checker.discovery import File, Found, discover
from checker.executors.local import run_tasks, worker_count
from checker.executors.outcome import Lost
from checker.history import History
from checker.keys import Keys
from checker.lock import Held
from checker.readers import convert_ahead
from checker.request import Request, UsageError
from checker.store import Compared, Store, Stored
from checker.tally import Tally
from reports.site import Site

_SHELF = 64  # results, some megabytes
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Line:
    """What all of a run's stages work with."""

    request: Request
    order: work.Order
    store: Store
    history: History
    keys: Keys
    site: Site
    locks: Held
    say: Callable[[str], None]
    still_there: Callable[[], None]  # raises UsageError where the checked folder has gone away
    careful: bool = False  # the last run was killed: no file is checked in this process


def check_files(line: Line, files: Sequence[File], progress: Progress | None) -> Tally:
    """A result and a page for each file; counted in the order in which they are there.

    Raises:
        UsageError: where the folder goes away meanwhile; what was checked by then is kept.
    """
    tally = Tally()
    todo: list[work.Task] = []
    for file in files:
        judged = line.store.judged(file.name)
        known = None if line.request.fresh else line.store.known(file.name)
        if known and known.key and line.site.has(known.page) and known.key == line.keys.of(work.digest_of(file.path), known.kind, judged):
            tally.add({**known.brief, "from_cache": True})
        else:
            todo.append(work.Task(file, judged, tuple(sorted(line.history.standing(file.name).items()))))
    todo.sort(key=lambda task: _size(task.file), reverse=True)  # the longest first: none is left to wait for at the end
    if progress:
        progress(len(tally.checked), len(files))
    with _Shelf(line) as shelf:
        for task, done in zip(todo, _computed(line, todo), strict=True):
            if done.brief["status"] == "failed":
                line.still_there()
            shelf.put(task, done)
            tally.add(done.brief)
            if progress:
                progress(len(tally.checked), len(files))
    return tally


def _size(file: File) -> int:
    """In bytes; 0 where it is gone."""
    try:
        return file.path.stat().st_size
    except OSError:
        return 0


def fail_unread(line: Line, found: Found, tally: Tally) -> None:
    """A folder that cannot be listed is a failed row: its reports are missing and must not look clean."""
    for folder in found.unread:
        task = work.Task(File(Path(folder.path), folder.path))
        result = work.unread(task.file, folder.reason, "请检查文件夹的权限或共享是否已连接。", line.order)
        done = work.finish(result, task, line.order)
        with _Shelf(line) as shelf:
            shelf.put(task, done)
        tally.add(done.brief)


def follow_renamed(files: Sequence[File], store: Store) -> None:
    """Verdicts and history follow a file that was renamed: the same bytes under a new name, the old name gone."""
    names = {file.name for file in files}
    before = store.digests()
    gone = {digest: path for path, digest in before.items() if path not in names and digest}
    for file in files if gone else ():
        if file.name not in before and (old := gone.pop(work.digest_of(file.path), None)):
            store.rename(old, file.name)


def read_last_year(line: Line) -> set[str]:
    """Traits of last year's reports, computed once and kept; the names they go by. Raises UsageError where their folder is not there."""
    settings = line.order.settings
    folder = beside_config(settings, settings.last_year)
    if not folder.is_dir():
        raise UsageError(f"上年报告的文件夹 {folder} 不存在，请检查 checker.toml 的 [folder] last_year。")
    files = [File(file.path, EARLIER + file.name) for file in discover([folder], [folder], out=line.request.out).files]
    tasks = [work.Task(file, earlier=True) for file in files]
    todo = [task for task in tasks if line.store.traits_key(task.file.name) != line.keys.of_text(work.digest_of(task.file.path))]
    for task, done in zip(todo, _computed(line, todo), strict=True):
        if done.compared is None:
            line.say(f"上年的 {task.file.path.name} 读不出来，未与它比对。")
        else:
            line.store.save_traits(task.file.name, replace(done.compared, key=line.keys.of_text(str(done.brief["digest"]))))
    return {file.name for file in files}


def _computed(line: Line, tasks: Sequence[work.Task]) -> Iterator[work.Done]:
    if not tasks:
        return
    with tempfile.TemporaryDirectory(prefix="checker-ready-") as folder:
        order = replace(line.order, ready=Path(folder))
        convert_ahead((task.file.path for task in tasks), Path(folder), work.limits(order.settings))
        for task, outcome in _outcomes(line, order, tasks):
            if isinstance(outcome, Lost):
                yield work.finish(work.unread(task.file, outcome.reason, outcome.advice, order), task, order)
            else:
                yield outcome


def _outcomes(line: Line, order: work.Order, tasks: Sequence[work.Task]) -> Iterator[tuple[work.Task, work.Done | Lost[work.Task]]]:
    """The tasks through the engine that was asked for."""
    request = line.request
    if request.engine == "local":
        workers = worker_count(len(tasks), request.jobs, careful=line.careful)
        yield from run_tasks(
            work.do,
            tasks,
            workers=workers,
            seconds=order.settings.seconds,
            megabytes=order.settings.memory_megabytes,
            prepare=work.prepare,
            arguments=(order,),
        )
        return
    try:
        from checker.executors import dask
    except ImportError as error:
        raise UsageError("没有安装集群部分，用不了 --engine dask；请先运行 pip install -c constraints.txt -e .[cluster]。") from error
    yield from dask.run_tasks(
        work.do,
        tasks,
        workers=max(worker_count(len(tasks), request.jobs), 1),
        seconds=order.settings.seconds,
        megabytes=order.settings.memory_megabytes,
        prepare=work.prepare_elsewhere,
        arguments=(order, work.ruleset()),
        scheduler=request.scheduler,
    )


class _Shelf:
    """Puts each page in place at once, and remembers results a few at a time: the disk is waited for once, not for each.

    A run that is killed has its last second to do again. A page comes before its result, so that no
    result names a page that is not there; a failed result is never reused.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._waiting: list[tuple[Stored, Mapping[str, Any], Compared | None]] = []
        self._since = time.monotonic()

    def __enter__(self) -> Self:
        """The empty shelf."""
        return self

    def __exit__(self, *_: object) -> None:
        """Whatever ends the run, what was computed by then is kept."""
        self._store()

    def put(self, task: work.Task, done: work.Done) -> None:
        """Keep one result, under the bytes that were read."""
        line, brief = self._line, done.brief
        page = line.site.page_name(task.file.name, done.page)
        line.site.write_page(page, done.page)
        key = "" if brief["failures"] else line.keys.of(brief["digest"], brief["kind"], task.judged)
        compared = replace(done.compared, key=key) if done.compared else None
        self._waiting.append((Stored(task.file.name, key, page, done.result), brief, compared))
        if len(self._waiting) >= _SHELF or time.monotonic() - self._since >= 1:
            self._store()

    def _store(self) -> None:
        waiting, self._waiting, self._since = self._waiting, [], time.monotonic()
        if waiting:
            with self._line.store.together():
                for stored, brief, compared in waiting:
                    self._line.store.save(stored, brief=brief, compared=compared)
