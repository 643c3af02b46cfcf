"""What answers a problem and what does not, and the evidence for it."""

from __future__ import annotations

import pytest

from checker.model import Role

STUDY = "理论学习不够系统，满足于一知半解"
STUDY_MORE = "加强理论学习，坚持每天自学"
VISIT = "每周住村两晚，与困难户结对"

CASES = {
    "one formula answers another": (["理论学习不够系统", "联系群众不够"], ["加强理论学习", VISIT], {1: [1], 2: [2]}),
    "no word in common": (["联系群众不够", STUDY], [STUDY_MORE, "走访农户，蹲点调研，多开院坝会"], {1: [2], 2: [1]}),
    "the order of measures is another": (["安全检查不细，漏查2家烟花店", STUDY], [STUDY_MORE, "每季度拉网排查消防隐患"], {1: [2], 2: [1]}),
    "a shared word is no answer": (
        ["产业基础薄弱，没有一家加工厂", STUDY],
        ["打牢宣传工作基础，办好农家书屋", STUDY_MORE],
        {1: [], 2: [2]},
    ),
    "study in general answers study in general only": (["集镇污水管网二期晚开工4个月", STUDY], [STUDY_MORE], {1: [], 2: [1]}),
    "named things": (
        ["集镇污水管网二期晚开工4个月", "年轻干部培养不够"],
        ["包抓污水管网二期，年内建成通水", "实行导师帮带，选派年轻干部轮岗"],
        {1: [1], 2: [2]},
    ),
    "what is done about it": (["督查不够，抓落实有时虎头蛇尾", STUDY], ["重点项目每周调度、每月通报", STUDY_MORE], {1: [1], 2: [2]}),
    "one measure for two problems": (
        ["党建与产业融合不深", "河湾村产业后劲不足"],
        ["抓联合支部，解决融合不深、后劲不足两个难题，把党建办到河湾村产业项目上"],
        {1: [1], 2: [1]},
    ),
    "the first words of a measure name its problem": (
        ["窑温忽高忽低", "釉面发花", "素坯上有手印"],
        ["素坯的事，一律戴棉纱套", "窑温这一块，每炉由两人看火", "釉面上，原料先过三遍筛"],
        {1: [2], 2: [3], 3: [1]},
    ),
    "other words stand between": (["走访农户有时还不够勤", STUDY], [STUDY_MORE, "每个月到村里去住三晚"], {1: [2], 2: [1]}),
    "plain speech for a formula": (
        ["民主作风有欠缺，会上常是自己先定调子", "对新人的培养不够系统"],
        ["每名新人由一名老法官带着办三起案子", "议事时我放到最后讲，有反对意见的下次再议"],
        {1: [2], 2: [1]},
    ),
    "a problem nobody takes up": (["干部关爱不够，宿舍漏雨", STUDY, "联系群众不够"], [STUDY_MORE, VISIT], {1: [], 2: [1], 3: [2]}),
    "a measure from nowhere": (["联系群众不够", STUDY], [VISIT, "改造党群服务中心6个，配齐桌椅", STUDY_MORE], {1: [1], 2: [3]}),
}


@pytest.mark.parametrize(("problems", "measures", "expected"), CASES.values(), ids=CASES)
def test_answers(answered, problems: list[str], measures: list[str], expected: dict[int, list[int]]):
    assert answered(problems, measures) == expected


def test_who_is_spoken_of_ties_less_than_what(read):
    # 驾驶员 and 候车亭 are as rare; a contest for drivers is no answer to a want of hot meals for them
    who = answers(read, "驾驶员夜里吃不上热饭，联系群众不够", "办好技能大赛，给驾驶员披红戴花")
    what = answers(read, "候车亭夏天漏雨，联系群众不够", "办好技能大赛，给候车亭披红戴花")

    assert sum(answer.score for answer in who) < sum(answer.score for answer in what)


KEPT = ["理论学习不够系统", "联系群众不够"], [STUDY_MORE, VISIT]  # two lists that answer each other in order


