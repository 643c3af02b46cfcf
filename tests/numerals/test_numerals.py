"""Numbers in both scripts: tables of cases, and the round trip."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.numerals import CHINESE, half_width, parse_chinese, parse_number, to_chinese


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十五", 15),
        ("三十五", 35),
        ("一百二十三", 123),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一百二", 120),
        ("两千余", 2000),
        ("二十多", 20),
        ("十二万三千", 123000),
        ("三万五", 35000),
        ("一亿二千万", 120000000),
        ("三万亿", 3 * 10**12),
        ("〇二四", 24),
        ("二〇二四", 2024),
        ("二○二四", 2024),
        ("壹贰叁", 123),
        ("壹佰贰拾", 120),
        ("廿", 20),
        ("廿五", 25),
        ("俩", 2),
        ("零", 0),
        ("三点五", Decimal("3.5")),
    ],
)
def test_reads_chinese_numerals(text: str, value: int | Decimal) -> None:
    assert parse_chinese(text) == value


@pytest.mark.parametrize("text", ["", "三四十", "十百", "万", "三年", "百分之三", "点五", "三点", "三" * 60])
def test_what_is_no_single_numeral_has_no_value(text: str) -> None:
    assert parse_chinese(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("35", 35),
        ("1,234", 1234),
        ("12.3万", 123000),
        ("5.26亿", 526000000),
        ("30余万", 300000),
        ("3万2千", 32000),
        ("3万余", 30000),
        ("3.5", Decimal("3.5")),
        ("５２", 52),
        ("两千余", 2000),
    ],
)
def test_reads_numbers_of_either_script(text: str, value: int | Decimal) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "3千2万", "1.2.3", "12a", "-3", "万3"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (20030000, "二千零三万"),
        (100010, "十万零一十"),
        (-3, "负三"),
    ],
)
def test_writes_chinese_numerals(number: int, text: str) -> None:
    assert to_chinese(number) == text


@pytest.mark.parametrize(
    ("wide", "half"),
    [
        ("增长５．２％", "增长5.2%"),
        ("１，２３４户", "1,234户"),
        ("完成１２，其中", "完成12，其中"),
        ("１．加强", "1．加强"),
        ("共１２，２０２３年", "共12，2023年"),
        ("ＸＸ万元", "XX万元"),
    ],
)
def test_half_width_changes_what_is_safe(wide: str, half: str) -> None:
    assert half_width(wide) == half


@given(st.integers(0, 10**16 - 1))
def test_what_is_written_is_read_back(number: int) -> None:
    assert parse_chinese(to_chinese(number)) == number


@given(st.integers(0, 10**12))
def test_separators_do_not_change_the_value(number: int) -> None:
    assert parse_number(f"{number:,}") == number


@given(st.text())
def test_half_width_keeps_every_place(text: str) -> None:
    assert len(half_width(text)) == len(text)


@given(st.text(alphabet=CHINESE + "0123456789.,余多点两", max_size=60))
def test_no_text_raises(text: str) -> None:
    parse_chinese(text)
    parse_number(text)
