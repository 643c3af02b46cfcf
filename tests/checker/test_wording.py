"""Which clauses are cut into words: those in which up to six characters stand twice in a row."""

import re

from hypothesis import given
from hypothesis import strategies as st

from checker.model import Paragraph, Span
from checker.wording import doubled_candidates


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """A report of these paragraphs, one a line."""
    starts = [sum(len(text) + 1 for text in texts[:index]) for index in range(len(texts))]
    return tuple(Paragraph(Span(start, start + len(text)), text) for start, text in zip(starts, texts, strict=True))


def test_the_clause_around_a_doubling() -> None:
    assert doubled_candidates(paragraphs("一年来，走访了了群众。", "工作推进有序。")) == (Span(4, 10),)


def test_a_doubling_does_not_reach_over_a_mark_or_into_the_next_paragraph() -> None:
    assert doubled_candidates(paragraphs("抓落实，落实责任", "任务完成。")) == ()


def test_digits_and_latin_letters_are_no_doubling() -> None:
    assert doubled_candidates(paragraphs("投入1122万元建成AA级景区")) == ()


def test_a_character_beyond_the_first_plane_moves_no_place() -> None:
    assert doubled_candidates(paragraphs("𠮷村修路", "我们们走访")) == (Span(5, 10),)


def test_a_report_without_a_word_has_none() -> None:
    assert doubled_candidates(()) == ()


@given(st.lists(st.text("党建学习了", min_size=1, max_size=30), min_size=1, max_size=4))
def test_each_paragraph_with_a_doubling_is_found_and_no_other(texts: list[str]) -> None:
    report = paragraphs(*texts)
    found = {span.start for span in doubled_candidates(report)}

    assert found == {p.span.start for p in report if re.search(r"(.{1,6})\1", p.text)}
