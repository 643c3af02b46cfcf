"""Cut text into words with pkuseg, and find where the words stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from checker.segmentation.cutter import cutter
from checker.segmentation.shipped import MODEL, SegmentationError, require_model

_SENTENCE_END = re.compile(r"(?<=[。！？；\n])(?![。！？；”’）」』》])")
_REMEMBERED_SENTENCES = 4096
_LONGEST_REMEMBERED = 400  # characters: bounds the memory a hostile folder can claim to a few megabytes


def load_segmenter(model_dir: Path | None = None) -> Callable[[str], list[str]]:
    """A function from a text to its words, in order, without any blank.

    The model (the shipped one, or that of another folder in spacy-pkuseg's format) is loaded once a
    process, in about a second; a worker process loads its own, nothing of it is meant to be pickled.

    Raises:
        SegmentationError: The model's files are missing or damaged.
    """
    return _segmenter((model_dir or MODEL).resolve())


@cache
def _segmenter(folder: Path) -> Callable[[str], list[str]]:
    cut = _load(folder)
    cut_again = lru_cache(maxsize=_REMEMBERED_SENTENCES)(lambda sentence: tuple(_cut_sentence(cut, sentence)))

    def segment(text: str) -> list[str]:
        words: list[str] = []
        for sentence in _SENTENCE_END.split(text):
            words += cut_again(sentence) if len(sentence) <= _LONGEST_REMEMBERED else _cut_sentence(cut, sentence)
        return words

    return segment


def _cut_sentence(cut: Callable[[str], list[str]], sentence: str) -> list[str]:
    """The words of a sentence as they are after another one.

    pkuseg looks at two characters on either side, and cuts differently where a text begins (办/好 for 办好).
    A full stop before every sentence gives it the same words wherever it stands, so it can be remembered.
    """
    first, *others = cut("。" + sentence.strip())
    return [first[1:], *others] if first != "。" else others


def _load(folder: Path) -> Callable[[str], list[str]]:
    """``pkuseg.cut`` of the model in an absolute ``folder``: such a name is never one of the models pkuseg would download."""
    require_model(folder)
    from spacy_pkuseg import pkuseg

    try:
        # Without user_dict=None pkuseg unpickles a dictionary of its own, 40 MB in memory, that joins words again.
        model = pkuseg(str(folder), user_dict=None, postag=False)
    except Exception as error:  # whatever reading a damaged archive, message pack or array may raise
        raise SegmentationError(f"分词模型文件夹{folder}中的文件无法读取，请重新安装本程序，或改正设置中的模型文件夹。") from error
    return cutter(model)


def align(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where each word stands in ``text``, as (start, end): pkuseg drops all blanks and nothing else.

    Raises:
        ValueError: ``words`` are not the words of ``text``.
    """
    places: list[tuple[int, int]] = []
    end = 0
    for word in words:
        start = _skip_blanks(text, end)
        if not word or not text.startswith(word, start):
            raise ValueError(f"word {word!r} does not stand at {start}")
        end = start + len(word)
        places.append((start, end))
    if _skip_blanks(text, end) != len(text):
        raise ValueError(f"no word covers character {end}")
    return tuple(places)


def _skip_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
