"""What is known from one run to the next: one SQLite file, readable by its owner only.

It holds, for each document of a checked set, the key of everything its result depends on, the
result as JSON and the name of its page. Deleting it costs time and history, never reports.
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
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    path TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    page TEXT NOT NULL,
    result TEXT NOT NULL
) WITHOUT ROWID;
"""


class StoreError(Exception):
    """State that cannot be kept: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A document's last result. ``key`` is empty where the result must not be reused."""

    path: str
    key: str
    page: str
    result: Mapping[str, Any]


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
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
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

    def save(self, document: Stored) -> None:
        """Keep or replace one document's result; durable when this returns."""
        row = (document.path, document.key, document.page, json.dumps(document.result, ensure_ascii=False))
        try:
            self._connection.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)", row)
        except sqlite3.Error as error:
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
        gone = [(row[0],) for row in self._connection.execute("SELECT path FROM documents").fetchall() if row[0] not in kept]
        self._connection.executemany("DELETE FROM documents WHERE path = ?", gone)


def _stored(row: tuple[str, str, str, str]) -> Stored:
    return Stored(row[0], row[1], row[2], json.loads(row[3]))
