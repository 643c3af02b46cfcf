"""A report's page as a reviewer uses it."""

import re
import shutil
import subprocess
from itertools import pairwise

import literals
import pytest

from reports.page import page_data, render_page

pytestmark = pytest.mark.system

GROWTH = "#f-000000000001"
NOTICE = "#f-000000000009"


def _marked(page):
    return page.eval_on_selector_all("mark.on", "all => all.map(one => one.textContent).join('')")


def test_a_click_on_a_passage_selects_its_finding(show, full_html):
    page = show(full_html)
    page.click("mark:has-text('四个方面')")
    assert page.locator(".note.on .message").inner_text() == "说四个方面，只列出三个"
    assert page.url.endswith("#f-000000000005")


def test_a_click_on_a_finding_leads_to_its_passage(show, full_html):
    page = show(full_html)
    page.click(f"{GROWTH} .top a")
    assert _marked(page) == "由4.2亿元增至5.2亿元，增长18%"
    assert page.locator("#q-1").bounding_box()["y"] < 900


def test_clicks_on_an_overlap_go_through_its_findings(show, full_html):
    page = show(full_html, fragment="#~s=error,warning,notice")
    chosen = []
    for _ in range(3):
        page.locator("mark", has_text="5.2亿元，增长18%").first.click()
        chosen.append(page.locator(".note.on").get_attribute("data-n"))
    assert chosen == ["1", "2", "1"]


def test_a_link_to_a_finding_opens_it(show, full_html):
    page = show(full_html, fragment=GROWTH)
    assert _marked(page) == "由4.2亿元增至5.2亿元，增长18%"
    assert page.locator(f"{GROWTH} .evidence").first.is_visible()


def test_a_link_to_a_folded_notice_unfolds_it(show, full_html):
    page = show(full_html, fragment=NOTICE)
    assert page.locator(NOTICE).is_visible()


def test_a_link_to_a_paragraph_goes_there(show, full_html):
    page = show(full_html, fragment="#p-15", viewport={"width": 390, "height": 600})
    assert 0 <= page.locator("#p-15").bounding_box()["y"] < 600


def test_notices_are_folded_until_asked_for(show, full_html):
    page = show(full_html)
    assert not page.locator(NOTICE).is_visible()
    page.click(".bar [data-severity=notice]")
    assert page.locator(NOTICE).is_visible()


def test_keys_walk_through_the_open_findings(show, full_html):
    page = show(full_html)
    walked = []
    for key in "jjjk":
        page.keyboard.press(key)
        walked.append(page.locator(".note.on").get_attribute("data-n"))
    assert walked == ["1", "3", "5", "3"]  # 2 is a notice, 4 was judged


def test_question_mark_shows_the_keys_and_they_can_be_switched_off(show, full_html):
    page = show(full_html)
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.uncheck("#keys input")
    page.click("#keys button")
    page.keyboard.press("j")
    assert page.locator(".note.on").count() == 0


def test_filters_count_and_are_kept_in_the_link(show, full_html):
    page = show(full_html)
    page.select_option("#family", "figures")
    page.click(".bar [data-severity=warning]")
    assert page.locator(".note:visible").count() == 2
    assert page.locator("#status").inner_text() == "显示 2 / 9 处"
    again = show(full_html, fragment=page.url[page.url.index("#") :])
    assert again.locator(".note:visible").count() == 2
    again.click("#reset")
    assert again.locator("#status").inner_text() == "显示 7 / 9 处"


def test_the_table_of_families_filters(show, full_html):
    page = show(full_html)
    page.click(".families a[data-family=wording]")
    assert page.locator(".note:visible").count() == 2
    assert page.locator(".first li:visible").count() == 2


def test_a_place_in_a_table_points_at_its_words(show, full_html):
    page = show(full_html)
    page.click("#figures .sums tbody tr:has-text('不符') a.go")
    words = page.evaluate("Array.from(CSS.highlights.get('passage'))[0].cloneContents().textContent")
    assert words.startswith("由4.2亿元增至5.2亿元")
    assert page.url.endswith("#p-5")


def test_notes_stand_in_the_margin_without_overlap(show, full_html):
    page = show(full_html, fragment="#~s=error,warning,notice")
    boxes = [note.bounding_box() for note in page.locator(".note:visible").all()]
    assert len({round(box["x"]) for box in boxes}) <= 2
    tops = sorted((box["y"], box["height"]) for box in boxes)
    assert all(above[0] + above[1] <= below[0] for above, below in pairwise(tops))


