"""The nightly job as each scheduler wants it: quoted so that it comes back word for word, installed and removed by stand-ins."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from checker.cli import app
from checker.schedule import Job, ScheduleError, cron_line, job, system_here, systemd_units, windows_task

posix = pytest.mark.skipif(os.name == "nt", reason="stand-in programs are shell scripts")
NASTY = "材料 100% '旧' \"新\" $HOME \\ `id`; & #1"
TASK = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / ("材料 100%" if os.name == "nt" else NASTY)
    folder.mkdir()
    return folder


def nightly(folder: Path, **options: Any) -> Job:
    return job([folder], folder.parent / "检查 页", "2:05", env={}, **options)


# what is written


def test_the_job_has_whole_paths_and_a_log_beside_the_site(folder: Path):
    made = nightly(folder)
    assert made.command[1:] == ("check", str(folder), "--out", str(folder.parent / "检查 页"), "--log", str(folder.parent / "检查 页.log"))
    assert (Path(made.command[0]).is_absolute(), Path(made.command[0]).stem) == (True, "checker")


def test_two_sites_have_two_names_and_one_site_one(folder: Path):
    other = job([folder], folder.parent / "别处", "2:05")
    assert (nightly(folder).name == nightly(folder).name, other.name == nightly(folder).name) == (True, False)


@pytest.mark.parametrize("at", ["25:00", "2点", "02:60", "", "2:5"])
def test_what_is_no_time_of_day_is_refused(folder: Path, at: str):
    with pytest.raises(ScheduleError, match="不是时刻"):
        job([folder], folder, at)


def test_a_path_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(ScheduleError, match=r"找不到 .*没有"):
        job([tmp_path / "没有"], tmp_path, "02:30")


@posix
def test_a_path_with_a_line_break_is_refused(tmp_path: Path):
    (tmp_path / "甲\n乙").mkdir()
    with pytest.raises(ScheduleError, match="控制字符"):
        job([tmp_path / "甲\n乙"], tmp_path, "02:30")


@posix
def test_a_shell_reads_the_cron_line_as_it_was_meant(folder: Path):
    made = nightly(folder)
    minute, hour, _, _, _, command = cron_line(made).split(" ", 5)
    # What cron does before it hands the line to the shell: a % that no backslash guards ends it.
    assert re.search(r"(?<!\\)%", command) is None
    script = command.replace(r"\%", "%").replace(made.command[0], f"{sys.executable} -c 'import sys; print(sys.argv[1:])'", 1)
    printed = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=True).stdout
    assert (minute, hour, printed) == ("5", "2", f"{list(made.command[1:])}\n")


def _systemd_words(text: str) -> list[str]:
    """What systemd makes of an ExecStart line: specifiers, then quotation, then variables."""
    (line,) = [line.removeprefix("ExecStart=") for line in text.splitlines() if line.startswith("ExecStart=")]
    assert re.search(r"%(?!%)", line.replace("%%", "")) is None
    words = [re.sub(r"\\(.)", r"\1", word) for word in re.findall(r'"((?:[^"\\]|\\.)*)"', line.replace("%%", "%"))]
    assert all("$" not in word.replace("$$", "") for word in words[1:])
    return [words[0], *(word.replace("$$", "$") for word in words[1:])]


def test_systemd_reads_the_command_as_it_was_meant(folder: Path):
    made = nightly(folder)
    units = systemd_units(made)
    assert list(units) == [f"{made.name}.service", f"{made.name}.timer"]
    assert _systemd_words(units[f"{made.name}.service"]) == list(made.command)
    assert "SuccessExitStatus=1\n" in units[f"{made.name}.service"]
    assert "OnCalendar=*-*-* 02:05:00\n" in units[f"{made.name}.timer"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_itself_finds_nothing_wrong(folder: Path, tmp_path: Path):
    for name, text in systemd_units(nightly(folder)).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    units = [str(path) for path in tmp_path.iterdir() if path.suffix in {".service", ".timer"}]
    (tmp_path / "run").mkdir(mode=0o700)
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path / "run")}
    said = subprocess.run(["systemd-analyze", "verify", "--user", *units], env=environment, capture_output=True, text=True, check=False)
    assert [line for line in said.stderr.splitlines() if "duty-report-checker" in line] == []


def _windows_words(line: str) -> list[str]:
    """What a Windows program makes of its command line, where no quotation mark stands inside a word."""
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', line)]


def test_windows_reads_the_task_as_it_was_meant(tmp_path: Path):
    folder = tmp_path / "甲 & 乙 <100%>" if os.name != "nt" else tmp_path / "甲 & 乙 100%"
    folder.mkdir()
    made = nightly(folder)
    task = ET.fromstring(windows_task(made).replace("UTF-16", "UTF-8").encode())
    assert task.findtext(".//t:Command", namespaces=TASK) == made.command[0]
    assert _windows_words(task.findtext(".//t:Arguments", "", TASK)) == list(made.command[1:])
    assert task.findtext(".//t:StartBoundary", "", TASK).endswith("T02:05:00")


# Of a trigger the schema fixes the order, of the rest only the names and what may stand in them.
_TRIGGER = ["Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit", "RandomDelay", "ScheduleByDay"]
_SETTINGS = {
    "MultipleInstancesPolicy": r"Parallel|Queue|IgnoreNew|StopExisting",
    "DisallowStartIfOnBatteries": r"true|false",
    "StopIfGoingOnBatteries": r"true|false",
    "StartWhenAvailable": r"true|false",
    "ExecutionTimeLimit": r"P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?",
    "Priority": r"\d|10",
}


def test_the_windows_task_has_the_shape_that_its_schema_demands(folder: Path):
    task = ET.fromstring(windows_task(nightly(folder)).replace("UTF-16", "UTF-8").encode())
    names = {element: element.tag.removeprefix(f"{{{TASK['t']}}}") for element in task.iter()}

    assert [names[part] for part in task] == ["RegistrationInfo", "Triggers", "Settings", "Actions"]
    (trigger,) = task.findall("t:Triggers/t:CalendarTrigger", TASK)
    order = [_TRIGGER.index(names[part]) for part in trigger]
    assert order == sorted(order)
    assert _TRIGGER.index("ScheduleByDay") in order
    for setting in task.findall("t:Settings/*", TASK):
        assert re.fullmatch(_SETTINGS[names[setting]], setting.text or ""), names[setting]
    assert [names[part] for part in task.find("t:Actions/t:Exec", TASK)] == ["Command", "Arguments"]


@pytest.mark.parametrize("name", ["%TEMP%", "a%b%c", "$(Arg0)"])
def test_what_the_task_scheduler_would_replace_is_refused(tmp_path: Path, name: str):
    (tmp_path / name).mkdir()
    with pytest.raises(ScheduleError, match="变量替换"):
        windows_task(nightly(tmp_path / name))


def test_another_place_of_the_state_goes_with_the_job(folder: Path, tmp_path: Path):
    state = str(tmp_path / "状态 50%")
    made = job([folder], tmp_path / "site", "2:05", env={"CHECKER_STATE_DIR": state})
    assert f"CHECKER_STATE_DIR={state}" in shlex.split(cron_line(made).replace(r"\%", "%"))
    assert (
        f'Environment="CHECKER_STATE_DIR={state.replace("%", "%%")}"'.replace("\\", "\\\\") in systemd_units(made)[f"{made.name}.service"]
    )


def test_the_default_is_one_of_this_machine():
    assert (system_here() == "windows") == (sys.platform == "win32")


# what is installed


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Put a stand-in on PATH, alone with the shell's own tools; it notes its words in a file. Returns that file."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def stand_in(name: str, body: str) -> Path:
        called = tmp_path / f"{name}.called"
        (folder / name).write_text(f'#!/bin/sh\necho "$*" >> {called}\n{body}\n', encoding="utf-8")
        (folder / name).chmod(0o755)
        return called

    return stand_in


@pytest.fixture
def schedule(tmp_path: Path, folder: Path) -> Callable[..., Any]:
    return lambda *options: CliRunner().invoke(app, ["schedule", str(folder), "-o", str(tmp_path / "site"), *options])


@posix
def test_systemd_units_are_put_in_place_started_and_taken_away(tmp_path: Path, programs: Any, schedule: Any):
    called = programs("systemctl", "exit 0")
    units = tmp_path / "config" / "systemd" / "user"

    ran = schedule("--for", "systemd", "--install")

    service, timer = sorted(path.name for path in units.iterdir())
    assert (ran.exit_code, timer == service.replace(".service", ".timer")) == (0, True)
    assert called.read_text().splitlines() == ["--user daemon-reload", f"--user enable --now {timer}"]
    assert all(said in ran.stderr for said in ("日志：", "现在试一次", service, "enable-linger"))

    assert schedule("--for", "systemd", "--remove").exit_code == 0
    assert list(units.iterdir()) == []
    assert called.read_text().splitlines()[2:] == [f"--user disable --now {timer}", "--user daemon-reload"]


@posix
def test_where_systemd_refuses_nothing_new_is_left(tmp_path: Path, programs: Any, schedule: Any):
    programs("systemctl", 'case "$2" in enable) echo "Failed to connect to bus" >&2; exit 1;; esac')
    ran = schedule("--for", "systemd", "--install")
    assert (ran.exit_code, "Failed to connect to bus" in ran.stderr, "已装上" in ran.stderr) == (2, True, False)
    assert list((tmp_path / "config" / "systemd" / "user").iterdir()) == []


CRONTAB = 'if [ "$1" = -l ]; then [ -f {table} ] || {{ echo "no crontab for me" >&2; exit 1; }}; cat {table}; else cat > {table}; fi'


@posix
def test_the_cron_line_joins_those_of_others_is_replaced_and_taken_away(tmp_path: Path, programs: Any, schedule: Any):
    table = tmp_path / "table"
    programs("crontab", CRONTAB.format(table=table))
    table.write_text('MAILTO=""\n0 1 * * * backup 100\\%\n', encoding="utf-8")
    others = table.read_text(encoding="utf-8")

    assert schedule("--for", "cron", "--install").exit_code == 0
    assert schedule("--for", "cron", "--install", "--at", "4:00").exit_code == 0

    lines = table.read_text(encoding="utf-8").splitlines()
    assert "\n".join(lines[:2]) + "\n" == others
    assert (len(lines), lines[2].startswith("# duty-report-checker-"), lines[3].startswith("0 4 * * * ")) == (4, True, True)

    assert schedule("--for", "cron", "--remove").exit_code == 0
    assert table.read_text(encoding="utf-8") == others


@posix
def test_the_first_cron_line_of_a_user_is_no_failure(tmp_path: Path, programs: Any, schedule: Any):
    programs("crontab", CRONTAB.format(table=tmp_path / "table"))
    assert schedule("--for", "cron", "--install").exit_code == 0
    assert len((tmp_path / "table").read_text(encoding="utf-8").splitlines()) == 2


@posix
def test_a_crontab_that_cannot_be_read_is_never_written(programs: Any, schedule: Any):
    called = programs("crontab", 'echo "permission denied" >&2; exit 1')
    ran = schedule("--for", "cron", "--install")
    assert (ran.exit_code, "permission denied" in ran.stderr, called.read_text()) == (2, True, "-l\n")


@posix
def test_the_windows_task_is_created_from_a_file_and_deleted(tmp_path: Path, programs: Any):
    kept = tmp_path / "kept.xml"
    called = programs("schtasks", f'[ "$1" = /Create ] && cp "$5" {kept}; exit 0')
    folder = tmp_path / "材料"
    folder.mkdir()
    arguments = ["schedule", str(folder), "-o", str(tmp_path / "site"), "--for", "windows"]

    assert CliRunner().invoke(app, [*arguments, "--install"]).exit_code == 0

    assert kept.read_bytes()[:2] in {b"\xff\xfe", b"\xfe\xff"}
    assert str(folder) in ET.fromstring(kept.read_bytes()).findtext(".//t:Arguments", "", TASK)
    assert CliRunner().invoke(app, [*arguments, "--remove"]).exit_code == 0
    assert [line.split()[0] for line in called.read_text().splitlines()] == ["/Create", "/Query", "/Delete"]


@posix
@pytest.mark.parametrize("system", ["systemd", "cron"])
def test_what_is_not_there_cannot_be_taken_away(tmp_path: Path, programs: Any, schedule: Any, system: str):
    programs("crontab", CRONTAB.format(table=tmp_path / "table"))
    programs("systemctl", "exit 0")
    ran = schedule("--for", system, "--remove")
    assert (ran.exit_code, "没有名为" in ran.stderr) == (2, True)


@posix
def test_a_job_of_a_folder_that_is_gone_can_be_taken_away(tmp_path: Path, folder: Path, programs: Any, schedule: Any):
    programs("crontab", CRONTAB.format(table=tmp_path / "table"))
    schedule("--for", "cron", "--install")
    folder.rmdir()
    assert schedule("--for", "cron", "--remove").exit_code == 0


def test_a_machine_without_the_scheduler_is_told(schedule: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    ran = schedule("--for", "cron", "--install")
    assert (ran.exit_code, "本机没有 crontab" in ran.stderr) == (2, True)


@pytest.mark.parametrize(("options", "said"), [(("--for", "launchd"), "launchd"), (("--install", "--remove"), "只能写一个")])
def test_wrong_options_are_refused(schedule: Any, options: tuple[str, ...], said: str):
    ran = schedule(*options)
    assert (ran.exit_code, said in ran.stderr) == (2, True)


def test_printing_installs_nothing_and_says_how_to_try(schedule: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    for system in ("systemd", "cron", "windows"):
        ran = schedule("--for", system)
        assert (ran.exit_code, "日志：" in ran.stderr, "现在试一次" in ran.stderr, "只是打印" in ran.stderr) == (0, True, True, True)
