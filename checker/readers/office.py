"""Formats that LibreOffice knows and we do not: .doc, .wps, .rtf, .odt become .docx, which the Word reader then reads.

LibreOffice runs without a window, in a profile of its own that lasts as long as the conversion, with macros, link
updates and every address of the network shut off, under limits of time and memory. Files are handed over under names
of ours. A batch is converted by one process; where that process dies, its files are converted one by one, so that one
bad file costs only itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Self

from checker.model import ReadError
from checker.readers.formats import SAVE_AS_WORD
from checker.readers.limits import ReadLimits

SOFFICE_VARIABLE = "CHECKER_SOFFICE"
"""The environment variable that names another LibreOffice than the one found, or, set to nothing, none at all."""

_SUFFIXES = {"doc": ".doc", "wps": ".wps", "rtf": ".rtf", "odt": ".odt", "word-xml": ".xml"}
CONVERTED_FORMS = frozenset(_SUFFIXES)
_NAMES = {"doc": " .doc ", "wps": " .wps ", "rtf": " RTF ", "odt": "开放文档（.odt）", "word-xml": " Word 2003 XML "}
_BATCH = 25  # files a process is given; its time limit grows with them
_PLACES = (
    "/usr/bin/soffice",
    "/usr/local/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_SECURITY, _PROXY = "org.openoffice.Office.Common/Security/Scripting", "org.openoffice.Inet/Settings"
_SETTINGS = (
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    (_PROXY, "ooInetProxyType", "2"),  # by hand, to a port where nobody listens
    (_PROXY, "ooInetHTTPProxyName", "127.0.0.1"),
    (_PROXY, "ooInetHTTPProxyPort", "9"),
    (_PROXY, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_PROXY, "ooInetHTTPSProxyPort", "9"),
)


def find_soffice() -> Path | None:
    """The LibreOffice of this machine, None without one.

    It is what ``CHECKER_SOFFICE`` names, else what is on the path, else what stands in the usual places.
    """
    if (named := os.environ.get(SOFFICE_VARIABLE)) is not None:
        return Path(named) if named and Path(named).is_file() else None
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    return next((Path(place) for place in _PLACES if Path(place).is_file()), None)


def convert_ahead(files: Iterable[tuple[bytes, str]], folder: Path, limits: ReadLimits) -> None:
    """Convert ``files`` (their bytes and form) into ``folder``, where :func:`converted` finds them by their digest.

    Without LibreOffice nothing happens: each file then says so when it is read. A file that cannot be converted leaves
    its reason in the folder; ``folder`` lasts as long as the run, so no reason outlives it.
    """
    soffice = find_soffice()
    if soffice is None:
        return
    for batch in _batches(files):
        with _Workshop(soffice, limits) as workshop:
            made = workshop.convert(batch)
        for (data, _), outcome in zip(batch, made, strict=True):
            name = hashlib.sha256(data).hexdigest()
            if isinstance(outcome, bytes):
                (folder / f"{name}.docx").write_bytes(outcome)
            else:
                (folder / f"{name}.txt").write_text(outcome, encoding="utf-8")


def converted(data: bytes, form: str, digest: str, limits: ReadLimits, folder: Path | None) -> bytes:
    """``data`` as a Word document: from ``folder``, where it was converted ahead, else converted now.

    Raises ReadError where LibreOffice is missing, gives up or takes too long.
    """
    if folder is not None and (ready := folder / f"{digest}.docx").is_file():
        return ready.read_bytes()
    if folder is not None and (reason := folder / f"{digest}.txt").is_file():
        raise ReadError(reason.read_text(encoding="utf-8"), SAVE_AS_WORD)
    soffice = find_soffice()
    if soffice is None:
        raise ReadError(
            f"这是{_NAMES[form]}文件，要靠 LibreOffice 读取，本机没有装。", "请另存为 .docx 后再检查，或请维护人员安装 LibreOffice。"
        )
    with _Workshop(soffice, limits) as workshop:
        (outcome,) = workshop.convert([(data, form)])
    if isinstance(outcome, bytes):
        return outcome
    raise ReadError(outcome, SAVE_AS_WORD)


def _batches(files: Iterable[tuple[bytes, str]]) -> Iterator[list[tuple[bytes, str]]]:
    batch: list[tuple[bytes, str]] = []
    for file in files:
        batch.append(file)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _profile() -> str:
    """The settings of LibreOffice's own profile, as it stores them."""
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


