"""A reviewer's round under checker serve over a real site: verdicts given, refused, lost to no crash, honoured by the next run."""

from __future__ import annotations

import http.server
import json
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect
from typer.testing import CliRunner

from checker.cli import app
from checker.request import Request
from checker.run import check
from rules import near_duplicate

pytestmark = pytest.mark.system

ROOT = Path(__file__).parents[2]
OVER_SEVERAL = "#folder .judged:has-text('并排对照')"
GAP = ".note.error:has-text('没有填写')"
REPORT = (
    "{unit}党委书记2024年度述职报告\n一、履行职责情况\n{body}\n到户走访XX户。\n"
    "二、存在的问题\n一是到高山村走访少，全年只去了3次。\n三、整改措施\n一是每月到高山村走访2次。\n"
)


class Round:
    """The folder, its site, and a browser page that came by the printed address."""

    def __init__(self, folder: Path, page):
        self.folder, self.site, self.page = folder, folder / "site", page

    def check(self):
        check(Request((self.folder / "报告",), self.site, config=self.folder / "checker.toml"), lambda _: None)

    @contextmanager
    def served(self):
        """``checker serve`` as a program of its own, with the address it prints opened."""
        arguments = [sys.executable, "-m", "checker.cli", "serve", "-o", str(self.site), "-c", str(self.folder / "checker.toml")]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "BROWSER": "true"}
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as process:
            try:
                self.address = re.search(r"http://\S+", process.stdout.readline())[0]
                self.page.goto(self.address)
                yield process
            finally:
                process.kill()

    def open_report(self, unit: str):
        self.page.goto(self.address)
        self.page.click(f"a[href^='pages/']:has-text('{unit}')")

    def judge(self, note: str, verdict: str, reason: str = "") -> str:
        """Give a verdict by the buttons; what the dialog then says."""
        self.page.locator(note).first.get_by_role("button", name="填处理意见").click()
        self.page.get_by_label(verdict, exact=True).check()
        self.page.fill("#judge-reason", reason)
        self.page.click("#judge-keep")
        outcome = self.page.locator("#judge .outcome")
        expect(outcome).not_to_have_text(re.compile("^(正在记下……)?$"))
        said = outcome.inner_text()
        self.page.click("#judge-close")
        return said


@pytest.fixture
def round_(tmp_path, browser):
    """Two reports that share a passage and hold a gap, checked; gaps may not be waived."""
    (tmp_path / "报告").mkdir()
    for unit in ("竹溪镇", "梅岭镇"):
        (tmp_path / "报告" / f"{unit}.txt").write_text(REPORT.format(unit=unit, body=near_duplicate._COPIED), encoding="utf-8")
    (tmp_path / "checker.toml").write_text('[kinds.duty]\nunwaivable = ["placeholder"]\n', encoding="utf-8")
    context = browser.new_context(reduced_motion="reduce")
    made = Round(tmp_path, context.new_page())
    made.check()
    yield made
    context.close()


def test_a_verdict_over_several_reports_is_kept_shown_and_honoured_by_the_next_run(round_):
    with round_.served():
        assert round_.judge(OVER_SEVERAL, "不予处理", "同一次活动，两家都写").startswith("已记下：全批比对")
        round_.page.reload()
        expect(round_.page.locator(f"{OVER_SEVERAL} .kept")).to_have_text("已记：不予处理（下次检查时生效）")
        round_.check()
        round_.page.reload()
        expect(round_.page.get_by_text("已判不计 1 条")).to_be_visible()


def test_a_verdict_on_a_report_is_struck_in_the_next_run_and_lapses_with_its_text(round_):
    with round_.served():
        round_.open_report("梅岭镇")
        assert round_.judge(GAP, "误报", "通知允许留空").startswith("已记下：梅岭镇.txt")
        round_.check()
        round_.open_report("梅岭镇")
        expect(round_.page.locator("#rules")).to_contain_text("已判不计（1 处）")
        path = round_.folder / "报告" / "梅岭镇.txt"
        path.write_text(path.read_text(encoding="utf-8").replace("XX户", "36户"), encoding="utf-8")
        round_.check()
        round_.open_report("梅岭镇")
        expect(round_.page.locator("#rules")).to_contain_text("已失效的处理意见（1 条）")
        expect(round_.page.locator("#rules")).to_contain_text("通知允许留空")


def test_what_may_not_be_waived_is_refused_on_the_page_and_on_the_command_line(round_):
    with round_.served():
        round_.open_report("竹溪镇")
        assert round_.judge(GAP, "不予处理", "不改") == "规则 placeholder 的问题在本单位设置中不得“不予处理”。"
        assert round_.page.locator(".kept").count() == 0
        fingerprint = round_.page.locator(GAP).first.get_attribute("id").removeprefix("f-")
    arguments = [
        "verdict",
        f"竹溪镇.txt#{fingerprint}",
        "waive",
        "--reason",
        "不改",
        "-o",
        str(round_.site),
        "-c",
        str(round_.folder / "checker.toml"),
    ]
    said = CliRunner().invoke(app, arguments)
    assert (said.exit_code, "不得“不予处理”" in said.output) == (2, True)


def test_a_crash_of_the_server_loses_no_verdict_and_the_page_says_that_it_is_gone(round_):
    with round_.served() as process:
        round_.open_report("竹溪镇")
        round_.judge(GAP, "属实")
        process.kill()
        process.wait()
        assert round_.judge(GAP, "已改").startswith("没有记下")
    with round_.served():
        round_.open_report("竹溪镇")
        expect(round_.page.locator(".kept")).to_have_text("已记：属实（下次检查时生效）")


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Another program's page on this machine."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<!DOCTYPE html><title>x</title>")

    def log_message(self, *_):
        """Quiet."""


@pytest.fixture
def elsewhere():
    """Its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_page_of_another_origin_can_neither_read_nor_give_a_verdict(round_, elsewhere):
    with round_.served():
        round_.open_report("竹溪镇")
        finding = round_.page.locator(GAP).first.get_attribute("id").removeprefix("f-")
        ours = re.match(r"http://[^/]+", round_.address)[0]
        round_.page.goto(elsewhere)
        verdict = {"finding": finding, "verdict": "agree", "reason": ""}
        sent = {"method": "POST", "mode": "no-cors", "credentials": "include", "body": json.dumps(verdict)}
        for path, options in (("/index.html", {"credentials": "include"}), ("/verdict", sent)):
            asked = f"fetch('{ours}{path}', {json.dumps(options)}).then(() => 'answered', () => 'refused')"
            assert round_.page.evaluate(asked) == "refused"
        round_.open_report("竹溪镇")
        round_.page.wait_for_load_state("networkidle")
        assert round_.page.locator(".kept").count() == 0
