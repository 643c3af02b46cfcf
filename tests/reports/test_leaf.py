"""A report with fixed pages shows where each page of the original begins, and any report which of its paragraphs are notes."""

from __future__ import annotations

from dataclasses import replace

import literals

from checker.model import DocumentResult, Paragraph, Span
from reports.page import page_data, render_page


def _with_origins(first: str, others: str) -> DocumentResult:
    result = literals.full()
    document = result.document
    assert document is not None
    head, *rest = document.source.paragraphs
    paragraphs = (replace(head, origin=first), *(replace(paragraph, origin=others) for paragraph in rest))
    return replace(result, document=replace(document, source=replace(document.source, paragraphs=paragraphs)))


def test_each_page_of_the_original_is_named_once() -> None:
    page = render_page(page_data(_with_origins("第1页", "第2页"), literals.context()))
    assert page.count('<span class="leaf">第1页</span>') == 1
    assert page.count('<span class="leaf">第2页</span>') == 1


def test_paragraph_and_line_numbers_are_not_pages() -> None:
    assert 'class="leaf"' not in render_page(page_data(_with_origins("第1段", "第2行"), literals.context()))


def test_notes_stand_at_the_end_and_are_called_so() -> None:
    result = _with_origins("第1段", "第2段")
    assert result.document is not None
    source = result.document.source
    note = Paragraph(Span(len(source.text) + 1, len(source.text) + 6), "县统计局数", origin="第2段脚注")
    endnote = Paragraph(Span(note.span.end + 1, note.span.end + 5), "据实填写", origin="注12")
    noted = replace(source, text=f"{source.text}\n{note.text}\n{endnote.text}", notes=(note, endnote))
    page = render_page(page_data(replace(result, document=replace(result.document, source=noted)), literals.context()))
    assert page.index('<span class="leaf">脚注</span>') < page.index("县统计局数") < page.index('<span class="leaf">注12</span>')
    assert page.count('class="leaf"') == 2
