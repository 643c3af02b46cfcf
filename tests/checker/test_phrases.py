"""One pattern for many phrases finds what the phrases joined by | find, the longest first."""

import re

from hypothesis import given
from hypothesis import strategies as st

from checker.phrases import Phrases, any_of

PHRASES = st.lists(st.text("党建课.|[]()^-?x", max_size=4), max_size=12)


def joined(phrases: list[str]) -> str:
    """The plain way to say it."""
    return "|".join(map(re.escape, sorted(filter(None, phrases), key=lambda phrase: (-len(phrase), phrase)))) or "(?!)"


@given(PHRASES, st.text("党建课.|[]()^-?x", max_size=40))
def test_the_same_matches_as_the_phrases_joined(phrases: list[str], text: str) -> None:
    assert [m.span() for m in re.finditer(any_of(phrases), text)] == [m.span() for m in re.finditer(joined(phrases), text)]


@given(PHRASES, st.text("党建课.|[]()^-?x", max_size=40))
def test_the_same_matches_before_what_must_follow(phrases: list[str], text: str) -> None:
    ours, plain = (re.compile(f"(?:{pattern})课") for pattern in (any_of(phrases), joined(phrases)))

    assert [m.span() for m in ours.finditer(text)] == [m.span() for m in plain.finditer(text)]


@given(PHRASES, st.text("党建课.|[]()^-?x", max_size=40))
def test_looked_up_they_stand_where_the_pattern_finds_them(phrases: list[str], text: str) -> None:
    assert [*Phrases.of(phrases).stand_in(text)] == [(m.start(), m[0]) for m in re.finditer(joined(phrases), text)]


def test_no_phrases_match_nothing() -> None:
    assert re.search(any_of([]), "") is None
    assert not [*Phrases.of([]).stand_in("党建")]
