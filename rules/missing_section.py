"""该写的部分要写到

述职要写履职情况，述廉要写个人廉洁自律，本单位通知另外点名要求的专题也要有：一项都没写，材料只能退回重写。
先看标题，再看正文：标题和正文里都找不到才报；正文里顺带写到一两句的，由“只是顺带提到”一条来说。
存在问题、整改措施、原因分析、上年度反馈问题整改各有专门的规则，这里不重复。
文种要求“必须有”的为错误，“应当有”的为警告；专题按通知的要求。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Detail, Document, Example, Family, Hit, Kind, Related, Requirement, Role, Rule, Severity
from rules._absence import expected_place, first_words

_OWN = frozenset({Role.STUDY, Role.DUTY, Role.INTEGRITY, None})
_ADVICE = {
    Role.STUDY: "补写一年来的理论学习和思想政治情况：学了什么、怎么学的、用到了哪里。",
    Role.DUTY: "补写履行职责、完成重点工作的情况。",
    Role.INTEGRITY: "补写本人遵守廉洁纪律、落实中央八项规定精神、管好家人和身边人的情况。",
}


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """每一项既无标题、正文也未写到的要求。"""
    del options
    for requirement in document.requirements:
        if requirement.role in _OWN and not requirement.sections and not requirement.passages and document.sections:
            yield _hit(document, requirement)


def _hit(document: Document, requirement: Requirement) -> Hit:
    place = expected_place(document, requirement.role)
    asked = f"{requirement.source}{'必须' if requirement.severity is Severity.ERROR else '应当'}写这一项"
    details: tuple[tuple[str, Detail], ...] = (("role", requirement.role and str(requirement.role)),)
    if requirement.role is None:
        details = (*details, ("topic", requirement.name))
    return Hit(
        span=place,
        message=f"全文未见“{requirement.name}”方面的内容",
        evidence=f"{asked}。{requirement.looked}。",
        suggestion=_advice(document, requirement),
        related=_near(document, requirement.role),
        details=details,
        severity=requirement.severity,
    )


def _advice(document: Document, requirement: Requirement) -> str:
    """What to write, of the team where the report is a team's."""
    if requirement.role is None:
        return f"按{requirement.source}的要求，补写“{requirement.name}”的情况。"
    advice = _ADVICE.get(requirement.role, f"补写“{requirement.name}”的情况。")
    return advice.replace("本人", "班子成员") if document.kind == Kind.LEADERSHIP_TEAM else advice


def _near(document: Document, role: Role | None) -> tuple[Related, ...]:
    """What comes nearest: a section on the role that is not the author's own account of it."""
    section = next((s for s in document.sections if role is not None and role in s.roles and s.level > 0), None)
    return (Related(first_words(document, section), "最接近的内容"),) if section else ()


_HEAD = "石岭镇党委书记2024年度述职述廉报告\n现将一年来的情况报告如下。\n"
_STUDY = "一、加强理论学习\n参加中心组学习12次，自学篇目记下笔记两本，到村里讲了三次课。\n"
_DUTY = "二、履职情况\n修通岭脚村机耕路4公里，建成冷库1座，调解纠纷31起，群众办事少跑了路。\n"
_INTEGRITY = "三、廉洁自律情况\n本人没有收受礼品礼金，没有插手工程，配偶子女没有在镇里经商，每年如实报告个人有关事项。\n"
_END = "四、存在的问题和下一步打算\n下村还不够多，全年有3个村只去过一次。下一步，我将每月至少下村8天，把3个村各走访4遍。\n"

RULE = Rule(
    name="missing-section",
    family=Family.STRUCTURE,
    summary="该写的部分要写到",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example(_HEAD + _STUDY + _DUTY + _INTEGRITY + _END, kind=Kind.DUTY_INTEGRITY, year=2024, name="都写到"),
        Example(
            _HEAD + _STUDY + _DUTY + _END,
            marks=("修通岭脚村机耕路4公里，建成冷库1座，调解纠纷31起，群众办事少跑了路。",),
            kind=Kind.DUTY_INTEGRITY,
            year=2024,
            name="述廉而不写廉洁自律",
        ),
        Example(
            _HEAD + _DUTY + _INTEGRITY + _END, marks=("现将一年来的情况报告如下。",), kind=Kind.DUTY_INTEGRITY, year=2024, name="没写学习"
        ),
    ),
    check=check,
)
