"""The folder stage in a whole run: copies, last year's reports, the roster, and one report checked again."""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import docx
import pytest

from checker.model import FolderHit, Refusal
from checker.request import ExitCode, Request
from checker.run import check
from rules import FOLDER_RULES, near_duplicate

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


def run(
    folder: Path, *, paths: tuple[str, ...] = ("报告",), config: str = "", exports: tuple[str, ...] = ()
) -> tuple[ExitCode, dict[str, Any]]:
    config_file = folder / "checker.toml"
    config_file.write_text(config, encoding="utf-8")
    result = folder / "result.json"
    request = Request(
        tuple(folder / p for p in paths), folder / "site", config=config_file, json=str(result), fail_on="warning", exports=exports
    )
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


def index_of(folder: Path) -> str:
    return (folder / "site" / "index.html").read_text(encoding="utf-8")


def test_the_index_leads_to_the_two_reports_side_by_side(folder: Path) -> None:
    run(folder)
    (page,) = (folder / "site" / "compare").iterdir()
    assert f'href="compare/{quote(page.name)}">并排对照' in index_of(folder)
    html = page.read_text(encoding="utf-8")
    assert all(f"../pages/{quote(own.name)}" in html for own in (folder / "site" / "pages").iterdir() if "松口" not in own.name)


def test_three_copies_are_a_group_with_a_page_for_each_pair(folder: Path) -> None:
    (folder / "报告" / "松口镇.txt").write_text(report("松口镇", COPIED), encoding="utf-8")
    run(folder)
    pages = {page.name: page.read_text(encoding="utf-8") for page in (folder / "site" / "compare").iterdir()}
    (group,) = [name for name in pages if name.startswith("3份相同-")]
    assert f'href="compare/{quote(group)}">看这一组 3 份' in index_of(folder)
    assert all(f'href="{quote(name)}"' in pages[group] for name in pages if name != group)
    assert len(pages) == 4


def test_a_copy_that_was_written_anew_leaves_no_page_behind(folder: Path) -> None:
    run(folder)
    (folder / "报告" / "梅岭镇.txt").write_text(f"梅岭镇党委书记2024年度述职报告\n{OWN[::-1]}", encoding="utf-8")
    run(folder)
    assert list((folder / "site" / "compare").iterdir()) == []


def test_the_same_folder_gives_the_same_pages(folder: Path) -> None:
    run(folder)
    before = sorted((page.name, page.stat().st_mtime_ns) for page in (folder / "site" / "compare").iterdir())
    run(folder)
    assert sorted((page.name, page.stat().st_mtime_ns) for page in (folder / "site" / "compare").iterdir()) == before


def test_nothing_that_goes_back_to_an_author_tells_of_a_colleague(folder: Path) -> None:
    for unit in ("竹溪镇", "梅岭镇"):
        (folder / "报告" / f"{unit}.txt").unlink()
        document = docx.Document()
        for line in report(unit, COPIED + "全年修渠3公里，，受益200户。").splitlines():
            document.add_paragraph(line)
        document.save(str(folder / "报告" / f"{unit}.docx"))
    _, result = run(folder, exports=("docx",))
    assert "near-duplicate" in rules_of(result)
    papers = [*(folder / "site" / "pages").glob("竹溪镇-*.html"), *(folder / "site" / "annotated").glob("竹溪镇-*.docx")]
    assert len(papers) == 2
    for paper in papers:
        words = paper.read_text(encoding="utf-8") if paper.suffix == ".html" else words_of(paper)
        for telltale in ("梅岭镇", "相似", "相同文字", "并排对照", "compare/", "缺交"):
            assert telltale not in words, f"{paper.name}: {telltale}"


def words_of(word: Path) -> str:
    """All parts of a Word file as one text."""
    with zipfile.ZipFile(word) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


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


