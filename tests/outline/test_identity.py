"""Kind, year, unit, post and person, as titles, openings and signatures give them."""

from __future__ import annotations

import pytest

BODY = "\n一、履职情况\n全年修通机耕路4公里，建成冷库1座，调解纠纷31起。\n"

KINDS = [
    ("关于2023年度抓机关党建工作的述职报告", "party-building"),
    ("石岭镇党委书记2024年度述职报告", "duty"),
    ("石岭镇党委书记2024年度履职情况报告", "duty"),
    ("石岭镇镇长2024年度述职述廉报告", "duty-integrity"),
    ("石岭镇人大主席2024年述学述职述廉述法报告", "duty-integrity"),
    ("石岭镇纪委书记2024年度述责述廉报告", "accountability-integrity"),
    ("石岭镇党委书记2024年度述廉述责报告", "accountability-integrity"),
    ("石岭镇党委书记2024年度抓基层党建工作述职报告", "party-building"),
    ("石岭镇党委2024年度基层党建工作述职报告", "party-building"),
    ("石岭镇领导班子2024年度述职述廉报告", "leadership-team"),
    ("石岭镇挂职副镇长2024年度述职述廉报告", "seconded"),
    ("石岭镇领导班子成员2024年度述职报告", "duty"),
    ("石岭镇2024年政府工作报告", "other"),
]

YEARS = [
    ("挂职干部述职述廉报告\n（2022年8月至2023年12月）\n", 2023),
    ("2024年度石岭镇党委书记述职报告\n", 2024),
    ("石岭镇党委书记２０２３年度述职报告\n", 2023),
    ("石岭镇党委书记二〇二二年度述职报告\n", 2022),
    ("石岭镇党委书记2023—2024年度述职报告\n", 2024),
    ("云溪中学校长2022-2023学年述职报告\n", 2023),
    ("石岭镇党委书记述职报告\n（2024年度）\n", 2024),
    ("石岭镇党委书记述职报告\n（2025年1月10日）\n", 2024),
    ("石岭镇党委书记述职报告\n现将2021年度履职情况报告如下。\n", 2021),
    ("石岭镇党委书记述职报告\n2020年是很不平凡的一年，我始终坚守岗位。现报告如下。\n", 2020),
    ("石岭镇党委书记述职报告\n自2021年9月任职以来，我坚持多看多问。现就2023年工作情况报告如下。\n", 2023),
]

UNITS = [
    ("岭南县石岭镇党委书记2024年度述职报告", "石岭镇", "党委书记"),
    ("青柯乡乡长2024年度述职报告", "青柯乡", "乡长"),
    ("柏舟街道党工委书记2024年度述职报告", "柏舟街道", "党工委书记"),
    ("松湾村党支部书记2024年度述职报告", "松湾村", "党支部书记"),
    ("芷塘社区主任2024年度述职报告", "芷塘社区", "主任"),
    ("临渠县农业农村局党组书记2024年度述职报告", "临渠县农业农村局", "党组书记"),
    ("临渠县纪委监委副书记2024年度述职报告", "临渠县纪委监委", "副书记"),
    ("云麓中学校长2024年度述职报告", "云麓中学", "校长"),
    ("临渠县第二实验小学党支部书记2024年度述职报告", "临渠县第二实验小学", "党支部书记"),
    ("沅东县人民医院院长2024年度述职报告", "沅东县人民医院", "院长"),
    ("石岭镇卫生院院长2024年度述职报告", "石岭镇卫生院", "院长"),
    ("青柯镇中心卫生院院长2024年度述职报告", "青柯镇中心卫生院", "院长"),
    ("柏舟镇第一小学校长2024年度述职报告", "柏舟镇第一小学", "校长"),
    ("柏舟镇第二幼儿园园长2024年度述职报告", "柏舟镇第二幼儿园", "园长"),
    ("石岭镇财政所所长2024年度述职报告", "石岭镇财政所", "所长"),
    ("石岭镇便民服务中心主任2024年度述职报告", "石岭镇便民服务中心", "主任"),
    ("松湾村第一书记2024年度述职报告", "松湾村", "第一书记"),
    ("恒澜水务集团有限公司总经理2024年度述职报告", "恒澜水务集团有限公司", "总经理"),
    ("临渠县水利局党组书记、局长2024年度述职报告", "临渠县水利局", "党组书记、局长"),
    ("石岭镇分管副镇长2024年度述职报告", "石岭镇", "分管副镇长"),
    ("2024年度XXX镇党委书记述职报告", None, "党委书记"),
    ("2024年度挂职工作述职报告\n挂任云溪县副县长 何远山（派出单位：省林业科学院）", "云溪县", "副县长"),
]

