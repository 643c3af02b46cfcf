"""How a folder changed from run to run: a line on the last change, and a small picture of errors and warnings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.page import readable_time

_MOST = 14  # runs shown: two weeks of nights
WIDTH, HEIGHT, _MARGIN = 280, 56, 6  # of the picture


@dataclass(frozen=True, slots=True)
class PastRun:
    """A whole run that ended; ``appeared`` and ``gone`` are errors and warnings against the run before."""

    started: str  # ISO time
    documents: int
    errors: int
    warnings: int
    appeared: int
    gone: int


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


def trend(past: Sequence[PastRun], now: PastRun, remained: int) -> Trend | None:
    """The trend over ``past`` whole runs (the oldest first) and this one; None for a first run, which has nothing to compare with."""
    if not past:
        return None
    runs = (*past, now)[-_MOST:]
    top = max(1, *(max(run.errors, run.warnings) for run in runs))
    return Trend(
        since=readable_time(past[-1].started),
        appeared=now.appeared,
        remained=remained,
        gone=now.gone,
        runs=tuple(
            PastRun(readable_time(run.started), run.documents, run.errors, run.warnings, run.appeared, run.gone) for run in reversed(runs)
        ),
        lines=(_line("错误", "errors", [run.errors for run in runs], top), _line("警告", "warnings", [run.warnings for run in runs], top)),
        width=WIDTH,
        height=HEIGHT,
    )


def _line(label: str, name: str, counts: Sequence[int], top: int) -> TrendLine:
    step = (WIDTH - 2 * _MARGIN) / (len(counts) - 1)
    dots = tuple(
        (round(_MARGIN + number * step, 1), round(HEIGHT - _MARGIN - count / top * (HEIGHT - 2 * _MARGIN), 1))
        for number, count in enumerate(counts)
    )
    return TrendLine(label, name, " ".join(f"{x},{y}" for x, y in dots), dots)
