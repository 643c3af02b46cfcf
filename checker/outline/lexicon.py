"""The words the outline is read by, typed, from ``rules/lexicon/outline.toml`` and ``units.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

_PATTERN = "-pattern"  # tables that hold regular expressions for the label before it


@dataclass(frozen=True, slots=True)
class Level:
    """A kind of body that hands in reports, and how its name ends."""

    name: str  # 镇, 学校
    suffixes: tuple[str, ...]


@dataclass(
    frozen=True, slots=True, eq=False
)  # itself alone its equal: it is the key of caches, and hashing all its words takes longer than they save
class OutlineLexicon:
    """Phrases by label, and what units, posts and names look like."""

    cues: tuple[tuple[str, tuple[str, ...]], ...] = ()  # label → phrases
    patterns: tuple[tuple[str, re.Pattern[str]], ...] = ()  # label → the shapes that phrases cannot list, one alternation
    levels: tuple[Level, ...] = ()
    offices: tuple[str, ...] = ()  # longest first
    prefixes: tuple[str, ...] = ()  # of offices: 分管, 挂职
    surnames: frozenset[str] = frozenset()

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, Any]]) -> Self:
        """Build from the parsed tables; a table that is absent leaves its field empty."""
        outline, units = tables.get("outline", {}), tables.get("units", {})
        offices = _rows(units, "office")
        surnames = _rows(units, "surname")
        return cls(
            cues=tuple((label, _words(rows)) for label, rows in outline.items() if isinstance(rows, list) and not label.endswith(_PATTERN)),
            patterns=tuple(
                (label.removesuffix(_PATTERN), re.compile("|".join(pattern for row in rows for pattern in row["patterns"])))
                for label, rows in outline.items()
                if label.endswith(_PATTERN)
            ),
            levels=tuple(Level(row["name"], tuple(row["suffixes"])) for row in _rows(units, "level")),
            offices=tuple(sorted(_words(offices), key=lambda word: (-len(word), word))),
            prefixes=tuple(prefix for row in offices for prefix in row.get("prefixes", ())),
            surnames=frozenset(_words(surnames)) | frozenset(letter for row in surnames for letter in row.get("letters", "")),
        )


def _rows(table: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = table.get(name, [])
    return rows


def _words(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for row in rows for word in row.get("words", ())))
