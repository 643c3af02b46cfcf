"""The workbook: reports, findings, problems and measures, and figures as tables that can be filtered, sorted and totalled."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import count
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from reports.environment import GENERATOR
from reports.plain import plain
from reports.workbook_rows import (
    CRITICISM,
    FINDINGS,
    LEDGER,
    MISSING,
    SUMMARY,
    Column,
    Graded,
    Link,
    Percent,
    Sheet,
    Value,
    criticism_rows,
    finding_rows,
    ledger_rows,
    missing_row,
    summary_row,
)

_MOST_ROWS = 1_000_000  # a sheet holds 1,048,576; what is more goes on in a further sheet
_MOST_LINKS = 60_000  # a sheet holds 65,530; beyond, the page is named and not linked
_LONGEST_TEXT = 32_000  # characters; a cell holds 32,767
_LINE = 17  # points
_MOST_LINES = 24  # a row is at most 409 points high
_CUT = "……（过长，全文见检查页）"
_A4 = 9  # as the format numbers paper
_GRADES = {"error": "FFA8201A", "warning": "FF7A4D00", "notice": "FF40596F", "clear": "FF2A6340", "unfinished": "FF1C2024"}
_FORMULA = ("=", "+", "-", "@")
_LONG_AGO = datetime(1980, 1, 1)  # noqa: DTZ001 - openpyxl wants it without a zone; the same results give the same bytes
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def workbook(
    documents: Iterable[tuple[Mapping[str, Any], str]], missing: Iterable[Mapping[str, Any]] = (), *, roster: bool = False
) -> bytes:
    """The workbook over ``documents``, each a report's JSON object with its page's name; its rows are not kept in memory.

    ``missing`` are the folder findings of reports that were not handed in; their sheet is there where there is a ``roster``.
    """
    book = Workbook(write_only=True)
    book.properties.creator = GENERATOR
    book.properties.created = _LONG_AGO
    summary, findings, criticism, ledger = (_Table(book, sheet) for sheet in (SUMMARY, FINDINGS, CRITICISM, LEDGER))
    for document, page in documents:
        summary.append(summary_row(document, page))
        findings.extend(finding_rows(document, page))
        criticism.extend(criticism_rows(document, page))
        ledger.extend(ledger_rows(document, page))
    tables = [summary, findings, criticism, ledger]
    if roster:
        tables.append(_Table(book, MISSING))
        tables[-1].extend(missing_row(finding) for finding in missing)
    for table in tables:
        table.finish()
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_dates(buffer)


class _Table:
    """One table, in as many sheets as its rows need."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        self._book, self._sheet, self._numbers = book, sheet, count(1)
        self._begin()

    def _begin(self) -> None:
        number = next(self._numbers)
        self._page = self._book.create_sheet(self._sheet.title if number == 1 else f"{self._sheet.title}{number}")
        self._page.freeze_panes = "A2"
        for at, column in enumerate(self._sheet.columns, 1):
            self._page.column_dimensions[get_column_letter(at)].width = column.width
        self._page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)  # stands before the rows
        self._looks = _Looks(self._page)
        self._page.append([self._heading(column) for column in self._sheet.columns])
        self._rows, self._links = 1, 0

    def append(self, row: Iterable[Value]) -> None:
        """Add a row below the others."""
        if self._rows > _MOST_ROWS:
            self.finish()
            self._begin()
        values = list(row)
        self._rows += 1
        lines = max(_lines(value, column.width) for value, column in zip(values, self._sheet.columns, strict=True) if column.wrapped)
        if lines > 1:  # not every program fits the heights of rows to wrapped text by itself
            self._page.row_dimensions[self._rows].height = _LINE * min(lines, _MOST_LINES)
        self._page.append([self._cell(value, column) for value, column in zip(values, self._sheet.columns, strict=True)])
        self._page.row_dimensions.pop(self._rows, None)  # written with the row

    def extend(self, rows: Iterator[list[Value]]) -> None:
        """Add rows below the others."""
        for row in rows:
            self.append(row)

    def finish(self) -> None:
        """Let the heading filter all rows, and printed pages hold what is read on paper."""
        page, columns = self._page, self._sheet.columns
        page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{self._rows}"
        page.print_area = f"A1:{get_column_letter(self._sheet.printed)}{self._rows}"
        page.print_title_rows = "1:1"
        page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight = "landscape", _A4, 0
        page.page_margins = PageMargins(left=0.4, right=0.4, top=0.6, bottom=0.6, header=0.3, footer=0.3)
        page.oddHeader.left.text, page.oddHeader.right.text = "述职报告检查　&A", "内部资料"
        page.oddFooter.center.text = "第 &P 页，共 &N 页"

    def _heading(self, column: Column) -> Cell:
        return self._styled(column.heading, self._looks.numeric_heading if column.numeric else self._looks.heading)

    def _cell(self, value: Value, column: Column) -> Cell:
        if value is None:
            return self._looks.plain  # one for all that are empty: each is written before the next
        if isinstance(value, str):
            return self._text(value, self._looks.plain if column.wrapped else self._looks.one_line)
        if isinstance(value, Link):
            return self._link(value)
        if isinstance(value, Graded):
            return self._styled(value.text, self._looks.grades[value.grade])
        if isinstance(value, Percent):
            return self._styled(value.value, self._looks.percent)
        return self._styled(value, self._looks.date if isinstance(value, datetime) else self._looks.number)

    def _text(self, text: str, like: Cell) -> Cell:
        """A cell that stays text, also where it looks like a formula, and also when a person edits it."""
        text = plain(text)
        like_formula = text.lstrip().startswith(_FORMULA)
        text = text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + _CUT
        cell = self._styled(text, self._looks.quoted if like_formula else like)
        cell.data_type = "s"
        return cell

    def _link(self, link: Link) -> Cell:
        if self._links >= _MOST_LINKS:
            return self._text(f"{link.page}#{link.anchor}" if link.anchor else link.page, self._looks.one_line)
        self._links += 1
        cell = self._styled(link.text, self._looks.link)
        cell.hyperlink = Hyperlink(ref="", target=link.page, location=link.anchor or None)
        return cell

    def _styled(self, value: str | float | datetime, like: Cell) -> Cell:
        cell = WriteOnlyCell(self._page, value)
        # openpyxl's own way to share a style: setting its parts anew takes several times as long.
        cell._style = like._style  # type: ignore[attr-defined]  # noqa: SLF001
        return cell


