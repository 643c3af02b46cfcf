"""One file per format: a path becomes a Source, or a ReadError that says in Chinese what is wrong and what to do.

The reader is chosen by what the file holds. Nothing is fetched, run or unpacked to disk.
Importing this package loads no reader, so the command line starts without lxml.
"""

from __future__ import annotations

import hashlib
import re
import stat
from pathlib import Path, PurePosixPath

from checker.model import ReadError, Source
from checker.readers.limits import ReadLimits

__all__ = ["FORMATS", "READER_VERSION", "ReadLimits", "read_source"]

FORMATS = (".txt", ".md", ".docx", ".docm")
READER_VERSION = "1"  # part of the cache key: raise it when the same bytes would be read differently

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}<(?:!doctype html|html)\b", re.IGNORECASE)
_SAVE_AS_WORD = "请用 Word 或 WPS 打开，另存为 .docx 后再检查。"
_MISNAMED_HAN = 50  # a .docx that is no archive is read as text only where it holds this much Chinese


def read_source(path: Path, name: str, limits: ReadLimits) -> Source:
    """Read the file at ``path``.

    ``name`` is its path below the checked folder, with forward slashes; it becomes ``Source.path``.
    Raises ReadError, and nothing else, for whatever cannot be read as a report within ``limits``.
    """
    data = _bytes(path, limits)
    if not data:
        raise ReadError("文件是空的，没有任何内容。", "请确认报告已保存，重新提交。")
    if data.startswith(_ZIP):
        from checker.readers.docx import read_docx

        return read_docx(data, name, _digest(data), limits)
    if reason := _unreadable_format(data):
        raise ReadError(reason, _SAVE_AS_WORD)
    return _read_text(data, name, limits)


def _bytes(path: Path, limits: ReadLimits) -> bytes:
    try:
        # A pipe or a device would be waited for without end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ReadError("这不是普通文件，无法读取。", "请只提交报告文件本身。")
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except PermissionError as error:
        raise ReadError("没有读取这个文件的权限。", "请检查文件权限，或先关闭正在占用它的程序。") from error
    except (OSError, ValueError) as error:
        raise ReadError("文件打不开，可能已被移走、改名或正被占用。", "请确认文件还在原处，再检查一次。") from error
    if len(data) > limits.file_bytes:
        raise ReadError(f"文件超过{limits.file_bytes // 1_000_000}兆字节的上限。", "请压缩或删去图片后再检查。")
    return data


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _unreadable_format(data: bytes) -> str | None:
    """One sentence naming a format that is known but not read, None where it may be text."""
    if data.startswith(_OLE):
        return _ole_reason(data)
    if b"%PDF-" in data[:1024]:
        return "这是 PDF 文件，目前不能直接读取。"
    if data.startswith(b"{\\rtf"):
        return "这是 RTF 格式的文件，目前不能直接读取。"
    if _HTML.match(data):
        return "这是网页（HTML）文件，目前不能直接读取。"
    return None


def _ole_reason(data: bytes) -> str:
    """What an OLE container holds, told by the names in its directory, which are UTF-16."""
    streams = {
        "EncryptedPackage": "文件设有打开密码，读不到内容。",
        "WordDocument": "这是旧版 .doc 或 .wps 格式的文件，目前不能直接读取。",
        "Workbook": "这是 Excel 表格，不是报告正文。",
        "PowerPoint Document": "这是演示文稿，不是报告正文。",
    }
    for stream, reason in streams.items():
        if stream.encode("utf-16-le") in data:
            return reason
    return "这是旧版办公软件的文件，目前不能直接读取。"


def _read_text(data: bytes, name: str, limits: ReadLimits) -> Source:
    from checker.readers.text import read_text

    suffix = PurePosixPath(name).suffix.lower()
    if suffix in {".txt", ".md"}:
        return read_text(data, name, _digest(data), limits)
    try:
        source = read_text(data, name, _digest(data), limits)
    except ReadError as error:
        raise ReadError("文件已损坏，或不是后缀所说的格式。", _SAVE_AS_WORD) from error
    if sum("\u4e00" <= char <= "\u9fff" for char in source.text) < _MISNAMED_HAN:
        raise ReadError("文件已损坏，或不是后缀所说的格式。", _SAVE_AS_WORD)
    return Source(
        source.path,
        source.text,
        source.format,
        source.digest,
        source.paragraphs,
        (*source.warnings, f"文件后缀是{suffix or '空的'}，内容是纯文本，已按纯文本读取。"),
    )
