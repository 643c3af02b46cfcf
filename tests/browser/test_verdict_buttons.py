"""A verdict given on the page: a command to copy where it was opened from a file, a button under checker serve."""

import re
import threading
from dataclasses import replace
from importlib import resources
from pathlib import Path

import literals
import pytest
from playwright.sync_api import expect
from test_accessibility import axe  # noqa: F401 - a fixture
from test_folder_block import finding
from test_index import ROWS, RUN

from checker.serve import Server
from checker.settings import load_settings
from checker.store import Store, Stored, state_path
from reports.index import RunInfo, index_data, index_pieces, render_index, row_from_json
from reports.json_result import as_json, document_json
from reports.page import page_data, render_page
from reports.site import Site
from rules import RULES

pytestmark = pytest.mark.system

FIRST = "#f-000000000001"
PATH = literals.full().path


def page_of(path: str) -> str:
    return render_page(replace(page_data(literals.full(), literals.context()), path=path))


def opened(page):
    page.click(f"{FIRST} .judge")
    return page.locator("#judge")


def command(page) -> str:
    return page.input_value("#judge-command")


def test_every_finding_has_its_button(show, full_html):
    page = show(full_html)
    assert page.locator(".note .judge").count() == page.locator(".note").count()


def test_the_dialog_names_the_finding(show, full_html):
    assert opened(show(full_html)).locator(".about").inner_text() == "增长18%与前后两数不符"


def test_in_a_page_opened_from_a_file_the_command_is_there_to_copy(show):
    page = show(page_of("云溪镇/何远山.docx"))
    opened(page).get_by_label("误报", exact=True).check()
    assert command(page) == ""
    assert page.locator("#judge-copy").is_disabled()
    page.fill("#judge-reason", "口径不同")
    assert command(page) == 'checker verdict "云溪镇/何远山.docx#000000000001" false-alarm --reason "口径不同"'
    assert page.locator("#judge-keep").is_hidden()
    page.click("#judge-copy")
    expect(page.locator("#judge .outcome")).to_have_text("已复制。")


def test_agreeing_needs_no_reason(show):
    page = show(page_of("何远山.docx"))
    opened(page).get_by_label("属实", exact=True).check()
    assert command(page) == 'checker verdict "何远山.docx#000000000001" agree'


@pytest.mark.parametrize(
    "path", ['a"; rm -rf ~; ".docx', "$(reboot).docx", "`id`.docx", "a%PATH%.docx", "-o.docx", "a!b.docx", "a\\b.docx"]
)
def test_a_file_name_never_becomes_a_command(show, path):
    page = show(page_of(path))
    opened(page).get_by_label("已改", exact=True).check()
    assert command(page) == "checker verdict 000000000001 fixed"


def test_a_reason_never_becomes_a_command(show):
    page = show(page_of("何远山.docx"))
    opened(page).get_by_label("不予处理", exact=True).check()
    page.fill("#judge-reason", "a\" ; $(id) `id` %PATH% !x\n'\\")
    assert command(page).endswith(' waive --reason "a＂ ; ＄(id) ｀id｀ ％PATH％ ！x ＇＼"')


def test_the_command_names_the_site_where_the_page_lies_in_one(show, tmp_path):
    (tmp_path / "pages").mkdir()
    page = show(page_of("何远山.docx"), name="pages/page.html")
    opened(page).get_by_label("属实", exact=True).check()
    assert command(page) == f'checker verdict "何远山.docx#000000000001" agree -o "{tmp_path}"'


def test_the_dialog_is_for_the_keyboard_too(show, full_html):
    page = show(full_html)
    page.focus(f"{FIRST} .judge")
    page.keyboard.press("Enter")
    assert page.locator("#judge").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#judge").is_hidden()
    assert page.evaluate("document.activeElement.className").startswith("judge")


def test_what_is_typed_is_no_shortcut(show, full_html):
    page = show(full_html)
    opened(page)
    page.focus("#judge-reason")
    page.keyboard.type("jkn?")
    assert page.input_value("#judge-reason") == "jkn?"
    assert page.locator(".note.on").count() == 0


