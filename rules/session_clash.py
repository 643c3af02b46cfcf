"""同一次会议不要写成两届

一份报告里同一个人大、党代会先写“第四届”后写“第五届”，多半有一处是上一届的材料。
换届前后两届都会提到，所以只报届数不同而次数相同的；党的中央全会写出没有开过的次数的也报。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Related, Rule, Severity, Span
from checker.numerals import half_width, parse_number
from rules._calendar import rows

_N = r"[一二三四五六七八九十]{1,3}|[0-9]{1,2}"
_SESSION = re.compile(
    rf"(?P<level>全国|省|市|县|区|镇|乡)?第?(?P<term>{_N})届(?P<body>人民代表大会|人大|政协|党代会|党代表大会|党员代表大会"
    rf"|职工代表大会)(?:常委会)?第?(?P<nth>{_N})次(?P<kind>会议|全会|全体会议)"
)
_PLENUM = re.compile(rf"(?P<term>十八|十九)届(?P<nth>{_N})中全会")
# 县第十三次党代会: congresses of a party organisation are counted in one row
_CONGRESS = re.compile(
    r"(?P<level>省|市|县|区|镇|乡)(?:委)?第(?P<nth>[一二三四五六七八九十]{1,3}|[0-9]{1,2})次(?:党代会|党代表大会|党员代表大会)(?=[^，。；]{0,6}(?:精神|部署|决策|要求|确定|提出|目标|决议))"
)
_SAME_BODY = {"人民代表大会": "人大", "党代表大会": "党代会", "党员代表大会": "党代会"}


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有届次相互矛盾或没有开过的会议。"""
    sessions: dict[tuple[str, ...], list[tuple[str, Span]]] = defaultdict(list)
    congresses: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    last = {str(parse_number(str(row["congress"]))): int(str(row["last"])) for row in rows("plenums")}
    for paragraph in document.paragraphs:
        if "届" not in paragraph.text and "次党" not in paragraph.text:
            continue
        text = half_width(paragraph.text)
        for match in _CONGRESS.finditer(text):
            congresses[match["level"]].append((str(parse_number(match["nth"])), paragraph.at(match.start(), match.end())))
        for match in _SESSION.finditer(text):
            body = _SAME_BODY.get(match["body"], match["body"])
            key = (match["level"] or "", body, str(parse_number(match["nth"])), match["kind"])
            sessions[key].append((str(parse_number(match["term"])), paragraph.at(match.start(), match.end())))
        for match in _PLENUM.finditer(text):
            known = last[str(parse_number(match["term"]))]
            if (parse_number(match["nth"]) or 0) > known:
                yield Hit(
                    span=paragraph.at(match.start(), match.end()),
                    message=f"没有“{match[0]}”：{match['term']}届中央只开过{known}次全会",
                    suggestion="核对届数和次数。",
                )
    for places in sessions.values():
        yield from _clash(document, places, "同一次会议写成第{}届和第{}届", "核对届数，统一写法。")
    for places in congresses.values():
        yield from _clash(document, places, "所贯彻的党代会写成第{}次和第{}次", "核对是第几次党代会，统一写法。")


def _clash(document: Document, places: Sequence[tuple[str, Span]], message: str, suggestion: str) -> Iterator[Hit]:
    """The first place whose number differs from the first of all."""
    first, *others = places
    other = next((place for place in others if place[0] != first[0]), None)
    if other is not None:
        yield Hit(
            span=other[1],
            message=message.format(first[0], other[0]),
            evidence=f"一处写“{document.read(first[1])}”，一处写“{document.read(other[1])}”。",
            related=(Related(first[1], "另一处"),),
            suggestion=suggestion,
        )


RULE = Rule(
    name="session-clash",
    family=Family.TIME,
    summary="同一次会议不要写成两届",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example(
            "深入学习贯彻县第十三次党代会精神。按照县第十四次党代会部署，推进土地延包试点。",
            marks=("县第十四次党代会",),
            name="党代会前后不一",
        ),
        Example("县第十三次党代会以来，全镇面貌一新。认真学习贯彻县第十四次党代会精神。", name="换届前后"),
        Example(
            "认真筹备镇第四届人民代表大会第三次会议。镇第五届人民代表大会第三次会议票决了实事项目。",
            marks=("镇第五届人民代表大会第三次会议",),
        ),
        Example("学习党的十九届八中全会精神。", marks=("十九届八中全会",)),
        Example("镇第四届人民代表大会第五次会议、第五届人民代表大会第一次会议先后召开。"),
    ),
    check=check,
)
