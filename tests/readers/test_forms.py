"""Forms: a report's running text in the cells of a table is read like any other, what is only filled in is not."""

from __future__ import annotations

from test_reading_word import table
from word_file import paragraph, word_file

LONG = "全年修通村道8公里，改造危房26户，新建冷库2座，接待来访118批次，办结112批次，召开党委会24次，研究议题96个。" * 2


def cell(*lines: str) -> str:
    return "".join(paragraph(line) for line in lines)


def seen(source) -> list[tuple[str, bool]]:
    """Each paragraph's words and whether it stands in a table."""
    return [(p.text, p.in_table) for p in source.paragraphs]


def test_labels_and_the_text_beside_them_are_no_cells(read):
    body = table(
        ("姓名", "吴凡", "职务", "镇长"),
        ("履职情况", cell("一、抓产业", LONG)),
        ("存在问题", cell("一是老党员家里走得少。", "二是公文积压平均5天。")),
        ("党组织意见", "同意"),
    )

    assert seen(read(word_file(body))) == [
        *((word, True) for word in ("姓名", "吴凡", "职务", "镇长")),
        *((text, False) for text in ("履职情况", "一、抓产业", LONG, "存在问题", "一是老党员家里走得少。", "二是公文积压平均5天。")),
        ("党组织意见", True),
        ("同意", True),
    ]


def test_a_label_set_from_top_to_bottom_is_one_paragraph(read):
    source = read(word_file(table((cell("存", "在", "问", "题"), LONG))))

    label, text = source.paragraphs
    assert (label.text, text.text) == ("存在问题", LONG)
    assert [source.text[at] for at in label.offsets or ()] == list("存在问题")


def test_a_heading_alone_in_its_row_heads_the_row_below(read):
    assert seen(read(word_file(table(("一、履职情况",), (LONG,))))) == [("一、履职情况", False), (LONG, False)]


def test_a_table_that_lists_things_stays_one(read):
    body = table(("序号", "存在问题", "整改措施"), ("1", LONG, LONG), ("2", "公文积压", "设专人分办"))

    assert all(in_table for _, in_table in seen(read(word_file(body))))


def test_labels_in_a_narrow_column_saved_as_text_are_joined(read):
    text = "柳林镇镇长2024年度述职报告表\n履\n行\n职\n责\n" + LONG + "\n存在\n问题\n老党员家里走得少，全年只去过两户，公文积压平均5天。\n"

    source = read(text.encode(), "报告.txt")

    assert [p.text for p in source.paragraphs][1:4:2] == ["履行职责", "存在问题"]
    assert [source.text[at] for at in source.paragraphs[1].offsets or ()] == list("履行职责")


def test_short_lines_that_no_text_follows_stay_apart(read):
    assert len(read("名单\n张三\n李四\n王五\n以上。\n".encode(), "报告.txt").paragraphs) == 5


def test_a_table_of_short_answers_stays_one(read):
    assert all(in_table for _, in_table in seen(read(word_file(table(("党支部", "12个"), ("党员", "216名"))))))
