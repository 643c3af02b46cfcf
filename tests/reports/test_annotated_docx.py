"""The annotated Word copy: comments at the right characters, and nothing else in the file changed."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_file import W, archive, definition, item, level, numbered, paragraph, part, run, word_file

from checker.readers import ReadLimits
from checker.readers.docx import open_word
from checker.remarks import remarks_on
from reports.annotated_docx import AUTHOR, AnnotationError, annotate, comment_lines

_MARK = "a mark of ours"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats"
_PLAIN = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_TYPE}-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ).encode(),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ).encode(),
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode(),
}


def report(body: str, **parts: Any) -> bytes:
    return word_file(body, **{**parts, "more": _PLAIN | parts.get("more", {})})


def finding(start: int, end: int, **more: Any) -> dict[str, Any]:
    plain = {"message": "分项之和与总数不符", "evidence": "", "suggestion": "", "quote": "", "related": [], "severity": "error"}
    return {"start": start, "end": end, **plain, **more}


def annotated(data: bytes, *quotes: str, **more: Any) -> bytes:
    """A copy with a comment on the first place of each quote."""
    word = open_word(data, ReadLimits())
    findings = [finding(word.text.index(quote), word.text.index(quote) + len(quote), quote=quote, **more) for quote in quotes]
    return annotate(data, word.part, word.root, remarks_on(word, findings), _MARK)


def body_of(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


def commented(data: bytes) -> dict[int, str]:
    """The text between the marks of each comment; a text box or formula between them is read as well."""
    texts: dict[int, str] = {}
    open_numbers: list[int] = []
    for element in body_of(data).iter():
        name = etree.QName(element).localname
        if name == "commentRangeStart":
            open_numbers.append(int(element.get(f"{{{W}}}id")))
            texts[open_numbers[-1]] = ""
        elif name == "commentRangeEnd":
            open_numbers.remove(int(element.get(f"{{{W}}}id")))
        elif name == "t":
            for number in open_numbers:
                texts[number] += element.text or ""
    assert not open_numbers
    return texts


def plain_body(data: bytes) -> bytes:
    """The canonical XML of the main part without comment marks, neighbouring runs of equal properties merged."""
    root = body_of(data)
    for element in list(root.iter(f"{{{W}}}commentRangeStart", f"{{{W}}}commentRangeEnd")):
        element.getparent().remove(element)
    for element in list(root.iter(f"{{{W}}}commentReference")):
        element.getparent().getparent().remove(element.getparent())
    for one in list(root.iter(f"{{{W}}}r")):
        merge_following(one)
    return bytes(etree.tostring(root, method="c14n"))


def merge_following(one: etree._Element) -> None:
    while (following := one.getnext()) is not None and following.tag == one.tag and properties(following) == properties(one):
        for child in list(following):
            if child.tag == f"{{{W}}}rPr":
                continue
            last = one[-1] if len(one) else None
            if child.tag == f"{{{W}}}t" and last is not None and last.tag == child.tag:
                last.text = (last.text or "") + (child.text or "")
            else:
                one.append(child)
        following.getparent().remove(following)
    for text in one.iter(f"{{{W}}}t"):
        blank = (text.text or "") != (text.text or "").strip()
        text.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
        if blank:
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def properties(one: etree._Element) -> tuple[bytes, ...]:
    return tuple(etree.tostring(child, method="c14n") for child in one if child.tag == f"{{{W}}}rPr")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


_BOLD = "<w:b/>"
_IN_BOX = f"<w:txbxContent>{paragraph('框内写着全年修路8公里')}</w:txbxContent>"
_BOX = (
    f"<w:p>{run('前文')}<w:r><mc:AlternateContent>"
    f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{_IN_BOX}</wps:txbx></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{_IN_BOX}</v:textbox></w:pict></mc:Fallback>"
    f"</mc:AlternateContent></w:r>{run('后文')}</w:p>"
)
_LIST = {"numbering": definition(level(0, "chineseCounting", "（%1）")) + numbered(1)}
_CASES = {
    "a part of one run": (paragraph("全年共修渠3公里，受益农户200户。"), "修渠3公里"),
    "a whole run": (paragraph(run("全年") + run("修渠3公里", _BOLD) + run("。")), "修渠3公里"),
    "over three runs": (paragraph(run("全年修") + run("渠3", _BOLD) + run("公里，成效好。")), "修渠3公里"),
    "over two paragraphs": (paragraph("上半年修渠3公里。") + paragraph("下半年修路5公里。"), "3公里。\n下半年修路"),
    "in a table": (
        f"<w:tbl><w:tr><w:tc>{paragraph('指标')}</w:tc><w:tc>{paragraph('修渠3公里左右')}</w:tc></w:tr></w:tbl>{paragraph('')}",
        "3公里",
    ),
    "in a link": (f"<w:p>{run('见')}<w:hyperlink w:anchor='a'>{run('全年修渠3公里一表')}</w:hyperlink></w:p>", "修渠3公里"),
    "in an insertion": (f"<w:p>{run('全年')}<w:ins w:id='9' w:author='甲'>{run('修渠3公里有余')}</w:ins></w:p>", "修渠3公里"),
    "from an insertion on": (f"<w:p><w:ins w:id='9' w:author='甲'>{run('全年修渠')}</w:ins>{run('3公里有余')}</w:p>", "修渠3公里"),
    "in a content control": (
        f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run('全年修渠3公里有余')}</w:sdtContent></w:sdt></w:p>",
        "修渠3公里",
    ),
    "with a tab and a line break": (
        "<w:p><w:r><w:t>全年</w:t><w:tab/><w:t>修渠</w:t><w:br/><w:t>3公里有余</w:t></w:r></w:p>",
        "年\t修渠\n3公里",
    ),
    "beside blanks": ("<w:p><w:r><w:t>全年 修渠 3公里 有余</w:t></w:r></w:p>", "修渠 3公里 "),
    "without blanks kept": ("<w:p><w:r><w:t>  全年修渠3公里  </w:t></w:r></w:p>", "全年修渠3公里"),
}


@pytest.mark.parametrize(("body", "quote"), _CASES.values(), ids=_CASES.keys())
def test_a_comment_stands_at_exactly_its_passage(body: str, quote: str) -> None:
    marked = commented(annotated(report(body), quote))
    assert marked[0].strip() == re.sub(r"[\t\n]", "", quote).strip()


@pytest.mark.parametrize(("body", "quote"), _CASES.values(), ids=_CASES.keys())
def test_without_its_marks_the_body_is_the_original(body: str, quote: str) -> None:
    data = report(body)
    assert plain_body(annotated(data, quote)) == plain_body(data)


@pytest.mark.parametrize("quote", ["框内写着", "修路8公里"])
def test_a_finding_in_a_text_box_stands_at_the_box_and_is_quoted(quote: str) -> None:
    data = report(_BOX)
    copy = annotated(data, quote)
    assert commented(copy)[0] == "框内写着全年修路8公里" * 2
    assert plain_body(copy) == plain_body(data)
    assert f"文本框中：“{quote}”" in said(copy)[0]


@pytest.mark.parametrize(("quote", "marked"), [("（一）", "健全制度"), ("（一）健全", "健全"), ("一）健全制度", "健全制度")])
def test_a_finding_in_automatic_numbering_stands_at_the_first_run(quote: str, marked: str) -> None:
    data = report(item(run("健全制度") + run("，压实责任。", _BOLD)), **_LIST)
    assert commented(annotated(data, quote)) == {0: marked}


def test_a_numbered_paragraph_without_text_takes_a_comment() -> None:
    data = report(item("") + paragraph("结束。"), **_LIST)
    copy = annotated(data, "（一）")
    assert commented(copy) == {0: ""}
    assert plain_body(copy) == plain_body(data)


def test_a_formula_is_marked_as_a_whole() -> None:
    data = report(f"<w:p>{run('合计')}<m:oMath><m:r><m:t>3+5=9</m:t></m:r></m:oMath>{run('公里')}</w:p>")
    copy = annotated(data, "5=9公")
    assert commented(copy) == {0: "3+5=9公"}
    assert plain_body(copy) == plain_body(data)


_FRACTION = "<m:oMath><m:f><m:num><m:r><m:t>2</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>"
_SIGN = "<w:r><mc:AlternateContent><mc:Choice Requires='w16se'/><mc:Fallback><w:t>①</w:t></mc:Fallback></mc:AlternateContent></w:r>"


@pytest.mark.parametrize(
    ("quote", "marked"), [("2/3已", "23已"), ("/", "23"), ("①修渠", "①修渠"), ("①", "①"), ("渠2", "渠23"), ("①修渠2/3", "①修渠23")]
)
def test_a_fraction_and_a_sign_of_another_font_are_marked_as_a_whole(quote: str, marked: str) -> None:
    data = report(f"<w:p>{_SIGN}{run('修渠')}{_FRACTION}{run('已完工')}</w:p>")
    copy = annotated(data, quote)
    assert commented(copy) == {0: marked}
    assert plain_body(copy) == plain_body(data)


def test_overlapping_findings_each_keep_their_passage() -> None:
    data = report(paragraph("全年修渠3公里，修路5公里，合计9公里。"))
    copy = annotated(data, "全年修渠3公里", "修渠3公里，修路5公里", "3", "9公里", "9公里")
    assert list(commented(copy).values()) == ["全年修渠3公里", "修渠3公里，修路5公里", "3", "9公里", "9公里"]
    assert plain_body(copy) == plain_body(data)


_EVERYTHING = report("".join(body for body, _ in _CASES.values()) + item("健全制度。") + item("") + _BOX, **_LIST)
_LENGTH = len(open_word(_EVERYTHING, ReadLimits()).text)


@given(st.lists(st.tuples(st.integers(0, _LENGTH - 1), st.integers(1, 40)), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_whatever_is_marked_nothing_else_changes(places: list[tuple[int, int]]) -> None:
    word = open_word(_EVERYTHING, ReadLimits())
    findings = [finding(start, min(start + length, _LENGTH)) for start, length in places]
    copy = annotate(_EVERYTHING, word.part, word.root, remarks_on(word, findings), _MARK)
    assert plain_body(copy) == plain_body(_EVERYTHING)
    assert open_word(copy, ReadLimits()).text == word.text
    assert sorted(commented(copy)) == list(range(len(places)))


def test_the_looks_of_a_divided_run_are_kept_on_both_sides() -> None:
    copy = annotated(report(paragraph(run("全年修渠3公里有余", _BOLD))), "3公里")
    runs = [one for one in body_of(copy).iter(f"{{{W}}}r") if one.find(f"{{{W}}}t") is not None]
    assert ["".join(one.itertext()) for one in runs] == ["全年修渠", "3公里", "有余"]
    assert all(one.find(f"{{{W}}}rPr/{{{W}}}b") is not None for one in runs)


def test_only_the_parts_that_name_the_comments_change() -> None:
    data = report(paragraph("全年修渠3公里。"), more={"word/media/photo.png": b"\x89PNG not really", "docProps/app.xml": b"<a/>"})
    before, after = members(data), members(annotated(data, "3公里"))
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml", "word/comments.xml"}
    assert before.keys() < after.keys()


def test_the_same_findings_give_the_same_bytes() -> None:
    data = report(paragraph("全年修渠3公里。"))
    assert hashlib.sha256(annotated(data, "3公里")).digest() == hashlib.sha256(annotated(data, "3公里")).digest()


def test_the_files_own_comments_are_kept_and_ids_go_on() -> None:
    own = part("comments", '<w:comment w:id="4" w:author="乙"><w:p><w:r><w:t>请补数据</w:t></w:r></w:p></w:comment>')
    marks = '<w:commentRangeStart w:id="4"/>' + run("全年") + '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'
    relation = f'<Relationship Id="rId7" Type="{_OFFICE}/comments" Target="notes.xml"/>'
    relation = f'<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>'
    more = {"word/notes.xml": own.encode(), "word/_rels/document.xml.rels": relation.encode()}
    copy = annotated(report(f"<w:p>{marks}{run('修渠3公里。')}</w:p>", more=more), "3公里")
    assert commented(copy) == {4: "全年", 5: "3公里"}
    assert [c.get(f"{{{W}}}author") for c in body_of(copy, "word/notes.xml")] == ["乙", AUTHOR]
    assert members(copy)["word/_rels/document.xml.rels"] == relation.encode()


def test_a_comment_says_severity_message_evidence_and_what_to_write() -> None:
    told = finding(0, 1, evidence="3+5=8\n文中为9", suggestion="改为8公里", related=[{"quote": "共9公里", "label": ""}])
    assert comment_lines(told) == (
        "【错误】分项之和与总数不符",
        "依据：3+5=8",
        "依据：文中为9",
        "建议：改为8公里",
        "另见：“共9公里”",
    )


def test_a_place_that_the_evidence_quotes_is_not_named_again() -> None:
    told = finding(0, 1, evidence="前文是“共9公里”。", related=[{"quote": "共9公里", "label": ""}, {"quote": "共8公里", "label": ""}])
    assert comment_lines(told)[1:] == ("依据：前文是“共9公里”。", "另见：“共8公里”")


def test_many_further_places_are_counted() -> None:
    told = finding(0, 1, related=[{"quote": f"XX{number}", "label": ""} for number in range(9)])
    assert comment_lines(told)[-1] == "另见：“XX0”、“XX1”、“XX2”、“XX3”等共9处"


def test_what_xml_cannot_hold_is_dropped_from_a_comment() -> None:
    copy = annotated(report(paragraph("全年修渠3公里。")), "3公里", message="坏字符\x00\x0b\ud800<b>&在此")
    assert said(copy)[0] == "【错误】坏字符<b>&在此"


def test_python_docx_reads_the_copy_and_its_comments() -> None:
    copy = docx.Document(io.BytesIO(annotated(report(paragraph("全年修渠3公里。")), "3公里")))
    assert [(comment.author, comment.text) for comment in copy.comments] == [(AUTHOR, "【错误】分项之和与总数不符")]
    assert [paragraph.text for paragraph in copy.paragraphs] == ["全年修渠3公里。"]


def test_the_copy_reads_as_the_original_does() -> None:
    data = report(item("健全制度，修渠3公里。") + _BOX, **_LIST)
    copy = annotated(data, "制度", "3公里", "框内")
    assert open_word(copy, ReadLimits()).text == open_word(data, ReadLimits()).text


def test_the_mark_stands_near_the_end_of_the_file() -> None:
    assert _MARK.encode() in annotated(report(paragraph("全年修渠3公里。")), "3公里")[-2000:]


_BROKEN = {
    "no content types": archive({"word/document.xml": part("document", f"<w:body>{paragraph('全年修渠3公里。')}</w:body>").encode()}),
    "broken content types": report(paragraph("全年修渠3公里。"), more={"[Content_Types].xml": b"<Types"}),
    "an entity": report(paragraph("全年修渠3公里。"), more={"[Content_Types].xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><Types/>"}),
}


@pytest.mark.parametrize("data", _BROKEN.values(), ids=_BROKEN.keys())
def test_a_file_that_lacks_what_word_needs_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(AnnotationError, match="未做批注副本"):
        annotated(data, "3公里")


@pytest.mark.system
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_copy_with_its_comments(tmp_path: Path) -> None:
    body = "".join(body for body, _ in _CASES.values()) + item("健全制度。") + _BOX
    path = tmp_path / "副本.docx"
    path.write_bytes(annotated(report(body, **_LIST), "修渠3公里", "3公里。\n下半年修路", "指标", "一表", "框内", "（一）"))
    own_profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", own_profile, "--headless", "--convert-to", "fodt", "--outdir", tmp_path, path]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    converted = (tmp_path / "副本.fodt").read_text(encoding="utf-8")
    assert converted.count("<office:annotation ") == 6
    assert converted.count(f"<dc:creator>{AUTHOR}</dc:creator>") >= 6


def said(data: bytes) -> list[str]:
    """What each comment says."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        comments = etree.fromstring(file.read("word/comments.xml"))
    return ["\n".join("".join(line.itertext()) for line in comment) for comment in comments]
