"""A title and an opening that name two report years: the clash itself, told once by one rule and known to all others."""

from __future__ import annotations

import re

from checker.model import Document, Statement

NOT_NOW = re.compile(
    r"评议|反馈|整改|点评|相比|比|同期|较|与|基数|以前|上年|去年|上一?年度|自20|从20|任职|到任|调任|担任|参加工作|出生|入党|毕业"
    r"|当选|历任|截止?目前|曾|原|遗留|历史|连续|累计|以来的?|届|印发的?|发布|出台的|修订|施行|实施的?|启动的?|下达|立项"
)


def title_and_opening(document: Document) -> tuple[Statement, Statement] | None:
    """Title and opening that name two report years, None where they do not.

    A date of the next year's first months is no year of the report; nor does a date below the title speak for the title.
    """
    years = [statement for statement in document.statements if statement.what == "year" and statement.value.isdigit()]
    stated = [statement for statement in years if statement.where == "title"]
    titles = [statement for statement in stated if "月" not in document.read(statement.span)] or stated
    if not titles:
        return None
    named = {statement.value for statement in titles}
    for statement in years:
        if statement.where == "opening" and statement.value not in named and _of_report(document, statement):
            return titles[0], statement
    return None


def _of_report(document: Document, statement: Statement) -> bool:
    """Whether an opening's year is told as the year reported on, not as a date, a past post or a comparison."""
    paragraph = next(p for p in document.paragraphs if p.span.overlaps(statement.span))
    before = document.text[max(paragraph.span.start, statement.span.start - 12) : statement.span.start]
    after = document.text[statement.span.end : min(paragraph.span.end, statement.span.end + 40)]
    if (
        re.match(r"\s?年?\s?[0-9一二三四五六七八九十]{1,2}月", after)
        or NOT_NOW.search(before[-6:])
        or NOT_NOW.search(after[:14])
        or re.search(r"(?:[自从于任《〔“]|针?对|关于)$", before)
    ):
        return False
    after = after.removeprefix("年")
    if after.startswith("度") or document.text[statement.span.start : statement.span.end].endswith("度"):
        return not re.search(r"先进|表彰|评为|获|优秀", before[-6:] + after[:10])
    return (
        re.match(
            r"度?(?:以来)?(?:的|我的)?(?:履职|工作|述职|尽责|全年|抓)|度?，[^。]{0,30}(?:领导|指导|支持|帮助)下|度?，[^。]{0,20}"
            r"(?:坚持|紧紧|始终|认真|团结|深入)",
            after,
        )
        is not None
    )
