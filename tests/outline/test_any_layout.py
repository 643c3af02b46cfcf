"""One report in every layout that offices use: whatever its headings and lists look like, it says the same."""

from __future__ import annotations

from itertools import product

import pytest

from checker.model import Role

PROBLEMS = (
    "理论学习不够系统，读原著少，全年只通读了一本",
    "深入偏远村组不够，后山三个组只去过一回",
    "抓项目的韧劲不足，污水管网比计划晚了两个月",
)
MEASURES = (
    "每周安排两个晚上自学，年内通读原著三本并交笔记",
    "每月到后山三个组各住一晚，把难处当场记下交办",
    "对污水管网倒排工期，每周到现场调度一次",
)
BODIES = {
    Role.STUDY: ("参加理论学习中心组学习12次，撰写心得体会3篇，带头讲党课2次，认真学习党的二十大精神。",),
    Role.DUTY: ("全年完成粮食播种2.3万亩，修通村道12公里，解决饮水困难户430户。", "争取资金860万元，建成冷库2座，带动210户增收。"),
    Role.INTEGRITY: ("严格遵守中央八项规定精神，没有插手工程项目，没有收受礼品礼金，家人没有经商办企业。",),
}
TITLES = {
    "officialese": ("学习情况", "履职情况", "廉洁自律情况", "存在的问题", "下一步打算"),
    "slogans": (
        "学在深处，筑牢思想之基",
        "干在实处，扛牢发展之责",
        "严在细处，守住廉洁之线",
        "刀刃向内，查找自身差距",
        "奋楫扬帆，明确整改方向",
    ),
    "plain": ("学了什么", "干了什么", "守住了什么", "差在哪里", "往后怎么改"),
    "next year": ("思想政治建设", "主要工作", "廉洁自律", "差距和不足", "2025年工作思路"),
}
HAN = "一二三四五"
HEADINGS = {  # {n} the number in Chinese, {d} in digits, {t} the title
    "一、": "{n}、{t}",
    "（一）": "（{n}）{t}",
    "1、": "{d}、{t}",
    "1.": "{d}. {t}",
    "第一部分": "第{n}部分　{t}",
    "第一、": "第{n}、{t}",
    "【】": "【{t}】",
    "●": "●{t}",
    "▲": "▲{t}",
    "bare": "{t}",
}
MARKS = {
    "一是": ("一是", "二是", "三是"),
    "1.": ("1.", "2.", "3."),
    "1、": ("1、", "2、", "3、"),
    "（1）": ("（1）", "（2）", "（3）"),
    "（一）": ("（一）", "（二）", "（三）"),
    "①": ("①", "②", "③"),
    "——": ("——", "——", "——"),
    "△": ("△", "△", "△"),
    "首先": ("首先，", "其次，", "再次，"),
    "其一": ("其一，", "其二，", "其三，"),
    "第一": ("第一，", "第二，", "第三，"),
    "头一条": ("头一条，", "第二条，", "第三条，"),
    "一个是": ("一个是", "再一个是", "第三个是"),
    "none": ("", "", ""),
}
PARAGRAPHS_ONLY = {"1.", "1、", "（1）", "（一）", "——", "△"}
IN_USE_AS_HEADING = {("1.", "1."), ("1、", "1、"), ("（一）", "（一）"), ("第一、", "第一"), ("●", "△"), ("▲", "△")}
LIKE_BARE_HEADINGS = {("bare", "none"), ("bare", "头一条"), ("bare", "一个是")}
ADMITS = "回顾一年工作，还存在一些不足："
PROMISES = "针对以上问题，我将重点抓好以下工作："
LISTS = [(mark, apart) for mark in MARKS for apart in (True, False) if apart or mark not in PARAGRAPHS_ONLY]


def listed(lead: str, items: tuple[str, ...], mark: str, *, apart: bool) -> list[str]:
    """The items, a paragraph each or all behind their lead-in."""
    marked = [f"{sign}{item}。" for sign, item in zip(MARKS[mark], items, strict=True)]
    return [lead, *marked] if apart else [lead + "".join(marked)]


