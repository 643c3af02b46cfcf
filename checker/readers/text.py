"""Plain text and Markdown read as plain text."""

from __future__ import annotations

from pathlib import PurePosixPath

from checker.model import ReadError, Source
from checker.readers.encoding import decode
from checker.readers.forms import labels_joined
from checker.readers.limits import ReadLimits
from checker.readers.wrapping import find_paragraphs


def read_text(data: bytes, name: str, digest: str, limits: ReadLimits) -> Source:
    """The text of ``data``, line ends made newlines and a byte-order mark dropped, nothing else.

    Raises ReadError for bytes that are no text, for blank files and for more than ``limits.characters``.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > limits.characters:
        raise ReadError(f"全文超过{limits.characters}字，不像一份述职报告。", "请确认没有把多份材料合在一个文件里。")
    paragraphs = labels_joined(find_paragraphs(text))
    if not paragraphs:
        raise ReadError("文件里只有空白，没有文字。", "请确认报告已保存，重新提交。")
    damaged = text.count("\ufffd")
    warnings = (f"文中有{damaged}处文字在保存时已丢失，显示为替代符号。",) if damaged else ()
    form = "md" if PurePosixPath(name).suffix.lower() == ".md" else "txt"
    return Source(name, text, form, digest, paragraphs, warnings)
