"""Web pages, and what office programs save as such: read by libxml2's HTML parser, nothing in them run or fetched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from checker.model import Paragraph, ReadError, Source, Span
from checker.readers.encoding import decode
from checker.readers.forms import labels_joined, out_of_forms
from checker.readers.limits import ReadLimits
from checker.readers.markup import RAISED, Element
from checker.readers.wrapping import BLANKS

_SILENT = frozenset({
    "script", "style", "head", "title", "template", "noscript", "iframe", "object", "embed", "svg", "math", "canvas",
    "audio", "video", "select", "textarea", "button", "input", "datalist", "nav",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "table", "caption", "thead", "tbody",
    "tfoot", "tr", "td", "th", "body", "html", "section", "article", "header", "footer", "main", "aside", "blockquote",
    "pre", "address", "center", "form", "fieldset", "figure", "figcaption", "hr",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden|mso-hide\s{0,5}:\s{0,5}all", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_NOTE = re.compile(r"(?:sdfootnote|sdendnote|ftn|edn)\d+")  # the identifiers of notes by LibreOffice, Word and WPS
_NOTE_MARK = re.compile(r"#(?:sd(?:foot|end)note\d|_(?:ftn|edn)(?:ref)?\d)")  # what leads to a note, and back from it
_LINE_END = re.compile(r"\r?\n")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_ADVICE = "请用 Word 或 WPS 打开，另存为 .docx 后再检查。"
_LONGEST_CELL = 200  # characters: longer cells hold running text


@dataclass(slots=True)
class _Open:
    """A paragraph being read."""

    parts: list[str] = field(default_factory=list)
    plain: bool = False  # something in it is not bold
    level: int | None = None
    cell: str = ""  # 表格第2行第3列
    note: bool = False


def read_html(data: bytes, name: str, digest: str, limits: ReadLimits) -> Source:
    """The Source of a web page. Raises ReadError for one without text or beyond ``limits``."""
    root = _parsed(_decoded(data), limits)
    texts: list[str] = []
    paragraphs: list[Paragraph] = []
    notes: list[Paragraph] = []
    at = 0
    for found in sorted(_Walk(root).paragraphs(), key=lambda found: found.note):
        text = _SPACES.sub(" ", "".join(found.parts)).strip(BLANKS)
        if not text:
            continue
        origin = f"注{len(notes) + 1}" if found.note else found.cell or f"第{len(paragraphs) + 1}段"
        (notes if found.note else paragraphs).append(
            Paragraph(
                Span(at, at + len(text)), text, None, origin, outline_level=found.level, bold=not found.plain, in_table=bool(found.cell)
            )
        )
        texts.append(text)
        at += len(text) + 1
        if at > limits.characters + 1:
            raise ReadError(f"全文超过{limits.characters}字，不像一份述职报告。", "请确认没有把多份材料合在一个文件里。")
    if not paragraphs:
        raise ReadError("网页里没有文字。", _ADVICE)
    return Source(name, "\n".join(texts), "html", digest, labels_joined(out_of_forms(paragraphs)), notes=tuple(notes))


def _decoded(data: bytes) -> str:
    """The page's text: by byte-order mark, by what it declares where that decodes all of it, else by its look."""
    if data[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) and (match := _CHARSET.search(data[:4096])):
        declared = match[1].decode("ascii").lower()
        # What calls itself gb2312 is written in its superset.
        encoding = "gb18030" if declared in {"gb2312", "gbk", "x-gbk", "gb_2312-80"} else declared
        try:
            if codecs.lookup(encoding).name in {"utf-8", "gb18030", "big5", "big5hkscs", "hz"}:
                return data.removeprefix(codecs.BOM_UTF8).decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _parsed(text: str, limits: ReadLimits) -> Element:
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("网页已损坏，读不出内容。", _ADVICE) from error
    if root is None:
        raise ReadError("网页里没有文字。", _ADVICE)
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.depth * 2:
            raise ReadError(f"网页嵌套超过{limits.depth * 2}层，不像正常的文档。", _ADVICE)
    return root


