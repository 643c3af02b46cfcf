"""The nightly job, written for the scheduler of the system it runs on: a systemd user timer, a cron line, a Windows task.

Each form is text made from a :class:`Job`; :mod:`checker.installing` puts it in place. Every kind of text has its own
quoting, and a path that a scheduler cannot be told is refused rather than written wrong.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args
from xml.sax.saxutils import escape

from checker.model import Refusal

System = Literal["systemd", "cron", "windows"]
SYSTEMS: tuple[System, ...] = get_args(System)
_LONGEST = "12h"  # a night; a run that takes longer hangs
_PASSED_ON = "CHECKER_STATE_DIR"  # a job that keeps its state elsewhere than the person's own runs would know no verdict


class ScheduleError(Refusal):
    """A schedule that cannot be written or installed: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to run every night. All paths are absolute."""

    command: tuple[str, ...]  # the program and its arguments
    log: Path
    hour: int
    minute: int
    name: str  # of the unit, the crontab's mark, the task: one a site
    state: str = ""  # the folder of the state where it is not the usual one


def job(
    paths: Sequence[Path],
    out: Path,
    at: str,
    *,
    log: Path | None = None,
    config: Path | None = None,
    going: bool = False,
    env: Mapping[str, str] = os.environ,
) -> Job:
    """The job that checks ``paths`` into ``out`` at ``at`` (HH:MM); ``log`` is beside the site where not given.

    A job that is ``going`` (to be removed) may be one of a folder that is no longer there.

    Raises:
        ScheduleError: where ``at`` is no time of day, a path is not there, or its name cannot stand in any schedule.
    """
    clock = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", at)
    if clock is None:
        raise ScheduleError(f"“{at}”不是时刻，请写成 02:30 的样子。")
    for path in (*paths, *([config] if config else [])):
        if not going and not path.exists():
            raise ScheduleError(f"找不到 {path}：请检查路径是否写对、共享文件夹是否已连接，连上以后再定时。")
    paths, out = [path.resolve() for path in paths], out.resolve()
    log = (log or out.with_name(f"{out.name}.log")).resolve()
    options = ["--config", str(config.resolve())] if config else []
    command = (_program(), "check", *map(str, paths), "--out", str(out), "--log", str(log), *options)
    state = str(Path(env[_PASSED_ON]).resolve()) if env.get(_PASSED_ON) else ""
    for word in (*command, state):
        if any(ord(character) < 32 or ord(character) == 127 for character in word):
            raise ScheduleError(f"路径 {word!r} 里有换行之类的控制字符，写不进定时任务，请先改名。")
    name = f"duty-report-checker-{hashlib.sha256(str(out).encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"
    return Job(command, log, int(clock[1]), int(clock[2]), name, state)


def system_here() -> System:
    """The scheduler of this machine: systemd where it is what runs the machine, else cron; Windows has its own."""
    if sys.platform == "win32":
        return "windows"
    return "systemd" if shutil.which("systemctl") and Path("/run/systemd/system").is_dir() else "cron"


def _program() -> str:
    """The ``checker`` of the environment that is running, not of another one that comes first on PATH."""
    beside = Path(sys.executable).with_name("checker.exe" if sys.platform == "win32" else "checker")
    return str(beside) if beside.exists() else shutil.which("checker") or str(beside)


# cron


def cron_line(job: Job) -> str:
    """One crontab line. What it says goes to the log and, as cron does, by mail to the owner where mail is set up."""
    words = (*(("env", f"{_PASSED_ON}={job.state}") if job.state else ()), *job.command)
    # In a crontab an unescaped % ends the command, also between quotation marks.
    return f"{job.minute} {job.hour} * * * {shlex.join(words)}".replace("%", r"\%")


# systemd


def systemd_units(job: Job) -> dict[str, str]:
    """File name → text of the user's service and its timer."""
    program, *arguments = job.command
    # The program itself knows no variables: its dollar signs stay as they are.
    command = " ".join([_unit_word(program), *(_unit_word(argument).replace("$", "$$") for argument in arguments)])
    service = [
        "[Unit]",
        "Description=述职报告每晚检查",
        "",
        "[Service]",
        "Type=oneshot",
        f"ExecStart={command}",
        *([f"Environment={_unit_word(f'{_PASSED_ON}={job.state}')}"] if job.state else []),
        "# 退出码 1 是“有问题要看”，不是没有做成",
        "SuccessExitStatus=1",
        f"TimeoutStartSec={_LONGEST}",
        "Nice=10",
        "UMask=0077",
    ]
    timer = [
        "[Unit]",
        "Description=述职报告每晚检查的时刻",
        "",
        "[Timer]",
        f"OnCalendar=*-*-* {job.hour:02}:{job.minute:02}:00",
        "# 到点时没有开机的，开机后补查",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return {f"{job.name}.service": "\n".join([*service, ""]), f"{job.name}.timer": "\n".join([*timer, ""])}


def _unit_word(word: str) -> str:
    """One word as a unit file quotes it: backslashes and quotation marks escaped, % doubled."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{plain}"'


# Windows


def windows_task(job: Job) -> str:
    """The task as XML for ``schtasks /Create /XML``.

    Raises:
        ScheduleError: where a path holds what the Task Scheduler would replace by something else.
    """
    program, *arguments = job.command
    for word in job.command:
        if re.search(r"%[^%]*%|\$\(", word):
            raise ScheduleError(f"路径 {word} 里的百分号或 $( 会被 Windows 任务计划程序当作变量替换，请先改名。")
    values = {
        "start": f"2020-01-01T{job.hour:02}:{job.minute:02}:00",
        "command": escape(program),
        "arguments": escape(subprocess.list2cmdline(arguments)),
    }
    return _TASK.format(**values)


_TASK = """<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>述职报告每晚检查</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>{start}</StartBoundary>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions>
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
