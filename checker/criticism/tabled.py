"""Problems and measures of a register: each row's measures answer the problems that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.criticism.items import Item, read_items
from checker.criticism.lexicon import Cues
from checker.criticism.pieces import Piece
from checker.criticism.units import Mode, Region, cell_units
from checker.model import Paragraph, Role
from checker.numerals import half_width
from checker.registers import Register, Row, Stretch


def register_items(register: Register, paragraphs: Sequence[Paragraph], cues: Cues) -> Iterator[Item]:
    """The items of every row in reading order; a row without a problem goes on with that of the row above (merged cells)."""
    problems: list[Item] = []
    for row in register.rows:
        told = _told(row, Role.PROBLEMS, Mode.PROBLEMS, paragraphs, cues)
        problems = told or problems[-1:]
        measures = _told(row, Role.MEASURES, Mode.MEASURES, paragraphs, cues)
        for index, measure in enumerate(measures):
            measure.tabled = True
            if len(problems) == 1 or len(problems) == len(measures):
                measure.owner = problems[min(index, len(problems) - 1)]
        yield from told
        yield from measures


def _told(row: Row, role: Role, mode: Mode, paragraphs: Sequence[Paragraph], cues: Cues) -> list[Item]:
    """The items of a cell: those of the list in it, else all of it as one."""
    cell = row.get(role, ())
    if not cell:
        return []
    units = tuple(unit for stretch in cell for unit in cell_units(paragraphs[stretch.paragraph], stretch, cues))
    if sum(unit.mark is not None for unit in units) > 1:
        items = [item for item in read_items(Region(mode, units), cues) if item.mode is mode]
        if items:
            return items
    return [Item(mode, [_piece(stretch, paragraphs) for stretch in cell])]


def _piece(stretch: Stretch, paragraphs: Sequence[Paragraph]) -> Piece:
    text = half_width(paragraphs[stretch.paragraph].text)[stretch.start : stretch.end]
    return Piece(stretch.paragraph, stretch.start, stretch.end, text)
