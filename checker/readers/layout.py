"""Lines on pages to paragraphs: what PDF and OFD know is where each line stands, not which lines belong together.

A line goes on in the next where it was full: where the next line's first word had no room left on it. Indents, gaps and
sizes tell the rest. Page numbers and running heads are dropped. Paragraphs hold no line breaks of the page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from checker.model import Paragraph, ReadError, Source, Span
from checker.readers.grid import Cell, Line, arrange
from checker.readers.markup import RAISED
from checker.readers.wrapping import BLANKS, ends_sentence, starts_section

_PAGE_NUMBER = re.compile(
    r"[-—–－―─~·•\s]*(?:第\s*)?(?:[0-9０-９]{1,3}|[ivxIVX]{1,5})(?:\s*页)?(?:\s*[/／,，共]\s*(?:共\s*)?[0-9０-９]{1,3}\s*页?)?[-—–－―─~·•\s]*"
)
_MARGIN = 0.12  # share of a page's height at its head and foot where running heads and page numbers stand
_TIGHT = "，。、；：？！）》」』】〕〉”’％%…—)]},.;:?!·"  # may not begin a line
_MARK = re.compile(r"[\[〔(（]?(?P<mark>\d{1,2}|[①-⑳])[\]〕)）]?\s*")  # at the beginning of a note
_RAISED_MARK = re.compile(r"(?<![A-Za-z])(?:[\[〔(（](?P<bracket>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})[\]〕)）]|(?P<digits>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))")
_LOWERED = {raised: digit for digit, raised in RAISED.items()}
_WORD = re.compile(r"[0-9A-Za-z.,%‰/+-]+")
_QUOTES = "“”‘’"  # line breaking by Unicode's rules parts no quotation mark from what stands on either side of it
_HANGING = "，。、；：？！）》」』】”’"  # may stand beyond the right edge
_OPENING = "（《「『【〔〈“‘(["


class Page(NamedTuple):
    """The size of a page in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Column:
    """How the text of a document is set."""

    size: float
    left: float
    right: float
    pitch: float  # from one line to the next inside a paragraph, in points
    indented: bool  # paragraphs begin with an indent
    spaced: bool  # paragraphs stand apart


def rebuilt(
    lines: Sequence[Line],
    pages: Sequence[Page],
    name: str,
    form: str,
    digest: str,
    warnings: tuple[str, ...],
    marks: Sequence[tuple[int, str]] = (),
) -> Source:
    """A Source of the lines of a document; ``origin`` of a paragraph is the page on which it begins.

    ``marks`` are the references to notes that stood in the lines, each with its page.
    Raises ReadError where nothing but page numbers is left.
    """
    body = _without_furniture([_stripped(line) for line in lines if line.text.strip(BLANKS)], pages)
    marked: defaultdict[int, set[str]] = defaultdict(set)
    for number, mark in marks:
        marked[number].add(mark)
    size = _size(body)
    noted = [note for page in _by_page(body) for note in _notes_of(page, marked[page[0].page], size)] if marks else []
    apart = {line for note in noted for line in note}
    referred = {(note[0].page, match["mark"]) for note in noted if (match := _MARK.match(note[0].text))}
    unmarked = (line._replace(text=_unmarked(line, referred)) for line in body if line not in apart)
    body = [line for line in unmarked if line.text]
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    at = 0
    for group in _groups(list(arrange(body))):
        text = _joined([item.line if isinstance(item, Cell) else item for item in group])
        paragraphs.append(_paragraph(group, Span(at, at + len(text)), text))
        parts.append(text)
        at += len(text) + 1
    if not paragraphs:
        raise ReadError("文件里只有页码、页眉，没有正文。", "请确认报告完整，重新导出后再检查。")
    notes: list[Paragraph] = []
    for note in noted:
        text = _MARK.sub("", _joined(note), count=1).strip(BLANKS)
        notes.append(Paragraph(Span(at, at + len(text)), text, origin=f"第{note[0].page}页脚注"))
        parts.append(text)
        at += len(text) + 1
    return Source(name, "\n".join(parts), form, digest, tuple(paragraphs), warnings, tuple(notes))


