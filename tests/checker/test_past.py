"""`checker history` over a folder that changes between two runs."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from checker.cli import app

REPORT = (
    "2024年度述职报告\n一、学习情况\n全年组织三项活动：{list}。\n二、存在的问题\n一是学习不够系统。\n"
    "三、整改措施\n一是制定学习计划，每月集中学习一次。\n"
)


def lines(*arguments: str) -> list[str]:
    run = CliRunner().invoke(app, list(arguments), prog_name="checker")
    return (run.output or "").splitlines()


def test_runs_stand_in_order_with_what_came_and_went(tmp_path: Path) -> None:
    reports, site = tmp_path / "reports", tmp_path / "site"
    reports.mkdir()
    report = reports / "张三.txt"
    report.write_text(REPORT.format(list="一是读书，二是义诊"), encoding="utf-8")
    lines("check", str(reports), "-o", str(site))
    report.write_text(REPORT.format(list="一是读书，二是义诊，三是植树"), encoding="utf-8")
    lines("check", str(reports), "-o", str(site))

    told = lines("history", "-o", str(site))
    first, second = (line.split() for line in told[1:3])
    assert (first[0], second[0]) == ("1", "2")
    assert "已完成" in first
    gone = told[next(at for at, line in enumerate(told) if "不再出现" in line) :]
    assert any("张三.txt" in line and "三项活动" in line for line in gone)


def test_only_as_many_runs_as_asked_for(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "张三.txt").write_text(REPORT.format(list="一是读书，二是义诊，三是植树"), encoding="utf-8")
    for _ in range(3):
        lines("check", str(tmp_path / "reports"), "-o", str(tmp_path / "site"))
    told = lines("history", "-o", str(tmp_path / "site"), "--runs", "2")
    assert [line.split()[0] for line in told[1:3]] == ["2", "3"]


def test_where_no_site_is_it_says_so(tmp_path: Path) -> None:
    assert lines("history", "-o", str(tmp_path)) == [f"{tmp_path} 里没有检查页，请用 -o 指明检查页所在的文件夹。"]
