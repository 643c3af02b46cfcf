"""pkuseg's cut of a text, with the features of its characters gathered in a third of the time.

pkuseg joins the same words around a character four times over and asks the same pairs of them
anew at every character. Here each word is looked up once, and what a character, two neighbours
or two sets of words add is remembered. What comes out is the same list of features in the same
order, so that the scores are the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from operator import add
from typing import Any

_LENGTHS = (6, 5, 4, 3, 2)  # characters of the words that count as features, in pkuseg's order
_COLUMNS = [[column for column, length in enumerate(_LENGTHS) if bits >> length & 1] for bits in range(2 << _LENGTHS[0])]
_NOTHING = "**noWord"
_NO_WORDS = (_NOTHING,) * len(_LENGTHS)
_REMEMBERED = 60_000  # entries of each kind, some 20 MB in all where texts are endlessly varied
# pkuseg's tokens for any numeral and any full-width letter, each as one character that no decoded text holds
_TOKENS = {"**Num": "\ud800", "**Letter": "\ud801"}

_Indices = tuple[int, ...]


def cutter(pkuseg: Any) -> Callable[[str], list[str]]:
    """A function with the results of ``pkuseg.cut``, for a pkuseg with neither dictionary nor tagging.

    A model with other features than the usual ones is left to pkuseg itself.
    """
    from spacy_pkuseg.config import config

    if config.wordFeature and config.numLetterNorm and (config.wordMax, config.wordMin) == (_LENGTHS[0], _LENGTHS[-1]):
        pkuseg._cut = _Cutter(pkuseg)  # noqa: SLF001 - the one step of pkuseg.cut that takes time
    cut: Callable[[str], list[str]] = pkuseg.cut
    return cut


class _Cutter:
    """What ``pkuseg._cut`` does: a text without blanks to its words."""

    def __init__(self, pkuseg: Any) -> None:
        from spacy_pkuseg.inference import decodeViterbi_fast

        extractor = pkuseg.feature_extractor
        known: dict[str, int] = extractor.feature_to_idx
        self._normalize: Callable[[str], Any] = extractor.normalize_text
        self._words = {_shortened(word): word for word in extractor.unigram}
        self._lengths = _lengths_by_beginning(self._words)
        self._decode: Any = decodeViterbi_fast
        self._model = pkuseg.model
        self._begins = frozenset(tag for tag, name in pkuseg.idx_to_tag.items() if "B" in name)
        self._characters = _Remembered(known, lambda c: [(f"{place}.{c}",) for place in ("c", "c-1", "c1", "c-2", "c2")])
        self._neighbours = _Remembered(known, lambda ab: [(f"{place}.{ab[0]}.{ab[1]}",) for place in ("c-1c", "cc1", "c-2c-1")])
        self._ending_words = _Remembered(known, lambda words: [[f"w-1.{word}" for word in words if word is not _NOTHING]])
        self._starting_words = _Remembered(known, lambda words: [[f"w1.{word}" for word in words if word is not _NOTHING]])
        self._word_pairs = _Remembered(
            known, lambda sides: [[f"ww.{side}.{one}*{other}" for one in sides[0] for other in sides[1]] for side in "lr"]
        )

    def __call__(self, text: str) -> list[str]:
        """The words of ``text``."""
        _, tags = self._decode(self._features(list(self._normalize(text))), self._model)
        starts = [0, *(i for i, tag in enumerate(tags) if i and tag in self._begins), len(text)]
        return [text[start:end] for start, end in pairwise(starts)]

    def _features(self, nodes: list[str]) -> list[list[int]]:
        """For each character the indices of its features, in pkuseg's order."""
        characters = list(map(self._characters.__getitem__, nodes))
        neighbours = list(map(self._neighbours.__getitem__, pairwise(nodes)))
        ending, starting = self._words_around(nodes)
        left = map(self._word_pairs.__getitem__, zip([_NO_WORDS, *ending], starting, strict=False))
        right = map(self._word_pairs.__getitem__, zip(ending, [*starting[1:], _NO_WORDS], strict=True))
        last = len(nodes) - 1
        found = []
        for i, (ends, starts, before, after) in enumerate(zip(ending, starting, left, right, strict=True)):
            features = [0, *characters[i][0]]
            if i:
                features += characters[i - 1][1]
                features += neighbours[i - 1][0]
            if i < last:
                features += characters[i + 1][2]
                features += neighbours[i][1]
            if i > 1:
                features += characters[i - 2][3]
                features += neighbours[i - 2][2]
            if i + 1 < last:
                features += characters[i + 2][4]
            if ends is not _NO_WORDS:
                features += self._ending_words[ends][0]
            if starts is not _NO_WORDS:
                features += self._starting_words[starts][0]
            features += before[0]
            features += after[1]
            found.append(features)
        return found

    def _words_around(self, nodes: list[str]) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
        """For each place the known words of each length that end there, and those that start there."""
        text = "".join([_TOKENS.get(node, node) for node in nodes])
        known = self._words
        ending, starting = [_NO_WORDS] * len(text), [_NO_WORDS] * len(text)
        for i, lengths in enumerate(map(self._lengths.get, map(add, text, text[1:]))):
            for column in _COLUMNS[lengths] if lengths else ():
                end = i + _LENGTHS[column] - 1
                if end < len(text) and (word := known.get(text[i : end + 1])):
                    starting[i] = (*starting[i][:column], word, *starting[i][column + 1 :])
                    ending[end] = (*ending[end][:column], word, *ending[end][column + 1 :])
        return ending, starting


class _Remembered(dict[Any, tuple[_Indices, ...]]):
    """The features that a key adds, found once and kept: for each list of names the indices of those the model knows."""

    def __init__(self, known: dict[str, int], names: Callable[[Any], list[Any]]) -> None:
        super().__init__()
        self._known = known
        self._names = names

    def __missing__(self, key: Any) -> tuple[_Indices, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = tuple(tuple(self._known[name] for name in names if name in self._known) for names in self._names(key))
        self[key] = found
        return found


def _lengths_by_beginning(words: Iterable[str]) -> dict[str, int]:
    """For two characters the lengths of the words that begin with them, one bit each: most pairs begin none."""
    found: dict[str, int] = {}
    for word in words:
        found[word[:2]] = found.get(word[:2], 0) | 1 << len(word)
    return found


def _shortened(word: str) -> str:
    """A word of the model with pkuseg's tokens as single characters."""
    if "**" in word:
        for token, character in _TOKENS.items():
            word = word.replace(token, character)
    return word
