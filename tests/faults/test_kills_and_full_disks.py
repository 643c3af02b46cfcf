"""A run that is killed, or finds the disk full, at any touch of store and site: nobody sees half a site, the next night mends all."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import stand_in

if sys.platform == "win32":
    pytest.skip("forks, and kills by signal", allow_module_level=True)

import tempfile

from harness import FIRST, SECOND, Night, complaints_about_leftovers, complaints_about_site, full_from, kill_at

from checker import work
from checker.history import History
from checker.request import Request
from checker.run import check
from checker.store import Store, state_path

POINTS = 60
SEED = 20261102
REASON = "口径不同，已核对"


class Stage:
    """Night one over and judged, the folder changed since; every trial begins from a copy of it."""

    def __init__(self, root: Path) -> None:
        self.before, self.place = root / "before", root / "night"
        night = Night(self.place)
        night.fill(FIRST)
        assert night.run()[0] == 1
        night.judge("甲.txt", REASON)
        night.judge("乙.txt", REASON)
        night.fill(SECOND)
        self.old_index = night.index()
        night.copy(self.before)
        self.touches: list[str] = []
        log = root / "touches.txt"
        with log.open("w", encoding="utf-8", buffering=1) as file:
            assert night.run(lambda _, what: print(what.replace("\n", " "), file=file))[0] == 1
        self.touches = log.read_text(encoding="utf-8").splitlines()
        self.result, self.new_index = night.result(), night.index()

    def set(self) -> Night:
        """The folder, site and state before night two, at their place."""
        shutil.rmtree(self.place)
        return Night(self.before).copy(self.place)


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    quick = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - memory: sixty nights take seconds
    root = Path(tempfile.mkdtemp(prefix="nights-", dir=quick))
    warm_up(root / "warm")
    yield Stage(root)
    shutil.rmtree(root)


def warm_up(root: Path) -> None:
    """One run in this process: what it imports and compiles need not be done in every fork."""
    night = Night(root)
    night.fill(FIRST)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "prepare", stand_in.prepare)
        patch.setattr(work, "do", stand_in.do)
        patch.setenv("CHECKER_STATE_DIR", str(night.state))
        check(Request((night.folder,), night.site, json=str(night.json), exports=("junit",)), lambda _: None)


def judged(night: Night) -> list[str]:
    with Store(state_path([night.folder.resolve()])) as store:
        return [verdict.reason for path in ("甲.txt", "乙.txt") for verdict in store.judged(path)]


def check_after_fault(stage: Stage, night: Night) -> None:
    """Right after the fault: the last site or the new one, whole."""
    assert list(complaints_about_site(night)) == []
    assert night.index() in {stage.old_index, stage.new_index}


def check_next_night(stage: Stage, night: Night) -> None:
    """The run after it: what an undisturbed run would have left, and nothing else."""
    code, said = night.run()
    assert code == 1, said
    assert night.result() == stage.result
    assert list(complaints_about_site(night)) == []
    assert list(complaints_about_leftovers(night)) == []
    assert judged(night) == [REASON, REASON]


def test_a_run_killed_at_any_touch_leaves_a_whole_site_and_the_next_night_mends_the_rest(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    points = sorted(random.Random(SEED).sample(range(1, len(stage.touches) + 1), POINTS))
    for point in points:
        night = stage.set()
        monkeypatch.setenv("CHECKER_STATE_DIR", str(night.state))
        assert night.run(kill_at(point))[0] == -9, stage.touches[point - 1]
        check_after_fault(stage, night)
        check_next_night(stage, night)


def test_the_history_tells_of_the_killed_run(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    night = stage.set()
    monkeypatch.setenv("CHECKER_STATE_DIR", str(night.state))
    night.run(kill_at(len(stage.touches) // 2))
    night.run()
    with Store(state_path([night.folder.resolve()])) as store:
        assert [run.state for run in History(store.database).runs()] == ["done", "killed", "done"]


def test_a_disk_that_is_full_at_any_write_ends_with_2_and_a_word(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    writes = [n for n, what in enumerate(stage.touches, 1) if not what.startswith(("sql", "os.remove"))]
    assert len(writes) > 15
    for point in writes:
        night = stage.set()
        monkeypatch.setenv("CHECKER_STATE_DIR", str(night.state))
        code, said = night.run(full_from(point))
        assert (code, "Traceback" in said) == (2, False), (stage.touches[point - 1], said)
        assert said.strip()
        check_after_fault(stage, night)
        check_next_night(stage, night)
