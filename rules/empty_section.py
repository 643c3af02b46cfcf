"""标题下面要有内容

标题之下一个字也没有，不是漏写，就是删了内容忘了删标题。
下面有分标题的不算空，表格里合并单元格右边另有标签的也不算；一组并列的条目都只有一行（如“1.加强学习；”）是清单，也不算空。
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from checker.cells import is_label
from checker.model import Document, Example, Family, Hit, Rule, Section, Severity, Span

_LONGEST = 30  # a longer line says something itself
_SENTENCE = 20  # a line of more characters that ends in a full stop is a sentence
_NOTHING = re.compile(r"[\s（(]*(?:略|无|暂无|同上|待补充?|待完善|此处略)?[。）)\s]*")


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """每一个下面没有内容的标题。"""
    del options
    bare = [section.heading is not None and _is_bare(document, index) for index, section in enumerate(document.sections)]
    filled = {(s.level, s.parent) for s, empty in zip(document.sections, bare, strict=True) if s.heading and not empty}
    alone = sum(s.level == 1 and s.heading is not None for s in document.sections) == 1
    for index, section in enumerate(document.sections):
        if section.heading is None or not bare[index] or _is_item(document, section) or _is_outer_label(document, section.heading):
            continue
        if (section.level, section.parent) not in filled and not (section.level == 1 and alone):
            continue  # where no heading beside it has text, the lines are a list
        if any(bare[other] and _beside(document, index, other) for other in (index - 1, index + 1) if 0 <= other < len(bare)):
            continue  # so are two such lines in a row: the names of annexes
        following = document.sections[index + 1] if index + 1 < len(document.sections) else None
        after = f"紧接着就是“{following.title}”" if following else "后面没有别的内容"
        yield Hit(
            span=section.heading,
            message="标题之下没有任何内容",
            evidence=f"“{section.title}”{after}。",
            suggestion="补写这一部分；确实没有可写的，删去标题并顺改序号。",
        )


def _beside(document: Document, index: int, other: int) -> bool:
    """Whether two sections are numbered one after the other under one heading."""
    one, two = document.sections[index], document.sections[other]
    return one.ordinal is not None and two.ordinal is not None and (one.level, one.parent) == (two.level, two.parent)


def _is_bare(document: Document, index: int) -> bool:
    """Whether nothing stands under a heading: no words, no heading below it, no passage that goes on with it."""
    section = document.sections[index]
    if not _NOTHING.fullmatch(section.body.of(document.text)):
        return False
    following = document.sections[index + 1] if index + 1 < len(document.sections) else None
    return following is None or (following.level <= section.level and following.heading is not None)


def _is_item(document: Document, section: Section) -> bool:
    """Whether the line says what it has to say itself: 四是其他方面也有不足。"""
    words = section.heading.of(document.text) if section.heading else ""
    ended = words.endswith(("。", "；", ";", "，", "！"))
    return (section.level > 1 and (len(words) > _LONGEST or ended)) or (ended and len(words) > _SENTENCE)


def _is_outer_label(document: Document, heading: Span) -> bool:
    """Whether the heading is the cell of a form that others stand beside: 查摆整改 | 存在问题 | …"""
    at = bisect_left(document.paragraphs, heading.end, key=lambda paragraph: paragraph.span.end)
    return at < len(document.paragraphs) and is_label(document.paragraphs, at)


RULE = Rule(
    name="empty-section",
    family=Family.STRUCTURE,
    summary="标题下面要有内容",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example(
            "石岭镇2024年度述职报告\n一、履职情况\n（一）抓产业。建成冷库1座，带动60户种菜。\n（二）抓防汛和安全生产\n（三）抓民生。修好水渠3公里。\n二、存在的问题\n下村次数不够多。\n",
            marks=("（二）抓防汛和安全生产",),
            year=2024,
            name="分标题下没有内容",
        ),
        Example(
            "石岭镇2024年度述职报告\n一、履职情况\n（一）抓产业。建成冷库1座，带动60户种菜。\n（二）抓民生。修好水渠3公里。\n二、下一步打算\n1.每月下村8天；\n2.办好冷库培训4期。\n",
            year=2024,
            name="清单不是空标题",
        ),
    ),
    check=check,
)
