"""Lines to paragraphs: one line is one paragraph, unless the whole text was broken into lines of one width.

Hard-wrapped texts come from mail, from PDF and from old editors. They are told by their layout alone: many
lines of nearly the same width that break off in the middle of a sentence. Only then are lines joined, and
``Paragraph.offsets`` keeps the place of every character, so that the text itself stays untouched.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from checker.model import Paragraph, Span

_WHITE = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
BLANKS = _WHITE + _ZERO_WIDTH

_LINE_END = re.compile("[\n\x0b\x0c\x85\u2028\u2029]")
_NUMERAL = "[一二三四五六七八九十]"
# 一、二季度 and 12、13日 begin no section: the number goes on.
_HEADING = re.compile(
    rf"第[一二三四五六七八九十百零〇\d]{{1,4}}[章节部篇条]"
    rf"|{_NUMERAL}{{1,3}}[、.．](?!{_NUMERAL}{{1,2}}[、产季期线级类])"
    rf"|[（(]{_NUMERAL}{{1,3}}[)）]"
    r"|\d{1,2}[.．、](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}[ \u3000、]"
)
_SENTENCE_END = re.compile(r"[。！？!?；;：:…][”’」』）)】》]{0,3}$")
_COLUMNS = re.compile(r"\t|[ \u3000]{2}")  # inside a line: cells of a table set with blanks

_NARROWEST, _WIDEST = 20, 60  # characters in a line of a hard-wrapped text
_MIN_JOINTS = 4
_MIN_FALLS = 3
_MIN_FULL_SHARE = 1 / 3
_MIN_JOINT_SHARE = 0.6


class _Line(NamedTuple):
    """A line without the blanks at its ends; blank where ``start == end``."""

    number: int
    start: int
    end: int
    text: str
    indent: int  # in columns: a Chinese character takes two
    columns: int  # with the indent
    characters: int  # with the indent


class _Layout(NamedTuple):
    """How a hard-wrapped text was broken."""

    by_columns: bool
    least: float  # a line this wide is full
    most: float  # a line wider than this was never wrapped
    margin: int = 0  # indent of lines that go on
    marked: bool = False  # every paragraph begins with an indent or after a blank line

    def full(self, line: _Line) -> bool:
        return self.least <= self.width(line) <= self.most

    def width(self, line: _Line) -> int:
        return line.columns if self.by_columns else line.characters


def starts_section(text: str) -> bool:
    """Whether a line begins with a number that only headings and numbered paragraphs bear."""
    return _HEADING.match(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence, an item or an announcement does."""
    return _SENTENCE_END.search(text[-4:]) is not None


