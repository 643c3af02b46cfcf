"""The command itself, with the real analysis, killed or interrupted in the middle."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import Night, complaints_about_leftovers, complaints_about_site

if sys.platform == "win32":
    pytest.skip("kills by signal", allow_module_level=True)

EXAMPLES = Path(__file__).parents[2] / "examples"
COMMAND = (sys.executable, "-m", "checker.cli", "check")


class Whole(Night):
    """A folder of real reports, checked by the command with two workers."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        shutil.copytree(EXAMPLES, self.folder)

    def start(self, *more: str) -> subprocess.Popen[str]:
        """The command, in a process group of its own."""
        command = (*COMMAND, str(self.folder), "--out", str(self.site), "--json", str(self.json), "--jobs", "2", *more)
        environment = {**os.environ, "CHECKER_STATE_DIR": str(self.state)}
        return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True)

    def finish(self, *more: str) -> tuple[int, str]:
        """The command to its end."""
        with self.start(*more) as run:
            _, said = run.communicate(timeout=120)
        return run.returncode, said

    def page_names(self) -> set[str]:
        """The pages that are there."""
        return {page.name for page in (self.site / "pages").glob("*.html")} if self.site.exists() else set()


def findings(night: Night) -> Any:
    return [(d["path"], d["status"], [f["fingerprint"] for f in d["findings"]]) for d in night.result()["documents"]]


@pytest.fixture
def at_a_terminal() -> Iterator[None]:
    """Ctrl-C is heard by what is started here, also where a shell that put these tests in the background had it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def group_is_empty(leader: int) -> bool:
    """Whether every process of a run has ended; a moment is given to each."""
    for _ in range(100):
        try:
            os.killpg(leader, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_five_whole_runs_are_killed_and_the_sixth_has_everything(tmp_path: Path):
    undisturbed, night = Whole(tmp_path / "undisturbed"), Whole(tmp_path / "killed")
    assert undisturbed.finish()[0] == 1
    for new_pages in (0, 1, 2, 3, 5):  # killed while Python starts, and while pages are being made
        before = night.page_names()
        with night.start("--fresh") as run:
            time.sleep(0.3)
            for _ in range(6000):
                if len(night.page_names() - before) >= new_pages:
                    break
                time.sleep(0.01)
            os.killpg(run.pid, signal.SIGKILL)
            assert run.wait() == -signal.SIGKILL
        assert list(complaints_about_site(night)) == []

    code, said = night.finish()

    assert (code, "中途断了" in said) == (1, False)
    assert findings(night) == findings(undisturbed)
    assert list(complaints_about_site(night)) == []
    assert list(complaints_about_leftovers(night)) == []


def test_of_two_runs_at_once_the_second_is_refused_and_the_first_unharmed(tmp_path: Path):
    night = Whole(tmp_path / "night")
    with night.start() as first:
        for _ in range(1200):
            if night.page_names():
                break
            time.sleep(0.05)
        os.killpg(first.pid, signal.SIGSTOP)  # held in the middle, however fast the machine
        code, said = night.finish()
        os.killpg(first.pid, signal.SIGCONT)
        first.communicate(timeout=120)
    assert (code, "另一次检查正在进行" in said, f"进程 {first.pid}" in said) == (2, True, True), said
    assert first.returncode == 1
    assert list(complaints_about_site(night)) == []
    assert list(complaints_about_leftovers(night)) == []


def test_workers_do_not_outlive_a_run_that_was_killed(tmp_path: Path):
    night = Whole(tmp_path / "night")
    with night.start() as run:
        for _ in range(1200):
            if night.page_names():
                break
            time.sleep(0.05)
        os.kill(run.pid, signal.SIGKILL)  # the run alone, as a system short of memory does
        run.wait()
    assert group_is_empty(run.pid)


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "stop"])
def test_an_interrupted_run_ends_cleanly_with_a_sentence(tmp_path: Path, number: signal.Signals):
    night = Whole(tmp_path / "night")
    with night.start() as run:
        for _ in range(400):
            if len(night.page_names()) >= 2:
                break
            time.sleep(0.05)
        os.killpg(run.pid, number)  # a terminal sends it to the whole group, workers included
        _, said = run.communicate(timeout=30)
    assert (run.returncode, "已中断" in said, "Traceback" in said) == (2, True, False), said
    assert group_is_empty(run.pid)
    assert not (night.site / "index.html").exists()
    assert list(night.site.rglob("*.part")) == []
    before = len(night.page_names())
    assert night.finish()[0] == 1
    cached = [d["from_cache"] for d in json.loads(night.json.read_text(encoding="utf-8"))["documents"]]
    assert sum(cached) >= before - 1  # what was done is not done again
