"""标题下面要有内容。"""

from __future__ import annotations

import pytest

HEAD = "石岭镇党委书记2024年度述职报告\n"

EMPTY = [
    ("一、学习\n自学两本书。\n二、履职\n三、廉洁\n没有收礼。\n", "二、履职"),
    ("一、履职\n（一）抓产业。建成冷库。\n（二）抓民生\n（三）抓平安。调解纠纷。\n", "（二）抓民生"),
    ("一、学习\n自学两本书。\n二、履职\n（略）\n三、廉洁\n没有收礼。\n", "二、履职"),
    ("一、学习\n自学两本书。\n二、履职\n修路4公里。\n三、下一步打算\n", "三、下一步打算"),
]

FULL = [
    "一、履职\n（一）抓产业。建成冷库。\n（二）抓民生。修好水渠。\n",
    "一、履职\n修路4公里。\n二、下一步打算\n1.每月下村8天；\n2.每季度培训一次。\n",
    "一、认真学习政策理论，参加集体学习12次，记下笔记两本。\n二、抓好产业。建成冷库1座，带动60户种菜。\n",
    "一、履职\n（一）抓产业。建成冷库。\n二、问题\n一是下村少。只去过3次。\n二是其他方面也还存在一些不足，需要进一步改进。\n",
]


@pytest.mark.parametrize(("text", "marked"), EMPTY)
def test_empty(text: str, marked: str, told):
    assert told("empty-section", HEAD + text) == [("warning", marked)]


@pytest.mark.parametrize("text", FULL)
def test_not_empty(text: str, told):
    assert told("empty-section", HEAD + text) == []


def test_a_label_that_stands_left_of_others_is_not_empty(told):
    text = "全年到塘下村走访三次，修路四公里，调解纠纷十一起，办结来信来访二十件，建成冷库一座，清淤渠道六公里。" * 3
    rows = ("查摆整改</td><td>存在问题</td><td>下村少。", "整改措施</td><td>每月下村四天。", f"履职情况</td><td>{text}")
    table = "".join(f"<tr><td>{row}</td></tr>" for row in rows).replace("<td>查摆", "<td rowspan=2>查摆")

    assert told("empty-section", f"<html><body><p>石岭镇镇长2024年度述职报告</p><table>{table}</table></body></html>") == []
