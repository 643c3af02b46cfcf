"""``checker serve``: the site on this machine alone, with working verdict buttons.

Bound to the loopback address. The address printed at the start carries a random key that becomes a cookie; without it
nothing is served, because others may be logged in to the same machine. A verdict further needs the token that stands in
the served pages, the page's own Origin, and a Host of this machine, so no other site in the browser can give one. Each
verdict is in the state file when the answer goes out: a crash loses nothing.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import socketserver
import sys
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote

from checker.model import Refusal
from checker.refusal import cause
from checker.settings import Settings
from checker.store import Store, StoreError, state_path
from checker.verdicts import CHOICES, record
from reports.site import INDEX, site_file

_HOST = "127.0.0.1"
_LONGEST_BODY = 16_384  # bytes of a verdict: a reason is a few sentences
_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
    ".xml": "application/xml",
    ".sarif": "application/sarif+json",
}
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="')
_NO_KEY = "请用 checker serve 启动时显示的完整地址打开。"


class ServeError(Refusal):
    """A server that cannot start: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Served:
    """What one server serves, and its secrets."""

    out: Path
    members: str  # the set of paths the site was made from, as its marker has it
    settings: Settings
    key: str  # in the address it is started with, then in a cookie
    token: str  # in the served pages, then with each verdict


class Server(ThreadingHTTPServer):
    """A server of one site; :attr:`address` is where a browser begins."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # on Windows it would let another program take the port over

    def __init__(self, out: Path, members: str, settings: Settings, port: int = 0) -> None:
        """Listen on ``port`` (0: any that is free). Raises ServeError."""
        self.served = Served(out, members, settings, secrets.token_urlsafe(32), secrets.token_urlsafe(32))
        try:
            super().__init__((_HOST, port), _Handler)
        except OSError as error:
            raise ServeError(f"端口 {port} 用不了（{cause(error)}），请用 --port 另选一个。") from error

    def server_bind(self) -> None:
        """Bind without asking a name server what this machine is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = _HOST, int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hung up is no news; anything else is told by the standard library."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    @property
    def address(self) -> str:
        """The address that opens the index."""
        return f"http://{_HOST}:{self.server_port}/?key={self.served.key}"


