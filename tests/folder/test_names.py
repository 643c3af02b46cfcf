"""Names that systems and people trip over: each report keeps its own row, page and copy, and nothing is written outside the site."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from pathlib import Path

import pytest
from word_file import paragraph, word_file

from checker.request import ExitCode, Request
from checker.run import check

TEXT = "青禾镇党委书记2024年度述职报告\n一、存在的问题\n一是到村走访少，，全年只去了3次。\n二、整改措施\n一是每月到村走访2次。\n"
LONG = "长" * 83 + "a.docx"  # 255 bytes in UTF-8, the most that Linux and Windows let a name have
STRANGE = (
    LONG,
    "换\n行.docx",
    "制表\t与\x07响铃.docx",
    "反\u202excod.txt",
    "零\u200b宽.docx",
    "<script>alert(1)<!--.docx",
    "引'\"号&.docx",
    "=cmd|' C'!A0.docx",
    "--out.docx",
    "报告.docx",
    "报告.DOCX",
    "A.docx",
    "a.docx",
    unicodedata.normalize("NFC", "Café.docx"),
    unicodedata.normalize("NFD", "Café.docx"),
    "CON.docx",
    "nul.txt",
    "com1.docx",
    "结尾点..docx",
    " 空格 .docx",
    "问号?星号*.docx",
    "盘符C:.docx",
    "反斜\\杠.docx",
    os.fsdecode("乡镇.docx".encode("gb18030")),  # from an archive packed on Windows
    os.fsdecode(b"\xff\xfe\xff.docx"),
    "乡镇.docx",  # reads the same
)
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
posix = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="other systems allow few of these names")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "报告夹"
    (folder / "同名").mkdir(parents=True)
    word = word_file("".join(paragraph(line) for line in TEXT.splitlines()), more={"[Content_Types].xml": _TYPES})
    for name in (*STRANGE, "同名/报告.docx"):
        (folder / name).write_bytes(word if name.lower().endswith(".docx") else TEXT.encode())
    return folder


_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def outside(folder: Path, site: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if site not in (path, *path.parents)}


@posix
def test_every_name_is_checked_and_shown_and_nothing_collides(reports: Path) -> None:
    root = reports.parent
    site, result = root / "site", root / "result.json"
    before = outside(root, site)
    code = check(Request((reports,), site, json=str(result), exports=("docx", "xlsx", "sarif", "junit")), lambda _: None)
    assert code in {ExitCode.CLEAN, ExitCode.FINDINGS}
    told = json.loads(result.read_bytes())
    assert len(told["documents"]) == len(STRANGE) + 1
    assert {document["status"] for document in told["documents"]} == {"checked"}
    paths = {document["path"] for document in told["documents"]}
    assert len(paths) == len(STRANGE) + 1
    assert {"乡镇.docx", "乡镇.docx~2", "%ff%fe%ff.docx"} <= paths

    assert {path for path in outside(root, site) - before if "state" not in path.parts} == {result}
    written = [path for path in site.rglob("*") if path.is_file()]
    assert len([path for path in written if path.parent.name == "pages"]) == len(STRANGE) + 1
    for path in written:
        assert path.resolve().is_relative_to(site.resolve())
        assert len(path.name.encode()) <= 255
        assert not set(path.name) & set('<>:"/\\|?*\n\t\u202e')
        assert path.name.split(".")[0].upper() not in RESERVED
    # Where a system takes two of the names for one, they are two equal copies of equal reports: the name holds their hash.
    kept: dict[str, bytes] = {}
    for path in written:
        folded = unicodedata.normalize("NFC", str(path.relative_to(site))).casefold()
        assert kept.setdefault(folded, path.read_bytes()) == path.read_bytes()


@posix
def test_an_index_of_such_names_holds_no_markup_of_theirs(reports: Path) -> None:
    site = reports.parent / "site"
    check(Request((reports,), site), lambda _: None)
    index = (site / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in index
    assert "\u202e" not in index
    assert "[U+202E]" in index


@posix
@pytest.mark.parametrize("alone", [True, False])
def test_a_folder_whose_name_is_no_utf8_is_checked_and_checked_again(tmp_path: Path, alone: bool) -> None:
    folder = tmp_path / os.fsdecode("报告".encode("gb18030"))
    folder.mkdir()
    (folder / "甲.txt").write_text(TEXT, encoding="utf-8")
    result = tmp_path / "result.json"
    for _ in range(2):
        check(Request((folder / "甲.txt" if alone else folder,), tmp_path / "site", json=str(result)), lambda _: None)
    assert [document["from_cache"] for document in json.loads(result.read_bytes())["documents"]] == [True]


def test_two_reports_whose_names_differ_in_case_have_pages_apart(tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / "夹" / folder).mkdir(parents=True)
    (tmp_path / "夹" / "甲" / "A.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "夹" / "乙" / "a.txt").write_text(TEXT, encoding="utf-8")
    check(Request((tmp_path / "夹",), tmp_path / "site"), lambda _: None)
    pages = [path.name.casefold() for path in (tmp_path / "site" / "pages").iterdir()]
    assert len(set(pages)) == len(pages) == 2


@pytest.mark.skipif(not hasattr(Path, "is_char_device") or not Path("/dev/zero").exists(), reason="devices exist on POSIX systems only")
def test_a_link_to_a_device_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "夹"
    folder.mkdir()
    (folder / "好.txt").write_text(TEXT, encoding="utf-8")
    (folder / "坏.txt").symlink_to("/dev/zero")
    result = tmp_path / "result.json"
    check(Request((folder,), tmp_path / "site", json=str(result)), lambda _: None)
    told = json.loads(result.read_bytes())
    assert [document["path"] for document in told["documents"]] == ["好.txt"]
    assert [(entry["path"], "链接" in entry["reason"]) for entry in told["skipped"]] == [("坏.txt", True)]
