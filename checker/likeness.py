"""How alike two texts are once everything a copyist changes is taken out: digits, names, gaps, punctuation.

Candidates are found by a fixed sample of hashed shingles, sorted together once, and not by a MinHash library: datasketch
would pull in SciPy for its integrals and keeps signatures of 128 numbers in memory for every text, while a sample says
how much of the *shorter* text is shared (containment), which is what copying a part means and Jaccard likeness does not.

Pure functions over strings, below both the engine (which keeps fingerprints in the traits) and
the folder rules (which align the texts of candidate pairs).
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.occurrences import occurrences

if TYPE_CHECKING:
    import numpy as np

    _Array = np.ndarray[Any, np.dtype[Any]]

GRAM = 8  # characters of a shingle: four two-character words, rarely equal by chance
SAMPLE = 4  # one shingle in four is kept: likeness is estimated within a few percent on 1,000 characters
_SEED = 16  # a shared run is first seen by an equal stretch of this length
_PLACES = 8  # places of one seed that are tried; more means set phrases, not copying

_DIGITS = ("\u4dff", *"一七三两九二五八六十千四百零", "\ua000")  # in the order of their code points, between the ends of all Han characters
_BETWEEN = (f"{chr(ord(low) + 1)}-{chr(ord(high) - 1)}" for low, high in pairwise(_DIGITS) if ord(high) - ord(low) > 1)
_KEPT = re.compile(f"[{''.join(_BETWEEN)}]+")  # Han characters but digits; to look ahead at each would take three times as long
_SHELVES = 32  # of ten thousand reports each holds a megabyte of fingerprints
_PAIRS = 500_000  # pairs, each once for every fingerprint that it shares, that are counted together: some twenty megabytes
_SHORT_LINE = 24  # Han characters; shorter lines are headings, salutations, signatures, which templates prescribe


class Plain(NamedTuple):
    """What is compared of a text: Han characters only, with the place of each in the text it came from."""

    text: str
    offsets: Sequence[int]


class Run(NamedTuple):
    """A stretch that stands in both texts; offsets into the ``Plain`` texts, ends exclusive."""

    start: int
    end: int
    other_start: int
    other_end: int

    @property
    def length(self) -> int:
        """In characters."""
        return self.end - self.start


def plain(text: str, names: Iterable[str] = ()) -> Plain:
    """``text`` without headings, digits, punctuation and ``names`` (units, persons, set phrases).

    Linear in the text for any number of names.
    """
    kept: list[str] = []
    offsets = array("l")
    for start, piece in _kept(text, names):
        kept.append(piece)
        offsets.extend(range(start, start + len(piece)))
    return Plain("".join(kept), offsets)


def plain_text(text: str, names: Iterable[str] = ()) -> str:
    """The text of :func:`plain` alone."""
    return "".join([piece for _, piece in _kept(text, names)])


def _kept(text: str, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each run of Han characters that is compared, with its place."""
    pieces: list[str] = []
    done = 0
    for start, end in occurrences(text, {name for name in names if len(name) > 1}):
        pieces += (text[done:start], " " * (end - start))
        done = end
    masked = "".join((*pieces, text[done:]))
    at = 0
    for line in masked.split("\n"):
        runs = [(match.start(), match.end()) for match in _KEPT.finditer(line)]
        if sum(end - start for start, end in runs) >= _SHORT_LINE:
            yield from ((at + start, line[start:end]) for start, end in runs)
        at += len(line) + 1


def fingerprints(text: str) -> array[int]:
    """A sorted sample of the hashed shingles of a plain text, the same on every machine.

    A shingle is kept when its hash is divisible by :data:`SAMPLE`, so equal stretches keep equal
    shingles wherever they stand ("0 mod p", Manber 1994, Finding similar files in a large file system).
    """
    import numpy as np

    codes = np.frombuffer(text.encode("utf-16-le"), dtype=np.uint16)
    hashes = np.full(max(0, len(codes) - GRAM + 1), zlib.crc32(bytes(4 * GRAM)), dtype=np.uint32)
    for place, added in enumerate(_added()):
        hashes ^= added[codes[place : place + len(hashes)]]
    kept = array("I")
    sample = np.sort(hashes[hashes % SAMPLE == 0])
    kept.frombytes(sample[np.r_[True, sample[1:] != sample[:-1]][: len(sample)]].tobytes())  # each once
    return kept


@cache
def _added() -> tuple[_Array, ...]:
    """For each place in a shingle what each character adds to the CRC-32 of the shingle in UTF-32, which is the sum of what its bytes add.

    So a text's shingles are hashed all at once: one by one takes five times as long.
    """
    import numpy as np

    blank = zlib.crc32(bytes(4 * GRAM))

    def one_byte(at: int) -> _Array:
        left, right = bytes(at), bytes(4 * GRAM - at - 1)
        return np.array([zlib.crc32(left + bytes([value]) + right) ^ blank for value in range(256)], dtype=np.uint32)

    return tuple((one_byte(4 * place + 1)[:, None] ^ one_byte(4 * place)).ravel() for place in range(GRAM))


