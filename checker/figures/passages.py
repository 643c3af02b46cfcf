"""A paragraph read for figures: its skeleton, in which one letter stands for each number, and its clauses.

Relations between figures are written as patterns over skeletons: ``由Q增至Q，增长P``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

from checker.figures.arithmetic import show
from checker.figures.numbers import FIGURES, GAP, MARKS, Number, NumberReader, bare
from checker.model import Paragraph, Span, Statistic

# How far a relation may reach in the skeleton. People write sentences of up to 400 characters; without
# a limit, a text without full stops would cost the square of its length.
REACH = 500
# a character of a clause that is no number
WORD = rf"[^，。；！？：、{MARKS}]"
# the same, or a year
DATED = rf"[^，。；！？：、{MARKS.replace('Y', '')}]"
# the same, or what names a class: 35岁以下, 2021年
CLASS = rf"[^，。；！？：、{MARKS.replace('L', '').replace('Y', '')}]"
_SENTENCE_STOP = frozenset("。！？!?")
_CLAUSE_STOP = re.compile(r"[。！？!?，；：,;:]")
_LAST_FIGURE = re.compile(r"[0-9.]+[^0-9.]*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its numbers.

    ``skeleton`` is its text, Latin capitals made small, with one capital letter for each number;
    ``marks`` gives the places of those letters, ``numbers`` the numbers in the same order.
    """

    paragraph: Paragraph
    text: str
    skeleton: str
    numbers: tuple[Number, ...]
    marks: tuple[int, ...]
    sentence_stops: tuple[int, ...]
    clause_stops: tuple[int, ...]

    @classmethod
    def of(cls, paragraph: Paragraph, reader: NumberReader, gaps: Iterable[Span] = ()) -> Self:
        """The passage of a paragraph; ``gaps`` are places of the report where a value is missing."""
        text, numbers = reader.read(paragraph.text)
        holes = _holes(paragraph, gaps)
        if holes:
            whole = [n for n in numbers if not any(s < n.end + 1 and n.start - 1 < e for s, e in holes)]
            numbers = sorted([*whole, *(bare(GAP, s, e) for s, e in holes)], key=lambda number: number.start)
        skeleton, kept, marks = _skeleton(text, numbers)
        stops = tuple([match.start() for match in _CLAUSE_STOP.finditer(skeleton)])
        return cls(paragraph, text, skeleton, kept, marks, tuple([at for at in stops if skeleton[at] in _SENTENCE_STOP]), stops)

    def number_at(self, mark: int) -> Number:
        """The number whose letter stands at ``mark`` of the skeleton."""
        return self.numbers[bisect_left(self.marks, mark)]

    def between(self, start: int, end: int) -> tuple[tuple[int, Number], ...]:
        """The numbers whose letters stand in ``skeleton[start:end]``, with the places of the letters."""
        first, last = bisect_left(self.marks, start), bisect_left(self.marks, end)
        return tuple(zip(self.marks[first:last], self.numbers[first:last], strict=True))

    def outside_brackets(self, start: int, end: int) -> list[tuple[int, Number]]:
        """As :meth:`between`, figures and bare numbers only, those in brackets left out."""
        depth, kept = 0, []
        for place, c in enumerate(self.skeleton[start:end], start):
            if c in "（(":
                depth += 1
            elif c in "）)":
                depth = max(0, depth - 1)
            elif depth == 0 and c in FIGURES + "N":
                kept.append((place, self.number_at(place)))
        return kept

    def clause(self, place: int) -> Clause:
        """The clause around a place of the skeleton, and its sentence, at most ``REACH`` to either side."""
        start, end = _around(self.clause_stops, place, len(self.skeleton))
        first, last = _around(self.sentence_stops, place, len(self.skeleton))
        low, high = place - REACH, place + REACH
        if first >= low and last <= high:  # as in nearly every sentence
            return Clause(start, end, first, last)
        return Clause(max(start, low), min(end, high), max(first, low), min(last, high))

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Start and end of each sentence in the skeleton."""
        start = 0
        for stop in (*self.sentence_stops, len(self.skeleton)):
            if stop > start:
                yield start, stop
            start = stop + 1

    def place(self, mark: int) -> int:
        """The place in ``text`` of a place in the skeleton; that of a letter is its number's start."""
        at = bisect_left(self.marks, mark)
        if at < len(self.marks) and self.marks[at] == mark:
            return self.numbers[at].start
        return mark if at == 0 else self.numbers[at - 1].end + mark - self.marks[at - 1] - 1

    def end_place(self, mark: int) -> int:
        """The end in ``text`` of the skeleton's part that ends before ``mark``."""
        at = bisect_left(self.marks, mark)
        if at and self.marks[at - 1] == mark - 1:
            return self.numbers[at - 1].end
        return self.place(mark)

    def words(self, start: int, end: int) -> str:
        """The words of ``skeleton[start:end]``, as the report has them."""
        return self.paragraph.text[self.place(start) : self.end_place(end)]

    def span(self, start: int, end: int) -> Span:
        """The place in the report of ``skeleton[start:end]``."""
        return self.paragraph.at(self.place(start), self.end_place(end))

    def span_of(self, number: Number) -> Span:
        """The place in the report of a number."""
        return self.paragraph.at(number.start, number.end)


