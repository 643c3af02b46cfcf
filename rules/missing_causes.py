"""问题要剖析原因

抓党建述职和述责述廉要求剖析原因深刻透彻：只列问题不说根源，措施就难对症。
有专门的原因部分，或在问题里讲了“由于……”“究其原因……”“主观上……”的都算讲了原因。
抓基层党建述职缺原因列为“需核对”，述责述廉列为“可留意”，其他文种不要求。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Kind, Related, Role, Rule, Severity
from rules._criticism import first_heading, head, pattern

_ASKED = {Kind.PARTY_BUILDING: Severity.WARNING, Kind.ACCOUNTABILITY_INTEGRITY: Severity.NOTICE}


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """没有剖析原因的报告，一份至多一处。"""
    del options
    severity = next((severity for kind, severity in _ASKED.items() if kind == document.kind), None)
    if severity is None or not document.problems or document.with_role(Role.CAUSES) or _told(document):
        return
    heading = first_heading(document, Role.PROBLEMS)
    yield Hit(
        span=head(document, document.problems[-1].span),
        message="列了问题，没有剖析产生问题的原因",
        evidence=f"查摆了{len(document.problems)}个问题，没有原因部分，问题部分也没有讲到根源。",
        related=(Related(heading, "问题写在这里"),) if heading else (),
        suggestion="在问题之后从思想认识、能力、作风等方面剖析原因。",
        details=(("role", Role.CAUSES.value),),
        severity=severity,
    )


def _told(document: Document) -> bool:
    """Whether causes are told within the sections of problems."""
    return any(pattern("causes").search(document.read(section.body)) for section in document.with_role(Role.PROBLEMS)) or any(
        pattern("causes").search(document.read(problem.span)) for problem in document.problems
    )


RULE = Rule(
    name="missing-causes",
    family=Family.CRITICISM,
    summary="问题要剖析原因",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example(
            "南坪镇党委书记抓基层党建工作述职报告\n一、存在的问题\n一是对流动党员管理不够，36名流动党员失联5名。\n二、整改措施\n一是每月联系流动党员1次。",
            marks=("对流动党员管理不够",),
            kind=Kind.PARTY_BUILDING,
        ),
        Example(
            "南坪镇党委书记抓基层党建工作述职报告\n一、存在的问题\n一是对流动党员管理不够，36名流动党员失联5名。\n"
            "究其原因，是我对这项工作研究不深。\n二、整改措施\n一是每月联系流动党员1次。",
            kind=Kind.PARTY_BUILDING,
        ),
    ),
    check=check,
)
