"""标点不要重叠

“，，”“、，”“；。”“““”是改稿时删字没删标点留下的，审阅人一眼就能看见。
省略号、破折号和“？！”不算；引号重叠而前后成对的是该用单引号，只作提示。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Rule, Severity
from rules._excerpt import excerpt

_DOUBLED = re.compile(
    r"[，、；：。][ \u3000]?[，、；：。](?:[ \u3000]?[，、；：。])*|(?<=[\u4e00-\u9fff”）》])[,;][，、；：。,;]|[，、；：。][,;]"
    r"|[！？]。|。[！？]|《《|》》|【【|】】"
)
_ADJOINING = re.compile(r"[，、；：。！？,;《》【】][ \u3000]?[，、；：。！？,;《》【】]")  # in every match of the above
_QUOTES = re.compile(r"““+|””+")
_SIDES = {"“": "左引号", "”": "右引号"}
_AROUND = 8  # characters before the marks that show where they stand


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有重叠的标点。"""
    for paragraph in document.written:
        text = paragraph.text
        for match in _DOUBLED.finditer(text) if _ADJOINING.search(text) else ():
            if match[0] in {"《《", "》》"} and text.count("《") == text.count("》"):
                continue
            yield Hit(
                span=paragraph.at(_from(text, match.start()), match.end()),
                message=f"标点「{match[0]}」重叠",
                evidence=f"原文：「{excerpt(text, match.start(), match.end())}」。",
                suggestion=f"只留一个，如「{_kept(match[0])}」。",
            )
        balanced = text.count("“") == text.count("”")
        for match in _QUOTES.finditer(text):
            yield Hit(
                span=paragraph.at(_from(text, match.start()), match.end()),
                message="引号里又用双引号，内层宜用单引号" if balanced else f"{_SIDES[match[0][0]]}重叠",
                evidence=f"原文：「{excerpt(text, match.start(), match.end())}」。",
                suggestion="内层改用单引号。" if balanced else f"删去多出的{_SIDES[match[0][0]]}。",
                severity=Severity.NOTICE if balanced else None,
            )


def _from(text: str, start: int) -> int:
    """Where the quotation begins: a few characters before the marks, within their clause."""
    clause = re.search(r"[^，。；：、！？,;:“”]*$", text[max(0, start - _AROUND) : start])
    return start - len(clause[0]) if clause else start


def _kept(marks: str) -> str:
    """The mark to keep: the strongest."""
    return max(marks.strip(), key="、,，;；：。！？《》【】".find)


RULE = Rule(
    name="doubled-punctuation",
    family=Family.WORDING,
    summary="标点不要重叠",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example("疏通沟渠6公里，，受益农户210户。", marks=("疏通沟渠6公里，，",)),
        Example("推行““三张单”工作法。", marks=("推行““",)),
        Example("整改隐患32处；。", marks=("整改隐患32处；。",)),
        Example("为谁干？怎么干？！……大家都有了答案——干！"),
    ),
    check=check,
)
