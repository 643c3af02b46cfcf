"""Files that are broken, locked or meant to do harm: one sentence each, and nothing but ReadError."""

from __future__ import annotations

import contextlib
import io
import os
import struct
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_file import archive, definition, item, level, numbered, paragraph, part, read_bytes, run, word_file

from checker.model import ReadError
from checker.readers import ReadLimits, read_source

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
GOOD = word_file(
    item("学习") + paragraph(run("甲") + "<w:ins>" + run("乙") + "</w:ins>") + paragraph("正文" * 50),
    numbering=definition(level(0, "chineseCounting", "%1、")) + numbered(1),
    styles='<w:style w:type="paragraph" w:styleId="a" w:default="1"/>',
)


def document(text: str) -> bytes:
    return archive({"word/document.xml": text.encode()})


def declared(entities: str, text: str) -> bytes:
    return document(
        f"<?xml version='1.0'?><!DOCTYPE x [{entities}]>" + part("document", f"<w:body>{paragraph(text)}</w:body>").partition("?>")[2]
    )


def encrypted() -> bytes:
    data = bytearray(archive({"word/document.xml": b"<x/>"}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    return bytes(data)


LAUGHS = '<!ENTITY a "哈">' + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (GOOD[:300], "损坏"),
        (GOOD[: len(GOOD) // 2], "损坏"),
        (b"PK\x03\x04" + bytes(100), "损坏"),
        (b"not a document", "损坏"),
        (archive({"a.txt": b"x"}), "没有 Word 正文"),
        (archive({"xl/workbook.xml": b"<x/>"}), "Excel"),
        (archive({"ppt/presentation.xml": b"<x/>"}), "演示文稿"),
        (document("<w:document><w:body>"), "XML 已损坏"),
        (document(""), "XML 已损坏"),
        (document("\x00\x01"), "XML 已损坏"),
        (document('<?xml version="1.0" encoding="no-such"?><a/>'), "XML 已损坏"),
        (word_file(""), "没有文字"),
        (word_file(paragraph("　")), "没有文字"),
        (encrypted(), "密码"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (OLE + "WordDocument".encode("utf-16-le"), ".doc"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel"),
        (OLE, "旧版"),
        (declared('<!ENTITY f SYSTEM "file:///etc/hostname">', "&f;"), "实体"),
        (declared('<!ENTITY % d SYSTEM "http://127.0.0.1:9/x.dtd"> %d;', "甲"), "实体"),
        (declared(LAUGHS, "&i;"), "实体"),
        (document("<!DOCTYPE x><a/>"), "实体"),
        (archive({"word/document.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")}), "实体"),
        (word_file(paragraph("<w:ins>" * 130 + run("深") + "</w:ins>" * 130)), "嵌套"),
        (word_file(paragraph("<w:ins>" * 5000 + run("深") + "</w:ins>" * 5000)), "XML"),
        (word_file(paragraph("长" * 61_000)), "60000字"),
        (word_file(paragraph("") * 61_000), "压缩比"),
        (word_file(paragraph("甲" * 61), numbering="<w:num/>" * 400_000), "压缩比"),
        (archive({f"{n}": b"" for n in range(2001)}), "2000个"),
    ],
)
def test_refused_in_one_sentence(read, data, said, monkeypatch):
    monkeypatch.setenv("CHECKER_SOFFICE", "")  # what a machine without LibreOffice says
    with pytest.raises(ReadError) as error:
        read(data)
    assert said in error.value.reason
    assert error.value.reason.endswith("。")
    assert error.value.advice.endswith("。")
    assert error.value.reason.count("。") == 1


def test_declared_sizes_are_summed_before_anything_is_unpacked(read):
    with pytest.raises(ReadError, match="展开后超过"):
        read(GOOD, limits=ReadLimits(unpacked_bytes=100))


def test_blank_picture_is_no_bomb(read):
    assert read(word_file(paragraph("甲"), more={"word/media/a.bmp": bytes(5_000_000)})).text == "甲"


def test_archive_in_the_archive_is_never_opened(read):
    bomb = archive({"word/document.xml": bytes(30_000_000)})
    assert read(word_file(paragraph("甲"), more={"word/embeddings/b.docx": bomb})).text == "甲"


def test_part_larger_than_its_limit(read):
    with pytest.raises(ReadError, match="正文部件超过"):
        read(word_file(paragraph("甲" * 2000)), limits=ReadLimits(part_bytes=1000))


def test_size_that_lies_is_not_believed(read):
    data = bytearray(word_file(paragraph("甲" * 500)))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    with pytest.raises(ReadError):
        read(bytes(data))


def gigabytes(count: int, declared: int) -> bytes:
    """A .docx whose text unpacks to ``count`` gigabytes of blanks, though it says that it has ``declared`` bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)  # as good a block the second time as the first
    packed = block * (100 * count) + packer.flush()
    name = b"word/document.xml"
    sizes = struct.pack("<III", 0, len(packed), declared)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0x21) + sizes + struct.pack("<HH", len(name), 0) + name
    entry = (
        b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0x21) + sizes + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    )
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local) + len(packed), 0)
    return local + packed + entry + end


@pytest.mark.parametrize(
    ("declared", "said"), [(4_200_000_000, "展开后超过"), (300_000_000, "正文部件超过"), (900_000, "损坏"), (20_000, "损坏")]
)
def test_ten_gigabytes_in_ten_megabytes_are_never_unpacked(read, declared, said):
    data = gigabytes(10, declared)
    assert len(data) < 12_000_000
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(ReadError, match=said):
        read(data)
    assert time.process_time() - began < 5
    assert tracemalloc.get_traced_memory()[1] < 200_000_000
    tracemalloc.stop()


def test_open_document_that_unpacks_to_too_much_never_reaches_libreoffice(read):
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b" " * 30_000_000}
    with pytest.raises(ReadError, match="压缩比"):
        read(archive(parts), "报告.odt")


@pytest.mark.parametrize("member", ["../出去.txt", "{here}/出去.txt", "C:\\出去.txt", "word/../../出去.txt", "..\\..\\出去.txt"])
def test_members_that_lead_out_of_the_archive_are_written_nowhere(read, tmp_path, monkeypatch, member):
    (tmp_path / "里" / "更里").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "里" / "更里")
    data = word_file(paragraph("甲"), more={member.format(here=tmp_path): b"x"})
    assert read(data).text == "甲"
    assert {path.name for path in tmp_path.rglob("*")} == {"里", "更里", "file"}


def test_unusual_compression(read):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as file:
        file.writestr("word/document.xml", "<a/>")
    with pytest.raises(ReadError, match="压缩方法"):
        read(buffer.getvalue())


def test_long_number_templates_cannot_blow_up_the_text(read):
    numbering = definition(level(0, "decimal", "%1" * 100_000)) + numbered(1)
    assert len(read(word_file(item("甲") * 50, numbering=numbering)).text) < 20_000


def test_external_relationships_are_not_followed(read):
    relations = '<Relationships><Relationship Id="r1" Type="x/attachedTemplate" TargetMode="External" Target="http://127.0.0.1:9/t"/></Relationships>'
    assert read(word_file(paragraph("甲"), more={"word/_rels/document.xml.rels": relations.encode()})).text == "甲"


def test_file_over_the_limit(read):
    with pytest.raises(ReadError, match="上限"):
        read(GOOD, limits=ReadLimits(file_bytes=10))


def test_missing_file_and_folder(tmp_path: Path):
    for path in (tmp_path / "没有.docx", tmp_path, Path("坏\x00名")):
        with pytest.raises(ReadError):
            read_source(path, "报告.docx", ReadLimits())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes exist on POSIX systems only")
def test_pipe_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "管道.txt")
    with pytest.raises(ReadError, match="普通文件"):
        read_source(tmp_path / "管道.txt", "管道.txt", ReadLimits())


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_mutated_archives_raise_nothing_but_the_readers_error(tmp_path: Path, data):
    damaged = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ReadError):
        read_bytes(tmp_path, bytes(damaged))


TAGS = (
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "pPr",
    "rPr",
    "numPr",
    "br",
    "fldChar",
    "txbxContent",
    "sym",
    "ruby",
)
TREES = st.recursive(
    st.sampled_from(
        ["", "甲", "<w:t>乙。</w:t>", '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', '<w:numId w:val="1"/>']
    ),
    lambda inner: st.builds(
        lambda tag, parts: f'<w:{tag} w:val="1">{"".join(parts)}</w:{tag}>', st.sampled_from(TAGS), st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TREES)
def test_any_arrangement_of_elements_is_read_or_refused(tmp_path: Path, tree):
    numbering = definition(level(0, "decimal", "%1.")) + numbered(1)
    try:
        source = read_bytes(tmp_path, word_file(tree, numbering=numbering))
    except ReadError:
        return
    for one in source.paragraphs:
        assert one.span.of(source.text) == one.text


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data):
    with contextlib.suppress(ReadError):
        read_bytes(tmp_path, data, "报告.txt")
