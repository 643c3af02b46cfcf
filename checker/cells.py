"""Where a cell of a table stands, as readers write it into ``Paragraph.origin``: 表格第2行第3列, 第4页第2个表格第1行第2列."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from checker.model import Paragraph

_PLACE = re.compile(r"(.*表格)第([0-9]+)行第([0-9]+)列")


class CellPlace(NamedTuple):
    """A table by its name, and a row and a column of it, from 1."""

    table: str
    row: int
    column: int


def cell_of(paragraph: Paragraph) -> CellPlace | None:
    """The cell that a paragraph stands in; None for one that stands in no table."""
    return place_of(paragraph) if paragraph.in_table else None


def place_of(paragraph: Paragraph) -> CellPlace | None:
    """The same, also for the labels and texts of a form, which are no cells any more."""
    place = _PLACE.match(paragraph.origin)
    return CellPlace(place[1], int(place[2]), int(place[3])) if place else None


def is_label(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a paragraph stands in a cell of its own, or stood so in a form, with another one to the right of it."""
    here, beside = (place_of(paragraph) for paragraph in (paragraphs[index], paragraphs[min(index + 1, len(paragraphs) - 1)]))
    return here is not None and beside is not None and here[:2] == beside[:2] and here.column < beside.column
