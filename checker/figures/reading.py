"""Sentences, clauses and brackets of a passage's skeleton."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, Self

from checker.figures.numbers import FIGURES, Number, Passage

_STOP = "。！？!?"
_SENTENCE = re.compile(rf"[^{_STOP}]+")
_COMMA = "，；：,;:"


class Clause(NamedTuple):
    """A clause and the sentence it stands in, as places of the skeleton."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int

    @classmethod
    def around(cls, passage: Passage, place: int) -> Self:
        """The clause and sentence around a place of the skeleton."""
        text = passage.skeleton
        first = max((text.rfind(c, 0, place) for c in _STOP), default=-1) + 1
        ends = [at for c in _STOP if (at := text.find(c, place)) >= 0]
        last = min(ends, default=len(text))
        start = max([first, *(text.rfind(c, first, place) + 1 for c in _COMMA)])
        finish = min([last, *(at for c in _COMMA if (at := text.find(c, place, last)) >= 0)])
        return cls(start, finish, first, last)


def sentences(passage: Passage) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence in the skeleton."""
    for match in _SENTENCE.finditer(passage.skeleton):
        yield match.span()


def clauses(passage: Passage, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each clause in ``skeleton[start:end]``: what commas, semicolons and colons divide."""
    for match in re.compile(rf"[^{_COMMA}]+").finditer(passage.skeleton, start, end):
        yield match.span()


def outside_brackets(passage: Passage, start: int, end: int) -> list[tuple[int, Number]]:
    """The figures of ``skeleton[start:end]`` that stand in no bracket, with their places."""
    depth, kept = 0, []
    text = passage.skeleton
    for place in range(start, end):
        c = text[place]
        if c in "（(":
            depth += 1
        elif c in "）)":
            depth = max(0, depth - 1)
        elif depth == 0 and c in FIGURES + "N":
            kept.append((place, passage.number_at(place)))
    return kept
