"""What is known from one run to the next: one SQLite file, readable by its owner only.

It holds, for each document of a checked set, the key of everything its result depends on, the
result as JSON, the name of its page, since when each finding stands, and the reviewers'
verdicts. Deleting it costs time and history, never reports.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from checker.model import Refusal

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    path TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    page TEXT NOT NULL,
    result TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS traits (
    path TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    traits TEXT NOT NULL,
    text BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS standing (
    path TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (path, fingerprint)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS verdicts (
    path TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    quote TEXT NOT NULL,
    PRIMARY KEY (path, fingerprint)
) WITHOUT ROWID;
"""


class StoreError(Refusal):
    """State that cannot be kept: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A document's last result. ``key`` is empty where the result must not be reused."""

    path: str
    key: str
    page: str
    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A reviewer's verdict on one finding: agree, false-alarm, fixed or waive; why, who, when (ISO), on which words."""

    fingerprint: str
    verdict: str
    reason: str
    by: str
    at: str
    quote: str = ""


def state_path(members: Sequence[Path]) -> Path:
    """Where the state of a checked set lives: the user's state directory, named by the set."""
    if override := os.environ.get("CHECKER_STATE_DIR"):
        base = Path(override)
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "duty-report-checker"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME", str(Path.home() / ".local" / "state"))) / "duty-report-checker"
    name = hashlib.sha256("\n".join(sorted(str(m) for m in members)).encode()).hexdigest()[:16]
    return base / f"{name}.sqlite3"


class Store:
    """The state of one checked set. Use as a context manager."""

    def __init__(self, path: Path | None) -> None:
        """Open or make the file; None keeps the state for this run only. A damaged file is set aside.

        Raises:
            StoreError: where the file can be neither opened nor made.
        """
        self.warnings: list[str] = []
        self._temporary = tempfile.TemporaryDirectory(prefix="checker-") if path is None else None
        self._path = Path(self._temporary.name) / "state.sqlite3" if self._temporary else path
        assert self._path is not None  # noqa: S101 - one of the two is given
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._connection = self._open()
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"状态文件 {self._path.name} 打不开（{error}）；可用 --no-state 不存状态，或检查目录权限。") from error

    def _open(self) -> sqlite3.Connection:
        assert self._path is not None  # noqa: S101 - set in __init__
        try:
            return self._connect(self._path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            aside = self._path.with_suffix(f".damaged-{time.strftime('%Y%m%d%H%M%S')}")
            self._path.replace(aside)
            self.warnings.append(f"状态文件已损坏，移到 {aside.name} 后重建；本次全部重新检查。")
            return self._connect(self._path)

    @staticmethod
    def _connect(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)  # transactions are begun by _writing only
        try:
            connection.executescript(_SCHEMA)
            connection.execute("SELECT count(*) FROM documents").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        with suppress(OSError):
            path.chmod(0o600)
        return connection

    def __enter__(self) -> Self:
        """The open store."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close; a store for one run only is removed."""
        self._connection.close()
        if self._temporary:
            self._temporary.cleanup()

    def save(self, document: Stored, standing: Mapping[str, str] | None = None) -> None:
        """Keep or replace one document's result, and since when its findings stand; durable when this returns."""
        row = (document.path, document.key, document.page, json.dumps(document.result, ensure_ascii=False))
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)", row)
            connection.execute("DELETE FROM standing WHERE path = ?", (document.path,))
            connection.executemany(
                "INSERT INTO standing VALUES (?, ?, ?)", [(document.path, name, since) for name, since in (standing or {}).items()]
            )

    def save_traits(self, path: str, key: str, traits: Mapping[str, Any], text: bytes) -> None:
        """Keep what folder rules need of one report; ``text`` is compressed by the caller."""
        with self._writing() as connection:
            row = (path, key, json.dumps(traits, ensure_ascii=False), text)
            connection.execute("INSERT OR REPLACE INTO traits VALUES (?, ?, ?, ?)", row)

    def traits(self) -> Iterator[Mapping[str, Any]]:
        """The traits of all reports in the order of their paths."""
        for (traits,) in self._connection.execute("SELECT traits FROM traits ORDER BY path"):
            yield json.loads(traits)

    def trait_paths(self) -> list[str]:
        """The reports whose traits are kept."""
        return [path for (path,) in self._connection.execute("SELECT path FROM traits ORDER BY path").fetchall()]

    def traits_key(self, path: str) -> str:
        """The key that the traits of ``path`` were saved with; empty where there are none."""
        row = self._connection.execute("SELECT key FROM traits WHERE path = ?", (path,)).fetchone()
        return str(row[0]) if row else ""

    def text(self, path: str) -> bytes:
        """The compressed text of one report. Raises KeyError where there is none."""
        row = self._connection.execute("SELECT text FROM traits WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise KeyError(path)
        return bytes(row[0])

    def standing(self, path: str) -> dict[str, str]:
        """The findings of the last run by fingerprint, with the ISO time since when each stands."""
        return dict(self._connection.execute("SELECT fingerprint, since FROM standing WHERE path = ?", (path,)).fetchall())

    def judge(self, path: str, judged: Judged) -> None:
        """Keep a reviewer's verdict; a later one on the same finding replaces it."""
        row = (path, judged.fingerprint, judged.verdict, judged.reason, judged.by, judged.at, judged.quote)
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def judged(self, path: str) -> tuple[Judged, ...]:
        """The verdicts on one report's findings, by fingerprint."""
        columns = "fingerprint, verdict, reason, by, at, quote"
        rows = self._connection.execute(f"SELECT {columns} FROM verdicts WHERE path = ? ORDER BY fingerprint", (path,))  # noqa: S608 - a constant
        return tuple(Judged(*row) for row in rows)

    def rename(self, old: str, new: str) -> None:
        """Verdicts and standing of a report follow its file to another name."""
        with self._writing() as connection:
            for table in ("verdicts", "standing"):
                connection.execute(f"UPDATE OR REPLACE {table} SET path = ? WHERE path = ?", (new, old))  # noqa: S608 - two constants

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing, whatever happens to the process or the disk."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise StoreError(f"状态写不进去（{error}）；请检查磁盘空间与权限。") from error

    def get(self, path: str) -> Stored | None:
        """The last result of ``path``, or None."""
        row = self._connection.execute("SELECT path, key, page, result FROM documents WHERE path = ?", (path,)).fetchone()
        return _stored(row) if row else None

    def documents(self) -> Iterator[Stored]:
        """All results in the order of their paths."""
        for row in self._connection.execute("SELECT path, key, page, result FROM documents ORDER BY path"):
            yield _stored(row)

    def keep_only(self, paths: Iterable[str]) -> None:
        """Forget the documents that are no longer in the folder."""
        kept = set(paths)
        with self._writing() as connection:
            for table in ("documents", "standing", "traits"):
                known = connection.execute(f"SELECT DISTINCT path FROM {table}").fetchall()  # noqa: S608 - three constants
                gone = [(path,) for (path,) in known if path not in kept]
                connection.executemany(f"DELETE FROM {table} WHERE path = ?", gone)  # noqa: S608 - three constants


def _stored(row: tuple[str, str, str, str]) -> Stored:
    return Stored(row[0], row[1], row[2], json.loads(row[3]))
