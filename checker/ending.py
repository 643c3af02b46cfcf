"""How a run ends, whatever ends it: every line also in the log, a last line with counts and exit code, and the heartbeat.

A run that is refused, interrupted or crashes ends with exit code 2 and leaves the same traces as one that comes to its end.
"""

from __future__ import annotations

import os
import socket
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from checker.heartbeat import beat, heartbeat_path
from checker.incremental import Progress
from checker.model import Refusal
from checker.notify import notify
from checker.request import ExitCode, Request
from checker.run import Ended, check, version
from checker.runlog import RunLog

Outcome = Literal["finished", "refused", "interrupted", "crashed"]
Say = Callable[[str], None]
_INTERRUPTED = "已中断；上次的检查页未改动，已查完的结果下次不必重查。"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended. ``reason`` is a Chinese sentence where it did not come to its end, ``ended`` its counts where it did."""

    code: ExitCode
    outcome: Outcome
    reason: str
    ended: Ended | None
    trace: str = ""

    @property
    def finished(self) -> bool:
        """Whether tonight's site is there."""
        return self.outcome == "finished"


def check_and_tell(request: Request, say: Say, progress: Progress | None = None) -> Ending:
    """Check, and tell how it ended: to ``say``, to the log of ``request``, and to who watches the heartbeat. Raises nothing."""
    started = datetime.now().astimezone()
    try:
        log = RunLog(request.log) if request.log else None
    except Refusal as error:
        ending = Ending(ExitCode.FAILED, "refused", str(error), None)
        say(ending.reason)
        _beat(request, ending, started, say)
        for sentence in notify(ending, request.config, request.paths[0]):
            say(sentence)
        return ending

    def tell(line: str) -> None:
        say(line)
        if log:
            log.write(line)

    if log:
        log.write(f"开始检查 {'、'.join(map(str, request.paths))}（进程 {os.getpid()}，版本 {version()}）")
    ending = _run(request, tell, progress)
    if ending.reason:
        tell(ending.reason)
    for line in ending.trace.splitlines():
        tell(line)
    _beat(request, ending, started, tell)
    for sentence in notify(ending, request.config, request.paths[0]):
        tell(sentence)
    if log:
        log.write(closing_line(ending))
        log.close()
        if log.failure:
            say(f"日志 {request.log} 没有写全（{log.failure}），请检查磁盘空间。")
    return ending


def _run(request: Request, tell: Say, progress: Progress | None) -> Ending:
    kept: list[Ended] = []
    try:
        code = check(request, tell, progress, kept.append)
    except Refusal as error:
        return Ending(ExitCode.FAILED, "refused", str(error), None)
    except KeyboardInterrupt:
        return Ending(ExitCode.FAILED, "interrupted", _INTERRUPTED, None)
    except Exception as error:  # noqa: BLE001 - a crash must not end with 1, which means findings, nor without a trace
        reason = f"程序出错（{type(error).__name__}），没有查完；上次的目录页未改动。请把日志交给维护人员。"
        return Ending(ExitCode.FAILED, "crashed", reason, None, traceback.format_exc())
    return Ending(code, "finished", "", kept[-1])


def closing_line(ending: Ending) -> str:
    """The last line of a run in the log: always of this form, so that a person or a program can look for it."""
    line = f"结束：退出码 {int(ending.code)}"
    if ending.ended is None:
        return f"{line}；没有做成。"
    counts, changes = ending.ended.summary, ending.ended.changes
    return (
        f"{line}；报告 {counts['documents']} 份，未查完 {counts['failed']} 份，错误 {counts['errors']} 处，警告 {counts['warnings']} 处，"
        f"提示 {counts['notices']} 处；与上次相比新增 {changes.appeared} 处，消失 {changes.gone} 处。"
    )


def _beat(request: Request, ending: Ending, started: datetime, tell: Say) -> None:
    """Write the heartbeat; without state (``--no-state``) nothing is kept, this neither."""
    if not request.state:
        return
    now, ended = datetime.now().astimezone(), ending.ended
    content: dict[str, Any] = {
        "schema_version": 1,
        "started": started.isoformat(timespec="seconds"),
        "ended": now.isoformat(timespec="seconds"),
        "exit_code": int(ending.code),
        "outcome": ending.outcome,
        "reason": ending.reason,
        "counts": dict(ended.summary) if ended else None,
        "changes": {"new": ended.changes.appeared, "remained": ended.changes.remained, "gone": ended.changes.gone} if ended else None,
        "site": str(request.out.resolve()),
        "log": str(request.log.resolve()) if request.log else None,
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "version": version(),
    }
    try:
        beat(heartbeat_path(request), content)
    except (Refusal, OSError) as error:
        tell(str(error))
