"""Numbers with unit, bound and precision; names, dates and ordinals kept apart."""

from decimal import Decimal

import pytest

from checker.figures import FigureLexicon
from checker.figures.numbers import FIGURES, reader_for


def read(lexicon: FigureLexicon, text: str) -> list[tuple[str, str]]:
    """The figures of a text as (words, unit)."""
    return [(text[n.start : n.end], n.unit) for n in reader_for(lexicon).read(text)[1] if n.kind in FIGURES]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("完成投资5.26亿元，增长6.3%", [("5.26亿元", "亿元"), ("6.3%", "%")]),
        ("发放１，２００册", [("１，２００册", "册")]),
        ("惠及1,200余户", [("1,200余户", "户")]),
        ("培训两千余人", [("两千余人", "人")]),
        ("提高2.5个百分点", [("2.5个百分点", "个百分点")]),
        ("同比增长近两倍", [("近两倍", "倍")]),
        ("占三成以上", [("三成以上", "成")]),
        ("流转三点二万亩", [("三点二万亩", "万亩")]),
        ("早上七点三人一组", [("三人", "人")]),
        ("占百分之三十五", [("百分之三十五", "%")]),
        ("节约8万元", [("8万元", "万元")]),
        ("GDP达12亿元", [("12亿元", "亿元")]),
        ("流转土地5公顷和300㎡", [("5公顷", "公顷"), ("300㎡", "㎡")]),
    ],
)
def test_reads_figures(lexicon: FigureLexicon, text: str, figures: list[tuple[str, str]]) -> None:
    assert read(lexicon, text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月5日召开会议",
        "落实四个意识和三会一课",
        "第3次会议",
        "开通5G网络",
        "沿G60国道",
        "县委〔2024〕12号文件",
        "拨打12345热线",
        "1.加强学习",
        "5%-6%",
        "十分重视",
        "一批项目",
    ],
)
def test_what_is_no_figure(lexicon: FigureLexicon, text: str) -> None:
    assert read(lexicon, text) == []


@pytest.mark.parametrize(
    ("text", "bound", "step"),
    [
        ("近40户", "below", "1"),
        ("40余户", "above", "10"),
        ("约5.2亿元", "about", "10000000"),
        ("超过3万人", "above", "10000"),
        ("不足5%", "below", "1"),
        ("46户", None, "1"),
        ("2.60万亩", None, "100"),
    ],
)
def test_bound_and_precision(lexicon: FigureLexicon, text: str, bound: str | None, step: str) -> None:
    number = reader_for(lexicon).read(text)[1][0]
    assert (number.bound, number.step) == (bound, Decimal(step))


def test_counts_are_exact_and_measures_are_not(lexicon: FigureLexicon) -> None:
    count, area = reader_for(lexicon).read("46户120亩")[1]
    assert (count.slack, area.slack) == (0, 1)
