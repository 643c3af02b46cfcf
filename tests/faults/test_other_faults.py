"""Two runs at once, a damaged state, a store or site that cannot be written, a clock that is set back."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("forks", allow_module_level=True)

from harness import FIRST, SECOND, Night, complaints_about_leftovers, complaints_about_site, full_from

from checker import run as run_module
from checker.history import History
from checker.lock import held
from checker.store import Store, state_path


@pytest.fixture
def night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Night:
    """Night one is over, the folder has changed."""
    night = Night(tmp_path / "night")
    monkeypatch.setenv("CHECKER_STATE_DIR", str(night.state))
    night.fill(FIRST)
    assert night.run()[0] == 1
    night.judge("甲.txt", "口径不同")
    night.fill(SECOND)
    return night


def state_of(night: Night) -> Path:
    return state_path([night.folder.resolve()])


def test_a_second_run_is_refused_and_changes_nothing(night: Night):
    index = night.index()
    with held([state_of(night).with_suffix(".lock")]):
        code, said = night.run()
    assert (code, "另一次检查正在进行" in said, night.index()) == (2, True, index)
    assert night.run()[0] == 1


def test_two_runs_for_one_site_from_two_states_are_kept_apart(night: Night):
    with held([night.site / ".duty-report-site.lock"]):
        code, said = night.run()
    assert (code, "另一次检查正在进行" in said) == (2, True)


def test_a_damaged_state_is_set_aside_and_rebuilt_with_a_warning(night: Night):
    state = state_of(night)
    state.write_bytes(b"\xa5" * 40_000)
    code, said = night.run()
    assert (code, "已损坏" in said) == (1, True)
    assert [entry for entry in night.state.iterdir() if ".damaged-" in entry.name]
    assert list(complaints_about_site(night)) == []
    assert "已损坏" not in night.run()[1]


def test_damage_found_in_the_middle_of_a_run_begins_it_again(night: Night):
    night.run()
    undisturbed = night.result()
    with sqlite3.connect(state_of(night)) as connection:
        connection.execute("UPDATE documents SET brief = substr(brief, 1, 40) WHERE path = '己.txt'")
    connection.close()

    code, said = night.run()

    assert (code, "已损坏" in said, "救回 1 条" in said) == (1, True, True)
    assert night.result() == undisturbed


def test_a_damaged_state_is_deleted_when_retention_says_so(night: Night):
    state_of(night).write_bytes(b"\xa5" * 40_000)
    night.run()
    (aside,) = (entry for entry in night.state.iterdir() if ".damaged-" in entry.name)
    night.run()
    assert aside.exists()
    os.utime(aside, (1, 1))
    night.run()
    assert not aside.exists()


@pytest.mark.parametrize("pages", [0, 1, 3])
def test_a_state_that_is_full_ends_with_2_and_leaves_the_last_site(night: Night, pages: int, monkeypatch: pytest.MonkeyPatch):
    index = night.index()
    with sqlite3.connect(state_of(night)) as connection:
        (now,) = connection.execute("PRAGMA page_count").fetchone()
    connection.close()
    from checker import database

    connect = database._connect

    def small(path: Path, schema: str) -> sqlite3.Connection:
        connection = connect(path, schema)
        connection.execute(f"PRAGMA max_page_count = {now + pages}")
        return connection

    night.fill({**SECOND, **{f"{n}.txt": f"述职报告\n{'字' * 9000}{n}\n错：{n}\n" for n in range(4)}})
    with monkeypatch.context() as patch:
        patch.setattr(database, "_connect", small)
        code, said = night.run()
    assert (code, "磁盘空间" in said, night.index()) == (2, True, index)
    assert night.run()[0] == 1
    assert list(complaints_about_leftovers(night)) == []


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EIO, errno.EDQUOT, errno.ESTALE], ids=errno.errorcode.get)
def test_a_site_that_can_no_longer_be_written_ends_with_2_and_a_sentence(night: Night, code: int):
    for point in (1, 6, 12, 18):
        exit_code, said = night.run(full_from(point, code))
        assert (exit_code, "Traceback" in said) == (2, False), said
        assert list(complaints_about_site(night)) == []
    assert night.run()[0] == 1


def test_an_output_folder_that_vanishes_is_said_and_made_again(night: Night):
    def vanish(count: int, _: str) -> None:
        if count == 15:
            shutil.rmtree(night.site)

    code, said = night.run(vanish)
    assert (code, "Traceback" in said) == (2, False), said
    assert night.run()[0] == 1
    assert list(complaints_about_site(night)) == []


def test_an_empty_mount_point_leaves_the_last_site(night: Night):
    index = night.index()
    shutil.rmtree(night.folder)
    night.folder.mkdir()
    code, said = night.run()
    assert (code, "没有找到报告" in said, night.index()) == (2, True, index)


def test_a_report_that_may_not_be_read_costs_itself_and_is_no_clean_one(night: Night):
    code, said = night.run(closed=["己.txt"])

    rows = {document["path"]: document["status"] for document in night.result()["documents"]}
    assert (code, rows) == (2, {"己.txt": "failed", "乙.txt": "checked", "戊.txt": "checked", "甲.txt": "checked"}), said
    assert night.run()[0] == 1
    assert {document["status"] for document in night.result()["documents"]} == {"checked"}


def test_a_subfolder_that_may_not_be_read_keeps_what_is_known_of_it(night: Night):
    (night.folder / "二组").mkdir()
    (night.folder / "二组" / "庚.txt").write_text(SECOND["己.txt"], encoding="utf-8")
    assert night.run()[0] == 1

    code, said = night.run(closed=["二组"])

    rows = {document["path"]: document["status"] for document in night.result()["documents"]}
    assert (code, rows["二组"]) == (2, "failed"), said
    assert "庚.txt" in night.index()
    assert night.run()[0] == 1
    with Store(state_of(night)) as store:
        *_, before, last = History(store.database).runs()
    assert (before.gone, last.appeared) == (0, 0)  # not called gone, and not new again


def test_a_report_that_is_put_there_during_the_run_waits_for_the_next(night: Night):
    def put(count: int, _: str) -> None:
        if count == 8:
            (night.folder / "新来.txt").write_bytes(SECOND["己.txt"].encode())

    assert night.run(put)[0] == 1
    assert list(complaints_about_site(night)) == []
    before = {document["path"] for document in night.result()["documents"]}
    assert night.run()[0] == 1
    assert {document["path"] for document in night.result()["documents"]} - before == {"新来.txt"}


def test_a_clock_that_is_set_back_changes_nothing_but_the_date(night: Night, monkeypatch: pytest.MonkeyPatch):
    class Back(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime(1999, 1, 1, 0, 0, 0, tzinfo=tz)

    night.run()
    undisturbed = night.result()
    with monkeypatch.context() as patch:
        patch.setattr(run_module, "datetime", Back)
        assert night.run()[0] == 1
    assert night.result() == undisturbed
    with Store(state_of(night)) as store:
        runs = History(store.database).runs()
    assert [(run.started[:4] == "1999", run.appeared, run.gone) for run in runs][-1] == (True, 0, 0)
    assert all((run.seconds or 0) >= 0 for run in runs)
