"""Cells of a table stand as a table; everything else stands by itself."""

from __future__ import annotations

from dataclasses import replace

import literals
import pytest

from checker.model import Paragraph, Span
from reports.blocks import blocks_of
from reports.page import page_data, render_page


def _report(*cells: tuple[str, str]):
    """A clean report whose paragraphs are ``cells``: text and place in the file, "" for one outside a table."""
    paragraphs, start = [], 0
    for text, origin in cells:
        paragraphs.append(Paragraph(Span(start, start + len(text)), text, origin=origin, in_table=bool(origin)))
        start += len(text) + 1
    clean = literals.clean()
    source = replace(clean.document.source, text="\n".join(text for text, _ in cells), paragraphs=tuple(paragraphs))
    return replace(clean, document=replace(clean.document, source=source, title=None, sections=()))


def _shapes(result):
    data = page_data(result, literals.context())
    return [[["".join(r.text for p in cell for r in p.runs) for cell in row] for row in block.rows] for block in data.blocks]


def test_neighbouring_cells_of_a_table_stand_in_rows_and_columns():
    result = _report(
        ("作物", "表格第1行第1列"),
        ("亩", "表格第1行第2列"),
        ("水稻", "表格第2行第1列"),
        ("21000", "表格第2行第2列"),
        ("以上为全年数。", ""),
    )
    assert _shapes(result) == [[["作物", "亩"], ["水稻", "21000"]], []]


def test_an_empty_cell_keeps_the_others_in_their_columns():
    result = _report(("合计", "表格第3行第1列"), ("36000", "表格第3行第3列"))
    assert _shapes(result) == [[["合计", "", "36000"]]]


def test_two_paragraphs_of_one_cell_stand_in_it():
    result = _report(("水稻", "表格第1行第1列"), ("（早稻）", "表格第1行第1列"))
    assert _shapes(result) == [[["水稻（早稻）"]]]


def test_two_tables_stand_apart():
    result = _report(("甲", "表格第1行第1列"), ("乙", "第2个表格第1行第1列"))
    assert len(_shapes(result)) == 2


@pytest.mark.parametrize("origin", ["表格第2行", "表格第1行第99999列"])
def test_what_has_no_column_to_stand_in_is_shown_by_itself(origin: str):
    assert _shapes(_report(("甲", origin), ("乙", origin))) == [[], []]


def test_every_cell_has_its_link_and_its_words_on_the_page():
    html = render_page(page_data(_report(("作物", "表格第1行第1列"), ("<b>亩</b>", "表格第1行第2列")), literals.context()))
    assert html.count('<div class="in" id="p-') == 2
    assert "&lt;b&gt;亩&lt;/b&gt;" in html


def test_no_passage_is_lost_or_shown_twice():
    data = page_data(literals.full(), literals.context())
    assert [passage.number for block in blocks_of(data.passages) for passage in block.passages] == [p.number for p in data.passages]