class _Looks:
    """A cell of each look, for others to look like."""

    def __init__(self, page: WriteOnlyWorksheet) -> None:
        self.heading, self.numeric_heading, self.plain, self.quoted, self.one_line = (WriteOnlyCell(page) for _ in range(5))
        self.link, self.number, self.percent, self.date = (WriteOnlyCell(page) for _ in range(4))
        self.grades = {grade: WriteOnlyCell(page) for grade in _GRADES}
        for cell in (self.plain, self.quoted, self.link, self.date, *self.grades.values()):
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        self.one_line.alignment = Alignment(vertical="top")
        for cell in (self.number, self.percent):  # set off from a text that begins in the next column
            cell.alignment = Alignment(horizontal="right", vertical="top", indent=1)
        for cell in (self.heading, self.numeric_heading):
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="FFE8ECF1")
        self.heading.alignment = Alignment(vertical="center", wrap_text=True)
        self.numeric_heading.alignment = Alignment(horizontal="right", vertical="center", wrap_text=True, indent=1)
        for cell in (self.plain, self.quoted, self.one_line, self.link, self.date, self.number, self.percent, *self.grades.values()):
            cell.border = Border(bottom=Side("hair", color="FF87919B"))  # leads the eye along a broad row, on paper too
        self.quoted.quotePrefix = True
        self.link.font = Font(color="FF0B5394", underline="single")
        self.percent.number_format = "0%"
        self.date.number_format = "yyyy-mm-dd"
        for grade, cell in self.grades.items():
            cell.font = Font(bold=grade != "notice", color=_GRADES[grade])


def _lines(value: Value, width: int) -> int:
    """How many lines a value takes in a column; a character of two bytes in GBK is as wide as two Latin ones."""
    if not isinstance(value, str):
        return 1
    return sum(max(1, -(-len(line.encode("gbk", "replace")) // (width - 1))) for line in value.split("\n"))


def _without_dates(buffer: io.BytesIO) -> bytes:
    """The same archive with one date for all: openpyxl writes the time of day into it."""
    written = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + _LONG_AGO.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), data)
            target.writestr(zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()
