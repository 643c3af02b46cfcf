"""What a file is told by its content; its extension is only a claim."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from word_file import archive, paragraph, word_file

from checker.discovery import PAGE_MARK, discover
from checker.model import ReadError
from checker.readers.formats import FORMATS, form_of
from reports.environment import GENERATOR

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
REPORT = "述职报告\n" + "全年走访农户四十户，解决饮水问题三件。" * 5


def ole(*streams: str, flags: int = 0) -> bytes:
    """A container with a directory that names ``streams``, and a file information block in its first sector."""
    head = bytearray(512)
    head[:8] = OLE
    struct.pack_into("<H", head, 30, 9)
    block = bytearray(512)
    struct.pack_into("<H", block, 0, 0xA5EC)
    struct.pack_into("<H", block, 10, flags)
    entries = b"".join(stream.encode("utf-16-le").ljust(116, b"\0") + struct.pack("<I", 0).ljust(12, b"\0") for stream in streams)
    return bytes(head + block) + entries


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (word_file(paragraph("甲")), "zip"),
        (ole("WordDocument"), "doc"),
        (ole("MatOST", "CONTENTS"), "wps"),
        (b"{\\rtf1\\ansi}", "rtf"),
        (b"\xef\xbb\xbf{\\rtf1}", "rtf"),
        (b"%PDF-1.4\n", "pdf"),
        (b"junk before\n%PDF-1.4\n", "pdf"),
        (b"<html><body>x", "html"),
        (b"\xef\xbb\xbf  <!DOCTYPE HTML PUBLIC>", "html"),
        (b"<?xml version='1.0'?><!-- made by hand --><html xmlns='x'>", "html"),
        ("<html>".encode("utf-16"), "html"),
        ("<html>".encode("utf-16-le").join([b"\xff\xfe", b""]), "html"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', "word-xml"),
        (REPORT.encode(), "text"),
        (REPORT.encode("gb18030"), "text"),
        (b"BM is how a text may begin", "text"),
    ],
)
def test_the_form_is_what_the_bytes_say(data, form):
    assert form_of(data) == form


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ole("EncryptedPackage"), "密码"),
        (ole("WordDocument", flags=0x0100), "密码"),
        (ole("EncryptedPackage", "DRMEncryptedDataSpace"), "加密软件"),
        (ole("\tDRMContent", "WordDocument"), "加密软件"),
        (b"%TSD-Header-###%" + bytes(range(256)) * 4, "加密软件"),
        (b"b\x14#e\x00\x00E-SafeNet\x00\x00LOCK" + bytes(range(256)) * 4, "加密软件"),
        (ole("Workbook"), "Excel"),
        (ole("PowerPoint Document"), "演示文稿"),
        (ole("Catalog"), "没有 Word 正文"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "照片"),
        (b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        (b"Rar!\x1a\x07\0", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\0", "7z"),
    ],
)
def test_known_forms_that_hold_no_report_are_named(data, said):
    with pytest.raises(ReadError) as error:
        form_of(data)
    assert said in error.value.reason
    assert error.value.reason.endswith("。")
    assert error.value.advice.endswith("。")


@pytest.mark.parametrize("name", ["报告.doc", "报告.wps", "报告.pdf", "报告.html", "报告.txt", "报告"])
def test_a_word_file_is_read_whatever_it_is_called(read, name):
    source = read(word_file(paragraph("全年走访四十户。")), name)
    assert (source.text, source.format) == ("全年走访四十户。", "docx")


@pytest.mark.parametrize("name", ["报告.docx", "报告.doc", "报告.pdf"])
def test_a_text_under_another_name_is_read_with_a_word_about_it(read, name):
    source = read(REPORT.encode("gb18030"), name)
    assert source.text == REPORT
    assert "纯文本" in source.warnings[0]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}, "开放文档"),
        (
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "content.xml": b"\x00\x01",
                "META-INF/manifest.xml": b"<m><encryption-data/></m>",
            },
            "密码",
        ),
        ({"OFD.xml": b"<x/>"}, "OFD"),
    ],
)
def test_archives_of_other_kinds(read, parts, said):
    with pytest.raises(ReadError, match=said):
        read(archive(parts), "报告.odt")


def test_every_format_is_looked_for_in_a_folder(tmp_path: Path):
    for suffix in (*FORMATS, ".PDF", ".Doc", ".jpg", ".zip"):
        (tmp_path / f"报告{suffix}").write_bytes(b"x")
    found = discover([tmp_path], [tmp_path], out=tmp_path / "site")
    assert {file.path.suffix.lower() for file in found.files} == set(FORMATS)
    assert {skipped.path for skipped in found.skipped} == {"报告.jpg", "报告.zip"}


def test_our_own_pages_are_no_reports(tmp_path: Path):
    assert GENERATOR.encode() in PAGE_MARK
    (tmp_path / "检查页.html").write_bytes(b"<!DOCTYPE html>\n<html><head>" + PAGE_MARK + b' 1.0"></head>')
    (tmp_path / "报告.html").write_bytes(b"<!DOCTYPE html>\n<html><head></head>")
    found = discover([tmp_path], [tmp_path], out=tmp_path / "site")
    assert [file.name for file in found.files] == ["报告.html"]
    assert [(skipped.path, skipped.reason) for skipped in found.skipped] == [("检查页.html", "本工具生成的检查页。")]
