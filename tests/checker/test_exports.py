"""What --export writes: from stored results and the original files, so that reports not checked anew are in it too."""

import io
import json
import xml.etree.ElementTree as ET
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner
from word_file import paragraph, word_file

from checker.compare import Comparison
from checker.discovery import File, discover
from checker.exports import Asked, annotated_copy, export
from checker.joined import Joined
from checker.model import Document, DocumentResult, Family, Finding, FolderFinding, Place, RosterEntry, Severity, Span
from checker.readers import ReadLimits, read_source
from checker.store import Compared, Store, Stored
from reports.annotated_docx import AUTHOR, AnnotationError
from reports.json_result import as_json, document_json
from reports.site import Site

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_TYPE}-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Target="word/document.xml" Type="{_DOCUMENT}"/></Relationships>'
)
WORD = word_file(
    paragraph("竹溪镇党委书记述职报告") + paragraph("全年修渠3公里，受益200户。"),
    more={"[Content_Types].xml": _TYPES.encode(), "_rels/.rels": _RELATIONS.encode()},
)
COLLEAGUE = "梅岭镇的何某也这样写"
WAIVED = {"verdict": "waive", "reason": "上年已说明", "by": "李科", "at": "2026-11-03T10:00:00+08:00"}


def found(rule: str, quote: str, text: str, severity: Severity = Severity.ERROR, family: Family = Family.FIGURES) -> Finding:
    start = text.index(quote)
    return Finding(rule, family, severity, Span(start, start + len(quote)), quote, f"“{quote}”有误。", "", (), "请改。", (), f"{rule}-1")


class Folder:
    """A checked folder: files, store and site, as a run leaves them before it exports."""

    def __init__(self, root: Path) -> None:
        self.root, self.said = root / "报告", []
        self.root.mkdir()
        self.site = Site.open(root / "site", "[]")
        self.store = Store(root / "state.sqlite3")
        self.files: list[File] = []

    def add(self, name: str, data: bytes, *findings: tuple[str, str], verdicts: Any = None) -> None:
        """A report with a finding (rule and quote) each; a folder finding beside them where the rule is near-duplicate."""
        path = self.root / name
        path.write_bytes(data)
        self.files.append(File(path, name))
        source = read_source(path, name, ReadLimits())
        made = tuple(found(*f, source.text, family=Family.FOLDER if f[0] == "near-duplicate" else Family.FIGURES) for f in findings)
        result = DocumentResult(name, source.digest, source.format, Document(source), made)
        stored = Stored(name, "key", f"pages/{name}.html", as_json(document_json(result, states={}, verdicts=verdicts or {})))
        self.store.save(stored, brief={}, compared=Compared("key", "{}", b"", "[]", zlib.compress(source.text.encode())))

    def export(self, *formats: str, comparison: Comparison | None = None, **more: Any) -> Any:
        names = {file.name for file in self.files}
        asked = Asked(formats, self.files, names, whole=True, fail_on="error", version="1.0", limits=ReadLimits())
        joined = Joined(self.store, comparison or Comparison(), {})
        roster = bool(comparison and comparison.roster)
        return export(replace(asked, **more), self.store, self.site, joined, self.said.append, roster=roster)

    def comments(self, copy: str) -> list[str]:
        return [comment.text for comment in docx.Document(self.site.out / copy).comments]


@pytest.fixture
def folder(tmp_path):
    folder = Folder(tmp_path)
    yield folder
    folder.store.__exit__(None, None, None)


def test_what_was_written_is_told_so_that_the_index_can_link_it(folder):
    folder.add("甲.docx", WORD, ("count-mismatch", "3公里"))
    folder.add("乙.txt", "全年修渠3公里。".encode())
    exported = folder.export("docx", "xlsx", "junit")
    assert exported.files == ("检查结果.xlsx", "junit.xml")
    assert folder.site.copies() == {"pages/甲.docx.html": dict(exported.copies)["甲.docx"]}


def test_a_word_report_gets_a_copy_with_its_findings(folder):
    folder.add("镇长.docx", WORD, ("share-mismatch", "3公里"), ("growth-mismatch", "200户"))
    ((path, copy),) = folder.export("docx").copies
    assert path == "镇长.docx"
    assert folder.comments(copy) == ["【错误】“3公里”有误。\n建议：请改。", "【错误】“200户”有误。\n建议：请改。"]


