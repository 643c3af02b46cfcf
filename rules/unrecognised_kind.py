"""交来的文件要认得出是述职报告

文件夹里混进会议通知、空白模板或存错的文件，最怕被当成“未见问题”放过去。
标题和开头都看不出文种、全文又不足300字的，提请核对是不是交错了；篇幅够长的别的材料（如工作总结）不在此列。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Kind, Rule, Severity, Span

_QUOTE = 30  # characters of the first paragraph that the finding marks


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    shortest: int = 300  # 认不出文种的，少于这么多字才提请核对


def check(document: Document, options: Options) -> Iterator[Hit]:
    """认不出文种的短文件，一份一处。"""
    if document.kind != Kind.OTHER or not document.paragraphs:
        return
    characters = sum(not character.isspace() for character in document.text)
    if characters >= options.shortest:
        return
    first = document.paragraphs[0].span
    yield Hit(
        span=Span(first.start, min(first.end, first.start + _QUOTE)),
        message="认不出这是述职报告，请核对是否交错文件",
        evidence=f"标题和开头都没有写明文种，全文只有{characters}字。",
        suggestion="交错的请换成报告；确是报告的，请在标题中写明文种，如“2024年度石岭镇党委书记述职报告”。",
    )


RULE = Rule(
    name="unrecognised-kind",
    family=Family.STRUCTURE,
    summary="交来的文件要认得出是述职报告",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example("石岭镇党委书记2024年度述职报告\n一、履职情况\n建成冷库1座，带动60户种菜，修好水渠3公里。\n", year=2024),
        Example("关于召开例会的通知\n定于周五上午九点开会，请准时参加。\n", marks=("关于召开例会的通知",), kind="other"),
    ),
    check=check,
)
