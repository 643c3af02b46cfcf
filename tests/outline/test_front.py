"""Where the head of a report ends: what names a part of the report, or stands over running text, is no author's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model import Document, Role

LEARNED = "参加中心组学习11次，自学条例两部，记笔记2万字，到塘下村讲党课3次，写成调研报告1篇。"
WORKED = (
    "修通村道8公里，改造危房26户，新建冷库2座，接待来访118批次，办结112批次，调解纠纷31起，为4个村装路灯90盏，"
    "清淤渠道12公里，栽桃树320亩，带动60户种菜，送技术下村14场，争取资金420万元，建成水闸1座、蓄水池5口，还清了三年的旧账。"
)
BEHAVED = "没有插手工程，没有收受礼品礼金，配偶子女没有经商办企业，个人有关事项按时如实报告。"
LACKED = "一是公文积压平均5天。二是老党员家里走得少，全年只去过两户。"
PROMISED = "一是设专人每日分办公文。二是每月到老党员家里走访两户。"
TEXTS = (LEARNED, WORKED, BEHAVED, LACKED, PROMISED)
ROLES = (Role.STUDY, Role.DUTY, Role.INTEGRITY, Role.PROBLEMS, Role.MEASURES)
HEAD = (("姓名", "吴凡", "性别", "女"), ("单位及职务", "柳林县水利局党组成员、副局长", "任职时间", "2021年11月"))
FIRST_LABELS = ("学习情况", "政治素质", "理论学习", "学习", "思想政治", "政治理论学习情况", "德")
LABELS = ("履职情况", "廉洁情况", "存在问题", "整改措施")


def form(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<html><body><p>述职述廉报告表（2024年度）</p><table>{table}</table></body></html>"


@pytest.fixture
def read_form(read_file, tmp_path: Path):
    def read_form(*rows: tuple[str, ...]) -> Document:
        path = tmp_path / "报告.html"
        path.write_text(form(*rows), encoding="utf-8")
        return read_file(path)

    return read_form


def told(document: Document) -> list[tuple[Role, ...]]:
    return [section.roles for section in document.sections if section.level == 1]


@pytest.mark.parametrize("before", [(), HEAD, (*HEAD, ("分管工作", "农村供水、河湖管护"))])
@pytest.mark.parametrize("first", FIRST_LABELS)
def test_the_first_label_of_a_form_opens_its_text(first: str, before: tuple[tuple[str, ...], ...], read_form):
    document = read_form(*before, *zip((first, *LABELS), TEXTS, strict=True))

    assert [roles[0] for roles in told(document)] == [*ROLES]
    assert next(s.title for s in document.sections if Role.STUDY in s.roles) == first


def test_the_first_rows_of_a_form_say_who_reports(read_form):
    document = read_form(*HEAD, *zip(("学习情况", *LABELS), TEXTS, strict=True))

    assert (document.person, document.unit, document.office) == ("吴凡", "柳林县水利局", "党组成员、副局长")
    assert document.year == 2024


def test_a_table_of_other_things_is_no_head_of_a_form(read_form):
    document = read_form(("项目", "进度"), ("冷库", "建成"))

    assert document.statements == tuple(s for s in document.statements if s.what in {"year", "kind"})


@pytest.mark.parametrize("shape", ["【{}】", "{}", "{}：", "■{}"])
@pytest.mark.parametrize("words", ["德绩廉查改", "学干廉查改", "学能廉查改"])
def test_labels_of_one_character(words: str, shape: str, read):
    lines = [line for word, text in zip(words, TEXTS, strict=True) for line in (shape.format(word), text)]

    document = read("\n".join(["柳林镇党委书记2024年度述职述廉报告", "吴凡", "现将一年来的情况报告如下。", *lines]))

    assert [roles[0] for roles in told(document)] == [*ROLES]
    assert document.person == "吴凡"
    assert len(document.problems) == len(document.measures) == 2


@pytest.mark.parametrize("shape", ["【{}】", "{}：", "一、{}。"])
def test_labels_of_one_character_at_the_head_of_their_text(shape: str, read):
    numbers = zip("一二三四五", "德绩廉查改", TEXTS, strict=True)
    lines = [shape.format(word).replace("一", number) + text for number, word, text in numbers]

    document = read("\n".join(["柳林镇党委书记2024年度述职述廉报告", "现将一年来的情况报告如下。", *lines]))

    assert [roles[0] for roles in told(document)] == [*ROLES]
    assert len(document.problems) == len(document.measures) == 2


def test_one_character_that_nothing_follows_heads_nothing(read):
    document = read(f"柳林镇党委书记2024年度述职述廉报告\n一、履职情况\n{WORKED}\n德\n能\n")

    assert [section.title for section in document.sections[1:]] == ["履职情况"]


@pytest.mark.parametrize("name", ["吴凡", "欧阳若谷", "季长河", "李廉", "张学思"])
def test_a_name_over_running_text_stays_one(name: str, read):
    document = read(f"柳林镇党委书记2024年度述职述廉报告\n{name}\n一年来，我坚持下村走访，{WORKED}\n{BEHAVED}\n")

    assert document.person == name


@pytest.mark.parametrize("date", ["2024年12月25日  星期三", "2024年12月25日（星期三）", "二〇二四年十二月二十五日 周三"])
def test_a_date_with_its_weekday_is_no_chapter(date: str, read):
    document = read(f"柳林镇党委书记述职报告\n{date}\n抓学习，强本领\n{LEARNED}\n抓项目，促发展\n{WORKED}\n")

    assert [section.title for section in document.sections[1:]] == ["抓学习，强本领", "抓项目，促发展"]
