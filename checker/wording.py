"""Places where wording rules need words: clauses around doubled characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from checker.model import Paragraph, Span

_FIRST, _LAST = "\u4e00", "\u9fff"
_DOUBLED = re.compile(rf"([{_FIRST}-{_LAST}]{{1,6}})\1")
_MOST = 6  # characters of what is doubled
_BREAK = re.compile(r"[^，。；：、！？,;:!?（）()“”‘’《》\s]{2,}")
_LONGEST = 60  # characters of a clause handed on: the words around a doubling need no more


def doubled_candidates(paragraphs: Sequence[Paragraph]) -> tuple[Span, ...]:
    """The clauses that hold a doubled character or word, to be cut into words.

    Clauses end at any punctuation; of one longer than sixty characters only what surrounds the doubling is given.
    """
    found: list[Span] = []
    for paragraph in _with_doublings(paragraphs):
        for clause in _BREAK.finditer(paragraph.text):
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


def _with_doublings(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The few paragraphs in which up to six Chinese characters stand twice in a row, looked for in all at once."""
    import numpy as np

    text = "\n".join(paragraph.text for paragraph in paragraphs)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    chinese = (codes >= ord(_FIRST)) & (codes <= ord(_LAST))
    places: list[int] = []
    for length in range(1, _MOST + 1):
        same = (codes[length:] == codes[:-length]) & chinese[length:]
        for _ in range(length - 1):
            same = same[1:] & same[:-1]
        places += np.flatnonzero(same).tolist()
    starts = [*accumulate((len(paragraph.text) + 1 for paragraph in paragraphs), initial=0)]
    for index in sorted({bisect_right(starts, place) - 1 for place in places}):
        yield paragraphs[index]
