"""Where a cell of a table stands, as readers write it into ``Paragraph.origin``: 表格第2行第3列, 第4页第2个表格第1行第2列."""

from __future__ import annotations

import re
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
    place = _PLACE.match(paragraph.origin) if paragraph.in_table else None
    return CellPlace(place[1], int(place[2]), int(place[3])) if place else None
