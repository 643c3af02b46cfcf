"""PDF files: lines from PDFium, which works in a process of its own, and paragraphs rebuilt from them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from checker.model import ReadError, Source
from checker.readers.grid import Line
from checker.readers.layout import Page, rebuilt
from checker.readers.limits import ReadLimits
from checker.readers.office import limited

_ADVICE = "请提交由 Word 或 WPS 导出、可以选中文字的 PDF，或直接提交 .docx。"
_DAMAGED = "这个 PDF 已损坏或没有传完整，打不开。"
_UNMAPPED = 0.2  # share of characters without a code from which a text is no longer legible
_SCANNED_SHARE = 0.5


def read_pdf(data: bytes, name: str, digest: str, limits: ReadLimits) -> Source:
    """The Source of a PDF with a text layer.

    Raises ReadError for one that is encrypted, damaged, scanned, or beyond ``limits``.
    """
    found = _extract(data, limits)
    if error := found.get("error"):
        raise _refusal(error, limits)
    lines = [Line(*line) for line in found["lines"]]
    bare = found["bare"]
    if not lines:
        raise ReadError("PDF 里没有文字层，应是扫描件或图片，读不到内容。", _ADVICE)
    text = "".join(line.text for line in lines)
    if text.count("\ufffd") > _UNMAPPED * len(text):
        raise ReadError("PDF 的字体没有文字编码，复制出来是乱码，读不了。", _ADVICE)
    if len(bare) > _SCANNED_SHARE * len(found["sizes"]):
        raise ReadError(f"PDF 共{len(found['sizes'])}页，有{len(bare)}页没有文字层，应是扫描件。", _ADVICE)
    warnings = []
    if bare:
        warnings.append(f"第{'、'.join(map(str, bare))}页没有文字层（图片或扫描件），未读入。")
    if damaged := text.count("\ufffd"):
        warnings.append(f"PDF 中有{damaged}个字没有文字编码，显示为替代符号。")
    return rebuilt(lines, [Page(*size) for size in found["sizes"]], name, "pdf", digest, tuple(warnings), found["marks"])


def _extract(data: bytes, limits: ReadLimits) -> dict[str, Any]:
    # -P: a folder named like one of our packages beside the reports must not be imported.
    command = [sys.executable, "-P", "-m", "checker.readers.pdf_process", str(limits.pages), str(limits.characters)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and the file on its standard input
            limited(command, limits.helper_bytes, limits.helper_seconds),
            input=data,
            capture_output=True,
            timeout=limits.helper_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"读这个 PDF 用时超过{limits.helper_seconds:g}秒，已中止。", _ADVICE) from error
    except OSError as error:
        raise ReadError("读 PDF 的进程启动不了，可能内存不足。", "请稍后再检查，或直接提交 .docx。") from error
    try:
        found = json.loads(done.stdout)
    except ValueError as error:
        megabytes = limits.helper_bytes // 1_000_000
        raise ReadError(f"读这个 PDF 的进程中途退出，文件可能已损坏，或要用的内存超过{megabytes}兆字节的上限。", _ADVICE) from error
    return dict(found)


def _refusal(error: str, limits: ReadLimits) -> ReadError:
    if error == "password":
        return ReadError("PDF 设有打开密码，读不到内容。", "请取消密码后重新导出再检查。")
    if error == "pages":
        return ReadError(f"PDF 超过{limits.pages}页，不像一份述职报告。", "请确认没有把多份材料合在一个文件里。")
    if error == "characters":
        return ReadError(f"全文超过{limits.characters}字，不像一份述职报告。", "请确认没有把多份材料合在一个文件里。")
    return ReadError(_DAMAGED, _ADVICE)
