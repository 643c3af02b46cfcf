"""Automatic numbering, written out as Word shows it."""

from __future__ import annotations

import pytest
from word_file import definition, item, level, numbered, paragraph, run

from checker.readers.word.numerals import write_number


@pytest.mark.parametrize(
    ("form", "cases"),
    [
        ("decimal", {1: "1", 10: "10", 0: "0"}),
        ("chineseCounting", {1: "一", 10: "十", 12: "十二", 20: "二十", 35: "三十五", 101: "一百零一", 110: "一百一十"}),
        ("chineseCountingThousand", {3: "三", 19: "十九", 1002: "一千零二", 10_000: "10000"}),
        ("japaneseCounting", {11: "十一"}),
        ("taiwaneseCountingThousand", {21: "二十一"}),
        ("japaneseDigitalTenThousand", {12: "一二"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 23: "贰拾叁"}),
        ("ideographDigital", {10: "一〇", 25: "二五"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {12: "亥"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥"}),
        ("upperRoman", {4: "IV", 1994: "MCMXCIV", 4000: "4000"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
        ("lowerLetter", {3: "c"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 50: "㊿", 51: "51"}),
        ("decimalEnclosedCircleChinese", {2: "②"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalZero", {5: "05", 15: "15"}),
        ("numberInDash", {2: "- 2 -"}),
        ("noSuchForm", {7: "7"}),
    ],
)
def test_number_forms(form, cases):
    assert {number: write_number(number, form) for number in cases} == cases


CHINESE = definition(
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "(%4)"),
)
SECTIONS = definition(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))


def test_the_levels_of_an_official_document(lines):
    body = (
        item("履职", 1)
        + item("学习", 1, 1)
        + item("读书", 1, 2)
        + item("甲", 1, 3)
        + item("调研", 1, 2)
        + item("产业", 1, 1)
        + item("不足", 1)
    )
    assert lines(body, numbering=CHINESE + numbered(1)) == [
        "一、履职", "（一）学习", "1. 读书", "(1) 甲", "2. 调研", "（二）产业", "二、不足",
    ]  # fmt: skip


def test_deeper_levels_start_anew_under_each_heading(lines):
    body = item("甲") + item("子", 1, 1) + item("丑", 1, 1) + item("乙") + item("寅", 1, 1)
    assert lines(body, numbering=CHINESE + numbered(1))[-1] == "（一）寅"


def test_level_that_never_restarts(lines):
    levels = definition(level(0, "decimal", "%1."), level(1, "decimal", "(%2)", more='<w:lvlRestart w:val="0"/>'))
    body = item("甲") + item("子", 1, 1) + item("乙") + item("丑", 1, 1)
    assert lines(body, numbering=levels + numbered(1))[-1] == "(2) 丑"


def test_template_of_several_levels(lines):
    body = item("总") + item("分", 1, 1) + item("细", 1, 2) + item("总") + item("分", 1, 1)
    assert lines(body, numbering=SECTIONS + numbered(1)) == ["1 总", "1.1 分", "1.1.1 细", "2 总", "2.1 分"]


def test_level_above_that_was_never_used_shows_its_start(lines):
    assert lines(item("分", 1, 1) + item("总"), numbering=SECTIONS + numbered(1)) == ["1.1 分", "1 总"]


def test_lists_on_one_definition_count_on(lines):
    assert lines(item("甲", 1) + item("乙", 2), numbering=CHINESE + numbered(1) + numbered(2)) == ["一、甲", "二、乙"]


def test_lists_on_two_definitions_count_apart(lines):
    second = definition(level(0, "decimal", "%1、"), number=7)
    body = item("甲", 1) + item("子", 2) + item("乙", 1) + item("丑", 2)
    assert lines(body, numbering=CHINESE + second + numbered(1) + numbered(2, 7)) == ["一、甲", "1、子", "二、乙", "2、丑"]


def test_start_override_begins_anew_once(lines):
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = item("甲", 1) + item("乙", 1) + item("丙", 2) + item("丁", 2)
    assert lines(body, numbering=CHINESE + numbered(1) + numbered(2, 0, override)) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_start_override_at_another_number(lines):
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    assert lines(item("甲", 2), numbering=CHINESE + numbered(2, 0, override)) == ["五、甲"]


def test_overridden_level(lines):
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.")}</w:lvlOverride>'
    assert lines(item("甲", 2), numbering=CHINESE + numbered(2, 0, override)) == ["I. 甲"]


def test_start_of_a_level(lines):
    assert lines(item("甲"), numbering=definition(level(0, "decimal", "%1.", start=3)) + numbered(1)) == ["3. 甲"]


@pytest.mark.parametrize(
    ("gap", "template", "seen"),
    [
        ("nothing", "%1.", "1.甲"),
        ("space", "%1.", "1. 甲"),
        ("tab", "%1．", "1．甲"),
        ("tab", "（%1）", "（1）甲"),
        ("space", "第%1条", "第1条 甲"),
    ],
)
def test_what_follows_the_number(lines, gap, template, seen):
    assert lines(item("甲"), numbering=definition(level(0, "decimal", template, more=f'<w:suff w:val="{gap}"/>')) + numbered(1)) == [seen]


@pytest.mark.parametrize(("template", "seen"), [("——", "—— 甲"), ("●", "● 甲"), ("\uf06c", "• 甲"), ("", "甲")])
def test_bullets(lines, template, seen):
    assert lines(item("甲"), numbering=definition(level(0, "bullet", template)) + numbered(1)) == [seen]


def test_bullet_of_a_symbol_font(lines):
    bullet = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="n"/><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
        "</w:rPr></w:lvl>"
    )
    assert lines(item("甲"), numbering=definition(bullet) + numbered(1)) == ["• 甲"]


def test_form_none_writes_only_the_words_of_the_template(lines):
    assert lines(item("甲") + item("乙"), numbering=definition(level(0, "none", "")) + numbered(1)) == ["甲", "乙"]


def test_legal_numbering_writes_all_in_decimals(lines):
    levels = definition(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))
    assert lines(item("总") + item("分", 1, 1), numbering=levels + numbered(1)) == ["第一章 总", "1.1 分"]


def test_hidden_number_is_counted_and_not_shown(lines):
    levels = definition(
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:rPr><w:vanish/></w:rPr></w:lvl>',
        level(1, "decimal", "%1.%2"),
    )
    assert lines(item("总") + item("总") + item("分", 1, 1), numbering=levels + numbered(1)) == ["总", "总", "2.1 分"]


STYLED = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>'
)


def styled(text: str, style: str, more: str = "") -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>{more}')


def test_lists_bound_to_styles(lines):
    body = styled("甲", "1") + styled("子", "2") + styled("乙", "own") + styled("丑", "2")
    assert lines(body, numbering=CHINESE + numbered(1), styles=STYLED) == ["一、甲", "（一）子", "二、乙", "（一）丑"]


def test_style_without_a_level_takes_the_one_that_names_it(lines):
    levels = definition(level(0, "decimal", "%1."), level(1, "decimal", "(%2)", more='<w:pStyle w:val="own"/>'))
    assert lines(styled("甲", "own"), numbering=levels + numbered(1), styles=STYLED) == ["(1) 甲"]


def test_paragraph_may_refuse_the_number_of_its_style(lines):
    body = styled("甲", "1", '<w:numPr><w:numId w:val="0"/></w:numPr>') + styled("乙", "1")
    assert lines(body, numbering=CHINESE + numbered(1), styles=STYLED) == ["甲", "一、乙"]


def test_list_style(lines):
    styles = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
    assert lines(item("甲", 1), numbering=CHINESE + linked + numbered(1, 5) + numbered(2, 0), styles=styles) == ["一、甲"]


@pytest.mark.parametrize(
    "numbering",
    [
        "",
        numbered(1, 9),
        numbered(1),
        '<w:num w:numId="x"/>',
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>',
    ],
)
def test_broken_numbering_leaves_the_text(lines, numbering):
    assert lines(item("甲"), numbering=numbering) == ["甲"]


def test_level_out_of_range_leaves_the_text(lines):
    assert lines(item("甲", 1, 12) + item("乙", 1, -1), numbering=CHINESE + numbered(1)) == ["甲", "乙"]


def test_deleted_paragraph_is_not_counted(lines):
    gone = paragraph(
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>',
    )
    assert lines(item("甲") + gone + item("乙"), numbering=CHINESE + numbered(1)) == ["一、甲", "二、乙"]


def test_two_paragraphs_joined_have_one_number(lines):
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    joined = paragraph("乙", numbers + '<w:rPr><w:del w:id="1"/></w:rPr>') + item("丙")
    assert lines(item("甲") + joined + item("丁"), numbering=CHINESE + numbered(1)) == ["一、甲", "二、乙丙", "三、丁"]


def test_hidden_paragraphs_are_not_counted_and_inserted_numbers_are(lines):
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>{}</w:numPr>'
    hidden = paragraph(run("藏", "<w:vanish/>"), numbers.format("") + "<w:rPr><w:vanish/></w:rPr>")
    inserted = paragraph("乙", numbers.format('<w:ins w:id="4"/>'))
    assert lines(item("甲") + hidden + inserted, numbering=CHINESE + numbered(1)) == ["一、甲", "二、乙"]


def test_cells_and_text_boxes_are_counted_where_they_stand(lines):
    cell = f"<w:tbl><w:tr><w:tc>{item('子')}</w:tc></w:tr></w:tbl>"
    framed = paragraph(run("x") + f"<w:r><w:pict><v:textbox><w:txbxContent>{item('框')}</w:txbxContent></v:textbox></w:pict></w:r>")
    assert lines(item("甲") + cell + framed + item("乙"), numbering=CHINESE + numbered(1)) == ["一、甲", "二、子", "x", "三、框", "四、乙"]


def test_numbering_before_a_change_is_not_read(lines):
    change = '<w:pPrChange w:id="1"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    assert lines(paragraph("甲", change), numbering=CHINESE + numbered(1)) == ["甲"]
