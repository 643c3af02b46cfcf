"""The words and facts the ledger rests on, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple, Self


class Unit(NamedTuple):
    """A unit: what it measures, its size in the first unit of that measure, whether it counts whole things."""

    name: str
    measure: str
    factor: Decimal
    counted: bool


class Band(NamedTuple):
    """The plausible range of an indicator for one level of unit, in the first unit of its measure."""

    words: tuple[str, ...]  # one of them stands in the indicator
    without: tuple[str, ...]  # none of these does
    level: str  # "village", "town", "county"; "" for every level
    measure: str
    low: Decimal | None
    high: Decimal | None


class Yield(NamedTuple):
    """The plausible range of tonnes a 亩 for a crop, whatever the level."""

    words: tuple[str, ...]
    high: Decimal


@dataclass(
    frozen=True, slots=True, eq=False
)  # itself alone its equal: it is the key of caches, and hashing all its words takes longer than they save
class FigureLexicon:
    """Units, proper names that hold numbers, and plausible ranges, from ``rules/lexicon``."""

    units: tuple[Unit, ...] = ()
    names: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    yields: tuple[Yield, ...] = ()

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, Any]]) -> Self:
        """Build from the parsed tables ``figures`` and ``magnitudes``. Raises KeyError where a row lacks a field."""
        figures, magnitudes = tables["figures"], tables["magnitudes"]
        return cls(
            units=tuple(unit for row in figures["units"] for unit in _units(row)),
            names=tuple(phrase for row in figures["names"] for phrase in row["phrases"]),
            bands=tuple(_band(row) for row in magnitudes["bands"]),
            yields=tuple(Yield(tuple(row["words"]), Decimal(str(row["high"]))) for row in magnitudes["yields"]),
        )


def _units(row: Mapping[str, Any]) -> list[Unit]:
    return [Unit(name, row["measure"] or name, Decimal(row["factor"]), row["counted"]) for name in row["names"]]


def _band(row: Mapping[str, Any]) -> Band:
    words, without = tuple(row["words"]), tuple(row.get("without", ()))
    return Band(words, without, row["level"], row["measure"], _decimal(row, "low"), _decimal(row, "high"))


def _decimal(row: Mapping[str, Any], key: str) -> Decimal | None:
    return Decimal(str(row[key])) if key in row else None
