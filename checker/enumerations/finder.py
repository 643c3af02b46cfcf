"""Joins marks, counts and members to the report's enumerations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from checker.enumerations.counts import Count, counts
from checker.enumerations.members import Members, after, before, named_end
from checker.enumerations.ordinals import Ordinal, ordinals
from checker.enumerations.runs import Run, group
from checker.enumerations.spelled import spelled_slogans
from checker.model import Document, Enumeration, Paragraph, Span
from checker.numerals import half_width

_SENTENCE_END = re.compile(r"[。！？!?]")
_LEAD_END = "：:，,。；; \u3000、—“（("
# a last item that goes on with one of these may hold what was announced as an item of its own
_MORE = re.compile(r"(?:^|[。；])(?:此外|另外|还有|再者|除此之外)")
_MEANWHILE = re.compile(r"(?:^|[。；])(?:最后|与此同时|同时)")
_OTHER_MARK = re.compile(r"第[二三四五六七八九十]是|另一(?:方面|是|个)|一方面|其[二三四]")
_CONNECTIVE = re.compile(r"[”’]?[，,]?(?:(?:主要|具体|分别|大致|集中)?(?:是|有|为|如下|表现在|表现为|体现在)|即|就是)?")
# what a list without a colon before it may be announced as: a thing that is told, not one that is built or bought
_TOLD = re.compile(
    r"(?:^[点条]|方面|问题|不足|短板|差距|要求|工作|任务|措施|举措|原因|意见|建议|实事|大事|好事|件事|堵点|难点|重点|环节|目标"
    r"|体会|做法|经验|特点|亮点|突破|关系|话|原则|抓手|文章|硬仗|收获|感受|认识|启示|教训|打算|转变|责任|担当)$"
)
_LEAD_REACH = 60  # characters between a count and the list it announces


class _Announcement(NamedTuple):
    counted: Count
    paragraph: int


def find_enumerations(document: Document) -> tuple[Enumeration, ...]:
    """All lists of the report, in reading order; needs ``paragraphs`` and ``sections``.

    Marked lists (一是…) are given whether or not a count announces them, members of a sentence only
    where one does. An item begins with its mark. ``complete`` says that the list's end was seen and
    that its marks follow one another without a gap: only such a list may be counted against its
    announcement.
    """
    texts = [half_width(paragraph.text) for paragraph in document.paragraphs]
    marks = ordinals(document.paragraphs)
    runs = group(marks, lambda mark: _announced(texts, mark), _unnumbered_headings(document))
    marked = [run for run in runs if len(run.marks) > 1]
    grouped = {(mark.paragraph, mark.start) for run in marked for mark in run.marks}
    strays = [mark for mark in marks if (mark.paragraph, mark.start) not in grouped and mark.value > 1]
    found = [_enumeration(document, texts, run, strays) for run in marked]
    taken = {enumeration.announcement for enumeration in found}
    heads: dict[int, list[int]] = {}
    for run in runs:
        heads.setdefault(run.marks[0].paragraph, []).append(run.marks[0].start)
    for index, paragraph in enumerate(document.paragraphs):
        told = [*_told_in_sentences(paragraph, texts[index], heads.get(index, [])), *_spelled_out(paragraph, texts[index])]
        found.extend(enumeration for enumeration in told if enumeration.announcement not in taken)
    return tuple(sorted(found, key=lambda enumeration: (enumeration.span.start, -enumeration.span.end)))


def _unnumbered_headings(document: Document) -> frozenset[int]:
    """Indices of paragraphs that are headings without a number: no list runs on past them.

    A heading that its own text follows in one paragraph stands below the numbered ones, so their list goes on.
    """
    headings = {section.heading for section in document.sections if section.heading is not None and not section.style}
    ends = {heading.start: heading.end for heading in headings}
    return frozenset(
        index
        for index, paragraph in enumerate(document.paragraphs)
        if (end := ends.get(paragraph.span.start)) is not None and not document.text[end : paragraph.span.end].strip()
    )


def _announced(texts: list[str], mark: Ordinal) -> int | None:
    announcement = _announcement(texts, mark)
    return announcement.counted.number if announcement else None


def _announcement(texts: list[str], mark: Ordinal, size: int | None = None) -> _Announcement | None:
    """The count that announces the list beginning at ``mark``: in the sentence before it.

    Of several counts the one that fits ``size`` is preferred, else the last.
    """
    index, end = mark.paragraph, mark.start
    if mark.head:
        if index == 0:
            return None
        index, end = index - 1, len(texts[index - 1])
    text = texts[index]
    while end > 0 and text[end - 1] in _LEAD_END:
        end -= 1
    window = max(0, end - _LEAD_REACH - 40)
    begin = max((match.end() for match in _SENTENCE_END.finditer(text, window, end)), default=window)
    colon = texts[index][end : end + 1] in {"：", ":"}
    fitting = [
        count
        for count in counts(text, begin, end)
        if end - count.unit_end <= _LEAD_REACH and _announces(text[count.end : end], count, colon=colon) and not _spoken_for(text, count)
    ]
    if not fitting:
        return None
    return _Announcement(next((count for count in reversed(fitting) if count.number == size), fitting[-1]), index)


def _announces(rest: str, count: Count, *, colon: bool) -> bool:
    """Whether a count with ``rest`` between it and a marked list can be that list's: it counts what lists tell of."""
    if colon and (not rest or _CONNECTIVE.fullmatch(rest)):
        return True
    told = count.noun.startswith("方面") or _TOLD.search(count.noun) is not None
    return not count.quoted and (not colon or not rest) and told


