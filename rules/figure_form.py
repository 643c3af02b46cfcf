"""数字的写法应当合乎规范

“3千余人”“5-6%”“2.4个亿”“人民币50万元人民币”不影响意思，但不合《出版物上数字用法》（GB/T 15835—2011）的要求。
只是写法问题，默认不查，需要时在设置里打开。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Rule, Severity
from checker.numerals import half_width

_FORMS = (
    (
        re.compile(r"(?<![0-9.])[0-9]{1,2}(?:千|百)(?:余|多)?(?=[人户亩元名个件家])"),
        "阿拉伯数字不与“千”“百”连用",
        "写成完整的数，如3000余人",
    ),
    (re.compile(r"(?<![0-9.%])[0-9]+(?:\.[0-9]+)?[-—–~～][0-9]+(?:\.[0-9]+)?%"), "范围的前一个数也要带百分号", "写作5%—6%"),
    (re.compile(r"[0-9]+(?:\.[0-9]+)?个亿(?!元级)"), "“个亿”是口语", "写作2.4亿元"),
    (re.compile(r"[一二三四五六七八九]、[二三四五六七八九十](?=[个名人天年次户十])"), "相邻两数表示概数，中间不用顿号", "写作三四个"),
)


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """各处不合规范的数字写法。"""
    for paragraph in document.paragraphs:
        text = half_width(paragraph.text)
        for pattern, message, suggestion in _FORMS:
            for match in pattern.finditer(text):
                yield Hit(span=paragraph.at(*match.span()), message=message, evidence=f"文中为“{match[0]}”。", suggestion=f"{suggestion}。")


RULE = Rule(
    name="figure-form",
    family=Family.FIGURES,
    summary="数字的写法应当合乎规范",
    severity=Severity.NOTICE,
    options=Options,
    examples=(
        Example("培训群众3千余人。", marks=("3千余",)),
        Example("增速保持在5%—6%，培训群众3000余人，两三个村已经见效。"),
        Example("增速保持在5-6%。", marks=("5-6%",)),
    ),
    check=check,
    enabled=False,
)
