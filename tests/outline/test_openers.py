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
    "工作中也有让我睡不着觉的地方，今天交个底。",
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


def test_items_labelled_problem_and_remedy_need_no_heading(read):
    document = read(
        f"{WORK}说完做的，再说没做好的。\n问题一：水费收得拖拖拉拉，两个村欠了三年。\n原因：怕得罪人。\n整改：请组长按季上门收。\n"
        "问题二：后山三个组只去了一趟。\n原因：嫌路远。\n整改：每月住一晚。\n述职完毕。\n"
    )

    (criticism,) = document.with_role(Role.PROBLEMS)
    assert criticism.roles == (Role.PROBLEMS, Role.CAUSES, Role.MEASURES)
    assert [(a.problem, a.measure) for a in document.answers] == [(0, 0), (1, 1)]


def test_a_chapter_on_conduct_may_stand_last(read):
    document = read(
        f"{WORK}找差距、明方向\n离要求还有距离。\n学习不够系统，缺课3次。\n下村少，有3个村没有去过。\n针对上述问题，我将每月读一本书；每月住村4晚。\n"
        "严律己、守清廉\n召开廉政会议4次，谈话12人次，逐一签订承诺书。没有插手工程，没有收受礼品。\n"
    )

    (conduct,) = document.with_role(Role.INTEGRITY)
    assert conduct.title == "严律己、守清廉"
    assert len(document.measures) == 2


def test_lines_with_one_bullet_are_headings_whatever_follows_them(read):
    document = read(
        "挂职述职\n▲到山里认路\n全县14个乡走了13个，与种植户、农机手、返乡青年座谈52人次，记下3本笔记，写成调研报告1篇。\n"
        "▲到田里学艺\n春耕时在石岭镇当了6天学徒，会开微耕机，会换刀片；秋收时跟着收购车跑了三个县，弄明白了价钱怎么加上去。\n"
        "▲到会上算账\n争取资金320万元，建成示范基地3处，改造坡地1800亩，农机作业率由36%提高到52%，提高16个百分点。\n"
        "▲刀口向内查短板\n对照要求，我的差距有：\n△ 拍板不够果断，碰到难题爱讲技术。\n△ 到偏远乡去得少，帮扶不够经常。\n"
        "▲收拾行装再出发\n挂职还有一年：\n1. 分管的事三天内给出办或不办的意见。\n2. 到没有去过的1个乡住一周，办完三件小事。\n"
    )

    assert [section.title.strip("▲") for section in document.with_role(Role.PROBLEMS)] == ["刀口向内查短板"]
    assert [section.title.strip("▲") for section in document.with_role(Role.MEASURES)] == ["收拾行装再出发"]
    assert len(document.problems) == len(document.measures) == 2


def test_a_label_and_a_motto_at_the_head_of_each_paragraph_are_its_heading(read):
    document = read(
        "溪口林业站站长2024年度述职报告\n学习修养：向书本要智慧，向山林要本领。参加集中学习12次，通读条例2部，记笔记2万字。\n"
        "履责情况：守好一片青山，护好一方百姓。管护林地3万亩，发证120份，巡山210次，没有发生火情。\n"
        "廉洁情况：手不伸向山林，心不离开百姓。没有插手采伐指标，没有收受礼品，家属没有经商。\n"
        "问题不足：青山还有缝隙，作风还有灰尘。一是巡山记录不全，缺了两个月。二是到后山走得少。\n"
        "努力方向：对着缝隙补漏，对着灰尘打扫。一是每月核对巡山记录。二是每月到后山住一晚。\n"
    )

    assert [section.roles[0] for section in document.sections] == [
        Role.OPENING,
        Role.STUDY,
        Role.DUTY,
        Role.INTEGRITY,
        Role.PROBLEMS,
        Role.MEASURES,
    ]
    assert document.read(document.sections[4].heading) == "问题不足：青山还有缝隙，作风还有灰尘。"
    assert len(document.problems) == len(document.measures) == 2


def test_fields_named_over_labelled_items_are_no_problems(read):
    document = read(
        f"{WORK}四、存在问题及整改\n（一）关于群众工作\n问题：后山三个组只去了一趟。\n原因：嫌路远。\n措施：每月住一晚。\n"
        "（二）关于水费收缴\n问题：两个村欠了三年。\n原因：怕得罪人。\n"
    )

    assert [document.read(problem.span) for problem in document.problems] == ["后山三个组只去了一趟", "两个村欠了三年"]
    assert [(a.problem, a.measure) for a in document.answers] == [(0, 0)]
