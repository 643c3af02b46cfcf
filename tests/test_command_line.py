"""The command, end to end: exit codes, what is checked, what is written, what is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from checker.cli import app
from rules import FOLDER_RULES, RULES

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "tests" / "samples"
CLEAN = SAMPLES / "duty-clean.txt"
WRONG = SAMPLES / "growth-rate-wrong.txt"
SCHEMA = json.loads((ROOT / "reports" / "schema" / "result-1.schema.json").read_text(encoding="utf-8"))

Run = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one clean report and one with a wrong figure."""
    folder = tmp_path / "材料"
    folder.mkdir()
    shutil.copy(CLEAN, folder / "甲.txt")
    shutil.copy(WRONG, folder / "乙.txt")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def checker(site: Path) -> Run:
    """Run ``checker check`` into ``site``; the result has exit code, stdout and stderr."""
    return lambda *arguments: CliRunner().invoke(app, ["check", *map(str, arguments), "--out", str(site)])


def result(run: Any) -> dict[str, Any]:
    return json.loads(run.stdout)


# exit codes


def test_clean_reports_end_with_0(folder: Path, checker: Run):
    (folder / "乙.txt").unlink()
    assert checker(folder).exit_code == 0


def test_an_error_ends_with_1(folder: Path, checker: Run):
    assert checker(folder).exit_code == 1


def test_fail_on_never_ends_with_0(folder: Path, checker: Run):
    assert checker(folder, "--fail-on", "never").exit_code == 0


def test_an_unread_file_ends_with_2_even_beside_findings(folder: Path, checker: Run):
    (folder / "丙.docx").write_bytes(b"PK\x03\x04 not a Word file")
    assert checker(folder, "--fail-on", "never").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fail-on", "maybe"], "maybe"),
        (["--kind", "duti"], "duti"),
        (["--config", "absent.toml"], "absent.toml"),
    ],
    ids=["fail-on", "kind", "config"],
)
def test_wrong_usage_ends_with_2_and_a_sentence(folder: Path, checker: Run, arguments: list[str], said: str):
    run = checker(folder, *arguments)
    assert (run.exit_code, said in run.stderr) == (2, True)


# what is checked


def test_an_empty_folder_ends_with_2_and_leaves_the_last_site(folder: Path, checker: Run, site: Path):
    checker(folder)
    index = (site / "index.html").read_bytes()
    for report in folder.iterdir():
        report.unlink()

    assert checker(folder).exit_code == 2
    assert (site / "index.html").read_bytes() == index


def test_a_missing_path_ends_with_2_and_writes_nothing(tmp_path: Path, checker: Run, site: Path):
    run = checker(tmp_path / "没有这个文件夹")
    assert (run.exit_code, site.exists(), "没有这个文件夹" in run.stderr) == (2, False, True)


def test_one_bad_file_does_not_stop_the_others(folder: Path, checker: Run, site: Path):
    (folder / "坏.docx").write_bytes(b"PK\x03\x04" + bytes(200))

    run = checker(folder, "--json", "-")

    assert {d["path"]: d["status"] for d in result(run)["documents"]} == {"甲.txt": "checked", "乙.txt": "checked", "坏.docx": "failed"}
    assert "坏.docx" in (site / "index.html").read_text(encoding="utf-8")
    assert "  坏.docx：" in run.stderr


def test_own_output_readme_settings_and_lock_files_are_never_checked(folder: Path, site: Path):
    for name in ("README.md", "checker.toml", "~$甲.txt", ".hidden.txt"):
        (folder / name).write_text("", encoding="utf-8")
    run = CliRunner().invoke(app, ["check", str(folder), "--out", str(folder / "site"), "--json", "-"])
    again = CliRunner().invoke(app, ["check", str(folder), "--out", str(folder / "site"), "--json", "-"])

    for outcome in (run, again):
        assert [d["path"] for d in result(outcome)["documents"]] == ["乙.txt", "甲.txt"]
        assert result(outcome)["skipped"] == []


def test_another_format_is_skipped_and_listed(folder: Path, checker: Run):
    (folder / "照片.png").write_bytes(b"\x89PNG")
    assert [s["path"] for s in result(checker(folder, "--json", "-"))["skipped"]] == ["照片.png"]


