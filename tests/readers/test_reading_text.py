"""Plain text: encodings, line ends, what is refused."""

from __future__ import annotations

import codecs

import pytest

from checker.model import ReadError
from checker.readers import ReadLimits

REPORT = (
    "石桥镇党委书记述职报告\n按照会议安排，现将一年来履行职责的情况报告如下，请予评议。\n"
    "一、履职情况\n全年召开党委会议三十二次，研究部署重点工作，新修道路12公里，群众反映良好。\n"
)
TRADITIONAL = "述職報告\n現將一年來履行職責的情況報告如下，請各位同志評議。全鄉經濟發展良好，羣眾滿意，環境整潔，學習認真。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk", "gb2312"])
def test_encodings_are_told_apart(read, encoding):
    assert read(REPORT.encode(encoding), "报告.txt").text == REPORT


def test_big_endian_text_with_a_mark(read):
    assert read(codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), "报告.txt").text == REPORT


@pytest.mark.parametrize("encoding", ["big5", "gb18030"])
def test_traditional_characters_in_both_traditions(read, encoding):
    text = TRADITIONAL.replace("羣眾", "居民")
    assert read(text.encode(encoding), "報告.txt").text == text


def test_short_text_in_gb18030(read):
    assert read("述职报告\n大家好。".encode("gb18030"), "报告.txt").text == "述职报告\n大家好。"


def test_line_ends_become_one_kind_and_nothing_else_changes(read):
    assert read("\ufeff　甲  乙\r\n丙\r丁\t\n\n".encode(), "报告.txt").text == "　甲  乙\n丙\n丁\t\n\n"


def test_markdown_is_plain_text(read):
    source = read("# 述职报告\n\n**一、学习情况**\n".encode(), "报告.md")
    assert source.format == "md"
    assert [paragraph.text for paragraph in source.paragraphs] == ["# 述职报告", "**一、学习情况**"]


def test_origin_is_the_line_in_the_file(read):
    assert [paragraph.origin for paragraph in read("标题\n\n\n正文".encode(), "报告.txt").paragraphs] == ["第1行", "第4行"]


def test_blanks_at_the_ends_belong_to_no_paragraph(read):
    (paragraph,) = read("\u200b　\t 述职报告 　\ufeff\n".encode(), "报告.txt").paragraphs
    assert paragraph.text == "述职报告"
    assert (paragraph.span.start, paragraph.span.end) == (4, 8)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文件是空的"),
        ("\ufeff \n　\t\n\u200b".encode(), "只有空白"),
        (REPORT.encode()[:-40] + b"\xff\xfe\xff" + REPORT.encode()[-40:], "个字节起无法解读"),
        (codecs.BOM_UTF8 + REPORT.encode("gb18030"), "编码标记与内容不符"),
        (bytes(range(256)) * 20, "认不出文件的文字编码"),
        (b"report\x00\x01\x02\x03" * 30, "认不出文件的文字编码"),
        (("报告" + "\x01\x02" * 5).encode(), "控制字符"),
        (("字" * 101).encode(), "超过100字"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"{\\rtf1\\ansi ", "RTF"),
        (b"\n<!DOCTYPE html><html>", "网页"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(read, data, said, monkeypatch):
    monkeypatch.setenv("CHECKER_SOFFICE", "")
    with pytest.raises(ReadError) as error:
        read(data, "报告.txt", limits=ReadLimits(characters=100 if "字" * 20 in data.decode("utf-8", "ignore") else 60_000))
    assert said in error.value.reason
    assert error.value.advice.endswith("。")


def test_latin_text_in_an_old_encoding_is_not_guessed_at(read):
    with pytest.raises(ReadError):
        read("Rapport annuel : activités réalisées à l’été".encode("cp1252"), "报告.txt")


def test_lost_characters_are_a_warning(read):
    assert "1处文字" in read((REPORT + "张\ufffd同志").encode(), "报告.txt").warnings[0]
