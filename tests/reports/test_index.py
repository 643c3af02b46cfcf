"""The index: rows from result JSON, the worst first."""

from dataclasses import replace

import literals

from checker.model import Skipped
from reports.index import Files, RunInfo, index_data, render_index, row_from_json
from reports.json_result import document_json

RUN = RunInfo(
    "2026-11-02T08:30:00+08:00", 1.94, "1.2.3", "0123456789ab", "云岭县委组织部", (Skipped("照片.jpg", "不是可检查的格式（.jpg）。"),)
)


def _row(result, verdicts=None):
    return row_from_json(document_json(result, states={}, verdicts=verdicts or {}), "pages/x-0123456789ab.html")


ROWS = [_row(literals.clean()), _row(literals.full()), _row(literals.unread())]


def test_the_worst_stand_first():
    assert [row.verdict_label for row in index_data(ROWS, RUN).rows] == ["未查完", "需修改", "未见问题"]


def test_a_row_says_what_a_reviewer_asks_first():
    row = _row(literals.full())
    assert (row.unit, row.person, row.kind, row.year) == ("云溪镇", "何远山", "述职述廉报告", 2025)
    assert (row.errors, row.warnings, row.notices) == (4, 4, 2)
    assert (row.problems, row.unanswered) == (3, 1)
    assert [(family.label, family.count) for family in row.families] == [
        ("结构", 1),
        ("问题与措施", 1),
        ("数字", 3),
        ("残留", 1),
        ("文字", 2),
    ]


def test_judged_findings_are_not_counted():
    row = _row(literals.full(), {f"{1:012x}": {"verdict": "waive", "reason": "", "by": "", "at": ""}})
    assert row.errors == 3


def test_totals_count_reports_by_verdict():
    assert [(total.label, total.count) for total in index_data(ROWS, RUN).totals] == [
        ("未查完", 1),
        ("需修改", 1),
        ("需核对", 0),
        ("未见问题", 1),
    ]


def test_unread_files_are_rows_with_reason_and_advice():
    html = render_index(index_data(ROWS, RUN))
    assert "文件受密码保护，打不开。请作者去掉密码后重新交来。" in html


def test_a_report_without_a_title_is_called_by_its_file_once():
    unread = _row(literals.unread())
    assert (unread.title, unread.where) == ("杜若.docx", "加密")
    assert replace(unread, path="杜若.docx").where == ""
    full = _row(literals.full())
    assert full.where == full.path


def test_skipped_files_are_listed():
    assert "不是可检查的格式（.jpg）。" in render_index(index_data(ROWS, RUN))


def test_an_index_without_rows_can_be_made():
    assert "检查目录" in render_index(index_data([], RUN))


def test_page_and_index_agree_on_the_share_of_self_criticism():
    from reports.page import page_data

    facts = {fact.name: fact.value for fact in page_data(literals.full(), literals.context()).facts}
    assert facts["自我批评"] == f"占全文 {_row(literals.full()).percent}%"


def test_an_annotated_copy_is_linked_where_it_was_made_from_the_row_s_own_page():
    files = Files({"pages/x-0123456789ab.html": "annotated/何 远山-0123456789ab.docx", "pages/gone.html": "annotated/old.docx"}, ())
    html = render_index(index_data([_row(literals.full())], RUN, files=files))
    assert (
        'href="annotated/%E4%BD%95%20%E8%BF%9C%E5%B1%B1-0123456789ab.docx" aria-label="批注副本：2025年度云溪镇党委书记述职述廉报告"'
        in html
    )
    assert "old.docx" not in html


def test_files_written_beside_the_pages_are_linked():
    html = render_index(index_data(ROWS, RUN, files=Files({}, ("检查结果-2.xlsx",))))
    assert '另有：<a class="isolate" href="%E6%A3%80%E6%9F%A5%E7%BB%93%E6%9E%9C-2.xlsx">检查结果-2.xlsx</a>' in html
    assert "另有" not in render_index(index_data(ROWS, RUN))


def test_a_column_in_which_nobody_says_anything_is_left_out():
    assert index_data(ROWS, RUN).absent == ()
    assert index_data([_row(literals.unread())], RUN).absent == ("unit", "person")