def test_an_ignored_file_is_listed_with_its_reason(folder: Path, checker: Run):
    (folder / "checker.toml").write_text('[[ignore]]\npath = "乙.txt"\nreason = "未定稿"\n', encoding="utf-8")

    run = checker(folder, "--json", "-")

    assert run.exit_code == 0
    assert [(s["path"], "未定稿" in s["reason"]) for s in result(run)["skipped"]] == [("乙.txt", True)]


# what is written


def test_the_result_follows_its_schema(folder: Path, checker: Run):
    (folder / "坏.docx").write_bytes(b"PK\x03\x04")
    jsonschema.validate(result(checker(folder, "--json", "-")), SCHEMA)


def test_the_json_file_is_utf8(folder: Path, checker: Run, tmp_path: Path):
    checker(folder, "--json", tmp_path / "result.json")
    assert "增长" in (tmp_path / "result.json").read_text(encoding="utf-8")


def test_every_report_has_a_page_that_the_index_names(folder: Path, checker: Run, site: Path):
    checker(folder)
    index = (site / "index.html").read_text(encoding="utf-8")
    pages = sorted(page.name for page in (site / "pages").iterdir())
    assert len(pages) == 2
    assert all(page in index for page in pages)


def test_a_folder_that_is_not_ours_is_refused_and_untouched(folder: Path, checker: Run, site: Path):
    site.mkdir()
    (site / "家庭账本.txt").write_text("不要动", encoding="utf-8")

    run = checker(folder)

    assert run.exit_code == 2
    assert [path.name for path in site.iterdir()] == ["家庭账本.txt"]


def test_a_foreign_file_in_our_site_is_left(folder: Path, checker: Run, site: Path):
    checker(folder)
    (site / "pages" / "笔记.txt").write_text("别人放的", encoding="utf-8")
    (folder / "甲.txt").write_text((folder / "甲.txt").read_text(encoding="utf-8").replace("15公里", "16公里"), encoding="utf-8")

    checker(folder)

    assert (site / "pages" / "笔记.txt").exists()


def test_an_unchanged_report_keeps_its_page_byte_for_byte(folder: Path, checker: Run, site: Path):
    checker(folder)
    before = {page.name: page.read_bytes() for page in (site / "pages").iterdir()}

    run = checker(folder, "--json", "-")

    assert {page.name: page.read_bytes() for page in (site / "pages").iterdir()} == before
    assert [d["from_cache"] for d in result(run)["documents"]] == [True, True]


def test_one_file_of_the_set_updates_its_row_and_leaves_the_others(folder: Path, checker: Run, site: Path):
    checker(folder)
    (folder / "乙.txt").write_text(CLEAN.read_text(encoding="utf-8"), encoding="utf-8")

    assert checker(folder / "乙.txt").exit_code == 0
    index = (site / "index.html").read_text(encoding="utf-8")
    assert "甲.txt" in index
    assert "乙.txt" in index


def test_another_set_is_refused_with_a_sentence(folder: Path, checker: Run, tmp_path: Path):
    checker(folder)
    other = tmp_path / "别的材料"
    other.mkdir()
    shutil.copy(CLEAN, other / "丁.txt")

    run = checker(other)

    assert (run.exit_code, "--out" in run.stderr or "-o" in run.stderr) == (2, True)


def test_workers_and_no_state_change_nothing_in_the_result(folder: Path, checker: Run):
    one = result(checker(folder, "--json", "-", "--no-state", "--jobs", "1"))
    two = result(checker(folder, "--json", "-", "--no-state", "--jobs", "2"))
    one.pop("run")
    two.pop("run")
    assert one == two


def test_standard_output_holds_the_json_and_nothing_else(folder: Path, checker: Run):
    run = checker(folder, "--json", "-")
    assert run.stdout.lstrip().startswith("{")
    assert "目录页" in run.stderr


# settings


def test_a_rule_switched_off_is_silent(folder: Path, checker: Run):
    (folder / "checker.toml").write_text('[rules.growth-mismatch]\nseverity = "off"\n', encoding="utf-8")
    assert checker(folder).exit_code == 0


def test_an_unknown_rule_in_the_settings_names_the_nearest(folder: Path, checker: Run):
    (folder / "checker.toml").write_text('[rules.growth-mismach]\nseverity = "off"\n', encoding="utf-8")
    run = checker(folder)
    assert (run.exit_code, "growth-mismatch" in run.stderr) == (2, True)


