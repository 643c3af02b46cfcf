"""Sentences of paragraphs, by their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.model import Paragraph, Span

_END = re.compile(r"""[。！？!?][。！？!?”’」』）)】》"]*""")

_LONG = 100  # characters from which on a sentence is read in pieces: some reports are one sentence
_TURN = re.compile(
    r"[，；,;](?=但|虽然|下一步|今后|明年|来年|新的一年|接下来|对照|究其|反思|严格(?:遵守|执行|要求)|严守|始终坚守|带头遵守"
    r"|认真学习|深入学习|坚持学习|牵头|圆满完成|较好地?完成|分管)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text`` as read, its paragraph, its place in the source."""

    index: int  # of the paragraph
    text: str
    span: Span
    first: bool  # it opens its paragraph
    turn: bool = False  # a piece of a long sentence, where that turns to something else


def sentences(paragraphs: Sequence[Paragraph], index: int, start: int = 0) -> Iterator[Sentence]:
    """The sentences of paragraph ``index`` from character ``start`` of its text on."""
    text = paragraphs[index].text
    begin = start
    while begin < len(text):
        stop = _END.search(text, begin)
        position = stop.end() if stop else len(text)
        if text[begin:position].strip():
            yield from _pieces(paragraphs[index], index, begin, position, first=begin == start)
        begin = position


def _pieces(paragraph: Paragraph, index: int, begin: int, end: int, *, first: bool) -> Iterator[Sentence]:
    """The sentence ``text[begin:end]``, a long one cut where it turns."""
    text = paragraph.text
    cuts = [match.end() for match in _TURN.finditer(text, begin, end)] if end - begin > _LONG else []
    for start, stop in pairwise((begin, *cuts, end)):
        lead = start + len(text[start:stop]) - len(text[start:stop].lstrip())
        yield Sentence(index, text[lead:stop], paragraph.at(lead, stop), first=first and start == begin, turn=start != begin)