def shared_runs(one: str, other: str, *, shortest: int) -> tuple[Run, ...]:
    """Stretches of at least ``shortest`` characters that both plain texts hold, in the order of ``other``.

    Greedy, longest first at each place; runs do not overlap in ``other``. Time is linear in both texts.
    """
    seeds: dict[str, list[int]] = {}
    for i in range(len(one) - _SEED + 1):
        places = seeds.setdefault(one[i : i + _SEED], [])
        if len(places) < _PLACES:
            places.append(i)
    runs: list[Run] = []
    j = 0
    while j <= len(other) - _SEED:
        best = max((_extended(one, i, other, j) for i in seeds.get(other[j : j + _SEED], ())), key=lambda run: run.length, default=None)
        if best is None or best.length < shortest:
            j += 1
        else:
            runs.append(best)
            j = best.other_end
    return tuple(runs)


def _extended(one: str, i: int, other: str, j: int) -> Run:
    length = _SEED
    most = min(len(one) - i, len(other) - j)
    while length < most and one[i + length] == other[j + length]:
        length += 1
    return Run(i, i + length, j, j + length)


class Candidate(NamedTuple):
    """Two texts, by index, that share many fingerprints; ``share`` estimates the part of the shorter that both hold."""

    one: int
    other: int
    share: float


def candidates(prints: Iterable[array[int]], *, most: int, least: float) -> Iterator[Candidate]:
    """The pairs of texts that may share ``least`` of the shorter, in the order of their indices.

    A fingerprint in more than ``most`` texts is common stock, as templates and set phrases are, and counts for nothing.
    Sorting fingerprints together keeps cost near linear in their number: no pair is looked at that shares none. ``prints`` are
    taken one by one: in memory are four bytes of each fingerprint and whatever it takes to sort a part of them.
    """
    import numpy as np

    shelves = _Shelves()
    own = np.array([shelves.add(sample) for sample in prints], dtype=np.int64)
    count = len(own)
    alike: dict[int, list[_Array]] = {}
    for owners, starts, sizes in shelves.sorted():
        stock = np.repeat(sizes > most, sizes)
        own -= np.bincount(owners[stock], minlength=count)  # without common stock
        for size in set(sizes[(sizes > 1) & (sizes <= most)].tolist()):
            alike.setdefault(size, []).append(owners[starts[sizes == size][:, None] + np.arange(size)])
    del shelves
    groups = [np.concatenate(alike.pop(size)) for size in sorted(alike)]
    led = np.zeros(count, dtype=np.int64)  # pairs whose first text is this one
    for group in groups:
        for i in range(group.shape[1] - 1):
            led += np.bincount(group[:, i], minlength=count) * (group.shape[1] - 1 - i)
    edges = np.searchsorted(np.cumsum(led), np.arange(_PAIRS, led.sum(), _PAIRS)).tolist()
    for first, last in pairwise((0, *edges, count)):
        pairs, shared = _shared(groups, first, last, count)
        one, other = pairs // count, pairs % count
        share = shared / np.maximum(np.minimum(own[one], own[other]), 1)
        for i, j, part in zip(one[share >= least], other[share >= least], share[share >= least], strict=True):
            yield Candidate(int(i), int(j), float(part))


class _Shelves:
    """The fingerprints of all texts, on shelves by value: what stands on one can be sorted without the others."""

    def __init__(self) -> None:
        import numpy as np

        self._edges = np.arange(1, _SHELVES, dtype=np.uint64) * (2**32 // _SHELVES)
        self._values = array("I")  # of one text after the other
        self._places = array("Q")  # for each text where in these each shelf begins, and where the text ends

    def add(self, sample: array[int]) -> int:
        """The sorted fingerprints of the next text; how many they are."""
        import numpy as np

        edges = np.searchsorted(np.frombuffer(sample, dtype=np.uint32), self._edges).tolist()
        self._places.extend(len(self._values) + place for place in (0, *edges, len(sample)))
        self._values.extend(sample)
        return len(sample)

    def sorted(self) -> Iterator[tuple[_Array, _Array, _Array]]:
        """For each shelf its texts in the order of their fingerprints, where those that share one begin, and how many they are."""
        import numpy as np

        all_values = np.frombuffer(self._values, dtype=np.uint32)
        places = np.frombuffer(self._places, dtype=np.int64).reshape(-1, _SHELVES + 1)
        for begin, end in pairwise(places.T):
            lengths = end - begin
            values = all_values[np.repeat(end - np.cumsum(lengths), lengths) + np.arange(lengths.sum())]
            order = np.argsort(values, kind="stable")
            values = values[order]
            starts = np.flatnonzero(np.r_[len(values) > 0, values[1:] != values[:-1]])
            yield np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)[order], starts, np.diff(np.r_[starts, len(values)])


def _shared(groups: Sequence[_Array], first: int, last: int, count: int) -> tuple[_Array, _Array]:
    """The pairs whose first text is one of ``first`` up to ``last``, each as one number, and how many fingerprints they share.

    A row of ``groups`` holds the texts that have one fingerprint, in the order of their indices.
    """
    import numpy as np

    keys = [np.empty(0, dtype=np.int64)]
    for group in groups:
        for i in range(group.shape[1] - 1):
            rows = group[(group[:, i] >= first) & (group[:, i] < last)]
            lead = rows[:, i].astype(np.int64) * count
            keys.extend(lead + rows[:, j] for j in range(i + 1, group.shape[1]))
    return np.unique(np.concatenate(keys), return_counts=True)
