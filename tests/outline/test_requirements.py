"""What the kind asks for, held against what was found."""

from __future__ import annotations

import pytest

from checker.model import Role, Severity

HEAD = "石岭镇党委书记2024年度述职述廉报告\n现将一年来的情况报告如下。\n"
WORK = "一、履职情况\n修通岭脚村机耕路4公里，建成冷库1座。调解纠纷31起，群众办事少跑了路。\n"
END = "二、存在的问题和下一步打算\n下村还不够多，有3个村只去过一次。下一步，我将每月下村8天。\n"


def found(document, role: Role):
    return next(r for r in document.requirements if r.role is role)


def test_what_has_a_heading(read):
    requirement = found(read(HEAD + WORK + END), Role.DUTY)

    assert [read(HEAD + WORK + END).sections[i].title for i in requirement.sections] == ["履职情况"]
    assert requirement.passages == ()
    assert requirement.severity is Severity.ERROR


def test_what_stands_in_running_text_only(read):
    document = read(HEAD + WORK.rstrip("\n") + "全年没有收受礼品礼金。\n" + END)
    requirement = found(document, Role.INTEGRITY)

    assert requirement.sections == ()
    assert [document.read(span) for span in requirement.passages] == ["全年没有收受礼品礼金。"]
    assert (requirement.characters, requirement.items) == (11, 1)


def test_what_is_nowhere_says_where_was_looked(read):
    requirement = found(read(HEAD + WORK + END), Role.INTEGRITY)

    assert (requirement.sections, requirement.passages) == ((), ())
    assert requirement.looked.startswith("查看了2个标题和全部正文，未见廉洁自律")


def test_what_an_opening_counts_or_denies_is_told(read):
    opening = "石岭镇党委书记2024年度述职述廉报告\n一年来，我参加中心组学习12次，自学条例两部。在廉洁自律上没有收受礼品礼金。\n"
    document = read(opening + WORK + END)

    assert [document.read(span) for role in (Role.STUDY, Role.INTEGRITY) for span in found(document, role).passages] == [
        "一年来，我参加中心组学习12次，自学条例两部。",
        "在廉洁自律上没有收受礼品礼金。",
    ]


@pytest.mark.parametrize("opening", ["一年来，我认真学习，廉洁自律。", "现将集中学习12次、没有收受礼品等情况报告如下。"])
def test_what_an_opening_announces_is_not_told(opening: str, read):
    document = read(f"石岭镇党委书记2024年度述职述廉报告\n{opening}\n" + WORK + END)

    assert not any(found(document, role).passages for role in (Role.STUDY, Role.INTEGRITY))


def test_problems_and_measures_are_listed_for_every_kind(read):
    roles = {requirement.role for requirement in read(HEAD + WORK + END).requirements}

    assert {Role.PROBLEMS, Role.MEASURES} <= roles


def test_a_section_below_a_chapter_counts_for_itself(read):
    duty = WORK.replace("一、履职情况\n", "一、履职情况\n（一）抓发展。") + "（二）廉洁自律。我严格遵守廉洁纪律。\n"
    document = read(HEAD + duty + END)
    requirement = found(document, Role.INTEGRITY)

    assert [document.sections[i].title for i in requirement.sections] == ["廉洁自律"]
    assert (requirement.characters, requirement.items) == (10, 1)


def test_supervising_others_is_not_ones_own_integrity(read):
    others = "二、履行主体责任\n召开会议研究党风廉政建设4次，开展廉政谈话30人次，支持纪委立案3件。\n"
    document = read(HEAD + WORK + others + END.replace("二、", "三、"))
    requirement = found(document, Role.INTEGRITY)

    assert (requirement.sections, requirement.passages) == ((), ())


def test_what_is_lacking_is_not_told(read):
    document = read(HEAD + WORK + END.replace("下村还不够多", "理论学习不够系统，下村还不够多"))
    requirement = found(document, Role.STUDY)

    assert (requirement.sections, requirement.passages) == ((), ())
