"""What the kind of report asks for, held against the outline."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Cue, Document, Kind, Requirement, Role, Section, Severity, Span
from checker.numerals import half_width
from checker.outline.cues import CueIndex, index_of, phrases
from checker.outline.sentences import Sentence, sentences
from checker.settings import Profile, Topic

TOPIC = "topic:"
MISSING = "missing-section"  # the rule that tells of an absence that no other rule tells of, and of an absent topic
_NAMES = {
    Role.STUDY: "学习和思想政治",
    Role.DUTY: "履行职责",
    Role.INTEGRITY: "廉洁自律",
    Role.FEEDBACK: "上年度反馈问题整改",
    Role.PROBLEMS: "存在问题",
    Role.CAUSES: "原因分析",
    Role.MEASURES: "整改措施和下步打算",
}
# words that tell of a role in running text, and words that come near it
_TOLD: dict[Role, tuple[str, ...]] = {
    Role.STUDY: ("study-text",),
    Role.DUTY: ("duty",),
    Role.INTEGRITY: ("integrity", "conduct-text"),
    Role.FEEDBACK: ("feedback-text",),
}
_CONDUCT = "conduct-text"  # own conduct: what 述廉 is about, beside the supervision of others
_NEAR: dict[Role, tuple[str, ...]] = {
    Role.STUDY: ("study", "study-context", "study-weak"),
    Role.DUTY: ("duty",),
    Role.INTEGRITY: ("integrity-weak", "integrity-text"),
    Role.FEEDBACK: ("feedback-inspection",),
    Role.PROBLEMS: ("problems-weak", "deficiency"),
    Role.CAUSES: ("causes-text",),
    Role.MEASURES: ("promise", "measures-text"),
}
# an absence of these is told by a rule of its own, whose severity settings may lower
_OWNERS = {Role.PROBLEMS: "no-problems", Role.MEASURES: "no-measures", Role.CAUSES: "missing-causes", Role.FEEDBACK: "feedback-unanswered"}
_REMINDED = frozenset({Role.CAUSES, Role.FEEDBACK})  # party-building must tell of them, accountability is only reminded
_SEVERAL = 2  # roles from which on a chapter may have taken one over from below
_CRITICISM = (Role.PROBLEMS, Role.CAUSES, Role.MEASURES)
_PIECE = re.compile(r"[^。；;！!？?\n]{6,}")
_COUNTED = 50  # passages whose items are counted: whoever has more tells enough
_CLAUSE = re.compile(r"[^。；;！!？?，,：:\n]{4,}")
_FACT = re.compile(r"\d|没有|没收|从未|从不|未曾|不收|不插手|不打招呼|拒收|退回|上交")
# what an opening tells, beside dates and the size of the place: 参加中心组学习12次，没有收受礼品
_COUNTED_OR_DENIED = re.compile(
    r"\d\s*(?:余|多)?(?:次|篇|场|期|部|本|万字|学时|课时|堂|讲|人次|批次|天)|没有|没收|从未|从不|未曾|不收|不插手|不打招呼|拒收|退回|上交"
)
_ANNOUNCED = re.compile(r"现将|现就|如下|请予|请[各大]")
_NUMBER = re.compile(r"[\d０-９]")
_EXAMPLES = {
    Role.STUDY: "理论学习、思想政治",
    Role.DUTY: "履职情况、重点工作",
    Role.INTEGRITY: "廉洁自律、党风廉政",
    Role.FEEDBACK: "上年度述职评议、反馈问题整改",
    Role.PROBLEMS: "存在的问题、不足、差距",
    Role.CAUSES: "原因、根源",
    Role.MEASURES: "整改措施、下一步、今后",
}


@dataclass(frozen=True, slots=True)
class _Report:
    """What is asked of: the report and its cues."""

    document: Document
    cues: CueIndex
    first: int  # where the body begins: an opening announces, only what it counts or denies is told


def find_requirements(document: Document, profile: Profile, cues: Sequence[Cue]) -> tuple[Requirement, ...]:
    """Each section and topic ``profile`` asks for, with where it was found; needs ``sections``."""
    first = next((s.end for s in document.sections if s.level == 0), 0)
    report = _Report(document, index_of(cues), first)
    asked = (_role(report, profile, asked) for asked in asked_sections(profile))
    return (*asked, *(_topic(report, topic) for topic in profile.topics))


@dataclass(frozen=True, slots=True)
class Asked:
    """A section that a kind of report must have, or should."""

    role: Role
    name: str
    severity: Severity  # of its absence
    rule: str  # that tells of its absence


def asked_sections(profile: Profile) -> tuple[Asked, ...]:
    """The sections ``profile`` asks for, in page order."""
    return tuple(
        Asked(
            role=role,
            name=name,
            severity=_lowered(profile, role, Severity.ERROR if role in profile.required else Severity.WARNING),
            rule=_OWNERS.get(role, MISSING),
        )
        for role, name in _NAMES.items()
        if role in (*profile.required, *profile.expected)
    )


def _role(report: _Report, profile: Profile, asked: Asked) -> Requirement:
    role = asked.role
    sections = report.document.sections
    own = role is Role.INTEGRITY and role in profile.required
    headed = tuple(
        dict.fromkeys(n for i, s in enumerate(sections) if role in s.roles and s.heading is not None for n in _telling(report, role, i))
    )
    if own:
        headed = tuple(i for i in headed if _tells_conduct(report, i))
    passages = tuple(s.body for s in sections if role in s.roles and s.heading is None and s.level > 0 and not _below(s, headed))
    if not headed and not passages:
        passages = tuple(_told(report, (_CONDUCT,) if own else _TOLD.get(role, ())))
    if role is Role.DUTY and not headed and not passages:
        passages = tuple(_work_told(report))
    if role is Role.MEASURES and not headed and not passages:
        headed = tuple(i for i, s in enumerate(sections) if Role.PLAN in s.roles and s.heading is not None)
    spans = [*(_below_heading(report, i) for i in headed), *passages]
    return Requirement(
        name=asked.name,
        role=role,
        severity=asked.severity,
        source=profile.name,
        sections=headed,
        passages=passages,
        characters=sum(_length(report, span) for span in spans),
        items=sum(_items(report, span) for span in spans[:_COUNTED]),
        looked=_looked(report, role, headed, passages),
    )


def _below_heading(report: _Report, index: int) -> Span:
    """What stands under a heading, sections below it included."""
    sections = report.document.sections
    end = next((i for i in range(index + 1, len(sections)) if sections[i].level <= sections[index].level), len(sections))
    return Span(sections[index].body.start, sections[end - 1].end)


def _telling(report: _Report, role: Role, index: int) -> tuple[int, ...]:
    """The sections below chapter ``index`` that tell of ``role``, where its own heading does not: （三）廉洁自律 in 履职情况."""
    sections = report.document.sections
    chapter = sections[index]
    if len(chapter.roles) < _SEVERAL or (chapter.heading and report.cues.within(chapter.heading, role)):
        return (index,)
    below = tuple(i for i, s in enumerate(sections) if s.parent == index and s.heading is not None and report.cues.within(s.heading, role))
    return below or (index,)


def _tells_conduct(report: _Report, index: int) -> bool:
    """Whether a section is about the author's own conduct: its heading says so, or a word in it does."""
    section = report.document.sections[index]
    named = section.heading is not None and report.cues.within(section.heading, Role.INTEGRITY)
    return bool(named) or bool(report.cues.within(_below_heading(report, index), _CONDUCT))


