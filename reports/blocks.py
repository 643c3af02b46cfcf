"""The passages of a report as the page lays them out: a paragraph on its own, the cells of a table as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reports.notes import Note
from reports.passages import Passage

_CELL = re.compile(r"(?P<table>.*表格)第(?P<row>[0-9]+)行第(?P<column>[0-9]+)列")
_WIDEST = 40  # columns of a table: one that claims more is shown cell by cell


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or a table with its rows: each a cell after the other, a cell being the passages in it."""

    passages: tuple[Passage, ...]
    rows: tuple[tuple[tuple[Passage, ...], ...], ...] = ()  # empty where it is a paragraph

    @property
    def noted(self) -> bool:
        """Whether anything stands beside it."""
        return any(passage.notes or passage.notices or passage.waived for passage in self.passages)

    @property
    def notes(self) -> tuple[Note, ...]:
        """Open errors and warnings beside it."""
        return tuple(note for passage in self.passages for note in passage.notes)

    @property
    def notices(self) -> tuple[Note, ...]:
        """Open notices beside it."""
        return tuple(note for passage in self.passages for note in passage.notices)

    @property
    def waived(self) -> tuple[Note, ...]:
        """Findings beside it that a reviewer took out of the counts."""
        return tuple(note for passage in self.passages for note in passage.waived)


def blocks_of(passages: Sequence[Passage]) -> tuple[Block, ...]:
    """The passages in reading order, neighbouring cells of one table together."""
    return tuple(block for table, members in groupby(passages, key=_table) for block in _blocks(table, tuple(members)))


def _table(passage: Passage) -> str:
    """The name of the table a passage stands in, as its reader gave it; empty for one that stands in none."""
    cell = _CELL.match(passage.origin) if passage.in_table else None
    return cell["table"] if cell and int(cell["column"]) <= _WIDEST else ""


def _blocks(table: str, passages: tuple[Passage, ...]) -> Iterator[Block]:
    if table:
        yield Block(passages, tuple(_row(list(members)) for _, members in groupby(passages, key=lambda p: _number(p, "row"))))
    else:
        yield from (Block((passage,)) for passage in passages)


def _row(passages: list[Passage]) -> tuple[tuple[Passage, ...], ...]:
    """The cells of one row, each in its column; one that holds nothing is empty."""
    cells = {column: tuple(members) for column, members in groupby(passages, key=lambda p: _number(p, "column"))}
    return tuple(cells.get(column, ()) for column in range(1, max(cells) + 1))


def _number(passage: Passage, what: str) -> int:
    cell = _CELL.match(passage.origin)
    return int(cell[what]) if cell else 0
