"""Web pages: the text that a browser would show, with headings, lists and tables as such."""

from __future__ import annotations

import pytest

from checker.model import ReadError
from checker.readers import ReadLimits

NAME = "报告.html"


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>不是正文</title>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<p>一是<b>学习</b>不够。</p>\n<p>二是下村少。</p>", ["一是学习不够。", "二是下村少。"]),
        ("<p>全年\n  走访四十户。</p>", ["全年 走访四十户。"]),
        ("<p>甲。<br>乙。<br/>丙。</p>", ["甲。", "乙。", "丙。"]),
        ("正文没有段落标记<div>另一段</div>尾巴", ["正文没有段落标记", "另一段", "尾巴"]),
        ("<p>&nbsp;&nbsp;增长5&permil;&#12290;</p>", ["增长5‰。"]),
        ("<ol><li>抓学习</li><li>抓项目</li></ol><ol start=3><li>抓民生</li></ol>", ["1.抓学习", "2.抓项目", "3.抓民生"]),
        ("<ol>\n<li>\n<p>抓学习</p></li>\n<li><h2>抓项目</h2></li></ol>", ["1. 抓学习", "抓项目"]),
        ("<ul><li>抓学习</li><li>抓项目</li></ul>", ["抓学习", "抓项目"]),
        ("<script>alert('甲')</script><style>p{}</style><p>乙</p><noscript>丙</noscript>", ["乙"]),
        ("<p style='display: none'>暗</p><p hidden>暗</p><p>明</p>", ["明"]),
        ("<p>投资1200<sup>1</sup>万元，广场500m<sup>2</sup></p>", ["投资1200¹万元，广场500m²"]),
        ("<!-- 批注 --><p>正文</p>", ["正文"]),
        ("<p>没有关<div>的<span>标签", ["没有关", "的标签"]),
    ],
)
def test_what_is_shown(read, body, seen):
    assert [paragraph.text for paragraph in read(page(body), NAME).paragraphs] == seen


def test_headings_keep_their_level(read):
    source = read(page("<h1>述职报告</h1><h2>一、学习</h2><p>正文</p>"), NAME)
    assert [(paragraph.outline_level, paragraph.bold) for paragraph in source.paragraphs] == [(1, True), (2, True), (None, False)]


def test_a_table_is_read_cell_by_cell(read):
    source = read(page("<table><tr><th>项目</th><th>金额</th></tr><tr><td>修路</td><td>36万元</td></tr></table>"), NAME)
    assert [(paragraph.origin, paragraph.text) for paragraph in source.paragraphs] == [
        ("表格第1行第1列", "项目"),
        ("表格第1行第2列", "金额"),
        ("表格第2行第1列", "修路"),
        ("表格第2行第2列", "36万元"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk", "gb18030"])
def test_the_encoding_it_declares(read, encoding):
    body = f"<html><head><meta charset={encoding}></head><body><p>全年走访四十户。</p></body></html>"
    assert read(body.encode(encoding), NAME).text == "全年走访四十户。"


def test_a_wrong_declaration_is_not_believed(read):
    body = "<html><head><meta charset=utf-8></head><body><p>全年走访群众四十户，收集意见建议十二条，逐条登记交办。</p></body></html>"
    assert read(body.encode("gb18030"), NAME).text.startswith("全年走访群众四十户")


@pytest.mark.parametrize(
    ("data", "limits", "said"),
    [
        (page(""), ReadLimits(), "没有文字"),
        (page("<script>alert(1)</script>"), ReadLimits(), "没有文字"),
        (page("<p>" + "长" * 200), ReadLimits(characters=100), "超过100字"),
        (page("<div>" * 250 + "深"), ReadLimits(), "嵌套"),
    ],
)
def test_refused_in_one_sentence(read, data, limits, said):
    with pytest.raises(ReadError, match=said) as error:
        read(data, NAME, limits=limits)
    assert error.value.reason.count("。") == 1


def test_entities_and_pictures_of_elsewhere_are_never_fetched(read):
    declared = '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/hostname">]><html><body><p>甲&f;乙</p><img src="http://127.0.0.1:9/x.png"></body></html>'
    text = read(declared.encode(), NAME).text
    assert "甲" in text
    assert "乙" in text
    assert len(text) < 12


def test_preformatted_text_keeps_its_lines(read):
    source = read("<html><body><pre>述职报告\n李云\n\n全年走访<b>四十</b>户。\n</pre><p>一\n二</p></body></html>".encode(), "报告.html")
    assert [one.text for one in source.paragraphs] == ["述职报告", "李云", "全年走访四十户。", "一 二"]