def test_others_get_none_which_is_said_in_one_line(folder):
    folder.add("镇长.docx", WORD, ("share-mismatch", "3公里"))
    folder.add("书记.docx", WORD)
    folder.add("副镇长.txt", "全年修渠3公里。".encode(), ("share-mismatch", "3公里"))
    assert len(folder.export("docx").copies) == 1
    assert folder.said == [f"批注副本 1 份，在 {folder.site.out / 'annotated'}；1 份没有待处理的问题，1 份不是 Word 文档，未做。"]


def test_a_waived_finding_does_not_go_back_to_the_author(folder):
    folder.add("镇长.docx", WORD, ("share-mismatch", "3公里"), ("growth-mismatch", "200户"), verdicts={"share-mismatch-1": WAIVED})
    ((_, copy),) = folder.export("docx").copies
    assert folder.comments(copy) == ["【错误】“200户”有误。\n建议：请改。"]


def test_nothing_of_a_colleague_goes_back_to_the_author(folder):
    folder.add("镇长.docx", WORD, ("share-mismatch", "3公里"), ("near-duplicate", "200户"))
    place = Place("镇长.docx", Span(0, 3))
    shared = FolderFinding("near-duplicate", Severity.WARNING, (place,), (COLLEAGUE,), COLLEAGUE, COLLEAGUE, "", (), (), "f")
    ((_, copy),) = folder.export("docx", comparison=Comparison((shared,))).copies
    assert len(folder.comments(copy)) == 1
    with zipfile.ZipFile(folder.site.out / copy) as archive:
        assert not any(COLLEAGUE.encode() in archive.read(name) for name in archive.namelist())


def test_a_copy_is_known_as_ours_until_someone_saves_it_anew(folder, tmp_path):
    folder.add("镇长.docx", WORD, ("share-mismatch", "3公里"))
    ((_, copy),) = folder.export("docx").copies
    handed_in = tmp_path / "收件"
    handed_in.mkdir()
    (handed_in / "误放.docx").write_bytes((folder.site.out / copy).read_bytes())
    docx.Document(folder.site.out / copy).save(handed_in / "改后.docx")
    found_there = discover([handed_in], [handed_in], out=tmp_path / "none")
    assert [(skipped.path, skipped.reason) for skipped in found_there.skipped] == [("误放.docx", "带有检查批注的副本。")]
    assert [file.name for file in found_there.files] == ["改后.docx"]


def test_an_original_changed_since_its_check_gets_no_copy_and_the_run_is_not_complete(folder):
    folder.add("镇长.docx", WORD, ("share-mismatch", "3公里"))
    (folder.root / "镇长.docx").write_bytes(WORD + b" ")
    exported = folder.export("docx")
    assert (exported.copies, exported.complete) == ((), False)
    assert folder.said[0] == "镇长.docx：原件在检查之后改动过，未做批注副本，请再查一次。"


def test_an_original_that_is_gone_is_told(tmp_path):
    with pytest.raises(AnnotationError, match="打不开"):
        annotated_copy(tmp_path / "gone.docx", "", [], ReadLimits())


def test_copies_of_an_earlier_run_are_swept_when_all_is_checked(folder):
    folder.add("镇长.docx", WORD, ("share-mismatch", "3公里"))
    ((_, first),) = folder.export("docx").copies
    folder.add("镇长.docx", WORD, ("share-mismatch", "200户"))
    folder.files = folder.files[-1:]
    ((_, second),) = folder.export("docx", whole=False).copies
    assert (folder.site.out / first).exists()
    folder.export("docx")
    assert not (folder.site.out / first).exists()
    assert (folder.site.out / second).exists()


def test_the_workbook_tells_of_the_whole_set_and_leads_to_its_pages(folder):
    folder.add("镇长.docx", WORD, ("share-mismatch", "3公里"))
    folder.add("书记.docx", WORD)
    folder.files = folder.files[:1]
    folder.export("xlsx")
    book = load_workbook(folder.site.out / "检查结果.xlsx")
    assert [row[16] for row in book["汇总"].iter_rows(min_row=2, values_only=True)] == ["书记.docx", "镇长.docx"]
    assert book["汇总"]["R2"].hyperlink.target == "pages/书记.docx.html"


