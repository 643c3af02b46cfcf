"""Places where wording rules need words: clauses around doubled characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Paragraph, Span

_DOUBLED = re.compile(r"([\u4e00-\u9fff]{1,6})\1")
_BREAK = re.compile(r"[^，。；：、！？,;:!?（）()“”‘’《》\s]{2,}")
_LONGEST = 60  # characters of a clause handed on: the words around a doubling need no more


def doubled_candidates(paragraphs: Sequence[Paragraph]) -> tuple[Span, ...]:
    """The clauses that hold a doubled character or word, to be cut into words.

    Clauses end at any punctuation; of one longer than sixty characters only what surrounds the doubling is given.
    """
    found: list[Span] = []
    for paragraph in paragraphs:
        for clause in _BREAK.finditer(paragraph.text):
            if len(set(clause[0])) == len(clause[0]):  # no character stands twice: most clauses are passed at once
                continue
            last = clause.start()
            for doubled in _DOUBLED.finditer(paragraph.text, clause.start(), clause.end()):
                if doubled.start() < last:
                    continue
                start, end = clause.span()
                if end - start > _LONGEST:
                    start, end = max(last, doubled.start() - _LONGEST // 2), min(end, doubled.end() + _LONGEST // 2)
                found.append(paragraph.at(start, end))
                last = end
    return tuple(found)
