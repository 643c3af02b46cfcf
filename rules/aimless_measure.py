"""措施要有所针对

整改措施应当对着查摆的问题写。一条措施对不上任何问题，可能是问题没有写出来，也可能是套用了别处的措施。
只列为“可留意”：多写一条好措施不是错。写在工作打算里的不查；没有查摆问题，或没有一条措施对得上时，由别的规则去说。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Role, Rule, Severity
from rules._criticism import head, is_report, section_of


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有对不上问题的措施。"""
    del options
    if not is_report(document) or not document.problems or not document.answers:
        return
    aimed = {answer.measure for answer in document.answers}
    for index, measure in enumerate(document.measures):
        section = section_of(document, measure.span)
        if index in aimed or (section is not None and Role.PLAN in section.roles):
            continue
        yield Hit(
            span=head(document, measure.span),
            message=f"第{index + 1}条措施没有对应的问题",
            evidence=f"查摆的{len(document.problems)}个问题都与它不相近。"
            + (f"它说的是{'、'.join(measure.topics[:2])}。" if measure.topics else ""),
            suggestion="如确有这方面的问题，请在问题部分写出；否则可移到工作打算。",
        )


RULE = Rule(
    name="aimless-measure",
    family=Family.CRITICISM,
    summary="措施要有所针对",
    severity=Severity.NOTICE,
    options=Options,
    examples=(
        Example(
            "南坪镇镇长述职报告\n一、存在的问题\n一是到村调研少，9个村有3个只去过一次。\n"
            "二、整改措施\n一是深入调查研究，每月到村蹲点4天，一年走遍9个村。\n二是办好柑橘采摘节，邀请3家电商到镇里直播。",
            marks=("办好柑橘采摘节",),
        ),
        Example(
            "南坪镇镇长述职报告\n一、存在的问题\n一是到村调研少，9个村有3个只去过一次。\n二、整改措施\n一是深入调查研究，每月到村蹲点4天，一年走遍9个村。"
        ),
    ),
    check=check,
)
