"""What tests over the whole line share, and the law that in CI nothing is skipped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
# The same examples in every run: a rare one found by chance belongs in a test of its own, not in someone else's CI.
settings.register_profile("steady", derandomize=True, deadline=None)  # on a busy machine any example may take long
settings.load_profile("steady")
CHECKED_ON = "2025-01-10T09:00:00+08:00"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[Any]:
    """With REQUIRE_ALL=1 a skipped test is a failed one: what CI says was tested was tested."""
    return _no_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[Any]:
    """The same for a module that skips itself whole."""
    return _no_skip((yield))


def _no_skip(report: Any) -> Any:
    if REQUIRE_ALL and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"REQUIRE_ALL=1: {reason}"
    return report


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the state of the person who runs it."""
    monkeypatch.setenv("CHECKER_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture(scope="session")
def check_report() -> Callable[[Path], Any]:
    """The whole line for one file with the settings that ship: its ``Done`` (JSON object, page, timings)."""
    from checker import work
    from checker.discovery import File
    from checker.settings import load_settings
    from rules import RULES

    settings = load_settings(RULES, resources.files("rules") / "profiles")
    work.prepare(work.Order(settings, None, None, CHECKED_ON, "test"))
    return lambda path: work.do(work.Task(File(path, path.name)))


@pytest.fixture
def attach_page(extras: list[Any]) -> Callable[[str, str], None]:
    """Put a findings page into the test report, whole, so that report.html can be mailed alone."""
    from pytest_html import extras as formats

    def attach(name: str, page: str) -> None:
        frame = f'<iframe title="{escape(name)}" srcdoc="{escape(page)}" width="100%" height="600"></iframe>'
        extras.append(formats.html(f"<details><summary>{escape(name)}</summary>{frame}</details>"))

    return attach
