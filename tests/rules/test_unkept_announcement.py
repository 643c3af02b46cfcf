"""开头说要报告的，正文要有。"""

from __future__ import annotations

import pytest

BODY = (
    "一、加强学习\n参加中心组学习12次，自学记下笔记两本。\n二、履职情况\n修通机耕路4公里，建成冷库1座。\n"
    "三、守住底线\n没有收受礼品礼金，没有插手工程，妻子没有经商。\n四、不足与打算\n下村还不够多。下一步，我将每月下村8天。\n"
)

UNKEPT = [
    ("现就政治学习、主要工作、巡察整改和守纪情况作如下报告。", "巡察整改"),
    ("下面，我从理论学习、履职尽责、意识形态、存在不足四个方面向组织汇报。", "意识形态"),
    ("现就学习、工作、选人用人以及廉洁情况作如下报告。", "选人用人"),
    ("下面把一年来的学习、工作、廉洁情况以及我的选人用人如实报告。", "选人用人"),
    ("我就2024年履职情况、招商引资专班情况和廉洁自律情况述职如下：", "招商引资专班"),
]

KEPT = [
    "现将思想学习、履行职责和廉洁自律情况报告如下。",
    "现将本人思想、工作、廉洁和家庭家教家风情况报告如下。",
    "下面，我从政治学习、履职尽责、廉洁自律、存在不足、今后打算五个方面向组织汇报。",
    "现将一年来的工作情况报告如下。",
    "毛病出在把办公室当成了田间地头，重部署轻督促；出在怕伤和气；出在爱听下面汇报，自己很少下村。",
    "按照县委安排，我将始终牢记嘱托，把群众放在心上。现将情况报告如下。",
    "现将履行全面从严治党主体责任、推动重点工作、落实廉洁自律规定等方面的情况报告如下，请予审议。",
]


@pytest.mark.parametrize(("opening", "marked"), UNKEPT)
def test_announced_and_not_told(opening: str, marked: str, told):
    assert told("unkept-announcement", f"石岭镇党委书记2024年度述职报告\n{opening}\n{BODY}") == [("warning", marked)]


@pytest.mark.parametrize("opening", KEPT)
def test_announced_and_told(opening: str, told):
    assert told("unkept-announcement", f"石岭镇党委书记2024年度述职报告\n{opening}\n{BODY}") == []