def _spoken_for(text: str, count: Count) -> bool:
    """Whether the count is of things listed before it (A、B、C三个方面): it announces nothing behind it."""
    members = before(text, count.start, count.number, count.noun)
    return members is not None and count.number in members.readings


def _enumeration(document: Document, texts: list[str], run: Run, strays: list[Ordinal]) -> Enumeration:
    announcement = _announcement(texts, run.marks[0], len(run.marks))
    items = tuple(_items(document, texts, run))
    first = items[0].start
    place = None
    if announcement is not None:
        count = announcement.counted
        place = document.paragraphs[announcement.paragraph].at(count.start, count.end)
        first = place.start
    return Enumeration(
        span=Span(first, items[-1].end),
        announced=announcement.counted.number if announcement else None,
        announcement=place,
        items=items,
        complete=not run.broken and _end_seen(document, texts, run, items[-1], strays),
        style=run.marks[0].style,
    )


def _items(document: Document, texts: list[str], run: Run) -> Iterator[Span]:
    paragraphs = document.paragraphs
    for mark, following in pairwise(run.marks):
        start = paragraphs[mark.paragraph].at(mark.start, mark.end).start
        if following.paragraph == mark.paragraph:
            yield _stripped(paragraphs[mark.paragraph], mark.start, following.start)
        else:
            yield Span(start, paragraphs[following.paragraph - 1].span.end if not following.start else _before(paragraphs, following))
    yield _last_item(document, texts, run)


def _before(paragraphs: tuple[Paragraph, ...], mark: Ordinal) -> int:
    """Where an item ends that reaches into the paragraph in which the next one begins."""
    return paragraphs[mark.paragraph].at(0, mark.start).end


def _stripped(paragraph: Paragraph, start: int, end: int) -> Span:
    while end > start + 1 and paragraph.text[end - 1] in "；;，, \u3000":
        end -= 1
    return paragraph.at(start, end)