def _below(section: Section, headed: tuple[int, ...]) -> bool:
    return section.parent is not None and section.parent in headed


def _lowered(profile: Profile, role: Role, severity: Severity) -> Severity:
    """The severity of an absence as the rule that owns it gives it, once settings have spoken."""
    if profile.kind == Kind.ACCOUNTABILITY_INTEGRITY and role in _REMINDED:
        severity = Severity.NOTICE
    owner = _OWNERS.get(role)
    ceiling = next((choice.ceiling for choice in profile.rules if choice.name == owner), None)
    return ceiling if ceiling is not None and ceiling.rank < severity.rank else severity


def _topic(report: _Report, topic: Topic) -> Requirement:
    """A topic of the organisation's own: its words in a heading, or sentences that hold them."""
    label = TOPIC + topic.name
    sections = report.document.sections
    headed = tuple(i for i, s in enumerate(sections) if s.heading is not None and report.cues.within(s.heading, label))
    passages = () if headed else tuple(_told(report, (label,)))
    spans = [*(_below_heading(report, i) for i in headed), *passages]
    words = "、".join(topic.words)
    looked = _found(report, headed, passages) if spans else f"查看了{_headings(report)}个标题和全部正文，未见“{words}”"
    return Requirement(
        name=topic.name,
        role=None,
        severity=topic.severity,
        source=topic.source,
        sections=headed,
        passages=passages,
        characters=sum(_length(report, span) for span in spans),
        items=sum(_items(report, span) for span in spans[:_COUNTED]),
        looked=looked,
    )


