"""要回应上年度反馈的问题

抓基层党建述职先要回答上年度述职评议反馈的问题整改得怎样，述责述廉也应当回应。
一句没有的，报“没有回应”；只说“已全部整改到位”，没有一项、一个数、一个事例的，报“没有说明”。
当年才到任的、挂职的没有上年度可以回应，不报。抓基层党建述职列为“需核对”，述责述廉列为“可留意”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Kind, Role, Rule, Severity, Span
from checker.numerals import half_width
from rules._criticism import pattern

_ASKED = {Kind.PARTY_BUILDING: Severity.WARNING, Kind.ACCOUNTABILITY_INTEGRITY: Severity.NOTICE}
_LEADS = 6  # paragraphs among which the opening is looked for
_OPENING = re.compile(r"(?:现|下面)[^。]{0,60}(?:报告|汇报|述职)如下|(?:述职|报告|汇报)如下")
_YEAR = re.compile(r"(?:去年|上年度?|上一年度?|20\d\d年度?)")
_DETAIL = re.compile(r"\d|[一二三四五六七八九十两]+(?:个|项|条|件|名|次)|[“‘《]|针对|一是|其中|[（(]一[）)]")


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """没有回应，或只说全部整改到位的，一份至多一处。"""
    del options
    severity = next((severity for kind, severity in _ASKED.items() if kind == document.kind), None)
    if severity is None or not document.paragraphs or _new_in_post(document):
        return
    spans = _feedback(document)
    if not spans:
        yield _absent(document, severity)
    elif (claim := _bare_claim(document, spans)) is not None:
        yield Hit(
            span=claim,
            message="只说上年度反馈的问题整改到位，没有说明改了什么",
            evidence="没有问题的个数、名称，也没有一件整改的事例。",
            suggestion="逐条写明反馈了什么问题、怎样整改、结果如何。",
            details=(("role", Role.FEEDBACK.value), ("absent", False)),
            severity=severity,
        )


def _new_in_post(document: Document) -> bool:
    years = rf"|{document.year}年\d{{1,2}}月[^。；]{{0,12}}(?:到任|上任|任职|就任|履新|调任|接任|担任)" if document.year else ""
    text = half_width(document.text)
    return re.search(pattern("new_in_post").pattern + years, text) is not None


def _feedback(document: Document) -> list[Span]:
    """The sections on feedback; without any, the sentences that speak of it, outside the lead-in that only announces."""
    sections = document.with_role(Role.FEEDBACK)
    if sections:
        return [document.under(section) for section in sections]
    return [
        paragraph.at(sentence.start(), sentence.end())
        for paragraph in document.paragraphs
        for sentence in re.finditer(r"[^。！？]+[。！？]?", half_width(paragraph.text))
        if pattern("feedback").search(sentence[0]) and not _OPENING.search(sentence[0])
    ]


def _bare_claim(document: Document, spans: list[Span]) -> Span | None:
    """The clause that says all is done, where nothing said of feedback names an item, a number or a case."""
    if any(_DETAIL.search(_YEAR.sub("", _body(document, span))) for span in spans):
        return None
    for span in spans:
        for paragraph in document.paragraphs:
            if not paragraph.span.overlaps(span):
                continue
            for sentence in re.finditer(r"[^。！？]+", half_width(paragraph.text)):
                place = paragraph.at(sentence.start(), sentence.end())
                if span.contains(place) and pattern("all_done").search(sentence[0]):
                    return place
    return None


def _body(document: Document, span: Span) -> str:
    """The words of a passage on feedback, its section's heading left out."""
    heading = next((section.heading for section in document.sections if section.heading and section.start == span.start), None)
    return half_width(document.read(Span(heading.end, span.end) if heading and heading.end < span.end else span))


def _absent(document: Document, severity: Severity) -> Hit:
    return Hit(
        span=_opening(document),
        message="没有回应上年度述职评议反馈的问题",
        evidence="标题和正文中都没有读到上年度述职评议、巡察反馈问题的整改情况。",
        suggestion="在履职情况之前写明上年度反馈了什么问题、逐条整改得怎样。",
        details=(("role", Role.FEEDBACK.value), ("absent", True)),
        severity=severity,
    )


def _opening(document: Document) -> Span:
    """The words that open the report (现……述职如下), else its title, else its first paragraph."""
    for paragraph in document.paragraphs[:_LEADS]:
        for sentence in re.finditer(r"[^。！？]+", paragraph.text):
            if _OPENING.search(sentence[0]):
                return paragraph.at(sentence.start(), sentence.end())
    return document.title or document.paragraphs[0].span


RULE = Rule(
    name="feedback-unanswered",
    family=Family.CRITICISM,
    summary="要回应上年度反馈的问题",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example(
            "南坪镇党委书记抓基层党建工作述职报告\n现将有关情况述职如下。\n一、履行职责情况\n全年讲党课4次，发展党员7名。",
            marks=("现将有关情况述职如下",),
            kind=Kind.PARTY_BUILDING,
        ),
        Example(
            "南坪镇党委书记抓基层党建工作述职报告\n一、上年度反馈问题整改情况\n上年度述职评议反馈的问题已全部整改到位。\n二、履行职责情况\n全年讲党课4次。",
            marks=("上年度述职评议反馈的问题已全部整改到位",),
            kind=Kind.PARTY_BUILDING,
        ),
        Example(
            "南坪镇党委书记抓基层党建工作述职报告\n一、上年度反馈问题整改情况\n上年度反馈的2个问题已整改到位：到9个村讲党课，新建活动室3处。",
            kind=Kind.PARTY_BUILDING,
        ),
    ),
    check=check,
)