PERSONS = [
    ("石岭镇党委书记2024年度述职报告\n白敬亭\n", "白敬亭"),
    ("石岭镇党委书记2024年度述职报告\n   鲁　川\n", "鲁川"),
    ("2024年度述职报告\n石岭镇镇长  梅若谷\n", "梅若谷"),
    ("2024年度述职报告\n述职人：盛开平\n", "盛开平"),
    ("石岭镇党委书记2024年度述职报告\n", None),
    ("云溪镇党委书记何远山2024年度述职报告", "何远山"),
    ("枫林街道办事处副主任 欧阳雪 2024年述职述廉报告", "欧阳雪"),
    ("石桥中学校长贾文清同志关于履职情况的述职报告", "贾文清"),
    ("挂职工作述职报告\n挂任云溪县委常委、副县长  何远山（派出单位：省林业科学院）\n", "何远山"),
    ("云溪镇党委书记抓基层党建工作述职报告", None),
    ("云溪镇党委书记履行党建责任述职报告", None),
    ("云溪镇党委书记2024年度述职报告", None),
]


@pytest.mark.parametrize(("title", "kind"), KINDS)
def test_the_kind_by_the_words_of_the_title(title: str, kind: str, read):
    assert read(title + BODY).kind == kind


def test_without_a_title_the_opening_names_the_kind(read):
    assert read("按照要求，现作述责述廉如下。\n一、管党治党\n签订责任书20份，开展廉政谈话30人次。\n").kind == "accountability-integrity"


@pytest.mark.parametrize(("head", "year"), YEARS)
def test_the_year(head: str, year: int, read):
    assert read(head + BODY.lstrip("\n")).year == year


def test_no_year_is_made_up(read):
    assert read("石岭镇党委书记述职报告" + BODY).year is None


@pytest.mark.parametrize(("title", "unit", "office"), UNITS)
def test_unit_and_post(title: str, unit: str | None, office: str, read):
    document = read(title + BODY)

    assert (document.unit, document.office) == (unit, office)


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ("我是芷塘镇镇长梅若谷，分管财政。", ("芷塘镇", "镇长", "梅若谷")),
        ("本人梅若谷，芷塘镇镇长，分管财政。", ("芷塘镇", "镇长", "梅若谷")),
        ("我叫梅若谷，现任芷塘镇党委委员、副镇长，分管水利。", ("芷塘镇", "党委委员、副镇长", "梅若谷")),
        ("本人作风扎实，芷塘镇各项工作有起色。", (None, None, None)),
    ],
)
def test_authors_say_who_they_are_in_the_opening(opening: str, said: tuple[str | None, ...], read):
    document = read(f"2024年度个人述职报告\n各位领导：\n{opening}现将情况报告如下。{BODY}")

    assert (document.unit, document.office, document.person) == said


@pytest.mark.parametrize(("head", "person"), PERSONS)
def test_the_person(head: str, person: str | None, read):
    assert read(head + BODY.lstrip("\n")).person == person


def test_statements_point_at_their_words(read):
    document = read("石岭镇党委书记2024年度述职报告" + BODY)

    assert {s.what: document.read(s.span) for s in document.statements} == {
        "unit": "石岭镇",
        "office": "党委书记",
        "year": "2024年度",
        "kind": "述职",
    }