def find_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a plain text in reading order, without blank ones.

    Every character that is no blank lies in exactly one; ``origin`` is the number of the first line.
    """
    lines = _lines(text)
    written = [line for line in lines if line.text]
    layout = _layout(lines, written)
    if layout is None:
        return tuple(_paragraph([line]) for line in written)
    return tuple(_paragraph(group) for group in _groups(lines, layout))


def _lines(text: str) -> list[_Line]:
    edges = [0, *(match.end() for match in _LINE_END.finditer(text)), len(text) + 1]
    return [_line(text, number, start, end - 1) for number, (start, end) in enumerate(pairwise(edges), 1)]


def _line(text: str, number: int, start: int, end: int) -> _Line:
    raw = text[start:end].rstrip(BLANKS)
    body = raw.lstrip(BLANKS)
    indent = _columns(raw[: len(raw) - len(body)])
    first = start + len(raw) - len(body)
    return _Line(number, first, first + len(body), body, indent, indent + _columns(body), len(raw))


class _Widths(dict[str, int]):
    """The columns that a character takes, looked up once for each."""

    def __missing__(self, char: str) -> int:
        if len(self) > _CHARACTERS:
            self.clear()
        width = 0 if char in _ZERO_WIDTH else 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        self[char] = width
        return width


_CHARACTERS = 20_000  # more than any report has: bounds what a hostile folder makes us keep
_WIDTHS = _Widths()
_USUAL = re.compile(
    "[ -~\u4e00-\u9fff“”‘’…—·、。《》（），：；！？％]*"
)  # one column where it is ASCII, else two: what most lines consist of


def _columns(text: str) -> int:
    # Ambiguous characters (“ … ①) are as wide as Chinese ones in Chinese fonts.
    if _USUAL.fullmatch(text):
        return 2 * len(text) - len(text.encode("ascii", "ignore"))
    return sum(map(_WIDTHS.__getitem__, text))


def _layout(lines: Sequence[_Line], written: Sequence[_Line]) -> _Layout | None:
    """How the text was wrapped, None where its lines are whole paragraphs."""
    layouts = [layout for by_columns in (False, True) if (layout := _measure(written, by_columns=by_columns))]
    if not layouts:
        return None
    layout = max(layouts, key=lambda layout: sum(map(layout.full, written)))
    full = sum(map(layout.full, written))
    after = [later for line, later in pairwise(lines) if _breaks_off(line, layout) and later.text]
    if not after:
        return None
    margin = Counter(line.indent for line in after).most_common(1)[0][0]
    layout = layout._replace(margin=margin)
    joints = sum(not _marked(line, layout) and not starts_section(line.text) for line in after)
    many = full >= _MIN_FULL_SHARE * len(written) and joints >= max(_MIN_JOINTS, _MIN_JOINT_SHARE * full)
    if not many and not _falls_back(lines, layout):
        return None
    return layout._replace(marked=_marks_paragraphs(lines, layout))


def _falls_back(lines: Sequence[_Line], layout: _Layout) -> bool:
    """Whether indented lines break off and go on at the margin: few of them tell what many lines without an indent tell."""
    opening = [(line, later) for line, later in pairwise(lines) if _marked(line, layout) and layout.full(line) and later.text]
    joints = sum(
        _breaks_off(line, layout) and later.indent < line.indent and not _marked(later, layout) and not starts_section(later.text)
        for line, later in opening
    )
    return joints >= max(_MIN_FALLS, 0.75 * len(opening))


def _measure(written: Sequence[_Line], *, by_columns: bool) -> _Layout | None:
    """The width at which lines were broken, counted in columns or in characters."""
    layout = _Layout(by_columns, 0, 0)
    widths = sorted(map(layout.width, written))
    if not widths:
        return None
    # A stray long line (an advertisement, an address) may stand among wrapped ones.
    width = widths[int(0.97 * (len(widths) - 1))]
    unit = 2 if by_columns else 1
    if not _NARROWEST * unit <= width <= _WIDEST * unit:
        return None
    slack = max(2 * unit, width * 0.1)  # punctuation that may not begin a line, numbers kept whole
    return _Layout(by_columns, width - slack, width + slack)


def _breaks_off(line: _Line, layout: _Layout) -> bool:
    return layout.full(line) and not ends_sentence(line.text) and not _COLUMNS.search(line.text)


def _marked(line: _Line, layout: _Layout) -> bool:
    return abs(line.indent - layout.margin) >= 2


def _marks_paragraphs(lines: Sequence[_Line], layout: _Layout) -> bool:
    """Whether paragraphs that must begin, after a short line, bear a mark of it; numbered ones may do without."""
    bare = marked = 0
    last: _Line | None = None
    blank = False
    for line in lines:
        if not line.text:
            blank = True
            continue
        if last and layout.width(last) < layout.least and last.text[-1] not in "，、":
            if blank or _marked(line, layout):
                marked += 1
            elif not starts_section(line.text):
                bare += 1
        last, blank = line, False
    return marked > 4 * bare


def _groups(lines: Sequence[_Line], layout: _Layout) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for line in lines:
        if group and (not line.text or not _goes_on(group[-1], line, layout)):
            yield group
            group = []
        if line.text:
            group.append(line)
    if group:
        yield group


def _goes_on(last: _Line, line: _Line, layout: _Layout) -> bool:
    """Whether ``line``, directly below ``last``, belongs to the same paragraph."""
    if starts_section(line.text) or _marked(line, layout):
        return False
    if _COLUMNS.search(last.text) or _COLUMNS.search(line.text) or layout.width(last) > layout.most or layout.width(line) > layout.most:
        return False
    if not layout.full(last):
        return last.text[-1] in "，、" and layout.width(last) >= 0.6 * layout.least
    if not ends_sentence(last.text):
        return True
    return layout.marked


def _paragraph(group: Sequence[_Line]) -> Paragraph:
    span = Span(group[0].start, group[-1].end)
    origin = f"第{group[0].number}行"
    if len(group) == 1:
        return Paragraph(span, group[0].text, origin=origin)
    offsets = tuple(at for line in group for at in range(line.start, line.end))
    return Paragraph(span, "".join(line.text for line in group), offsets, origin)