def _told(report: _Report, labels: tuple[str, ...]) -> Iterator[Span]:
    """The sentences that hold a cue of ``labels``, those of the opening where they tell something; neighbours are one passage."""
    begin = end = -1
    last = -1
    position = 0
    for index, paragraph in enumerate(report.document.paragraphs):
        if not report.cues.within(paragraph.span, *labels):
            position += 1  # a sentence or more that parts those on either side
            continue
        for sentence in sentences(report.document.paragraphs, index):
            position += 1
            said = report.cues.within(sentence.span, *labels) and _tells(report, sentence)
            if not said or _is_critical(report, sentence.span):
                continue
            if position == last + 1 and begin >= 0:
                end, last = sentence.span.end, position
                continue
            if begin >= 0:
                yield Span(begin, end)
            begin, end, last = sentence.span.start, sentence.span.end, position
    if begin >= 0:
        yield Span(begin, end)


def _tells(report: _Report, sentence: Sentence) -> bool:
    """Whether a sentence stands behind the opening, or counts or denies something in it."""
    if sentence.span.start >= report.first:
        return True
    return _COUNTED_OR_DENIED.search(half_width(sentence.text)) is not None and not _ANNOUNCED.search(sentence.text)


def _work_told(report: _Report) -> Iterator[Span]:
    """The sentences that give a figure and speak neither of learning nor of integrity: work done is told so, under any heading."""
    for index, paragraph in enumerate(report.document.paragraphs):
        if paragraph.span.end <= report.first:
            continue
        for sentence in sentences(report.document.paragraphs, index):
            other = report.cues.within(sentence.span, "study-text", "integrity", _CONDUCT)
            if (
                not other
                and sentence.span.start >= report.first
                and _NUMBER.search(sentence.text)
                and not _is_critical(report, sentence.span)
            ):
                yield sentence.span


def _is_critical(report: _Report, span: Span) -> bool:
    """Whether a place stands in problems, causes or plans: what is said to be lacking there is not told."""
    sections = report.document.sections
    section = sections[bisect_right(sections, span.start, key=lambda s: s.start) - 1]
    while not section.roles and section.parent is not None:
        section = sections[section.parent]
    return bool({*_CRITICISM, Role.PLAN}.intersection(section.roles))


def _length(report: _Report, span: Span) -> int:
    return sum(map(len, span.of(report.document.text).split()))


def _items(report: _Report, span: Span) -> int:
    """Separate things told: sentences, or clauses that each give a figure or name what was not done, whichever are more."""
    text = half_width(report.document.read(span))
    facts = [fact.start() for fact in _FACT.finditer(text)]  # none reaches over the end of a clause
    clauses = (clause.span() for clause in _CLAUSE.finditer(text)) if facts else ()
    return max(len(_PIECE.findall(text)), sum(1 for start, end in clauses if bisect_left(facts, start) < bisect_left(facts, end)))


def _headings(report: _Report) -> int:
    return sum(1 for s in report.document.sections if s.heading is not None)


def _looked(report: _Report, role: Role, headed: tuple[int, ...], passages: tuple[Span, ...]) -> str:
    if headed or passages:
        return _found(report, headed, passages)
    body = "开头以后的全部正文" if role is Role.DUTY else "全部正文"  # an opening tells the size of the place, not work
    searched = f"查看了{_headings(report)}个标题和{body}，未见{_EXAMPLES[role]}一类内容"
    near = next(iter(_nearest(report, role)), None)
    return f"{searched}；最接近的是{near}" if near else searched


def _found(report: _Report, headed: tuple[int, ...], passages: tuple[Span, ...]) -> str:
    if headed:
        titles = "、".join(f"“{_short(report.document.sections[i].title)}”" for i in headed[:3])
        return f"见标题{titles}"
    return f"没有专门标题，正文写到：“{_short(report.document.read(passages[0]))}”"


def _nearest(report: _Report, role: Role) -> Iterator[str]:
    """What comes nearest to a role that is absent: a heading first, else a sentence."""
    labels = _NEAR[role]
    for section in report.document.sections:
        if section.heading is not None and section.level > 0 and (said := report.cues.within(section.heading, *labels)):
            yield f"标题“{_short(section.title)}”（含“{phrases(said)[0]}”）"
    if role is not Role.DUTY:
        for span in _told(report, labels):
            yield f"“{_short(report.document.read(span))}”"


def _short(text: str) -> str:
    text = re.sub(r"\s+", "", text)
    return text if len(text) <= 30 else f"{text[:29]}…"
