"""查摆问题要从自身找

述职是检视自己，把问题归到上级资金少、经济总量小、部分干部能力弱上，等于没有查摆自己。
只在写明了客观条件或他人的字句时提示，并引出原文；同一条里讲了自己没有做好什么的（指导不够、督促不力、自己……）不算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Problem, Rule, Severity, Span
from checker.numerals import half_width
from rules._criticism import is_report, pattern, told

_CLAUSE_REST = re.compile(r"[^，,。；;：:！？\n]*")


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有归因于他人或条件的问题。"""
    del options
    if not is_report(document):
        return
    for problem in document.problems:
        if pattern("own").search(told(document, problem)):
            continue
        blamed = _blamed(document, problem)
        if blamed is not None:
            yield Hit(
                span=blamed,
                message=f"这个问题讲的是他人或客观条件：“{document.read(blamed)}”",
                evidence="同一条里没有讲自己哪里没有做好。",
                suggestion="写明自己在这件事上的不足，如谋划、指导、督促不到位。",
            )


def _blamed(document: Document, problem: Problem) -> Span | None:
    """The words that lay the problem elsewhere."""
    for paragraph in document.paragraphs:
        if not paragraph.span.overlaps(problem.span):
            continue
        for match in pattern("external").finditer(half_width(paragraph.text)):
            rest = _CLAUSE_REST.match(paragraph.text, match.end())
            place = paragraph.at(match.start(), rest.end() if rest else match.end())
            if problem.span.contains(place):
                return place
    return None


RULE = Rule(
    name="external-problem",
    family=Family.CRITICISM,
    summary="查摆问题要从自身找",
    severity=Severity.NOTICE,
    options=Options,
    examples=(
        Example(
            "南坪镇镇长述职报告\n一、存在的问题\n一是上级资金不足，产业路还有6公里没有硬化。\n二、整改措施\n一是积极争取资金，年内硬化产业路6公里。",
            marks=("上级资金不足",),
        ),
        Example(
            "南坪镇镇长述职报告\n一、存在的问题\n一是争取项目不主动，产业路还有6公里没有硬化。\n二、整改措施\n一是积极争取资金，年内硬化产业路6公里。"
        ),
    ),
    check=check,
)
