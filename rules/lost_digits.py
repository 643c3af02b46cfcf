"""单位前面应当有数字

“实现增加值亿元，”“增长。”“5 9亿元”“年均递增.3%”：数字或小数点在转抄时丢了，读者无从知道原数。
只看单位后面紧跟标点或“增长、占”的；亿元以上、亿元大关、亿元级、万元户、占人均、实施人才一类的词不算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Paragraph, Rule, Severity, Span
from checker.numerals import half_width
from rules._excerpt import excerpt

# what stands in every match, the pattern, what is wrong
_LOSSES = (
    (
        "",
        re.compile(
            r"(?:实现|完成|达到|达|增长|增加|减少|下降|收入|总值|产值|投资|资金|增加值|总额|面积|产量|人均|为)"
            r"(?:了)?\s{0,6}(?:亿元|万元|公顷|平方米|平方公里|万亩|万吨|公里|个百分点|%)(?=[，。；,;]|增长|占|同比|比上年)"
        ),
        "单位前面缺少数字",
    ),
    (" ", re.compile(r"(?<![0-9.])[0-9]{1,4} [0-9]{1,2}(?:亿元|万元|万亩|%|个百分点)"), "数字中间断开，疑丢了小数点"),
    (
        ".",
        re.compile(r"(?:增长|递增|下降|提高|达到|达|占|为|降低|上升|增加|减少)\.[0-9]+(?:%|亿元|万元|亿|万|个百分点)"),
        "小数点前面缺少数字",
    ),
    (".", re.compile(r"\.(?<=[一-鿿]\.)[0-9]+(?:%|亿元|万元|个百分点)"), "小数点前面缺少数字"),
    (".", re.compile(r"[0-9]\.{1,2}(?:亿元|万元|%|个百分点|万亩|公里)"), "小数点后面缺少数字"),
)
# 户均达万元 is a threshold, and a threshold is no lost figure; neither is 突破万元
_THRESHOLD = re.compile(r"(?:达到|达)(?:了)?(?:亿元|万元|万亩|万吨)(?=[，。；,;])")
_THRESHOLD_WORD = re.compile(r"首次|率先|一举|大关|双双|成功|迈上|迈入|户均|亩均|村均|全部|均|都|净|“")


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """各处丢了数字的单位；已作为未填写的空处报出的除外。"""
    for paragraph in document.paragraphs:
        seen: list[Span] = []
        for hit in _in_paragraph(paragraph):
            if any(hit.span.overlaps(span) for span in seen) or any(gap.span.overlaps(hit.span) for gap in document.placeholders):
                continue
            seen.append(hit.span)
            yield hit


def _in_paragraph(paragraph: Paragraph) -> Iterator[Hit]:
    text = half_width(paragraph.text)
    for sign, pattern, message in _LOSSES:
        if sign not in text:
            continue
        for match in pattern.finditer(text):
            if _THRESHOLD.match(text, match.start()) and _THRESHOLD_WORD.search(text[max(0, match.start() - 12) : match.start()]):
                continue
            yield Hit(
                span=paragraph.at(*match.span()),
                message=message,
                evidence=f"文中为“{excerpt(text, match.start(), match.end(), 8)}”。",
                suggestion="对照原始材料补上数字。",
            )


RULE = Rule(
    name="lost-digits",
    family=Family.FIGURES,
    summary="单位前面应当有数字",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example("全镇实现工业增加值亿元，增长6%。", marks=("增加值亿元",)),
        Example("全镇返贫率下降  个百分点，安全饮水率达到99%。", marks=("下降  个百分点",)),
        Example("农业产值2.4亿元，年均递增.6%。", marks=("递增.6%",)),
        Example("引进亿元以上项目2个，村集体收入突破百万元大关，培育万元户30户。"),
        Example("完成固定资产投资7 3亿元。", marks=("7 3亿元",)),
    ),
    check=check,
)