def test_who_has_not_handed_in_stands_in_the_workbook(folder):
    folder.add("镇长.docx", WORD)
    missing = FolderFinding(
        "missing-report", Severity.WARNING, (), (), "缺交：梅岭镇 党委书记（述职）", "没有找到。", "请催交。", (), (), "f"
    )
    folder.export("xlsx", "junit", comparison=Comparison((missing,), roster=(RosterEntry("梅岭镇", "", "党委书记", "述职"),)))
    book = load_workbook(folder.site.out / "检查结果.xlsx")
    assert book["缺交名单"]["A2"].value == "梅岭镇 党委书记（述职）"
    assert "缺交：梅岭镇" in (folder.site.out / "junit.xml").read_text(encoding="utf-8")


def test_a_workbook_with_a_reviewers_remarks_is_kept_and_the_new_name_said(folder):
    folder.add("镇长.docx", WORD)
    folder.export("xlsx")
    book = folder.site.out / "检查结果.xlsx"
    edited = load_workbook(book)
    edited["汇总"]["A2"] = "已谈话"
    edited.save(book)
    folder.export("xlsx")
    assert load_workbook(book)["汇总"]["A2"].value == "已谈话"
    assert folder.said[-1] == f"检查结果.xlsx 正被打开或已有人改动，未覆盖；新的写成 {folder.site.out / '检查结果-2.xlsx'}"


def test_sarif_and_junit_tell_of_the_reports_of_this_run(folder):
    folder.add("镇长.docx", WORD, ("share-mismatch", "3公里"))
    folder.add("书记.docx", WORD, ("share-mismatch", "3公里"))
    folder.export("sarif", "junit", checked={"镇长.docx"})
    log = json.loads((folder.site.out / "results.sarif").read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) == 1
    suites = ET.fromstring((folder.site.out / "junit.xml").read_bytes())
    assert [suite.get("name") for suite in suites] == ["镇长.docx"]


def test_places_in_sarif_come_from_the_text_as_read(folder):
    folder.add("甲.txt", "述职报告\n𠮷镇修渠3公里。".encode(), ("share-mismatch", "3公里"))
    folder.add("乙.txt", "述职报告\r\n修渠3公里。".encode(), ("share-mismatch", "3公里"))
    folder.export("sarif")
    results = json.loads((folder.site.out / "results.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    windows, unix = (result["locations"][0]["physicalLocation"]["region"] for result in results)
    assert windows == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 6}
    assert unix == {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 9, "charOffset": 10, "charLength": 3}


def test_nothing_is_written_that_was_not_asked_for(folder):
    folder.add("镇长.docx", WORD, ("share-mismatch", "3公里"))
    assert folder.export().complete
    assert sorted(path.name for path in folder.site.out.iterdir() if path.name[0] != ".") == ["pages"]
    assert folder.said == []


def test_what_cannot_be_written_is_said_and_the_rest_goes_on(folder):
    folder.add("镇长.docx", WORD, ("share-mismatch", "3公里"))
    (folder.site.out / "annotated").symlink_to(folder.root)
    exported = folder.export("docx", "junit")
    assert not exported.complete
    assert "链接" in folder.said[0]
    assert (folder.site.out / "junit.xml").is_file()


def test_the_command_writes_all_four_also_for_reports_it_need_not_check_again(tmp_path):
    from checker.cli import app

    reports, out = tmp_path / "报告", tmp_path / "site"
    reports.mkdir()
    report = paragraph("竹溪镇党委书记2024年度述职报告") + paragraph("一、主要工作") + paragraph("全年完成投资XX万元，新修水渠3公里。")
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        more = {name: archive.read(name) for name in ("[Content_Types].xml", "_rels/.rels")}
    (reports / "书记.docx").write_bytes(word_file(report, more=more))
    arguments = ["check", str(reports), "-o", str(out), *(f"--export={name}" for name in ("docx", "xlsx", "sarif", "junit"))]
    for _ in range(2):
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 1, result.output
        (copy,) = (out / "annotated").iterdir()
        assert {comment.author for comment in docx.Document(copy).comments} == {AUTHOR}
        assert all((out / name).is_file() for name in ("检查结果.xlsx", "results.sarif", "junit.xml"))


def test_an_unknown_format_is_refused(tmp_path):
    from checker.cli import app

    result = CliRunner().invoke(app, ["check", str(tmp_path), "--export", "pdf"])
    assert result.exit_code == 2
    assert "--export 不能是“pdf”" in result.output
