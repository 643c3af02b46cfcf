"""The SQLite file that state lives in: opened, versioned, written in whole transactions, set aside when damaged."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Self

from checker.model import Refusal
from checker.refusal import cause

VERSION = 2  # of the tables; raise it when one changes
DAMAGED = ".damaged-"  # in the name of a file set aside
_KEPT = ("verdicts",)  # tables with what people wrote: saved from older and from damaged files, as far as they can be read


_CAUSES = {
    sqlite3.SQLITE_FULL: "磁盘空间不足",
    sqlite3.SQLITE_READONLY: "磁盘只读或没有权限",
    sqlite3.SQLITE_CANTOPEN: "不存在或没有权限",
    sqlite3.SQLITE_IOERR: "磁盘读写出错",
    sqlite3.SQLITE_BUSY: "正被另一个程序占用",
}


class StoreError(Refusal):
    """State that cannot be kept: one Chinese sentence."""


class DamagedError(StoreError):
    """State that can no longer be read; a new :class:`Database` sets it aside when told so."""


class Database:
    """One SQLite file with the tables of ``schema``. ``warnings`` holds a sentence on whatever was lost at opening."""

    def __init__(self, path: Path, schema: str, *, damaged: bool = False) -> None:
        """Open or make the file; one that is damaged (or told to be) is set aside and made anew.

        Raises:
            StoreError: where the file can be neither opened nor made, or a later version wrote it.
        """
        self.warnings: list[str] = []
        self._path = path
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if damaged:
                self._set_aside(schema)
            else:
                self._open(schema)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"状态文件 {path.name} 打不开（{_cause(error)}）；可用 --no-state 不存状态，或检查目录权限与磁盘空间。"
            ) from error

    def _open(self, schema: str) -> None:
        try:
            self.connection = _connect(self._path, schema)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            self._set_aside(schema)

    def _set_aside(self, schema: str) -> None:
        aside = _free_name(self._path)
        self._path.replace(aside)
        for rest in ("-journal", "-wal", "-shm"):  # of the damaged file: played into a new one it would damage that too
            with suppress(FileNotFoundError):
                Path(f"{self._path}{rest}").replace(f"{aside}{rest}")
        self.connection = _connect(self._path, schema)
        saved = _save_what_people_wrote(aside, self.connection)
        self.warnings.append(f"状态文件已损坏，移到 {aside.name} 后重建；本次全部重新检查，历次记录从头开始，处理意见救回 {saved} 条。")

    def __enter__(self) -> Self:
        """The open database."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, or a part of the one around it: all of it or nothing, whatever happens to the process or the disk."""
        if self.connection.in_transaction:
            yield self.connection
            return
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield self.connection
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise told(error) from error
        except BaseException:
            self._roll_back()
            raise

    def forget_damaged(self, before: float) -> None:
        """Delete the files set aside before that time (seconds since 1970): they hold texts like the one they were."""
        for entry in self._path.parent.glob(f"{self._path.stem}{DAMAGED}*"):
            with suppress(OSError):
                if entry.stat().st_mtime < before:
                    entry.unlink()

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            self.connection.execute("ROLLBACK")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Reads; whatever the file can no longer give becomes a :class:`DamagedError`."""
        try:
            yield self.connection
        except (sqlite3.Error, ValueError) as error:
            raise told(error) from error


def told(error: Exception) -> StoreError:
    """What SQLite refuses, as a sentence; damage apart, because a run can mend it."""
    if type(error) is sqlite3.DatabaseError or isinstance(error, ValueError):  # SQLite's own class for a malformed file
        return DamagedError(f"状态文件已损坏（{error}）。")
    return StoreError(f"状态读写不了（{_cause(error)}）；请检查磁盘空间与权限。已有的检查页未改动。")


def _cause(error: Exception) -> str:
    """Why, in Chinese where it is one of the usual reasons."""
    if isinstance(error, OSError):
        return cause(error)
    return _CAUSES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF) or str(error)


def _free_name(path: Path) -> Path:
    """Where a damaged file goes; two within a second do not replace each other."""
    stamp = f"{path.stem}{DAMAGED}{time.strftime('%Y%m%d%H%M%S')}"
    names = (path.with_name(stamp + tail) for tail in ("", *(f"-{n}" for n in range(2, 100))))
    return next(name for name in names if not name.exists())


def _connect(path: Path, schema: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10, isolation_level=None)  # transactions are begun by writing() only
    try:
        with suppress(OSError):
            path.chmod(0o600)
        connection.execute("PRAGMA secure_delete = ON")  # personnel papers: what retention deletes is gone from the file
        _check(connection)
        _settle_version(connection)
        connection.executescript(schema)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    """Raises DatabaseError for a damaged file now, not in the middle of a run."""
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise sqlite3.DatabaseError(said)


def _settle_version(connection: sqlite3.Connection) -> None:
    """Tables of an older version go, but for what people wrote: results can be computed anew."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise StoreError("状态文件由更新版本的程序写成，请升级本程序，或用环境变量 CHECKER_STATE_DIR 另指位置。")
    if version == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall():
        if table not in _KEPT:
            connection.execute(f'DROP TABLE "{table}"')
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _save_what_people_wrote(damaged: Path, connection: sqlite3.Connection) -> int:
    """Copy the rows of a damaged file that can still be read; how many. Row by row: the first bad page ends a table."""
    saved = 0
    for table in _KEPT:
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as old:
            for row in old.execute(f"SELECT * FROM {table}"):  # noqa: S608 - a constant
                places = ", ".join("?" * len(row))
                connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({places})", row)  # noqa: S608 - idem
                saved += 1
    return saved