class Clause(NamedTuple):
    """A clause and the sentence it stands in, as places of the skeleton, ends exclusive."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int


class Relation(NamedTuple):
    """Where a relation stands in a passage, which figures it binds, and under which name it is checked."""

    passage: Passage
    check: str
    start: int
    end: int
    numbers: tuple[Number, ...]

    def judged(self, holds: bool | None, arithmetic: str, message: str = "", correction: str = "", *, certain: bool = False) -> Statistic:
        """The relation with its verdict; message and correction are kept only where it does not hold.

        Where it holds and ``correction`` (what the sum comes to) is none of the stated figures, only rounding excuses the difference.
        """
        wrong = holds is False
        stated = _LAST_FIGURE.search(correction) if holds else None
        return Statistic(
            check=self.check,
            span=self.passage.span(self.start, self.end),
            figures=tuple(map(self.passage.span_of, self.numbers)),
            holds=holds,
            arithmetic=arithmetic,
            certain=certain and wrong,
            rounded=stated is not None and all(stated[0] != show(number) for number in self.numbers),
            correction=correction if wrong else "",
            message=message if wrong else "",
        )


def _around(stops: tuple[int, ...], place: int, end: int) -> tuple[int, int]:
    after = bisect_right(stops, place)
    before = after - 1 if after and stops[after - 1] == place else after  # a place may be a stop itself
    return stops[before - 1] + 1 if before else 0, stops[after] if after < len(stops) else end


def _holes(paragraph: Paragraph, gaps: Iterable[Span]) -> list[tuple[int, int]]:
    """The places in the paragraph's text of the gaps that lie in it."""
    inside = [gap for gap in gaps if gap.overlaps(paragraph.span)]
    if paragraph.offsets is None:
        first = paragraph.span.start
        return [(max(0, gap.start - first), min(gap.end - first, len(paragraph.text))) for gap in inside]
    places = [(bisect_left(paragraph.offsets, gap.start), bisect_left(paragraph.offsets, gap.end)) for gap in inside]
    return [(start, max(start + 1, end)) for start, end in places]


def _skeleton(text: str, numbers: list[Number]) -> tuple[str, tuple[Number, ...], tuple[int, ...]]:
    pieces: list[str] = []
    kept: list[Number] = []
    marks: list[int] = []
    position = length = 0
    for number in numbers:
        if number.start < position or number.end <= number.start:
            continue
        pieces += (text[position : number.start], number.kind)
        length += number.start - position + 1
        marks.append(length - 1)
        kept.append(number)
        position = number.end
    pieces.append(text[position:])
    return "".join(pieces), tuple(kept), tuple(marks)
