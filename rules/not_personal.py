"""个人述职讲自己，班子述职讲班子

个人述职写成单位工作总结，通篇“镇党委”“全镇”“我们”，看不出本人做了什么；班子述职写成“我”，看不出班子做了什么。
只按写明的主语计数：个人报告里单位作主语的句子很多而“我”“本人”一处没有，班子报告里“我”反复出现而没有“我们”“班子”，才列为“可留意”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Kind, Related, Rule, Severity, Span
from checker.numerals import half_width
from rules._criticism import is_personal, pattern

_START = r"(?:^|(?<=[。！？；;，,]))"
_TEAM = re.compile(r"我们|班子|党委(?!书记)|党工委(?!书记)")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    units: int = 8  # 个人报告里单位作主语至少这么多处
    persons: int = 4  # 班子报告里“我”至少这么多处


def check(document: Document, options: Options) -> Iterator[Hit]:
    """一份至多一处。"""
    persons = _places(document, pattern("first_person").pattern)
    if is_personal(document):
        units = [] if persons else _places(document, f"{_START}(?:{pattern('unit_selves').pattern})(?![^，。]{{0,4}}(?:书记|镇长|乡长))")
        if units and len(units) >= options.units:
            yield Hit(
                span=units[0],
                message=f"个人报告里没有一处“我”，主语都是“{document.read(units[0])}”一类的单位",
                evidence=f"单位作主语的有{len(units)}处，“我”“本人”没有出现。",
                related=tuple(Related(place, "也以单位作主语") for place in units[1:_SHOWN]),
                suggestion="写明本人在其中做了什么，用“我”来讲。",
            )
    elif document.kind == Kind.LEADERSHIP_TEAM and len(persons) >= options.persons and not _TEAM.search(document.text):
        yield Hit(
            span=persons[0],
            message="班子报告通篇用“我”来讲，没有讲班子",
            evidence=f"“我”“本人”有{len(persons)}处，“我们”“班子”没有出现。",
            related=tuple(Related(place, "也用“我”来讲") for place in persons[1:_SHOWN]),
            suggestion="改为以班子的名义来讲。",
        )


def _places(document: Document, expression: str) -> list[Span]:
    found = re.compile(expression)
    return [paragraph.at(m.start(), m.end()) for paragraph in document.paragraphs for m in found.finditer(half_width(paragraph.text))]


RULE = Rule(
    name="not-personal",
    family=Family.CRITICISM,
    summary="个人述职讲自己，班子述职讲班子",
    severity=Severity.NOTICE,
    options=Options,
    examples=(
        Example(
            "南坪镇镇长述职报告\n一、履行职责情况\n全镇新建蓄水池6口。我镇硬化产业路9公里。镇政府举办农技培训7期。",
            marks=("全镇",),
            options=(("units", 3),),
        ),
        Example(
            "南坪镇镇长述职报告\n一、履行职责情况\n全镇新建蓄水池6口。我镇硬化产业路9公里。我到村督办用水问题5次。",
            options=(("units", 2),),
        ),
    ),
    check=check,
)
