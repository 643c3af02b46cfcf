"""The numbers that open a paragraph, in every writing seen."""

from __future__ import annotations

import pytest

from checker.outline.marks import read_mark

MARKS = [
    ("一、加强学习", "一、", 1, "加强学习"),
    ("二．履职情况", "一、", 2, "履职情况"),
    ("三 廉洁自律", "一、", 3, "廉洁自律"),
    ("十一、其他工作", "一、", 11, "其他工作"),
    ("（四）抓民生", "（一）", 4, "抓民生"),
    ("(五) 抓平安", "（一）", 5, "抓平安"),
    ("（六）、抓环境", "（一）", 6, "抓环境"),
    ("㈡抓教育", "（一）", 2, "抓教育"),
    ("1.抓项目", "1.", 1, "抓项目"),
    ("２．抓招商", "1.", 2, "抓招商"),
    ("3、抓财源", "1.", 3, "抓财源"),
    ("4 抓用工", "1.", 4, "抓用工"),
    ("4.2 纠治作风", "4.1", 2, "纠治作风"),
    ("（3）下村少", "（1）", 3, "下村少"),
    ("2）培训少", "1）", 2, "培训少"),
    ("③走访少", "①", 3, "走访少"),
    ("第二部分　廉洁自律", "第一部分", 2, "廉洁自律"),
    ("贰、尽职尽责", "壹、", 2, "尽职尽责"),
    ("Ⅲ．遵规守纪", "Ⅰ.", 3, "遵规守纪"),
    ("IV. 工作设想", "Ⅰ.", 4, "工作设想"),
    ("一是带头学", "一是", 1, "带头学"),
    ("第三，改进方面", "第一，", 3, "改进方面"),
    ("其二，物业矛盾化解慢", "其一，", 2, "物业矛盾化解慢"),
    ("其次，在工作方面", "首先，", 2, "在工作方面"),
    ("##paidbegin##一是抓责任", "一是", 1, "抓责任"),
    ("## 五、工作计划", "一、", 5, "工作计划"),
]

NO_MARKS = [
    "2024年，我坚持学习",
    "一年来，全镇上下",
    "3.5万亩茶园提质",
    "一、二季度开工项目9个",
    "一是一，二是二",
    "十里八乡的群众都说好",
    "5亿元产值目标如期实现",
    "（2024年12月）",
]


@pytest.mark.parametrize(("text", "style", "ordinal", "rest"), MARKS)
def test_a_number_at_the_head(text: str, style: str, ordinal: int, rest: str):
    mark = read_mark(text)

    assert mark is not None
    assert (mark.style, mark.ordinal, text[mark.end :]) == (style, ordinal, rest)


@pytest.mark.parametrize("text", NO_MARKS)
def test_what_is_no_number(text: str):
    mark = read_mark(text)

    assert mark is None or mark.style == "2024"
