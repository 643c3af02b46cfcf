"""要求写的部分不能只是顺带一提。"""

from __future__ import annotations

HEAD = "石岭镇党委书记2024年度述职述廉报告\n现将一年来的情况报告如下。\n"
STUDY = "一、加强理论学习\n参加中心组学习12次，撰写心得体会4篇。到村里讲课3次。\n"
DUTY = "二、履职情况\n修通岭脚村机耕路4公里，建成冷库1座。调解纠纷31起。"
END = "三、存在的问题和下一步打算\n下村还不够多。冷库利用率偏低。下一步，我将每月下村8天。年内把冷库租满。\n"


def test_one_sentence_is_in_passing(told):
    text = HEAD + STUDY + DUTY + "全年没有违反廉洁纪律的行为。\n" + END

    assert told("section-in-passing", text, kind="duty-integrity") == [("warning", "全年没有违反廉洁纪律的行为。")]


def test_two_things_told_are_enough(told):
    text = HEAD + STUDY + DUTY + "全年没有收受礼品礼金。家属没有承揽镇里的工程。\n" + END

    assert told("section-in-passing", text, kind="duty-integrity") == []


def test_what_is_absent_is_not_in_passing(told):
    assert told("section-in-passing", HEAD + STUDY + DUTY + "\n" + END, kind="duty-integrity") == []


def test_other_texts_are_left_alone(told):
    assert told("section-in-passing", HEAD + DUTY + "\n" + END, kind="other") == []
