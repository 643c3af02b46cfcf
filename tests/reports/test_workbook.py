"""The workbook, read back: every sheet, its links, and text that must stay text."""

import io
from datetime import datetime
from typing import Any

import literals
import pytest
from openpyxl import load_workbook

from reports import workbook as module
from reports.json_result import document_json
from reports.workbook import workbook

PAGE = "pages/云溪镇-何远山-0123456789ab.html"
JUDGED = {f"{2:012x}": {"verdict": "waive", "reason": "上年已说明", "by": "李科", "at": "2026-11-03T10:00:00+08:00"}}
MISSING = {"message": "缺交：竹溪镇 党委书记（述职）", "evidence": "没有找到。", "suggestion": "请催交。"}


def document(result, **verdicts: Any) -> dict[str, Any]:
    return document_json(result, states={f"{1:012x}": "known"}, verdicts=verdicts)


def opened(*results: Any, **more: Any):
    """The workbook over ``results``, as openpyxl reads it."""
    return load_workbook(io.BytesIO(workbook([(result, PAGE) for result in results], **more)))


def table(book, title: str) -> list[dict[str, Any]]:
    """A sheet's rows by their headings."""
    heading, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


FULL = opened(document(literals.full(), **JUDGED), document(literals.clean()), document(literals.unread()))


def test_a_sheet_each_for_reports_findings_measures_and_figures():
    assert FULL.sheetnames == ["汇总", "问题清单", "对照表", "数据台账"]


@pytest.mark.parametrize("title", ["汇总", "问题清单", "对照表", "数据台账"])
def test_the_heading_stays_in_view_and_filters_all_rows(title):
    sheet = FULL[title]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.column_dimensions["A"].width > 5


def test_a_row_a_report():
    rows = table(FULL, "汇总")
    assert [row["结论"] for row in rows] == ["需修改", "未见问题", "未查完"]
    assert (rows[0]["错误"], rows[0]["警告"]) == (4, 3)
    assert rows[0]["已判不计"] == 1
    assert rows[0]["问题"] == 3
    assert 0 < rows[0]["自我批评占比"] < 1
    assert rows[2]["未查完的原因"]
    assert rows[2]["错误"] is None


def test_a_row_a_finding_also_where_it_was_waived():
    rows = table(FULL, "问题清单")
    assert len(rows) == len(literals.full().findings)
    growth = next(row for row in rows if row["规则"] == "growth-mismatch")
    assert (growth["级别"], growth["类别"], growth["状态"]) == ("错误", "数字", "原有")
    assert growth["建议"] == "改为“增长23.8%”，或核对两个数。"
    assert growth["依据"].endswith("试过的基数：4.2亿元、5.2亿元。")
    waived = next(row for row in rows if row["规则"] == "count-mismatch")
    assert (waived["处理意见"], waived["理由"], waived["意见人"]) == ("不予处理", "上年已说明", "李科")


def test_the_day_of_a_verdict_is_a_date_that_can_be_filtered():
    cells = [row[12] for row in FULL["问题清单"].iter_rows(min_row=2) if row[12].value]
    assert [(cell.value, cell.number_format) for cell in cells] == [(datetime(2026, 11, 3), "yyyy-mm-dd")]  # noqa: DTZ001


@pytest.mark.parametrize("title", ["汇总", "问题清单", "对照表", "数据台账"])
def test_a_sheet_prints_on_broad_pages_that_repeat_the_heading(title):
    sheet = FULL[title]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddHeader.right.text == "内部资料"


@pytest.mark.parametrize(
    ("title", "last"), [("汇总", "未查完的原因"), ("问题清单", "理由"), ("对照表", "关联词"), ("数据台账", "参与核算")]
)
def test_names_of_files_and_links_are_not_printed(title, last):
    sheet = FULL[title]
    printed = sheet[sheet.print_area.split("!")[-1].replace("$", "")]
    assert printed[0][-1].value == last
    assert len(printed) == sheet.max_row


def test_numbers_stand_below_their_headings():
    sheet = FULL["汇总"]
    numeric = {cell.value for cell in sheet[1] if cell.alignment.horizontal == "right"}
    assert numeric == {"年度", "错误", "警告", "提示", "已判不计", "问题", "未见措施", "自我批评占比", "字数"}
    assert all(cell.alignment.horizontal == "right" for cell in sheet[2] if isinstance(cell.value, int | float))


def test_a_verdict_and_a_grade_are_coloured_words():
    assert [cell.font.color.rgb for cell in FULL["汇总"]["A"][1:]] == ["FFA8201A", "FF2A6340", "FF1C2024"]
    colours = {cell.value: cell.font.color.rgb for cell in FULL["问题清单"]["C"][1:]}
    assert colours == {"错误": "FFA8201A", "警告": "FF7A4D00", "提示": "FF40596F"}


def test_equal_further_places_are_counted():
    gaps = next(row for row in table(FULL, "问题清单") if row["规则"] == "placeholder")
    assert gaps["依据"] == "空位“XX”×5"


