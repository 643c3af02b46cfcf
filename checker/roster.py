"""The roster: who must hand in what, from a .csv or .xlsx file beside the reports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from checker.model import Refusal, RosterEntry

COLUMNS = ("单位", "姓名", "职务", "文种")
PATTERN = "文件名"  # an optional fifth column
_ENCODINGS = ("utf-8-sig", "gb18030")  # Excel on a Chinese Windows saves .csv in the latter


class RosterError(Refusal):
    """A roster that cannot be used: one Chinese sentence with file, row and what to do."""


def read_roster(path: Path) -> tuple[RosterEntry, ...]:
    """The rows of a roster, blank ones left out.

    Raises:
        RosterError: where the file cannot be read or lacks a column.
    """
    try:
        rows = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    except OSError as error:
        raise RosterError(f"名册 {path.name} 读不了（{error.strerror or error}），请检查文件是否存在、是否正被占用。") from error
    return tuple(_entries(rows, path.name))


def _csv(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            return list(csv.reader(io.StringIO(data.decode(encoding))))
        except UnicodeDecodeError:
            continue
    raise RosterError(f"名册 {path.name} 的文字编码认不出来，请另存为 UTF-8 编码的 CSV。")


def _xlsx(path: Path) -> list[list[str]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise RosterError(f"名册 {path.name} 不是完好的 Excel 文件，请重新保存为 .xlsx 或 .csv。") from error
    try:
        sheet = book.worksheets[0]
        return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    finally:
        book.close()


def _entries(rows: Sequence[Sequence[str]], name: str) -> Iterable[RosterEntry]:
    if not rows:
        raise RosterError(f"名册 {name} 是空的，第一行应为：{'，'.join(COLUMNS)}。")
    heads = [head.strip() for head in rows[0]]
    if missing := [column for column in COLUMNS if column not in heads]:
        raise RosterError(f"名册 {name} 第一行缺“{'、'.join(missing)}”，应为：{'，'.join(COLUMNS)}（可另加“{PATTERN}”）。")
    places = [heads.index(column) for column in COLUMNS]
    pattern = heads.index(PATTERN) if PATTERN in heads else None
    for row in rows[1:]:
        cells = [cell.strip() for cell in row] + [""] * len(heads)
        unit, person, office, kind = (cells[i] for i in places)
        if unit or person or office:
            yield RosterEntry(unit, person, office, kind, cells[pattern] if pattern is not None else "")
