"""约数词不能互相矛盾或重复

“近”说的是不到，“余”“多”说的是超过，两个一起用就自相矛盾；“约”与“左右”、“超过”与“以上”、数值范围与“左右”是一个意思说两遍。
“约”与“余”“多”连用（约60余份）各家意见不一，不报；“近30多年”之类表示时间的“近”也不报。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Paragraph, Rule, Severity
from checker.numerals import half_width

_NUMBER = r"[0-9][0-9,.]*|[一二三四五六七八九十百千两]{1,8}"
_SCALE = r"[十百千万亿]{0,3}"
_UNIT = r"[^0-9，。；！？：、（）“”近约超余多以左]{1,6}?"
_BEFORE = r"(?<![最附靠临邻亲就贴切新远])"
_TIME = r"(?!年|个?月|天|日|周|小时|岁)"
# words of which one stands in every match, the pattern, what is wrong
_CLASHES = (
    (
        ("近", "不足", "不到"),
        re.compile(
            rf"(?:将近|接近|不足|不到|{_BEFORE}近)(?:{_NUMBER}){_SCALE}[余多](?![样种方边处地发媒功]|元化){_SCALE}{_TIME}(?:[^0-9，。；！？：、的]{{1,3}})?"
        ),
        "“近”表示不到，“余”“多”表示超过，不能同用",
    ),
    (
        ("左右", "上下"),
        re.compile(rf"(?<![节签预公条合违制特相契履租续邀解])(?:大约|约)有?(?:{_NUMBER}){_SCALE}(?:{_UNIT}|%)?(?:左右|上下)"),
        "“约”与“左右”意思重复，留一个",
    ),
    (("约",), re.compile(rf"(?<!不)(?:超过|突破|逾)大?约(?={_NUMBER})"), "“超过”与“约”互相矛盾，留一个"),
    (("以上",), re.compile(rf"(?:超过|突破|超出|高于|逾)(?:{_NUMBER}){_SCALE}(?:{_UNIT}|%)?以上"), "“超过”与“以上”意思重复，留一个"),
    (("以上",), re.compile(rf"(?:将近|不足|不到|{_BEFORE}近)(?:{_NUMBER}){_SCALE}(?:{_UNIT}|%)?以上"), "“近”“不足”与“以上”互相矛盾"),
    (
        ("约",),
        re.compile(rf"(?:(?<![节签预公条合违制特相契履租续邀解])约近|大约近|{_BEFORE}近约|将近约)(?={_NUMBER})"),
        "“约”与“近”意思重复，留一个",
    ),
    (("以上",), re.compile(rf"(?:至少|不少于|不低于)(?:{_NUMBER}){_SCALE}(?:{_UNIT}|%)?以上"), "“至少”与“以上”意思重复，留一个"),
    (
        ("左右",),
        re.compile(r"[0-9][0-9.]*%?[-—–~～至][0-9][0-9.]*(?:%|[十百千万亿]{0,2}[个名人元亩吨件家户次公里]{1,2})左右"),
        "已写明范围，不必再加“左右”",
    ),
)
_ANY_SIGN = re.compile("|".join(sorted({sign for signs, _, _ in _CLASHES for sign in signs})))


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """各处矛盾或重复的约数词。"""
    for paragraph in document.paragraphs:
        yield from _in_paragraph(paragraph)


def _in_paragraph(paragraph: Paragraph) -> Iterator[Hit]:
    text = half_width(paragraph.text)
    if _ANY_SIGN.search(text) is None:
        return
    for signs, pattern, message in _CLASHES:
        if not any(sign in text for sign in signs):
            continue
        for match in pattern.finditer(text):
            yield Hit(
                span=paragraph.at(*match.span()),
                message=message,
                evidence=f"文中为“{match[0]}”。",
                suggestion="按实际情况只留一个约数词。",
                severity=Severity.WARNING,
            )


RULE = Rule(
    name="approximation-clash",
    family=Family.FIGURES,
    summary="约数词不能互相矛盾或重复",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example("慰问困难群众近800余人次。", marks=("近800余人次",)),
        Example("到会群众约300人左右。", marks=("约300人左右",)),
        Example("发放宣传册约60余份，接待游客近3万人次，节约经费20万元左右。"),
        Example("参训人数超过500人以上。", marks=("超过500人以上",)),
    ),
    check=check,
)