def test_a_place_that_the_evidence_quotes_is_not_quoted_again():
    whole = document(literals.full())
    finding = next(found for found in whole["findings"] if found["rule"] == "placeholder")
    finding["evidence"] = "如“XX”。"
    row = next(row for row in table(opened(whole), "问题清单") if row["规则"] == "placeholder")
    assert row["依据"] == "如“XX”。"


def test_problems_stand_beside_their_measures_with_the_strength_in_words():
    rows = table(FULL, "对照表")
    assert {row["对应"] for row in rows} <= {"明确", "可能", "未见", "未对应问题"}
    assert [row["问题序号"] for row in rows if row["对应"] == "未见"] == [3]
    assert all(row["措施"] for row in rows if row["对应"] != "未见")
    assert [row["问题"] for row in rows if row["对应"] == "未对应问题"] == [None]


def test_figures_are_numbers():
    rows = table(FULL, "数据台账")
    assert all(isinstance(row["数值"], int | float) for row in rows)


@pytest.mark.parametrize(
    ("stated", "cell"),
    [("24000", 24000), ("5.20", 5.2), ("-3", -3), ("1234567890123456", "1234567890123456"), ("0.12345678901234567", "0.12345678901234567")],
)
def test_a_figure_with_more_digits_than_a_cell_holds_is_text(stated, cell):
    whole = document(literals.full())
    whole["claims"][0]["value"] = stated
    assert table(opened(whole), "数据台账")[0]["数值"] == cell


def test_links_lead_to_the_page_and_to_the_finding_on_it():
    summary, finding = FULL["汇总"].cell(2, 18).hyperlink, FULL["问题清单"].cell(2, 17).hyperlink
    assert (summary.target, summary.location) == (PAGE, None)
    assert (finding.target, finding.location) == (PAGE, f"f-{literals.full().findings[0].fingerprint}")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5公里", "@SUM(A1)", " =HYPERLINK(1)", "=cmd|' /C calc'!A0"])
def test_what_looks_like_a_formula_stays_text(text):
    whole = document(literals.full())
    whole["unit"] = text
    cell = opened(whole)["汇总"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize("text", ["#N/A", "#REF!"])
def test_what_looks_like_an_error_stays_text(text):
    whole = document(literals.full())
    whole["unit"] = text
    assert opened(whole)["汇总"]["B2"].data_type == "s"


def test_what_a_cell_cannot_hold_is_dropped_and_what_turns_text_is_shown():
    book = opened(document(literals.hostile()))
    quotes = [row["问题"] for row in table(book, "问题清单")]
    assert quotes[0] == '"><script>window.broken=1</script>[U+202E]'
    whole = document(literals.full())
    whole["unit"] = "云\x00溪\x0b镇\ud800\ufffe"
    assert opened(whole)["汇总"]["B2"].value == "云溪镇"


def test_a_text_too_long_for_a_cell_says_so():
    whole = document(literals.full())
    whole["findings"][0]["quote"] = "长" * 40_000
    assert opened(whole)["问题清单"]["F2"].value.endswith("（过长，全文见检查页）")


def test_a_row_is_as_high_as_its_longest_text_needs():
    whole = document(literals.clean())
    whole["unit"] = "云溪镇" * 6  # 36 wide, in a column of 18
    heights = opened(document(literals.clean()), whole)["汇总"].row_dimensions
    assert (heights[2].height, heights[3].height) == (None, 51)


def test_a_long_name_of_a_file_makes_no_row_higher():
    whole = document(literals.clean())
    whole["path"] = "各乡镇/" * 20 + "报告.txt"
    sheet = opened(whole)["汇总"]
    assert (sheet.row_dimensions[2].height, sheet["Q2"].alignment.wrap_text) == (None, None)


def test_rows_beyond_a_sheet_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(module, "_MOST_ROWS", 2)
    book = opened(*[document(literals.clean())] * 5)
    assert [title for title in book.sheetnames if title.startswith("汇总")] == ["汇总", "汇总2", "汇总3"]
    assert sum(len(table(book, title)) for title in book.sheetnames if title.startswith("汇总")) == 5


def test_links_beyond_a_sheets_limit_are_written_out(monkeypatch):
    monkeypatch.setattr(module, "_MOST_LINKS", 1)
    sheet = opened(*[document(literals.clean())] * 2)["汇总"]
    assert (sheet["R2"].value, sheet["R3"].value, sheet["R3"].hyperlink) == ("打开", PAGE, None)


def test_missing_reports_are_listed_where_there_is_a_roster():
    book = opened(document(literals.clean()), missing=[MISSING], roster=True)
    assert table(book, "缺交名单") == [{"缺交": "竹溪镇 党委书记（述职）", "说明": "没有找到。", "办法": "请催交。"}]


def test_the_same_results_give_the_same_bytes_and_bear_our_mark():
    once, again = (workbook([(document(literals.full()), PAGE)]) for _ in range(2))
    assert once == again
    properties = load_workbook(io.BytesIO(once)).properties
    assert properties.creator == "duty-report-checker"
    assert properties.modified == datetime(1980, 1, 1)  # noqa: DTZ001


def test_a_workbook_without_reports_opens():
    assert table(opened(), "汇总") == []
