"""A verdict on a finding over several reports: kept, honoured in the next run, shown, and lapsed when what it was given on is gone."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from test_run import OWN, report, run

from checker.scope import settings_of_site
from checker.verdicts import VerdictError, record
from rules import near_duplicate

COPIED = near_duplicate._COPIED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "报告").mkdir()
    for unit in ("竹溪镇", "梅岭镇"):
        (tmp_path / "报告" / f"{unit}.txt").write_text(report(unit, COPIED), encoding="utf-8")
    return tmp_path


def copied(result: dict[str, Any]) -> dict[str, Any]:
    return next(finding for finding in result["folder_findings"] if finding["rule"] == "near-duplicate")


def judge(folder: Path, fingerprint: str, verdict: str, config: str = "") -> str:
    (folder / "checker.toml").write_text(config, encoding="utf-8")
    members, settings = settings_of_site(folder / "site", folder / "checker.toml")
    return record(members, fingerprint, verdict, "同一次活动，两家都写", settings, by="林晓")


def index_of(folder: Path) -> str:
    return (folder / "site" / "index.html").read_text(encoding="utf-8")


def test_a_waived_copy_leaves_the_counts_of_the_run_and_of_both_reports(folder: Path) -> None:
    _, before = run(folder)
    said = judge(folder, copied(before)["fingerprint"], "waive")
    _, after = run(folder)
    assert said.startswith("已记下：全批比对 “")
    assert copied(after)["verdict"]["reason"] == "同一次活动，两家都写"
    assert after["summary"]["warnings"] == before["summary"]["warnings"] - 1
    assert after["summary"]["waived"] == 1
    touching = [f for d in after["documents"] for f in d["findings"] if f["rule"] == "near-duplicate"]
    assert [f["verdict"]["verdict"] for f in touching] == ["waive", "waive"]


def test_it_is_shown_on_the_index_with_reason_person_and_day(folder: Path) -> None:
    _, before = run(folder)
    judge(folder, copied(before)["fingerprint"], "waive")
    run(folder)
    html = index_of(folder)
    assert 'data-fold="已判不计 1 条"' in html
    assert "同一次活动，两家都写" in html
    assert "林晓" in html


def test_a_finding_agreed_to_stays_open(folder: Path) -> None:
    _, before = run(folder)
    judge(folder, copied(before)["fingerprint"], "agree")
    _, after = run(folder)
    assert after["summary"]["warnings"] == before["summary"]["warnings"]
    assert "已判不计" not in index_of(folder)
    assert "同一次活动，两家都写" in index_of(folder)


def test_when_one_of_the_copies_is_written_anew_the_verdict_is_shown_as_lapsed(folder: Path) -> None:
    _, before = run(folder)
    judge(folder, copied(before)["fingerprint"], "waive")
    (folder / "报告" / "梅岭镇.txt").write_text(report("梅岭镇", OWN), encoding="utf-8")
    run(folder)
    assert 'data-fold="已失效的处理意见 1 条"' in index_of(folder)


def test_a_rule_that_may_not_be_waived_may_not_be_waived_here_either(folder: Path) -> None:
    _, before = run(folder)
    with pytest.raises(VerdictError, match="不得"):
        judge(folder, copied(before)["fingerprint"], "waive", '[kinds.other]\nunwaivable = ["near-duplicate"]\n')


def test_no_page_of_an_author_tells_of_it(folder: Path) -> None:
    _, before = run(folder)
    judge(folder, copied(before)["fingerprint"], "agree")
    run(folder)
    for page in (folder / "site" / "pages").iterdir():
        assert "同一次活动" not in page.read_text(encoding="utf-8")


def test_a_report_that_need_not_be_handed_in_can_be_said_so(folder: Path) -> None:
    with (folder / "报告" / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["单位", "姓名", "职务", "文种"], ["松口镇", "何一", "镇长", ""]])
    roster = 'roster = "报告/roster.csv"\n'
    _, before = run(folder, config=roster)
    missing = next(finding for finding in before["folder_findings"] if finding["rule"] == "missing-report")
    judge(folder, missing["fingerprint"], "waive", roster)
    _, after = run(folder, config=roster)
    assert after["summary"]["errors"] + after["summary"]["warnings"] == before["summary"]["errors"] + before["summary"]["warnings"] - 1
    block = index_of(folder).partition('<section class="roster"')[2].partition("</section>")[0]
    assert "松口镇 何一 镇长" in block
    assert "不予处理" in block
