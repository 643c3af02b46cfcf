"""What a file is, told by its first bytes and its inner names, never by its extension.

What is known and cannot be a report is refused here, with a sentence that names it.
"""

from __future__ import annotations

import re
import struct
from typing import Literal

from checker.model import ReadError

Form = Literal["zip", "doc", "wps", "rtf", "word-xml", "pdf", "html", "text"]

FORMATS = (".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".ofd", ".txt", ".md", ".html", ".htm")

SAVE_AS_WORD = "请用 Word 或 WPS 打开，另存为 .docx 后再检查。"
_NO_PASSWORD = "请取消打开密码后重新保存再检查。"  # noqa: S105 - advice about passwords, not one
_LOCKED = "文件设有打开密码，读不到内容。"
_WRAPPED = "文件被文档加密软件（DRM）加密，离开加密环境读不到内容。"
_UNWRAP = "请在装有该软件的电脑上解密或申请外发后，再提交检查。"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOM = b"\xef\xbb\xbf"
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--.{0,2000}?-->\s{0,200})?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_UTF16 = re.compile(r"\s{0,200}<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_WORD_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}<\?xml[^>]{0,200}>\s{0,200}<\?mso-application progid=\"Word\.Document\"\?>", re.IGNORECASE
)
# What the transparent encryption of Chinese office computers puts before the encrypted bytes of a file.
_WRAPPERS = (b"%TSD-Header-###%", b"E-SafeNet")
_HEAD = 4096
_PICTURES = (
    (b"\xff\xd8\xff", "照片"),
    (b"\x89PNG\r\n", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
)
_ARCHIVES = ((b"Rar!\x1a\x07", "RAR 压缩包"), (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"), (b"\x1f\x8b\x08", "gzip 压缩包"))


def form_of(data: bytes) -> Form:
    """What ``data`` is; "text" for whatever may be a text.

    Raises ReadError for what is known and cannot be read as a report: encrypted files, tables, slides, pictures, archives.
    """
    head = data[:_HEAD]
    if any(mark in head[:1024] for mark in _WRAPPERS):
        raise ReadError(_WRAPPED, _UNWRAP)
    if data.startswith(_ZIP):
        return "zip"
    if data.startswith(_OLE):
        return _ole(data)
    if head.lstrip(_BOM + b" \t\r\n").startswith(b"{\\rt"):
        return "rtf"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if _WORD_XML.match(head):
        return "word-xml"
    if _HTML.match(head) or (head[:2] in (b"\xff\xfe", b"\xfe\xff") and _HTML_UTF16.match(head[2:].decode(_utf16(head), "ignore"))):
        return "html"
    for mark, what in (*_PICTURES, *_ARCHIVES):
        if data.startswith(mark) and b"\0" in head:
            raise ReadError(f"这是{what}，不是文字材料。", "请提交可以选中文字的报告文件。")
    return "text"


def _utf16(head: bytes) -> str:
    return "utf-16-le" if head.startswith(b"\xff\xfe") else "utf-16-be"


def _ole(data: bytes) -> Form:
    """What an OLE container holds, told by the names in its directory, which are UTF-16."""
    if _names(data, "EncryptedPackage"):
        protected = _names(data, "DRMEncryptedDataSpace") or _names(data, "\tDRMContent")
        raise ReadError(_WRAPPED, _UNWRAP) if protected else ReadError(_LOCKED, _NO_PASSWORD)
    if _names(data, "\tDRMContent"):
        raise ReadError(_WRAPPED, _UNWRAP)
    if _names(data, "WordDocument"):
        if _has_password(data):
            raise ReadError(_LOCKED, _NO_PASSWORD)
        return "doc"
    for stream, reason in (("Workbook", "这是 Excel 表格，不是报告正文。"), ("PowerPoint Document", "这是演示文稿，不是报告正文。")):
        if _names(data, stream):
            raise ReadError(reason, SAVE_AS_WORD)
    if _names(data, "CONTENTS") or _names(data, "MatOST"):
        return "wps"
    raise ReadError("这是旧版办公软件的文件，里面没有 Word 正文。", SAVE_AS_WORD)


def _names(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _has_password(data: bytes) -> bool:
    """Whether the file information block of a .doc says that the text is encrypted ([MS-DOC] 2.5.2, fEncrypted)."""
    try:
        sector = 1 << struct.unpack_from("<H", data, 30)[0]
        entry = data.index("WordDocument".encode("utf-16-le") + bytes(2))
        start = (struct.unpack_from("<I", data, entry + 116)[0] + 1) * sector
        magic, flags = struct.unpack_from("<H8xH", data, start)
    except (struct.error, ValueError, OverflowError):
        return False
    return bool(magic == 0xA5EC and flags & 0x0100)
