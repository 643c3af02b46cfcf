"""The rules on self-criticism: owners of absences, severities by kind, and what must stay silent."""

from __future__ import annotations

import pytest

from checker.model import Kind, Severity

HEAD = "南坪镇镇长述职报告\n一、履行职责情况\n全年新建蓄水池6口，受益农户310户，硬化道路9公里，办理群众诉求70件。\n"
STUDY = "理论学习不够系统，中心组学习缺席3次"
VISIT = "联系群众不够，困难户一年只见过一面"
ANSWERED = f"二、存在的问题\n一是{STUDY}。二是{VISIT}。\n三、整改措施\n一是加强理论学习，每天自学一小时。二是每周住村两晚，与困难户结对。\n"
PLANS = f"二、存在的问题\n一是{STUDY}。二是{VISIT}。\n三、2025年工作计划\n一是建成柑橘加工厂1座。二是硬化产业路12公里。\n"
NOTHING = f"二、存在的问题\n一是{STUDY}。二是{VISIT}。\n以上报告，请予审议。\n"
NO_PROBLEMS = "二、下一步工作打算\n一是建成柑橘加工厂1座。二是硬化产业路12公里。\n"


def rules(findings, names: tuple[str, ...], text: str, kind: str = Kind.DUTY) -> list[tuple[str, str]]:
    return [(name, finding.severity.value) for name in names for finding in findings(name, text, kind=kind)]


ABSENCES = ("no-problems", "no-measures", "unanswered-problem", "aimless-measure")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (ANSWERED, []),
        (NO_PROBLEMS, [("no-problems", "error")]),
        (NOTHING, [("no-measures", "error")]),
        (PLANS, [("no-measures", "warning")]),
        ("", [("no-problems", "error"), ("no-measures", "error")]),
    ],
    ids=["answered", "plans without problems", "problems without measures", "plans that answer nothing", "neither"],
)
def test_each_absence_has_one_owner(findings, body: str, expected: list[tuple[str, str]]):
    assert rules(findings, ABSENCES, HEAD + body) == expected


def test_texts_of_unknown_kind_are_asked_for_nothing(findings):
    every = (*ABSENCES, "vague-problem", "external-problem", "vague-measure", "missing-causes", "feedback-unanswered", "not-personal")

    assert rules(findings, every, "政府工作报告\n" + NOTHING, Kind.OTHER) == []


def test_an_absence_says_which_role_is_missing(findings):
    (hit,) = findings("no-measures", HEAD + NOTHING)

    assert dict(hit.details) == {"role": "measures"}
    assert hit.quote == "联系群众不够"


def test_a_sentence_of_resolve_behind_the_problems_is_no_measure(findings):
    body = (
        f"二、存在的问题及原因\n一是{STUDY}。二是联系群众不够，3个村没有去过。\n产生这些问题的原因，主要是我对群众的事想得少、放得下。\n"
        "我将以这次述职为动力，尽心尽责把各项工作抓紧抓实。\n"
    )
    (hit,) = findings("no-measures", HEAD + body)

    assert (hit.severity.value, hit.message) == ("error", "全文没有一条具体的整改措施")
    assert hit.quote == "联系群众不够"


def test_an_unanswered_problem_shows_the_nearest_measure_and_why_it_does_not_fit(findings):
    text = HEAD + f"二、存在的问题\n一是{STUDY}。二是消防检查不细，漏查2家宾馆。\n三、整改措施\n一是加强理论学习，每天自学一小时。\n"
    (hit,) = findings("unanswered-problem", text)

    assert hit.quote == "消防检查不细，漏查2家宾馆"
    assert hit.message == "第2个问题未见明显对应的措施"
    assert "最接近的措施是第1条" in hit.evidence
    assert [related.label for related in hit.related] == ["最接近的措施"]


LEFT_OVER = (
    (["一是加强理论学习，每天自学一小时"], Severity.WARNING),  # the one measure answers another problem
    (["一是办好柑橘节，邀请电商参加", "二是加强理论学习，每天自学一小时"], Severity.WARNING),  # known to be another matter
    (["一是加强理论学习，每天自学一小时", "二是办好柑橘节，邀请电商参加"], Severity.NOTICE),  # but second of two, as the problem is
    (["一是加强理论学习，每天自学一小时", "二是把那几样东西都换成新的", "三是办好柑橘节"], Severity.NOTICE),  # new what?
)


