"""A report without headings sets about telling what is wrong, and what will be done, in its own words."""

import pytest

from checker.model import Role

WORK = (
    "溪口镇副镇长2024年度述职报告\n我分管农业和水利，现将一年的工作报告如下。\n"
    "先说学习。全年参加集中学习12次，记笔记2万字，把党章和条例从头读了一遍。\n"
    "再说工作。全年修通渠道9公里，完成危房改造46户，新栽茶园300亩，带动农户120户，化解纠纷31件，争取资金260万元，集镇新装路灯210盏。\n"
)
FAULTS = "头一条，水费收得拖拖拉拉，两个村欠了三年。第二条，到后山三个组只去了一趟。"
OPENERS = (
    "成绩就说这些，自己的短处也得摊开来。",
    "最后讲不足，不绕弯子。",
    "毛病出在哪里，我心里有数。",
    "事情办得多，毛病也露得多，一共两处。",
)
REMEDIES = (
    "怎么办？水费请组长按季上门收，收一户销一户；后山三个组每月住一晚。",
    "这些毛病要改到根上。水费请组长按季上门收，收一户销一户；后山三个组每月住一晚。",
    "水费的事，打算请组长按季上门收，收一户销一户；后山三个组每月住一晚。",
)


@pytest.mark.parametrize("opener", OPENERS)
def test_owning_up_opens_the_self_criticism(opener: str, read):
    document = read(f"{WORK}{opener}{FAULTS}\n{REMEDIES[0]}\n")

    (problems,) = document.with_role(Role.PROBLEMS)
    assert document.read(problems.body).startswith(opener)
    assert len(document.problems) == 2


@pytest.mark.parametrize("remedy", REMEDIES)
def test_behind_the_problems_the_remedies_begin_without_a_usual_word(remedy: str, read):
    document = read(f"{WORK}{OPENERS[1]}{FAULTS}\n{remedy}\n")

    (measures,) = document.with_role(Role.MEASURES)
    assert document.read(measures.body).strip() == remedy


@pytest.mark.parametrize(
    "sentence",
    [
        "入户时把群众的问题一条条记下来，当场解决41件。",
        "民主生活会上把问题找准，当年全部整改到位。",
        "帮助企业摆出问题12个，已全部解决。",
    ],
)
def test_problems_of_others_that_were_solved_open_none(sentence: str, read):
    assert not read(f"{WORK}{sentence}\n新的一年，我将修好后山渠道3公里。\n").with_role(Role.PROBLEMS)
