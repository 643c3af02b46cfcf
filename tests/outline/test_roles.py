"""Roles by evidence: the same word means one thing over problems and another over work done."""

from __future__ import annotations

import pytest

from checker.model import Role

HEAD = "石岭镇党委书记2024年度述职述廉报告\n现将一年来的情况报告如下。\n"
WORK = "修通岭脚村机耕路4公里，建成冷库1座，调解纠纷31起，群众办事少跑了路。为4个村安装路灯90盏。\n"
PROBLEMS = "下村还不够多，全年有3个村只去过一次；对产业研究不深，冷库利用率偏低。\n"

HEADINGS = [
    ("补齐民生短板，增进群众福祉", WORK, {Role.DUTY}),
    ("坚持问题导向，破解发展难题", WORK, {Role.DUTY}),
    ("切实改进工作作风，提升服务水平", WORK, {Role.DUTY}),
    ("抓好中小学校舍改造", WORK, {Role.DUTY}),
    ("紧盯薄弱环节，夯实基层基础", WORK, {Role.DUTY}),
    ("集中整治突出问题，守护群众利益", WORK, {Role.DUTY}),
    ("抓实整改，件件有回音", "去年述职评议指出的3个问题，已全部整改到位：新修台账2本。\n", {Role.FEEDBACK}),
    ("存在的突出问题", PROBLEMS, {Role.PROBLEMS}),
    ("正视差距，找准短板", PROBLEMS, {Role.PROBLEMS}),
    ("把镜子照准，把病根找到", "工作中也存在一些不足：下村还不够多；产业研究不深；冷库利用率偏低；对干部关心不够。\n", {Role.PROBLEMS}),
    ("廉洁自律情况", "没有收受礼品礼金，没有插手工程，家属没有经商。\n", {Role.INTEGRITY}),
    ("上年度反馈问题整改情况", "去年指出的3个问题全部整改到位：新修台账2本，补签责任书12份。\n", {Role.FEEDBACK}),
    ("问题产生的原因", "一是抓得不紧；二是研究不深，办法不多。\n", {Role.CAUSES}),
]


def roles_of(document, title: str) -> set[Role]:
    return next(set(section.roles) for section in document.sections if section.title == title)


@pytest.mark.parametrize(("title", "body", "roles"), HEADINGS)
def test_a_heading_with_what_stands_under_it(title: str, body: str, roles: set[Role], read):
    text = f"{HEAD}一、履职情况\n{WORK * 3}二、{title}\n{body}"

    assert roles_of(read(text), title) == roles


def test_a_heading_without_a_plain_word_after_the_problems_is_read_by_its_place(read):
    plan = "每月下村不少于8天，力争明年6月底前把冷库租满，我将每季度调度一次。\n"
    text = f"{HEAD}一、履职情况\n{WORK}二、存在的问题\n{PROBLEMS}三、迈步再向前\n{plan}"

    assert roles_of(read(text), "迈步再向前") == {Role.MEASURES, Role.PLAN}


def test_plans_beside_measures_are_plans_only(read):
    text = f"{HEAD}一、履职情况\n{WORK}二、存在的问题\n{PROBLEMS}三、整改措施\n每月下村8天。\n四、2025年工作打算\n新建冷库1座。\n"
    document = read(text)

    assert roles_of(document, "整改措施") == {Role.MEASURES}
    assert roles_of(document, "2025年工作打算") == {Role.PLAN}


def test_a_chapter_carries_what_its_sections_tell(read):
    text = (
        f"{HEAD}一、履职情况\n（一）抓学习。中心组学习12次，带头讲党课4次。\n（二）抓产业。{WORK}"
        "（三）抓廉政。开展廉政谈话30人次，本人没有收受礼品礼金。\n二、存在的问题\n" + PROBLEMS
    )
    document = read(text)

    assert roles_of(document, "履职情况") == {Role.STUDY, Role.DUTY, Role.INTEGRITY}
    assert all(not section.roles for section in document.sections if section.level == 2)


def test_a_chapter_of_problems_and_measures_under_another_name_gives_way_to_them(read):
    document = read(f"{HEAD}一、履职情况\n{WORK}二、查摆整改\n（一）存在问题\n后山三个组只去过一趟。\n（二）整改措施\n每月下村八天。\n")

    assert [(s.title, s.roles) for s in document.sections[2:]] == [
        ("查摆整改", ()),
        ("存在问题", (Role.PROBLEMS,)),
        ("整改措施", (Role.MEASURES,)),
    ]


def test_items_under_problems_carry_no_role(read):
    document = read(f"{HEAD}一、履职情况\n{WORK}二、存在的问题\n（一）学习不够系统。全年缺课两次。\n（二）廉政教育偏少。只开了两次会。\n")

    assert [section.roles for section in document.sections if section.level == 2] == [(), ()]


def test_parts_under_a_heading_of_both_carry_their_own(read):
    both = f"二、存在的问题及下一步打算\n（一）存在的问题\n{PROBLEMS}（二）下一步打算\n每月下村8天。\n"
    document = read(f"{HEAD}一、履职情况\n{WORK}{both}")

    assert roles_of(document, "存在的问题") == {Role.PROBLEMS}
    assert roles_of(document, "下一步打算") == {Role.MEASURES, Role.PLAN}


def test_causes_told_under_the_problems_are_split_off(read):
    document = read(f"{HEAD}一、履职情况\n{WORK}二、存在的问题\n{PROBLEMS}究其原因，主要是抓得不紧，办法不多。\n")

    assert roles_of(document, "存在的问题") == {Role.PROBLEMS, Role.CAUSES}
    assert [document.read(s.body) for s in document.sections if s.roles == (Role.CAUSES,)] == ["究其原因，主要是抓得不紧，办法不多。"]


def test_problems_put_right_are_work(read):
    settled = "排查发现存在的问题57个，已全部整改到位，群众看到了变化，也提出不足的地方。\n"
    text = f"{HEAD}一、履职情况\n{WORK * 2}{settled}二、廉洁自律\n没有收受礼品礼金。\n"

    assert not read(text).with_role(Role.PROBLEMS)


def test_the_inside_of_an_item_belongs_to_it(read):
    items = "1.下村不够多。有3个村只去过一次。整改措施：每月下村8天。\n2.研究不深。整改措施：每季度调研一次。\n"
    text = f"{HEAD}一、履职情况\n{WORK}二、存在的问题和整改措施\n{items}"

    assert [s.heading is None for s in read(text).sections if s.level == 2] == [False, False]
