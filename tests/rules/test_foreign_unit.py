"""不要留下别的单位的自称：单位的类别看名称末尾。"""

from __future__ import annotations

import pytest

RIGHT = [
    ("青柯镇中心卫生院院长", "我院新开家庭病床21张。"),
    ("青柯镇中心卫生院院长", "我院承担我镇老年人体检1860人次。"),
    ("柏舟镇第一小学校长", "我校新添图书900册，镇党委帮助修好围墙。"),
    ("柏舟镇中心幼儿园园长", "我园新招幼儿46名。"),
    ("石岭镇财政所所长", "我所拨付补贴312笔，县里通报表扬我局系统。"),
    ("石岭镇便民服务中心主任", "我中心办件4100件，我镇排队时间缩短一半。"),
    ("石岭镇综合文化站站长", "我站送戏下乡18场，我镇有戏台9座。"),
    ("临渠县疾病预防控制中心主任", "我中心采样230份，我院区搬迁完成。"),
    ("云麓学院院长", "我院招生520人，我校就业率稳定。"),
    ("临渠县检察院检察长", "我院办结案件77件。"),
]

WRONG = [
    ("青柯镇中心卫生院院长", "我校新开家庭病床21张。", "我校"),
    ("柏舟镇第一小学校长", "我院新添图书900册。", "我院"),
    ("石岭镇财政所所长", "我校拨付补贴312笔。", "我校"),
    ("石岭镇镇长", "我院新修渠道9公里。", "我院"),
    ("临渠县水务局局长", "我镇新修渠道9公里。", "我镇"),
]


@pytest.mark.parametrize(("post", "text"), RIGHT)
def test_its_own_name_is_right(post: str, text: str, told):
    assert told("foreign-unit", f"{post}2023年度述职报告\n一、履行职责情况\n{text}\n") == []


@pytest.mark.parametrize(("post", "text", "marked"), WRONG)
def test_the_name_of_another_kind_is_told(post: str, text: str, marked: str, told):
    assert told("foreign-unit", f"{post}2023年度述职报告\n一、履行职责情况\n{text}\n") == [("warning", marked)]


def test_the_opening_gives_the_unit_too(told):
    text = "2023年度述职报告\n我担任青柯镇中心卫生院院长。现报告如下。\n一、履职情况\n我院新开家庭病床21张。\n"
    assert told("foreign-unit", text) == []
