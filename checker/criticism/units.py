"""From a report's sections to what is read of them: stretches of criticism, cut into sentences, marks and labels."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from checker.criticism.lexicon import Cues
from checker.enumerations.ordinals import Ordinal, marks_in, ordinals
from checker.model import Document, Paragraph, Role, Section, Span
from checker.numerals import half_width
from checker.registers import Stretch, find_registers

_SENTENCE_END = re.compile(r"[。！？!?]+[”’」）)]*")
_EDGE = re.compile(r"[\s　*]*")
_LINE = 60  # characters of a paragraph in which a signature or a site's advertisement shows
_STOPS = "。：:；; 　*"
_CAUSE_TITLE = 10  # characters from which a line is more than a heading such as 产生问题的原因
_SEVERAL = 2  # such sentences in a paragraph
_LEAST_TOLD = 8  # characters of a problem before what will be done about it
_NUMBERS = "一二三四五六七八九"
_RUN_IN = re.compile(rf"(?:^|(?<=[：:；;。]))([{_NUMBERS}])、(?![{_NUMBERS}])")
_JOINED = re.compile(r"[；;](再者|再就是|再一个|此外|另外|还有|最后)[，,]")  # a further item of 首先…；其次…
# 一是原创少，今后要设立选题奖: a promise in the sentence of a marked problem
_PROMISED = re.compile(
    r"[^。；;！？]{4,160}?[，,]((?:今后|下一?步|明年|来年|下学期)(?:要|将|我要|我将|我们将|准备|打算|由)|(?:[对为]此)?我们?(?:准备|打算|将(?!近)))"
)
# 巡山靠两条腿，去年冒烟后才有人报告，已列入明年第一批项目…: what will be done in the sentence that states the problem
_ANSWERED = re.compile(
    r"[，,]((?:[对为]此)?(?:我们?|班子)?(?:(?:今后|往后|下一步|明年|来年|年内|下半年)(?!度)|打算|准备|将(?!近)|已(?:经)?列入明?|从(?:明年|今年|下)[^，。；]{0,6}起"
    r"|[一二三四]季度(?:内|起|前)?(?:与|同|把|开|要|将|完成|启动|起)))"
)
_PROMISE = re.compile("[对为]此|今后|下一?步|明年|来年|我们?(?:准备|打算|将)")
_AFTER_MARK = re.compile(r"[\s　，,、：:*]*是?[\s　]*")
CRITICISM = (Role.PROBLEMS, Role.CAUSES, Role.MEASURES)


class Mode(StrEnum):
    """What a stretch of criticism tells of; DETAIL only labels: it goes on with the problem before it."""

    PROBLEMS = "problem"
    CAUSES = "cause"
    MEASURES = "measure"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or what stands between two marks; ``start`` and ``end`` lie in its paragraph's text, mark and label left out."""

    paragraph: int
    start: int
    end: int
    text: str  # half-width digits
    mark: Ordinal | None = None
    label: Mode | None = None
    numbered_label: bool = False  # 问题一：
    heading: Mode | None = None  # it is nothing but a heading: 整改措施
    head: bool = False  # it opens its paragraph
    turn: Mode | None = None  # the outline has a passage of causes or measures begin here


@dataclass(frozen=True, slots=True)
class Region:
    """A section of criticism with its items' own headings: the units in order and what they begin with."""

    mode: Mode
    units: tuple[Unit, ...]


def regions(document: Document, cues: Cues, roles: tuple[Role, ...] = CRITICISM) -> Iterator[Region]:
    """Every stretch that the outline gives to one of ``roles``, in reading order."""
    marks: dict[int, list[Ordinal]] = {}
    found = ordinals(document.paragraphs)
    seconds = {mark.style for mark in found if mark.value == 2}
    for mark in found:
        if not _has_verb(mark) or mark.style in seconds:  # 一学期推门听课不到十节 opens no list
            marks.setdefault(mark.paragraph, []).append(mark)
    tabled = frozenset(i for register in find_registers(document.paragraphs) for i in range(register.first, register.last + 1))
    for mode, span, turns in _stretches(document.sections, roles, cues):
        units = tuple(unit for unit in _units(document.paragraphs, span, marks, turns, cues) if unit.paragraph not in tabled)
        if mode is Mode.PROBLEMS:
            units = tuple(_answered(units, cues))
        if units:
            yield Region(mode, units)


def cell_units(paragraph: Paragraph, stretch: Stretch, cues: Cues) -> Iterator[Unit]:
    """The units of a cell, or of the part of a line that stands for one; a list in it may begin anywhere."""
    index, start, end = stretch
    text = half_width(paragraph.text)
    inside = _listed(list(marks_in(index, text[start:end])), index, text[start:end])
    marks = [replace(mark, start=mark.start + start, end=mark.end + start) for mark in inside]
    yield from _cut(index, text, start, end, marks, {}, cues)


