"""PDF: paragraphs as the author wrote them out of lines as the printer set them, and one sentence for what has no text."""

from __future__ import annotations

import pytest
from pdf_file import HEIGHT, pdf_file, typed

from checker.model import ReadError
from checker.readers import ReadLimits

WORK = "一年来，本人带头下村入户，全年走访群众四十户，收集意见建议十二条，逐条登记、逐条交办、逐条回访，件件有着落、事事有回音。"
STUDY = "坚持每月集中学习，撰写心得四篇，到村讲党课三次，带动机关干部养成学习习惯，学用结合、以学促干的氛围逐步形成。"
NAME = "报告.pdf"
LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <{'5a' * 32}> /U <{'3c' * 32}> >> /ID [<{'00' * 16}> <{'00' * 16}>]"


def test_lines_become_the_paragraphs_they_were(read):
    source = read(pdf_file(typed(f"{WORK}\n{STUDY}\n{WORK}")), NAME)
    assert [paragraph.text for paragraph in source.paragraphs] == [WORK, STUDY, WORK]
    assert source.format == "pdf"


def test_a_paragraph_goes_on_over_the_page(read):
    lines = typed(f"{STUDY}\n{WORK}")
    cut = len(lines) - 1
    after = [(left, top - lines[cut][1] + 100, text) for left, top, text in lines[cut:]]
    source = read(pdf_file(lines[:cut], after + typed(STUDY, top=140)), NAME)
    assert [paragraph.text for paragraph in source.paragraphs] == [STUDY, WORK, STUDY]
    assert [paragraph.origin for paragraph in source.paragraphs] == ["第1页", "第1页", "第2页"]


def test_page_numbers_and_running_heads_are_no_text_of_the_report(read):
    pages = [[(200, 40, "青禾镇述职材料"), *typed(f"{WORK}\n{STUDY}"), (280, HEIGHT - 30, f"- {number} -")] for number in (1, 2, 3)]
    text = read(pdf_file(*pages), NAME).text
    assert "述职材料" not in text
    assert "- 2 -" not in text
    assert text.count(WORK) == 3


def test_a_hyphen_at_the_end_of_a_line_stays(read):
    lines = [(122, 100, "全年走访农户四十户，登记问题十二件，购置ABC-"), (90, 128, "DEF型农机三台。"), *typed(WORK, top=156)]
    assert "ABC-DEF型" in read(pdf_file(lines), NAME).text.replace("\n", "")


def test_a_character_drawn_twice_to_look_bold_is_read_once(read):
    lines = typed(STUDY)
    shadow = [(left + 0.4, top, text) for left, top, text in lines]
    both = [piece for pair in zip(lines, shadow, strict=True) for piece in pair]
    assert read(pdf_file(both), NAME).text.replace("\n", "").count("心得四篇") <= 2


def test_some_pages_without_text_are_a_warning(read):
    source = read(pdf_file(typed(f"{WORK}\n{STUDY}"), [], typed(WORK)), NAME)
    assert source.warnings == ("第2页没有文字层（图片或扫描件），未读入。",)


@pytest.mark.parametrize(
    ("data", "limits", "said"),
    [
        (pdf_file([]), ReadLimits(), "扫描件"),
        (pdf_file(typed(WORK), [], []), ReadLimits(), "扫描件"),
        (pdf_file(*[typed(WORK)] * 4), ReadLimits(pages=3), "超过3页"),
        (pdf_file(typed(WORK)), ReadLimits(characters=20), "超过20字"),
        (pdf_file(typed(WORK), trailer=LOCK), ReadLimits(), "密码"),
        (pdf_file(typed(WORK))[:200], ReadLimits(), "损坏"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, ReadLimits(), "损坏"),
    ],
)
def test_refused_in_one_sentence(read, data, limits, said):
    with pytest.raises(ReadError, match=said) as error:
        read(data, NAME, limits=limits)
    assert error.value.reason.count("。") == 1
    assert error.value.advice.endswith("。")


def test_scripts_and_actions_do_nothing(read):
    script = "<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\);) >>"
    fetch = "<< /S /URI /URI (http://127.0.0.1:9/) >>"
    data = pdf_file(typed(WORK), catalog=f"/OpenAction {script} /AA << /WC {script} >>", page=f"/AA << /O {fetch} >>")
    assert read(data, NAME).text == WORK


def test_a_page_tree_that_holds_itself_ends(read):
    data = pdf_file(typed(WORK)).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(ReadError):
        read(data, NAME)


def test_time_runs_out_for_one_file_only(read):
    with pytest.raises(ReadError, match="已中止"):
        read(pdf_file(typed(WORK)), NAME, limits=ReadLimits(helper_seconds=0.001))
