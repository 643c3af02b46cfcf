"""报告要查摆自身存在的问题

述职要讲履职情况、主要问题、下步打算，通篇只讲成绩的报告会被退回。
先看有没有讲问题的标题，再看正文里有没有“还存在……不足，主要是……”这样的话，两处都没有才报。
有这一部分、也有文字，却读不出一条具体问题的，列为“需核对”：或者真的没写，或者工具没有认出来。
只有标题没有文字的由“有标题无内容”去管。文种不明的材料，标题或开头看得出是个人或班子述职的才要求；政府工作报告不要求。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Kind, Role, Rule, Section, Severity, Span
from rules._criticism import first_heading, is_account

_FEWEST = 12  # characters under a heading that are worth reading


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """没有查摆问题的报告，一份至多一处。"""
    del options
    if not is_account(document) or document.problems or not document.paragraphs:
        return
    told = document.with_role(Role.PROBLEMS)
    if told:
        yield from _unread(document, told)
        return
    yield Hit(
        span=_place(document),
        message="全文没有查摆自身存在的问题",
        evidence="标题中没有“存在的问题”一类的字样，正文中也没有读到问题、不足、差距的具体条目。",
        suggestion="在整改措施或下一步打算之前，写明存在的主要问题，每条有具体表现。",
        details=(("role", Role.PROBLEMS.value),),
    )


def _unread(document: Document, sections: Sequence[Section]) -> Iterator[Hit]:
    """A section of problems that has words but no problem: none is stated, or none was recognised; the reader decides."""
    words = "".join(document.read(document.under(section)) for section in sections)
    place = first_heading(document, Role.PROBLEMS)
    if place is None or len("".join(words.split())) < _FEWEST + len(document.read(place)):
        return  # "empty-section" tells of it
    yield Hit(
        span=place,
        message="这一部分没有读出一条具体的问题",
        evidence="只读到“还存在一些不足”一类的话，或者写法特殊、工具没有认出条目，请人工核对。",
        suggestion="逐条写明存在什么问题、表现在哪里。",
        details=(("role", Role.PROBLEMS.value), ("unread", True)),
        severity=Severity.WARNING,
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
        Example(
            "南坪镇镇长述职报告\n一、履行职责情况\n全年新建蓄水池6口，受益农户310户。\n二、存在的问题\n"
            "我清醒地看到，自己身上还有不少缺点和不足，与群众的期盼还有差距。\n三、整改措施\n一是每月到村调研4天，一年走遍9个村。",
            marks=("二、存在的问题",),
        ),
        Example(
            "2024年工作总结\n本人自2022年起担任南坪镇镇长，现将履行职责情况汇报如下。\n全年新建蓄水池6口，受益农户310户。\n明年将新修产业路4公里。",
            marks=("明年将新修产业路4公里",),
            kind=Kind.OTHER,
        ),
        Example(
            "南坪镇政府工作报告\n各位代表：现在，我代表镇人民政府向大会报告工作，请予审议。\n全年新建蓄水池6口，受益农户310户。",
            kind=Kind.OTHER,
        ),
    ),
    check=check,
)
