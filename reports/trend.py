"""How a folder changed from run to run: a line on the last change, and a small picture of errors and warnings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.page import readable_time

_MOST = 14  # runs shown: two weeks of nights
WIDTH, HEIGHT, MARGIN = 280, 56, 6  # of the picture


@dataclass(frozen=True, slots=True)
class PastRun:
    """A whole run that ended; ``appeared``, ``remained`` and ``gone`` are errors and warnings against the run before."""

    started: str  # ISO time
    documents: int
    errors: int
    warnings: int
    appeared: int
    remained: int
    gone: int
    before: str  # ISO time of the run that it is compared with, whole or not; empty for a first one: in it everything is new


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One count over the runs: its name, the class that colours it, and the points of its line."""

    label: str
    name: str
    points: str
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The block on the index."""

    since: str  # the run before, as a person writes a time
    appeared: int
    remained: int
    gone: int
    runs: tuple[PastRun, ...]  # the latest first, times as a person writes them
    lines: tuple[TrendLine, ...]
    width: int
    height: int
    floor: int  # where nothing found would be


def trend(runs: Sequence[PastRun]) -> Trend | None:
    """The trend over whole runs, the oldest first; None where the last has nothing to compare with."""
    if not runs or not runs[-1].before:
        return None
    now, shown = runs[-1], runs[-_MOST:]
    top = max(1, *(max(run.errors, run.warnings) for run in shown))
    drawn = [("错误", "errors", [run.errors for run in shown]), ("警告", "warnings", [run.warnings for run in shown])]
    return Trend(
        since=readable_time(now.before),
        appeared=now.appeared,
        remained=now.remained,
        gone=now.gone,
        runs=tuple(replace(run, started=readable_time(run.started)) for run in reversed(shown)),
        lines=tuple(_line(label, name, counts, top) for label, name, counts in drawn),
        width=WIDTH,
        height=HEIGHT,
        floor=HEIGHT - MARGIN,
    )


def _line(label: str, name: str, counts: Sequence[int], top: int) -> TrendLine:
    step = (WIDTH - 2 * MARGIN) / max(1, len(counts) - 1)
    dots = tuple(
        (round(MARGIN + number * step, 1), round(HEIGHT - MARGIN - count / top * (HEIGHT - 2 * MARGIN), 1))
        for number, count in enumerate(counts)
    )
    return TrendLine(label, name, " ".join(f"{x},{y}" for x, y in dots), dots)
