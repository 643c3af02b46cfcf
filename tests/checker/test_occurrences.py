"""Words in a text: the places an alternation of them would find, the longest at each."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.occurrences import occurrences


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("柳河镇党委带领柳河群众", ("柳河", "柳河镇"), ["柳河镇", "柳河"]),
        ("一边学一边干", ("一边学", "学一边"), ["一边学"]),  # what overlaps an earlier one is not found
        ("学学学", ("学学",), ["学学"]),
        ("没有这些词", ("学习", ""), []),
    ],
)
def test_the_first_and_longest_words_are_found(text: str, words: tuple[str, ...], found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, words)] == found


@given(st.text("甲乙丙"), st.sets(st.text("甲乙丙", min_size=1, max_size=4), min_size=1))
def test_places_are_those_of_a_pattern_of_the_words(text: str, words: set[str]) -> None:
    pattern = re.compile("|".join(sorted(words, key=len, reverse=True)))

    assert list(occurrences(text, words)) == [match.span() for match in pattern.finditer(text)]
