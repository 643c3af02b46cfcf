"""A ZIP archive held in memory, opened within limits. Nothing is ever unpacked to disk, nested archives are never opened."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from checker.model import ReadError
from checker.readers.limits import ReadLimits

_DAMAGED = "文件已损坏或没有传完整，打不开。"
_ADVICE = "请用 Word 或 WPS 打开原件，重新另存为 .docx 后再检查。"
_BOMB_ADVICE = "请核实文件来源，不要打开来历不明的文件。"
_OPEN_TEXTS = {b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.text-template"}
_OTHERS = {
    "xl/workbook.xml": "这是 Excel 表格，不是报告正文。",
    "ppt/presentation.xml": "这是演示文稿，不是报告正文。",
    "content.xml": "这是开放文档的表格或演示文稿，不是报告正文。",
}
_ENCRYPTED = 0x1
_RATIO_FROM = 1_000_000  # blank tables pack very well; below this size no ratio does harm
_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, IndexError)


class Archive:
    """The members of an archive, by name."""

    def __init__(self, data: bytes, limits: ReadLimits) -> None:
        """Look at the directory only. Raises ReadError where it is broken, encrypted or beyond ``limits``."""
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ERRORS as error:
            raise ReadError(_DAMAGED, _ADVICE) from error
        self._members = {member.filename.replace("\\", "/").removeprefix("/"): member for member in self._zip.infolist()}
        self._check()

    def _check(self) -> None:
        members = self._zip.infolist()
        if len(members) > self._limits.members:
            raise ReadError(f"文件内部的部件超过{self._limits.members}个，不像正常的文档。", _BOMB_ADVICE)
        if sum(member.file_size for member in members) > self._limits.unpacked_bytes:
            raise ReadError(f"文件展开后超过{self._limits.unpacked_bytes // 1_000_000}兆字节，疑似压缩炸弹。", _BOMB_ADVICE)

    def form(self) -> str:
        """What it holds, told by its parts: "docx", "odt" or "ofd". Raises ReadError for any other archive and for an encrypted one."""
        if "mimetype" in self and self.read("mimetype").strip() in _OPEN_TEXTS:
            if "META-INF/manifest.xml" in self and b"encryption-data" in self.read("META-INF/manifest.xml"):
                raise ReadError("文件设有打开密码，读不到内容。", "请取消密码后重新保存再检查。")
            for part in {"content.xml", "styles.xml"} & self._members.keys():
                self.read(part)  # within limits, before LibreOffice unpacks it
            return "odt"
        if "OFD.xml" in self:
            return "ofd"
        for part, reason in _OTHERS.items():
            if part in self:
                raise ReadError(reason, _ADVICE)
        return "docx"

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises ReadError where it is broken, encrypted or too large, whatever size it declares."""
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise ReadError("文件设有打开密码，读不到内容。", "请取消密码后重新保存再检查。")
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise ReadError("文件用了不常见的压缩方法，打不开。", _ADVICE)
        # Only what is read is held to it: a blank picture, which is not, packs a thousandfold.
        if member.file_size > max(_RATIO_FROM, self._limits.ratio * member.compress_size):
            raise ReadError(f"文件内部的压缩比超过{self._limits.ratio}倍，疑似压缩炸弹。", _BOMB_ADVICE)
        try:
            with self._zip.open(member) as file:
                data = file.read(self._limits.part_bytes + 1)
        except _ERRORS as error:
            raise ReadError(_DAMAGED, _ADVICE) from error
        if len(data) > self._limits.part_bytes:
            raise ReadError(f"文档正文部件超过{self._limits.part_bytes // 1_000_000}兆字节的上限。", "请把报告正文另存为新文档后再检查。")
        return data
