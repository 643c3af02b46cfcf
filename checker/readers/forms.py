"""Forms: tables whose cells hold a report's running text (述职述廉报告表), told apart from tables that list things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from checker.cells import cell_of
from checker.model import Paragraph, Span

_RUNNING = 100  # characters from which a cell tells something instead of naming it
_LABEL = 20  # characters of 存在的主要问题 at most
_LABELS = 2  # such cells beside running text: 述职内容 | 存在问题 | …
_LETTERS = 2  # characters in each line of a label that is set in a narrow column
_SHORTEST, _NARROW = 3, 10  # characters of such a label in all
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NUMBER = re.compile(r"[\d一二三四五六七八九十.、．（）()]*")

_Cell = tuple[Paragraph, ...]
_Row = tuple[_Cell, ...]


def out_of_forms(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, those of a form's running text and of the labels beside it no longer as cells of a table; each label is one."""
    told: list[Paragraph] = []
    for table, members in groupby(paragraphs, key=_table):
        here = tuple(members)
        rows = tuple(_rows(here)) if table else ()
        told.extend(_opened(rows) if _is_form(rows) else here)
    return tuple(told)


def labels_joined(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of a form that was saved as text, the letters of each narrow label (存在, 问题) one paragraph again."""
    told: list[Paragraph] = []
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if len(paragraph.text) <= _LETTERS and _HAN.fullmatch(paragraph.text) and not paragraph.in_table:
            run.append(paragraph)
            continue
        label = len(paragraph.text) >= _LABEL and len(run) > 1 and _SHORTEST <= _length(tuple(run)) <= _NARROW
        told.extend([_joined(tuple(run))] if label else run)
        told.append(paragraph)
        run = []
    return (*told, *run)


def _table(paragraph: Paragraph) -> str:
    place = cell_of(paragraph)
    return place.table if place else ""


def _rows(members: Iterable[Paragraph]) -> Iterator[_Row]:
    for _, row in groupby(members, key=_row_number):
        yield tuple(tuple(cell) for _, cell in groupby(row, key=attrgetter("origin")))


def _row_number(paragraph: Paragraph) -> int:
    place = cell_of(paragraph)
    return place.row if place else 0


def _is_form(rows: Sequence[_Row]) -> bool:
    """Whether most of a table is told behind labels or alone in a row, one cell of it at length."""
    told = [_length(row[-1]) for row in rows if _tells(row) and not _is_label(row[-1])]
    return max(told, default=0) >= _RUNNING and 2 * sum(told) >= sum(_length(cell) for row in rows for cell in row)


def _tells(row: _Row) -> bool:
    """Whether a row is one cell, or one behind labels."""
    *labels, _ = row
    return len(labels) <= _LABELS and all(_is_label(cell) for cell in labels)


def _is_label(cell: _Cell) -> bool:
    text = "".join(paragraph.text for paragraph in cell)
    return 0 < len(text) <= _LABEL and not text.endswith(("。", "；")) and _NUMBER.fullmatch(text.strip()) is None


def _length(cell: _Cell) -> int:
    return sum(len(paragraph.text) for paragraph in cell)


def _opened(rows: Sequence[_Row]) -> Iterator[Paragraph]:
    last = max(i for i, row in enumerate(rows) if _tells(row) and not _is_label(row[-1]))
    for i, row in enumerate(rows):
        if not _tells(row) or i > last:  # 党组织意见 with nothing beside it yet
            yield from (paragraph for cell in row for paragraph in cell)
            continue
        *labels, text = row
        yield from (replace(_joined(cell), in_table=False) for cell in labels)
        if _is_label(text):  # 一、存在问题 in a row of its own
            yield replace(_joined(text), in_table=False)
        else:
            yield from (replace(paragraph, in_table=False) for paragraph in text)


def _joined(cell: _Cell) -> Paragraph:
    """A label as one paragraph, however its author broke it to fit: 存, 在, 问, 题 below each other."""
    placed = [(char, paragraph.at(i, i + 1).start) for paragraph in cell for i, char in enumerate(paragraph.text) if not char.isspace()]
    text, offsets = "".join(char for char, _ in placed), tuple(at for _, at in placed)
    return replace(cell[0], span=Span(offsets[0], offsets[-1] + 1), text=text, offsets=offsets)
