"""What is known from one run to the next: one SQLite file, readable by its owner only.

It holds, for each document of a checked set, the key of everything its result depends on, the
result as JSON, what the index shows of it, the name of its page, and the reviewers' verdicts;
:mod:`checker.history` keeps the runs and since when each finding stands in the same file.
Deleting it costs time and history, never reports.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from checker import history
from checker.database import DamagedError, Database, StoreError, told

__all__ = ["DamagedError", "Judged", "Store", "StoreError", "Stored", "state_folder", "state_path"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    path TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    digest TEXT NOT NULL,
    page TEXT NOT NULL,
    brief TEXT NOT NULL,
    result TEXT NOT NULL
) WITHOUT ROWID;
DROP TABLE IF EXISTS traits;
CREATE TABLE IF NOT EXISTS compared (
    path TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    rest TEXT NOT NULL,
    fingerprints BLOB NOT NULL,
    figures TEXT NOT NULL,
    text BLOB NOT NULL
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


@dataclass(frozen=True, slots=True)
class Stored:
    """A document's last result. ``key`` is empty where the result must not be reused."""

    path: str
    key: str
    page: str
    text: str  # the result as JSON: most are only handed on

    @property
    def result(self) -> Mapping[str, Any]:
        """The result, read anew each time it is asked for. Raises DamagedError where it cannot be read."""
        try:
            read: dict[str, Any] = json.loads(self.text)
        except ValueError as error:
            raise told(error) from error
        return read


@dataclass(frozen=True, slots=True)
class Known:
    """What must be known of a document to tell whether its result still holds; ``brief`` is :func:`reports.json_result.brief_of` it."""

    path: str
    key: str
    kind: str
    digest: str
    page: str
    brief: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Compared:
    """What folder rules need of a report: its traits as :func:`checker.traits.to_parts` gives them, its text compressed by the caller."""

    key: str
    rest: str
    fingerprints: bytes
    figures: str
    text: bytes


@dataclass(frozen=True, slots=True)
class Judged:
    """A reviewer's verdict on one finding: agree, false-alarm, fixed or waive; why, who, when (ISO), on which words."""

    fingerprint: str
    verdict: str
    reason: str
    by: str
    at: str
    quote: str = ""

    def as_json(self) -> dict[str, str]:
        """The verdict as the result JSON has it."""
        return {"verdict": self.verdict, "reason": self.reason, "by": self.by, "at": self.at}


def state_folder() -> Path:
    """The user's state directory; the environment names another one."""
    if override := os.environ.get("CHECKER_STATE_DIR"):
        return Path(override)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "duty-report-checker"
    return Path(os.environ.get("XDG_STATE_HOME", str(Path.home() / ".local" / "state"))) / "duty-report-checker"


