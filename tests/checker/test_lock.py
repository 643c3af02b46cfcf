"""Two runs never work at once, and a run that died locks nobody out."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from checker import lock
from checker.lock import Holder, LockedError, held

HOLDER = """
import sys, time
from pathlib import Path
from checker.lock import held
with held([Path(sys.argv[1])]):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "x.lock"


def leave(path: Path, holder: Holder, *, age: float = 0.0) -> None:
    """A lock as ``holder`` left it, touched ``age`` seconds ago."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(asdict(holder)), encoding="utf-8")
    os.utime(path, (time.time() - age,) * 2)


def test_a_lock_names_host_and_process_and_is_given_back(path: Path):
    with held([path]):
        assert (json.loads(path.read_text(encoding="utf-8"))["host"], json.loads(path.read_text(encoding="utf-8"))["pid"]) == (
            socket.gethostname(),
            os.getpid(),
        )
    assert not path.exists()


def test_a_second_run_is_refused_with_host_and_process(path: Path):
    with held([path]):
        with pytest.raises(LockedError, match=f"主机 {socket.gethostname()}，进程 {os.getpid()}"), held([path]):
            pytest.fail("both hold it")
        assert path.exists()


def test_all_locks_are_given_back_where_one_is_taken(tmp_path: Path):
    one, other = tmp_path / "one", tmp_path / "other"
    with held([other]), pytest.raises(LockedError), held([one, other]):
        pytest.fail("both hold it")
    assert not one.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_the_lock_of_a_killed_run_is_taken_over(path: Path):
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        run.stdout.readline()
        with pytest.raises(LockedError, match=f"进程 {run.pid}"), held([path]):
            pytest.fail("both hold it")
        os.kill(run.pid, signal.SIGKILL)
    with held([path]):
        pass


def test_a_reused_process_number_is_not_the_holder(path: Path):
    leave(path, replace(Holder.me(), born="another process of this number"))
    with held([path]):
        pass


def test_a_lock_of_another_host_holds_while_its_heart_beats(path: Path):
    leave(path, replace(Holder.me(), host="办公室二号机"), age=20)
    with pytest.raises(LockedError, match="办公室二号机"), held([path]):
        pytest.fail("both hold it")


def test_a_lock_of_another_host_without_a_heartbeat_is_taken_over(path: Path):
    leave(path, replace(Holder.me(), host="办公室二号机"), age=600)
    with held([path]):
        pass


def test_a_lock_from_the_future_is_watched_for_a_beat(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lock, "BEAT", 0.05)
    leave(path, replace(Holder.me(), host="办公室二号机"), age=-90000)
    with held([path]):
        pass


def test_a_lock_that_was_not_written_to_the_end_is_taken_over(path: Path):
    path.parent.mkdir()
    path.write_text('{"host": "', encoding="utf-8")
    os.utime(path, (time.time() - 60,) * 2)
    with held([path]):
        pass


def test_a_run_that_slept_while_another_went_on_ends(path: Path):
    with held([path]) as locks:
        locks.still()
        leave(path, replace(Holder.me(), host="办公室二号机"))
        with pytest.raises(LockedError, match="办公室二号机"):
            locks.still()
    assert path.exists()  # it is the other's


def test_the_heart_beats_while_a_lock_is_held(path: Path):
    with held([path], beat=0.02):
        os.utime(path, (1, 1))
        for _ in range(200):
            if path.stat().st_mtime > 1:
                break
            time.sleep(0.02)
        assert path.stat().st_mtime > 1


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(LockedError, match="写不了"), held([tmp_path / "file" / "x.lock"]):
        pytest.fail("it was written")
