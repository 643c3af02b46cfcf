"""From findings to the characters of a Word document: what a comment says, and the first and last character it belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

from checker.readers.docx import Placed, WordText
from reports.annotated_docx import Character, Remark, comment_lines


def remarks_on(word: WordText, findings: Iterable[Mapping[str, Any]]) -> tuple[Remark, ...]:
    """A remark for each finding (an object of the result JSON) of the report that ``word`` was read from, in reading order."""
    places = _Places(word)
    ordered = sorted(findings, key=lambda finding: (finding["start"], finding["end"]))
    return tuple(places.remark(finding) for finding in ordered)


class _Places:
    """Where each character of ``Source.text`` was written."""

    def __init__(self, word: WordText) -> None:
        self._paragraphs = word.paragraphs
        self._paragraph_starts = [placed.start for placed in word.paragraphs]
        self._pieces: list[tuple[int, int, Any]] = []  # start and end in Source.text, element
        for placed in word.paragraphs:
            at = placed.start + len(placed.prefix)
            for piece in placed.paragraph.pieces:
                self._pieces.append((at, at + len(piece.text), piece.element))
                at += len(piece.text)
        self._piece_starts = [start for start, _, _ in self._pieces]

    def remark(self, finding: Mapping[str, Any]) -> Remark:
        start, end = int(finding["start"]), int(finding["end"])
        placed = self._paragraphs[max(0, bisect_right(self._paragraph_starts, start) - 1)]
        place = placed.paragraph.place
        first, last = self._written(start, end) or _beginning(placed.noted or placed)
        return Remark(comment_lines(finding, inside=place.note or ("文本框" if place.box else "")), first, last)

    def _written(self, start: int, end: int) -> tuple[Character, Character] | None:
        """The first and last character between the two that a run wrote; None where all of it is numbering or line ends."""
        first = max(0, bisect_right(self._piece_starts, start) - 1)
        inside = [piece for piece in self._pieces[first : bisect_right(self._piece_starts, end - 1)] if piece[1] > start]
        if not inside:
            return None
        (begins, _, opening), (goes_on, ends, closing) = inside[0], inside[-1]
        return Character(opening, max(start, begins) - begins), Character(closing, min(end, ends) - 1 - goes_on)


def _beginning(placed: Placed) -> tuple[Character, Character]:
    """The first run of a paragraph, for what its automatic numbering says; the paragraph itself where nothing is written in it."""
    pieces = placed.paragraph.pieces
    if not pieces:
        return Character(placed.paragraph.element), Character(placed.paragraph.element)
    run = list(takewhile(lambda piece: piece.run is pieces[0].run, pieces))
    return Character(run[0].element), Character(run[-1].element, len(run[-1].text) - 1)
