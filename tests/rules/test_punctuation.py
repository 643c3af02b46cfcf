"""段落写完、标点不叠、引号成对。"""

from __future__ import annotations

import pytest

UNFINISHED = [
    ("全年走访脱贫户126户，解决难题43个，推动帮扶措施，", "warning"),
    ("全年走访脱贫户126户，解决饮水、用电、出行、", "warning"),
    ("全年走访脱贫户126户。解决饮水难题43个；积极对接", "notice"),
    ("全年走访脱贫户126户。解决饮水难题43个，协调帮扶单位资金和", "warning"),
    ("全年走访脱贫户126户，解决难题43个，大家都说“", "warning"),
]
FINISHED = [
    "全年走访脱贫户126户，解决难题43个，推动帮扶措施落地。",
    "各位领导、各位代表、同志们",
    "三、坚持以人民为中心，着力解决群众急难愁盼的问题",
    "现将一年来履行职责的情况向各位领导和同志们报告如下：",
    "一是走访脱贫户126户，解决用水难题43个；\n二是硬化村道9公里，安装路灯210盏；\n三是新修水池12口，灌溉1300亩。",
    "老支书拉着我的手说：“路通了，心里就亮堂了，往后日子更好过！”",
    "全年走访脱贫户126户，解决难题43个（其中用水31个、用电12个）",
]
DOUBLED = [
    "修路9公里，，安装路灯。",
    "修路9公里，。安装路灯。",
    "修路9公里；。安装路灯。",
    "修路9公里、，安装路灯。",
    "推行““两单”制度。",
    "路通了。。",
    "措施如下：：一是修路。",
]
SINGLE = ["修路9公里……还要安装路灯。", "怎么办？！", "修路——安装路灯。", "他说：“好。”大家都笑了。", "开展“‘两学一做’”学习。"]
LONE = ["印发《包村办法45份。", "推行“两单制度。", "开展警示教育（含旁听庭审6次。", "落实包村联户”制度。", "推行“两单“制度。"]
PAIRED = [
    "学习《关于〈信访工作条例〉的解读》。",
    "重点：1）修路；2）引水；a）建库。",
    "收入(含补助）46万元。",
    "他说：“路要修，\n“水要引，\n“库要建。”",
    "全年（1—12月\n）完成投资。",
    '推行"两单"制度。',
]


@pytest.mark.parametrize(("text", "severity"), UNFINISHED)
def test_a_paragraph_that_stops_short(told, text, severity):
    text = f"石埠镇2023年度述职报告\n一、履职情况\n{text}\n二、存在问题\n下村少。"
    assert [found for found, _ in told("unfinished-paragraph", text)] == [severity]


@pytest.mark.parametrize("text", FINISHED)
def test_paragraphs_that_end(told, text):
    assert told("unfinished-paragraph", f"石埠镇2023年度述职报告\n{text}\n我全年下村。") == []


@pytest.mark.parametrize("text", DOUBLED)
def test_marks_that_overlap(told, text):
    assert [severity for severity, _ in told("doubled-punctuation", text)] == ["warning"]


@pytest.mark.parametrize("text", SINGLE)
def test_marks_that_belong_together(told, text):
    assert told("doubled-punctuation", text) == []


@pytest.mark.parametrize("text", LONE)
def test_a_mark_without_its_half(told, text):
    assert [severity for severity, _ in told("unpaired-quotes", text)] == ["warning"]


@pytest.mark.parametrize("text", PAIRED)
def test_marks_in_pairs(told, text):
    assert told("unpaired-quotes", text) == []


def test_a_doubled_quotation_mark_is_told_once(told):
    text = "推行““两单”制度。"
    assert told("doubled-punctuation", text)
    assert not told("unpaired-quotes", text)
