"""How much a word or a pair of characters says: rare in official writing, it says much.

The tables are made by ``scripts/make_document_frequencies.py``, which tells what was counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from math import log
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


class Weights(dict[str, float]):
    """Inverse document frequencies; what the table does not hold weighs ``unseen``, as the rarest does."""

    def __init__(self, weights: Mapping[str, float], unseen: float) -> None:
        super().__init__(weights)
        self.unseen = unseen

    def __missing__(self, key: str) -> float:
        """Asked by ``weights[key]`` alone: ``in``, ``get`` and iteration see the table only."""
        return self.unseen


@cache
def document_frequencies() -> Mapping[str, float]:
    """The inverse document frequency of pkuseg words: ``ln(passages / passages with the word)``.

    ``[word]`` answers for any word. From Spärck Jones, A statistical interpretation of term specificity (1972).
    """
    return _read(_FOLDER / "word_frequencies.tsv")


@cache
def bigram_frequencies() -> Mapping[str, float]:
    """The same for two neighbouring Chinese characters, whether or not they are a word."""
    return _read(_FOLDER / "bigram_frequencies.tsv")


@cache
def character_frequencies() -> Mapping[str, float]:
    """The same for a single Chinese character."""
    return _read(_FOLDER / "character_frequencies.tsv")


def _read(path: Path) -> Weights:
    """Head lines ``# name<TAB>value``, then one line a count: ``count<TAB>word word word``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = dict(line[2:].split("\t") for line in lines if line.startswith("# "))
    passages = int(head["passages"])
    weights = {word: log(passages / count) for count, words in _rows(lines) for word in words}
    return Weights(weights, unseen=max(weights.values()))


def _rows(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    for line in lines:
        if not line.startswith("# "):
            count, words = line.split("\t")
            yield int(count), words.split(" ")
