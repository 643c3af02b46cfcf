"""The folder stage in a whole run: copies, last year's reports, the roster, and one report checked again."""

import json
from pathlib import Path
from typing import Any

import pytest

from checker.run import ExitCode, Request, check
from rules import near_duplicate

COPIED = near_duplicate._COPIED
OWN = near_duplicate._OWN
TAIL = "\n二、存在的问题\n一是到高山村走访少，全年只去了3次。\n三、整改措施\n一是每月到高山村走访2次，当场记下群众意见。\n"


def report(unit: str, body: str, year: int = 2024) -> str:
    return f"{unit}党委书记{year}年度述职报告\n一、履行职责情况\n{body}{TAIL}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "报告").mkdir()
    for unit, body in (("竹溪镇", COPIED), ("梅岭镇", COPIED), ("松口镇", OWN)):
        (tmp_path / "报告" / f"{unit}.txt").write_text(report(unit, body), encoding="utf-8")
    return tmp_path


def run(folder: Path, *, paths: tuple[str, ...] = ("报告",), config: str = "") -> tuple[ExitCode, dict[str, Any]]:
    config_file = folder / "checker.toml"
    config_file.write_text(config, encoding="utf-8")
    result = folder / "result.json"
    request = Request(tuple(folder / p for p in paths), folder / "site", config=config_file, json=str(result), fail_on="warning")
    code = check(request, lambda _: None)
    return code, json.loads(result.read_text(encoding="utf-8"))


def rules_of(result: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in result["folder_findings"]]


def test_a_copy_stands_in_the_json_of_both_reports_and_in_the_counts(folder: Path) -> None:
    code, result = run(folder)
    assert code == ExitCode.FINDINGS
    assert "near-duplicate" in rules_of(result)
    by_path = {d["path"]: [f["rule"] for f in d["findings"]] for d in result["documents"]}
    assert "near-duplicate" in by_path["竹溪镇.txt"]
    assert "near-duplicate" in by_path["梅岭镇.txt"]
    assert "near-duplicate" not in by_path["松口镇.txt"]


def test_no_page_of_a_report_names_the_other_one(folder: Path) -> None:
    run(folder)
    (page,) = (folder / "site" / "pages").glob("竹溪镇-*.html")
    assert "梅岭镇" not in page.read_text(encoding="utf-8")


def test_one_report_checked_again_is_still_compared_with_all(folder: Path) -> None:
    run(folder)
    _, result = run(folder, paths=("报告/竹溪镇.txt",))
    assert [d["path"] for d in result["documents"]] == ["竹溪镇.txt"]
    assert "near-duplicate" in rules_of(result)


def test_a_template_named_in_settings_is_common_stock(folder: Path) -> None:
    (folder / "模板.txt").write_text(COPIED + TAIL, encoding="utf-8")
    _, result = run(folder, config='[folder]\ntemplates = ["模板.txt"]\n')
    assert "near-duplicate" not in rules_of(result)


def test_last_years_report_is_compared_and_never_published(folder: Path) -> None:
    (folder / "去年").mkdir()
    (folder / "去年" / "松口镇.txt").write_text(report("松口镇", OWN, 2023), encoding="utf-8")
    _, result = run(folder, config='[folder]\nlast_year = "去年"\n')
    assert "last-year-copy" in rules_of(result)
    assert [d["path"] for d in result["documents"]] == ["松口镇.txt", "梅岭镇.txt", "竹溪镇.txt"]
    assert len(list((folder / "site" / "pages").iterdir())) == 3


def test_the_roster_says_who_is_missing(folder: Path) -> None:
    rows = "单位,姓名,职务,文种\n" + "\n".join(f"{unit},,党委书记,述职" for unit in ("竹溪镇", "梅岭镇", "松口镇", "石坝乡"))
    (folder / "报告" / "roster.csv").write_text(rows, encoding="utf-8")
    _, result = run(folder, config='roster = "报告/roster.csv"\n')
    (missing,) = [f for f in result["folder_findings"] if f["rule"] == "missing-report"]
    assert "石坝乡" in missing["message"]
    assert "unexpected-report" not in rules_of(result)


def test_the_rosters_rules_are_silent_when_a_part_of_its_folder_is_checked(folder: Path) -> None:
    (folder / "报告" / "roster.csv").write_text("单位,姓名,职务,文种\n石坝乡,,党委书记,述职\n", encoding="utf-8")
    _, result = run(folder, paths=("报告/竹溪镇.txt",), config='roster = "报告/roster.csv"\n')
    assert "missing-report" not in rules_of(result)
