"""查摆问题要有足够的篇幅

“成绩浓墨重彩，找问题蜻蜓点水”是审阅人常说的毛病，但没有查到规定比例的文件，所以默认不检查；
本单位有要求的，在设置里写上最低百分比。计入的是存在问题、原因分析和整改措施，单列的下年工作计划不计。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Role, Rule, Section, Severity, Span
from rules._absence import first_words

_CRITICAL = frozenset({Role.PROBLEMS, Role.CAUSES, Role.MEASURES})


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    percent: float = 0.0  # 至少占全文的百分之几；0为不检查


def check(document: Document, options: Options) -> Iterator[Hit]:
    """问题和措施合计占比过低时的一条提示。"""
    total = _length(document, Span(0, len(document.text)))
    told = [s for s in document.sections if _is_critical(_roles(document, s))]
    if not options.percent or not total or not told:
        return
    characters = sum(_length(document, Span(s.start, s.end)) for s in told)
    share = characters * 100 / total
    if share >= options.percent:
        return
    place = told[0].heading or first_words(document, told[0])
    yield Hit(
        span=place,
        message=f"问题和措施共{characters}字，占全文{share:.1f}%，低于{options.percent:g}%",
        evidence=f"全文{total}字；计入存在问题、原因分析和整改措施。",
        suggestion="把问题写具体，把措施写到可以检查。",
        details=(("percent", round(share, 1)),),
    )


def _roles(document: Document, section: Section) -> frozenset[Role]:
    """A section's roles, those of the nearest one above it where it has none of its own."""
    while not section.roles and section.parent is not None:
        section = document.sections[section.parent]
    return frozenset(section.roles)


def _is_critical(roles: frozenset[Role]) -> bool:
    critical = roles & _CRITICAL
    return bool(critical) and not (Role.PLAN in roles and critical == {Role.MEASURES})


def _length(document: Document, span: Span) -> int:
    return sum(map(len, span.of(document.text).split()))


_TEXT = (
    "石岭镇党委书记2024年度述职报告\n一、履职情况\n建成冷库1座，带动60户种菜，修好水渠3公里，调解纠纷31起，办结群众诉求120件，"
    "新修机耕路4公里，安装路灯90盏，发放救助金12万元，组织技能培训5期。\n二、存在的问题\n下村次数还不够多。\n"
)

RULE = Rule(
    name="thin-self-criticism",
    family=Family.STRUCTURE,
    summary="查摆问题要有足够的篇幅",
    severity=Severity.NOTICE,
    options=Options,
    examples=(
        Example(_TEXT, year=2024, name="不设比例就不检查"),
        Example(_TEXT, marks=("二、存在的问题",), year=2024, options=(("percent", 20.0),), name="占比过低"),
    ),
    check=check,
)
