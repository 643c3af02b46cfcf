"""What the terminal shows survives a GBK console."""

from collections.abc import Iterator
from dataclasses import dataclass

import literals
import pytest

from checker.model import Document, Example, Family, Hit, Rule, Severity
from reports.console import no_such_rule, rule_lines, rule_text, show_lines, summary_lines
from rules import FOLDER_RULES, RULES, missing_report

SUMMARY = {"documents": 12, "failed": 1, "skipped": 2, "errors": 3, "warnings": 0, "notices": 5, "waived": 1}


@dataclass(frozen=True)
class Options:
    words: tuple[str, ...] = ("甲", "乙")
    limit: int | None = None
    strict: bool = False


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Never finds anything."""
    yield from ()


RULE = Rule(
    "some-rule",
    Family.WORDING,
    "一条规则。",
    Severity.WARNING,
    Options,
    (Example("好。"), Example("坏，，", ("，，",))),
    check,
    enabled=False,
)


def test_the_summary_says_how_the_run_ended():
    assert summary_lines(SUMMARY, site="site/index.html", seconds=2.34) == [
        "已查 12 份，用时 2.3 秒。",
        "未查完 1 份：",
        "  原因见目录页。",
        "错误 3 处、提示 5 处。",
        "另有 1 处已判为误报或不予处理，未计入。",
        "跳过 2 个其他文件。",
        "目录页：site/index.html",
    ]


def test_files_that_could_not_be_checked_are_named_with_the_reason_in_short():
    reasons = {f"{unit}/报告.docx": "文件设有打开密码。请取消后重新保存。" for unit in "己戊丁丙乙甲"} | {
        "空.txt": "文件是空的，没有内容。"
    }
    lines = summary_lines({**SUMMARY, "failed": 7}, reasons, site="x", seconds=1)
    assert lines[1:8] == [
        "未查完 7 份：",
        *(f"  {unit}/报告.docx：文件设有打开密码" for unit in "丁丙乙己戊"),
        "  另有 2 份，原因见目录页。",
    ]


def test_a_sub_heading_without_a_role_of_its_own_shows_none():
    assert not any("[无]" in line or line.endswith("[]") for line in show_lines(literals.full().document))


def test_show_tells_outline_requirements_criticism_and_ledger():
    shown = "\n".join(show_lines(literals.full().document))
    for words in (
        "二、廉洁自律情况  [廉洁]",
        "上年反馈整改（必须有，县委组织部通知）：未见",
        "明确（0.87）措施1",
        "未见明显对应的措施",
        "最接近的是措施3：继续办好茶叶节；两者没有共同的主题，也没有共有的专门词语",
        "[不符] 增长",
    ):
        assert words in shown


def test_a_rule_is_told_with_options_and_examples():
    told = "\n".join(rule_text(RULE))
    for words in ("words（甲、乙）", "limit（不设）", "strict（否）", "查出：“，，”", "通过"):
        assert words in told


def test_a_rule_over_a_folder_is_told_with_its_reports_and_roster():
    told = rule_text(missing_report.RULE)
    assert told[0] == "missing-report（全批比对，警告）"
    assert told[-3:] == [
        "  - 名册：竹溪镇 党委书记 述职；梅岭镇 党委书记 述职",
        "    竹溪镇党委书记.txt：竹溪镇党委书记2024年度述职报告 全年修渠3公里。",
        "    查出：梅岭镇",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("near-duplicat", "没有“near-duplicat”这条规则，相近的有：near-duplicate。"),
        ("conut", "没有“conut”这条规则，相近的有：count-mismatch。"),
        ("天气", "没有“天气”这条规则，全部规则见 checker rules。"),
    ],
)
def test_a_rule_that_there_is_not_is_answered_with_what_is_like_it_or_with_where_they_stand(name, said):
    assert no_such_rule(name, [rule.name for rule in (*RULES, *FOLDER_RULES)]) == said


def test_a_rule_that_is_off_says_so():
    assert rule_lines([RULE])[0].endswith("一条规则。（默认不启用）")


def test_every_word_of_ours_exists_on_a_gbk_console():
    lines = [*summary_lines(SUMMARY, site="x", seconds=1), *show_lines(literals.full().document), *rule_lines([RULE]), *rule_text(RULE)]
    "\n".join(lines).encode("gbk")