def test_the_print_has_no_buttons(show, full_html):
    page = show(full_html)
    page.emulate_media(media="print")
    assert page.locator(f"{FIRST} .judge").is_hidden()


@pytest.fixture
def server(tmp_path: Path):
    """A running server of a site with one report."""
    members = f'["{tmp_path}"]'
    site = Site.open(tmp_path / "site", members)
    document = document_json(literals.full(), states={}, verdicts={})
    html = render_page(page_data(literals.full(), literals.context())).encode()
    page = site.page_name(PATH, html)
    site.write_page(page, html)
    site.write_index(index_pieces(index_data([row_from_json(document, page)], RunInfo("", 0.0, "1", "2", "", ()))))
    with Store(state_path([tmp_path])) as store:
        store.save(Stored(PATH, "", page, as_json(document)), brief={})
    with Server(site.out, members, load_settings(RULES, resources.files("rules") / "profiles")) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def served(server, browser):
    """The report's page in a browser that came by the printed address, through the index."""
    errors = []
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(server.address)
    assert "key=" not in page.url
    page.locator("a[href^='pages/']").first.click()
    page.wait_for_selector(f"{FIRST} .judge")
    yield page
    context.close()
    assert [error for error in errors if "Failed to load resource" not in error] == []  # so Chromium tells of a refused verdict


def test_under_checker_serve_a_button_keeps_the_verdict(served, tmp_path):
    opened(served).get_by_label("误报", exact=True).check()
    assert served.locator("#judge .command").is_hidden()
    assert served.locator("#judge-keep").is_disabled()
    served.fill("#judge-reason", "口径不同")
    served.click("#judge-keep")
    expect(served.locator("#judge .outcome")).to_have_text(re.compile(f"^已记下：{re.escape(PATH)}"))
    served.wait_for_selector(f"{FIRST} .kept")
    with Store(state_path([tmp_path])) as store:
        assert [(judged.verdict, judged.reason) for judged in store.judged(PATH)] == [("false-alarm", "口径不同")]


def test_what_was_kept_is_seen_when_the_page_is_opened_again(served):
    opened(served).get_by_label("已改", exact=True).check()
    served.click("#judge-keep")
    served.wait_for_selector(f"{FIRST} .kept")
    served.reload()
    served.wait_for_selector(f"{FIRST} .kept")
    assert served.locator(".kept").all_inner_texts() == ["已记：已改（下次检查时生效）"]


def test_a_server_that_has_stopped_is_told(served, server):
    opened(served).get_by_label("已改", exact=True).check()
    server.shutdown()
    server.server_close()
    served.click("#judge-keep")
    expect(served.locator("#judge .outcome")).to_have_text(re.compile("^没有记下"))


def test_a_verdict_that_cannot_be_kept_says_why(served, tmp_path):
    opened(served).get_by_label("已改", exact=True).check()
    with Store(state_path([tmp_path])) as store:
        store.keep_only([])
    served.click("#judge-keep")
    expect(served.locator("#judge .outcome")).to_have_text(re.compile("^上次检查的结果里没有"))


def test_the_open_dialog_is_accessible(show, axe, full_html):  # noqa: F811 - the fixture
    page = show(full_html, viewport={"width": 390, "height": 844})
    opened(page)
    page.evaluate(axe)
    found = page.evaluate("axe.run('#judge', {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    assert [violation["id"] for violation in found["violations"]] == []


def test_a_finding_over_several_reports_is_judged_on_the_index(show):
    page = show(render_index(index_data(ROWS, RUN, [finding(7)])), name="index.html")
    page.click(f"#f-{7:012x} .judge")
    page.get_by_label("不予处理", exact=True).check()
    page.fill("#judge-reason", "同一次活动")
    assert re.match(r"checker verdict 000000000007 waive --reason \"同一次活动\"", command(page))
