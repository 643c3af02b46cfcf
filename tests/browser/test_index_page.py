"""The index as a reviewer with two thousand reports uses it."""

import shutil
import subprocess
from dataclasses import replace

import literals
import pytest
from test_folder_block import finding
from test_index import ROWS

from checker.model import Skipped
from reports.index import RunInfo, index_data, render_index, row_from_json
from reports.json_result import document_json
from reports.trend import PastRun, trend

pytestmark = pytest.mark.system

SKIPPED = (Skipped("照片.jpg", "不是可检查的格式（.jpg）。"),)
RUN = RunInfo("2026-11-02T08:30:00+08:00", 1.94, "1.2.3", "0123456789ab", "云岭县委组织部", SKIPPED)
CHANGES = ("new", "changed", "same")
UNITS = ("云溪镇", "石桥乡", "白杨街道")


def _index(count):
    results = (literals.full(), literals.clean(), literals.unread())
    base = [row_from_json(document_json(result, states={}, verdicts={}), "") for result in results]
    rows = [
        replace(
            base[n % 3],
            page=f"pages/r-{n:012x}.html",
            path=f"报告{n}.docx",
            title=f"第{n}份",
            unit=UNITS[n % 7 % 3],
            errors=n % 11,
            change=CHANGES[n % 3],
        )
        for n in range(count)
    ]
    past = [
        PastRun(f"2026-10-{day}T02:30:00+08:00", count, day, 30 - day, 2, 24, 1, "2026-10-27T02:30:00+08:00") for day in (28, 29, 30, 31)
    ]
    return render_index(index_data(rows, RUN, trend=trend(past)))


@pytest.fixture(scope="module")
def html():
    return _index(12)


def _shown(page):
    return page.locator("tbody tr:visible:not(.head) .title a").all_inner_texts()


@pytest.mark.parametrize("width", [1440, 1000, 500])
def test_why_a_file_could_not_be_read_has_the_room_of_the_empty_columns(show, html, width):
    page = show(html, viewport={"width": width, "height": 900})
    row = page.locator("tr.unread").first
    reason = row.locator(".why").bounding_box()["width"]
    assert reason > 0.7 * row.bounding_box()["width"]
    assert row.locator("td.errors:visible").count() == 0  # what was not read has no counts


def test_totals_filter(show, html):
    page = show(html)
    page.click(".total-clear")
    assert len(_shown(page)) == 4
    page.click(".total-clear")
    assert len(_shown(page)) == 12


def test_reports_are_found_and_grouped_by_their_change(show, html):
    page = show(html)
    page.fill("#find", "已改")
    page.locator("#status", has_text="显示").wait_for()
    assert len(_shown(page)) == 4
    page.fill("#find", "")
    page.select_option("#group", "change")
    page.locator("tbody .head").first.wait_for()
    assert sorted(page.locator("tbody .head").all_inner_texts()) == ["已改（4 份）", "新增（4 份）", "未变（4 份）"]


def test_the_runs_behind_the_trend_unfold(show, html):
    page = show(html)
    assert page.locator(".trend tbody tr:visible").count() == 0
    page.click(".trend .fold")
    assert page.locator(".trend tbody tr:visible").count() == 4


def test_search_finds_units_titles_and_files(show, html):
    page = show(html)
    page.fill("#find", "石桥 第1")
    page.locator("#status", has_text="显示").wait_for()
    assert all("第1" in title for title in _shown(page))


def test_columns_sort_both_ways_and_back(show, html):
    page = show(html)
    first = _shown(page)
    errors = "[data-sort=errors]"
    page.click(f"{errors} button")
    numbers = [int(cell) for cell in page.locator("tbody .errors").all_inner_texts() if cell != "—"]
    assert numbers == sorted(numbers, reverse=True)
    assert page.locator(errors).get_attribute("aria-sort") == "descending"
    page.click(f"{errors} button")
    assert page.locator(errors).get_attribute("aria-sort") == "ascending"
    page.click(f"{errors} button")
    assert _shown(page) == first


def test_clean_reports_can_be_hidden(show, html):
    page = show(html)
    page.check("#hide-clear")
    assert len(_shown(page)) == 8


