"""A ledger made of a few lines of text, without pipeline or outline."""

from collections.abc import Callable

import pytest
from figure_documents import document_of

import rules.lexicon
from checker.figures import FigureLexicon, Ledger, find_figures

ReadLedger = Callable[..., Ledger]


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
