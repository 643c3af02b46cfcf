"""One file per format: a path becomes a Source, or a ReadError that says in Chinese what is wrong and what to do.

The reader is chosen by what the file holds. Nothing is fetched, run or unpacked to disk.
Importing this package loads no reader, so the command line starts without lxml.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from checker.model import ReadError, Source
from checker.readers.formats import FORMATS, SAVE_AS_WORD, form_of
from checker.readers.limits import ReadLimits

if TYPE_CHECKING:
    from checker.readers.archive import Archive

__all__ = ["FORMATS", "READER_VERSION", "ReadLimits", "convert_ahead", "read_source"]

READER_VERSION = "6"  # part of the cache key: raise it when the same bytes would be read differently

_MISNAMED_HAN = 50  # a .docx that is no archive is read as text only where it holds this much Chinese


def read_source(path: Path, name: str, limits: ReadLimits, ready: Path | None = None) -> Source:
    """Read the file at ``path``.

    ``name`` is its path below the checked folder, with forward slashes; it becomes ``Source.path``. ``ready`` is a folder
    into which :func:`convert_ahead` has put what LibreOffice must convert.
    Raises ReadError, and nothing else, for whatever cannot be read as a report within ``limits``.
    """
    data = _bytes(path, limits)
    if not data.strip(b"\0 \t\r\n\x1a"):
        raise ReadError("文件是空的，没有任何内容。", "请确认报告已保存，重新提交。")
    return _read(data, name, limits, ready)


def convert_ahead(paths: Iterable[Path], folder: Path, limits: ReadLimits) -> None:
    """Let LibreOffice convert those of ``paths`` that need it, many at once, into ``folder``, for :func:`read_source`.

    Starting it takes a second or two, so a run starts it once for all its files. What cannot be opened is passed over:
    reading it says why.
    """
    from checker.readers import office

    office.convert_ahead(_to_convert(paths, limits), folder, limits)


def _to_convert(paths: Iterable[Path], limits: ReadLimits) -> Iterable[tuple[bytes, str]]:
    from checker.readers.office import CONVERTED_FORMS

    for path in paths:
        try:
            data = _bytes(path, limits)
            form = _form(data, limits)[0]
        except ReadError:
            continue
        if form in CONVERTED_FORMS:
            yield data, form


def _form(data: bytes, limits: ReadLimits) -> tuple[str, Archive | None]:
    """What the bytes are, and the opened archive where they are one."""
    form = form_of(data)
    if form != "zip":
        return form, None
    from checker.readers.archive import Archive

    archive = Archive(data, limits)
    return archive.form(), archive


def _read(data: bytes, name: str, limits: ReadLimits, ready: Path | None) -> Source:
    """The Source of ``data``, by the reader of what it holds."""
    digest = hashlib.sha256(data).hexdigest()
    form, archive = _form(data, limits)
    if form == "docx":
        from checker.readers.docx import read_docx

        return read_docx(data, name, digest, limits)
    if form == "pdf":
        from checker.readers.pdf import read_pdf

        return read_pdf(data, name, digest, limits)
    if form == "html":
        from checker.readers.html import read_html

        return read_html(data, name, digest, limits)
    if form == "ofd" and archive is not None:
        from checker.readers.ofd import read_ofd

        return read_ofd(archive, name, digest, limits)
    if form == "text":
        return _read_text(data, name, digest, limits)
    return _read_converted(data, name, digest, limits, form, ready)


def _read_converted(data: bytes, name: str, digest: str, limits: ReadLimits, form: str, ready: Path | None) -> Source:
    """A document of another office program, by way of LibreOffice; its format stays its own."""
    from dataclasses import replace

    from checker.readers.docx import read_docx
    from checker.readers.office import converted

    return replace(read_docx(converted(data, form, digest, limits, ready), name, digest, limits), format=form)


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


def _read_text(data: bytes, name: str, digest: str, limits: ReadLimits) -> Source:
    from checker.readers.text import read_text

    suffix = PurePosixPath(name).suffix.lower()
    if suffix in {".txt", ".md"}:
        return read_text(data, name, digest, limits)
    try:
        source = read_text(data, name, digest, limits)
    except ReadError as error:
        raise ReadError("文件已损坏，或不是后缀所说的格式。", SAVE_AS_WORD) from error
    if sum("\u4e00" <= char <= "\u9fff" for char in source.text) < _MISNAMED_HAN:
        raise ReadError("文件已损坏，或不是后缀所说的格式。", SAVE_AS_WORD)
    return Source(
        source.path,
        source.text,
        source.format,
        source.digest,
        source.paragraphs,
        (*source.warnings, f"文件后缀是{suffix or '空的'}，内容是纯文本，已按纯文本读取。"),
    )
