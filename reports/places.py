"""From places in ``Source.text`` to what a reader can follow: the number of a paragraph and characters in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from checker.model import Document, Paragraph, Span


class Place(NamedTuple):
    """Where something stands: paragraph ``number`` (from 1) and the characters of its text, end exclusive."""

    number: int
    start: int
    end: int
    quote: str = ""


class Cut(NamedTuple):
    """The part of a span that lies in paragraph ``paragraph`` (from 0), in characters of the paragraph's text."""

    paragraph: int
    start: int
    end: int


class Places:
    """The paragraphs of one report, to be asked where a span stands."""

    def __init__(self, document: Document) -> None:
        """Of a report with at least one paragraph, or of none: then nothing has a place."""
        self._document = document
        self._starts = [paragraph.span.start for paragraph in document.written]

    def cuts(self, span: Span) -> Iterator[Cut]:
        """The span, cut at paragraph ends; blank lines between paragraphs are left out."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        for index in range(first, len(self._starts)):
            paragraph = self._document.written[index]
            if paragraph.span.start >= span.end:
                break
            start, end = _inside(paragraph, span.start), _inside(paragraph, span.end)
            if start < end:
                yield Cut(index, start, end)

    def of(self, span: Span, quote: str = "") -> Place:
        """Where ``span`` begins; a span on a blank line stands at the paragraph before it."""
        number = bisect_right(self._starts, span.start)
        paragraph = self._document.paragraphs[number - 1] if number else None
        if paragraph and paragraph.offsets is None:  # as nearly all have
            begin, end = paragraph.span.start, min(span.end, paragraph.span.end)
            if span.start < end:
                return Place(number, span.start - begin, end - begin, quote)
        for index, start, end in self.cuts(span):
            return Place(index + 1, start, end, quote)
        return Place(max(number, 1), 0, 0, quote)


def _inside(paragraph: Paragraph, offset: int) -> int:
    """``offset`` of the source as a character of the paragraph's text, kept within it."""
    if paragraph.offsets is None:
        return min(max(offset - paragraph.span.start, 0), len(paragraph.text))
    return bisect_left(paragraph.offsets, offset)
