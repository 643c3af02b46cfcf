"""Run as a process of its own: a PDF on standard input, its pieces of lines as JSON on standard output.

PDFium is a large program in C++ that parses hostile input; here a crash or an endless loop of it costs one file.
Nothing of a PDF is run or fetched: scripts, forms and attachments are never looked at.
"""

from __future__ import annotations

import ctypes
import json
import math
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any, NamedTuple

_LEVEL = math.radians(10)  # a watermark across the page is no line of the report
_BOLD = 700
_MOST_ON_A_PAGE = 200_000  # characters, blanks included: beyond what any limit lets through
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # as for Word files and pages
_LINE_END_HYPHEN = 0x02  # what PDFium makes of a hyphen at the end of a line, taking it for one that parts a word
_UNREADABLE = "\ufffd"
_NOTE_MARK = re.compile(r"[\[〔(（]?\d{1,2}[\]〕)）]?|[①-⑳]")


class Glyph(NamedTuple):
    """A character and its box in points, the page's upper left corner being 0, 0."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool


def main() -> None:
    """Read standard input, write standard output; the arguments are the most pages and the most characters."""
    pages, characters = (int(argument) for argument in sys.argv[1:3])
    json.dump(extract(sys.stdin.buffer.read(), pages, characters), sys.stdout)


def extract(data: bytes, pages: int, characters: int) -> dict[str, Any]:
    """``{"lines": [[page, left, right, top, bottom, size, bold, text], …], "sizes": [[width, height], …], "bare": …, "marks": …}``.

    Pages count from 1; ``bare`` are those without a text layer that show something; ``marks`` are the references to notes,
    each ``[page, mark]``, that may stand in the lines: beside a figure they would be digits of it.
    ``{"error": …}`` is one of "password", "damaged", "pages", "characters".
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if "password" in str(error).lower() or "security" in str(error).lower() else "damaged"}
    try:
        if len(document) > pages:
            return {"error": "pages"}
        return _pages(document, characters)
    except pypdfium2.PdfiumError:
        return {"error": "damaged"}
    finally:
        document.close()


def _pages(document: Any, characters: int) -> dict[str, Any]:
    lines: list[list[Any]] = []
    sizes: list[tuple[float, float]] = []
    bare: list[int] = []
    marks: list[tuple[int, str]] = []
    total = 0
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        sizes.append((round(width, 1), round(height, 1)))
        found = 0
        for piece in _pieces(_glyphs(page, height)):
            line, raised = _without_marks(piece)
            marks += [(number + 1, mark) for mark in raised]
            text = "".join(glyph.text for glyph in line)
            if not text.strip():
                continue
            found += len(text)
            total += len(text)
            if total > characters:
                return {"error": "characters"}
            lines.append([number + 1, *_box(line), all(glyph.bold for glyph in line), text])
        if not found and next(iter(page.get_objects(max_depth=2)), None) is not None:
            bare.append(number + 1)
        page.close()
    return {"lines": lines, "sizes": sizes, "bare": bare, "marks": marks}


