"""Where a few words stand in a text, found without compiling a pattern of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heapreplace


def occurrences(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The places of ``words`` in ``text``, left to right without overlap, the longest word at each: as an alternation finds them.

    Each word is looked for once through the text. Words that a single report names are not worth a pattern: to compile
    one takes longer than to look for all of them.
    """
    ahead = [(at, -len(word), word) for word in words if word and (at := text.find(word)) >= 0]
    heapify(ahead)
    end = 0
    while ahead:
        start, length, word = ahead[0]
        if start >= end:
            end = start - length
            yield start, end
        further = text.find(word, end)
        if further < 0:
            heappop(ahead)
        else:
            heapreplace(ahead, (further, length, word))