def test_a_topic_the_organisation_asks_for_is_missed(folder: Path, checker: Run):
    (folder / "checker.toml").write_text('[[required]]\nname = "家庭家教家风"\nfrom = "县委通知"\n', encoding="utf-8")
    (document, _) = sorted(result(checker(folder, "--json", "-"))["documents"], key=lambda d: d["path"] != "甲.txt")
    assert [(f["rule"], "家庭家教家风" in f["message"]) for f in document["findings"] if f["severity"] != "notice"] == [
        ("missing-section", True)
    ]


# the other commands


def test_rules_lists_the_catalogue():
    run = CliRunner().invoke(app, ["rules"])
    named = {line.split()[0] for line in run.stdout.splitlines()}
    assert (run.exit_code, {rule.name for rule in (*RULES, *FOLDER_RULES)} - named) == (0, set())


@pytest.mark.parametrize("name", ["growth-mismatch", "near-duplicate"])
def test_rules_explains_one_rule(name: str):
    run = CliRunner().invoke(app, ["rules", name])
    assert (run.exit_code, "例子" in run.stdout) == (0, True)


def test_an_unknown_rule_names_the_nearest():
    run = CliRunner().invoke(app, ["rules", "growth-mismach"])
    assert (run.exit_code, "growth-mismatch" in run.stderr) == (2, True)


@pytest.mark.parametrize("shown", ["五、整改措施", "调查研究不深", "花椒"])
def test_show_tells_what_was_read(shown: str):
    run = CliRunner().invoke(app, ["show", str(CLEAN)])
    assert (run.exit_code, shown in run.stdout) == (0, True)


def test_schedule_prints_a_cron_line(folder: Path, site: Path):
    run = CliRunner().invoke(app, ["schedule", str(folder), "--out", str(site), "--at", "03:15", "--for", "cron"])
    assert (run.exit_code, run.stdout.startswith("15 3 * * * ")) == (0, True)


def test_a_finding_judged_a_false_alarm_leaves_the_exit_code(folder: Path, checker: Run, site: Path):
    found = [f for d in result(checker(folder, "--json", "-"))["documents"] for f in d["findings"] if f["severity"] == "error"]
    for finding in found:
        judged = CliRunner().invoke(app, ["verdict", finding["fingerprint"], "false-alarm", "--reason", "口径不同", "--out", str(site)])
        assert judged.exit_code == 0, judged.stderr

    run = checker(folder, "--json", "-")

    assert (run.exit_code, result(run)["summary"]["waived"]) == (0, len(found))


def test_workers_that_do_not_fork_give_the_same_result(folder: Path, checker: Run, monkeypatch: pytest.MonkeyPatch):
    """As on Windows: settings, tasks and results all pickle, and the model is loaded in each worker."""
    one = result(checker(folder, "--json", "-", "--no-state", "--jobs", "1"))
    monkeypatch.setattr("checker.executors.local.START", "spawn")
    two = result(checker(folder, "--json", "-", "--no-state", "--jobs", "2"))
    one.pop("run")
    two.pop("run")
    assert one == two


def test_after_a_killed_run_even_few_files_go_to_a_worker(folder: Path, checker: Run, monkeypatch: pytest.MonkeyPatch):
    asked = []
    monkeypatch.setattr("checker.history.History.was_killed", lambda _: True)
    monkeypatch.setattr("checker.incremental.worker_count", lambda *_, careful: asked.append(careful) or 0)
    checker(folder)
    assert asked == [True]


def test_the_index_says_what_changed_since_the_last_run(folder: Path, checker: Run, site: Path):
    checker(folder)
    assert "与上次相比" not in (site / "index.html").read_text(encoding="utf-8")
    (folder / "甲.txt").write_text(WRONG.read_text(encoding="utf-8"), encoding="utf-8")
    shutil.copy(CLEAN, folder / "丙.txt")

    checker(folder)

    index = (site / "index.html").read_text(encoding="utf-8")
    assert "与上次相比" in index
    assert [f">{word}</span>" in index for word in ("新增", "已改", "未变")] == [True, True, True]


def test_a_run_over_one_report_tells_of_the_last_whole_one(folder: Path, checker: Run, site: Path):
    checker(folder)
    checker(folder / "甲.txt")
    assert "与上次相比" not in (site / "index.html").read_text(encoding="utf-8")
    shutil.copy(WRONG, folder / "丙.txt")
    checker(folder)
    checker(folder / "甲.txt")

    index = (site / "index.html").read_text(encoding="utf-8")
    assert "近 2 次检查" in index
    assert index.count(">未变</span>") == 1  # of the others this run says nothing
