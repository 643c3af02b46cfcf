"""确定的错别字

只收一批拿得准的错法：同音、形近、词序颠倒，写成这样没有别的解释。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Rule, Severity
from rules._collocations import wrong_words
from rules._excerpt import excerpt


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    allowed: tuple[str, ...] = ()  # 本单位确有的名称，不当作错字


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有收在表里的错法。"""
    for paragraph in document.written:
        text = paragraph.text
        for match, right in wrong_words(text, "typos", "typos", options.allowed):
            yield Hit(
                span=paragraph.at(match.start(), match.end()),
                message=f"“{match[0]}”疑为“{right}”之误",
                evidence=f"原文：“{excerpt(text, match.start(), match.end(), 10)}”。",
                suggestion=f"改为“{right}”。",
            )


RULE = Rule(
    name="typo",
    family=Family.WORDING,
    summary="确定的错别字",
    severity=Severity.NOTICE,
    options=Options,
    examples=(
        Example("召开坐谈会4次，解决困难核问题17个。", marks=("坐谈会", "困难核问题")),
        Example("召开座谈会4次，解决困难和问题17个，各自已完成任务，既使群众受益又使企业增效。"),
    ),
    check=check,
)