@pytest.mark.parametrize(("measures", "severity"), LEFT_OVER)
def test_an_unanswered_problem_is_a_warning_only_where_nothing_left_over_may_answer_it(findings, measures: list[str], severity: Severity):
    text = HEAD + f"二、存在的问题\n一是{STUDY}。二是消防检查不细，漏查2家宾馆。\n三、整改措施\n{'；'.join(measures)}。\n"
    (hit,) = findings("unanswered-problem", text)

    assert hit.severity == severity
    assert ("措施没有对应的问题，其中可能有答它的" in hit.evidence) == (severity == Severity.NOTICE)


def test_a_mottoes_only_promise_is_no_measure(told):
    text = HEAD + f"当然，也还存在一些不足，主要是：{STUDY}；{VISIT}。今后，我将继续加强学习，努力工作，再接再厉。\n"

    assert [severity for severity, _ in told("no-measures", text)] == ["error"]


@pytest.mark.parametrize(
    "problem",
    [
        "理论学习不够深入",
        "服务态度等方面还需要再提升",
        "另外一些方面也有不足，有待改进",
        "少数班子成员本领上还有短板",
        "下村组的时候不多，同群众说话少",
    ],
)
def test_vague_problems(told, problem: str):
    text = HEAD + f"二、存在的问题\n一是{problem}。二是{VISIT}。\n三、整改措施\n一是改进。\n"

    assert told("vague-problem", text) == [("notice", problem)]


@pytest.mark.parametrize(
    "problem",
    [
        STUDY,
        "“一站式”窗口服务不够热情",
        "对流动党员一年没有联系过一次",
        "网店运营、分级包装等只听说过名字，帮村里卖核桃时搭不上手",
    ],
)
def test_problems_with_a_case_are_not_vague(told, problem: str):
    assert told("vague-problem", HEAD + f"二、存在的问题\n一是{problem}。\n三、整改措施\n一是改进。\n") == []


@pytest.mark.parametrize(
    ("problem", "blamed"),
    [
        ("上级资金不足，公路没有硬化", "上级资金不足"),
        ("受地理条件制约，产业路还有6公里没有硬化", "受地理条件制约"),
        ("部分干部能力不强，打不开局面", "部分干部能力不强"),
        ("经济总量小，财政困难", "经济总量小"),
    ],
)
def test_problems_laid_on_others_or_on_conditions(told, problem: str, blamed: str):
    text = HEAD + f"二、存在的问题\n一是{problem}。\n三、整改措施\n一是改进。\n"

    assert told("external-problem", text) == [("notice", blamed)]


@pytest.mark.parametrize("problem", ["对部分干部教育管理不够", "上级资金不足，我争取项目不主动", "督促部分村抓落实不够"])
def test_a_problem_of_ones_own_is_not_laid_on_others(told, problem: str):
    assert told("external-problem", HEAD + f"二、存在的问题\n一是{problem}。\n三、整改措施\n一是改进。\n") == []


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(Kind.PARTY_BUILDING, ["warning"]), (Kind.ACCOUNTABILITY_INTEGRITY, ["notice"]), (Kind.DUTY, []), (Kind.SECONDED, [])],
)
def test_causes_and_feedback_are_asked_of_two_kinds(told, kind: str, expected: list[str]):
    assert [severity for severity, _ in told("missing-causes", HEAD + ANSWERED, kind=kind)] == expected
    assert [severity for severity, _ in told("feedback-unanswered", HEAD + ANSWERED, kind=kind)] == expected


@pytest.mark.parametrize("causes", ["究其原因，主要是我认识不足。", "主观上，我放松了学习。", "这些问题根源在于思想松懈。"])
def test_causes_in_running_text_count(told, causes: str):
    text = HEAD + ANSWERED.replace("三、整改措施", f"{causes}\n三、整改措施")

    assert told("missing-causes", text, kind=Kind.PARTY_BUILDING) == []


FEEDBACK = {
    "nothing said": ("", True),
    "all done, no detail": ("去年述职评议反馈的问题已全部整改到位。\n", False),
    "with numbers": ("去年述职评议反馈的2个问题均已整改到位。\n", None),
    "with a case": ("上年度评议指出“党课讲得少”，我到各支部讲党课，已整改到位。\n", None),
    "new in post": ("我今年3月到任。\n", None),
    "new in post by date": ("2024年3月到任以来，我认真履职。\n", None),
    "announced only": ("现将上年度反馈问题整改情况和今年工作报告如下。\n", True),
}


