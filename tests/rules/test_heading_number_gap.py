"""序号要连续：跳号、重号，和看着像错其实对的写法。"""

from __future__ import annotations

import pytest

HEAD = "石岭镇党委书记2024年度述职报告\n"

WRONG = [
    ("一、学习\n自学两本书。\n三、履职\n修路4公里。\n", "三、履职"),
    ("一、学习\n自学两本书。\n二、履职\n修路4公里。\n二、廉洁\n没有收礼。\n三、问题\n下村少。\n", "二、廉洁"),
    ("一、履职\n（一）抓产业。建成冷库。\n（二）抓民生。修好水渠。\n（四）抓平安。调解纠纷。\n", "（四）抓平安。"),
    ("一、履职\n1.抓产业。建成冷库。\n3.抓民生。修好水渠。\n", "3.抓民生。"),
    ("一、履职\n4.1 抓产业。建成冷库。4.3 抓民生。修好水渠。\n", "4.3 抓民生。"),
    ("一、履职\n办了几件事：一是修路；三是引水。\n", "三是引水。"),
    ("一、履职\n有几点体会：第一，早谋划；第二，早动手；第二，早见效。\n", "第二，"),
    ("一、措施\n一是勤走访。每月8天。\n三是抓督促。每周1次。\n四是联企业。每季度1轮。\n", "三是抓督促。"),
    ("一、问题\n（1）下村少；（3）培训少。\n", "（3）培训少。"),
]
# one slip of the pen: once the first of the two is mended, the second is right
SKIPPED_THEN_REPEATED = [
    (
        "一、履职\n（一）抓产业。建成冷库。\n（二）抓民生。修好水渠。\n（四）抓平安。调解纠纷。\n（四）抓党建。讲课三次。\n",
        "（四）抓平安。",
    ),
    ("一、履职\n办了几件事：一是修路；二是引水；四是装灯；四是栽树。\n", "四是装灯；"),
    ("一、措施\n一是勤走访。每月8天。\n二是抓督促。每周1次。\n四是联企业。每季度1轮。\n四是常自省。每周一记。\n", "四是联企业。"),
]

RIGHT = [
    "一、学习\n（一）自学。读书两本。\n（二）讲课。讲课3次。\n二、履职\n（一）抓产业。建成冷库。\n（二）抓民生。修好水渠。\n",
    "一、学习\n1.自学。读书两本。\n2.讲课。讲课3次。\n二、履职\n3.抓产业。建成冷库。\n4.抓民生。修好水渠。\n",
    "一、履职\n4.1 抓产业。建成冷库。4.2 抓民生。修好水渠。4.3 抓平安。调解纠纷。\n",
    "一、履职\n坚持说一是一、二是二，办事公道。\n",
    "一、履职\n首先，把路修通；其次，把水引来；再次，把灯装上；最后，把账算清。\n",
    "一、履职\n一是抓产业，主要做了两件事：第一，建冷库；第二，修机耕路。二是抓民生。\n",
    "一、问题\n1.下村少。\n2.培训少。\n针对问题，我将这样改：\n1.每月下村8天。\n2.每季度培训一次。\n",
    "一、履职\n完成投资3.5亿元，比上年增加1.2亿元。\n二、廉洁\n没有收礼。\n",
    "工作总结\n一、学习\n自学两本书。\n二、履职\n修路4公里。\n工作打算\n一、抓产业\n再建一座冷库。\n二、抓民生\n再修一条水渠。\n",
    "一、问题\n一是下村少。有3个村没有去过。\n二是培训少。\n二、原因\n二是研究不深，一是抓得不紧。\n",
    "一、履职\n一是抓产业。一是建库；二是修路。\n二是抓民生。调解纠纷31起。\n",
    "一、履职\n3.抓好三件大事。修路、引水、建库。\n4.7个村全部通车。\n5.抓好平安。调解纠纷。\n",
]


@pytest.mark.parametrize(("text", "marked"), WRONG)
def test_gaps_and_repeats(text: str, marked: str, told):
    assert told("heading-number-gap", HEAD + text) == [("warning", marked)]


@pytest.mark.parametrize(("text", "marked"), SKIPPED_THEN_REPEATED)
def test_a_number_skipped_and_then_written_twice_is_one_slip(text: str, marked: str, told):
    assert told("heading-number-gap", HEAD + text) == [("warning", marked)]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right(text: str, told):
    assert told("heading-number-gap", HEAD + text) == []


def test_mixed_shapes_are_a_notice(told):
    text = "一、学习\n自学两本书。\n二、履职\n修路4公里。\n（三）廉洁\n没有收礼。\n"

    assert told("heading-number-gap", HEAD + text) == [("notice", "（三）廉洁")]


def test_chapters_go_on_behind_a_list_with_another_sign(told):
    text = (
        "石岭镇镇长2024年度述职报告\n1、学习\n学习12次。\n2、存在问题\n1.下村少，只去过三回。\n2.读书少，只读了一本。\n3.催办少，拖了两件。\n"
        "3、打算\n每月下村8天。\n"
    )

    assert told("heading-number-gap", text) == []
