"""What holds for any text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.criticism import CriticismLexicon, find_criticism
from checker.model import Document, Role, Section, Span
from checker.readers.limits import ReadLimits
from checker.readers.text import read_text
from rules.lexicon import tables

LEXICON = CriticismLexicon.from_tables(tables())
PIECES = (
    "一是",
    "二是",
    "（一）",
    "（二）",
    "1.",
    "2、",
    "学习不够系统",
    "下村少",
    "每月住村4晚",
    "，",
    "。",
    "；",
    "：",
    "\n",
    "今后，",
    "究其原因",
    "整改措施：",
    "问题一：",
    "“",
    "”",
    " ",
    "—",
    "①",
    "等问题",
    "存在",
    "A",
    "９",
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join).filter(str.strip)
ROLES = st.sampled_from([(Role.PROBLEMS,), (Role.MEASURES,), (Role.PROBLEMS, Role.MEASURES), (Role.CAUSES,)])


def found_in(text: str, roles: tuple[Role, ...]):
    source = read_text(text.encode(), "报告.txt", "", ReadLimits())
    section = Section(1, None, "", "", roles, None, Span(0, len(source.text)), None)
    document = Document(source=source, sections=(section,))
    return document, find_criticism(document, LEXICON, list)


@given(TEXTS, ROLES)
@settings(deadline=None)
def test_spans_lie_in_the_text_and_hold_words(text: str, roles: tuple[Role, ...]):
    document, found = found_in(text, roles)

    for item in (*found.problems, *found.measures):
        assert 0 <= item.span.start < item.span.end <= len(document.text)
        assert document.read(item.span).strip()


@given(TEXTS, ROLES)
@settings(deadline=None)
def test_items_of_one_sort_do_not_overlap(text: str, roles: tuple[Role, ...]):
    _, found = found_in(text, roles)

    for items in (found.problems, found.measures):
        assert all(one.span.end <= other.span.start for one, other in pairwise(items))


@given(TEXTS)
@settings(deadline=None)
def test_the_same_text_gives_the_same_answers(text: str):
    assert found_in(text, (Role.PROBLEMS, Role.MEASURES))[1] == found_in(text, (Role.PROBLEMS, Role.MEASURES))[1]


@given(TEXTS)
@settings(deadline=None)
def test_answers_name_items_that_are_there(text: str):
    _, found = found_in(text, (Role.PROBLEMS, Role.MEASURES))

    for answer in found.answers:
        assert 0 <= answer.problem < len(found.problems)
        assert 0 <= answer.measure < len(found.measures)
