"""Lists: their marks, their items, what announced them, and whether their end was seen."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.enumerations import find_enumerations
from checker.enumerations.ordinals import marks_in
from checker.model import Document, Enumeration, Paragraph, Source, Span


def document(text: str) -> Document:
    paragraphs, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(Span(position, position + len(line)), line))
        position += len(line) + 1
    return Document(Source("报告.txt", text, "txt", "", tuple(paragraphs)))


def lists(text: str) -> list[Enumeration]:
    return list(find_enumerations(document(text)))


def items(text: str) -> list[list[str]]:
    return [[item.of(text) for item in enumeration.items] for enumeration in lists(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一是修路；二是引水。全年办结。", ["一是修路", "二是引水"]),
        ("第一，修路。第二，引水。", ["第一，修路。", "第二，引水。"]),
        ("首先，修路。其次，引水。再次，建库。最后，绿化。", ["首先，修路。", "其次，引水。", "再次，建库。", "最后，绿化。"]),
        ("首先，修路。其次，引水。第三，建库。", ["首先，修路。", "其次，引水。", "第三，建库。"]),
        ("重点：（1）修路；（2）引水。", ["（1）修路", "（2）引水"]),
        ("重点：①修路；②引水。", ["①修路", "②引水"]),
        ("一抓早，二抓小。", ["一抓早", "二抓小。"]),
        ("抓落实。4.1 修路9公里。4.2 引水3处。", ["4.1 修路9公里。", "4.2 引水3处。"]),
        ("（一）修路。\n修了9公里。\n（二）引水。\n引了3处。", ["（一）修路。\n修了9公里。", "（二）引水。\n引了3处。"]),
        ("——修路。修了9公里。\n——引水。引了3处。", ["——修路。修了9公里。", "——引水。引了3处。"]),
        ("1．修路。\n2．引水。", ["1．修路。", "2．引水。"]),
    ],
)
def test_marks_and_items(text, expected):
    assert items(text) == [expected]


def test_a_list_within_an_item_is_a_list_of_its_own():
    text = "一是抓产业，做到三点：一是选种；二是管护；三是销售。二是抓项目。三是抓民生。"
    outer, inner = lists(text)
    assert [len(outer.items), len(inner.items)] == [3, 3]
    assert inner.announced == 3
    assert inner.announcement is not None
    assert inner.announcement.of(text) == "三点"


def test_two_lists_of_one_shape_in_a_row_are_two():
    assert [len(found) for found in items("一是修路；二是引水。另外，一是建库；二是绿化；三是亮化。")] == [2, 3]


def test_a_list_goes_on_at_the_heads_of_paragraphs():
    assert [len(found) for found in items("主要做法：一是修路。\n二是引水。\n三是建库。")] == [3]


@pytest.mark.parametrize(
    "text",
    ["唯一是修路。", "统一是前提。", "党的十一是关键。", "坚持一是一、二是二。", "1.5公里，2.3公里。", "第一、二产业齐头并进。"],
)
def test_what_only_looks_like_a_list(text):
    assert lists(text) == []


@pytest.mark.parametrize(
    "text",
    ["三点：一是修路；三是建库。", "三点：一是修路；二是引水，", "三点：一是修路。二是引水。此外，还要建库。", "三点：一是…二是…。"],
    ids=["gap", "stops short", "more follows", "left out"],
)
def test_a_list_whose_end_was_not_seen_is_not_complete(text):
    assert not any(enumeration.complete for enumeration in lists(text))


def test_an_announcement_stands_in_the_paragraph_before():
    text = "查摆出三个方面的突出问题，并逐项明确了措施。\n5.1 学习不深。\n5.2 下村不勤。\n5.3 督查不严。"
    (found,) = lists(text)
    assert (found.announced, len(found.items), found.style) == (3, 3, "5.1")


def test_a_count_of_something_else_announces_nothing():
    (found,) = lists("全年走访12个村，发现了不少困难。一是缺水；二是缺路。")
    assert found.announced is None


@given(st.text(alphabet="一二三是第、，。；：“”（）个方面和即等1.—\n修路", max_size=120))
def test_any_text_gives_lists_inside_it(text):
    for enumeration in lists(text):
        assert 0 <= enumeration.span.start < enumeration.span.end <= len(text)
        assert all(enumeration.span.contains(item) and item.start < item.end for item in enumeration.items)


@pytest.mark.parametrize("unit", ["一是修路。", "（一）修路。", "首先，修路。", "一个是修路。", "做好三个五方面"])
def test_lists_that_are_opened_again_and_again_cost_time_in_proportion(unit: str):
    def seconds(times: int) -> float:
        text = unit * times
        begun = process_time()
        lists(text)
        return process_time() - begun

    seconds(200)  # what is compiled once
    assert min(seconds(4000) for _ in range(2)) < 12 * max(min(seconds(1000) for _ in range(2)), 0.005)


def test_many_lists_of_one_shape_leave_the_outer_one_open():
    text = "两个方面：\n一、修路。" + "一是通村；" * 40 + "二是通组。\n二、引水。"
    assert any(found.announced == 2 and found.style == "一、" and len(found.items) == 2 for found in lists(text))


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("做到三统一：统一采购、统一配送，每亩节本46元。", 3, ["统一采购", "统一配送"]),
        ("开展“四个一”活动，即读一本书、上一堂课、访一户人家。", 4, ["读一本书", "上一堂课", "访一户人家"]),
        ("推行“三个一”制度：一户一档、一月一访、一季一评。", 3, ["一户一档", "一月一访", "一季一评"]),
        ("落实“四到位”，责任到位、措施到位、资金到位、人员到位。", 4, ["责任到位", "措施到位", "资金到位", "人员到位"]),
    ],
)
def test_a_slogan_spelled_out_is_a_list(text: str, number: int, expected: list[str]):
    (found,) = [enumeration for enumeration in lists(text) if enumeration.announced]

    assert (found.announced, [item.of(text) for item in found.items]) == (number, expected)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("1.2025年汛前走遍水库。", 1, "2025年"),
        ("2.3处水厂派驻会计。", 2, "3处"),
        ("3.2名选调生牵头河长制。", 3, "2名"),
    ],
)
def test_a_number_right_behind_a_mark_is_no_decimal(text: str, value: int, words: str):
    (mark,) = marks_in(0, text)

    assert mark.value == value
    assert text[mark.end :].startswith(words)


@pytest.mark.parametrize("text", ["1.1项目建设提速。", "1.2人才队伍壮大。"])
def test_a_decimal_number_of_a_chapter_stays_one(text: str):
    (mark,) = marks_in(0, text)

    assert mark.style == "1.1"
