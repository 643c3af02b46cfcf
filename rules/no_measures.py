"""查摆了问题就要有整改措施

问题找出来不改等于没找。全文既没有整改措施、也没有下一步打算的，列为“错误”；
有工作打算，但没有一条对得上查摆的问题的，列为“需核对”。
有措施或打算的标题，下面却只有“今后将进一步加强学习、扎实工作”一类的话，等于没有措施，也列为“需核对”。
这几种情形下都不再逐条说问题没有对应措施。没有查摆问题而写了打算的，只报没有查摆问题。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.model import Document, Example, Family, Hit, Related, Role, Rule, Severity, Span
from rules._criticism import first_heading, head, is_account, plans_only

_RESOLVE = 80  # characters of a sentence that only says one will do better


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """没有整改措施的报告，一份至多一处。"""
    del options
    if not is_account(document) or not document.paragraphs:
        return
    if document.problems and plans_only(document):
        yield _plans(document)
    elif not document.measures:
        sections = document.with_role(Role.MEASURES, Role.PLAN)
        own = next((s.heading for s in sections if s.heading and not set(s.roles) & {Role.PROBLEMS, Role.CAUSES}), None)
        if not any(section.heading for section in sections):
            yield _nothing(document)
        elif document.problems:
            yield _formula(document, own) if own else _closing_words(document)


def _nothing(document: Document) -> Hit:
    return Hit(
        span=_place(document),
        message="全文没有整改措施，也没有下一步打算" if document.problems else "全文没有下一步的整改措施或工作打算",
        evidence=f"查摆了{len(document.problems)}个问题，其后没有读到一条措施。" if document.problems else "",
        related=_heading(document),
        suggestion="针对查摆出的每个问题写明由谁、何时、怎样整改。",
        details=(("role", Role.MEASURES.value),),
    )


def _formula(document: Document, heading: Span) -> Hit:
    return Hit(
        span=heading,
        message="这一部分没有一条具体的整改措施",
        evidence=f"查摆了{len(document.problems)}个问题，“{document.read(heading)}”下面没有读到一条措施。",
        related=tuple(Related(head(document, problem.span), "未见对应措施的问题") for problem in document.problems),
        suggestion="针对查摆出的每个问题写明由谁、何时、怎样整改。",
        details=(("role", Role.MEASURES.value),),
        severity=Severity.WARNING,
    )


def _closing_words(document: Document) -> Hit:
    """Behind the problems words of resolve, under the heading that holds the problems: an error where it is one sentence."""
    told = "".join(document.read(section.body) for section in document.with_role(Role.MEASURES, Role.PLAN) if section.heading is None)
    return replace(
        _nothing(document),
        message="全文没有一条具体的整改措施",
        evidence=f"查摆了{len(document.problems)}个问题，其后只有表态的话，没有读到一条措施。",
        severity=Severity.ERROR if 0 < len(told.strip()) <= _RESOLVE else Severity.WARNING,
    )


def _plans(document: Document) -> Hit:
    return Hit(
        span=first_heading(document, Role.PLAN) or _place(document),
        message="有工作打算，未见针对问题的整改措施",
        evidence=f"查摆了{len(document.problems)}个问题，{len(document.measures)}条打算都没有对上其中任何一个。",
        related=(*_heading(document), *(Related(head(document, problem.span), "未见对应措施的问题") for problem in document.problems)),
        suggestion="在工作打算中逐条回应查摆出的问题，或另写整改措施。",
        details=(("role", Role.MEASURES.value),),
        severity=Severity.WARNING,
    )


def _place(document: Document) -> Span:
    """The last problem, after which measures would stand, else the last paragraph."""
    return head(document, document.problems[-1].span) if document.problems else document.paragraphs[-1].span


def _heading(document: Document) -> tuple[Related, ...]:
    heading = first_heading(document, Role.PROBLEMS)
    return (Related(heading, "问题写在这里"),) if heading else ()


RULE = Rule(
    name="no-measures",
    family=Family.CRITICISM,
    summary="查摆了问题就要有整改措施",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example(
            "南坪镇镇长述职报告\n一、履行职责情况\n全年新建蓄水池6口，受益农户310户。\n二、存在的问题\n"
            "一是到村调研少，9个村有3个只去过一次。\n二是安全检查不细，烟花爆竹零售点漏查2家。\n以上报告，请予审议。",
            marks=("安全检查不细",),
        ),
        Example(
            "南坪镇镇长述职报告\n一、履行职责情况\n全年新建蓄水池6口，受益农户310户。\n二、存在的问题\n"
            "一是到村调研少，9个村有3个只去过一次。\n三、整改措施\n一是每月到村调研4天，一年走遍9个村。"
        ),
    ),
    check=check,
)
