"""Hard-wrapped lines are joined into paragraphs; lines that are whole paragraphs never are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.readers.wrapping import BLANKS, find_paragraphs

PHRASES = (
    "带头落实学习制度，", "走访农户二百余户，", "新建水渠3.5公里，", "协调项目资金1260万元，", "办结群众来信（含网上留言）三十九件；",
    "推动“一村一品”见到成效。", "班子成员分片包干，", "每周下村不少于两天，", "把问题解决在田间地头。", "全年没有发生较大事故；",
    "支部活动按月开展，", "老党员送学上门18次。", "但与群众期盼相比还有差距，",
)  # fmt: skip
SENTENCES = st.lists(st.sampled_from(PHRASES), min_size=9, max_size=30).map(lambda parts: "".join(parts)[:-1] + "。")
HEADINGS = st.sampled_from(["一、抓学习", "（二）抓产业", "三、存在的不足", "2．抓队伍", "第四章 下步打算"])
REPORTS = st.lists(st.tuples(HEADINGS, SENTENCES), min_size=3, max_size=6).map(lambda pairs: [line for pair in pairs for line in pair])


def wrap(paragraph: str, width: int, indent: str = "") -> list[str]:
    text = indent + paragraph
    return [text[at : at + width] for at in range(0, len(text), width)]


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in find_paragraphs(text)]


@settings(max_examples=60)
@given(REPORTS, st.integers(20, 60))
def test_wrapping_with_indented_paragraphs_is_undone(report, width):
    assert texts("\n".join(line for paragraph in report for line in wrap(paragraph, width, "　　"))) == report


@settings(max_examples=60)
@given(REPORTS, st.integers(20, 60))
def test_wrapping_with_blank_lines_between_is_undone(report, width):
    assert texts("\n\n".join("\n".join(wrap(paragraph, width)) for paragraph in report)) == report


@settings(max_examples=60)
@given(REPORTS, st.sampled_from(["", "　　", "    ", "\t"]))
def test_unwrapped_reports_stay_as_they_are(report, indent):
    assert texts("\n".join(indent + paragraph for paragraph in report)) == report


@settings(max_examples=200)
@given(st.one_of(st.text(), st.lists(st.text("甲乙丙，。一、1.（） \u3000\u200b\x0b\x0c\u2028", max_size=45), max_size=40).map("\n".join)))
def test_paragraphs_are_in_order_and_hold_every_character_once(text):
    held = []
    last = 0
    for paragraph in find_paragraphs(text):
        assert last <= paragraph.span.start < paragraph.span.end
        last = paragraph.span.end
        offsets = paragraph.offsets or tuple(range(paragraph.span.start, paragraph.span.end))
        assert "".join(text[at] for at in offsets) == paragraph.text
        assert paragraph.text == paragraph.text.strip(BLANKS)
        held += offsets
    assert held == sorted(set(held))
    assert set(range(len(text))) - set(held) <= {at for at, char in enumerate(text) if char in BLANKS} | _inner_blanks(text)


def _inner_blanks(text: str) -> set[int]:
    return {at for at, char in enumerate(text) if char.isspace()}


BODY = (
    "今年以来带领班子成员把项目建设放在突出位置全年引进企业五家完成投资一点二亿元带动就业三百余人。"
    "群众收入稳步增加镇村面貌明显改观干部作风持续好转。"
)


def wrapped(width: int, *headings: str) -> str:
    return "\n".join(line for heading in headings for line in (heading, *wrap(BODY, width), *wrap(BODY, width)))


def test_unnumbered_headings_after_a_short_line_stand_alone():
    found = texts(wrapped(26, "关于产业发展", "关于社会治理", "关于自身建设"))
    assert [text for text in found if len(text) < 10] == ["关于产业发展", "关于社会治理", "关于自身建设"]


def test_numbered_heading_after_a_full_line_begins_a_paragraph():
    lines = [*wrap(BODY[:50], 25), "二、下一步打算", *wrap(BODY, 25), *wrap(BODY, 25)]
    assert texts("\n".join(lines))[:2] == [BODY[:50], "二、下一步打算"]


def test_last_short_line_joins():
    assert texts("\n".join("　　" + line if at == 0 else line for _ in range(3) for at, line in enumerate(wrap(BODY, 30)))) == [BODY] * 3


@pytest.mark.parametrize("width", [22, 31, 42, 49])
@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize("clause", ["督促落实，", "全年走访农户四十户，", "我深入基层一线开展调研，"])
def test_a_few_indented_paragraphs_of_two_lines_are_joined(width, count, clause):
    for length in range(width + 5, 2 * width - 3, 4):
        body = (clause * 20)[: length - 1] + "。"
        assert texts("\n".join(wrap("　　" + body, width) * count)) == [body] * count


def test_indented_lines_of_a_list_are_no_wrapped_paragraphs():
    listed = ["　　建成便民服务点并投入使用，方便群众办事", "责任单位：镇便民服务中心和各村民委员会共同"] * 2
    assert texts("\n".join(listed)) == [line.strip("　") for line in listed]


@pytest.mark.parametrize(
    "text",
    [
        "一、总体情况\n正文\n二、重点工作\n正文",
        "述职人：李云\n职务：镇长\n二〇二五年一月",
        "\n".join(["村名　　户数　　人口　　完成情况如下表所列"] * 12),
        "\n".join(f"建成第{n}个便民服务点并投入使用，群众办事不再跑远路。" for n in "一二三四五六七八"),
        "\n".join([BODY * 2] * 5),
    ],
)
def test_lines_that_are_whole_stay_whole(text):
    assert texts(text) == text.split("\n")


def test_a_date_at_the_right_edge_stands_alone():
    lines = [*("　　" + line if at == 0 else line for _ in range(3) for at, line in enumerate(wrap(BODY, 30))), " " * 40 + "2025年1月8日"]
    assert texts("\n".join(lines))[-1] == "2025年1月8日"


def test_offsets_skip_the_breaks():
    first = find_paragraphs("\n".join("　　" + line if at == 0 else line for _ in range(3) for at, line in enumerate(wrap(BODY, 30))))[0]
    assert first.at(29, 31) == (31, 34)


def test_page_feeds_and_vertical_tabs_end_lines():
    assert texts("甲\x0c乙\x0b丙\u2028丁") == ["甲", "乙", "丙", "丁"]
