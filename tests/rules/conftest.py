"""Short texts through the whole line: what one rule says of them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources

import pytest

from checker.engine import check_document
from checker.lexicon import Lexicon
from checker.model import Document, Finding, Rule
from checker.pipeline import Annotator
from checker.readers.html import read_html
from checker.readers.limits import ReadLimits
from checker.readers.text import read_text
from checker.settings import load_settings
from rules import RULES, lexicon

Told = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="session")
def annotate() -> Callable[..., Document]:
    """A text or a web page as a document, annotated as the command line would; kind ``duty`` unless said otherwise."""
    settings = load_settings(RULES, resources.files("rules") / "profiles")
    annotator = Annotator(Lexicon.from_tables(lexicon.tables()), settings)

    def run(text: str, *, kind: str | None = "duty", year: int | None = None) -> Document:
        read, name = (read_html, "报告.html") if text.startswith("<") else (read_text, "报告.txt")
        return annotator.annotate(read(text.encode(), name, "", ReadLimits()), kind=kind, year=year)

    return run


@pytest.fixture(scope="session")
def findings(annotate: Callable[..., Document]) -> Callable[..., list[Finding]]:
    """The findings of the rule of one name, in reading order."""
    settings = load_settings(RULES, resources.files("rules") / "profiles")

    def run(rule: str, text: str, *, kind: str | None = "duty", year: int | None = None) -> list[Finding]:
        document = annotate(text, kind=kind, year=year)
        chosen: tuple[Rule, ...] = tuple(r for r in RULES if r.name == rule)
        done = check_document(document, chosen, settings.profile(document.kind))
        assert done.failures == ()
        return list(done.findings)

    return run


@pytest.fixture(scope="session")
def told(findings: Callable[..., list[Finding]]) -> Told:
    """(severity, quote) of each finding of one rule."""

    def run(rule: str, text: str, *, kind: str | None = "duty", year: int | None = None) -> list[tuple[str, str]]:
        return [(finding.severity.value, finding.quote) for finding in findings(rule, text, kind=kind, year=year)]

    return run
