"""What is computed again after a change, and what is not: every part of the cache key by itself."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import stand_in

from checker import incremental, keys, work
from checker.request import ExitCode, Request
from checker.run import check
from checker.settings import load_settings
from rules import FOLDER_RULES, RULES

REPORT = "述职报告\n正文。\n"
FOUND = "述职报告\n错：增长有误。\n警：未见措施。\n"


class Night:
    """A folder that is checked again and again."""

    def __init__(self, root: Path) -> None:
        self.folder, self.site, self.json = root / "材料", root / "site", root / "result.json"
        self.folder.mkdir()
        (self.folder / "甲.txt").write_text(REPORT, encoding="utf-8")
        (self.folder / "乙.txt").write_text(FOUND, encoding="utf-8")

    def settings(self, toml: str) -> None:
        (self.folder / "checker.toml").write_text(toml, encoding="utf-8")

    def run(self, **more: Any) -> dict[str, Any]:
        """One run; its result."""
        check(Request((self.folder,), self.site, json=str(self.json), **more), lambda _: None)
        return dict(json.loads(self.json.read_text(encoding="utf-8")))

    def analysed(self, **more: Any) -> set[str]:
        """The reports that one run computed anew."""
        return {document["path"] for document in self.run(**more)["documents"] if not document["from_cache"]}

    def files(self) -> dict[str, tuple[int, int]]:
        """Every page with its inode and time of change."""
        return {page.name: (page.stat().st_ino, page.stat().st_mtime_ns) for page in (self.site / "pages").iterdir()}


@pytest.fixture
def night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Night:
    monkeypatch.setattr(work, "prepare", stand_in.prepare)
    monkeypatch.setattr(work, "do", stand_in.do)
    night = Night(tmp_path)
    night.run()
    return night


def test_an_unchanged_folder_is_not_analysed_and_no_page_is_written(night: Night, monkeypatch: pytest.MonkeyPatch):
    before = night.files()
    monkeypatch.setattr(incremental, "run_tasks", lambda *_, **__: pytest.fail("a report was analysed"))

    assert night.analysed() == set()
    assert night.files() == before


def test_also_reports_with_findings_are_kept(night: Night):
    result = night.run()
    assert {d["path"]: (d["from_cache"], bool(d["findings"])) for d in result["documents"]}["乙.txt"] == (True, True)


def test_a_changed_report_is_computed_alone(night: Night):
    (night.folder / "甲.txt").write_text(REPORT + "另一段。\n", encoding="utf-8")
    assert night.analysed() == {"甲.txt"}


def test_two_equal_files_are_two_documents(night: Night):
    shutil.copy(night.folder / "甲.txt", night.folder / "丙.txt")

    assert night.analysed() == {"丙.txt"}
    assert len(night.files()) == 3


def test_a_lost_page_is_made_again(night: Night):
    next((night.site / "pages").glob("甲-*")).unlink()
    assert night.analysed() == {"甲.txt"}


def test_an_emptied_page_is_made_again(night: Night):
    next((night.site / "pages").glob("甲-*")).write_bytes(b"")
    assert night.analysed() == {"甲.txt"}


def test_fresh_computes_all_and_stores_it(night: Night):
    assert night.analysed(fresh=True) == {"甲.txt", "乙.txt"}
    assert night.analysed() == set()


BOTH = {"甲.txt", "乙.txt"}


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("[report]\nyear = 2023\n", BOTH),
        ("[report]\nanonymised = true\n", BOTH),
        ("[limits]\ncharacters = 50000\n", BOTH),
        ('[rules.growth-mismatch]\nseverity = "notice"\n', BOTH),
        ('[[required]]\nname = "家庭家教家风"\n', BOTH),
        ('[kinds.duty.headings]\nproblems = ["短板之处"]\n', BOTH),
        ('[kinds.duty.rules.title-elements]\nseverity = "off"\n', BOTH),
        ('[kinds.party-building.headings]\nproblems = ["短板之处"]\n', BOTH),  # heading words are looked for in every report
    ],
)
def test_a_setting_that_these_reports_read_computes_them_anew(night: Night, toml: str, expected: set[str]):
    night.settings(toml)
    assert night.analysed() == expected
    assert night.analysed() == set()


@pytest.mark.parametrize(
    "toml",
    [
        '[kinds.party-building.rules.title-elements]\nseverity = "off"\n',
        '[kinds.party-building]\nunwaivable = ["count-mismatch"]\n',
        '[report]\norganisation = "禾泉县"\n',
        "[limits]\nseconds = 50\n",
        '[rules.near-duplicate]\nseverity = "off"\n',
        '[[ignore]]\npath = "丁.txt"\nreason = "未定稿"\n',
    ],
    ids=["rule of another kind", "waivers of another kind", "name on the index", "time limit", "folder rule", "ignore list"],
)
def test_a_setting_that_these_reports_do_not_read_leaves_them(night: Night, toml: str):
    night.settings(toml)
    assert night.analysed() == set()


def test_the_command_line_counts_as_a_setting(night: Night):
    assert night.analysed(year=2023) == BOTH
    assert night.analysed(kind="duty", year=2023) == BOTH
    assert night.analysed(kind="duty", year=2023) == set()


def test_another_reader_computes_anew(night: Night, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keys, "READER_VERSION", "another")
    assert night.analysed() == BOTH


def test_another_word_model_computes_anew(night: Night, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keys, "model_checksum", lambda _: "another")
    assert night.analysed() == BOTH


def test_the_word_model_is_known_by_its_content(tmp_path: Path):
    (tmp_path / "weights.npz").write_bytes(b"one")
    one = keys.model_checksum.__wrapped__(str(tmp_path))
    (tmp_path / "weights.npz").write_bytes(b"two")
    assert keys.model_checksum.__wrapped__(str(tmp_path)) != one


def test_another_version_of_a_library_computes_anew(night: Night, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keys, "_libraries", lambda: "lxml=99")
    assert night.analysed() == BOTH


def test_changed_code_or_data_computes_anew(night: Night, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(work, "ruleset", lambda: "0123456789ab")
    assert night.analysed() == BOTH


@pytest.mark.parametrize(
    "changed",
    [
        "rules/count_mismatch.py",
        "rules/profiles/duty.toml",
        "rules/lexicon/watermarks.toml",
        "reports/templates/page.html",
        "checker/numerals.py",
    ],
    ids=["rule", "profile", "lexicon", "template", "engine"],
)
def test_the_rule_set_is_known_by_its_content(changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for package in ("checker", "rules", "reports"):
        shutil.copytree(Path(work.__file__).parents[1] / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "model"))
    files: Callable[[str], Path] = tmp_path.joinpath
    monkeypatch.setattr(work.resources, "files", files)
    before = work.ruleset.__wrapped__()
    with (tmp_path / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")

    assert work.ruleset.__wrapped__() != before


def test_a_failure_is_tried_again_every_night(night: Night):
    (night.folder / "坏.docx").write_bytes(b"PK\x03\x04 \xff broken")
    assert night.analysed() == {"坏.docx"}
    assert night.analysed() == {"坏.docx"}


@pytest.mark.parametrize(
    "reason",
    ["检查用时超过 60 秒，已中止。", "检查这个文件的进程意外退出（退出码 -9）。", "没有安装 LibreOffice。"],
    ids=["time", "kill", "converter"],
)
def test_what_was_not_checked_to_the_end_is_never_reused(night: Night, monkeypatch: pytest.MonkeyPatch, reason: str):
    (night.folder / "丙.txt").write_text(REPORT, encoding="utf-8")

    def lose(_work: object, tasks: Any, **_: object) -> Any:
        yield from ((task, incremental.Lost(task, reason, "")) for task in tasks)

    with monkeypatch.context() as patch:
        patch.setattr(incremental, "run_tasks", lose)
        failed = night.run()["documents"]
    assert {d["path"]: d["status"] for d in failed}["丙.txt"] == "failed"
    assert night.analysed() == {"丙.txt"}
    assert {d["status"] for d in night.run()["documents"]} == {"checked"}


def test_a_report_changed_while_it_was_waiting_is_kept_under_what_was_read(night: Night, monkeypatch: pytest.MonkeyPatch):
    """The digest taken before the work is not the digest of what was read."""
    (night.folder / "丙.txt").write_text(REPORT, encoding="utf-8")
    do = incremental.run_tasks

    def change_then_work(*arguments: Any, **more: Any) -> Any:
        (night.folder / "丙.txt").write_text(FOUND, encoding="utf-8")
        return do(*arguments, **more)

    with monkeypatch.context() as patch:
        patch.setattr(incremental, "run_tasks", change_then_work)
        changed = {d["path"]: d for d in night.run()["documents"]}["丙.txt"]

    assert night.analysed() == set()
    (night.folder / "丙.txt").write_text(REPORT, encoding="utf-8")
    now = {d["path"]: d for d in night.run()["documents"]}["丙.txt"]
    assert (now["from_cache"], now["digest"] != changed["digest"]) == (False, True)


# new or known


def states(result: dict[str, Any]) -> set[str]:
    return {finding["state"] for document in result["documents"] for finding in document["findings"]}


def test_a_finding_is_new_once_and_then_known(night: Night):
    assert states(night.run()) == {"known"}


def test_only_what_the_last_run_did_not_have_is_new(night: Night):
    (night.folder / "甲.txt").write_text(f"{FOUND}另修便桥一座。\n", encoding="utf-8")
    result = {d["path"]: d for d in night.run()["documents"]}
    assert {f["state"] for f in result["乙.txt"]["findings"]} == {"known"}
    assert "new" in {f["state"] for f in result["甲.txt"]["findings"]}


def test_folder_findings_are_recomputed_from_what_is_kept_and_known(night: Night):
    night.settings('roster = "名册.csv"\n')
    (night.folder / "名册.csv").write_text("单位,姓名,职务,文种\n清河镇,何远山,镇长,述职\n", encoding="utf-8")
    first, second = night.run()["folder_findings"], night.run()["folder_findings"]
    assert [f["fingerprint"] for f in first] == [f["fingerprint"] for f in second]
    assert ({f["state"] for f in first}, {f["state"] for f in second}) == ({"new"}, {"known"})


def test_a_renamed_report_keeps_its_history(night: Night):
    (night.folder / "乙.txt").rename(night.folder / "改名.txt")
    result = {d["path"]: d for d in night.run()["documents"]}
    assert {f["state"] for f in result["改名.txt"]["findings"]} == {"known"}


# a folder that goes away


def read_late(task: work.Task) -> work.Done:
    """The file is gone when its turn comes; the real reader says so."""
    Path(task.file.path).unlink()
    order = work.Order(load_settings((*RULES, *FOLDER_RULES), resources.files("rules") / "profiles"), None, None, "", "")
    return work.finish(work.check_file(task.file, order, None), task, order)  # type: ignore[arg-type]


def test_a_share_that_drops_during_the_run_leaves_the_last_site(night: Night, monkeypatch: pytest.MonkeyPatch):
    index = (night.site / "index.html").read_bytes()
    (night.folder / "甲.txt").write_text(FOUND, encoding="utf-8")
    do = incremental.run_tasks

    def drop_then_work(*arguments: Any, **more: Any) -> Any:
        shutil.move(night.folder, night.folder.with_name("断开"))
        return do(*arguments, **more)

    monkeypatch.setattr(incremental, "run_tasks", drop_then_work)
    with pytest.raises(incremental.UsageError, match="断开"):
        night.run()
    assert (night.site / "index.html").read_bytes() == index


def test_a_single_file_that_vanishes_costs_itself(night: Night, monkeypatch: pytest.MonkeyPatch):
    (night.folder / "丙.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setattr(work, "do", read_late)
    code = check(Request((night.folder,), night.site, json=str(night.json)), lambda _: None)
    documents = {d["path"]: d["status"] for d in json.loads(night.json.read_text(encoding="utf-8"))["documents"]}
    assert (code, documents) == (ExitCode.FAILED, {"甲.txt": "checked", "乙.txt": "checked", "丙.txt": "failed"})
