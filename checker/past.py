"""What ``checker history`` tells: past runs of a folder, and what the last one saw come and go."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from checker.history import History, Run, Sighting
from checker.store import Store, state_path

SHOWN = 20  # findings of either sort that are listed; the page of each report has them all
_STATES = {"running": "正在检查", "done": "已完成", "failed": "未完成", "killed": "中断"}
_SEVERITIES = {"error": "错误", "warning": "警告"}
_HEAD = ("次", "开始", "用时", "结果", "报告", "未查完", "错误", "警告", "新出现", "已消失")


def history_lines(members: str, most: int | None) -> list[str]:
    """Lines for the terminal on the last ``most`` runs over a set of paths (``members`` as its site's marker has them)."""
    with Store(state_path([Path(member) for member in json.loads(members)])) as store:
        history = History(store.database)
        runs = history.runs(most)
        if not runs:
            return ["还没有检查记录。"]
        lines = _table([_HEAD, *map(_row, runs)])
        lines += [f"第{run.number}次未完成：{run.reason}" for run in runs if run.reason]
        ended = [run for run in runs if run.state == "done"]
        if ended:
            last = ended[-1]
            lines += _listed(f"第{last.number}次新出现的问题", history.appeared_in(last.number), last.appeared)
            lines += _listed(f"第{last.number}次不再出现的问题", history.gone_in(last.number), last.gone)
        return lines


def _row(run: Run) -> tuple[str, ...]:
    seconds = "" if run.seconds is None else f"{run.seconds:.0f}秒"
    state = _STATES[run.state] if run.whole or run.state != "done" else "查了一部分"
    head = (str(run.number), run.started[:16].replace("T", " "), seconds, state)
    if run.state != "done":
        return (*head, *[""] * 6)
    return (*head, *map(str, (run.documents, run.failed, run.errors, run.warnings, run.appeared, run.gone)))


def _listed(title: str, sightings: Sequence[Sighting], counted: int) -> list[str]:
    if not sightings:
        return []
    lines = [f"{title}（{counted}处）："]
    lines += [f"  {_SEVERITIES[s.severity]} {s.path or '全批'}  {s.message}" for s in sightings[:SHOWN]]
    if len(sightings) > SHOWN:
        lines.append(f"  另有{len(sightings) - SHOWN}处，见各份报告的检查页。")
    return lines


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns under each other: a Chinese character takes two places of a terminal."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_padded(row, widths)).rstrip() for row in rows]


def _padded(row: Iterable[str], widths: Iterable[int]) -> Iterable[str]:
    return (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
