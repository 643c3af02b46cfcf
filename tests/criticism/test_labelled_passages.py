"""The labelled passages through the whole line: nothing that was reached may be lost."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

import pytest

from checker.lexicon import Lexicon
from checker.pipeline import Annotator
from checker.settings import load_settings
from rules import RULES
from rules.lexicon import tables

ROOT = Path(__file__).parents[2]
PASSAGES = Path(__file__).parent / "passages"


@pytest.fixture(scope="module")
def scripts(monkeypatch_module: pytest.MonkeyPatch):
    monkeypatch_module.syspath_prepend(str(ROOT / "scripts"))
    import evaluate
    import labelled

    yield evaluate, labelled
    for name in ("evaluate", "labelled"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module", params=["train", "test"])
def tally(request: pytest.FixtureRequest, scripts):
    evaluate, labelled = scripts
    annotator = Annotator(Lexicon.from_tables(tables()), load_settings(RULES, resources.files("rules") / "profiles"))
    result = evaluate.Tally()
    for report in labelled.read_labelled(PASSAGES / request.param):
        evaluate.add(result, report, annotator.annotate(report.source))
    return result


def f1(score) -> float:
    return 2 * score.right / (2 * score.right + score.wrong + score.missing)


def test_problems_and_measures_are_found(tally):
    assert f1(tally.problems) >= 0.97
    assert f1(tally.measures) >= 0.97


def test_pairs(tally):
    assert f1(tally.pairs) >= 0.92


def test_unanswered_problems(tally):
    assert f1(tally.unanswered) >= 0.78  # p… tempt more than the others: half of what they leave unanswered has a lure


def test_what_is_called_clear_is_right(tally):
    right, wrong = tally.strengths["clear", True], tally.strengths["clear", False]

    assert right / (right + wrong) >= 0.95


def test_there_are_sixty_passages_and_more():
    assert len(list(PASSAGES.glob("*/*.json"))) >= 60
