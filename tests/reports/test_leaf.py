"""A report with fixed pages shows where each page of the original begins."""

from __future__ import annotations

from dataclasses import replace

import literals

from checker.model import DocumentResult
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
