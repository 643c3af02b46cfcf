"""What the index says of the reports together: findings over several, the roster, what could not be compared."""

import literals
from test_index import ROWS, RUN

from checker.model import Attendance, Failure, RosterEntry
from reports.index import index_data, render_index
from reports.notes import StoredVerdict

PATHS = ("云溪镇/何远山.docx", "石桥乡.txt", "别处.docx")
ENTRIES = (RosterEntry("云溪镇", "何远山", "党委书记", "述职述廉"), RosterEntry("白杨街道", "", "领导班子", ""))


def finding(number=1, rule="near-duplicate", severity="warning", paths=PATHS[:2], verdict=None):
    return {
        "rule": rule,
        "severity": severity,
        "message": f"第{number}处全批比对",
        "evidence": "共有文字六成。",
        "suggestion": "请核对。",
        "fingerprint": f"{number:012x}",
        "verdict": verdict,
        "details": {},
        "places": [{"path": path, "quote": "茶叶产值"} for path in paths],
    }


def test_findings_lead_to_the_reports_they_speak_of():
    (note,) = index_data(ROWS, RUN, [finding(paths=(PATHS[0], PATHS[2]))]).folder
    assert [place.href for place in note.places] == ["pages/x-0123456789ab.html", ""]


def test_the_gravest_stand_first_and_notices_are_folded():
    data = index_data(ROWS, RUN, [finding(1, severity="notice"), finding(2, severity="error")])
    assert [note.severity for note in data.folder] == ["error", "notice"]
    assert 'data-fold="提示 1 条"' in render_index(data)


def test_alike_reports_lead_to_the_page_where_they_stand_side_by_side():
    html = render_index(index_data(ROWS, RUN, [finding()], pages=[(f"{1:012x}", "compare/甲-与-乙-0123456789ab.html")]))
    assert '<a class="beside" href="compare/%E7%94%B2-%E4%B8%8E-%E4%B9%99-0123456789ab.html">并排对照</a>' in html


def test_three_alike_reports_lead_to_the_page_of_their_cluster():
    data = index_data(ROWS, RUN, [finding(paths=PATHS)], pages=[(f"{1:012x}", "compare/x-0123456789ab.html")])
    assert "看这一组 3 份" in render_index(data)


def test_many_places_are_folded_and_none_is_cut():
    html = render_index(index_data(ROWS, RUN, [finding(paths=tuple(f"{n}.txt" for n in range(40)))]))
    assert 'data-fold="其余 34 处"' in html
    assert all(f">{n}.txt<" in html for n in range(40))


WAIVED = {"verdict": "waive", "reason": "同一次<活动>", "by": "林晓", "at": "2026-11-01T09:00:00+08:00"}


def test_a_waived_finding_leaves_the_counts_and_stays_in_sight():
    data = index_data(ROWS, RUN, [finding(verdict=WAIVED)])
    assert (data.folder, [note.fingerprint for note in data.folder_waived]) == ((), [f"{1:012x}"])
    assert data.warnings == index_data(ROWS, RUN).warnings
    html = render_index(data)
    assert 'data-fold="已判不计 1 条"' in html
    assert "同一次&lt;活动&gt;" in html


def test_a_verdict_that_nothing_answers_to_any_more_is_told():
    gone = StoredVerdict("waive", "两家同一次活动", "林晓", "2026-11-01T09:00:00+08:00", "两份相同")
    assert 'data-fold="已失效的处理意见 1 条"' in render_index(index_data(ROWS, RUN, lapsed=[gone]))


def test_an_index_without_anything_to_judge_has_no_dialog_for_it():
    assert 'id="judge"' in render_index(index_data(ROWS, RUN, [finding()]))
    assert 'id="judge"' not in render_index(index_data(ROWS, RUN))


def test_the_roster_says_who_must_who_did_and_who_is_missing():
    data = index_data(ROWS, RUN, attendance=Attendance(5, ENTRIES))
    assert (data.roster.expected, data.roster.handed_in) == (5, 3)
    assert [(report.who, report.kind) for report in data.roster.missing] == [
        ("云溪镇 何远山 党委书记", "述职述廉"),
        ("白杨街道 领导班子", ""),
    ]


def test_a_missing_report_may_be_a_file_that_could_not_be_read():
    assert "另有 1 个文件没有读出来" in render_index(index_data(ROWS, RUN, attendance=Attendance(5, ENTRIES)))


def test_missing_reports_are_told_once():
    missing = finding(rule="missing-report", paths=())
    assert index_data(ROWS, RUN, [missing], attendance=Attendance(5, ENTRIES)).folder == ()
    assert len(index_data(ROWS, RUN, [missing]).folder) == 1


def test_the_sum_says_how_many_of_its_warnings_are_missing_reports():
    row = {name: getattr(ENTRIES[0], name) for name in ("unit", "person", "office", "kind")}
    missing = finding(rule="missing-report", paths=()) | {"details": row}
    data = index_data(ROWS, RUN, [missing], attendance=Attendance(5, ENTRIES))
    assert data.warnings == sum(row.warnings for row in ROWS) + 1
    assert f"警告 {data.warnings} 处（其中缺交 1 份）" in render_index(data)
    waived = index_data(ROWS, RUN, [missing | {"verdict": WAIVED}], attendance=Attendance(5, ENTRIES))
    assert "其中缺交" not in render_index(waived)


def test_without_a_roster_nothing_is_said_of_it():
    assert "应交" not in render_index(index_data(ROWS, RUN))


def test_a_folder_rule_that_crashed_stands_above_the_totals():
    failure = Failure("rule", "全批比对规则 near-duplicate 运行出错。", "请告诉维护人员。", "near-duplicate")
    html = render_index(index_data(ROWS, RUN, failures=[failure]))
    assert html.index("运行出错") < html.index('class="totals"')
    assert "请告诉维护人员。" in html


def test_no_page_of_a_report_has_a_block_on_others():
    from reports.page import page_data, render_page

    html = render_page(page_data(literals.full(), literals.context()))
    assert "compare/" not in html
    assert "全批比对" not in html
