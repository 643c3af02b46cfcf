"""The lexicons that annotation needs, typed: built once from the parsed tables of ``rules.lexicon``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from checker.criticism import CriticismLexicon
from checker.figures import FigureLexicon
from checker.outline import OutlineLexicon


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One field for each step of the pipeline that rests on words or facts kept as data."""

    outline: OutlineLexicon
    criticism: CriticismLexicon
    figures: FigureLexicon

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, Any]]) -> Self:
        """Build from ``rules.lexicon.tables()``. Raises KeyError where a table lacks what a step needs."""
        return cls(
            outline=OutlineLexicon.from_tables(tables),
            criticism=CriticismLexicon.from_tables(tables),
            figures=FigureLexicon.from_tables(tables),
        )