def report(heading: str, titles: str, problems: list[str], measures: list[str], order: tuple[int, ...] = (0, 1, 2, 3, 4)) -> str:
    chapters = [*(list(body) for body in BODIES.values()), problems, measures]
    lines = ["柳林镇党委书记2024年度述职报告", "现将一年来的情况报告如下。"]
    for position, chapter in enumerate(order):
        title = HEADINGS[heading].format(n="一二三四五"[position], d=position + 1, t=TITLES[titles][chapter])
        lines += [title, *chapters[chapter]]
    return "\n".join([*lines, "以上报告，请评议。"])


def says_the_same(document) -> bool:
    told = [document.read(problem.span).lstrip("△") for problem in document.problems] == list(PROBLEMS)
    promised = [document.read(measure.span).lstrip("△") for measure in document.measures] == list(MEASURES)
    roles = {Role.STUDY, Role.DUTY, Role.INTEGRITY, Role.PROBLEMS, Role.MEASURES} <= {r for s in document.sections for r in s.roles}
    return told and promised and roles


@pytest.mark.parametrize(("heading", "titles"), [*product(HEADINGS, TITLES)])
def test_lists_of_every_shape_under_headings_of_every_shape(heading: str, titles: str, read):
    shapes = [(mark, apart) for mark, apart in LISTS if (heading, mark) not in IN_USE_AS_HEADING]

    misread = [
        (mark, apart)
        for mark, apart in shapes
        if not says_the_same(
            read(report(heading, titles, listed(ADMITS, PROBLEMS, mark, apart=apart), listed(PROMISES, MEASURES, mark, apart=apart)))
        )
    ]

    assert misread == []


@pytest.mark.parametrize("order", [(3, 4, 0, 1, 2), (0, 1, 3, 4, 2), (0, 3, 4, 1, 2)])
@pytest.mark.parametrize("heading", HEADINGS)
def test_self_criticism_before_other_chapters(heading: str, order: tuple[int, ...], read):
    problems, measures = listed(ADMITS, PROBLEMS, "一是", apart=False), listed(PROMISES, MEASURES, "一是", apart=False)

    assert says_the_same(read(report(heading, "officialese", problems, measures, order)))


@pytest.mark.parametrize(("mark", "apart"), LISTS)
def test_a_report_without_headings(mark: str, apart: bool, read):
    body = [line for lines in BODIES.values() for line in lines]
    lists = [*listed(ADMITS, PROBLEMS, mark, apart=apart), *listed(PROMISES, MEASURES, mark, apart=apart)]

    assert says_the_same(
        read("\n".join(["柳林镇党委书记2024年度述职报告", "现将一年来的情况报告如下。", *body, *lists, "以上报告，请评议。"]))
    )


TITLED_PROBLEMS = (
    ("理论学习不够深入", "存在以干代学的现象。全年通读的原著只有一本，笔记断断续续。"),
    ("联系群众不够紧密", "下村多是检查督办，坐下来听意见的时候少。后山三个组只去过一回。"),
    ("推动项目办法不多", "污水管网比计划晚了两个月。遇到难处习惯等县里协调。"),
)
TITLED_MEASURES = (
    ("坚持学思践悟", "每周安排两个晚上读原著，每季度交一篇心得。"),
    ("坚持一线工作", "每月到后山三个组各住三晚，开好院坝会，件件有回音。"),
    ("坚持攻坚克难", "我牵头成立专班，对污水管网每周现场调度一次。"),
)


@pytest.mark.parametrize("heading", HEADINGS)
def test_items_with_a_title_in_a_line_of_its_own(heading: str, read):
    """Left out are titles without a mark, or with a spoken one, under headings without any: nothing would tell them apart."""
    misread = []
    for mark in (mark for mark in MARKS if (heading, mark) not in IN_USE_AS_HEADING | LIKE_BARE_HEADINGS):
        problems, measures = (
            [lead, *(line for sign, (title, body) in zip(MARKS[mark], items, strict=True) for line in (sign + title, body))]
            for lead, items in ((ADMITS, TITLED_PROBLEMS), (PROMISES, TITLED_MEASURES))
        )
        document = read(report(heading, "officialese", problems, measures))
        told = [document.read(item.span).lstrip("△").split("\n")[0] for item in (*document.problems, *document.measures)]
        if told != [title for title, _ in (*TITLED_PROBLEMS, *TITLED_MEASURES)]:
            misread.append((mark, told))

    assert misread == []
