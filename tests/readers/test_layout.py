"""Lines on a page to paragraphs: whatever a PDF or OFD says of their places, and a line with a gap that is no table."""

from __future__ import annotations

import contextlib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.model import ReadError, Source
from checker.readers.grid import Line
from checker.readers.layout import Page, rebuilt

PLACES = st.one_of(st.floats(-1e6, 1e6), st.sampled_from([0.0, 90.0, 100.0, 500.0, 800.0]))
TEXTS = st.sampled_from(
    ["甲", "一、乙", "3", "第1页", "- 2 -", "abc", "　丙", "正文" * 20 + "。", "水稻\t120", "投资1200¹万元", "¹", "1县统计局数"]
)
LINES = st.builds(Line, st.integers(1, 3), PLACES, PLACES, PLACES, PLACES, st.floats(1, 200), st.booleans(), TEXTS)


def read(lines: list[Line], pages: int = 3, marks: tuple[tuple[int, str], ...] = ()) -> Source:
    return rebuilt(lines, [Page(595, 842)] * pages, "报告.pdf", "pdf", "", (), marks)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, min_size=1, max_size=30))
def test_lines_at_any_place_make_paragraphs_in_order(lines: list[Line]) -> None:
    with contextlib.suppress(ReadError):
        source = read(lines, marks=((1, "1"), (2, "1")))
        end = 0
        for one in source.paragraphs + source.notes:
            assert one.span.of(source.text) == one.text
            assert one.span.start >= end
            end = one.span.end


def line(top: float, text: str, *, left: float = 90.0, right: float = 500.0, page: int = 1) -> Line:
    return Line(page, left, right, top, top + 12, 12.0, False, text)


def test_a_signature_set_wide_is_no_table() -> None:
    source = read([line(100, "正文到此为止。"), line(130, "述职人：李云", right=160), line(130, "2025年1月8日", left=400)])
    assert [(one.text, one.in_table) for one in source.paragraphs] == [("正文到此为止。", False), ("述职人：李云\t2025年1月8日", False)]


def test_punctuation_beyond_the_edge_moves_no_edge() -> None:
    # Set ragged: the stop of the second line hangs over the edge of 500, and the other lines end within a character of it.
    full, hung = "全年走访" * 8, "件件有着落，事事有回音。"
    lines = [line(100, full, right=489), line(116, hung, right=510), line(132, full, right=490), line(148, "全部办结。", right=200)]
    assert [one.text for one in read(lines).paragraphs] == [full + hung + full + "全部办结。"]


def test_where_nothing_marks_paragraphs_only_a_full_line_goes_on_after_a_sentence() -> None:
    lines = [line(100 + 16 * number, "全年走访农户四十户，登记问题", right=500) for number in range(4)]
    for right, told in ((500, 1), (470, 2)):
        ending = [line(164, "件件有着落，事事有回音。", right=right), line(180, "坚持每月集中学习。", right=300)]
        assert len(read([*lines, *ending]).paragraphs) == told


def test_a_word_is_not_parted_from_its_quotation_mark() -> None:
    first, second = "针对社区负担重问题，清理台账，针", "对“窗口慢”问题，下放事项。"
    lines = [line(84, "全年走访农户，登记问题", right=500), line(100, first, right=482), line(116, second, right=300)]
    assert read(lines).paragraphs[-1].text.endswith(first + second)


def test_between_a_number_and_its_unit_stands_a_little_space_of_which_the_line_had_no_room() -> None:
    first, second = "全年新建标准化果园", "800亩，改造老果园。"
    full = [line(20 + 16 * number, "打井抗旱、架管提灌抢修", right=514.5) for number in range(4)]
    lines = [*full, line(84, first, right=489), line(100, second, right=300)]  # 489 and 800 and two quarters of a character: 514.8
    assert read(lines).paragraphs[-1].text.endswith(first + second)


def test_lines_of_one_cell_are_one_cell() -> None:
    def row(top: float, *texts: str) -> list[Line]:
        places = ((90, 120), (130, 250), (260, 380))
        return [line(top, text, left=left, right=right) for text, (left, right) in zip(texts, places, strict=True) if text]

    lines = [
        *row(100, "序号", "存在问题", "整改措施"),
        *row(114, "1", "公文积压，收文到", "设专人每日"),
        *row(127, "", "批办平均要5天", "分办，急件当日"),
        *row(140, "", "", "办结"),
        *row(156, "2", "老党员家里走得少", "每月上门两户"),
    ]
    told = [(one.text, one.origin) for one in read([*lines, line(190, "以上报告，请评议。", right=200)]).paragraphs]

    assert told[3:] == [
        ("1", "第1页表格第2行第1列"),
        ("公文积压，收文到批办平均要5天", "第1页表格第2行第2列"),
        ("设专人每日分办，急件当日办结", "第1页表格第2行第3列"),
        ("2", "第1页表格第3行第1列"),
        ("老党员家里走得少", "第1页表格第3行第2列"),
        ("每月上门两户", "第1页表格第3行第3列"),
        ("以上报告，请评议。", "第1页"),
    ]
