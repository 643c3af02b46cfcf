"""The log of nightly runs: plain lines, each with its time, in a file that only its owner reads and that never grows without end."""

from __future__ import annotations

import logging
import os
import re
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from checker.model import Refusal
from checker.refusal import cause

BYTES = 1_000_000  # of one file; a night is some twenty lines
KEPT = 5  # older files, .1 the latest
_OURS = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d ")  # how each line begins


class RunLog:
    """Takes lines; close it when done. What cannot be written is told by :attr:`failure`, never raised."""

    def __init__(self, path: Path) -> None:
        """Open the log or make it.

        Raises:
            Refusal: where it can be neither, or where the file is none of ours: nothing is ever written into a report.
        """
        self.failure = ""
        try:
            if path.is_file() and path.stat().st_size and not _OURS.match(_beginning(path)):
                raise Refusal(f"--log 的 {path} 已经存在，又不是以前的日志，没有写；请换一个名字。")
            path.parent.mkdir(parents=True, exist_ok=True)
            self._handler = _OwnerOnly(path, self)
        except OSError as error:
            raise Refusal(f"--log 的 {path} 写不了（{cause(error)}），请检查目录、权限和磁盘空间。") from error

    def write(self, line: str) -> None:
        """Append one line. Line breaks in it (a file may be named so) become spaces: no name can forge a line."""
        plain = " ".join("".join(character if character.isprintable() else " " for character in line).split())
        self._handler.handle(logging.LogRecord("checker", logging.INFO, "", 0, plain, None, None))

    def close(self) -> None:
        """Give the file back."""
        try:
            self._handler.close()
        except OSError as error:
            self.failure = cause(error)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(20)


class _OwnerOnly(RotatingFileHandler):
    def __init__(self, path: Path, log: RunLog) -> None:
        self._log = log
        super().__init__(path, maxBytes=BYTES, backupCount=KEPT, encoding="utf-8", errors="backslashreplace")
        self.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S"))

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, "a", encoding=self.encoding, errors=self.errors)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - the name is the standard library's
        """A full disk ends no run: it is told on standard error at the end."""
        import sys

        error = sys.exc_info()[1]
        self._log.failure = cause(error) if isinstance(error, OSError) else str(error)
