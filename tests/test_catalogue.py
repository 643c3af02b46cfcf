"""Laws that hold for every rule of the catalogue."""

from __future__ import annotations

import pickle
import re
from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import pytest

import rules
from checker.engine import check_document
from checker.lexicon import Lexicon
from checker.model import Example, Rule
from checker.pipeline import Annotator
from checker.readers.limits import ReadLimits
from checker.readers.text import read_text
from checker.settings import load_settings
from rules import RULES, lexicon

EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
EXAMPLES = [pytest.param(rule, example, id=f"{rule.name}-{n}") for rule in RULES for n, example in enumerate(rule.examples, 1)]


@pytest.fixture(scope="module")
def line() -> SimpleNamespace:
    """Settings as they ship, with every rule on, and the pipeline."""
    settings = load_settings(RULES, resources.files("rules") / "profiles")
    return SimpleNamespace(settings=settings, annotator=Annotator(Lexicon.from_tables(lexicon.tables()), settings))


def test_rule_names_are_unique():
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


def test_every_rule_file_is_in_the_catalogue():
    files = {path.stem for path in Path(rules.__file__).parent.glob("*.py") if not path.stem.startswith("_")}
    listed = {*RULES, *getattr(rules, "FOLDER_RULES", ())}
    assert files == {rule.name.replace("-", "_") for rule in listed}


@EVERY_RULE
def test_a_rule_stands_in_the_file_of_its_name(rule: Rule):
    assert rule.check.__module__ == f"rules.{rule.name.replace('-', '_')}"


@EVERY_RULE
def test_the_first_line_of_the_docstring_is_the_summary(rule: Rule):
    assert rule.reasons.splitlines()[0].rstrip("。") == rule.summary.rstrip("。")


@EVERY_RULE
def test_the_docstring_gives_reasons(rule: Rule):
    assert len(rule.reasons.removeprefix(rule.summary).strip("。\n ")) > 20


@EVERY_RULE
def test_a_rule_pickles(rule: Rule):
    assert pickle.loads(pickle.dumps(rule)) == rule  # noqa: S301


@EVERY_RULE
def test_a_rule_has_an_example_that_passes_and_one_that_fails(rule: Rule):
    assert any(example.marks for example in rule.examples)
    assert any(not example.marks for example in rule.examples)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_marks_what_it_says(rule: Rule, example: Example, line: SimpleNamespace):
    source = read_text(example.text.encode(), "example.txt", "", ReadLimits())
    document = line.annotator.annotate(source, kind=example.kind, year=example.year)

    hits = sorted(rule.check(document, rule.options(**dict(example.options))), key=lambda hit: hit.span)

    assert tuple(document.read(hit.span) for hit in hits) == example.marks
    for hit in hits:
        assert hit.severity is None or hit.severity.rank <= rule.severity.rank  # what 要求一览 names as the gravest
        assert_told_well(hit.message)
        assert_full_sentences(hit.evidence)
        assert_full_sentences(hit.suggestion)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_no_rule_crashes_on_an_example(rule: Rule, example: Example, line: SimpleNamespace):
    source = read_text(example.text.encode(), "example.txt", "", ReadLimits())
    document = line.annotator.annotate(source, kind=example.kind, year=example.year)

    assert check_document(document, RULES, line.settings.profile(document.kind)).failures == ()


def assert_told_well(message: str) -> None:
    """One Chinese sentence of at most 60 characters, quotations not counted, without its full stop: it stands alone, as a heading does."""
    plain = re.sub(r"“[^”]*”|「[^」]*」|《[^》]*》", "", message)
    assert len(plain) <= 60, message
    assert "。" not in plain, message
    assert re.search(r"[\u4e00-\u9fff]", message), message
    assert "\n" not in message


def assert_full_sentences(told: str) -> None:
    """Nothing, or lines that end in a full stop."""
    assert all(line.endswith("。") for line in told.splitlines()), told
