"""However a run ends, the log's last line and the heartbeat say so."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from checker import runlog
from checker.cli import app
from checker.ending import check_and_tell
from checker.model import Refusal
from checker.request import Request

SAMPLES = Path(__file__).parents[1] / "samples"
posix = pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "材料"
    folder.mkdir()
    shutil.copy(SAMPLES / "growth-rate-wrong.txt", folder / "乙.txt")
    return folder


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "夜间" / "checker.log"


def run(tmp_path: Path, folder: Path, log: Path, *options: str) -> Any:
    return CliRunner().invoke(app, ["check", str(folder), "--out", str(tmp_path / "site"), "--log", str(log), *options])


def lines(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").splitlines()


def heartbeat(tmp_path: Path) -> dict[str, Any]:
    (file,) = (tmp_path / "state").glob("*.heartbeat.json")
    return json.loads(file.read_text(encoding="utf-8"))


def test_a_run_with_findings_is_logged_to_its_counts(tmp_path: Path, folder: Path, log: Path):
    assert run(tmp_path, folder, log).exit_code == 1

    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d \S", line) for line in lines(log))
    assert "开始检查" in lines(log)[0]
    assert "结束：退出码 1；报告 1 份，未查完 0 份，错误 1 处" in lines(log)[-1]
    beat = heartbeat(tmp_path)
    assert (beat["exit_code"], beat["outcome"], beat["reason"], beat["counts"]["errors"]) == (1, "finished", "", 1)
    assert beat["changes"]["new"] >= 1
    assert beat["started"] <= beat["ended"]


def test_a_second_run_says_that_nothing_is_new_and_adds_to_the_log(tmp_path: Path, folder: Path, log: Path):
    run(tmp_path, folder, log)
    run(tmp_path, folder, log)

    assert sum("结束：退出码 1" in line for line in lines(log)) == 2
    assert "新增 0 处，消失 0 处" in lines(log)[-1]
    assert heartbeat(tmp_path)["changes"]["new"] == 0


def test_a_folder_that_is_gone_overwrites_the_heartbeat_of_the_good_night(tmp_path: Path, folder: Path, log: Path):
    run(tmp_path, folder, log)
    shutil.rmtree(folder)

    assert run(tmp_path, folder, log).exit_code == 2

    beat = heartbeat(tmp_path)  # the same one file
    assert (beat["exit_code"], beat["outcome"], beat["counts"]) == (2, "refused", None)
    assert "找不到" in beat["reason"]
    assert lines(log)[-1].endswith("结束：退出码 2；没有做成。")


@pytest.mark.parametrize(("option", "value"), [("--fail-on", "maybe"), ("--engine", "cloud"), ("--export", "pdf")])
def test_wrong_options_are_logged_as_well(tmp_path: Path, folder: Path, log: Path, option: str, value: str):
    assert run(tmp_path, folder, log, option, value).exit_code == 2
    assert (value in lines(log)[-2], "退出码 2" in lines(log)[-1], value in heartbeat(tmp_path)["reason"]) == (True, True, True)


def test_a_crash_ends_with_2_and_its_trace_is_in_the_log(tmp_path: Path, folder: Path, log: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("checker.run.publish", broken)

    ran = run(tmp_path, folder, log)

    assert (ran.exit_code, heartbeat(tmp_path)["outcome"], heartbeat(tmp_path)["exit_code"]) == (2, "crashed", 2)
    assert any("ZeroDivisionError: boom" in line for line in lines(log))
    assert "退出码 2" in lines(log)[-1]


def test_an_interrupted_run_says_so(tmp_path: Path, folder: Path, log: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("checker.run.publish", interrupted)

    assert run(tmp_path, folder, log).exit_code == 2
    assert (heartbeat(tmp_path)["outcome"], "已中断" in lines(log)[-2]) == ("interrupted", True)


def test_without_state_there_is_no_heartbeat(tmp_path: Path, folder: Path, log: Path):
    run(tmp_path, folder, log, "--no-state")
    assert list(tmp_path.glob("state/*.heartbeat.json")) == []
    assert "退出码 1" in lines(log)[-1]


def test_a_report_is_never_taken_for_the_log(tmp_path: Path, folder: Path):
    before = (folder / "乙.txt").read_bytes()

    ran = run(tmp_path, folder, folder / "乙.txt")

    assert (ran.exit_code, "不是以前的日志" in ran.stderr, (folder / "乙.txt").read_bytes()) == (2, True, before)
    assert heartbeat(tmp_path)["exit_code"] == 2


def test_a_log_that_cannot_be_made_ends_with_2_and_a_heartbeat(tmp_path: Path, folder: Path):
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    ran = run(tmp_path, folder, tmp_path / "文件" / "a.log")
    assert (ran.exit_code, "--log" in ran.stderr, heartbeat(tmp_path)["exit_code"]) == (2, True, 2)


@posix
def test_log_and_heartbeat_are_for_their_owner_alone(tmp_path: Path, folder: Path, log: Path):
    run(tmp_path, folder, log)
    files = [log, *(tmp_path / "state").glob("*.heartbeat.json")]
    assert [oct(file.stat().st_mode & 0o777) for file in files] == ["0o600", "0o600"]


def test_the_log_rotates_by_size_and_keeps_a_few(log: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(runlog, "BYTES", 500)
    kept = runlog.RunLog(log)
    for number in range(200):
        kept.write(f"第 {number} 行")
    kept.close()

    files = sorted(log.parent.iterdir())
    assert len(files) == 1 + runlog.KEPT
    assert all(file.stat().st_size <= 500 for file in files)
    assert lines(log)[-1].endswith("第 199 行")
    if os.name != "nt":
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_a_name_with_a_line_break_forges_no_line(log: Path):
    kept = runlog.RunLog(log)
    kept.write("坏\n2030-01-01T00:00:00 结束：退出码 0\x1b[31m")
    kept.close()
    assert len(lines(log)) == 1
    assert "\x1b" not in lines(log)[0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_under_the_log_is_told_and_ends_no_run(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(runlog, "BYTES", 0)  # no rotation of a device
    said: list[str] = []
    ending = check_and_tell(Request((folder,), tmp_path / "site", log=Path("/dev/full")), said.append)
    assert (int(ending.code), ending.finished) == (1, True)
    assert "没有写全" in said[-1]


def test_a_heartbeat_that_cannot_be_written_is_told(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise Refusal("心跳文件写不了")

    monkeypatch.setattr("checker.ending.beat", full)
    said: list[str] = []
    assert int(check_and_tell(Request((folder,), tmp_path / "site"), said.append).code) == 1
    assert "心跳文件写不了" in said
