"""Problems and measures of a register: each row's measures answer the problems that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.criticism.items import Item, read_items
from checker.criticism.lexicon import Cues
from checker.criticism.pieces import Piece
from checker.criticism.units import Mode, Region, cell_units
from checker.model import Paragraph, Role
from checker.registers import SAME, Register, Row


def register_items(register: Register, paragraphs: Sequence[Paragraph], cues: Cues) -> Iterator[Item]:
    """The items of every row in reading order.

    A row without a problem goes on with that of the row above (merged cells); 同上 for a measure means those of the row above.
    """
    problems: list[Item] = []
    measures: list[Item] = []
    for row in register.rows:
        told = _told(row, Role.PROBLEMS, Mode.PROBLEMS, paragraphs, cues)
        problems = told or problems[-1:]
        if _is_same(row, paragraphs):
            for measure in measures:
                measure.owners += tuple(problems)
            yield from told
            continue
        measures = _told(row, Role.MEASURES, Mode.MEASURES, paragraphs, cues)
        for index, measure in enumerate(measures):
            measure.tabled = True
            if len(problems) == 1 or len(problems) == len(measures):
                measure.owners = (problems[min(index, len(problems) - 1)],)
        yield from told
        yield from measures


def _is_same(row: Row, paragraphs: Sequence[Paragraph]) -> bool:
    cell = row.get(Role.MEASURES, ())
    return len(cell) == 1 and SAME.fullmatch(paragraphs[cell[0].paragraph].text, cell[0].start, cell[0].end) is not None


def _told(row: Row, role: Role, mode: Mode, paragraphs: Sequence[Paragraph], cues: Cues) -> list[Item]:
    """The items of a cell: those of the list in it, else all of it as one, a number at its head left out."""
    cell = row.get(role, ())
    units = tuple(unit for stretch in cell for unit in cell_units(paragraphs[stretch.paragraph], stretch, cues))
    if sum(unit.mark is not None for unit in units) > 1:
        items = [item for item in read_items(Region(mode, units), cues) if item.mode is mode]
        if items:
            return items
    pieces = [Piece(unit.paragraph, unit.start, unit.end, unit.text) for unit in units if unit.text]
    return [Item(mode, pieces)] if pieces else []
