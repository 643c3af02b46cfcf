"""同一个词前后写法要一致

前面写“累计分红”，后面写“累积分红”，读者会以为是两回事。
只比表里成对的写法，而且要紧挨着同一个词；只用其中一种的不算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Related, Rule, Severity, Span
from rules.lexicon import table

_SAME = ("台账", "账户", "唯一", "身份", "图像", "执着", "成分")  # variants of one word: no common neighbour needed


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有前后写法不一的词。"""
    for one, other in ((row[0], row[1]) for group in table("terms")["pairs"] for row in group["rows"]):
        if one not in document.text or other not in document.text:
            continue
        firsts, seconds = _places(document, one), _places(document, other)
        common = [neighbour for neighbour in seconds if neighbour in firsts]
        if one in _SAME and firsts and seconds:
            yield _hit(document, one, other, next(iter(firsts.values())), next(iter(seconds.values())))
        elif common:
            yield _hit(document, one, other, firsts[common[0]], seconds[common[0]])


def _places(document: Document, term: str) -> dict[str, Span]:
    """Where ``term`` stands, by the two characters behind it; the first place of each."""
    found: dict[str, Span] = {}
    for paragraph in document.paragraphs:
        for match in re.finditer(re.escape(term) + r"(?P<next>[\u4e00-\u9fff]{2})", paragraph.text):
            found.setdefault(match["next"], paragraph.at(match.start(), match.end()))
    return found


def _hit(document: Document, one: str, other: str, first: Span, second: Span) -> Hit:
    return Hit(
        span=max(first, second),
        message=f"“{one}”“{other}”两种写法并用",
        evidence=f"一处写“{document.read(first)}”，一处写“{document.read(second)}”。",
        related=(Related(min(first, second), "另一种写法"),),
        suggestion="统一为一种写法。",
    )


RULE = Rule(
    name="term-clash",
    family=Family.WORDING,
    summary="同一个词前后写法要一致",
    severity=Severity.NOTICE,
    options=Options,
    examples=(
        Example("合作社累计分红46万元。村集体累积分红12万元。", marks=("累积分红",)),
        Example("合作社累计分红46万元，积累了一批客户。"),
    ),
    check=check,
)
