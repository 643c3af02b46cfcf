"""Two reports side by side, as a reviewer goes through them."""

import alike
import pytest

from reports.pair_page import pair_data, render_pair

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def html():
    return render_pair(pair_data(alike.pair(), alike.SIDES, (alike.ONE, alike.OTHER), "1", "../index.html#folder"))


def _current(page):
    return page.locator(".shared.on th").inner_text().split("\n")[0]


def test_keys_and_buttons_step_from_passage_to_passage(show, html):
    page = show(html)
    page.keyboard.press("j")
    assert _current(page) == "第1处"
    page.click("#next")
    page.keyboard.press("j")
    assert _current(page) == "第3处"
    assert page.locator("#status").inner_text() == "第 3 / 3 处"
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert _current(page) == "第3处"
    assert page.url.endswith("#r-3")


def test_stepping_back_begins_with_the_last(show, html):
    page = show(html)
    page.click("#previous")
    assert _current(page) == "第3处"


def test_a_link_to_a_passage_selects_it(show, html):
    page = show(html, fragment="#r-2", viewport={"width": 1440, "height": 300})
    assert _current(page) == "第2处"
    assert 0 <= page.locator("#r-2").bounding_box()["y"] < 300


def test_shared_passages_stand_beside_each_other(show, html):
    page = show(html)
    first, second = (page.locator("#r-1 td").nth(n).bounding_box() for n in (0, 1))
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] <= second["x"] + 1


def test_on_a_narrow_screen_they_stand_below_each_other_and_say_whose_they_are(show, html):
    page = show(html, viewport={"width": 390, "height": 844})
    first, second = (page.locator("#r-1 td").nth(n).bounding_box() for n in (0, 1))
    assert second["y"] >= first["y"] + first["height"]
    assert page.locator("#r-1 td .mark").nth(1).is_visible()


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_nothing_runs_out_of_the_page(show, html, width):
    page = show(html, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_script_both_texts_can_be_read_and_links_lead_to_the_passages(show, html):
    page = show(html, java_script_enabled=False)
    assert page.locator("#r-3").is_visible()
    assert not page.locator(".bar").is_visible()
    page.click(".jump a >> nth=2")
    assert page.url.endswith("#r-3")


def test_the_print_holds_both_texts(show, html):
    page = show(html)
    page.emulate_media(media="print")
    assert page.locator("#r-1 td").nth(1).is_visible()
    assert not page.locator(".bar").is_visible()
