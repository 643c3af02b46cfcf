"""checker serve: only this machine, only who has the key, only files of the site, and verdicts that outlive a crash."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import pytest

from checker.serve import ServeError, Server
from checker.settings import load_settings
from checker.store import Store, Stored, state_path
from reports.environment import GENERATOR
from reports.site import Site
from rules import RULES

MEMBERS = '["/reports"]'
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
PAGE = f'<!DOCTYPE html><meta name="generator" content="{GENERATOR} 1">{POLICY}<p>页</p>'
FINDING = {"rule": "count-mismatch", "fingerprint": "0123456789ab", "message": "说四个，列三个", "quote": "四个方面"}
VERDICT = {"finding": "镇/甲.docx#0123456789ab", "verdict": "false-alarm", "reason": "另有一处"}


@dataclass
class Browser:
    """What a browser would send to the server, and what came back last."""

    server: Server
    cookie: str = ""

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        sent = {
            "Host": self.host,
            **({"Cookie": self.cookie} if self.cookie else {}),
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in (
            sent | ({"Content-Length": str(len(body))} if body is not None and "Content-Length" not in sent else {})
        ).items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def welcome(self) -> None:
        _, headers, _ = self.ask("GET", f"/?key={self.server.served.key}")
        self.cookie = headers["Set-Cookie"].partition(";")[0]

    def judge(self, verdict: object = VERDICT, **headers: str) -> tuple[int, dict[str, str]]:
        usual = {"Content_Type": "application/json", "X_Verdict_Token": self.server.served.token, "Origin": f"http://{self.host}"}
        body = verdict if isinstance(verdict, bytes) else json.dumps(verdict).encode()
        status, _, answer = self.ask("POST", "/verdict", body, **(usual | headers))
        return status, json.loads(answer)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.open(tmp_path / "site", MEMBERS)
    site.write_index([PAGE])
    site.write_page("pages/甲-0123456789ab.html", PAGE.encode())
    site.write_export("检查结果.xlsx", [b"workbook"])
    with Store(state_path([Path("/reports")])) as store:
        store.save(Stored("镇/甲.docx", "", "pages/甲-0123456789ab.html", json.dumps({"kind": "duty", "findings": [FINDING]})), brief={})
    return site


@pytest.fixture
def browser(site: Site) -> Iterator[Browser]:
    settings = load_settings(RULES, resources.files("rules") / "profiles")
    with Server(site.out, MEMBERS, settings) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield Browser(server)
        server.shutdown()
        thread.join()


@pytest.fixture
def known(browser: Browser) -> Browser:
    """A browser that came with the key."""
    browser.welcome()
    return browser


def kept() -> list[tuple[str, str, str]]:
    with Store(state_path([Path("/reports")])) as store:
        return [(judged.fingerprint, judged.verdict, judged.reason) for judged in store.judged("镇/甲.docx")]


def test_only_this_machine_can_reach_it(browser):
    assert browser.server.server_address[0] == "127.0.0.1"


def test_the_address_with_its_key_leads_to_the_index(browser):
    status, headers, _ = browser.ask("GET", browser.server.address.partition(browser.host)[2])
    assert (status, headers["Location"]) == (303, "/index.html")
    assert headers["Set-Cookie"].endswith("HttpOnly; SameSite=Strict; Path=/")


@pytest.mark.parametrize("path", ["/", "/index.html", "/?key=", "/?key=wrong", "/verdicts?report=a", "/pages/甲-0123456789ab.html"])
def test_without_the_key_nothing_is_shown(browser, path):
    status, _, body = browser.ask("GET", path.replace("甲", "%E7%94%B2"))
    assert status == 403
    assert body.decode() == "请用 checker serve 启动时显示的完整地址打开。"


def test_another_servers_cookie_is_no_key(browser):
    browser.cookie = f"duty-1={browser.server.served.key}; duty-{browser.server.server_port}=wrong"
    assert browser.ask("GET", "/")[0] == 403


def test_odd_cookies_of_other_programs_do_not_hide_ours(known):
    known.cookie = f'a=\x7f"{{; b[]=1; {known.cookie}; c'
    assert known.ask("GET", "/")[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "127.0.0.1", "127.0.0.1:1", "[::1]:80"])
def test_a_foreign_name_that_leads_to_this_machine_is_refused(known, host):
    assert known.ask("GET", "/", Host=host)[0] == 403
    assert known.judge(Host=host, Origin=f"http://{host}")[0] == 403


def test_localhost_is_this_machine(known):
    assert known.ask("GET", "/", Host=f"localhost:{known.server.server_port}")[0] == 200


def test_pages_carry_the_token_and_may_ask_this_server_only(known):
    _, headers, body = known.ask("GET", "/pages/%E7%94%B2-0123456789ab.html")
    assert f'<meta name="verdict-token" content="{known.server.served.token}">' in body.decode()
    assert "content=\"connect-src 'self'; default-src 'none'\"" in body.decode()
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"


def test_the_file_on_the_disk_stays_as_it_was(known, site):
    known.ask("GET", "/")
    assert (site.out / "index.html").read_text(encoding="utf-8") == PAGE


def test_a_workbook_is_handed_over_to_be_saved(known):
    status, headers, body = known.ask("GET", "/%E6%A3%80%E6%9F%A5%E7%BB%93%E6%9E%9C.xlsx")
    assert (status, body) == (200, b"workbook")
    assert headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E6%A3%80")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html",
        "/pages/../../secret.html",
        "/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "/pages%2f..%2f..%2fsecret.html",
        "/..%5csecret.html",
        "/C:/secret.html",
        "//secret.html",
        "//[",
        "/.duty-report-site.json",
        "/pages/.hidden.html",
        "/pages",
        "/pages/",
        "/notes.txt",
        "/foreign.html",
        "/link.html",
        "/linked/secret.html",
        "/%00",
        "/index.html%00.txt",
        "/" + "%E9%95%BF" * 300 + ".html",
    ],
)
def test_nothing_but_files_of_the_site_is_served(known, site, path):
    secret = site.out.parent / "secret.html"
    secret.write_text(PAGE, encoding="utf-8")
    (site.out / "notes.txt").write_text("自己的", encoding="utf-8")
    (site.out / "foreign.html").write_text("<p>别人的</p>", encoding="utf-8")
    (site.out / "pages" / ".hidden.html").write_text(PAGE, encoding="utf-8")
    (site.out / "link.html").symlink_to(secret)
    (site.out / "linked").symlink_to(site.out.parent)
    assert known.ask("GET", path)[0] == 404


def test_a_linked_folder_of_pages_is_not_followed(known, site, tmp_path):
    (site.out / "annotated").symlink_to(tmp_path)
    (tmp_path / "secret.html").write_text(PAGE, encoding="utf-8")
    assert known.ask("GET", "/annotated/secret.html")[0] == 404


def test_a_verdict_is_kept_before_the_answer_goes_out(known):
    status, answer = known.judge()
    assert (status, kept()) == (200, [("0123456789ab", "false-alarm", "另有一处")])
    assert answer["said"].startswith("已记下：镇/甲.docx")


def test_a_page_learns_which_verdicts_are_kept(known):
    known.judge()
    _, _, body = known.ask("GET", "/verdicts?report=%E9%95%87/%E7%94%B2.docx")
    assert json.loads(body) == {"0123456789ab": "误报"}
    assert json.loads(known.ask("GET", "/verdicts")[2]) == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"X_Verdict_Token": "wrong"},
        {"X_Verdict_Token": ""},
        {"X_Verdict_Token": "\xff"},
        {"Cookie": ""},
    ],
)
def test_a_verdict_from_elsewhere_is_refused(known, headers):
    assert known.judge(**headers)[0] == 403
    assert kept() == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b"[" * 9000,
        json.dumps({"finding": "a", "verdict": "agree"}).encode(),
        json.dumps({**VERDICT, "reason": 1}).encode(),
        json.dumps({**VERDICT, "more": ""}).encode(),
        json.dumps({**VERDICT, "reason": "\ud800"}).encode(),
    ],
)
def test_what_is_no_verdict_is_refused(known, body):
    assert known.judge(body)[0] == 400
    assert kept() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Content_Type": "text/plain"},
        {"Content_Length": "-1"},
        {"Content_Length": "9" * 5000},
        {"Content_Length": "20000"},
        {"Content_Length": "٣"},
    ],
)
def test_a_form_or_an_endless_body_is_no_verdict(known, headers):
    headers = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    assert known.judge(**headers)[0] == 400
    assert kept() == []


def test_other_addresses_take_no_verdict(known):
    usual = {"Content_Type": "application/json", "X_Verdict_Token": known.server.served.token, "Origin": f"http://{known.host}"}
    assert known.ask("POST", "/", json.dumps(VERDICT).encode(), **usual)[0] == 400


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"finding": "镇/甲.docx#ffffffffffff"}, "没有编号为"),
        ({"verdict": "maybe"}, "不能是"),
        ({"reason": " "}, "要写明理由"),
    ],
)
def test_a_verdict_that_cannot_be_kept_says_why(known, change, told):
    status, answer = known.judge({**VERDICT, **change})
    assert status == 409
    assert told in answer["error"]


def test_other_methods_are_not_there(known):
    assert [known.ask(method, "/index.html")[0] for method in ("PUT", "DELETE", "OPTIONS")] == [501] * 3


def test_a_port_in_use_is_told(browser):
    with pytest.raises(ServeError, match="用不了"):
        Server(browser.server.served.out, MEMBERS, browser.server.served.settings, browser.server.server_port)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_verdict_outlives_a_crash_of_the_server(site):
    arguments = [sys.executable, "-m", "checker.cli", "serve", "-o", str(site.out)]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=Path(__file__).parents[2])
    port, key = re.search(r":(\d+)/\?key=(\S+)", process.stdout.readline()).groups()
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=10)
    headers = {"Cookie": f"duty-{port}={key}"}
    connection.request("GET", "/pages/%E7%94%B2-0123456789ab.html", headers=headers)
    token = re.search(r'name="verdict-token" content="([^"]+)"', connection.getresponse().read().decode())[1]
    headers |= {"Content-Type": "application/json", "X-Verdict-Token": token, "Origin": f"http://127.0.0.1:{port}"}
    connection.request("POST", "/verdict", json.dumps(VERDICT), headers)
    assert connection.getresponse().status == 200
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert kept() == [("0123456789ab", "false-alarm", "另有一处")]
