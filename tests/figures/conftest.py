"""A ledger made of a few lines of text, without pipeline or outline."""

from collections.abc import Callable

import pytest

import rules.lexicon
from checker.figures import FigureLexicon, Ledger, find_figures
from checker.model import Document, Paragraph, Placeholder, Source, Span

ReadLedger = Callable[..., Ledger]


def document_of(text: str, *, gaps: tuple[str, ...] = (), title: str = "松溪镇2024年度述职报告") -> Document:
    """A report of 2024 whose paragraphs are the lines of ``text``; every place of a string of ``gaps`` lacks a value."""
    lines = [title, *text.split("\n")]
    whole = "\n".join(lines)
    paragraphs, at = [], 0
    for line in lines:
        paragraphs.append(Paragraph(Span(at, at + len(line)), line))
        at += len(line) + 1
    holes = tuple(Placeholder(Span(whole.index(gap), whole.index(gap) + len(gap)), "value") for gap in gaps)
    return Document(Source("report.txt", whole, "txt", "", tuple(paragraphs)), year=2024, placeholders=holes)


@pytest.fixture(scope="session")
def lexicon() -> FigureLexicon:
    return FigureLexicon.from_tables(rules.lexicon.tables())


@pytest.fixture
def ledger(lexicon: FigureLexicon) -> ReadLedger:
    """The ledger of a text."""
    return lambda text, **known: find_figures(document_of(text, **known), lexicon)


@pytest.fixture
def verdicts(ledger: ReadLedger) -> Callable[..., list[bool | None]]:
    """What the ledger holds of the relations of one check in a text."""
    return lambda text, *checks, **known: [s.holds for s in ledger(text, **known).statistics if s.check in checks]