def _paragraph(group: Sequence[Line | Cell], span: Span, text: str) -> Paragraph:
    first = group[0]
    if isinstance(first, Cell):
        return Paragraph(span, text, origin=first.origin, bold=first.line.bold, in_table=True)
    return Paragraph(span, text, origin=f"第{first.page}页", bold=all(line.bold for line in group if isinstance(line, Line)))


def _stripped(line: Line) -> Line:
    """Blanks at the ends of a line are indent or nothing: they move its edges."""
    body = line.text.lstrip(BLANKS)
    shift = sum(1.0 if char == "\u3000" else 0.5 for char in line.text[: len(line.text) - len(body)]) * line.size
    return line._replace(text=body.rstrip(BLANKS), left=line.left + shift)


def _without_furniture(lines: Sequence[Line], pages: Sequence[Page]) -> list[Line]:
    """The lines without page numbers and without heads and feet that come back on other pages."""
    edges = {edge for page in _by_page(lines) for edge in _edges(page, pages)}
    seen = Counter((_shape(line.text), round(line.top / 4)) for line in edges)
    often = max(2, (len(pages) + 1) // 2)

    def furniture(line: Line) -> bool:
        if line not in edges:
            return False
        shape, at = _shape(line.text), round(line.top / 4)
        again = sum(seen[shape, near] for near in (at - 1, at, at + 1))
        return _PAGE_NUMBER.fullmatch(line.text) is not None or again >= often

    return [line for line in lines if not furniture(line)]


def _by_page(lines: Iterable[Line]) -> Iterator[list[Line]]:
    page: list[Line] = []
    for line in lines:
        if page and page[-1].page != line.page:
            yield page
            page = []
        page.append(line)
    if page:
        yield page


def _unmarked(line: Line, referred: Collection[tuple[int, str]]) -> str:
    """The text of a line without the marks that lead to a note of its page."""

    def kept(match: re.Match[str]) -> str:
        return "" if (line.page, (match["bracket"] or match["digits"]).translate(_LOWERED)) in referred else match[0]

    return _RAISED_MARK.sub(kept, line.text)


def _notes_of(page: Sequence[Line], marks: set[str], size: float) -> list[list[Line]]:
    """The footnotes of a page: lines in small type at its end, each note beginning with a mark that refers to it."""
    last = len(page)
    while marks and last and page[last - 1].size < 0.97 * size:
        last -= 1
    notes: list[list[Line]] = []
    for line in page[last:]:
        if (mark := _MARK.match(line.text)) and mark["mark"] in marks and len(line.text) > mark.end():
            notes.append([line])
        elif notes:
            notes[-1].append(line)
    return notes


def _edges(page: Sequence[Line], pages: Sequence[Page]) -> Iterator[Line]:
    """The outermost pieces of lines of a page at either end, where they stand in its margins."""
    height = pages[page[0].page - 1].height if page[0].page <= len(pages) else 0.0
    yield from (line for line in page[:3] if line.bottom < _MARGIN * height)
    yield from (line for line in page[-3:] if line.top > (1 - _MARGIN) * height)


def _shape(text: str) -> str:
    return re.sub(r"[0-9０-９]+", "#", text)


def _groups(items: Sequence[Line | Cell]) -> Iterator[list[Line] | list[Cell]]:
    """Lines that make one paragraph; each cell is one of its own."""
    lines = [item for item in items if isinstance(item, Line)]
    column = _column(lines) if lines else None
    group: list[Line] = []
    for item in items:
        if group and (isinstance(item, Cell) or column is None or not _goes_on(group[-1], item, column)):
            yield group
            group = []
        if isinstance(item, Cell):
            yield [item]
        else:
            group.append(item)
    if group:
        yield group


def _size(lines: Sequence[Line]) -> float:
    """The size that most of the text is set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _column(lines: Sequence[Line]) -> _Column:
    size = _size(lines)
    body = [line for line in lines if abs(line.size - size) <= 0.6 and not _has_gaps(line)] or list(lines)
    right = sorted(line.right - (line.size if line.text[-1] in _HANGING else 0.0) for line in body)[int(0.95 * (len(body) - 1))]
    left = Counter(round(line.left / 2) for line in body if line.right - line.left > (right - line.left) * 0.6)
    edge = min((line.left for line in body if left[round(line.left / 2)] >= max(2, len(body) // 20)), default=min(ln.left for ln in body))
    pitches = [line.top - last.top for last, line in pairwise(lines) if last.page == line.page and 0 < line.top - last.top < 4 * size]
    column = _Column(size, edge, right, median(pitches) if pitches else 1.5 * size, indented=False, spaced=False)
    wrapped = [line.top - last.top for last, line in pairwise(lines) if last.page == line.page and _wraps(last, line, column)]
    pitch = median(wrapped) if wrapped else column.pitch
    ends = [(last, line) for last, line in pairwise(lines) if not _wraps(last, line, column) and abs(line.size - size) <= 0.6]
    indented = sum(_is_indented(line, column) for _, line in ends)
    near = [line.top - last.top for last, line in ends if last.page == line.page]
    return _Column(
        size,
        edge,
        right,
        pitch,
        indented=indented > 0.6 * len(ends),
        spaced=sum(gap > pitch + 0.25 * size for gap in near) > 0.8 * len(near),
    )


def _goes_on(last: Line, line: Line, column: _Column) -> bool:
    """Whether ``line`` belongs to the paragraph of ``last``, the line before it."""
    if line.page - last.page > 1 or abs(line.size - last.size) > 0.12 * max(line.size, last.size):
        return False
    if _has_gaps(last) or _has_gaps(line) or not _wraps(last, line, column):
        return False
    if line.page == last.page and line.top - last.top > column.pitch + 0.6 * column.size:
        return False
    if column.indented and _is_indented(line, column):
        return False
    if starts_section(line.text):
        return column.indented and not ends_sentence(last.text) and not _WORD.match(line.text)
    # Where nothing marks a new paragraph, a line full to its last character and ending a sentence is more often one in the midst.
    full = last.right > column.right - 0.3 * last.size
    return not ends_sentence(last.text) or column.indented or (column.spaced and line.page == last.page) or (full and not column.spaced)


def _wraps(last: Line, line: Line, column: _Column) -> bool:
    """Whether the first word of ``line`` had no room at the end of ``last``."""
    # Between Chinese and Latin characters word processors leave a quarter of a character.
    seam = 0.25 * last.size if last.text[-1].isascii() != line.text[0].isascii() else 0.0
    return last.right + seam + _first_word(line) > column.right - 0.1 * last.size


def _first_word(line: Line) -> float:
    """The width of what cannot be parted from the first character of a line."""
    text = line.text[:24]
    match = _WORD.match(text)
    end = match.end() if match else 1
    while end < len(text) and (
        text[end] in _TIGHT or text[end] in _QUOTES or text[end - 1] in _QUOTES or (not match and text[end - 1] in _OPENING)
    ):
        end += 1
    seam = 0.25 if text[end - 1].isascii() and not text[end : end + 1].isascii() else 0.0
    return (sum(0.55 if char.isascii() else 1.0 for char in text[:end]) + seam) * line.size


def _is_indented(line: Line, column: _Column) -> bool:
    return line.left > column.left + 0.8 * column.size


def _has_gaps(line: Line) -> bool:
    return "\t" in line.text


def _joined(group: Sequence[Line]) -> str:
    """The text of a paragraph; a blank between two Latin words that a line end parted."""
    parts = [group[0].text]
    for last, line in pairwise(group):
        apart = last.text[-1].isascii() and last.text[-1].isalpha() and line.text[0].isascii() and line.text[0].isalpha()
        parts.append(" " + line.text if apart else line.text)
    return "".join(parts)
