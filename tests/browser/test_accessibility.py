"""axe-core finds nothing on any kind of page, light or dark, wide or narrow."""

import alike
import literals
import pytest
from test_folder_block import ENTRIES, finding
from test_index import ROWS
from test_index_page import RUN, _index
from test_rules_page import IN_FORCE

from checker.model import Attendance, Failure
from reports.cluster_page import cluster_data, render_cluster
from reports.index import index_data, render_index
from reports.page import page_data, render_page
from reports.pair_page import pair_data, render_pair
from reports.rules_page import render_rules, rules_data

pytestmark = pytest.mark.system

FOLDER = {
    "folder": [finding(1), finding(2, severity="notice"), finding(3, paths=tuple(f"{n}.txt" for n in range(9)))],
    "pages": [(f"{1:012x}", "compare/a.html"), (f"{3:012x}", "compare/b.html")],
    "failures": [Failure("rule", "规则出错。", "请告诉维护人员。", "near-duplicate")],
    "attendance": Attendance(40, ENTRIES * 10),
}
PAGES = {
    "full": lambda: render_page(page_data(literals.full(), literals.context(judged=True))),
    "clean": lambda: render_page(page_data(literals.clean(), literals.context())),
    "unread": lambda: render_page(page_data(literals.unread(), literals.context())),
    "hostile": lambda: render_page(page_data(literals.hostile(), literals.context())),
    "index": lambda: _index(6),
    "empty index": lambda: render_index(index_data([], RUN)),
    "index of a folder": lambda: render_index(index_data(ROWS, RUN, **FOLDER)),
    "pair": lambda: render_pair(pair_data(alike.pair(), alike.SIDES, (alike.ONE, alike.OTHER), "1", "../index.html")),
    "cluster": lambda: render_cluster(cluster_data(alike.SIDES, [(alike.pair(), "a.html")] * 3, "1", "../index.html")),
    "rules": lambda: render_rules(rules_data(IN_FORCE, "1")),
}


@pytest.fixture(scope="session")
def axe():
    """The axe-core script, run by the driver and so outside the page's security policy."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    from pathlib import Path

    return next(Path(package.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")


@pytest.mark.parametrize("look", ["light", "dark", "narrow", "everything open"])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_axe_finds_nothing(show, axe, name, look):
    size = {"width": 390, "height": 844} if look == "narrow" else {"width": 1440, "height": 900}
    fragment = "#~s=error,warning,notice" if look == "everything open" and name in {"full", "clean", "unread", "hostile"} else ""
    page = show(PAGES[name](), viewport=size, color_scheme="dark" if look == "dark" else "light", fragment=fragment)
    if look == "everything open":
        page.evaluate("document.querySelectorAll('.fold[aria-expanded=false]').forEach((button) => button.click())")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    told = [f"{v['id']}: {node['html'][:200]} {node['failureSummary'][:200]}" for v in found["violations"] for node in v["nodes"]]
    assert told == []