def _last_item(document: Document, texts: list[str], run: Run) -> Span:
    """The last item: to the sentence's end where semicolons set the others off, else to the paragraph's.

    Where the items before it reach over several paragraphs it ends where an outer list goes on, or with
    the section.
    """
    last = run.last
    text = texts[last.paragraph]
    paragraph = document.paragraphs[last.paragraph]
    same = [pair for pair in pairwise(run.marks) if pair[0].paragraph == pair[1].paragraph]
    if same and len(same) == len(run.marks) - 1:
        end = len(text)
        if run.closed_by is not None and run.closed_by.paragraph == last.paragraph:
            end = run.closed_by.start
        if all(text[: pair[1].start].rstrip()[-1:] in "；;" for pair in same):
            stop = _SENTENCE_END.search(text, last.end, end)
            end = stop.start() if stop else end
        return _stripped(paragraph, last.start, max(end, last.end))
    if all(following.paragraph - mark.paragraph <= 1 for mark, following in pairwise(run.marks)):
        return _stripped(paragraph, last.start, len(text))
    limit = run.closed_by.paragraph if run.closed_by is not None else len(texts)
    section = next((s for s in document.sections if s.start <= paragraph.span.start < s.end), None)
    bound = section.end if section is not None else len(document.text)
    index = last.paragraph
    while index + 1 < limit and index + 1 < len(texts) and document.paragraphs[index + 1].span.start < bound:
        index += 1
    return Span(paragraph.at(last.start, last.end).start, document.paragraphs[index].span.end)


def _end_seen(document: Document, texts: list[str], run: Run, item: Span, strays: list[Ordinal]) -> bool:
    """Whether the list is surely over: its last item closes, nothing after it looks like one more."""
    last = run.last
    text = texts[last.paragraph]
    told = text[last.start :]
    apart = not text[: last.start].rstrip().endswith(("；", ";")) or last.head
    if _MORE.search(told, len(last.style)) or (apart and _MEANWHILE.search(told, len(last.style))):
        return False
    first = run.marks[0]
    near = [stray for stray in strays if first.paragraph <= stray.paragraph <= last.paragraph + 1]
    if any((stray.paragraph, stray.start) > (first.paragraph, first.start) for stray in near):
        return False
    if any(texts[mark.paragraph].startswith("…", mark.end) for mark in run.marks):
        return False
    own = document.paragraphs[last.paragraph].at(last.start, last.end).end
    if _OTHER_MARK.search(document.text, own, min(len(document.text), item.end + 80)):
        return False
    closing = told.rstrip(" \u3000”’）)*#")
    return bool(closing) and (closing[-1] in "。！？!?" or (last.head and closing[-1] not in "，、；：,"))


def _told_in_sentences(paragraph: Paragraph, text: str, heads: list[int]) -> Iterator[Enumeration]:
    """Lists without marks that a count announces or sums up."""
    for count in counts(text):
        for members, link in _readings(text, count):
            if members is None or len(members.items) < 2 or (link and _second_of_two(text, count)):
                continue
            if any(count.unit_end <= at < members.end for at in heads):
                continue  # a marked list begins here: it is counted as such
            items = tuple(paragraph.at(left, right) for left, right in members.items if right > left)
            announcement = paragraph.at(count.start, count.end if link else named_end(count.noun, count.end))
            begin, end = min(items[0].start, announcement.start), max(items[-1].end, announcement.end)
            yield Enumeration(
                span=Span(begin, end),
                announced=count.number,
                announcement=announcement,
                items=items,
                complete=members.complete and not (count.quoted and members.style == "；"),
                style=members.style if link else f"{members.style}前",
                open=members.open,
            )
            break


def _spelled_out(paragraph: Paragraph, text: str) -> Iterator[Enumeration]:
    """三统一：统一规划、统一设计、统一采购."""
    for slogan in spelled_slogans(text):
        items = tuple(paragraph.at(left, right) for left, right in slogan.items)
        announcement = paragraph.at(slogan.start, slogan.end)
        yield Enumeration(Span(announcement.start, items[-1].end), slogan.number, announcement, items, complete=True, style="、")


def _second_of_two(text: str, count: Count) -> bool:
    """Whether another count stands shortly before this one: what follows may be the members of both."""
    return any(True for _ in counts(text, max(0, count.start - 20), count.start))


def _readings(text: str, count: Count) -> Iterator[tuple[Members | None, bool]]:
    """The list behind the count, then the one before it."""
    yield after(text, count.end, count.number), True
    yield before(text, count.start, count.number, count.noun), False
