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