def test_on_a_narrow_screen_notes_stand_under_their_paragraph(show, full_html):
    page = show(full_html, viewport={"width": 390, "height": 844})
    paragraph, note = page.locator("#p-5 .say").bounding_box(), page.locator(GROWTH).bounding_box()
    assert note["y"] >= paragraph["y"] + paragraph["height"] - 1


SHAPES = {"full": literals.full, "hostile": literals.hostile, "unread": literals.unread, "crowded": literals.crowded}


@pytest.mark.parametrize("width", [390, 1024, 1440])
@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_runs_out_of_the_page(show, shape, width):
    page = show(render_page(page_data(SHAPES[shape](), literals.context())), viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_script_everything_can_be_read(show, full_html):
    page = show(full_html, java_script_enabled=False)
    assert page.locator(".note:visible").count() == 10
    assert page.locator(f"{GROWTH} .evidence").first.is_visible()
    assert page.locator(".more:visible").count() == page.locator(".more").count()
    assert not page.locator(".bar").is_visible()
    page.locator("#p-6 .ref", has_text="5").first.click()
    assert page.url.endswith("#f-000000000005")


def test_print_holds_every_finding_whatever_the_filter(show, full_html, tmp_path):
    pdftotext = shutil.which("pdftotext")
    if not pdftotext:
        pytest.skip("pdftotext is not installed (Debian: apt-get install poppler-utils)")
    page = show(full_html, fragment="#~s=error~g=figures")
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    text = subprocess.run([pdftotext, "-layout", tmp_path / "page.pdf", "-"], capture_output=True, check=True).stdout.decode()
    joined = re.sub(r"\s", "", text)
    data = page_data(literals.full(), literals.context(judged=True))
    for passage in data.passages:
        for note in (*passage.notes, *passage.notices, *passage.waived):
            assert re.sub(r"\s", "", note.message) in joined
    assert "重置" not in joined


def test_the_print_keeps_a_message_with_its_passage_and_drops_what_is_for_the_screen(show, full_html):
    page = show(full_html)
    page.emulate_media(media="print")
    look = "(name) => [...document.querySelectorAll(name)].map((e) => getComputedStyle(e))"
    assert set(page.evaluate(f"({look})('.beside').map((style) => style.breakBefore)")) == {"avoid"}
    assert set(page.evaluate(f"({look})('.note').map((style) => style.breakInside)")) == {"avoid"}
    assert page.locator(".note .ref:visible").count() == page.locator(".note").count()
    assert page.locator(".bar:visible, .judge:visible, .no-print:visible").count() == 0


@pytest.mark.parametrize(("width", "most"), [(390, 24), (1024, 46), (1440, 46)])
def test_the_reports_text_is_large_and_its_lines_are_short(show, full_html, width, most):
    page = show(full_html, viewport={"width": width, "height": 800})
    size, room = page.evaluate("(e => [parseFloat(getComputedStyle(e).fontSize), e.clientWidth])(document.querySelector('.say > p'))")
    assert size >= 16
    assert room / size <= most  # characters of a line


def test_dark_follows_the_system_and_can_be_switched(show, full_html):
    ground = "getComputedStyle(document.body).backgroundColor"
    page = show(full_html, color_scheme="dark")
    dark = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) != dark
    page.reload()
    assert page.evaluate(ground) != dark, "the choice is remembered"


def test_hostile_text_stays_text(show):
    html = render_page(page_data(literals.hostile(), literals.context()))
    page = show(html, fragment='#f-000000000001"><script>window.broken=1</script>')
    page.keyboard.press("j")
    assert page.evaluate("window.broken") is None
    assert page.locator("main img, main script").count() == 0
    assert "<script>window.broken=1</script>" in page.locator("h1").inner_text()


def test_a_place_behind_a_character_of_the_astral_plane_is_pointed_at_rightly(show):
    page = show(render_page(page_data(literals.hostile(), literals.context())))
    page.click("mark:has-text('𠮷之后')")
    assert _marked(page) == "𠮷之后"


def test_the_way_finder_follows_the_reader(show, full_html):
    page = show(full_html)
    page.evaluate("document.getElementById('p-12').scrollIntoView({block: 'start'})")
    page.locator(".side a.here", has_text="三、存在的问题").wait_for()
    assert page.locator(".side a.here").count() == 1


def test_a_figure_leads_to_the_sum_it_took_part_in(show, full_html):
    page = show(full_html)
    page.click("text=逐个数字 2 个")
    page.click(".ledger .sum")
    assert page.url.endswith("#s-1")
    assert page.locator("#s-1").bounding_box()["y"] < 900
