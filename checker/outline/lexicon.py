"""The words the outline is read by, typed, from ``rules/lexicon/outline.toml`` and ``units.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

_PATTERN = "-pattern"  # tables that hold regular expressions for the label before it


@dataclass(frozen=True, slots=True)
class Level:
    """A kind of body that hands in reports, and how its name ends."""

    name: str  # 镇, 学校
    suffixes: tuple[str, ...]


class Shapes(NamedTuple):
    """The shapes of a label that phrases cannot list, as one alternation; some are looked for only in texts that hold a word of theirs."""

    usual: re.Pattern[str]
    every: re.Pattern[str]
    holding: tuple[str, ...]  # one of which stands in each match of those that ``every`` has beyond ``usual``

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """The shapes of a table's rows."""
        rows = sorted(rows, key=lambda row: "holding" in row)
        usual = [pattern for row in rows if "holding" not in row for pattern in row["patterns"]]
        every = [pattern for row in rows for pattern in row["patterns"]]
        holding = tuple(row["holding"] for row in rows if "holding" in row)
        return cls(re.compile("|".join(usual)), re.compile("|".join(every)), holding)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match in ``text``, left to right."""
        return (self.every if any(word in text for word in self.holding) else self.usual).finditer(text)


@dataclass(
    frozen=True, slots=True, eq=False
)  # itself alone its equal: it is the key of caches, and hashing all its words takes longer than they save
class OutlineLexicon:
    """Phrases by label, and what units, posts and names look like."""

    cues: tuple[tuple[str, tuple[str, ...]], ...] = ()  # label → phrases
    patterns: tuple[tuple[str, Shapes], ...] = ()  # label → its shapes
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
            patterns=tuple((label.removesuffix(_PATTERN), Shapes.of(rows)) for label, rows in outline.items() if label.endswith(_PATTERN)),
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
