"""Pages in Debian's Chromium. Whatever page is opened: a request that leaves it, or an error in its script, fails the test."""

from __future__ import annotations

import os
import shutil

import literals
import pytest

from reports.page import page_data, render_page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser():
    """Chromium of the operating system, started once."""
    if not CHROMIUM:
        pytest.skip("chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser, tmp_path):
    """Open HTML as a file and hand over the page; it may lead to the folder ``beyond``. Other arguments are the browser context's."""
    contexts, strays, errors = [], [], []

    def opened(html, *, fragment="", name="page.html", beyond=None, **options):
        path = tmp_path / name
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        ours = (path.as_uri(), beyond.as_uri() + "/") if beyond else (path.as_uri(),)
        page.on("request", lambda request: None if request.url.startswith(ours) else strays.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(path.as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strays == []
    assert errors == []


@pytest.fixture(scope="session")
def full_html():
    """The page of the report that has one of everything."""
    return render_page(page_data(literals.full(), literals.context(judged=True)))
