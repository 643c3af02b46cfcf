"""Word documents as their reader sees them."""

from __future__ import annotations

import io

import docx
import pytest
from word_file import archive, definition, item, level, numbered, paragraph, part, run, word_file

from checker.readers import ReadLimits
from checker.readers.docx import open_word


def field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        + mark.format("separate")
        + run(result)
        + mark.format("end")
    )


def box(*texts: str) -> str:
    content = f"<w:txbxContent>{''.join(map(paragraph, texts))}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def alternative(fallback: str) -> str:
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="w16se"/><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>'


def old_box(*inside: str) -> str:
    return f"<w:r><w:pict><v:group>{''.join(map(_old_box, inside))}</v:group></w:pict></w:r>"


def _old_box(content: str) -> str:
    return f"<v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape>"


def table(*rows: tuple[str, ...], properties: str = "") -> str:
    cells = ["".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr><w:trPr>{properties}</w:trPr>{row}</w:tr>" for row in cells) + "</w:tbl>"


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (paragraph("<w:ins>" + run("新增") + "</w:ins>" + run("文字")), "新增文字"),
        (paragraph("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>" + run("新")), "新"),
        (paragraph("<w:moveFrom>" + run("移走") + "</w:moveFrom><w:moveTo>" + run("移来") + "</w:moveTo>"), "移来"),
        (paragraph("<w:ins><w:del>" + run("增后又删") + "</w:del></w:ins>" + run("留")), "留"),
        (paragraph(run("看不见", "<w:vanish/>") + run("看得见")), "看得见"),
        (paragraph(run("看得见", '<w:vanish w:val="0"/>')), "看得见"),
        (paragraph(field(" PAGE ", "12") + run("页")), "12页"),
        (paragraph('<w:fldSimple w:instr="DATE">' + run("2025年") + "</w:fldSimple>"), "2025年"),
        (paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("未闭合的域")), "未闭合的域"),
        (paragraph(field(" IF ", "外" + "</w:t></w:r>" + field("X", "内") + "<w:r><w:t>")), "外内"),
        (paragraph('<w:hyperlink r:id="r9">' + run("链接文字") + "</w:hyperlink>"), "链接文字"),
        (paragraph("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + run("控件") + "</w:sdtContent></w:sdt>"), "控件"),
        ("<w:sdt><w:sdtContent>" + paragraph("块级控件") + "</w:sdtContent></w:sdt>", "块级控件"),
        ("<w:customXml>" + paragraph("标记") + "</w:customXml>", "标记"),
        (paragraph("<w:smartTag>" + run("张") + "</w:smartTag>" + run("店镇")), "张店镇"),
        (paragraph("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>"), "甲\t乙"),
        (paragraph("<w:r><w:t>党委</w:t><w:br/><w:t>述职报告</w:t></w:r>"), "党委\n述职报告"),
        (paragraph("<w:r><w:t>2020</w:t><w:noBreakHyphen/><w:t>2025</w:t></w:r>"), "2020-2025"),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>完成</w:t></w:r>'), "√完成"),
        (paragraph('<w:r><w:sym w:font="宋体" w:char="25CB"/></w:r>'), "○"),
        (paragraph(run("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), "正文"),
        (
            paragraph("<w:r><w:ruby><w:rt>" + run("zhen") + "</w:rt><w:rubyBase>" + run("镇") + "</w:rubyBase></w:ruby></w:r>"),
            "镇",
        ),
        (paragraph("<m:oMath><m:r><m:t>1+1=2</m:t></m:r></m:oMath>"), "1+1=2"),
        (
            paragraph(
                run("完成")
                + "<m:oMath><m:f><m:fPr/><m:num><m:r><m:t>2</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>"
            ),
            "完成2/3",
        ),
        (
            paragraph(
                run("广场500m")
                + run("2", '<w:vertAlign w:val="superscript"/>')
                + run("，CO")
                + run("2", '<w:vertAlign w:val="subscript"/>')
            ),
            "广场500m²，CO2",
        ),
        (paragraph(alternative("<w:t>①</w:t>") + run("学习")), "①学习"),
        (paragraph(run("\uf0fc完成l", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>') + run("l")), "√完成●l"),
        (paragraph('<w:bdo w:val="ltr">' + run("甲") + '</w:bdo><w:dir w:val="rtl">' + run("乙") + "</w:dir>"), "甲乙"),
        (paragraph("<w:r><w:t>甲</w:t><w:softHyphen/><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r>"), "甲乙"),
        (paragraph('<w:r><w:br w:type="page"/></w:r>' + run("一、学习")), "一、学习"),
        (paragraph("<w:r><w:t>  首尾的空格  </w:t></w:r>" + run("行\n内")), "首尾的空格行 内"),
    ],
)
def test_what_is_shown(lines, body, seen):
    assert lines(body) == [seen]


def test_deleted_paragraph_mark_joins_two_paragraphs(lines):
    assert lines(paragraph("前半", '<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph("后半") + paragraph("又一段")) == ["前半后半", "又一段"]


def test_deleted_mark_of_the_last_paragraph_loses_nothing(lines):
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert lines(paragraph("甲", mark) + table(("乙",)) + paragraph("丙", mark)) == ["甲", "乙", "丙"]


def test_blank_paragraphs_keep_an_empty_line(read):
    assert read(word_file(paragraph("甲") + paragraph("") + paragraph("乙"))).text == "甲\n\n乙"


def test_wholly_hidden_paragraph_leaves_no_line(read):
    hidden = paragraph(run("备注", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>")
    assert read(word_file(paragraph("甲") + hidden + paragraph("乙"))).text == "甲\n乙"


def test_soft_breaks_that_end_sentences_end_paragraphs(lines):
    assert lines(paragraph("<w:r><w:t>一、学习</w:t><w:br/><w:t>认真学习。</w:t><w:br/><w:t>二、不足</w:t></w:r>")) == [
        "一、学习\n认真学习。", "二、不足",
    ]  # fmt: skip


def test_field_over_several_paragraphs(lines):
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    body = (
        paragraph(begin + "<w:r><w:instrText>REF x</w:instrText></w:r>" + separate + run("甲"))
        + paragraph(run("乙") + end)
        + paragraph("丙")
    )
    assert lines(body) == ["甲", "乙", "丙"]


def test_table_is_read_cell_by_cell(read):
    source = read(word_file(paragraph("前") + table(("姓名", "李云"), ("职务", "镇长")) + paragraph("后") + table(("甲",))))
    assert [(paragraph.text, paragraph.origin, paragraph.in_table) for paragraph in source.paragraphs] == [
        ("前", "第1段", False),
        ("姓名", "表格第1行第1列", True),
        ("李云", "表格第1行第2列", True),
        ("职务", "表格第2行第1列", True),
        ("镇长", "表格第2行第2列", True),
        ("后", "第2段", False),
        ("甲", "第2个表格第1行第1列", True),
    ]


def test_deleted_rows_and_lower_parts_of_merged_cells_are_out(lines):
    assert lines(paragraph("甲") + table(("乙",), properties='<w:del w:id="1"/>')) == ["甲"]
    assert lines(table(("上",), ("<w:tcPr><w:vMerge/></w:tcPr>" + paragraph("藏"),))) == ["上"]


def test_deleted_cells_are_out_and_inserted_ones_in(lines):
    row = ("<w:tcPr><w:cellDel/></w:tcPr>" + paragraph("删"), "<w:tcPr><w:cellIns/></w:tcPr>" + paragraph("增"))
    assert lines(table(row)) == ["增"]


def test_rows_and_cells_inside_content_controls(lines):
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    cell = f"<w:tc>{paragraph('甲')}</w:tc>"
    assert lines(f"<w:tbl>{control(f'<w:tr>{control(cell)}</w:tr>')}</w:tbl>") == ["甲"]


def test_a_moved_paragraph_stands_where_it_was_moved_to(lines):
    def moved(kind: str) -> str:
        return paragraph(f"<w:{kind}>{run('移')}</w:{kind}>", f"<w:rPr><w:{kind}/></w:rPr>" if kind == "moveFrom" else "")

    assert lines(paragraph("首") + moved("moveFrom") + paragraph("中") + moved("moveTo") + paragraph("尾")) == ["首", "中", "移", "尾"]


def test_table_in_a_table_keeps_the_outer_place(read):
    source = read(word_file(table((table(("内",)) + paragraph("外"),))))
    assert [(paragraph.text, paragraph.origin) for paragraph in source.paragraphs] == [("内", "表格第1行第1列"), ("外", "表格第1行第1列")]


def test_text_box_is_read_once_after_its_paragraph(read):
    source = read(word_file(paragraph(run("正文") + box("框内一", "框内二")) + paragraph("下一段")))
    assert [(paragraph.text, paragraph.origin) for paragraph in source.paragraphs] == [
        ("正文", "第1段"), ("框内一", "第1段文本框"), ("框内二", "第1段文本框"), ("下一段", "第2段"),
    ]  # fmt: skip


def test_text_boxes_in_a_group_and_in_each_other(read):
    source = read(word_file(paragraph(run("正文") + old_box(paragraph(run("外") + old_box(paragraph("内"))), paragraph("旁")))))
    assert [(paragraph.text, paragraph.origin) for paragraph in source.paragraphs] == [
        ("正文", "第1段"), ("外", "第1段文本框"), ("内", "第1段文本框"), ("旁", "第1段文本框"),
    ]  # fmt: skip


def test_text_box_of_old_files_is_read_from_the_fallback(lines):
    fallback = "<mc:Fallback><w:pict><v:textbox><w:txbxContent>" + paragraph("框") + "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    assert lines(paragraph(f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"/>{fallback}</mc:AlternateContent></w:r>')) == ["框"]


def test_contents_are_left_out_with_a_warning(read):
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    source = read(word_file(paragraph("一、学习\t1", '<w:pStyle w:val="T"/>') + paragraph("一、学习"), styles=styles))
    assert [(paragraph.text, paragraph.origin) for paragraph in source.paragraphs] == [("一、学习", "第2段")]
    assert source.warnings == ("自动目录没有读入，检查从正文开始。",)


def test_embedded_document_is_a_warning(read):
    assert "另一份文件" in read(word_file(paragraph("甲") + '<w:altChunk r:id="r1"/>')).warnings[0]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 3"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="小标题"/><w:basedOn w:val="h"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="o"><w:name w:val="大标题"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="pool"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="pool"><w:basedOn w:val="loop"/></w:style>'
    '<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="v"><w:name w:val="隐藏"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "outline"),
    [
        ("", None),
        ('<w:outlineLvl w:val="1"/>', 2),
        ('<w:pStyle w:val="h"/>', 3),
        ('<w:pStyle w:val="x"/>', 3),
        ('<w:pStyle w:val="o"/>', 1),
        ('<w:pStyle w:val="o"/><w:outlineLvl w:val="9"/>', None),
        ('<w:pStyle w:val="loop"/>', None),
        ('<w:pStyle w:val="无此样式"/>', None),
    ],
)
def test_outline_level(read, properties, outline):
    assert read(word_file(paragraph("标题", properties), styles=STYLES)).paragraphs[0].outline_level == outline


@pytest.mark.parametrize(
    ("body", "bold"),
    [
        (paragraph(run("甲", "<w:b/>") + run(" ") + run("乙", "<w:b/>")), True),
        (paragraph(run("甲", "<w:b/>") + run("乙")), False),
        (paragraph("甲", '<w:pStyle w:val="x"/>'), True),
        (paragraph(run("甲", '<w:b w:val="false"/>'), '<w:pStyle w:val="x"/>'), False),
        (paragraph(run("甲", '<w:rStyle w:val="s"/>')), True),
        (paragraph(run("甲", '<w:rStyle w:val="s"/>'), '<w:pStyle w:val="x"/>'), False),
        (paragraph(run("甲", "<w:b/>") + run("藏", "<w:vanish/>")), True),
    ],
)
def test_bold(read, body, bold):
    assert read(word_file(body, styles=STYLES)).paragraphs[0].bold is bold


def test_text_hidden_by_a_style(lines):
    assert lines(paragraph(run("藏", '<w:rStyle w:val="v"/>') + run("见")), styles=STYLES) == ["见"]


def test_headers_and_notes_that_nothing_refers_to_are_out(read):
    more = {
        "word/header1.xml": part("hdr", paragraph("页眉")).encode(),
        "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="7">{paragraph("脚注")}</w:footnote>').encode(),
    }
    assert read(word_file(paragraph("正文"), more=more)).text == "正文"


def test_strict_edition_of_the_standard(read):
    body = "<w:body>" + paragraph("正文", '<w:outlineLvl w:val="0"/>') + "</w:body>"
    strict = part("document", body).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    (only,) = read(archive({"word/document.xml": strict.encode()})).paragraphs
    assert (only.text, only.outline_level) == ("正文", 1)


def test_main_part_under_another_name(read):
    relations = (
        '<Relationships><Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="/word/document2.xml"/></Relationships>'
    )
    main = part("document", f"<w:body>{paragraph('正文')}</w:body>")
    assert read(archive({"_rels/.rels": relations.encode(), "word/document2.xml": main.encode()})).text == "正文"


def test_document_of_python_docx(read):
    document = docx.Document()
    document.add_heading("述职报告", 0)
    document.add_heading("一、学习情况", 1)
    document.add_paragraph("带头学习。")
    document.add_paragraph("读书", style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    found = [(paragraph.text, paragraph.outline_level) for paragraph in read(buffer.getvalue()).paragraphs]
    assert found == [("述职报告", None), ("一、学习情况", 1), ("带头学习。", None), ("1. 读书", None)]


def test_word_inside_whatever_the_name_says(read):
    source = read(word_file(paragraph("正文")), "报告.txt")
    assert (source.format, source.text) == ("docx", "正文")


def test_text_named_as_word_is_read_with_a_warning(read):
    source = read(("本人一年来认真履行职责，努力完成各项任务。" * 5).encode(), "报告.docx")
    assert source.format == "txt"
    assert "纯文本" in source.warnings[0]


def test_places_lead_back_to_the_runs():
    numbering = definition(level(0, "chineseCounting", "%1、")) + numbered(1)
    word = open_word(word_file(item(run("学") + "<w:ins>" + run("习") + "</w:ins>") + paragraph("正文"), numbering=numbering), ReadLimits())
    first, second = word.paragraphs
    assert word.text == "一、学习\n正文"
    assert (first.prefix, first.start, second.start) == ("一、", 0, 5)
    assert [(piece.text, piece.run.getparent().tag.rpartition("}")[2]) for piece in first.paragraph.pieces] == [("学", "p"), ("习", "ins")]
    for placed in word.paragraphs:
        assert word.text[placed.start :].startswith(placed.text)