def _without_marks(line: list[Glyph]) -> tuple[list[Glyph], list[str]]:
    """The characters of a line, digits set high as ², and the references to notes in it.

    Circled ones are left out, since in a line they would count a list; digits may be a power, which only the notes tell.
    """
    size = sorted(glyph.size for glyph in line)[len(line) // 2]
    foot = max(glyph.bottom for glyph in line if glyph.size > 0.8 * size)
    kept: list[Glyph] = []
    marks: list[str] = []
    for raised, group in groupby(line, key=lambda glyph: glyph.size < 0.8 * size and glyph.bottom < foot - 0.25 * size):
        glyphs = list(group)
        text = "".join(glyph.text for glyph in glyphs).strip()
        if raised and kept and _NOTE_MARK.fullmatch(text):
            marks.append(text.strip("[]〔〕()（）"))
            glyphs = [] if "①" <= text <= "⑳" else [glyph._replace(text=glyph.text.translate(RAISED)) for glyph in glyphs]
        kept += glyphs
    return kept, marks


def _box(line: list[Glyph]) -> tuple[float, ...]:
    sizes = sorted(glyph.size for glyph in line)
    edges = (line[0].left, max(g.right for g in line), min(g.top for g in line), max(g.bottom for g in line), sizes[len(sizes) // 2])
    return tuple(round(edge, 1) for edge in edges)


def _glyphs(page: Any, height: float) -> Iterator[Glyph]:
    """The characters that the file itself writes; blanks and line ends that PDFium adds are left out."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = pdfium.FS_RECTF()
    name, flags = ctypes.create_string_buffer(64), ctypes.c_int()
    try:
        for index in range(min(_MOST_ON_A_PAGE, pdfium.FPDFText_CountChars(text_page.raw))):
            code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
            if pdfium.FPDFText_IsGenerated(text_page.raw, index) == 1 or code in {0x0A, 0x0D}:
                continue
            angle = pdfium.FPDFText_GetCharAngle(text_page.raw, index)
            if _LEVEL < angle < 2 * math.pi - _LEVEL:
                continue
            if pdfium.FPDFText_GetLooseCharBox(text_page.raw, index, loose):
                box = (loose.left, loose.right, height - loose.top, height - loose.bottom)
            elif pdfium.FPDFText_GetCharBox(text_page.raw, index, left, right, bottom, top):
                box = (left.value, right.value, height - top.value, height - bottom.value)
            else:
                continue
            size = pdfium.FPDFText_GetFontSize(text_page.raw, index)
            if not all(map(math.isfinite, (*box, size))):
                continue
            pdfium.FPDFText_GetFontInfo(text_page.raw, index, name, len(name), flags)
            bold = b"bold" in name.raw.lower() or pdfium.FPDFText_GetFontWeight(text_page.raw, index) >= _BOLD
            # The size that the font is set to may be scaled: the box tells how large it is shown.
            yield Glyph(_character(code), *box, max(1.0, box[3] - box[2]) if not 1 < size < 200 else size, bold)
    finally:
        text_page.close()


def _character(code: int) -> str:
    """A character as reports write it: radicals and compatibility forms, which some printers put for it, made plain."""
    if code in {0, 0xFFFE, 0xFFFF} or 0xD800 <= code < 0xE000 or code > sys.maxunicode:
        return _UNREADABLE
    if code == _LINE_END_HYPHEN:
        return "-"
    character = chr(code)
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
        return unicodedata.normalize("NFKC", character)
    return character


def _pieces(glyphs: Iterator[Glyph]) -> Iterator[list[Glyph]]:
    """The pieces of lines, top to bottom and left to right: a line of a table is as many pieces as it has cells."""
    stretches: list[list[Glyph]] = []
    for glyph in glyphs:
        if not stretches or not _follows(stretches[-1][-1], glyph):
            stretches.append([])
        if not stretches[-1] or not _drawn_twice(stretches[-1][-1], glyph):
            stretches[-1].append(glyph)
    rows: list[list[list[Glyph]]] = []
    for stretch in sorted((s for s in stretches if "".join(g.text for g in s).strip()), key=_middle):
        if rows and _beside(rows[-1], stretch):
            rows[-1].append(stretch)
        else:
            rows.append([stretch])
    for row in rows:
        # A file may write the quotation marks of a line after its words: left to right is the only order that holds.
        yield from _apart(sorted(chain.from_iterable(row), key=lambda glyph: glyph.left))


def _follows(last: Glyph, glyph: Glyph) -> bool:
    """Whether ``glyph`` is written on the same line right of ``last``, near it."""
    size = max(last.size, glyph.size)
    same = abs((last.top + last.bottom) - (glyph.top + glyph.bottom)) < size
    return same and -0.5 * size < glyph.left - last.right < 1.2 * size


def _drawn_twice(last: Glyph, glyph: Glyph) -> bool:
    """Whether a character is drawn again in its place, to look bold."""
    return last.text == glyph.text and abs(last.left - glyph.left) < 0.2 * glyph.size


def _middle(stretch: list[Glyph]) -> tuple[float, float]:
    glyph = stretch[0]
    return (round((glyph.top + glyph.bottom) / 2, 1), glyph.left)


def _beside(row: list[list[Glyph]], stretch: list[Glyph]) -> bool:
    other, glyph = row[0][0], stretch[0]
    return abs((other.top + other.bottom) - (glyph.top + glyph.bottom)) < min(other.size, glyph.size)


def _apart(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The characters of a line, parted where they stand apart; a blank between Latin words."""
    piece: list[Glyph] = []
    for glyph in glyphs:
        gap = glyph.left - piece[-1].right if piece else 0.0
        if piece and gap > 1.2 * glyph.size:
            yield piece
            piece = []
        elif piece and gap > 0.15 * glyph.size and _is_word(piece[-1].text) and _is_word(glyph.text):
            piece.append(glyph._replace(text=" ", left=piece[-1].right, right=glyph.left))
        piece.append(glyph)
    if piece:
        yield piece


def _is_word(text: str) -> bool:
    return text.isascii() and text.isalnum()


if __name__ == "__main__":
    main()
