"""标题要写明年度、身份和文种。"""

from __future__ import annotations

import pytest

BODY = "一、履职情况\n建成冷库1座，带动60户种菜，修好水渠3公里，调解纠纷31起。\n"

COMPLETE = [
    "石岭镇党委书记2024年度述职报告\n",
    "知责于心 履责于行\n——石岭镇党委书记2024年度述职报告\n",
    "述职报告\n（2024年度）\n石岭镇党委书记  白敬亭\n",
    "石岭镇领导班子2024年度述职报告\n",
    "2024年度XXX镇党委书记述职报告\n",
    "云麓中学校长2024年度述职报告\n2022年8月起，我担任云麓中学党支部书记、校长，现将情况报告如下。\n",
    "云麓中学校长2024年度述职报告\n我现任党总支书记兼校长，现将情况报告如下。\n",
    "石岭镇镇长2024年度述职报告\n我现任石岭镇党委副书记、镇长，现将情况报告如下。\n",
    "石岭镇党委副书记、镇长2024年度述职报告\n本人作为镇长，现将情况报告如下。\n",
    "石岭镇挂职副书记2024年度述职报告\n我于2023年3月到石岭镇挂职任党委副书记，现将情况报告如下。\n",
]

INCOMPLETE = [
    ("石岭镇党委书记述职报告\n", "石岭镇党委书记述职报告"),
    ("2024年度述职报告\n", "2024年度述职报告"),
    ("石岭镇党委书记2024年度述职报告\n按照安排，我作为镇长，现将情况报告如下。\n", "镇长"),
    ("石岭镇镇长2024年度述职报告\n按照安排，我作为党委委员、副镇长，现将情况报告如下。\n", "党委委员、副镇长"),
    ("石岭镇党委书记2024年度述职报告\n按照安排，现作述责述廉如下。\n", "述责述廉"),
]


@pytest.mark.parametrize("head", COMPLETE)
def test_complete(head: str, told):
    assert told("title-elements", head + BODY, kind=None) == []


@pytest.mark.parametrize(("head", "marked"), INCOMPLETE)
def test_something_is_missing_or_differs(head: str, marked: str, told):
    assert told("title-elements", head + BODY, kind=None) == [("notice", marked)]
