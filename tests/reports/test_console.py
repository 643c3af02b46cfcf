"""What the terminal shows survives a GBK console."""

from collections.abc import Iterator
from dataclasses import dataclass

import literals

from checker.model import Document, Example, Family, Hit, Rule, Severity
from reports.console import rule_lines, rule_text, show_lines, summary_lines

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
        "未查完 1 份：读不出来或有规则出错，原因见目录页。",
        "错误 3 处、提示 5 处。",
        "另有 1 处已判为误报或不予处理，未计入。",
        "跳过 2 个其他文件。",
        "目录页：site/index.html",
    ]


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


def test_a_rule_that_is_off_says_so():
    assert rule_lines([RULE])[0].endswith("一条规则。（默认不启用）")


def test_every_word_of_ours_exists_on_a_gbk_console():
    lines = [*summary_lines(SUMMARY, site="x", seconds=1), *show_lines(literals.full().document), *rule_lines([RULE]), *rule_text(RULE)]
    "\n".join(lines).encode("gbk")
