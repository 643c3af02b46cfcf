"""What is new, still there, or gone between runs, and what a killed run leaves."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from checker.history import Changes, History, Seen, Sight
from checker.store import Judged, Store

SUMMARY = {"documents": 1, "failed": 0, "errors": 1, "warnings": 0, "notices": 0, "waived": 0}


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "s.sqlite3") as store:
        yield store


@pytest.fixture
def history(store: Store) -> History:
    return History(store.database)


def sight(fingerprint: str, severity: str = "error") -> Sight:
    return Sight(fingerprint, "count-mismatch", severity, f"{fingerprint} 有误")


def seen(path: str, *fingerprints: str, digest: str = "d", complete: bool = True) -> Seen:
    return Seen(path, digest, tuple(map(sight, fingerprints)), complete)


def begin(history: History, started: str = "2026-11-02T02:30:00+08:00") -> int:
    return history.begin("id", started, whole=True, version="1", ruleset="r", settings="s")


def run(
    history: History, *documents: Seen, folder: Iterable[Sight] = (), part: bool = False, started: str = "2026-11-02T02:30:00+08:00"
) -> Changes:
    """A whole run over ``documents``, closed."""
    number = begin(history, started)
    changes = history.compare(documents, folder, present=None if part else [d.path for d in documents])
    history.close(number, changes, exit_code=1, seconds=2.5, summary=SUMMARY)
    return changes


def counts(changes: Changes) -> tuple[int, int, int]:
    return changes.appeared, changes.remained, changes.gone


def test_the_first_run_has_nothing_to_compare_with(history: History):
    assert run(history, seen("甲", "a")).first
    assert not run(history, seen("甲", "a")).first


def test_findings_are_new_then_still_there_then_gone(history: History):
    assert counts(run(history, seen("甲", "a"))) == (1, 0, 0)
    assert counts(run(history, seen("甲", "a", "b"))) == (1, 1, 0)
    assert counts(run(history, seen("甲", "b"))) == (0, 1, 1)
    assert counts(run(history, seen("甲", "b"))) == (0, 1, 0)


def test_what_comes_back_is_new_again_and_keeps_its_first_day(history: History):
    run(history, seen("甲", "a"), started="2026-11-01T02:30:00+08:00")
    run(history, seen("甲"), started="2026-11-02T02:30:00+08:00")
    changes = run(history, seen("甲", "a"), started="2026-11-03T02:30:00+08:00")

    assert counts(changes) == (1, 0, 0)
    assert history.standing("甲") == {"a": "2026-11-03T02:30:00+08:00"}
    assert [s.first for s in history.appeared_in(3)] == ["2026-11-01T02:30:00+08:00"]


def test_first_and_last_seen_are_kept_of_what_is_gone(history: History):
    run(history, seen("甲", "a"), started="2026-11-01T02:30:00+08:00")
    run(history, seen("甲", "a"), started="2026-11-02T02:30:00+08:00")
    run(history, seen("甲"), started="2026-11-03T02:30:00+08:00")

    (gone,) = history.gone_in(3)
    assert (gone.first[:10], gone.last[:10], gone.gone, gone.message) == ("2026-11-01", "2026-11-02", True, "a 有误")


def test_rows_are_new_changed_or_the_same(history: History):
    run(history, seen("甲"), seen("乙"))
    changes = run(history, seen("甲"), seen("乙", digest="other"), seen("丙"))
    assert changes.rows == {"甲": "same", "乙": "changed", "丙": "new"}


def test_a_report_that_left_takes_its_findings_along(history: History):
    run(history, seen("甲", "a"), seen("乙", "b"))
    changes = run(history, seen("甲", "a"))
    assert (changes.left, counts(changes)) == (("乙",), (0, 1, 1))


def test_a_part_of_the_set_says_nothing_of_the_rest(history: History):
    run(history, seen("甲", "a"), seen("乙", "b"))
    changes = run(history, seen("甲"), part=True)
    assert (changes.left, counts(changes)) == ((), (0, 0, 1))
    assert history.standing("乙")


def test_findings_of_a_report_not_checked_to_the_end_are_not_gone(history: History):
    run(history, seen("甲", "a"))
    assert counts(run(history, seen("甲", complete=False))) == (0, 0, 0)
    assert counts(run(history, seen("甲", "a"))) == (0, 1, 0)


def test_notices_are_told_apart_but_not_counted(history: History):
    changes = run(history, Seen("甲", "d", (sight("a", "notice"),), complete=True))
    assert counts(changes) == (0, 0, 0)
    assert "a" in history.standing("甲")


def test_folder_findings_have_a_history_too(history: History):
    run(history, seen("甲"), folder=[sight("f")])
    changes = run(history, seen("甲"), folder=[sight("f"), sight("g")])
    assert (changes.known[""], counts(changes), set(changes.rows)) == ({"f"}, (1, 1, 0), {"甲"})


def test_a_killed_run_changes_nothing_and_is_told_of(history: History):
    run(history, seen("甲", "a"))
    begin(history)
    assert history.was_killed()

    changes = run(history, seen("甲", "a", "b"))

    assert (counts(changes), history.was_killed()) == ((1, 1, 0), False)
    assert [(r.state, r.reason) for r in history.runs()] == [("done", ""), ("killed", "中途断了，没有结束"), ("done", "")]


def test_a_failed_run_keeps_its_reason_and_changes_nothing(history: History):
    run(history, seen("甲", "a"))
    history.fail(begin(history), "磁盘空间不足", 1.0)
    last = history.runs(1)[0]
    assert (last.state, last.exit_code, last.reason) == ("failed", 2, "磁盘空间不足")
    assert counts(run(history, seen("甲", "a"))) == (0, 1, 0)


def test_a_clock_that_is_set_back_does_not_change_the_order(history: History):
    run(history, seen("甲", "a"), started="2026-11-02T02:30:00+08:00")
    run(history, seen("甲", "a", "b"), started="1999-01-01T00:00:00+08:00")
    assert [r.started[:4] for r in history.runs()] == ["2026", "1999"]
    assert counts(run(history, seen("甲", "b"), started="1999-01-02T00:00:00+08:00")) == (0, 1, 1)


def test_retention_forgets_old_runs_and_what_was_gone_with_them(history: History, store: Store):
    run(history, seen("甲", "a"), started="2024-01-01T00:00:00+08:00")
    run(history, seen("甲"), started="2024-01-02T00:00:00+08:00")
    store.judge("走了的", Judged("a", "agree", "", "李科", "2024-01-01T00:00:00+08:00", "某句话"))
    run(history, seen("甲", "b"), started="2026-11-02T00:00:00+08:00")

    history.forget("2026-01-01T00:00:00+08:00")

    assert [r.started[:4] for r in history.runs()] == ["2026"]
    assert (history.gone_in(2), store.judged("走了的")) == ([], ())
    assert history.standing("甲")
