"""Sentences of paragraphs, by their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Paragraph, Span

_END = re.compile(r"""[。！？!?][。！？!?”’」』）)】》"]*""")


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
    while begin < len(text):
        stop = _END.search(text, begin)
        position = stop.end() if stop else len(text)
        if text[begin:position].strip():
            lead = begin + len(text[begin:position]) - len(text[begin:position].lstrip())
            yield Sentence(index, text[lead:position], paragraphs[index].at(lead, position), first=begin == start)
        begin = position
