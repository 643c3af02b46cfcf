"""The roster: who must hand in what, from a .csv or .xlsx file beside the reports."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.model import Refusal, RosterEntry
from checker.refusal import cause

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = ("单位", "姓名", "职务", "文种")
PATTERN = "文件名"  # an optional fifth column
_ALSO = {
    "单位": ("单位名称", "所在单位", "工作单位"),
    "姓名": ("述职人", "述职人姓名"),
    "职务": ("职务名称", "现任职务", "任职"),
    "文种": ("报告类型", "报告种类", "材料类型", "述职类型"),
    PATTERN: ("文件名式样",),
}
_ENCODINGS = ("utf-8-sig", "gb18030")  # Excel on a Chinese Windows saves .csv in the latter
_MARKS = ",\t;，"  # between cells
_HEADING_ROWS = 10  # a title and a remark may stand above the headings
_BLANK = re.compile(r"\s+")
_TOTAL = re.compile(r"(?:合|总|小)\s*计")


class RosterError(Refusal):
    """A roster that cannot be used: one Chinese sentence with file, row and what to do."""


def read_roster(path: Path) -> tuple[RosterEntry, ...]:
    """The rows of a roster, blank ones and totals left out; names without the blanks that make them even in width.

    Raises:
        RosterError: where the file cannot be read or lacks a column.
    """
    try:
        tables = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    except OSError as error:
        raise RosterError(f"名册 {path.name} 读不了（{cause(error)}），请检查文件是否存在、是否正被占用。") from error
    return tuple(_entries(tables, path.name))


def _csv(path: Path) -> list[list[list[str]]]:
    data = path.read_bytes()
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        mark = next((mark for mark in _MARKS if any(len(_headed(row)) > 2 for row in _rows(text, mark)[:_HEADING_ROWS])), ",")
        return [_rows(text, mark)]
    raise RosterError(f"名册 {path.name} 的文字编码认不出来，请另存为 UTF-8 编码的 CSV。")


def _rows(text: str, mark: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=mark))


def _xlsx(path: Path) -> list[list[list[str]]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise RosterError(f"名册 {path.name} 不是完好的 Excel 文件，请重新保存为 .xlsx 或 .csv。") from error
    try:
        return [_cells(sheet) for sheet in book.worksheets]
    finally:
        book.close()


def _cells(sheet: Worksheet) -> list[list[str]]:
    """The cells as text; each cell of a merged column says what the first one does."""
    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    for merged in sheet.merged_cells.ranges:
        if merged.min_col == merged.max_col:
            for number in range(merged.min_row, merged.max_row):
                rows[number][merged.min_col - 1] = rows[merged.min_row - 1][merged.min_col - 1]
    return rows


def _headed(row: Sequence[str]) -> dict[str, int]:
    """Which columns a row of headings names, and where."""
    bare = [_BLANK.sub("", cell) for cell in row]
    return {
        column: place
        for column, also in _ALSO.items()
        if (place := next((at for at, cell in enumerate(bare) if cell == column or cell in also), None)) is not None
    }


def _entries(tables: Sequence[Sequence[Sequence[str]]], name: str) -> Iterable[RosterEntry]:
    if not any(cell.strip() for rows in tables for row in rows for cell in row):
        raise RosterError(f"名册 {name} 是空的，第一行应为：{'，'.join(COLUMNS)}。")
    best = max(
        ((_headed(row), number, rows) for rows in tables for number, row in enumerate(rows[:_HEADING_ROWS])),
        key=lambda found: len(found[0]),
    )
    places, number, rows = best
    if missing := [column for column in COLUMNS if column not in places]:
        raise RosterError(f"名册 {name} 的表头缺“{'、'.join(missing)}”，应为：{'，'.join(COLUMNS)}（可另加“{PATTERN}”）。")
    for row in rows[number + 1 :]:
        cells = [cell.strip() for cell in row] + [""] * (max(places.values()) + 1)
        unit, person, office, kind = (cells[places[column]] for column in COLUMNS)
        if (unit or person or office) and not any(_TOTAL.fullmatch(cell) for cell in cells):
            yield RosterEntry(unit, _BLANK.sub("", person), office, kind, cells[places[PATTERN]] if PATTERN in places else "")
