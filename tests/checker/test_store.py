"""What is kept from one run to the next."""

import json
import stat
import sys
from pathlib import Path

import pytest

from checker.store import DamagedError, Judged, Store, Stored, StoreError, state_path


def stored(path: str, *, key: str = "k") -> Stored:
    return Stored(path, key, f"pages/{path}.html", json.dumps({"path": path}))


def test_a_result_is_there_in_the_next_run(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite3") as store:
        store.save(stored("甲.txt"), brief={})
    with Store(tmp_path / "s.sqlite3") as store:
        assert store.get("甲.txt") == stored("甲.txt")


def test_a_later_result_replaces_the_earlier(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite3") as store:
        store.save(stored("甲.txt", key="old"), brief={})
        store.save(stored("甲.txt", key="new"), brief={})
        assert [document.key for document in store.documents()] == ["new"]


def test_documents_come_in_the_order_of_paths(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite3") as store:
        for path in ("b", "a", "c"):
            store.save(stored(path), brief={})
        assert [document.path for document in store.documents()] == ["a", "b", "c"]


def test_what_left_the_folder_is_forgotten(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite3") as store:
        store.save(stored("在"), brief={})
        store.save(stored("走"), brief={})
        store.keep_only(["在"])
        assert [document.path for document in store.documents()] == ["在"]


def test_a_store_for_one_run_leaves_nothing() -> None:
    with Store(None) as store:
        store.save(stored("甲"), brief={})
        assert store.get("甲") is not None
    with Store(None) as store:
        assert store.get("甲") is None


def test_a_damaged_file_is_set_aside_and_rebuilt(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    path.write_bytes(b"not a database, and long enough to be taken for a page of one" * 50)
    with Store(path) as store:
        assert "损坏" in store.warnings[0]
        store.save(stored("甲"), brief={})
    assert [p.name for p in tmp_path.iterdir() if ".damaged-" in p.name]


def test_a_place_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="--no-state"):
        Store(tmp_path / "file" / "s.sqlite3")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    with Store(tmp_path / "d" / "s.sqlite3"):
        assert stat.S_IMODE((tmp_path / "d" / "s.sqlite3").stat().st_mode) == 0o600


def test_each_set_of_paths_has_its_own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_STATE_DIR", str(tmp_path))
    one, other = state_path([Path("/a")]), state_path([Path("/b")])
    assert one != other
    assert one.parent == tmp_path
    assert state_path([Path("/a"), Path("/b")]) == state_path([Path("/b"), Path("/a")])


def test_a_page_damaged_in_the_middle_is_found_at_opening_and_verdicts_are_saved(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    with Store(path) as store:
        store.judge("甲", Judged("f", "waive", "上年已说明", "李科", "2026-11-01T00:00:00+08:00", "一句话"))
        for number in range(200):
            store.save(stored(f"{number}"), brief={"filler": "字" * 900})
    data = bytearray(path.read_bytes())
    for start in range(len(data) // 2, len(data) - 4096, 4096):  # every page of the second half
        data[start : start + 64] = b"\xa5" * 64
    path.write_bytes(bytes(data))

    with Store(path) as store:
        assert "损坏" in store.warnings[0]
        assert store.get("1") is None
        assert [judged.reason for judged in store.judged("甲")] == ["上年已说明"]
    with Store(path) as store:
        assert store.warnings == []


def test_results_that_no_longer_parse_are_damage(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite3") as store:
        store.save(stored("甲"), brief={})
        store.database.connection.execute("UPDATE documents SET result = '{\"path\": '")
        (document,) = store.documents()
        with pytest.raises(DamagedError):
            _ = document.result


def test_state_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite3") as store:
        store.database.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="更新版本"):
        Store(tmp_path / "s.sqlite3")


def test_state_of_an_older_version_keeps_what_people_wrote(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite3") as store:
        store.save(stored("甲"), brief={})
        store.judge("甲", Judged("f", "agree", "", "李科", "2026-11-01T00:00:00+08:00", "一句话"))
        store.database.connection.execute("PRAGMA user_version = 0")
    with Store(tmp_path / "s.sqlite3") as store:
        assert (store.get("甲"), len(store.judged("甲"))) == (None, 1)


def test_what_is_deleted_is_gone_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    with Store(path) as store:
        store.save(stored("甲"), brief={"text": "不该留下的话"})
        store.keep_only([])
    assert "不该留下的话".encode() not in path.read_bytes()
