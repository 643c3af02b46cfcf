"""要回应上年度反馈的问题

抓基层党建述职先要回答上年度述职评议反馈的问题整改得怎样，述责述廉也应当回应。
一句没有的，报“没有回应”；只说“已全部整改到位”，没有一项、一个数、一个事例的，报“没有说明”。
当年才到任的、挂职的没有上年度可以回应，不报。抓基层党建述职列为“需核对”，述责述廉列为“可留意”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Kind, Role, Rule, Section, Severity, Span
from checker.numerals import half_width
from rules._criticism import pattern

_ASKED = {Kind.PARTY_BUILDING: Severity.WARNING, Kind.ACCOUNTABILITY_INTEGRITY: Severity.NOTICE}
_LEAD = 60  # characters under a heading that say what it is about
_LEADS = 6  # paragraphs among which the opening is looked for
_OPENING = re.compile(r"(?:现|下面)[^。]{0,60}(?:报告|汇报|述职)如下|(?:述职|报告|汇报)如下")
_SENTENCE = re.compile(r"[^。！？]+")
_PART = re.compile(r"[；;]")
_POST = re.compile(r"到任|上任|任职|就任|履新|调任|接任|担任")  # without these no paragraph is read for a new post
_SPOKEN = re.compile(r"反馈|指出|提出|述职|评议|考核|点评|检视|民主生活会|巡察|巡视|督查|整改")
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
    told = _feedback(document)
    if not told:
        yield _absent(document, severity)
    elif (claim := _bare_claim(told)) is not None:
        yield Hit(
            span=claim,
            message="只说上年度反馈的问题整改到位，没有说明改了什么",
            evidence="没有问题的个数、名称，也没有一件整改的事例。",
            suggestion="逐条写明反馈了什么问题、怎样整改、结果如何。",
            details=(("role", Role.FEEDBACK.value), ("absent", False)),
            severity=severity,
        )


def _new_in_post(document: Document) -> bool:
    if not _POST.search(document.text):
        return False
    years = rf"|{document.year}年\d{{1,2}}月[^。；]{{0,12}}(?:到任|上任|任职|就任|履新|调任|接任|担任)" if document.year else ""
    new = re.compile(pattern("new_in_post").pattern + years)
    return any(new.search(half_width(paragraph.text)) for paragraph in document.paragraphs if _POST.search(paragraph.text))


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of feedback: a sentence under its heading, elsewhere the clauses up to the semicolon."""

    text: str  # half-width digits
    span: Span


def _feedback(document: Document) -> list[_Told]:
    """What is said of last year's feedback, in its own section or elsewhere; the lead-in that only announces is none."""
    bodies = [_body(document, section) for section in document.with_role(Role.FEEDBACK) if _is_headed(document, section)]
    told = []
    for paragraph in document.paragraphs:
        headed = any(paragraph.span.overlaps(body) for body in bodies)
        if not headed and not _SPOKEN.search(paragraph.text):
            continue
        for match in _SENTENCE.finditer(half_width(paragraph.text)):
            span = paragraph.at(match.start(), match.end())
            if any(body.contains(span) for body in bodies):
                told.append(_Told(match[0], span))
            elif (spoken := pattern("feedback").search(match[0])) and not _OPENING.search(match[0]):
                start = match[0].rfind("，", 0, spoken.start()) + 1
                about = _PART.split(match[0][start:], maxsplit=1)[0]
                told.append(_Told(about, paragraph.at(match.start() + start, match.start() + start + len(about))))
    return told


def _is_headed(document: Document, section: Section) -> bool:
    """Whether a section is headed, and its heading or its first words speak of feedback (去年点到的问题这样改, 去年述职评议时…)."""
    lead = document.text[section.start : section.body.start + _LEAD]
    return section.heading is not None and _SPOKEN.search(lead) is not None


def _body(document: Document, section: Section) -> Span:
    """All that stands under a section's heading."""
    whole = document.under(section)
    heading = section.heading
    return Span(heading.end, whole.end) if heading and heading.end < whole.end else whole


def _bare_claim(told: list[_Told]) -> Span | None:
    """The clause that says all is done, where nothing said of feedback names an item, a number or a case."""
    if any(_DETAIL.search(_YEAR.sub("", sentence.text)) for sentence in told):
        return None
    return next((sentence.span for sentence in told if pattern("all_done").search(sentence.text)), None)


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
