"""Write the Word reports of ``examples/`` from the plain texts beside this script.

The same texts give the same bytes, so a change of ``examples/`` in a diff is a change of its text:
``python scripts/make_examples.py [FOLDER]`` (default: ``examples/``).

A source text is named ``<folder>-<report>.md``. Its lines:
``% title`` (the first) and ``% name`` (the second); ``# `` and ``## `` are headings that Word numbers by itself;
``= `` is a heading whose number was typed; ``| a | b |`` is a row of a table; any other line is a paragraph, in which
``{-removed-}`` and ``{+inserted+}`` are tracked changes.
"""

from __future__ import annotations

import re
import sys
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

SOURCES = Path(__file__).parent / "examples"
WRITTEN = datetime(2025, 1, 6, 9, 0, tzinfo=UTC)
_CHANGE = re.compile(r"\{([-+])(.*?)\1\}")
_LEVEL = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="{style}"/>'
    '<w:suff w:val="nothing"/><w:lvlText w:val="{shape}"/></w:lvl>'
)


def main(target: Path) -> None:
    """Write every report below ``target``."""
    for source in sorted(SOURCES.glob("*.md")):
        folder, _, name = source.stem.partition("-")
        (target / folder).mkdir(parents=True, exist_ok=True)
        path = target / folder / f"{name}.docx"
        path.write_bytes(make_report(source.read_text(encoding="utf-8")))
        print(path)


def make_report(text: str) -> bytes:
    """The Word file of one source text; the same text gives the same bytes."""
    document = docx.Document()
    number_headings(document)
    lines = [line for line in text.splitlines() if line.strip()]
    for is_row, block in groupby(lines, key=lambda line: line.startswith("|")):
        if is_row:
            add_table(document, list(block))
        else:
            for line in block:
                add_line(document, line)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.title = ""
    properties.created = properties.modified = WRITTEN.replace(tzinfo=None)
    buffer = BytesIO()
    document.save(buffer)
    return without_clock(buffer.getvalue())


def number_headings(document: Document) -> None:
    """Link the heading styles to one multilevel list: Word writes 一、 and （一） by itself."""
    numbering = document.part.numbering_part.element
    shapes = ("%1、", "（%2）")
    levels = "".join(_LEVEL.format(level=level, style=f"Heading{level + 1}", shape=shape) for level, shape in enumerate(shapes))
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level in range(len(shapes)):
        properties: Any = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        link = properties.get_or_add_numPr()
        link.get_or_add_numId().val = 90
        link.get_or_add_ilvl().val = level


def add_line(document: Document, line: str) -> None:
    """One line of a source text as a paragraph."""
    mark, _, rest = line.partition(" ")
    if mark in {"#", "##"}:
        document.add_heading(rest, level=len(mark))
    elif mark == "%":
        paragraph = document.add_paragraph(rest, style=None)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.runs[0].bold = True
    elif mark == "=":
        document.add_paragraph().add_run(rest).bold = True
    else:
        add_text(document.add_paragraph(), line)


def add_text(paragraph: Paragraph, text: str) -> None:
    """Text with its tracked changes."""
    end = 0
    for change in _CHANGE.finditer(text):
        paragraph.add_run(text[end : change.start()])
        run = paragraph.add_run(change[2])
        wrapper = OxmlElement("w:del" if change[1] == "-" else "w:ins")
        wrapper.set(qn("w:id"), str(change.start()))
        wrapper.set(qn("w:author"), "党政办")
        wrapper.set(qn("w:date"), WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ"))
        paragraph._p.append(wrapper)  # noqa: SLF001 - python-docx has no tracked changes of its own
        wrapper.append(run._r)  # noqa: SLF001
        if change[1] == "-":
            for kept in run._r.findall(qn("w:t")):  # noqa: SLF001
                kept.tag = qn("w:delText")
        end = change.end()
    paragraph.add_run(text[end:])


def add_table(document: Document, rows: list[str]) -> None:
    """Consecutive ``| a | b |`` lines as a Word table."""
    cells = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    table = document.add_table(rows=len(cells), cols=len(cells[0]), style="Table Grid")
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def without_clock(package: bytes) -> bytes:
    """The same zip with every member dated alike."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(zipfile.ZipInfo(member.filename, WRITTEN.timetuple()[:6]), old.read(member), zipfile.ZIP_DEFLATED)
    return written.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "examples")
