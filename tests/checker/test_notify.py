"""Who is told, when, what, and what is never repeated: against a mail server and a web server on this machine."""

from __future__ import annotations

import json
import shutil
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from checker.cli import app
from checker.doctor import examine
from checker.settings_file import SettingsError, load_notify

pytest.importorskip("apprise")
SAMPLES = Path(__file__).parents[1] / "samples"
SECRET = "s3cretword"  # noqa: S105 - what must never be repeated
LINK = "http://intranet/site/index.html"


class _Mail(socketserver.StreamRequestHandler):
    """As much of SMTP as one message takes."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.received.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 fine\r\n")
            if word == b"QUIT":
                return


class _Hook(BaseHTTPRequestHandler):
    """Keeps what is posted; answers with the status of its server."""

    def do_POST(self) -> None:
        self.server.received.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def _serving(server: Any) -> Iterator[Any]:
    server.received, server.status = [], 200
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def mail() -> Iterator[Any]:
    yield from _serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mail))


@pytest.fixture
def hook() -> Iterator[Any]:
    yield from _serving(HTTPServer(("127.0.0.1", 0), _Hook))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "材料"
    folder.mkdir()
    shutil.copy(SAMPLES / "growth-rate-wrong.txt", folder / "王某某.txt")
    return folder


def address(server: Any) -> str:
    return f"json://user:{SECRET}@127.0.0.1:{server.server_address[1]}/hook"


def settings(folder: Path, *lines: str) -> None:
    (folder / "checker.toml").write_text("\n".join(["[notify]", 'urls_env = "HOOKS"', f'link = "{LINK}"', *lines, ""]), encoding="utf-8")


def check(tmp_path: Path, folder: Path) -> Any:
    return CliRunner().invoke(app, ["check", str(folder), "-o", str(tmp_path / "site"), "--log", str(tmp_path / "a.log")])


def posted(server: Any) -> list[dict[str, Any]]:
    return [json.loads(body) for body in server.received]


def test_the_first_run_a_change_and_a_failure_are_told_and_nothing_else(
    tmp_path: Path, folder: Path, hook: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOOKS", address(hook))
    settings(folder)

    check(tmp_path, folder)
    check(tmp_path, folder)  # nothing changed
    assert [note["title"].startswith("述职报告检查：新增 ") for note in posted(hook)] == [True]

    shutil.copy(SAMPLES / "duty-clean.txt", folder / "李某某.txt")
    check(tmp_path, folder)
    assert [("报告 2 份" in note["message"], LINK in note["message"]) for note in posted(hook)[1:]] == [(True, True)]

    (folder / "坏.docx").write_bytes(b"PK\x03\x04 not a Word file")
    check(tmp_path, folder)
    check(tmp_path, folder)  # still failing: told every night
    assert [note["title"] for note in posted(hook)[2:]] == ["述职报告检查：未查完 1 份"] * 2


def test_a_run_that_cannot_begin_is_told(tmp_path: Path, folder: Path, hook: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOOKS", address(hook))
    settings(folder, 'on = "failure"')
    assert check(tmp_path, folder).exit_code == 1
    assert posted(hook) == []

    (folder / "王某某.txt").unlink()

    assert check(tmp_path, folder).exit_code == 2
    assert [("没有做成" in note["title"], LINK in note["message"]) for note in posted(hook)] == [(True, True)]


def test_settings_with_a_mistake_elsewhere_are_told(tmp_path: Path, folder: Path, hook: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOOKS", address(hook))
    settings(folder, "[limts]", "seconds = 1")
    assert (check(tmp_path, folder).exit_code, len(posted(hook))) == (2, 1)


@pytest.mark.parametrize(("table", "told"), [("[notify]\non = 'change'\n", 1), ("", 0)])
def test_settings_that_cannot_be_read_speak_of_notices_only_where_there_are_some(tmp_path: Path, folder: Path, table: str, told: int):
    (folder / "checker.toml").write_text(f"{table}[rules]\ntypo = off\n", encoding="utf-8")
    run = check(tmp_path, folder)
    assert (run.exit_code, run.stderr.count("通知没有发出"), "不是正确的 TOML 文件" in run.stderr) == (2, told, True)


def test_always_means_every_night(tmp_path: Path, folder: Path, hook: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOOKS", address(hook))
    settings(folder, 'on = "always"')
    check(tmp_path, folder)
    check(tmp_path, folder)
    assert len(posted(hook)) == 2


def test_no_name_of_a_report_leaves_the_machine(tmp_path: Path, folder: Path, hook: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOOKS", address(hook))
    settings(folder)
    check(tmp_path, folder)
    assert "王某某" not in json.dumps(posted(hook), ensure_ascii=False)


def test_mail_arrives_from_addresses_in_a_file(tmp_path: Path, folder: Path, mail: Any):
    port = mail.server_address[1]
    (folder / ".通知地址").write_text(
        f"# 邮件\nmailto://127.0.0.1:{port}?from=a@example.com&to=b@example.com&mode=insecure\n", encoding="utf-8"
    )
    (folder / "checker.toml").write_text(f'[notify]\nurls_file = ".通知地址"\nlink = "{LINK}"\n', encoding="utf-8")

    ran = check(tmp_path, folder)

    (letter,) = [message_from_bytes(data, policy=policy.default) for data in mail.received]
    assert (ran.exit_code, letter["To"], "述职报告检查：新增" in letter["Subject"]) == (1, "b@example.com", True)
    assert LINK in letter.get_body(("plain", "html")).get_content()


def test_a_failing_notification_is_told_without_its_address_and_changes_no_exit_code(
    tmp_path: Path, folder: Path, hook: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    hook.status = 500
    monkeypatch.setenv("HOOKS", f"{address(hook)} nosuch://user:{SECRET}@host json://user:{SECRET}@127.0.0.1:9/")
    settings(folder)

    ran = check(tmp_path, folder)

    log = (tmp_path / "a.log").read_text(encoding="utf-8")
    assert ran.exit_code == 1
    for said in ("第 1 个通知没有发出", "第 2 个通知地址写得不对", "第 3 个通知没有发出"):
        assert (said in ran.stderr, said in log) == (True, True)
    assert "结束：退出码 1" in log.splitlines()[-1]
    assert SECRET not in ran.output + log + "".join(capfd.readouterr())


@pytest.mark.parametrize(
    ("lines", "said"),
    [('urls_env = "ABSENT"', "环境变量 ABSENT 没有设"), ('urls_file = "没有"', "读不了"), ('urls_file = "checker.toml"', "")],
    ids=["variable", "file", "lines that are no address"],
)
def test_addresses_that_are_not_there_are_told(tmp_path: Path, folder: Path, lines: str, said: str):
    (folder / "checker.toml").write_text(f"[notify]\n{lines}\n", encoding="utf-8")
    ran = check(tmp_path, folder)
    assert (ran.exit_code, said in ran.stderr, "没有发出" in ran.stderr) == (1, True, True)


def test_without_apprise_it_says_how_to_get_it(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch):
    import sys

    monkeypatch.setitem(sys.modules, "apprise", None)
    monkeypatch.setenv("HOOKS", "json://127.0.0.1/")
    settings(folder)
    ran = check(tmp_path, folder)
    assert (ran.exit_code, "apprise" in ran.stderr) == (1, True)


def test_an_address_in_the_settings_is_refused(tmp_path: Path):
    config = tmp_path / "checker.toml"
    for line in (f'urls = ["json://user:{SECRET}@h/"]', f'urls_env = "json://user:{SECRET}@h/"'):
        config.write_text(f"[notify]\n{line}\n", encoding="utf-8")
        with pytest.raises(SettingsError) as refused:
            load_notify(config)
        assert SECRET not in str(refused.value)


def test_who_is_told_invalidates_no_result(tmp_path: Path, folder: Path, hook: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOOKS", address(hook))
    check(tmp_path, folder)
    settings(folder, 'on = "always"')
    ran = CliRunner().invoke(app, ["check", str(folder), "-o", str(tmp_path / "site"), "--json", "-"])
    assert [document["from_cache"] for document in json.loads(ran.stdout)["documents"]] == [True]


def test_doctor_looks_at_the_addresses_without_sending(folder: Path, hook: Any, monkeypatch: pytest.MonkeyPatch):
    settings(folder)
    config = folder / "checker.toml"
    marks = []
    for value in (address(hook), f"nosuch://{SECRET}@h", f"json://{SECRET}@no.such.host.invalid/", ""):
        monkeypatch.setenv("HOOKS", value)
        (found,) = [finding for finding in examine(folder, config) if finding.name == "通知"]
        assert (found.essential and found.mark != "好", SECRET in str(found)) == (False, False)
        marks.append(found.mark)
    assert (marks, hook.received) == (["好", "坏", "坏", "坏"], [])
