"""Gaps of a template, and what only looks like one."""

from __future__ import annotations

import pytest

from checker.leftovers import find_placeholders
from checker.model import Document, Paragraph, Source, Span


def document(text: str) -> Document:
    return Document(Source("报告.txt", text, "txt", "", (Paragraph(Span(0, len(text)), text),)))


GAPS = [
    ("投入资金XX万元", "XX万元", "value"),
    ("投入资金X万元", "X万元", "value"),
    ("投入资金ＸＸ万元", "ＸＸ万元", "value"),
    ("发展党员××名", "××名", "value"),
    ("讲专题党课×次", "×次", "value"),
    ("发放化肥XX0袋", "XX0袋", "value"),
    ("同比增长xx0.9%", "xx0.9%", "value"),
    ("走访**户群众", "**户", "value"),
    ("开展专题培训*次、知识测试5次", "*次", "value"),
    ("争取资金___万元", "___万元", "value"),
    ("投入……万元", "……万元", "value"),
    ("自20__年1月任职", "20__年", "date"),
    ("财政收入由201x年的2亿元起", "201x年", "date"),
    ("20××年度工作", "20××年度", "date"),
    ("庆祝建党_周年", "_周年", "date"),
    ("任__镇党委书记", "__镇", "name"),
    ("X镇获评文明镇", "X镇", "name"),
    ("以“XXXX”行动为抓手", "XXXX", "name"),
    ("党的XX大精神", "XX", "name"),
    ("某某同志主持会议", "某某同志", "name"),
    ("全年收入（待补）", "（待补）", "text"),
    ("负责人：【请填写姓名】", "【请填写姓名】", "text"),
]
NO_GAPS = [
    "购置X光机1台",
    "拍X射线片60张",
    "购置“XX-200型”烘干机6台",
    "羽绒服一件，XXL码",
    "短视频账号“云岭XX说”",
    "4×100米接力赛",
    "建成5×8米展板，3x3篮球场",
    "实施“数据要素×”三年行动",
    "打造“党建×治理”品牌",
    "**加强学习。**全年集中学习12次",
    "A4复印纸，iPhoneX手机",
    "推行“1+X”证书，其中“X”是可选项",
    "有某些不足，某种程度上影响了工作",
    "网址 www.x_x.com/a__b",
    "二○二三年十月",
    "* 加强学习，提高认识",
    "________",
]


@pytest.mark.parametrize(("text", "gap", "missing"), GAPS)
def test_a_gap_and_what_it_stands_for(text, gap, missing):
    (found,) = find_placeholders(document(text))
    assert (found.span.of(text), found.missing) == (gap, missing)


@pytest.mark.parametrize("text", NO_GAPS)
def test_what_only_looks_like_a_gap(text):
    assert find_placeholders(document(text)) == ()


def test_masked_names_are_no_gaps_in_anonymised_input():
    text = "某镇党委到××县学习，投入XX万元。"
    found = find_placeholders(document(text), anonymised=True)
    assert [place.span.of(text) for place in found] == ["XX万元"]
