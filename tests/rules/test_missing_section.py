"""该写的部分要写到：没有的报，写到的不报。"""

from __future__ import annotations

import pytest

HEAD = "石岭镇党委书记2024年度述职述廉报告\n现将一年来的情况报告如下。\n"
STUDY = "一、加强理论学习\n参加中心组学习12次，撰写心得体会4篇，到村里讲课3次。\n"
DUTY = "二、履职情况\n修通岭脚村机耕路4公里，建成冷库1座，调解纠纷31起。\n"
INTEGRITY = "三、守住底线\n没有收受礼品礼金，没有插手工程，家属没有经商办企业。\n"
END = "四、存在的问题和下一步打算\n下村还不够多。下一步，我将每月下村8天。\n"


def roles(findings) -> list[tuple[str, object]]:
    return [(f.severity.value, dict(f.details)["role"]) for f in findings]


def test_nothing_missing(findings):
    assert findings("missing-section", HEAD + STUDY + DUTY + INTEGRITY + END, kind="duty-integrity") == []


def test_integrity_is_an_error_where_it_is_accounted_for(findings):
    assert roles(findings("missing-section", HEAD + STUDY + DUTY + END, kind="duty-integrity")) == [("error", "integrity")]


def test_integrity_is_a_warning_elsewhere(findings):
    assert roles(findings("missing-section", HEAD + STUDY + DUTY + END, kind="duty")) == [("warning", "integrity")]


def test_party_building_asks_for_neither_study_nor_integrity(findings):
    assert findings("missing-section", HEAD + DUTY + END, kind="party-building") == []


@pytest.mark.parametrize("kind", ["duty", "duty-integrity", "accountability-integrity", "leadership-team", "seconded"])
def test_problems_and_measures_have_rules_of_their_own(kind: str, findings):
    assert findings("missing-section", HEAD + STUDY + DUTY + INTEGRITY, kind=kind) == []


def test_of_other_texts_only_the_musts_are_asked(findings):
    assert findings("missing-section", HEAD + DUTY + END, kind="other") == []


def test_a_sentence_in_running_text_is_not_an_absence(findings):
    text = HEAD + STUDY + DUTY.rstrip("\n") + "我没有收受过礼品礼金。\n" + END

    assert findings("missing-section", text, kind="duty-integrity") == []


def test_the_finding_stands_where_a_reader_would_look(findings):
    (finding,) = findings("missing-section", HEAD + STUDY + DUTY + END, kind="duty-integrity")

    assert finding.quote == "修通岭脚村机耕路4公里，建成冷库1座，调解纠纷31起。"


def test_a_team_is_not_told_to_write_of_one_person(findings):
    (finding,) = findings("missing-section", HEAD.replace("党委书记", "领导班子") + STUDY + DUTY + END, kind="leadership-team")

    assert finding.suggestion.startswith("补写班子成员遵守廉洁纪律")
