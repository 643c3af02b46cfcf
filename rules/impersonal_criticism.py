"""自己的问题和措施要由自己来讲

个人述职要见人见事。问题都是“部分干部……”，措施都是“支部将……”“镇党委将……”，就看不出述职人自己要改什么、做什么。
只在写明了别的主体时才报，没有写主语的一律视为讲自己；句中有“我”“本人”的也不算。
总领句里的主体（下一步支部将……）管着其下各条，就标在总领句上，各条列为相关处。领导班子述职不查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Measure, Problem, Related, Role, Rule, Section, Severity, Span
from checker.numerals import half_width
from rules._criticism import head, index_of, is_personal, pattern, told

_START = r"(?:^|(?<=[。！？；;：:，,]))"
_TIME = r"(?:(?:今后|下一步|下步|接下来|新的一年|明年|针对[^，。；]{0,16})[，,]?)*"
_SENTENCE = re.compile(r"[^。！？]+")


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    least: int = 2  # 至少这么多条写明了别的主体


def check(document: Document, options: Options) -> Iterator[Hit]:
    """问题和措施各至多一处。"""
    if not is_personal(document):
        return
    led = list(_led(document))
    yield from led
    if not led:
        yield from _by_items(document, document.measures, "措施", options)
    yield from _by_items(document, document.problems, "问题", options)


def _led(document: Document) -> Iterator[Hit]:
    """A lead-in whose subject is another body, over measures that stand in its section."""
    for section in document.with_role(Role.MEASURES, Role.PLAN):
        span = document.under(section)
        governed = [measure for measure in document.measures if span.contains(measure.span)]
        subject = _lead_subject(document, section, governed[0].span.start) if governed else None
        if subject is not None and not any(pattern("first_person").search(told(document, measure)) for measure in governed):
            yield _hit(document, subject, "措施", [Related(head(document, measure.span), "由它来做的措施") for measure in governed])
            return


def _lead_subject(document: Document, section: Section, stop: int) -> Span | None:
    """The body that a lead-in of ``section`` before its first measure names as doer."""
    doer = re.compile(f"{_START}{_TIME}(?P<body>{pattern('bodies').pattern})(?=将|要(?!求))")
    for paragraph in document.paragraphs:
        if paragraph.span.end <= section.start or paragraph.span.start >= stop:
            continue
        for sentence in _SENTENCE.finditer(half_width(paragraph.text)):
            match = doer.search(sentence[0])
            if match is None or pattern("first_person").search(sentence[0]):
                continue
            place = paragraph.at(sentence.start() + match.start("body"), sentence.start() + match.end("body"))
            if section.start <= place.start < stop:
                return place
    return None


def _by_items(document: Document, items: Sequence[Problem | Measure], what: str, options: Options) -> Iterator[Hit]:
    """Items most of which name another body as their subject."""
    subjects = [subject for item in items if (subject := _subject(document, item, what)) is not None]
    if len(subjects) >= options.least and 2 * len(subjects) > len(items):
        yield _hit(document, subjects[0], what, [Related(subject, f"这条{what}的主语也不是本人") for subject in subjects[1:]])


def _subject(document: Document, item: Problem | Measure, what: str) -> Span | None:
    """The other body or other people that an item opens with; None where the writer speaks of himself too."""
    if pattern("first_person").search(told(document, item)) or re.search("自己|自身", told(document, item)):
        return None
    bodies = f"(?:{pattern('bodies').pattern})(?={pattern('predicates').pattern})"
    subject = re.compile(f"{bodies}|{pattern('others').pattern}" if what == "问题" else bodies)
    for paragraph in document.paragraphs:
        if not paragraph.span.overlaps(item.span):
            continue
        for sentence in _SENTENCE.finditer(half_width(paragraph.text)):
            at = max(sentence.start(), index_of(paragraph, item.span.start))
            match = subject.match(half_width(paragraph.text), at)
            if match is not None and item.span.contains(paragraph.at(match.start(), match.end())):
                return paragraph.at(match.start(), match.end())
    return None


def _hit(document: Document, subject: Span, what: str, related: Sequence[Related]) -> Hit:
    return Hit(
        span=subject,
        message=f"个人报告的{what}由“{document.read(subject)}”作主语，看不出本人要改什么",
        evidence=f"共{len(related)}处相关，都没有出现“我”“本人”。" if related else "",
        related=tuple(related),
        suggestion=f"改为从本人写起：我在这方面{'有什么不足' if what == '问题' else '做什么、何时做到'}。",
    )


RULE = Rule(
    name="impersonal-criticism",
    family=Family.CRITICISM,
    summary="自己的问题和措施要由自己来讲",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example(
            "南坪镇镇长述职报告\n一、存在的问题\n一是到村调研少，9个村有3个只去过一次。\n二、整改措施\n下一步，镇政府将抓好以下工作：\n一是深入调查研究，每月到村蹲点4天。",
            marks=("镇政府",),
        ),
        Example(
            "南坪镇镇长述职报告\n一、存在的问题\n一是到村调研少，9个村有3个只去过一次。\n二、整改措施\n下一步，我将抓好以下工作：\n一是深入调查研究，每月到村蹲点4天。"
        ),
    ),
    check=check,
)
