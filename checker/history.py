"""Past runs, and since when each finding stands: what is new, still there, or gone since the last run that ended.

A run is begun (a row that says it is running), compared with what stood before, and closed in one
transaction once its site is there. So a run that is killed leaves the history of the last whole
one, and the next run tells that it was killed. Runs are ordered by number, never by clock.
"""

from __future__ import annotations

import os
import socket
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from checker.database import Database

SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    started TEXT NOT NULL,
    seconds REAL,
    state TEXT NOT NULL,
    exit_code INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    whole INTEGER NOT NULL,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    version TEXT NOT NULL,
    ruleset TEXT NOT NULL,
    settings TEXT NOT NULL,
    documents INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    errors INTEGER NOT NULL DEFAULT 0,
    warnings INTEGER NOT NULL DEFAULT 0,
    notices INTEGER NOT NULL DEFAULT 0,
    waived INTEGER NOT NULL DEFAULT 0,
    appeared INTEGER NOT NULL DEFAULT 0,
    remained INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS sightings (
    path TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    first INTEGER NOT NULL,
    since INTEGER NOT NULL,
    last INTEGER,
    gone INTEGER,
    PRIMARY KEY (path, fingerprint)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS visits (
    path TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    run INTEGER NOT NULL
) WITHOUT ROWID;
"""
BY_PATH = ("sightings", "visits")  # tables whose rows follow a renamed report
FOLDER = ""  # the path that findings over several reports stand under

RowState = Literal["new", "changed", "same"]
_COUNTED = ("error", "warning")  # notices are folded away everywhere: they would drown what changed


@dataclass(frozen=True, slots=True)
class Sight:
    """A finding of this run, as far as history keeps it."""

    fingerprint: str
    rule: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A document of this run. ``complete`` is False where it was not checked to the end: its findings are not gone then."""

    path: str
    digest: str
    findings: tuple[Sight, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """This run beside the last one that ended. Counts are of errors and warnings."""

    first: bool  # no earlier run ended: nothing to compare with
    rows: Mapping[str, RowState]  # by path, of this run's documents
    known: Mapping[str, frozenset[str]]  # by path (folder findings under FOLDER): the fingerprints that stood before, where there are any
    appeared: int
    remained: int
    gone: int
    new: tuple[tuple[str, Sight], ...]  # path and finding
    past: tuple[tuple[str, str], ...]  # path and fingerprint of what is no longer there
    visits: tuple[tuple[str, str], ...]  # path and digest
    left: tuple[str, ...]  # documents no longer in the folder

    @property
    def any(self) -> bool:
        """Whether anything a reviewer would look at differs from the last run."""
        return bool(self.appeared or self.gone or self.left or any(state != "same" for state in self.rows.values()))


@dataclass(frozen=True, slots=True)
class Run:
    """One past run."""

    number: int
    id: str
    started: str
    seconds: float | None
    state: Literal["running", "done", "failed", "killed"]
    exit_code: int | None
    reason: str
    whole: bool
    host: str
    pid: int
    version: str
    ruleset: str
    settings: str
    documents: int
    failed: int
    errors: int
    warnings: int
    notices: int
    waived: int
    appeared: int
    remained: int
    gone: int


@dataclass(frozen=True, slots=True)
class Sighting:
    """A finding and the times (ISO) of the runs that saw it first and last; ``gone`` where the last run saw it no more."""

    path: str
    rule: str
    severity: str
    message: str
    first: str
    last: str
    gone: bool


_RUN = ", ".join(Run.__dataclass_fields__)


class History:
    """The runs of one checked set, in the same file as its results."""

    def __init__(self, database: Database) -> None:
        """``database`` has the tables of :data:`SCHEMA`."""
        self._database = database

    def begin(self, run: str, started: str, *, whole: bool, version: str, ruleset: str, settings: str) -> int:
        """Note that a run begins, and that one still noted as running did not end; the run's number. Hold the lock."""
        columns = "id, started, state, whole, host, pid, version, ruleset, settings"
        values = (run, started, "running", whole, socket.gethostname(), os.getpid(), version, ruleset, settings)
        with self._database.writing() as connection:
            connection.execute("UPDATE runs SET state = 'killed', reason = '中途断了，没有结束' WHERE state = 'running'")
            cursor = connection.execute(f"INSERT INTO runs ({columns}) VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 - constants
        return int(cursor.lastrowid or 0)

    def was_killed(self) -> bool:
        """Whether the last run did not end: what it was at may kill the next one as well."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT state FROM runs ORDER BY number DESC LIMIT 1").fetchone()
        return row is not None and row[0] in {"killed", "running"}

    def standing(self, path: str) -> dict[str, str]:
        """The findings of ``path`` that stood when the last run ended, with the ISO time since when."""
        query = "SELECT fingerprint, started FROM sightings JOIN runs ON since = number WHERE path = ? AND last IS NULL"
        with self._database.reading() as connection:
            return dict(connection.execute(query, (path,)).fetchall())

    def standing_sights(self, path: str) -> list[Sight]:
        """The findings of ``path`` (or FOLDER) that stood when the last run ended."""
        query = "SELECT fingerprint, rule, severity, message FROM sightings WHERE path = ? AND last IS NULL ORDER BY fingerprint"
        with self._database.reading() as connection:
            return [Sight(*row) for row in connection.execute(query, (path,)).fetchall()]

    def compare(self, seen: Iterable[Seen], folder: Iterable[Sight], *, present: Collection[str] | None) -> Changes:
        """This run's documents and folder findings beside what stood.

        ``present`` are the paths that are (or may be) still in the folder; None where this run looked at a part of it only.
        """
        with self._database.reading() as connection:
            first = connection.execute("SELECT 1 FROM runs WHERE state = 'done' LIMIT 1").fetchone() is None
            before = dict(connection.execute("SELECT path, digest FROM visits").fetchall())
            stood: dict[str, dict[str, str]] = {}
            for path, fingerprint, severity in connection.execute("SELECT path, fingerprint, severity FROM sightings WHERE last IS NULL"):
                stood.setdefault(path, {})[fingerprint] = sys.intern(severity)
        return _compared(first, before, stood, [*seen, Seen(FOLDER, "", tuple(folder), complete=True)], present)

    def close(self, number: int, changes: Changes, *, exit_code: int, seconds: float, summary: Mapping[str, int]) -> None:
        """The run ended and its site is there: from now on the next one is compared with it."""
        ended = "state = 'done', exit_code = ?, seconds = ?, documents = ?, failed = ?, errors = ?, warnings = ?, notices = ?, waived = ?"
        counts = tuple(summary[name] for name in ("documents", "failed", "errors", "warnings", "notices", "waived"))
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT INTO sightings VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)"
                " ON CONFLICT DO UPDATE SET since = excluded.since, last = NULL, gone = NULL,"
                " severity = excluded.severity, message = excluded.message",
                [(path, s.fingerprint, s.rule, s.severity, s.message, number, number) for path, s in changes.new],
            )
            connection.executemany(
                "UPDATE sightings SET last = COALESCE((SELECT run FROM visits WHERE visits.path = sightings.path), since), gone = ?"
                " WHERE path = ? AND fingerprint = ?",
                [(number, path, fingerprint) for path, fingerprint in changes.past],
            )
            connection.executemany("INSERT OR REPLACE INTO visits VALUES (?, ?, ?)", [(*visit, number) for visit in changes.visits])
            connection.executemany("DELETE FROM visits WHERE path = ?", [(path,) for path in changes.left])
            connection.execute(
                f"UPDATE runs SET {ended}, appeared = ?, remained = ?, gone = ? WHERE number = ?",  # noqa: S608 - a constant
                (exit_code, seconds, *counts, changes.appeared, changes.remained, changes.gone, number),
            )

    def fail(self, number: int, reason: str, seconds: float) -> None:
        """The run could not go on; ``reason`` is one Chinese sentence. What stood before still stands."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE runs SET state = 'failed', exit_code = 2, reason = ?, seconds = ? WHERE number = ?", (reason, seconds, number)
            )

    def runs(self, most: int | None = None) -> list[Run]:
        """The last ``most`` runs, the oldest of them first."""
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT {_RUN} FROM runs ORDER BY number DESC LIMIT ?", (-1 if most is None else most,)).fetchall()  # noqa: S608 - a constant
        return [Run(*row) for row in reversed(rows)]

    def appeared_in(self, number: int) -> list[Sighting]:
        """The errors and warnings that the run ``number`` saw and the one before it did not."""
        return self._sightings("since = ?", number)

    def gone_in(self, number: int) -> list[Sighting]:
        """The errors and warnings that the run ``number`` no longer saw."""
        return self._sightings("sightings.gone = ?", number)

    def _sightings(self, condition: str, number: int) -> list[Sighting]:
        query = f"""
            SELECT path, rule, severity, message, COALESCE(one.started, ''), COALESCE(other.started, ''), sightings.gone IS NOT NULL
            FROM sightings LEFT JOIN runs AS one ON one.number = first LEFT JOIN runs AS other ON other.number = last
            WHERE {condition} AND severity IN ('error', 'warning') ORDER BY severity, path, rule, fingerprint"""  # noqa: S608 - constants
        with self._database.reading() as connection:
            return [
                Sighting(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6]))
                for row in connection.execute(query, (number,)).fetchall()
            ]

    def forget(self, before: str) -> None:
        """Delete what is older than the ISO time ``before``: findings gone since, runs nothing refers to, verdicts on reports not there."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM sightings WHERE gone IN (SELECT number FROM runs WHERE started < ?)", (before,))
            connection.execute(
                "DELETE FROM verdicts WHERE at < ? AND path NOT IN (SELECT path FROM documents)"
                " AND (path, fingerprint) NOT IN (SELECT path, fingerprint FROM sightings WHERE last IS NULL)",
                (before,),
            )
            connection.execute(
                "DELETE FROM runs WHERE started < ? AND state != 'running' AND number NOT IN"
                " (SELECT first FROM sightings UNION SELECT since FROM sightings UNION SELECT last FROM sightings WHERE last IS NOT NULL"
                " UNION SELECT run FROM visits)",
                (before,),
            )


def _compared(
    first: bool,
    before: Mapping[str, str],
    stood: Mapping[str, Mapping[str, str]],
    seen: Iterable[Seen],
    present: Collection[str] | None,
) -> Changes:
    """The comparison itself: values in, values out."""
    rows: dict[str, RowState] = {}
    known: dict[str, frozenset[str]] = {}
    new: list[tuple[str, Sight]] = []
    past: list[tuple[str, str]] = []
    visits: list[tuple[str, str]] = []
    counts: Counter[str] = Counter()
    for document in seen:
        path, was = document.path, stood.get(document.path, {})
        rows[path] = _row_state(before.get(path), document.digest)
        visits.append((path, document.digest))
        now = {sight.fingerprint: sight for sight in document.findings}
        if both := was.keys() & now.keys():
            known[path] = frozenset(both)
        for fingerprint, sight in now.items():
            if fingerprint not in was:
                new.append((path, sight))
            counts["remained" if fingerprint in was else "appeared"] += sight.severity in _COUNTED
        if document.complete:
            lost = [fingerprint for fingerprint in was if fingerprint not in now]
            past += [(path, fingerprint) for fingerprint in lost]
            counts["gone"] += sum(was[fingerprint] in _COUNTED for fingerprint in lost)
    left = () if present is None else tuple(path for path in before if path != FOLDER and path not in rows and path not in present)
    for path in left:
        past += [(path, fingerprint) for fingerprint in stood.get(path, {})]
        counts["gone"] += sum(severity in _COUNTED for severity in stood.get(path, {}).values())
    del rows[FOLDER]
    return Changes(first, rows, known, counts["appeared"], counts["remained"], counts["gone"], tuple(new), tuple(past), tuple(visits), left)


def _row_state(before: str | None, digest: str) -> RowState:
    if before is None:
        return "new"
    return "same" if before == digest else "changed"
