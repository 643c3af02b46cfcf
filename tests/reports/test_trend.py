"""The index beside the runs before: what changed, and the picture of it."""

import literals
import pytest

from reports.index import RunInfo, index_data, render_index, row_from_json
from reports.json_result import document_json
from reports.trend import HEIGHT, WIDTH, PastRun, trend

RUN = RunInfo("2026-11-04T02:30:00+08:00", 1.0, "1.2.3", "0123456789ab", "", ())


def night(day: int, errors: int, warnings: int = 0, appeared: int = 0, gone: int = 0, *, first: bool = False) -> PastRun:
    """A run at half past two, compared with the one of the night before."""
    before = "" if first else f"2026-11-{day - 1:02}T02:30:00+08:00"
    return PastRun(f"2026-11-{day:02}T02:30:00+08:00", 12, errors, warnings, appeared, 1, gone, before)


def test_a_first_run_has_no_trend():
    assert trend([night(1, 3, first=True)]) is None
    assert trend([]) is None
    assert "与上次相比" not in render_index(index_data([], RUN))


def test_it_says_what_changed_since_when():
    page = render_index(index_data([], RUN, trend=trend([night(2, 3), night(3, 2, appeared=1, gone=2)])))
    assert "新增 1 处，消失 2 处，仍在 1 处" in page
    assert "上次 2026-11-02 02:30" in page


def test_of_a_first_run_nothing_is_called_new():
    page = render_index(index_data([], RUN, trend=trend([night(2, 25, appeared=25, first=True), night(3, 25)])))
    first = page[page.rindex("<tr>", 0, page.index("</tbody>")) :]
    assert "<td>25</td><td>0</td><td>—</td><td>—</td>" in first


def test_the_picture_is_scaled_to_its_largest_count_and_stays_inside():
    made = trend([night(1, 0, 40), night(2, 10, 20), night(3, 40, 0)])
    errors, warnings = made.lines
    assert [y for _, y in errors.dots] == sorted((y for _, y in errors.dots), reverse=True)
    assert errors.dots[-1][1] == warnings.dots[0][1]
    assert errors.dots[0][1] == warnings.dots[-1][1] == made.floor
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for line in (errors, warnings) for x, y in line.dots)


@pytest.mark.parametrize("runs", [[night(2, 0)], [night(1, 0), night(2, 0)]], ids=["the run before was over a part", "two runs"])
def test_runs_without_findings_are_drawn_too(runs: list[PastRun]):
    assert len(trend(runs).lines[0].dots) == len(runs)


def test_two_weeks_of_nights_are_shown_the_latest_first():
    made = trend([night(day, day) for day in range(2, 26)])
    assert [run.started[:10] for run in made.runs][:2] == ["2026-11-25", "2026-11-24"]
    assert len(made.runs) == 14


def test_a_row_says_how_its_report_stands_against_the_last_run():
    document = document_json(literals.full(), states={}, verdicts={})
    rows = [row_from_json(document, f"pages/{state or 'none'}-0123456789ab.html", state) for state in ("new", "changed", "same", "")]
    assert [row.change_label for row in rows] == ["新增", "已改", "未变", ""]
    assert [row.fresh for row in rows] == [0, 8, 8, 0]  # of a new report all are new: not said again


def test_findings_that_stood_before_are_not_new():
    document = document_json(literals.full(), states={f.fingerprint: "known" for f in literals.full().findings}, verdicts={})
    assert row_from_json(document, "pages/x-0123456789ab.html", "changed").fresh == 0
