"""报告要查摆自身存在的问题

述职要讲履职情况、主要问题、下步打算，通篇只讲成绩的报告会被退回。
先看有没有讲问题的标题，再看正文里有没有“还存在……不足，主要是……”这样的话，两处都没有才报。
有标题而读不出条目的不在此列，由“有标题无内容”去管；文种不明的材料不要求查摆问题。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Role, Rule, Severity, Span
from rules._criticism import first_heading, is_report


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """没有查摆问题的报告，一份至多一处。"""
    del options
    if not is_report(document) or document.problems or document.with_role(Role.PROBLEMS) or not document.paragraphs:
        return
    yield Hit(
        span=_place(document),
        message="全文没有查摆自身存在的问题",
        evidence="标题中没有“存在的问题”一类的字样，正文中也没有读到问题、不足、差距的具体条目。",
        suggestion="在整改措施或下一步打算之前，写明存在的主要问题，每条有具体表现。",
        details=(("role", Role.PROBLEMS.value),),
    )


def _place(document: Document) -> Span:
    """The heading before which problems would stand, else the last paragraph."""
    return first_heading(document, Role.CAUSES, Role.MEASURES, Role.PLAN) or document.paragraphs[-1].span


RULE = Rule(
    name="no-problems",
    family=Family.CRITICISM,
    summary="报告要查摆自身存在的问题",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example(
            "南坪镇镇长述职报告\n一、履行职责情况\n全年新建蓄水池6口，受益农户310户。\n二、下一步工作打算\n一是新修产业路4公里。\n二是建好镇敬老院。",
            marks=("二、下一步工作打算",),
        ),
        Example(
            "南坪镇镇长述职报告\n一、履行职责情况\n全年新建蓄水池6口，受益农户310户。\n二、存在的问题\n"
            "一是到村调研少，9个村有3个只去过一次。\n三、整改措施\n一是每月到村调研4天，一年走遍9个村。"
        ),
    ),
    check=check,
)