def serve(out: Path, members: str, settings: Settings, port: int, started: Callable[[str], None]) -> None:
    """Serve the site at ``out`` until interrupted; ``started`` gets the address. Raises ServeError."""
    with Server(out, members, settings, port) as server:
        started(server.address)
        server.serve_forever()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = 10  # seconds for a request to arrive

    def do_GET(self) -> None:
        """The key for a cookie, the verdicts kept on a report, or a file of the site."""
        if not self._is_for_us():
            self._say(HTTPStatus.FORBIDDEN, "不是本机地址。")
            return
        path, _, query = self.path.partition("?")
        asked = parse_qs(query)
        if path == "/" and secrets.compare_digest(asked.get("key", [""])[0].encode(), self.server.served.key.encode()):
            self._welcome()
        elif not self._has_key():
            self._say(HTTPStatus.FORBIDDEN, _NO_KEY)
        elif path == "/verdicts":
            self._kept(asked.get("report", [""])[0])
        else:
            self._file(path)

    def do_POST(self) -> None:
        """A verdict."""
        body = self._body()
        if not (self._is_for_us() and self._has_key() and self._is_own_page()):
            self._answer(HTTPStatus.FORBIDDEN, {"error": _NO_KEY})
        elif self.path != "/verdict" or body is None:
            self._answer(HTTPStatus.BAD_REQUEST, {"error": "请求不完整。"})
        else:
            self._record(body)

    def _record(self, body: dict[str, str]) -> None:
        served = self.server.served
        try:
            said = record(served.members, body["finding"], body["verdict"], body["reason"], served.settings)
        except StoreError as error:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, {"error": str(error)})
        except Refusal as error:
            self._answer(HTTPStatus.CONFLICT, {"error": str(error)})
        else:
            self._answer(HTTPStatus.OK, {"said": said})

    def _body(self) -> dict[str, str] | None:
        """The verdict that was sent: three texts; None where it is anything else."""
        length = self.headers.get("Content-Length", "")
        if not re.fullmatch("[0-9]{1,5}", length) or int(length) > _LONGEST_BODY or self.headers.get_content_type() != "application/json":
            return None
        try:
            sent: Any = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError, OSError):
            return None
        if not isinstance(sent, dict) or sent.keys() != {"finding", "verdict", "reason"}:
            return None
        return sent if all(isinstance(value, str) and _is_utf8(value) for value in sent.values()) else None

    def _is_for_us(self) -> bool:
        """Whether the browser meant this machine: a foreign name that leads here (DNS rebinding) is refused."""
        return self.headers.get("Host", "") in {f"{name}:{self.server.server_port}" for name in (_HOST, "localhost")}

    def _has_key(self) -> bool:
        # Read by hand: the cookies of other programs on this machine come along, and an odd one would hide ours from a parser.
        cookies = [cookie.strip() for cookie in self.headers.get("Cookie", "").split(";")]
        return any(secrets.compare_digest(cookie.encode(), f"{self._cookie}={self.server.served.key}".encode()) for cookie in cookies)

    def _is_own_page(self) -> bool:
        """Whether a page that we served sent this: its Origin, and the token it carries."""
        token = self.headers.get("X-Verdict-Token", "")
        same = secrets.compare_digest(token.encode(errors="replace"), self.server.served.token.encode())
        return same and self.headers.get("Origin", "") == f"http://{self.headers.get('Host', '')}"

    @property
    def _cookie(self) -> str:
        """Cookies are shared by all ports of a machine: the name tells them apart."""
        return f"duty-{self.server.server_port}"

    def _welcome(self) -> None:
        """Take the key over into a cookie, so that it does not stand in every address."""
        cookie = f"{self._cookie}={self.server.served.key}; HttpOnly; SameSite=Strict; Path=/"
        self._send(HTTPStatus.SEE_OTHER, "text/plain; charset=utf-8", b"", {"Location": f"/{INDEX}", "Set-Cookie": cookie})

    def _kept(self, report: str) -> None:
        """The verdicts kept on a report, in words: a page shows them before the next run does."""
        try:
            with Store(state_path([Path(member) for member in json.loads(self.server.served.members)])) as store:
                self._answer(HTTPStatus.OK, {judged.fingerprint: CHOICES.get(judged.verdict, "") for judged in store.judged(report)})
        except StoreError as error:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, {"error": str(error)})

    def _file(self, path: str) -> None:
        name = unquote(path).removeprefix("/") or INDEX
        file = site_file(self.server.served.out, name)
        try:
            content = file.read_bytes() if file else None
        except OSError:
            content = None
        if file is None or content is None:
            self._say(HTTPStatus.NOT_FOUND, "检查页里没有这个文件。")
            return
        suffix = file.suffix.lower()
        if suffix == ".html":
            self._send(HTTPStatus.OK, _KINDS[suffix], self._with_token(content), {})
        else:
            attached = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
            self._send(HTTPStatus.OK, _KINDS.get(suffix, "application/octet-stream"), content, attached)

    def _with_token(self, page: bytes) -> bytes:
        """The page with the token its buttons need, and with leave to ask this server, nobody else."""
        token = f'<meta name="verdict-token" content="{self.server.served.token}">\n'.encode()
        return _POLICY.sub(lambda policy: token + policy[0] + b"connect-src 'self'; ", page, count=1)

    def _say(self, status: HTTPStatus, sentence: str) -> None:
        self._send(status, "text/plain; charset=utf-8", sentence.encode(), {})

    def _answer(self, status: HTTPStatus, content: dict[str, str]) -> None:
        self._send(status, "application/json", json.dumps(content, ensure_ascii=False).encode(), {})

    def _send(self, status: HTTPStatus, kind: str, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **_HEADERS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def version_string(self) -> str:
        """What the Server header says: no more than needed."""
        return "checker"

    def log_message(self, *_: object) -> None:
        """Nothing: addresses of personnel papers belong in no log."""


def _is_utf8(text: str) -> bool:
    """Whether the state file can hold a text: JSON can spell half a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
