"""The data files on criticism: complete, sourced, and of one piece."""

from __future__ import annotations

import pickle

import pytest

from checker.criticism import CriticismLexicon
from checker.criticism.features import Comparison, Frequencies
from checker.criticism.topics import Mention, Side
from rules.lexicon import table, tables

FILES = ("criticism", "topics", "self_criticism")


@pytest.mark.parametrize("name", FILES)
def test_every_row_has_a_source(name: str):
    rows = [row for rows in table(name).values() if isinstance(rows, list) for row in rows]

    assert rows
    assert all(row["source"] for row in rows)


def test_topics_have_distinct_names_and_near_pairs_name_topics():
    names = [row["name"] for name in ("topics", "field_topics") for row in table(name)["topics"]]

    assert len(names) == len(set(names))
    assert {name for row in table("topics")["near"] for pair in row["pairs"] for name in pair} <= set(names)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("走访农户有时还不够", "走访农户有时还不"),
        ("走访不多", "走访不"),
        ("走访了农户，只是不够", None),  # the gap ends with the clause
        ("走访边远山区的五保老人一年里也不多", None),  # nor does it reach far
    ],
)
def test_a_word_with_a_gap_is_told_within_one_clause(text: str, said: str | None):
    side = Side.of([("联系群众", ["走访…不"])])

    assert list(side.mentions(text)) == ([Mention("联系群众", said, 0)] if said else [])


def test_a_gap_stands_between_two_words():
    rows = [row for name in ("topics", "field_topics") for row in table(name)["topics"]]
    words = [word for row in rows for key in ("words", "signs", "deeds") for word in row.get(key, ())]

    assert not [word for word in words if ("…" in word and not all(word.split("…", 1))) or word.count("…") > 1]


def test_the_model_weighs_only_features_that_are_computed(lexicon: CriticismLexicon):
    comparison = Comparison(lexicon, list, Frequencies({}, {}, {}), [])
    computed = comparison.pair(comparison.view("", problem=True), comparison.view("", problem=False)).features
    rivals = {"best_measure", "best_problem", "measure_margin", "problem_margin", "parallel"}

    assert {name for name, _ in lexicon.weights.features} <= computed.keys() | rivals
    assert {name for name, _ in lexicon.weights.compared} <= computed.keys()


def test_only_what_speaks_against_a_pair_has_a_negative_weight(lexicon: CriticismLexicon):
    assert {name for name, weight in lexicon.weights.features if weight < 0} <= {"topics_apart"}


def test_possible_lies_below_clear(lexicon: CriticismLexicon):
    assert 0 < lexicon.weights.possible < lexicon.weights.clear < 1


def test_the_lexicon_pickles():
    made = CriticismLexicon.from_tables(tables())

    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own bytes
