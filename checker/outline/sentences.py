"""Sentences of paragraphs, by their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Paragraph, Span

_STOPS = "。！？!?"
_CLOSING = '”’」』）)】》"'


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text`` as read, its paragraph, its place in the source."""

    index: int  # of the paragraph
    text: str
    span: Span
    first: bool  # it opens its paragraph


def sentences(paragraphs: Sequence[Paragraph], index: int, start: int = 0) -> Iterator[Sentence]:
    """The sentences of paragraph ``index`` from character ``start`` of its text on."""
    text = paragraphs[index].text
    begin = start
    position = start
    while position < len(text):
        position += 1
        if text[position - 1] not in _STOPS and position < len(text):
            continue
        while position < len(text) and text[position] in _STOPS + _CLOSING:
            position += 1
        if text[begin:position].strip():
            lead = begin + len(text[begin:position]) - len(text[begin:position].lstrip())
            yield Sentence(index, text[lead:position], paragraphs[index].at(lead, position), first=begin == start)
        begin = position