@pytest.mark.parametrize(
    ("problem", "measure", "said"),
    [
        ("大事小事都自己一把抓", "该谁拍板谁拍板", ["possible"]),  # neither word nor topic in common
        ("宿舍漏雨，夜里睡不好", "通过“学习强国”加强理论学习", []),  # the measure is nearer to another problem
    ],
)
def test_what_is_left_over_at_one_place_of_two_lists_is_possible(read, problem: str, measure: str, said: list[str]):
    listed = [[*KEPT[0], problem], [*KEPT[1], measure]]
    asked, offered = ("；".join(f"{number}是{one}" for number, one in zip("一二三", items, strict=True)) for items in listed)

    answers = [answer for answer in read(f"{asked}。\n今后，{offered}。")[1].answers if answer.problem == 2]

    assert [answer.strength for answer in answers] == said
    if said == ["possible"]:
        assert answers[0].evidence == ("序号相同，其余各条也依次对应",)


def test_lists_of_a_field_unknown_to_the_topics_are_not_accused(answered):
    # all three pairs rest on their place alone
    problems = ["窑温忽高忽低", "釉面发花", "素坯上有手印"]

    assert answered(problems, ["每炉由两人看火", "原料先过三遍筛", "一律戴棉纱套"]) == {1: [1], 2: [2], 3: [3]}


def test_a_longer_list_leaves_what_is_left_over_unanswered(answered):
    assert answered([*KEPT[0], "大事小事都自己一把抓"], [*KEPT[1], "办好农家书屋", "该谁拍板谁拍板"])[3] == []


def answers(read, problem: str, measure: str):
    return read(f"一是{problem}。\n今后，一是{measure}。")[1].answers


def test_evidence_names_the_topic_and_the_words_that_tie(read):
    (answer,) = answers(read, "督查抓落实不够，污水管网晚开工", "重点项目每周调度，年内建成污水管网")

    assert answer.strength == "clear"
    assert any(said.startswith("同一主题：") and "→" in said for said in answer.evidence)
    assert any(said.startswith("共有词：") and "管网" in said for said in answer.evidence)


def test_evidence_quotes_what_a_measure_says_it_is_aimed_at(read):
    (answer,) = answers(read, "党建与产业融合不深", "破解党建与产业融合不深的难题，成立联合支部")

    assert any(said.startswith("措施指明：") for said in answer.evidence)


def test_every_answer_has_evidence_and_a_score_of_three_digits(read):
    for answer in answers(read, "理论学习不够系统", "加强理论学习"):
        assert answer.evidence
        assert answer.score == round(answer.score, 3)
        assert 0 < answer.score <= 1


def test_an_unanswered_problem_knows_the_nearest_measure_and_why_it_does_not_fit(read):
    _, found = read("一是干部宿舍漏雨；二是理论学习不够系统。\n今后，一是加强理论学习，坚持每天自学。")

    nearest = found.problems[0].nearest
    assert nearest is not None
    assert nearest.measure == 0
    assert nearest.reason == "这条措施更贴近另一个问题“理论学习不够系统”"
    assert found.problems[1].nearest is None


def test_topics_of_a_problem_the_strongest_first(read):
    _, found = read("一是联系群众不够，走访少。")

    assert found.problems[0].topics[0] == "联系群众"


def test_a_measure_of_nothing_but_general_words_answers_no_problem_by_its_place(read):
    _, found = read(
        "一是理论学习不够系统；二是下村走访少；三是欠费催缴办法不多，余额居高不下。\n"
        "今后，一是加强理论学习，坚持每天自学；二是每月下村走访；三是坚持求真务实，进一步提高站位、强化担当，努力推动各项工作再上新台阶。"
    )

    assert {(a.problem, a.measure) for a in found.answers} == {(0, 0), (1, 1)}


def test_a_problem_without_a_measure_of_its_own_borrows_none_from_another(read):
    _, found = read(
        "（一）下村走访少。整改措施：每月到居民议事角坐班半天。\n（二）培训安排得晚。整改措施：培训提到每季度第一周办。\n"
        "（三）没有写出一篇调研文章，对老旧小区的居民议事情况说不清。"
    )

    assert {a.problem for a in found.answers} == {0, 1}


def test_a_measure_says_by_number_which_problems_it_is_for(read):
    _, found = read(
        "1.学用结合不紧，以会代学。\n2.数据壁垒没有打破，模型停在演示阶段。\n3.窗口服务意识淡薄。",
        "1.针对第3项，请第三方每月电话回访打分。\n2.针对第1项和第2项，每季度选一件案子三方联席，共享8类数据。",
        roles=((Role.PROBLEMS,), (Role.MEASURES,)),
    )

    assert {(a.problem, a.measure) for a in found.answers} == {(2, 0), (0, 1), (1, 1)}
    assert "措施写明针对第3项" in next(a for a in found.answers if a.problem == 2).evidence
