"""要求写的部分不能只是顺带一提

“全年没有违反廉洁纪律的行为”一句话，不能算述了廉；问题只用半句带过，审阅人也会退回。
要求写的部分如果加起来不足150字、又不到两项具体内容，就请作者展开。
不是述职一类的材料不查；上年度反馈问题的整改、原因分析另有规则；没写到的由“该写的部分要写到”来说，同一部分不重复报。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Kind, Requirement, Role, Rule, Severity, Span

_TOLD = frozenset({Role.STUDY, Role.DUTY, Role.INTEGRITY, Role.PROBLEMS, Role.MEASURES, None})
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    characters: int = 150  # 不足这么多字（不计空白）才报
    items: int = 2  # 不到这么多项才报


def check(document: Document, options: Options) -> Iterator[Hit]:
    """每一项只用一两句带过的要求。"""
    if document.kind == Kind.OTHER:
        return
    for requirement in document.requirements:
        if requirement.role not in _TOLD or not (requirement.sections or requirement.passages):
            continue
        if requirement.characters < options.characters and _items(document, requirement) < options.items:
            yield _hit(document, requirement)


def _items(document: Document, requirement: Requirement) -> int:
    """Separate things told; of problems and measures those that were read as such count."""
    if requirement.role is Role.PROBLEMS:
        return max(requirement.items, len(document.problems)) if document.problems else 2  # none: told by no-problems
    if requirement.role is Role.MEASURES:
        return max(requirement.items, len(document.measures)) if document.measures else 2
    return requirement.items


def _hit(document: Document, requirement: Requirement) -> Hit:
    span = _place(document, requirement)
    where = "只有标题下的一句话" if requirement.sections else "没有专门写，只在正文里带过"
    return Hit(
        span=span,
        message=f"“{requirement.name}”{where}，全文共{requirement.characters}字",
        evidence=f"{requirement.source}要求写这一部分。{requirement.looked}。",
        suggestion="展开来写：做了什么、有什么事例和数据。",
        details=(("role", requirement.role and str(requirement.role)), ("characters", requirement.characters)),
    )


def _place(document: Document, requirement: Requirement) -> Span:
    """A short place: the heading, or the first words of the passage."""
    if requirement.sections:
        section = document.sections[requirement.sections[0]]
        return section.heading or section.body
    passage = requirement.passages[0]
    text = passage.of(document.text)
    lead = len(text) - len(text.lstrip())
    stop = re.compile(r"[。；！？\n]").search(text, lead)
    end = min(stop.end() if stop else len(text), lead + _SHOWN)
    return Span(passage.start + lead, passage.start + max(end, lead + 1))


_HEAD = "石岭镇党委书记2024年度述职述廉报告\n现将一年来的情况报告如下。\n"
_STUDY = "一、加强理论学习\n参加中心组学习12次，撰写心得体会4篇。自学三农政策，记下笔记两本。到村里讲了三次课。\n"
_DUTY = "二、履职情况\n修通岭脚村机耕路4公里，建成冷库1座。调解纠纷31起，群众办事少跑了路。"
_INTEGRITY = "三、廉洁自律情况\n本人没有收受礼品礼金，没有插手工程。配偶子女没有在镇里经商。每年如实报告个人有关事项。\n"
_END = (
    "四、存在的问题和下一步打算\n下村还不够多，有3个村只去过一次。对产业研究不深，冷库建成后只用了半年。"
    "下一步，我将每月下村8天。和农技站一起办好冷库培训4期。\n"
)

RULE = Rule(
    name="section-in-passing",
    family=Family.STRUCTURE,
    summary="要求写的部分不能只是顺带一提",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example(_HEAD + _STUDY + _DUTY + "\n" + _INTEGRITY + _END, kind=Kind.DUTY_INTEGRITY, year=2024, name="写得开"),
        Example(
            _HEAD + _STUDY + _DUTY + "全年没有违反廉洁纪律的行为。\n" + _END.replace("四", "三", 1),
            marks=("全年没有违反廉洁纪律的行为。",),
            kind=Kind.DUTY_INTEGRITY,
            year=2024,
            name="述廉只有一句",
        ),
    ),
    check=check,
)
