"""What holds of every kind of page, shown on the golden ones: they stand for what is made today (tests/golden)."""

import re
from importlib import resources
from pathlib import Path

import pytest

PAGES = {path.stem: path.read_text(encoding="utf-8") for path in (Path(__file__).parents[1] / "golden" / "pages").glob("*.html")}
EVERY = pytest.mark.parametrize("html", PAGES.values(), ids=PAGES.keys())
MOVING = re.compile(r"scroll-behavior|transition|animation|@keyframes")


@EVERY
def test_it_is_chinese_and_has_one_heading_of_the_first_rank(html):
    assert '<html lang="zh-CN">' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1


@EVERY
def test_it_says_that_it_is_for_use_within_the_house(html):
    assert '<span class="internal">内部资料</span>' in html


@EVERY
def test_its_landmarks_are_a_head_a_body_and_a_foot(html):
    assert [html.count(f"<{landmark}") for landmark in ("header ", "main ", "footer ")] == [1, 1, 1]


@EVERY
def test_its_tables_have_a_caption_and_their_headings_a_scope(html):
    for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
        if "<th" in table:
            assert "<caption" in table
        assert [heading for heading in re.findall(r"<th[ >][^>]*>", table) if "scope=" not in heading] == []


@EVERY
def test_the_seconds_of_a_run_stand_on_the_index_alone(html):
    assert ("用时" in html) == (html is PAGES["index"])


def test_nothing_moves_for_who_asked_for_no_motion():
    sheets = [file.read_text(encoding="utf-8") for file in (resources.files("reports") / "static").iterdir() if file.name.endswith(".css")]
    still = [re.sub(r"@media \(prefers-reduced-motion: no-preference\) \{[^{}]*\{[^{}]*\} \}", "", sheet) for sheet in sheets]
    assert [MOVING.findall(sheet) for sheet in still] == [[]] * len(sheets)