def _mode(section: Section, roles: tuple[Role, ...], cues: Cues) -> Mode | None:
    """What a section begins with; a heading that is nothing but 不足和打算 tells it also where the outline gave no role."""
    told = cues.heading.fullmatch(section.title.rstrip(_STOPS)) if roles == CRITICISM and Role.FEEDBACK not in section.roles else None
    titled = Mode(str(told.lastgroup)) if told else None
    if not any(role in section.roles for role in roles):
        return titled
    if Role.PROBLEMS in section.roles or titled is Mode.PROBLEMS:
        return Mode.PROBLEMS
    return Mode.CAUSES if Role.CAUSES in section.roles else Mode.MEASURES


def _stretches(sections: tuple[Section, ...], roles: tuple[Role, ...], cues: Cues) -> Iterator[tuple[Mode, Span, dict[int, Mode]]]:
    """A section that tells of criticism, from its body's start to the end of the last child that has no role of its own.

    Unheaded passages of causes and measures that follow it belong to it, since problems may go on behind them;
    where each begins is given with what it tells.
    """
    index = 0
    while index < len(sections):
        section = sections[index]
        index += 1
        mode = _mode(section, roles, cues)
        if mode is None:
            continue
        family: set[int | None] = {index - 1}
        if section.heading is None and section.parent is not None:
            family.add(section.parent)  # the items' headings belong to the section that the passage splits
        end = section.end
        turns: dict[int, Mode] = {}
        while index < len(sections):
            following = sections[index]
            if _is_passage(following, roles):
                turns[following.start] = _mode(following, roles, cues) or mode
            elif following.parent not in family or not (_is_plain(following, roles, cues) or _is_item(following, mode, cues)):
                break
            family.add(index)
            end = following.end
            index += 1
        if index < len(sections) and sections[index].heading is None and sections[index].roles == (Role.CLOSING,):
            end = sections[index].end  # the last paragraph may promise deeds; mottoes fall away sentence by sentence
        if section.body.start < end:
            yield mode, Span(section.body.start, end), turns


def _is_passage(section: Section, roles: tuple[Role, ...]) -> bool:
    """Whether the outline found criticism in running text here, without a heading."""
    return roles == CRITICISM and section.heading is None and any(role in section.roles for role in roles)


def _is_plain(section: Section, roles: tuple[Role, ...], cues: Cues) -> bool:
    return not section.roles and not _mode(section, roles, cues)


def _is_item(section: Section, mode: Mode, cues: Cues) -> bool:
    """Whether a line that the outline gave to causes is a problem that names its cause: 一是督查不严，主要是怕得罪人."""
    title = section.title
    told = mode is Mode.PROBLEMS and section.roles == (Role.CAUSES,) and section.ordinal is not None
    return told and cues.deficiency.search(title) is not None and not cues.cause_opening.match(title) and len(title) > _CAUSE_TITLE


def _units(
    paragraphs: tuple[Paragraph, ...], span: Span, marks: dict[int, list[Ordinal]], turns: dict[int, Mode], cues: Cues
) -> Iterator[Unit]:
    for index, paragraph in enumerate(paragraphs):
        if not paragraph.span.overlaps(span):
            continue
        text = half_width(paragraph.text)
        if not cues.residue.search(text.strip(), 0, _LINE):
            here = {
                _clip(paragraph, Span(place, span.end))[0]: mode
                for place, mode in turns.items()
                if paragraph.span.start <= place < paragraph.span.end
            }
            yield from _cut(index, text, *_clip(paragraph, span), _listed(marks.get(index, []), index, text), here, cues)


def _answered(units: Sequence[Unit], cues: Cues) -> Iterator[Unit]:
    """Unmarked sentences that state a problem and say in the same breath what will be done, cut there, where a paragraph has several.

    At least one of them must name a shortcoming in so many words.
    """
    cuts = {id(unit): match for unit in units if (match := _breaks(unit, cues)) is not None}
    counted = Counter(unit.paragraph for unit in units if id(unit) in cuts)
    stated = {unit.paragraph for unit in units if (match := cuts.get(id(unit))) and cues.deficiency.search(unit.text, 0, match.start())}
    several = {paragraph for paragraph, count in counted.items() if count >= _SEVERAL} & stated
    for unit in units:
        match = cuts.get(id(unit)) if unit.paragraph in several else None
        if match is None:
            yield replace(unit, label=label) if unit.paragraph in several and (label := _part_of_row(unit)) else unit
            continue
        at = match.start(1)
        yield replace(unit, end=unit.start + at, text=unit.text[:at], label=Mode.PROBLEMS)
        yield replace(unit, start=unit.start + at, text=unit.text[at:], label=Mode.MEASURES, head=False)


