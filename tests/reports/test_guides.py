"""docs/ speaks of what is on the pages: every block it names is there, every block that is there is named, every picture exists."""

import re
from html.parser import HTMLParser
from pathlib import Path

import alike
import literals
import pytest
from test_folder_block import ENTRIES, PATHS, finding
from test_index import ROWS, RUN
from test_rules_page import IN_FORCE

from checker.model import Attendance, Failure
from reports.cluster_page import cluster_data, render_cluster
from reports.index import index_data, render_index
from reports.page import page_data, render_page
from reports.pair_page import pair_data, render_pair
from reports.rules_page import render_rules, rules_data
from reports.trend import PastRun, trend

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "怎样看检查页.md").read_text(encoding="utf-8")
KEYS = "快捷键"
_COUNT = re.compile(r" ?\d+ [处项][，：].*$| ?\d+ [处对份]$|，.*$")


class _Names(HTMLParser):
    """What the blocks of a page are called: their headings, and the labels of those without one."""

    def __init__(self):
        super().__init__()
        self.names, self._within, self._text = [], False, ""

    def handle_starttag(self, tag, attrs):
        if tag == "section" and "aria-label" in dict(attrs):
            self.names.append(dict(attrs)["aria-label"])
        if tag in {"h2", "caption"}:
            self._within, self._text = "sr" not in dict(attrs).get("class", ""), ""

    def handle_data(self, data):
        self._text += data

    def handle_endtag(self, tag):
        if self._within and tag in {"h2", "caption"}:
            self.names.append(_COUNT.sub("", self._text.strip()))
            self._within = False


def names(*pages):
    found = []
    for html in pages:
        parser = _Names()
        parser.feed(html)
        found += parser.names
    return {name for name in found if name}


def _index():
    failure = Failure("rule", "出错。", "请告诉维护人员。", "near-duplicate")
    nights = trend([PastRun("2026-11-02T02:30:00+08:00", 3, 1, 1, 0, 2, 0, "2026-11-01T02:30:00+08:00")])
    folder = [finding(paths=PATHS)]
    return render_index(index_data(ROWS, RUN, folder, failures=[failure], attendance=Attendance(3, ENTRIES), trend=nights))


PAGES = {
    "目录页": (_index(),),
    "一份报告的页面": tuple(render_page(page_data(result, literals.context())) for result in (literals.full(), literals.unread())),
    "要求一览": (render_rules(rules_data(IN_FORCE, "1")),),
    "并排对照页": (render_pair(pair_data(alike.pair(), alike.SIDES, (alike.ONE, alike.OTHER), "1", "x")),),
    "一组相同的报告": (render_cluster(cluster_data(alike.SIDES, [(alike.pair(), "a.html")], "1", "x")),),
}
CAPTIONS = {
    "文种先看标题中的字样。缺“必须有”的部分是错误",
    "问题 3 个",
    "核对",
    "认出指标的数字",
    "要求有的部分",
    "相同最多的在前；点“并排看”",
}  # within a block that is named


def named(page):
    """The blocks of ``page`` that the guide has a heading for."""
    chapter = re.search(rf"^## {page}\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)[1]
    return set(re.findall(r"^### (.+)$", chapter, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES)
def test_every_block_that_the_guide_names_is_on_the_page(page):
    assert named(page) - names(*PAGES[page]) == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_the_page_is_named_in_the_guide(page):
    titles = {side.title for side in alike.SIDES}
    present = {name for name in names(*PAGES[page]) if not any(title in name for title in titles)}
    assert present - named(page) - CAPTIONS == {KEYS}


def _pictures():
    return {picture for guide in DOCS.glob("*.md") for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", guide.read_text(encoding="utf-8"))}


def test_every_picture_in_the_guides_exists_and_every_picture_is_shown():
    assert _pictures() == {f"images/{path.name}" for path in (DOCS / "images").iterdir()}


def test_pictures_are_few_small_and_of_a_palette():
    pictures = [path.read_bytes() for path in (DOCS / "images").iterdir()]
    assert len(pictures) <= 9
    assert max(map(len, pictures)) <= 120_000
    assert {picture[25] for picture in pictures} == {3}  # the PNG header's colour type


def test_the_guide_on_verdicts_names_each():
    from reports.labels import JUDGEMENTS

    text = (DOCS / "处理意见.md").read_text(encoding="utf-8")
    assert all(f"| {words} |" in text and f"`{value}` {words}" in text for value, words in JUDGEMENTS.items())
