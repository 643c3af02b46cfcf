"""Texts and files as annotated documents."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from checker.lexicon import Lexicon
from checker.model import Document
from checker.pipeline import Annotator
from checker.readers import ReadLimits, read_source
from checker.readers.text import read_text
from checker.settings import load_settings
from rules import RULES, lexicon


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    settings = load_settings(RULES, resources.files("rules") / "profiles")
    return Annotator(Lexicon.from_tables(lexicon.tables()), settings)


@pytest.fixture(scope="session")
def read(annotator: Annotator) -> Callable[[str], Document]:
    """A text as a document that says itself what it is."""
    return lambda text: annotator.annotate(read_text(text.encode(), "报告.txt", "", ReadLimits()))


@pytest.fixture(scope="session")
def read_file(annotator: Annotator) -> Callable[[Path], Document]:
    return lambda path: annotator.annotate(read_source(path, path.name, ReadLimits()))