class _Walk:
    """Element by element; what is between two block elements is one paragraph."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._open = _Open()
        self._done: list[_Open] = []
        self._tables = 0
        self._number = ""  # that stands before the list item being read
        self._preformatted = 0  # elements open in which line ends stand as they are
        self._note = 0  # elements open that hold a note
        self._raised = 0  # elements open that are set high
        self._row = 0  # rows passed of the table that is being read

    def paragraphs(self) -> Iterator[_Open]:
        self._element(self._root, bold=False, level=None)
        self._close()
        yield from self._done

    def _element(self, element: Element, *, bold: bool, level: int | None, number: int | None = None) -> None:
        tag = str(element.tag).lower()
        if tag in _SILENT or _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
            return
        if tag == "a" and _NOTE_MARK.match(element.get("href") or ""):
            return
        if tag == "tr" and self._cells(element, bold=bold):
            return
        if tag == "table":
            self._tables += 1
            self._row = 0
        bold = bold or tag in _BOLD
        note = tag in _BLOCKS and _NOTE.fullmatch(element.get("id") or "") is not None
        if tag in _HEADINGS and self._only_number():
            self._open = _Open()  # a list around headings says their order in another way than the author's own numbers
        if tag in _BLOCKS:
            self._close()
            level = _HEADINGS.get(tag, level)
        self._note += note
        self._open.level, self._open.note = level, self._note > 0
        self._preformatted += tag == "pre"
        self._raised += tag == "sup"
        if tag == "br":
            self._close()
        if number is not None:
            self._number = f"{number}."
            self._write(self._number, bold=True)
        self._write(element.text, bold=bold)
        number = _first_number(element)
        for inner in element:
            numbered = number is not None and str(inner.tag).lower() == "li"
            self._element(inner, bold=bold, level=level, number=number if numbered else None)
            number = number + 1 if number is not None and numbered else number
            self._open.level, self._open.note = level, self._note > 0
            self._write(inner.tail, bold=bold)
        self._preformatted -= tag == "pre"
        self._raised -= tag == "sup"
        if tag in _BLOCKS:
            self._close()
        self._note -= note

    def _cells(self, row: Element, *, bold: bool) -> bool:
        """Read a row of a table cell by cell; False where it lays out running text and is to be read like any other element."""
        self._row += 1
        cells = [cell for cell in row if str(cell.tag).lower() in {"td", "th"}]
        if len(cells) < 2 or next(row.iter("table", "ul", "ol", "h1", "h2", "h3"), None) is not None:
            return False
        texts = ["".join(cell.itertext()) for cell in cells]
        if any(len(text) > _LONGEST_CELL for text in texts):
            return False
        self._close()
        table = "表格" if self._tables < 2 else f"第{self._tables}个表格"
        for column, (cell, text) in enumerate(zip(cells, texts, strict=True), 1):
            self._done.append(_Open([text], not bold and str(cell.tag).lower() != "th", cell=f"{table}第{self._row}行第{column}列"))
        return True

    def _write(self, text: str | None, *, bold: bool) -> None:
        if not text:
            return
        text = text.translate(RAISED) if self._raised else text
        for number, line in enumerate(_LINE_END.split(text) if self._preformatted else [text]):
            if number:
                self._close()
            if line:
                self._open.parts.append(line)
                self._open.plain = self._open.plain or (not bold and bool(line.strip(BLANKS)))

    def _only_number(self) -> bool:
        return bool(self._open.parts) and "".join(self._open.parts).strip() == self._number

    def _close(self) -> None:
        if self._only_number():  # of a list item whose text stands in a block of its own
            return
        if self._open.parts:
            self._done.append(self._open)
        self._open = _Open()


def _first_number(items: Element) -> int | None:
    """The number that a browser shows before the first item of an ordered list; None where it shows none."""
    if str(items.tag).lower() != "ol" or (items.get("type") or "1") != "1":
        return None
    start = items.get("start") or "1"
    return int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1