def _part_of_row(unit: Unit) -> Mode | None:
    """What a marked sentence in such a row tells (第三是科研，…), and what was cut from it at its promise (我准备…)."""
    if unit.label is not None or unit.heading is not None or unit.head:
        return None
    if unit.mark is not None:
        return Mode.PROBLEMS
    return Mode.MEASURES if _PROMISE.match(unit.text) else None


def _breaks(unit: Unit, cues: Cues) -> re.Match[str] | None:
    """Where an unmarked sentence without a label turns to what will be done."""
    if unit.mark is not None or unit.label is not None or unit.heading is not None or unit.turn is not None:
        return None
    match = _ANSWERED.search(unit.text, _LEAST_TOLD)
    told_on = match is not None and match[1].startswith(("年内", "下半年")) and cues.deficiency.search(unit.text, match.start())
    return None if told_on else match  # 年内发生投诉11起，持证率不高


def _clip(paragraph: Paragraph, span: Span) -> tuple[int, int]:
    """The part of ``paragraph.text`` that lies in ``span``."""
    if paragraph.offsets is None:
        return max(0, span.start - paragraph.span.start), min(len(paragraph.text), span.end - paragraph.span.start)
    return bisect_left(paragraph.offsets, span.start), bisect_left(paragraph.offsets, span.end)


def _listed(marks: list[Ordinal], index: int, text: str) -> list[Ordinal]:
    """The marks of a paragraph, with those of 不足之处：一、…；二、…, which elsewhere stand at a paragraph's head."""
    inline = [Ordinal(_NUMBERS.index(match[1]) + 1, "一、", index, match.start(), match.end(), False) for match in _RUN_IN.finditer(text)]
    if len(inline) < 2 or [mark.value for mark in inline] != list(range(1, len(inline) + 1)):
        return marks
    return sorted([*marks, *inline], key=lambda mark: mark.start)


def _cut(index: int, text: str, start: int, end: int, marks: list[Ordinal], turns: dict[int, Mode], cues: Cues) -> Iterator[Unit]:
    inside = {mark.start: mark for mark in marks if start <= mark.start < end}
    labelled = "：" in text or ":" in text  # how every label ends
    labels = [match.start() for match in cues.label.finditer(text, start, end) if _opens(text, match.start(), start)] if labelled else []
    after_mark = {mark.end for mark in inside.values()}
    bounds = {start, *inside, *(at for at in labels if at not in after_mark), *(m.end() for m in _SENTENCE_END.finditer(text, start, end))}
    bounds.update(turns, (match.start(1) for match in _JOINED.finditer(text, start, end)))
    bounds.update(match.start(1) for at in after_mark if (match := _PROMISED.match(text, at, end)))
    edges = [*sorted(bounds), end]
    head = True
    for begin, stop in pairwise(edges):
        unit = _unit(index, text, begin, stop, inside.get(begin), cues, head=head)
        if unit is not None:
            yield replace(unit, turn=turns[begin]) if begin in turns else unit
            head = False


def _opens(text: str, at: int, start: int) -> bool:
    """Whether a label can stand here: at the head, after a mark, or where a sentence begins."""
    return at == start or text[at - 1] in "。；;！？!? 　\t【（(.、）)是"


def _unit(index: int, text: str, begin: int, stop: int, mark: Ordinal | None, cues: Cues, *, head: bool) -> Unit | None:
    start = _item_start(text, mark, stop) if mark else _past_blanks(text, begin, stop)
    label, numbered = None, False
    match = cues.label.match(text, start, stop)
    if match is not None:
        label = Mode(str(match.lastgroup))
        numbered = match[0].rstrip("：:") != match[label.value]
        start = _past_blanks(text, match.end(), stop)
    end = len(text[:stop].rstrip())
    if start >= end and mark is None and label is None:
        return None
    line = cues.heading.fullmatch(text[start:end].rstrip(_STOPS)) if head and stop == len(text) and label is None else None
    heading = Mode(str(line.lastgroup)) if line else None
    return Unit(index, start, max(start, end), text[start:end], mark, label, numbered, heading, head)


def _has_verb(mark: Ordinal) -> bool:
    """Whether the mark ends in a verb that belongs to the item: 一抓…二抓…."""
    return len(mark.style) == 2 and mark.style[0] == "一" and mark.style[1] not in "是要、"


def _item_start(text: str, mark: Ordinal, stop: int) -> int:
    """Where the words of the item begin: after 第一，, but at the verb of 一抓."""
    if _has_verb(mark):
        return mark.end - 1
    match = _AFTER_MARK.match(text, mark.end, stop)
    return match.end() if match else mark.end


def _past_blanks(text: str, start: int, stop: int) -> int:
    match = _EDGE.match(text, start, stop)
    return match.end() if match else start