def test_rows_group_by_unit(show, html):
    page = show(html)
    page.select_option("#group", "unit")
    heads = page.locator("tr.head").all_inner_texts()
    assert len(heads) == 3
    assert sum(int(head.split("（")[1].split(" ")[0]) for head in heads) == 12


def test_the_view_is_kept_in_the_link(show, html):
    page = show(html)
    page.click("[data-sort=title] button")
    page.check("#hide-clear")
    page.select_option("#group", "kind")
    again = show(html, fragment=page.url[page.url.index("#") :])
    assert _shown(again) == _shown(page)
    assert again.locator("tr.head").count() == page.locator("tr.head").count()


def test_ticks_are_remembered_and_the_next_unread_is_found(show, html):
    page = show(html)
    page.locator("tbody input").first.check()
    page.keyboard.press("n")
    assert page.locator("tr.on .title a").inner_text() == _shown(page)[1]
    page.keyboard.press("x")
    page.reload()
    assert page.locator("tbody input:checked").count() == 2
    assert page.locator("#status").inner_text() == "已看 2 / 12"


def test_from_report_to_report_in_the_order_of_the_index(show, full_html, html, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(12):
        (folder / f"r-{n:012x}.html").write_text(full_html, encoding="utf-8")
    page = show(html, name="index.html", beyond=folder)
    order = page.eval_on_selector_all("#reports .title a", "links => links.map(link => link.href)")
    page.locator("#reports .title a").first.click()
    page.wait_for_url(order[0])
    page.keyboard.press("x")
    page.keyboard.press("]")
    page.wait_for_url(order[1])
    page.keyboard.press("u")
    page.wait_for_url("**/index.html")
    assert page.locator("#reports tbody input:checked").count() == 1


def test_the_printed_sheet_has_a_line_a_report(show, html):
    page = show(html)
    page.emulate_media(media="print")
    assert page.locator("thead .memo").is_visible()
    assert page.locator("#reports tbody tr:visible").count() == 12
    assert not page.locator(".tools").is_visible()


def test_every_printed_sheet_has_the_head_of_the_table(show, tmp_path):
    pdftotext = shutil.which("pdftotext")
    if not pdftotext:
        pytest.skip("pdftotext is not installed (Debian: apt-get install poppler-utils)")
    show(_index(60)).pdf(path=tmp_path / "index.pdf", prefer_css_page_size=True)
    text = subprocess.run([pdftotext, "-layout", tmp_path / "index.pdf", "-"], capture_output=True, check=True).stdout.decode()
    sheets = [sheet for sheet in text.split("\f") if "第" in sheet]
    assert len(sheets) > 2
    assert all(sheet.count("未答问题") == 1 for sheet in sheets)
    assert all(f"第{n}份" in text for n in range(60))


def test_without_script_all_rows_and_skipped_files_can_be_read(show, html):
    page = show(html, java_script_enabled=False)
    assert len(_shown(page)) == 12
    assert page.locator("text=不是可检查的格式").is_visible()
    assert not page.locator(".tools").is_visible()


def test_on_a_narrow_screen_an_unread_file_has_its_reason_and_no_empty_counts(show, html):
    row = show(html, viewport={"width": 390, "height": 800}).locator("tr[data-verdict=unfinished]").first
    assert row.locator(".why").is_visible()
    assert row.locator("td.number:visible").count() == 0


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_nothing_runs_out_of_the_page(show, html, width):
    page = show(html, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_thousand_rows_sort_filter_and_group(show):
    page = show(_index(2000))
    page.click("[data-sort=errors] button")
    page.select_option("#group", "unit")
    page.click(".total-revise")
    assert page.locator("tbody tr[data-page]:not([hidden])").count() == 667


def test_a_link_to_what_the_folder_shows_goes_there_and_stays(show):
    html = render_index(index_data(ROWS, RUN, [finding(n) for n in range(20)]))
    page = show(html, fragment="#folder")
    assert 0 <= page.locator("#folder").bounding_box()["y"] < 900
    assert page.url.endswith("#folder")
    page.check("#hide-clear")
    assert page.url.endswith("#c=1")
    page.click("a[href='#folder']")
    assert page.locator("#hide-clear").is_checked()


def test_an_empty_index_says_so(show):
    page = show(render_index(index_data([], RUN)))
    assert page.locator("#none").is_visible()
