"""Where two versions of one passage differ: what a copyist changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|.", re.DOTALL)  # a number is changed whole: 3200 → 5600, never 32 → 56
_AGREE = 2  # equal tokens after which the two are in step again
_REACH = 120  # tokens looked ahead; a longer change is told as one to the end


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a passage: the same in both, or ``changed`` in the other."""

    text: str
    changed: bool


def differences(one: str, other: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both passages in stretches; the unchanged ones are equal and in step.

    Time is linear: looking ahead costs the square of what it skips, and never skips more than a fixed number of tokens.
    """
    first, second = _TOKEN.findall(one), _TOKEN.findall(other)
    left, right = _Stretches(), _Stretches()
    i = j = 0
    while i < len(first) and j < len(second):
        if first[i] == second[j]:
            left.add(first[i], changed=False)
            right.add(second[j], changed=False)
            i, j = i + 1, j + 1
            continue
        skip_one, skip_other = _until_equal(first, i, second, j)
        left.add("".join(first[i : i + skip_one]), changed=True)
        right.add("".join(second[j : j + skip_other]), changed=True)
        i, j = i + skip_one, j + skip_other
    left.add("".join(first[i:]), changed=True)
    right.add("".join(second[j:]), changed=True)
    return left.done(), right.done()


def _until_equal(one: Sequence[str], i: int, other: Sequence[str], j: int) -> tuple[int, int]:
    """How many tokens to skip on each side until the two agree again: as few as possible, else all."""
    for skipped in range(1, 2 * _REACH + 1):
        for skip_one in range(max(0, skipped - _REACH), min(skipped, _REACH) + 1):
            a, b = i + skip_one, j + skipped - skip_one
            if a < len(one) and one[a : a + _AGREE] == other[b : b + _AGREE]:
                return skip_one, skipped - skip_one
    return len(one) - i, len(other) - j


class _Stretches:
    """Stretches as they grow; neighbours of one kind become one."""

    def __init__(self) -> None:
        self._pieces: list[tuple[list[str], bool]] = []

    def add(self, text: str, *, changed: bool) -> None:
        if not text:
            return
        if not self._pieces or self._pieces[-1][1] != changed:
            self._pieces.append(([], changed))
        self._pieces[-1][0].append(text)

    def done(self) -> tuple[Stretch, ...]:
        return tuple(Stretch("".join(texts), changed) for texts, changed in self._pieces)
