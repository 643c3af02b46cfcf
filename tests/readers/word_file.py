"""Small Word documents made by hand: the XML that Word would write, zipped."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from checker.model import Source
from checker.readers import ReadLimits, read_source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, properties: str = "") -> str:
    """``text`` is plain, or runs where it begins with a tag."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{text if text.startswith('<') or not text else run(text)}</w:p>"


def item(text: str, number: int = 1, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, form: str, template: str, *, more: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{template}"/></w:lvl>'


def definition(*levels: str, number: int = 0) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def numbered(number: int, rests_on: int = 0, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{rests_on}"/>{overrides}</w:num>'


def part(tag: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {_NAMESPACES}>{content}</w:{tag}>'


def word_file(body: str, *, numbering: str = "", styles: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """The bytes of a .docx whose body, numbering and styles hold the given XML."""
    parts = {"word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>").encode()}
    if numbering:
        parts["word/numbering.xml"] = part("numbering", numbering).encode()
    if styles:
        parts["word/styles.xml"] = part("styles", styles).encode()
    return archive(parts | (more or {}))


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def read_bytes(folder: Path, data: bytes, name: str = "报告.docx", limits: ReadLimits | None = None) -> Source:
    path = folder / "file"
    path.write_bytes(data)
    return read_source(path, name, limits or ReadLimits())
