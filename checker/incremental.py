"""Every file's result: from the store where nothing it depends on has changed, else computed anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker import work
from checker.compare import EARLIER, beside_config
from checker.discovery import File, Found, discover
from checker.executors.local import Lost, run_tasks, worker_count
from checker.keys import key_of
from checker.request import Request, UsageError
from checker.store import Store, Stored
from checker.tally import Tally
from reports.site import Site

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Line:
    """What all of a run's stages work with."""

    request: Request
    order: work.Order
    store: Store
    site: Site
    say: Callable[[str], None]


def check_files(line: Line, files: Sequence[File], progress: Progress | None) -> Tally:
    """A result and a page for each file; counted in the order in which they are there."""
    tally = Tally()
    todo: list[tuple[work.Task, str]] = []
    for file in files:
        task = work.Task(file, line.store.judged(file.name), tuple(sorted(line.store.standing(file.name).items())))
        key = key_of(task, line.order)
        known = None if line.request.fresh else line.store.get(file.name)
        if known and known.key and known.key == key and line.site.has(known.page):
            tally.add({**known.result, "from_cache": True})
        else:
            todo.append((task, key))
    if progress:
        progress(len(tally.checked), len(files))
    for (task, key), done in zip(todo, _computed(line, [task for task, _ in todo]), strict=True):
        _keep(line, task, key, done)
        tally.add(done.document)
        if progress:
            progress(len(tally.checked), len(files))
    return tally


def fail_unread(line: Line, found: Found, tally: Tally) -> None:
    """A folder that cannot be listed is a failed row: its reports are missing and must not look clean."""
    for folder in found.unread:
        task = work.Task(File(Path(folder.path), folder.path))
        result = work.unread(task.file, folder.reason, "请检查文件夹的权限或共享是否已连接。", line.order)
        done = work.finish(result, task, line.order)
        _keep(line, task, "", done)
        tally.add(done.document)


def follow_renamed(files: Sequence[File], store: Store) -> None:
    """Verdicts follow a file that was renamed: the same bytes under a new name, the old name gone."""
    names = {file.name for file in files}
    gone = {str(stored.result["digest"]): stored.path for stored in store.documents() if stored.path not in names}
    if not gone:
        return
    for file in files:
        if store.get(file.name) is None and (old := gone.pop(work.digest_of(file.path), None)):
            store.rename(old, file.name)


def read_last_year(line: Line) -> None:
    """Traits of last year's reports, computed once and kept. Raises UsageError where their folder is not there."""
    settings = line.order.settings
    folder = beside_config(settings, settings.last_year)
    if not folder.is_dir():
        raise UsageError(f"上年报告的文件夹 {folder} 不存在，请检查 checker.toml 的 [folder] last_year。")
    files = [File(file.path, EARLIER + file.name) for file in discover([folder], [folder], out=line.request.out).files]
    tasks = [work.Task(file, earlier=True) for file in files]
    todo = [(task, key) for task in tasks if (key := key_of(task, line.order)) != line.store.traits_key(task.file.name)]
    for (task, key), done in zip(todo, _computed(line, [task for task, _ in todo]), strict=True):
        if done.traits is None:
            line.say(f"上年的 {task.file.path.name} 读不出来，未与它比对。")
        else:
            line.store.save_traits(task.file.name, key, done.traits, done.text)


def _computed(line: Line, tasks: Sequence[work.Task]) -> Iterator[work.Done]:
    if not tasks:
        return
    order = line.order
    workers = worker_count(len(tasks), line.request.jobs)
    outcomes = run_tasks(work.do, tasks, workers=workers, seconds=order.settings.seconds, prepare=work.prepare, arguments=(order,))
    for task, outcome in outcomes:
        if isinstance(outcome, Lost):
            yield work.finish(work.unread(task.file, outcome.reason, outcome.advice, order), task, order)
        else:
            yield outcome


def _keep(line: Line, task: work.Task, key: str, done: work.Done) -> None:
    """The page put in place, then the result remembered; a failed one is never reused."""
    page = line.site.page_name(task.file.name, done.page)
    line.site.write_page(page, done.page)
    since = dict(task.standing)
    standing = {f["fingerprint"]: since.get(f["fingerprint"], line.order.checked_on) for f in done.document["findings"]}
    if done.traits is not None:
        line.store.save_traits(task.file.name, key, done.traits, done.text)
    line.store.save(Stored(task.file.name, "" if done.document["failures"] else key, page, done.document), standing)
