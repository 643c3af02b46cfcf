"""Footnotes and endnotes: read for gaps and misprints, and nothing that the report says changes by them."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from notes_file import notes_part, refers, with_notes
from pdf_file import pdf_file, typed
from word_file import paragraph, run, word_file

from checker.engine import check_document
from checker.lexicon import Lexicon
from checker.pipeline import Annotator
from checker.readers import ReadLimits, read_source
from checker.readers.docx import open_word
from checker.readers.grid import Line
from checker.readers.layout import Page, rebuilt
from checker.remarks import remarks_on
from checker.settings import load_settings
from reports.passages import passages_of
from rules import RULES, lexicon

EXAMPLES = Path(__file__).parents[2] / "examples"
LINES = "一年来，本人带头下村入户，全年走访群众四十户，收集意见建议十二条，逐条登记、逐条交办、逐条回访，件件有着落、事事有回音。"


def test_notes_stand_behind_the_report(read):
    more = notes_part("footnote", (2, paragraph("数据由县统计局") + paragraph("提供。")), (3, paragraph("删"))) | notes_part(
        "endnote", (2, paragraph("据实填写"))
    )
    deleted = f"<w:del>{refers('footnote', 3)}</w:del>"
    body = paragraph(run("甲") + refers("footnote", 2) + deleted + run("乙"), '<w:outlineLvl w:val="0"/>')
    body += paragraph(run("丙") + refers("footnote", 2) + refers("endnote", 2))
    source = read(word_file(body, more=more))
    assert [one.text for one in source.paragraphs] == ["甲乙", "丙"]
    assert [(one.text, one.origin, one.outline_level) for one in source.notes] == [
        ("数据由县统计局 提供。", "第1段脚注", None),
        ("据实填写", "第2段尾注", None),
    ]
    assert all(one.span.of(source.text) == one.text for one in source.paragraphs + source.notes)


def test_a_note_in_a_table_and_one_of_a_paragraph_joined_to_the_next(read):
    more = notes_part("footnote", (2, paragraph("不含自筹")), (3, paragraph("年末数")))
    cell = f"<w:tbl><w:tr><w:tc>{paragraph(run('36万元') + refers('footnote', 2))}</w:tc></w:tr></w:tbl>"
    joined = paragraph(run("前半") + refers("footnote", 3), '<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph("后半")
    source = read(word_file(cell + joined, more=more))
    assert [one.text for one in source.paragraphs] == ["36万元", "前半后半"]
    assert [(one.text, one.origin, one.in_table) for one in source.notes] == [
        ("不含自筹", "表格第1行第1列脚注", False),
        ("年末数", "第2段脚注", False),
    ]


def test_a_note_that_is_hidden_or_that_nothing_refers_to_is_out(read):
    more = notes_part("footnote", (2, paragraph("藏")), (3, paragraph("散")))
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    source = read(word_file(paragraph(run("甲") + hidden), more=more))
    assert (source.text, source.notes) == ("甲", ())


def test_a_mark_of_the_authors_own_is_no_text(read):
    more = notes_part("footnote", (2, paragraph("县统计局数")))
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r>'
    source = read(word_file(paragraph(run("投资1200") + own + run("万元")), more=more))
    assert (source.paragraphs[0].text, source.notes[0].text) == ("投资1200万元", "县统计局数")


def test_notes_count_among_the_characters(read):
    more = notes_part("footnote", (2, paragraph("长" * 100)))
    with pytest.raises(Exception, match="超过50字"):
        read(word_file(paragraph(run("甲") + refers("footnote", 2)), more=more), limits=ReadLimits(characters=50))


def test_a_finding_in_a_note_is_remarked_on_beside_its_paragraph():
    more = notes_part("footnote", (2, paragraph("数据，，有误")))
    word = open_word(word_file(paragraph(run("甲") + refers("footnote", 2)) + paragraph("乙"), more=more), ReadLimits())
    at = word.text.index("，，")
    finding = {"start": at, "end": at + 2, "severity": "warning", "message": "标点重复。", "evidence": "", "suggestion": "", "related": []}
    (remark,) = remarks_on(word, [finding | {"quote": "，，"}])
    assert remark.first.element is word.paragraphs[0].paragraph.pieces[0].element
    assert "脚注中：“，，”" in remark.lines


def test_notes_of_web_pages_of_libreoffice_and_word(read):
    office = (
        '<p>完成投资1200<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>万元。</p>'
        '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>县统计局数</p></div><p>完</p>'
    )
    word = (
        '<p>完成投资1200<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1"><span>[1]</span></a>万元。</p><p>完</p>'
        '<div style="mso-element:footnote" id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> 县统计局数</p></div>'
    )
    for page in (office, word):
        source = read(f"<html><meta charset=utf-8><body>{page}</body></html>".encode(), "报告.html")
        assert [one.text for one in source.paragraphs] == ["完成投资1200万元。", "完"]
        assert [(one.text, one.origin) for one in source.notes] == [("县统计局数", "注1")]


def test_the_mark_of_a_note_in_a_pdf_is_no_digit_of_the_figure_before_it(read):
    first: list[Any] = [
        (122, 100, "全年完成投资1200"),
        (282, 93, "1", 9.0),
        (291, 100, "万元，建渠500m"),
        (435, 93, "2", 9.0),
        (444, 100, "。"),
    ]
    note: list[Any] = [(90, 780, "1", 6.0), (95, 784, "含上级补助，不含", 10.0), (90, 798, "群众自筹部分。", 10.0)]
    lines = typed(LINES, top=128)
    after = [(left, top - lines[-1][1] + 100, text) for left, top, text in lines[-1:]]
    source = read(pdf_file(first + lines[:-1] + note, after + typed(LINES, top=150)), "报告.pdf")
    assert [one.text for one in source.paragraphs] == ["全年完成投资1200万元，建渠500m²。", LINES, LINES]
    assert [(one.text, one.origin) for one in source.notes] == [("含上级补助，不含群众自筹部分。", "第1页脚注")]
    assert all(one.span.of(source.text) == one.text for one in source.notes)


def test_a_digit_set_high_in_a_pdf_that_leads_to_no_note_is_shown_as_it_stands(read):
    line: list[Any] = [(122, 100, "改造农田10"), (218, 93, "4", 9.0), (227, 100, "亩"), (243, 93, "①", 9.0), (252, 100, "。")]
    assert read(pdf_file([*line, *typed(LINES, top=128)]), "报告.pdf").paragraphs[0].text == "改造农田10⁴亩。"


def test_small_type_that_nothing_refers_to_is_no_note():
    lines = [Line(1, 90, 500, 100 + 20 * n, 116 + 20 * n, 16, False, "全年走访农户四十户" * 3) for n in range(4)]
    small = [Line(1, 90, 300, 700, 710, 10, False, "1述职人签名")]
    for marks, notes in (((), 0), (((1, "2"),), 0), (((1, "1"),), 1)):
        source = rebuilt(lines + small, [Page(595, 842)], "报告.pdf", "pdf", "", (), marks)
        assert len(source.notes) == notes


def test_notes_change_nothing_that_is_said_of_a_report(tmp_path):
    settings = load_settings(RULES, resources.files("rules") / "profiles")
    annotator = Annotator(Lexicon.from_tables(lexicon.tables()), settings)

    def told(path: Path) -> dict[str, Any]:
        document = annotator.annotate(read_source(path, "报告.docx", ReadLimits()))
        result = check_document(document, RULES, settings.profile(document.kind), checked_on="")
        return {
            "who": (document.kind, document.year, document.unit, document.person, document.office),
            "sections": [(document.read(one.heading) if one.heading else "", one.roles, one.level) for one in document.sections],
            "problems": [document.read(one.span) for one in document.problems],
            "measures": [document.read(one.span) for one in document.measures],
            "answers": [(one.problem, one.measure, one.strength) for one in document.answers],
            "figures": [(one.indicator, one.figure.value) for one in document.claims],
            "findings": [(one.rule, one.severity, one.message, one.quote) for one in result.findings],
        }

    for report in sorted(EXAMPLES.rglob("*.docx")):
        path = tmp_path / "file"
        data, count = with_notes(report)
        path.write_bytes(data)
        assert count > 20
        assert len(read_source(path, "报告.docx", ReadLimits()).notes) == count
        assert told(path) == told(report)


def test_a_gap_and_a_misprint_in_a_note_are_found_and_shown_where_it_stands(tmp_path):
    settings = load_settings(RULES, resources.files("rules") / "profiles")
    annotator = Annotator(Lexicon.from_tables(lexicon.tables()), settings)
    more = notes_part("footnote", (2, paragraph("统计时间为2024年X月，，由县统计局提供。")))
    body = paragraph("述职报告") + paragraph(run("全年走访农户四十户。") + refers("footnote", 2)) + paragraph("以上报告，请予审阅。")
    path = tmp_path / "file"
    path.write_bytes(word_file(body, more=more))
    document = annotator.annotate(read_source(path, "报告.docx", ReadLimits()))
    result = check_document(document, RULES, settings.profile(document.kind), checked_on="")
    found = {one.rule: one.quote for one in result.findings if one.span.start >= len(document.body)}
    assert set(found) == {"placeholder", "doubled-punctuation"}
    assert "，，" in found["doubled-punctuation"]
    shown = passages_of(result, ())
    assert [(one.origin, "".join(run.text for run in one.runs)) for one in shown][-1] == (
        "第2段脚注",
        "统计时间为2024年X月，，由县统计局提供。",
    )
