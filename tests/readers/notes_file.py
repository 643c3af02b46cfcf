"""Footnotes and endnotes for the Word documents of the tests."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree
from word_file import W, paragraph, part, run

NOTES = (
    "数据由县统计局提供。",
    "含上级补助资金300万元，不含群众自筹部分",
    "“三会一课”指支部党员大会、支部委员会、党小组会和党课",
    "根据2022年统计公报，同比增长12.5%",
    "一是指学习不够深入，二是指联系群众不够密切",
)
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def refers(kind: str, identifier: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{identifier}"/></w:r>'


def notes_part(kind: str, *notes: tuple[int, str]) -> dict[str, bytes]:
    written = "".join(f'<w:{kind} w:id="{identifier}">{body}</w:{kind}>' for identifier, body in notes)
    line = f'<w:{kind} w:type="separator" w:id="-1">{paragraph("线")}</w:{kind}>'
    return {f"word/{kind}s.xml": part(f"{kind}s", line + written).encode()}


def with_notes(report: Path, every: int = 1) -> tuple[bytes, int]:
    """A Word file in which every paragraph, or every second, third…, bears a footnote in small type; and how many do."""
    tag = f"{{{W}}}"
    notes: list[tuple[int, str]] = []
    buffer = io.BytesIO()
    with zipfile.ZipFile(report) as old, zipfile.ZipFile(buffer, "w") as new:
        parts = {member: old.read(member) for member in old.namelist()}
        root = etree.fromstring(parts["word/document.xml"])
        runs = [[run for run in one if run.tag == f"{tag}r" and "".join(run.itertext()).strip()] for one in root.iter(f"{tag}p")]
        for number, last in enumerate([found[-1] for found in runs if found][::every], 1):
            raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            last.addnext(etree.fromstring(f'<w:r xmlns:w="{W}">{raised}<w:footnoteReference w:id="{number}"/></w:r>'))
            notes.append((number, paragraph(run(NOTES[number % len(NOTES)], '<w:sz w:val="18"/>'))))
        parts["word/document.xml"] = etree.tostring(root)
        parts |= notes_part("footnote", *notes)
        declared = f'<Override PartName="/word/footnotes.xml" ContentType="{_KIND}"/></Types>'.encode()
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", declared)
        related = f'<Relationship Id="rIdNotes" Type="{_RELATION}" Target="footnotes.xml"/></Relationships>'.encode()
        relations = "word/_rels/document.xml.rels"
        parts[relations] = parts[relations].replace(b"</Relationships>", related)
        for member, data in parts.items():
            new.writestr(member, data)
    return buffer.getvalue(), len(notes)
