"""Nights in which something goes wrong: a run with a stand-in analysis in a process of its own, and a fault at its n-th touch of the disk.

A touch is what the interpreter tells of itself: a file opened for writing, renamed, removed, a folder made, an SQL
statement. So the same run has the same touches, and each of them can be the last.
"""

from __future__ import annotations

import errno
import html
import json
import os
import re
import shutil
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import stand_in

from checker import database, work
from checker.request import Request
from checker.run import check
from checker.store import Judged, Store, state_path

Fault = Callable[[int, str], None]  # number of the touch, what it is
_WRITING = os.O_WRONLY | os.O_RDWR
SETTINGS = '[rules.near-duplicate]\nseverity = "off"\n'  # it takes longer than all the rest together, and writes nothing here
FIRST = {
    "甲.txt": "述职报告\n错：甲的数字有误。\n",
    "乙.txt": "述职报告\n警：乙的措施未见。\n",
    "丙.txt": "述职报告\n正文。\n",
    "丁.txt": "述职报告\n错：丁。\n",
}
SECOND = {
    "甲.txt": "述职报告\n错：甲的数字又有误。\n",
    "乙.txt": FIRST["乙.txt"],
    "戊.txt": FIRST["丙.txt"],
    "己.txt": "述职报告\n警：己。\n错：己。\n",
}


class Night:
    """A folder, its site and its state below ``root``; each run is a process of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder, self.site, self.state, self.json = root / "材料", root / "site", root / "state", root / "结果.json"

    def fill(self, reports: dict[str, str]) -> None:
        """Make the folder hold these reports, and no others."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        (self.folder / "checker.toml").write_text(SETTINGS, encoding="utf-8")
        for name, text in reports.items():
            (self.folder / name).write_text(text, encoding="utf-8")

    def copy(self, root: Path) -> Night:
        """The same night somewhere else; paths are part of the state's name, so the copy must be put at the same place."""
        shutil.copytree(self.root, root, symlinks=True)
        return Night(root)

    def run(self, fault: Fault | None = None, *, closed: Sequence[str] = ()) -> tuple[int, str]:
        """One run in a forked process: its exit code (negative: the signal that killed it) and what it said.

        ``closed`` are names of files and folders that it may not read, as the system would say it (root may read everything).
        """
        said = self.root / "said.txt"
        child = os.fork()
        if child == 0:
            code = 99
            try:
                close_off(closed)
                code = self._run(fault, said)
            except BaseException:  # noqa: BLE001 - the child never returns into the test
                said.write_text(traceback.format_exc(), encoding="utf-8")
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status), said.read_text(encoding="utf-8") if said.exists() else ""

    def _run(self, fault: Fault | None, said: Path) -> int:
        os.environ["CHECKER_STATE_DIR"] = str(self.state)
        work.prepare, work.do = stand_in.prepare, stand_in.do  # type: ignore[assignment]
        lines: list[str] = []
        request = Request((self.folder,), self.site, json=str(self.json), exports=("junit",))
        from checker.model import Refusal

        if fault:
            watch(self.root, fault)
        try:
            code = int(check(request, lines.append))
        except Refusal as error:
            lines.append(str(error))
            code = 2
        disarm()
        said.write_text("\n".join(lines), encoding="utf-8")
        return code

    def result(self) -> dict[str, Any]:
        """The last result without what may differ from run to run."""
        result = dict(json.loads(self.json.read_text(encoding="utf-8")))
        del result["run"]
        for finding in [*result["folder_findings"], *(f for d in result["documents"] for f in d["findings"])]:
            del finding["state"]
        for document in result["documents"]:
            del document["from_cache"]
        return result

    def index(self) -> str:
        """The index without the time of its run; empty where there is none."""
        page = self.site / "index.html"
        return re.sub(r"20\d\d-\d\d-\d\d \d\d:\d\d|用时 [\d.]+ 秒", "", page.read_text(encoding="utf-8")) if page.exists() else ""

    def judge(self, path: str, reason: str) -> None:
        """A reviewer's verdict on the first finding of ``path``."""
        os.environ["CHECKER_STATE_DIR"] = str(self.state)
        with Store(state_path([self.folder.resolve()])) as store:
            stored = store.get(path)
            assert stored is not None
            fingerprint = stored.result["findings"][0]["fingerprint"]
            store.judge(path, Judged(fingerprint, "agree", reason, "李科", "2026-11-02T09:00:00+08:00", ""))


_armed: list[Callable[[str], None]] = []


def disarm() -> None:
    """The run is over: what follows is the test's own."""
    _armed.clear()


def watch(root: Path, fault: Fault) -> None:
    """Call ``fault`` at each touch of what lies below ``root``. It holds for the rest of this process."""
    count = 0

    def touch(what: str) -> None:
        nonlocal count
        count += 1
        fault(count, what)

    _armed.append(touch)
    here = str(root)

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        if not _armed:
            return
        if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(here) and (arguments[2] or 0) & _WRITING:
            _armed[0](f"write {Path(arguments[0]).name}")
        elif event in {"os.rename", "os.remove", "os.mkdir"} and str(arguments[0]).startswith(here):
            _armed[0](f"{event} {Path(str(arguments[0])).name}")

    def traced(path: Path, schema: str) -> sqlite3.Connection:
        touch("sql connect")
        connection = connect(path, schema)
        connection.set_trace_callback(lambda statement: _armed[0](f"sql {statement[:40]}") if _armed else None)
        return connection

    connect, database._connect = database._connect, traced
    sys.addaudithook(audit)


def close_off(names: Sequence[str]) -> None:
    """In this process no file or folder of one of these names can be read any more."""

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        if event in {"open", "os.listdir", "os.scandir"} and isinstance(arguments[0], str) and Path(arguments[0]).name in names:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), arguments[0])

    if names:
        sys.addaudithook(audit)


def kill_at(number: int) -> Fault:
    """SIGKILL at one touch: no handler, no cleaning up."""

    def fault(count: int, _: str) -> None:
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return fault


def full_from(number: int, code: int = errno.ENOSPC) -> Fault:
    """From one touch on every write fails as on a full disk (SQL statements are left: SQLite has faults of its own)."""

    def fault(count: int, what: str) -> None:
        if count >= number and not what.startswith(("sql", "os.remove")):
            raise OSError(code, os.strerror(code))

    return fault


def complaints_about_site(night: Night) -> Iterator[str]:
    """What a reader of the site would stumble over: an index that names an absent or broken page."""
    index = night.index()
    if not index:
        return
    if not index.rstrip().endswith("</html>"):
        yield "the index is cut off"
    for link in re.findall(r'href="((?:pages|compare)/[^"#]+)"', index):
        from urllib.parse import unquote

        page = night.site / unquote(html.unescape(link))
        if not page.is_file():
            yield f"the index names {link}, which is not there"
        elif not page.read_text(encoding="utf-8").endswith("\n"):
            yield f"{link} is cut off"


def complaints_about_leftovers(night: Night) -> Iterator[str]:
    """What a finished run must not leave: half-written files, locks, pages that no index names."""
    index = night.index()
    for entry in night.site.rglob("*"):
        if entry.name.endswith(".part") or "lock" in entry.name:
            yield f"{entry.name} was left"
        if entry.parent.name == "pages" and entry.name.rpartition("-")[2] not in index:
            yield f"{entry.name} is an orphan"
    yield from (
        f"{entry.name} was left"
        for entry in night.state.iterdir()
        if entry.suffix not in {".sqlite3", ".log"} and "damaged" not in entry.name and entry.is_file() and "heartbeat" not in entry.name
    )
