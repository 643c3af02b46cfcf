"""A nightly job put in place and taken away again, through the programs that the system itself has for it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from checker.refusal import cause
from checker.schedule import Job, ScheduleError, System, cron_line, systemd_units, windows_task


def text_of(job: Job, system: System) -> str:
    """The schedule as it would be installed, for a person to read or keep."""
    if system == "cron":
        return cron_line(job)
    if system == "windows":
        return windows_task(job).rstrip("\n")
    return "\n".join(f"# {name}\n{text}" for name, text in systemd_units(job).items()).rstrip("\n")


def install(job: Job, system: System) -> None:
    """Put the job in place; one of the same site is replaced. Raises ScheduleError, and then nothing new is in place."""
    {"systemd": _install_units, "cron": _install_line, "windows": _install_task}[system](job)


def remove(job: Job, system: System) -> None:
    """Take the job away. Raises ScheduleError where there is none, or the scheduler refuses."""
    {"systemd": _remove_units, "cron": _remove_line, "windows": _remove_task}[system](job)


def advice(job: Job, system: System) -> list[str]:
    """Chinese sentences: where the log is, how to try the job at once, and what this scheduler asks for besides."""
    if system == "systemd":
        own = [
            f"现在试一次：systemctl --user start {job.name}.service，再看 systemctl --user status {job.name}.service",
            f"下次什么时候：systemctl --user list-timers {job.name}.timer",
            "退出登录后也要运行的，请管理员执行一次：loginctl enable-linger 用户名",
        ]
    elif system == "cron":
        own = [f"现在试一次：{shlex.join(job.command)}", 'cron 会把输出另发到本机邮箱；不要的，在 crontab 最前面加一行 MAILTO=""']
    else:
        own = [
            f"现在试一次：schtasks /Run /TN {job.name}",
            f"任务在“任务计划程序”里名为 {job.name}，用户登录期间才运行",
            "不登录也要运行的，在任务属性里选“不管用户是否登录都要运行”并输入密码",
        ]
        if job.state:
            own.append(f"状态不在缺省位置，请先执行一次：setx CHECKER_STATE_DIR {subprocess.list2cmdline([job.state])}")
    return [f"日志：{job.log}", *own]


# systemd


def _unit_folder() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"


def _install_units(job: Job) -> None:
    folder, units = _unit_folder(), systemd_units(job)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = {name: (folder / name).read_bytes() if (folder / name).exists() else None for name in units}
        for name, text in units.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise ScheduleError(f"{folder} 写不了（{cause(error)}），定时任务没有装上，请检查权限和磁盘空间。") from error
    try:
        _run(["systemctl", "--user", "daemon-reload"])
        _run(["systemctl", "--user", "enable", "--now", f"{job.name}.timer"])
    except ScheduleError:
        for name, data in before.items():
            (folder / name).unlink() if data is None else (folder / name).write_bytes(data)
        with suppress(ScheduleError):
            _run(["systemctl", "--user", "daemon-reload"])
        raise


def _remove_units(job: Job) -> None:
    files = [_unit_folder() / name for name in systemd_units(job)]
    if not any(file.exists() for file in files):
        raise _none_there(job)
    _run(["systemctl", "--user", "disable", "--now", f"{job.name}.timer"])
    for file in files:
        file.unlink(missing_ok=True)
    _run(["systemctl", "--user", "daemon-reload"])


# cron


def _mark(job: Job) -> str:
    return f"# {job.name}"


def _crontab() -> list[str]:
    """The lines of the user's crontab. One that cannot be read is never written: other people's jobs stand in it."""
    listed = _ask(["crontab", "-l"])
    if listed.returncode == 0:
        return listed.stdout.splitlines()
    if "no crontab" in listed.stderr.lower():
        return []
    raise ScheduleError(f"crontab -l 没有成功（{_words(listed)}），未改动定时任务。")


def _without(lines: Sequence[str], job: Job) -> list[str]:
    """``lines`` without the mark of the job and the line below it."""
    return [line for number, line in enumerate(lines) if line != _mark(job) and (number == 0 or lines[number - 1] != _mark(job))]


def _install_line(job: Job) -> None:
    _write_crontab([*_without(_crontab(), job), _mark(job), cron_line(job)])


def _remove_line(job: Job) -> None:
    lines = _crontab()
    if _mark(job) not in lines:
        raise _none_there(job)
    _write_crontab(_without(lines, job))


def _write_crontab(lines: Sequence[str]) -> None:
    _run(["crontab", "-"], "".join(f"{line}\n" for line in lines))


# Windows


def _install_task(job: Job) -> None:
    text = windows_task(job)
    with tempfile.TemporaryDirectory(prefix="checker-") as folder:
        file = Path(folder) / f"{job.name}.xml"
        file.write_text(text, encoding="utf-16")
        _run(["schtasks", "/Create", "/TN", job.name, "/XML", str(file), "/F"])


def _remove_task(job: Job) -> None:
    if _ask(["schtasks", "/Query", "/TN", job.name]).returncode != 0:
        raise _none_there(job)
    _run(["schtasks", "/Delete", "/TN", job.name, "/F"])


# programs of the system


def _none_there(job: Job) -> ScheduleError:
    return ScheduleError(f"没有名为 {job.name} 的定时任务：请检查 -o 是不是当时定时的那个文件夹。")


def _run(command: Sequence[str], given: str | None = None) -> None:
    """Run a program of the system. Raises ScheduleError with what it said where it fails."""
    done = _ask(command, given)
    if done.returncode != 0:
        raise ScheduleError(f"{' '.join(command[:3])} 没有成功（{_words(done)}），请按上面打印的内容手工设置，或问本机管理员。")


def _ask(command: Sequence[str], given: str | None = None) -> subprocess.CompletedProcess[str]:
    program = shutil.which(command[0])
    if program is None:
        raise ScheduleError(f"本机没有 {command[0]} 这个程序，请用 --for 另选一种定时方式，或把打印的内容拿到要运行的机器上。")
    encoding = None if os.name == "nt" else "utf-8"  # Windows programs speak the code page of the console
    try:
        return subprocess.run(  # noqa: S603 - a list of words, no shell
            [program, *command[1:]],
            input=given,
            capture_output=True,
            text=True,
            encoding=encoding,
            errors="replace",
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScheduleError(f"{command[0]} 运行不了（{type(error).__name__}），定时任务没有改动。") from error


def _words(done: subprocess.CompletedProcess[str]) -> str:
    return " ".join((done.stderr or done.stdout).split())[:200] or f"退出码 {done.returncode}"
