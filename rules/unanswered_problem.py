"""查摆的每个问题都要有对应的措施

问题和措施说的是同一件事，才算对应：措施点明了问题、写在问题之下、说的是同一件工作，或做的正是解决它的事（联系群众不够，措施是走访、蹲点、结对）。
只共有“学习”“加强”“基础”这类常用词不算。找不到对应措施的问题逐条列出，并说明最接近的是哪一条措施、为什么没有算上。
对应与否由词语和主题推断，可能有误，所以只说“未见明显对应的措施”，请人工核对。有把握才提醒：措施比问题少，又都已各有对应的问题；
或者只剩这一个问题，而余下的措施说的是另外的事。余下的措施看不出说的是什么，或者正好排在同一位次上，或者紧接着的问题之下写有措施、可能两个都管，只作提示。全文没有措施时由“查摆了问题就要有整改措施”去说。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Related, Rule, Severity
from rules._criticism import brief, is_account, lacks_measures, told

_BELOW = "措施写在该问题之下"  # what the pairing says of such a measure
_LABEL = 12  # characters of 。◆问题4： between two problems with nothing else between them
_NAMED = 3  # measures without a problem that are named

_PROMISED = re.compile("明年|来年|今后|下一步|打算|已列入")  # the problem's own words may say what will be done


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有没有对应措施的问题。"""
    del options
    if not is_account(document) or lacks_measures(document):
        return
    answered = {answer.problem for answer in document.answers}
    bound = {answer.measure for answer in document.answers}
    free = [index for index in range(len(document.measures)) if index not in bound]
    alone = len(document.problems) - len(answered) == 1
    fewer = len(document.measures) < len(document.problems)
    for index in range(len(document.problems)):
        if index not in answered:
            promised = _PROMISED.search(told(document, document.problems[index])) is not None
            surely = (
                not promised
                and not _shares(document, index)
                and (alone and _speak_of_other_things(document, index, free) if free else fewer)
            )
            yield _hit(document, index, free, surely=surely)


def _shares(document: Document, index: int) -> bool:
    """Whether another problem follows at once and has a measure of its own below it, which may be meant for both."""
    if index + 1 >= len(document.problems):
        return False
    between = document.problems[index + 1].span.start - document.problems[index].span.end
    own = (answer for answer in document.answers if answer.problem == index + 1)
    return between <= _LABEL and any(_BELOW in answer.evidence for answer in own)


def _speak_of_other_things(document: Document, index: int, free: Sequence[int]) -> bool:
    """Whether problem and measures left over are known to speak of something, and of different things.

    Without that knowledge more than half of such findings were wrong in reports of fields that no topic knows.
    Nor is it enough where two lists of one length have the problem and a measure left over at the same place.
    """
    topics = set(document.problems[index].topics)
    offered = [set(document.measures[measure].topics) for measure in free]
    paired = len(document.problems) == len(document.measures) and index in free
    return not paired and bool(topics) and all(other and not topics & other for other in offered)


def _hit(document: Document, index: int, free: Sequence[int], *, surely: bool) -> Hit:
    """The finding on one problem; if not ``surely``, one of the measures left over may answer it after all."""
    problem = document.problems[index]
    nearest = problem.nearest
    related: tuple[Related, ...] = ()
    evidence = "没有一条措施与它相近。"
    if nearest is not None:
        measure = document.measures[nearest.measure]
        related = (Related(measure.span, "最接近的措施"),)
        evidence = f"最接近的措施是第{nearest.measure + 1}条“{brief(document, measure)}”：{nearest.reason}。"
    if free and not surely:
        numbers = "、".join(f"第{measure + 1}条" for measure in free[:_NAMED]) + ("等" if len(free) > _NAMED else "")
        evidence += f"{numbers}措施没有对应的问题，其中可能有答它的。"
    topics = f"它说的是{'、'.join(problem.topics[:2])}。" if problem.topics and len(told(document, problem)) > 1 else ""
    return Hit(
        span=problem.span,
        message=f"第{index + 1}个问题未见明显对应的措施",
        evidence=topics + evidence,
        related=related,
        suggestion="补写针对这个问题的措施；如已有，请把措施与问题的关系写明。",
        severity=None if surely else Severity.NOTICE,
    )


RULE = Rule(
    name="unanswered-problem",
    family=Family.CRITICISM,
    summary="查摆的每个问题都要有对应的措施",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example(
            "南坪镇镇长述职报告\n一、存在的问题\n一是到村调研少，9个村有3个只去过一次；二是消防检查不细，集镇2家宾馆的灭火器过期半年没有发现。\n"
            "二、整改措施\n一是深入调查研究，每月到村蹲点4天，一年走遍9个村；二是办好镇里的柑橘节，邀请3家电商参加。",
            marks=("消防检查不细，集镇2家宾馆的灭火器过期半年没有发现",),
        ),
        Example(
            "南坪镇镇长述职报告\n一、存在的问题\n一是联系群众不够，困难户家里一年只到过一次；二是督查抓落实不紧，3个项目拖了工期。\n"
            "二、整改措施\n一是每周三夜访农户，与困难户结对；二是项目每周调度一次，落后的当场约谈。"
        ),
    ),
    check=check,
)