@pytest.mark.parametrize(("said", "absent"), FEEDBACK.values(), ids=FEEDBACK)
def test_feedback(findings, said: str, absent: bool | None):
    found = findings("feedback-unanswered", HEAD.replace("\n", f"\n{said}", 1) + ANSWERED, kind=Kind.PARTY_BUILDING, year=2024)

    assert [dict(hit.details)["absent"] for hit in found] == ([] if absent is None else [absent])


def measures(*told: str, lead: str = "") -> str:
    listed = "".join(f"{'一二三'[index]}是{text}。" for index, text in enumerate(told))
    return HEAD + f"二、存在的问题\n一是{STUDY}。二是{VISIT}。\n三、整改措施\n{lead}{listed}\n"


IMPERSONAL = {
    "no subject proves nothing": (measures("加强学习，每天自学", "每周住村两晚"), []),
    "the writer": (measures("我每天自学", "我每周住村两晚"), []),
    "a body in most items": (measures("镇党委每月学习一次", "镇政府每周下村两天"), [("warning", "镇党委")]),
    "a body in one item of three": (measures("每天自学", "镇政府每周下村两天", "每月走访企业"), []),
    "a body in the lead-in governs its items": (
        measures("每天自学", "每周住村", lead="下一步，支部将抓好以下工作。"),
        [("warning", "支部")],
    ),
    "the writer in the lead-in": (measures("每天自学", "每周住村", lead="下一步，我将带领支部抓好以下工作。"), []),
    "a name that begins like a body": (measures("支部组织生活每月一次", "党委书记带头讲党课"), []),
}


@pytest.mark.parametrize(("text", "expected"), IMPERSONAL.values(), ids=IMPERSONAL)
def test_impersonal_measures(told, text: str, expected: list[tuple[str, str]]):
    assert told("impersonal-criticism", text) == expected


def test_others_as_the_subject_of_most_problems(told):
    text = HEAD + "二、存在的问题\n一是部分干部能力不强。二是个别党员作用发挥不好。\n三、整改措施\n一是每月培训1次。\n"

    assert told("impersonal-criticism", text) == [("warning", "部分干部")]


def test_a_team_may_speak_of_its_bodies(told):
    text = measures("镇党委每月学习一次", "镇政府每周下村两天")

    assert told("impersonal-criticism", text, kind=Kind.LEADERSHIP_TEAM) == []


def test_a_report_of_a_person_without_a_person(told):
    sentences = "".join(f"我镇新建蓄水池{n}口。全镇硬化道路{n}公里。" for n in range(4, 8))

    assert told("not-personal", f"南坪镇镇长述职报告\n一、履行职责情况\n{sentences}\n") == [("notice", "我镇")]
    assert told("not-personal", f"南坪镇镇长述职报告\n一、履行职责情况\n我到村督办。{sentences}\n") == []


def test_a_report_of_a_team_told_as_one_person(told):
    text = "南坪镇述职报告\n一、履行职责情况\n" + "".join(f"我到村调研{n}次。" for n in range(3, 8))

    assert told("not-personal", text, kind=Kind.LEADERSHIP_TEAM) == [("notice", "我")]
    assert told("not-personal", text + "班子团结。", kind=Kind.LEADERSHIP_TEAM) == []


def test_vague_measures_are_one_finding(findings):
    (hit,) = findings("vague-measure", measures("进一步加强学习，不断提高能力", "切实改进工作作风"))

    assert hit.quote == "进一步加强学习，不断提高能力"
    assert len(hit.related) == 1


def test_two_problems_in_a_row_may_share_the_measure_below(findings):
    text = (
        "石岭镇中学校长2024年度述职报告\n一、差距和改进\n问题1：制度的刚性不足。\n问题2：违规征订没有绝迹，查实3件。\n改进：设立举报热线，查实一起通报一起。\n"
        "问题3：青年教师成长慢，流失9人。\n改进：由骨干教师带徒，每年外出研修。\n"
    )

    assert [hit.severity for hit in findings("unanswered-problem", text)] == [Severity.NOTICE]