def test_the_index_counts_what_the_roster_asks_for(folder: Path) -> None:
    rows = "单位,姓名,职务,文种\n" + "\n".join(f"{unit},,党委书记,述职" for unit in ("竹溪镇", "梅岭镇", "松口镇", "石坝乡"))
    (folder / "报告" / "roster.csv").write_text(rows, encoding="utf-8")
    run(folder, config='roster = "报告/roster.csv"\n')
    html = index_of(folder)
    assert re.findall(r"<dt>(\w+)</dt><dd>(\d+)</dd>", html) == [("应交", "4"), ("已交", "3"), ("缺交", "1")]
    assert "石坝乡 党委书记" in html


def test_with_its_rule_off_the_roster_is_not_counted(folder: Path) -> None:
    (folder / "报告" / "roster.csv").write_text("单位,姓名,职务,文种\n石坝乡,,党委书记,述职\n", encoding="utf-8")
    run(folder, config='roster = "报告/roster.csv"\n[rules.missing-report]\nseverity = "off"\n')
    assert "应交" not in index_of(folder)


def test_a_folder_rule_that_crashes_is_told_on_the_index_and_fails_the_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> Iterator[FolderHit]:
        raise ValueError("坏了")

    broken = tuple(replace(rule, check=crash) if rule.name == "borrowed-name" else rule for rule in FOLDER_RULES)
    monkeypatch.setattr("checker.run.FOLDER_RULES", broken)
    code, result = run(folder)
    assert code == ExitCode.FAILED
    assert "borrowed-name 运行出错（ValueError：坏了）" in index_of(folder)
    assert "near-duplicate" in rules_of(result)


def test_two_findings_of_one_rule_are_put_in_order(folder: Path) -> None:
    for unit in ("高桥镇", "白马镇"):
        (folder / "报告" / f"{unit}.txt").write_text(report(unit, OWN[::-1] + "另外还有一些不一样的话，" * 3), encoding="utf-8")
    _, result = run(folder)
    assert rules_of(result).count("near-duplicate") == 2


def test_the_rosters_rules_are_silent_when_a_part_of_its_folder_is_checked(folder: Path) -> None:
    (folder / "报告" / "roster.csv").write_text("单位,姓名,职务,文种\n石坝乡,,党委书记,述职\n", encoding="utf-8")
    _, result = run(folder, paths=("报告/竹溪镇.txt",), config='roster = "报告/roster.csv"\n')
    assert "missing-report" not in rules_of(result)


def test_a_large_cluster_gets_a_page_for_its_most_alike_pairs_and_lists_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.pair_pages._MOST", 1)
    (folder / "报告" / "松口镇.txt").write_text(report("松口镇", COPIED), encoding="utf-8")
    run(folder)
    pages = [page.read_text(encoding="utf-8") for page in (folder / "site" / "compare").glob("*.html")]
    (cluster,) = [page for page in pages if "两两对照" in page]
    assert (len(pages), cluster.count(">并排看</a>"), cluster.count("未另列")) == (2, 1, 2)


def test_a_clean_report_checked_again_is_not_told_of_others(folder: Path) -> None:
    run(folder)
    _, result = run(folder, paths=("报告/松口镇.txt",))
    (document,) = result["documents"]
    own = [finding for finding in document["findings"] if finding["severity"] == "warning"]
    assert result["summary"]["warnings"] == len(own)
    assert "near-duplicate" in rules_of(result)


def test_a_file_that_is_no_result_of_ours_is_never_replaced_by_one(folder: Path) -> None:
    victim = folder / "报告" / "竹溪镇.txt"
    before = victim.read_text(encoding="utf-8")
    (folder / "台账.json").write_text("[]", encoding="utf-8")
    for target in (victim, folder / "台账.json", folder / "site" / "index.html", folder):
        with pytest.raises(Refusal, match="--json"):
            check(Request((folder / "报告",), folder / "site", json=str(target)), lambda _: None)
    assert victim.read_text(encoding="utf-8") == before
    assert not (folder / "site").exists()


def test_the_index_counts_a_finding_over_two_reports_once(folder: Path) -> None:
    _, result = run(folder)
    index = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert f"警告 {result['summary']['warnings']} 处" in index