def state_path(members: Sequence[Path]) -> Path:
    """Where the state of a checked set lives: the user's state directory, named by the set."""
    name = hashlib.sha256("\n".join(sorted(str(m) for m in members)).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return state_folder() / f"{name}.sqlite3"


class Store:
    """The state of one checked set. Use as a context manager."""

    def __init__(self, path: Path | None, *, damaged: bool = False) -> None:
        """Open or make the file; None keeps the state for this run only. A damaged file (or one said to be) is set aside.

        Raises:
            StoreError: where the file can be neither opened nor made.
        """
        self._temporary = None
        if path is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="checker-")
            path = Path(self._temporary.name) / "state.sqlite3"
        self.database = Database(path, _SCHEMA + history.SCHEMA, damaged=damaged)
        self.warnings = self.database.warnings

    def __enter__(self) -> Self:
        """The open store."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close; a store for one run only is removed."""
        self.database.connection.close()
        if self._temporary:
            self._temporary.cleanup()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is saved inside is one transaction, durable when it ends: the disk is waited for once."""
        with self.database.writing():
            yield

    def save(self, document: Stored, *, brief: Mapping[str, Any], compared: Compared | None = None) -> None:
        """Keep or replace one document's result and its traits, both or neither; durable when this returns, or when :meth:`together` ends.

        Without ``compared`` (a file that could not be read) nothing of it takes part in comparing reports.
        """
        row = (document.path, document.key, str(brief.get("kind", "")), str(brief.get("digest", "")), document.page)
        with self.database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, _dump(brief), document.text))
            _replace_traits(connection, document.path, compared)

    def save_traits(self, path: str, compared: Compared) -> None:
        """Keep what folder rules need of a report that has no page: one of last year's."""
        with self.database.writing() as connection:
            _replace_traits(connection, path, compared)

    def all_rest(self) -> Iterator[Mapping[str, Any]]:
        """The traits of all reports but fingerprints and figures, in the order of their paths."""
        with self.database.reading() as connection:
            for (rest,) in connection.execute("SELECT rest FROM compared ORDER BY path"):
                yield json.loads(rest)

    def rest(self, path: str) -> Mapping[str, Any]:
        """The same of one report. Raises KeyError where there is none, as do the three below."""
        with self.database.reading() as connection:
            read: dict[str, Any] = json.loads(self._part(connection, "rest", path))
        return read

    def fingerprints(self, path: str) -> array[int]:
        """The fingerprints of one report."""
        read = array("I")
        with self.database.reading() as connection:
            read.frombytes(self._part(connection, "fingerprints", path))
        return read

    def figures(self, path: str) -> list[list[Any]]:
        """The figures of one report."""
        with self.database.reading() as connection:
            read: list[list[Any]] = json.loads(self._part(connection, "figures", path))
        return read

    def text(self, path: str) -> bytes:
        """The compressed text of one report."""
        with self.database.reading() as connection:
            return bytes(self._part(connection, "text", path))

    @staticmethod
    def _part(connection: sqlite3.Connection, column: str, path: str) -> Any:
        row = connection.execute(f"SELECT {column} FROM compared WHERE path = ?", (path,)).fetchone()  # noqa: S608 - a constant
        if row is None:
            raise KeyError(path)
        return row[0]

    def traits_key(self, path: str) -> str:
        """The key that the traits of ``path`` were saved with; empty where there are none."""
        with self.database.reading() as connection:
            row = connection.execute("SELECT key FROM compared WHERE path = ?", (path,)).fetchone()
        return str(row[0]) if row else ""

    def judge(self, path: str, judged: Judged) -> None:
        """Keep a reviewer's verdict; a later one on the same finding replaces it."""
        row = (path, judged.fingerprint, judged.verdict, judged.reason, judged.by, judged.at, judged.quote)
        with self.database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def judged(self, path: str) -> tuple[Judged, ...]:
        """The verdicts on one report's findings, by fingerprint."""
        columns = "fingerprint, verdict, reason, by, at, quote"
        with self.database.reading() as connection:
            rows = connection.execute(f"SELECT {columns} FROM verdicts WHERE path = ? ORDER BY fingerprint", (path,)).fetchall()  # noqa: S608 - a constant
        return tuple(Judged(*row) for row in rows)

    def rename(self, old: str, new: str) -> None:
        """Verdicts and history of a report follow its file to another name."""
        with self.database.writing() as connection:
            for table in ("verdicts", *history.BY_PATH):
                connection.execute(f"UPDATE OR REPLACE {table} SET path = ? WHERE path = ?", (new, old))  # noqa: S608 - constants

    def known(self, path: str) -> Known | None:
        """What tells whether the last result of ``path`` still holds, or None where there is none."""
        with self.database.reading() as connection:
            row = connection.execute("SELECT path, key, kind, digest, page, brief FROM documents WHERE path = ?", (path,)).fetchone()
            return _known(row) if row else None

    def all_known(self) -> Iterator[Known]:
        """The same of all documents, in the order of their paths."""
        with self.database.reading() as connection:
            for row in connection.execute("SELECT path, key, kind, digest, page, brief FROM documents ORDER BY path"):
                yield _known(row)

    def digests(self) -> dict[str, str]:
        """The digest of every document by its path."""
        with self.database.reading() as connection:
            return dict(connection.execute("SELECT path, digest FROM documents").fetchall())

    def get(self, path: str) -> Stored | None:
        """The last result of ``path``, or None."""
        with self.database.reading() as connection:
            row = connection.execute("SELECT path, key, page, result FROM documents WHERE path = ?", (path,)).fetchone()
            return _stored(row) if row else None

    def documents(self) -> Iterator[Stored]:
        """All results in the order of their paths."""
        with self.database.reading() as connection:
            for row in connection.execute("SELECT path, key, page, result FROM documents ORDER BY path"):
                yield _stored(row)

    def keep_only(self, paths: Iterable[str]) -> None:
        """Forget the results of documents that are no longer in the folder, texts included; verdicts and history stay."""
        kept = set(paths)
        with self.database.writing() as connection:
            for table in ("documents", "compared"):
                known = connection.execute(f"SELECT path FROM {table}").fetchall()  # noqa: S608 - two constants
                gone = [(path,) for (path,) in known if path not in kept]
                connection.executemany(f"DELETE FROM {table} WHERE path = ?", gone)  # noqa: S608 - two constants


def _replace_traits(connection: sqlite3.Connection, path: str, compared: Compared | None) -> None:
    if compared is None:
        connection.execute("DELETE FROM compared WHERE path = ?", (path,))
    else:
        row = (path, compared.key, compared.rest, compared.fingerprints, compared.figures, compared.text)
        connection.execute("INSERT OR REPLACE INTO compared VALUES (?, ?, ?, ?, ?, ?)", row)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _known(row: tuple[str, str, str, str, str, str]) -> Known:
    return Known(row[0], row[1], row[2], row[3], row[4], json.loads(row[5]))


def _stored(row: tuple[str, str, str, str]) -> Stored:
    return Stored(*row)
