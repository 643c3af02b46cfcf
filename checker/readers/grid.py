"""Pieces of lines to rows: which pieces stand side by side, and which rows make a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

_LEAST_ROWS = 2  # one line with a gap is a signature or a heading set wide, no table
_TIGHT = 0.9  # sizes between two lines of one cell, at most
_FARTHEST = 4.0  # sizes from one row of a table to the next


class Line(NamedTuple):
    """A piece of a line, or a whole one; edges in points from the page's upper left corner."""

    page: int  # from 1
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its row and column from 1, and the table's number on its page."""

    line: Line
    table: int
    row: int
    column: int

    @property
    def origin(self) -> str:
        """As the reviewer is told it."""
        table = "表格" if self.table == 1 else f"第{self.table}个表格"
        return f"第{self.line.page}页{table}第{self.row}行第{self.column}列"


def arrange(pieces: Iterable[Line]) -> Iterator[Line | Cell]:
    """Pieces in reading order as whole lines and cells of tables; a line that is no table keeps its gaps as tabs."""
    seen: Counter[int] = Counter()  # tables on each page
    for table in _stacks(_rows(pieces)):
        if len(table) < _LEAST_ROWS:
            yield from (_joined(row) for row in table)
            continue
        page = table[0][0].page
        seen[page] += 1
        for row_number, row in enumerate(_logical(table), 1):
            yield from (Cell(line, seen[page], row_number, column) for column, line in sorted(row.items()))


def _logical(table: Sequence[Sequence[Line]]) -> Iterator[dict[int, Line]]:
    """The rows as their author set them, by columns: lines without a first cell, close below others, go on in the cells above."""
    widest = max(table, key=len)
    row: dict[int, Line] = {}
    last: Sequence[Line] = ()
    for pieces in table:
        columns = _columns(pieces, widest) if len(pieces) > 1 else [_nearest(pieces[0], widest)]
        if row and columns[0] > 1 and _close(last, pieces):
            for column, line in zip(columns, pieces, strict=True):
                row[column] = _below(row[column], line) if column in row else line
        else:
            if row:
                yield row
            row = dict(zip(columns, pieces, strict=True))
        last = pieces
    yield row


def _below(cell: Line, line: Line) -> Line:
    return cell._replace(right=max(cell.right, line.right), bottom=line.bottom, text=cell.text + line.text)


def _close(last: Sequence[Line], row: Sequence[Line]) -> bool:
    """Whether a row stands as near below another as the lines of one paragraph do."""
    return last[0].page == row[0].page and row[0].top - max(line.bottom for line in last) < _TIGHT * row[0].size


def _stacks(rows: Iterable[list[Line]]) -> Iterator[list[list[Line]]]:
    """Rows that stand below each other as those of a table do; any other row alone."""
    stack: list[list[Line]] = []
    full: list[Line] = []  # the last row of several cells
    for row in rows:
        if stack and not (len(full) > 1 and ((len(row) > 1 and _goes_on(full, row)) or _is_rest(full, stack[-1], row))):
            yield stack
            stack, full = [], []
        stack.append(row)
        full = row if len(row) > 1 or len(stack) == 1 else full
    if stack:
        yield stack


def _is_rest(full: Sequence[Line], last: Sequence[Line], row: Sequence[Line]) -> bool:
    """Whether a line alone is the end of a cell that is longer than the others of its row, the first one apart."""
    return len(row) == 1 and row[0].left >= full[0].right and _close(last, row) and any(_overlap(row[0], cell) for cell in full[1:])


def _rows(pieces: Iterable[Line]) -> Iterator[list[Line]]:
    row: list[Line] = []
    for piece in pieces:
        if row and not _beside(row[-1], piece):
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _beside(last: Line, piece: Line) -> bool:
    middle = abs((last.top + last.bottom) - (piece.top + piece.bottom)) / 2
    return last.page == piece.page and middle < 0.5 * min(last.size, piece.size) and piece.left >= last.right


def _goes_on(last: Sequence[Line], row: Sequence[Line]) -> bool:
    """Whether a row belongs to the table whose last row was ``last``: near it, with cells below cells."""
    near = last[0].page == row[0].page and row[0].top - last[0].top < _FARTHEST * max(last[0].size, row[0].size)
    return near and any(_overlap(cell, above) for cell in row for above in last)


def _overlap(one: Line, other: Line) -> bool:
    return one.left < other.right and other.left < one.right


def _columns(row: Sequence[Line], widest: Sequence[Line]) -> list[int]:
    """The column of each cell: that of the nearest cell of the widest row, or its own number where two would share one."""
    near = [_nearest(line, widest) for line in row]
    return near if all(a < b for a, b in pairwise(near)) else list(range(1, len(row) + 1))


def _nearest(line: Line, widest: Sequence[Line]) -> int:
    return min(range(len(widest)), key=lambda i: abs((widest[i].left + widest[i].right) - (line.left + line.right))) + 1


def _joined(row: Sequence[Line]) -> Line:
    return row[0]._replace(
        right=row[-1].right,
        bottom=max(piece.bottom for piece in row),
        bold=all(piece.bold for piece in row),
        text="\t".join(piece.text for piece in row),
    )