class _Workshop:
    """A temporary folder with a profile of its own, in which LibreOffice works."""

    def __init__(self, soffice: Path, limits: ReadLimits) -> None:
        self._soffice, self._limits = soffice, limits

    def __enter__(self) -> Self:
        self._temporary = tempfile.TemporaryDirectory(prefix="checker-office-", ignore_cleanup_errors=True)
        self._folder = Path(self._temporary.name)
        profile = self._folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
        (self._folder / "out").mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        self._temporary.cleanup()

    def convert(self, files: Sequence[tuple[bytes, str]]) -> list[bytes | str]:
        """Each file as .docx, or why not, in Chinese. Together first; what that leaves over one by one."""
        paths: list[Path] = []
        for number, (data, form) in enumerate(files):
            path = self._folder / f"{number}{_SUFFIXES[form]}"
            path.write_bytes(data)
            paths.append(path)
        late = self._run(paths)
        made: list[bytes | str] = []
        for path in paths:
            result = self._result(path)
            if result is None and len(paths) > 1:
                late = self._run([path])
                result = self._result(path)
            made.append(result if result is not None else self._reason(late=late))
        return made

    def _result(self, path: Path) -> bytes | None:
        """The converted file, no larger than any other that is read."""
        result = self._folder / "out" / f"{path.stem}.docx"
        if not result.is_file():
            return None
        with result.open("rb") as file:
            return file.read(self._limits.file_bytes + 1)

    def _reason(self, *, late: bool) -> str:
        if late:
            return f"LibreOffice 读这个文件用时超过{self._limits.helper_seconds:g}秒，已中止。"
        megabytes = self._limits.helper_bytes // 1_000_000
        return f"LibreOffice 打不开这个文件，文件可能已损坏、设有密码，或要用的内存超过{megabytes}兆字节的上限。"

    def _run(self, paths: Sequence[Path]) -> bool:
        """Let one process convert ``paths``; True where it had to be stopped because it took too long."""
        command = [
            str(self._soffice),
            f"-env:UserInstallation={(self._folder / 'profile').as_uri()}",
            *("--headless", "--invisible", "--nologo", "--nodefault", "--norestore", "--nolockcheck"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(self._folder / "out")),
            *map(str, paths),
        ]
        seconds = self._limits.helper_seconds * (1 + len(paths) // 5)  # of a batch no file may be late, nor all of them
        return run_limited(command, seconds, self._limits.helper_bytes, self._folder)


def run_limited(command: Sequence[str], seconds: float, memory: int, folder: Path) -> bool:
    """Run a program, its output thrown away; True where it was stopped after ``seconds``. Its children end with it."""
    try:
        process = subprocess.Popen(  # noqa: S603 - a program of ours, arguments of ours
            limited(command, memory, seconds),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            start_new_session=True,
            env=_environment(folder),
        )
    except OSError:
        return False
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return True
    finally:
        _end(process)
    return False


def limited(command: Sequence[str], memory: int, seconds: float) -> list[str]:
    """``command`` so that it can reserve no more than ``memory`` bytes, where the system can say so.

    It also may compute no longer than ``seconds``: where the process that waits for it is killed, it does not go on for ever.
    """
    if sys.platform == "win32" or not (shell := _shell()):
        return list(command)
    return [shell, "-c", 'ulimit -v "$0"; ulimit -t "$1"; shift; exec "$@"', str(memory // 1024), str(math.ceil(seconds)), *command]


@cache
def _shell() -> str | None:
    return shutil.which("sh")


def _environment(folder: Path) -> dict[str, str]:
    """The environment without addresses of proxies, its home in the folder."""
    kept = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    return kept if sys.platform == "win32" else kept | {"HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603, S607
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
