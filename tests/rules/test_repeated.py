"""字词、整句不要写两遍。"""

from __future__ import annotations

import pytest

TWICE = [
    "任职以来来，我走遍各村。",
    "群众关心的的事办好了。",
    "作风得到进一步进一步加强。",
    "在复工复工中严把关口。",
    "我是是一名老党员。",
    "组织干部学习学习贯彻会议精神。",
    "落实党委党委主体责任。",
    "走访了了困难户。",
]
ONCE = [
    "人人有任务，天天有进度，家家户户都受益。",
    "学习习近平总书记重要讲话，改进工作作风。",
    "返乡大学生和退役军人人才库已经建成。",
    "8个村村集体经济收入达到10万元。",
    "大家坐下来研究研究，商量商量。",
    "一件一件抓落实，一户一户敲门，一张张笑脸。",
    "踏踏实实做事，清清楚楚记账，原原本本学。",
    "石埠乡乡村振兴规划编制完成，镇党委委员分片包干。",
    "果品产业发展和和美村庄建设同步推进。",
    "村村通、户户通工程全覆盖，税收收入稳步增长。",
    "以学习为目的的活动办了三次。",
    "为了了解情况，我住村五天。",
    "唯一一次缺席是因公外出。",
    "引进博士博士后工作站1个。",
    "缺少久久为功的耐心，未发生生产安全事故。",
    "苦干苦干再苦干。",
]


@pytest.mark.parametrize("text", TWICE)
def test_a_word_written_twice(told, text):
    assert "warning" in {severity for severity, _ in told("repeated-word", text)}


@pytest.mark.parametrize("text", ONCE)
def test_reduplication_and_neighbours(told, text):
    assert told("repeated-word", text) == []


def test_a_sentence_with_amounts_written_twice(findings):
    text = "石埠镇2023年度述职报告\n一、党建\n全年讲党课6次，走访党员143名。\n二、廉洁\n守住底线。全年讲党课6次，走访党员143名。"
    (finding,) = findings("repeated-passage", text.replace("全年讲党课6次", "全年到各个村民小组讲党课6次"))
    assert finding.quote == "全年到各个村民小组讲党课6次，走访党员143名"
    assert [place.label for place in finding.related] == ["前面那一处"]


@pytest.mark.parametrize(
    "text",
    [
        "奋力谱写新时代美丽乡村建设的崭新篇章，实现全面发展。\n我们要真抓实干，奋力谱写新时代美丽乡村建设的崭新篇章。",
        "坚持以习近平新时代中国特色社会主义思想为指导。\n坚持以习近平新时代中国特色社会主义思想为指导。",
        "全年讲党课6次。\n全年讲党课6次。",
    ],
    ids=["slogan", "set phrase", "too short"],
)
def test_what_may_stand_twice(told, text):
    assert told("repeated-passage", text) == []
