"""OFD files (GB/T 33190): the text objects of each page in order. Experimental, read only where settings say so.

Positions are those of the text objects; paragraphs are rebuilt from them as for PDF. Signatures, annotations and
pictures are not read; nothing outside the archive is.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import groupby

from checker.model import ReadError, Source
from checker.readers.archive import Archive
from checker.readers.grid import Line
from checker.readers.layout import Page, rebuilt
from checker.readers.limits import ReadLimits
from checker.readers.markup import Element, parse

_ADVICE = "请提交 .docx 或由 Word、WPS 导出的 PDF。"
_WARNING = "OFD 的读取是试验性的，段落和表格可能与原件略有出入，请对照原件。"
_POINTS = 72 / 25.4  # OFD measures in millimetres


def read_ofd(archive: Archive, name: str, digest: str, limits: ReadLimits) -> Source:
    """The Source of an OFD archive. Raises ReadError where it has no text, is damaged or beyond ``limits``."""
    if not limits.ofd:
        raise ReadError(
            "这是 OFD 版式文件，读取还在试验，缺省不读。", "请提交 .docx 或 PDF；确需读取，可在 checker.toml 的 [reading] 中设 ofd = true。"
        )
    root = _part(archive, "OFD.xml", limits)
    main = _inside("", _text(next(_all(root, "DocRoot"), None)))
    document = _part(archive, main, limits)
    places = [_inside(main, page.get("BaseLoc") or "") for page in _all(document, "Page")]
    if len(places) > limits.pages:
        raise ReadError(f"OFD 超过{limits.pages}页，不像一份述职报告。", "请确认没有把多份材料合在一个文件里。")
    usual = next((_box(_text(box)) for box in _all(document, "PhysicalBox")), (0.0, 0.0, 210.0, 297.0))
    lines: list[Line] = []
    pages: list[Page] = []
    for number, place in enumerate(places, 1):
        content = _part(archive, place, limits)
        area = next((_box(_text(box)) for box in _all(content, "PhysicalBox")), usual)
        pages.append(Page(area[2] * _POINTS, area[3] * _POINTS))
        lines += _lines(content, number)
        if sum(len(line.text) for line in lines) > limits.characters:
            raise ReadError(f"全文超过{limits.characters}字，不像一份述职报告。", "请确认没有把多份材料合在一个文件里。")
    if not lines:
        raise ReadError("OFD 里没有文字，应是扫描件或图片。", _ADVICE)
    return rebuilt(lines, pages, name, "ofd", digest, (_WARNING,))


def _part(archive: Archive, name: str, limits: ReadLimits) -> Element:
    if name not in archive:
        raise ReadError("OFD 文件内部缺少部件，可能没有传完整。", _ADVICE)
    return parse(archive.read(name), limits)


def _inside(base: str, target: str) -> str:
    """A path of the package, from the part that names it; it cannot lead out, since parts are looked up by name."""
    path = target if target.startswith("/") else posixpath.join(posixpath.dirname(base), target)
    return posixpath.normpath("/" + path).removeprefix("/")


def _all(root: Element, local: str) -> Iterator[Element]:
    return (element for element in root.iter() if str(element.tag).rpartition("}")[2] == local)


def _text(element: Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def _numbers(text: str) -> list[float]:
    numbers: list[float] = []
    for word in text.split()[:4]:
        try:
            numbers.append(float(word))
        except ValueError:
            return []
    return [number for number in numbers if abs(number) < 100_000]  # NaN and infinity compare false


def _box(text: str) -> tuple[float, float, float, float]:
    numbers = _numbers(text)
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else (0.0, 0.0, 0.0, 0.0)


def _lines(content: Element, page: int) -> Iterator[Line]:
    """The text objects of a page as pieces of lines: what stands at one height is one line, in pieces where it has gaps."""
    pieces = sorted((piece for element in _all(content, "TextObject") if (piece := _piece(element, page))), key=lambda p: (p.top, p.left))
    for _, group in groupby(pieces, key=lambda piece: round(piece.top / 3)):
        row = sorted(group, key=lambda piece: piece.left)
        line = row[0]
        for piece in row[1:]:
            if piece.left - line.right > 1.2 * line.size:
                yield line
                line = piece
            else:
                line = line._replace(right=max(line.right, piece.right), text=line.text + piece.text)
        yield line


def _piece(element: Element, page: int) -> Line | None:
    left, top, width, height = (edge * _POINTS for edge in _box(element.get("Boundary") or ""))
    text = "".join(code.text or "" for code in _all(element, "TextCode"))
    size = next(iter(_numbers(element.get("Size") or "")), 0.0) * _POINTS
    if not text.strip():
        return None
    return Line(page, left, left + width, top, top + height, size or max(1.0, height), element.get("Weight") in {"700", "800", "900"}, text)
