"""模板、文库、别的单位留下的痕迹。"""

from __future__ import annotations

import pytest

HEAD = "石埠镇党委书记2023年度述职报告\n一、履行职责情况\n"


def test_gaps_are_one_finding_with_all_places(findings):
    (finding,) = findings(
        "placeholder", HEAD + "全年投入资金XX万元，新修水池X口，慰问老党员46名，人均300元。" + "走访农户，宣讲政策。" * 60
    )
    assert finding.severity.value == "error"
    assert finding.message == "有2个空没有填写（数字2个）"
    assert (finding.quote, [place.label for place in finding.related]) == ("XX万元", ["缺数字"])


def test_a_report_full_of_gaps_is_a_template(findings):
    (finding,) = findings("placeholder", HEAD + "投入XX万元，修路X公里，走访X户，发展党员X名，办班X期。")
    assert finding.severity.value == "warning"
    assert finding.message.startswith("材料未填写")


@pytest.mark.parametrize(
    "text",
    [
        "##paidbegin##",
        "##本文由某某文库整理##",
        "【更#多~材@料请到笔头文库】",
        "（获取更多述职范文，请加微信公众号“写作助手”）",
        "仅供学习 禁止外传",
        "整理不易，咨询QQ10086100",
        "第3页 共9页",
        "本文档由用户上传，如有侵权请联系删除。",
        "www.fanwen-xiazai.com",
    ],
)
def test_residue_of_document_sites(told, text):
    assert [severity for severity, _ in told("watermark", f"{HEAD}全年修路9公里。\n{text}\n二、存在问题\n下村少。")] == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "利用微信公众号推送惠农政策46条，组建QQ群9个，群众扫码咨询更方便。",
        "发展个体私营企业协会会员46名，下载安装反诈应用2100人。",
        "建成农家书屋12个，补充图书资料3600册（含电子图书）。",
        "# 一、履行职责情况",
    ],
)
def test_work_that_only_sounds_like_it(told, text):
    assert told("watermark", HEAD + text) == []


def test_lines_of_one_block_are_one_finding(findings):
    text = HEAD + "全年修路9公里。\n仅供学习 禁止外传\n某某驿站\n实时分享\n现在订阅立享优惠\n"
    (finding,) = findings("watermark", text)
    assert len(finding.related) == 3


@pytest.mark.parametrize(
    ("title", "text", "quotes"),
    [
        ("石埠镇党委书记", "我局认真落实安全生产责任制。", ["我局"]),
        ("石埠镇党委书记", "形成局年度重点工作清单。", ["局年度重点工作清单"]),
        ("东风街道党工委书记", "我镇修路9公里，全镇受益。", ["我镇", "全镇"]),
        ("石埠乡乡长", "成立街道防汛指挥部。", ["街道防汛指挥部"]),
        ("县水利局局长", "我镇修路9公里。", ["我镇"]),
        ("石埠镇党委书记", "我县评比中名列第二，县水利局局党组书记来镇调研，服务全局。", []),
        ("石埠镇党委书记", "整治集镇街道3条，推进城镇化，加快全乡村振兴步伐。", []),
        ("石埠镇党委书记", "此前在我局任职期间，分管水利。", []),
        ("县水利局局长", "帮助联系村所在的石埠镇党委政府修路，全镇受益。", []),
    ],
)
def test_another_body_as_oneself(told, title, text, quotes):
    found = told("foreign-unit", f"{title}2023年度述职报告\n一、履行职责情况\n{text}")
    assert [quote for _, quote in found] == quotes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("作为白沙镇党委书记，我把责任扛在肩上。", True),
        ("白沙镇党委、政府坚持以党建为统领，修路9公里。", True),
        ("我将继续为白沙镇人民服务。", True),
        ("作为石埠镇党委书记，我把责任扛在肩上。", False),
        ("组织干部到白沙镇学习稻渔共养，与白沙镇党委结对共建。", False),
        ("我曾任白沙镇党委副书记。", False),
    ],
)
def test_another_place_as_ones_own(told, text, found):
    assert bool(told("foreign-place", HEAD + text)) is found


def test_words_changed_by_a_machine(told):
    assert told("spun-text", HEAD + "全镇经济社会开展良好，便民效劳中心建成。") == [("warning", "经济社会开展"), ("warning", "便民效劳")]
    assert told("spun-text", HEAD + "深入开展警示教育，围绕经济社会开展工作。") == []


def test_slips_of_the_pen_and_two_spellings_are_notices(told):
    assert told("typo", HEAD + "召开坐谈会4次。") == [("notice", "坐谈会")]
    assert told("term-clash", HEAD + "累计分红46万元。累积分红12万元。") == [("notice", "累积分红")]
    assert told("term-clash", HEAD + "累计分红46万元。积累经验，累积经验。") == []
