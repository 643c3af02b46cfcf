"""The pipeline's components stand in an order in which each finds what it needs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.pipeline import build_pipeline

NLP = build_pipeline(60_000)


def test_every_component_finds_what_it_requires():
    assert NLP.analyze_pipes()["problems"] == {name: [] for name in NLP.pipe_names}


@given(st.text(max_size=300))
def test_a_token_is_a_character(text: str):
    doc = NLP.make_doc(text)

    assert doc.text == text
    assert [token.text for token in doc] == list(text)
