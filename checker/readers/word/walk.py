"""The paragraphs of a Word document in reading order, each character traced to the run that wrote it.

Shown is what the reader of the document sees with all changes accepted: inserted runs, content controls,
field results and text boxes in, deleted and hidden runs and field instructions out. Notes are read by :func:`walk_notes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from checker.readers.markup import RAISED, Element, child, name, switch, value
from checker.readers.word.styles import Style, Styles, first, is_contents, toggled

_BLOCK_WRAPPERS = frozenset({"w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:sdtContent"})
_GONE = frozenset({"w:del", "w:moveFrom"})
_REFERENCES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_NO_TEXT = frozenset({"w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "m:rPr", "m:ctrlPr", "w:rt"}) | _GONE
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
# The glyphs of symbol fonts that reports use as bullets, ticks and boxes, by their codes in those fonts.
_SYMBOLS = {
    ("wingdings", 0x6C): "●", ("wingdings", 0x6E): "■", ("wingdings", 0x75): "◆", ("wingdings", 0xD8): "➢", ("wingdings", 0xFC): "√",
    ("wingdings", 0xFE): "☑", ("wingdings", 0xA8): "□", ("wingdings", 0x6F): "□", ("wingdings 2", 0x52): "☑", ("wingdings 2", 0xA3): "□",
    ("wingdings 2", 0x50): "√", ("symbol", 0xB7): "•", ("symbol", 0xB4): "×", ("symbol", 0xB0): "°", ("symbol", 0xB1): "±",
}  # fmt: skip
_SYMBOL_FONTS = frozenset(font for font, _ in _SYMBOLS)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that one element wrote."""

    text: str
    run: Element  # the w:r (or m:r) it stands in
    element: Element  # the w:t, w:tab, w:br … itself
    bold: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands."""

    number: int = 0  # of the body paragraph (that holds it), from 1; those in tables are not counted
    cell: str = ""  # "表格第2行第3列"
    box: bool = False
    note: str = ""  # "脚注", "尾注": the text of such a note to the paragraph

    @property
    def origin(self) -> str:
        """As the reviewer is told it."""
        return (self.cell or f"第{self.number}段") + ("文本框" if self.box else "") + self.note


@dataclass(frozen=True)
class WordParagraph:
    """A paragraph as shown. Characters of ``pieces`` joined are its text, automatic numbering left out."""

    element: Element  # the w:p; where a deleted paragraph mark joined several, the last of them
    pieces: tuple[Piece, ...]
    place: Place
    chain: tuple[Style, ...]  # its style and those it rests on
    contents: bool = False  # an entry of an automatic table of contents
    references: tuple[tuple[str, str], ...] = ()  # the notes it refers to: "footnote" or "endnote", and the identifier

    @cached_property
    def text(self) -> str:
        """What its runs say."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def properties(self) -> Element | None:
        """Its ``w:pPr``."""
        return child(self.element, "w:pPr")

    @property
    def bold(self) -> bool:
        """Whether everything in it that shows is bold."""
        shown = [piece.bold for piece in self.pieces if piece.text.strip()]
        return bool(shown) and all(shown)


def walk_paragraphs(root: Element, styles: Styles, warnings: list[str]) -> Iterator[WordParagraph]:
    """The paragraphs under ``w:document``, blank ones included.

    What had to be left out is appended to ``warnings``, one Chinese sentence each.
    """
    body = child(root, "w:body")
    if body is not None:
        yield from _Walk(root, styles, warnings).blocks(body, Place())


def walk_notes(root: Element | None, styles: Styles) -> dict[str, str]:
    """The notes of a part of footnotes or endnotes, each in one line, by identifier; None stands for a document without any."""
    notes: dict[str, str] = {}
    for note in root if root is not None else ():
        identifier = value(note, "id")
        if name(note) in {"w:footnote", "w:endnote"} and identifier is not None and value(note, "type") in {None, "normal"}:
            lines = (paragraph.text.strip() for paragraph in _Walk(note, styles, []).blocks(note, Place()))
            notes[identifier] = " ".join(line for line in lines if line)
    return notes


class _Walk:
    """The state of one walk: which fields are open, how many paragraphs and tables were passed."""

    def __init__(self, root: Element, styles: Styles, warnings: list[str]) -> None:
        self._styles = styles
        self._warnings = warnings
        self._field_marks = _paired_field_marks(root)
        self._fields: list[bool] = []  # of each open field, whether its result has begun
        self._references: list[tuple[str, str]] = []  # of the paragraph being read
        self._numbered = 0
        self._tables = 0
        self._pending: WordParagraph | None = None  # its mark was deleted: it runs on into the next paragraph
        self._carried: list[Piece] = []  # what it and those before it that run on say

    def blocks(self, container: Element, place: Place) -> Iterator[WordParagraph]:
        """The paragraphs of a body, cell, control or text box."""
        for element in container:
            kind = name(element)
            if kind == "w:p":
                yield from self._paragraph(element, place)
                yield from self._boxes(element, place)
            elif kind == "w:tbl":
                yield from self._flush()
                yield from self._table(element, place)
            elif kind == "w:sdt" or kind in _BLOCK_WRAPPERS:
                yield from self.blocks(element, place)
            elif kind == "mc:AlternateContent":
                branch = _branch(element)
                yield from self.blocks(branch, place) if branch is not None else ()
            elif kind == "w:altChunk":
                self._warn("文档里嵌有另一份文件的内容，未读入。")
        yield from self._flush()

    def _paragraph(self, element: Element, place: Place) -> Iterator[WordParagraph]:
        """The paragraph, unless nothing of it is left to see or it runs on into the next."""
        if not place.cell and not place.box:
            self._numbered += 1
            place = replace(place, number=self._numbered)
        properties = child(element, "w:pPr")
        mark = child(properties, "w:rPr")
        chain = self._styles.of_paragraph(properties)
        runs = _Runs(chain, self._styles)
        self._carried += self._inline(element, runs)
        self._pending = WordParagraph(element, (), place, chain, is_contents(chain))
        if not any(child(mark, gone) is not None for gone in _GONE):
            shown = not runs.hides(mark) or child(mark, "w:specVanish") is not None
            yield from self._flush(blank=shown)

    def _flush(self, *, blank: bool = False) -> Iterator[WordParagraph]:
        """The paragraph read, which no other joins; one that says nothing only where it may be ``blank``."""
        pending, pieces, references = self._pending, tuple(self._carried), tuple(self._references)
        self._pending, self._carried, self._references = None, [], []
        if pending and (pieces or blank):
            yield replace(pending, pieces=pieces, references=references)

    def _inline(self, container: Element, runs: _Runs) -> Iterator[Piece]:
        for element in container:
            kind = name(element)
            if kind in {"w:r", "m:r"}:
                yield from self._run(element, runs)
            elif kind == "mc:AlternateContent":
                branch = _branch(element)
                yield from self._inline(branch, runs) if branch is not None else ()
            elif kind == "m:f":
                yield from self._fraction(element, runs)
            elif kind and kind not in _NO_TEXT:
                yield from self._inline(element, runs)

    def _run(self, run: Element, runs: _Runs) -> Iterator[Piece]:
        properties = child(run, "w:rPr")
        hidden, bold = runs.hides(properties), runs.emboldens(properties)
        raised = value(child(properties, "w:vertAlign")) == "superscript"
        font = (value(child(properties, "w:rFonts"), "ascii") or "").lower()
        for element in _written(run):
            kind = name(element)
            if kind == "w:fldChar":
                self._field(element)
            elif kind == "w:ruby":
                base = child(element, "w:rubyBase")
                yield from self._inline(base, runs) if base is not None and not hidden else ()
            elif not hidden and all(self._fields):
                if kind in _REFERENCES:
                    self._references.append((_REFERENCES[kind], value(element, "id") or ""))
                    if value(element, "customMarkFollows") not in {None, "0", "false", "off"}:
                        return  # the rest is the mark that its author chose
                text = _text(element, kind)
                if raised:
                    text = text.translate(RAISED)
                if font in _SYMBOL_FONTS:
                    text = "".join(_SYMBOLS.get((font, ord(char) & 0xFF), char) if _in_font(char) else char for char in text)
                if text:
                    yield Piece(text, run, element, bold)

    def _fraction(self, element: Element, runs: _Runs) -> Iterator[Piece]:
        """One half as 1/2: its parts one after the other would be a number of their own."""
        for part in element:
            if name(part) == "m:den" and all(self._fields):
                yield Piece("/", part, part, bold=False)
            if name(part) in {"m:num", "m:den"}:
                yield from self._inline(part, runs)

    def _field(self, element: Element) -> None:
        if element not in self._field_marks:
            return
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _boxes(self, paragraph: Element, place: Place) -> Iterator[WordParagraph]:
        outer = self._fields, self._pending, self._carried, self._references
        self._fields, self._pending, self._carried, self._references = [], None, [], []
        for box in _text_boxes(paragraph):
            yield from self.blocks(box, Place(self._numbered, place.cell, box=True))
        self._fields, self._pending, self._carried, self._references = outer

    def _table(self, table: Element, place: Place) -> Iterator[WordParagraph]:
        outermost = not place.cell
        self._tables += outermost
        title = "表格" if self._tables == 1 else f"第{self._tables}个表格"
        for row_number, row in enumerate(_unwrapped(table, "w:tr"), 1):
            properties = child(row, "w:trPr")
            if child(properties, "w:del") is not None or switch(child(properties, "w:hidden")):
                continue
            for column, cell in enumerate(_unwrapped(row, "w:tc"), 1):
                if not (_goes_on_from_above(cell) or child(cell, "w:tcPr", "w:cellDel") is not None):
                    inner = replace(place, cell=f"{title}第{row_number}行第{column}列") if outermost else place
                    yield from self.blocks(cell, inner)

    def _warn(self, sentence: str) -> None:
        if sentence not in self._warnings:
            self._warnings.append(sentence)


@dataclass(frozen=True, slots=True)
class _Runs:
    """How the runs of one paragraph look where they say nothing themselves."""

    chain: tuple[Style, ...]
    styles: Styles

    def hides(self, properties: Element | None) -> bool:
        """Whether a run with these ``w:rPr`` is hidden text."""
        character, paragraph = first(self._character(properties), _hidden), first(self.chain, _hidden)
        return toggled(switch(child(properties, "w:vanish")), character, paragraph, self.styles.hidden)

    def emboldens(self, properties: Element | None) -> bool:
        """Whether a run with these ``w:rPr`` is bold."""
        character, paragraph = first(self._character(properties), _bold), first(self.chain, _bold)
        return toggled(switch(child(properties, "w:b")), character, paragraph, self.styles.bold)

    def _character(self, properties: Element | None) -> tuple[Style, ...]:
        return self.styles.chain(value(child(properties, "w:rStyle")))


def _hidden(style: Style) -> bool | None:
    return style.hidden


def _bold(style: Style) -> bool | None:
    return style.bold


def _text(element: Element, kind: str) -> str:
    """What one child of a run writes."""
    if kind in {"w:t", "m:t"}:
        text = element.text or ""
        if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve" and kind == "w:t":
            text = text.strip(" \t\r\n")
        return text.replace("\n", " ").replace("\r", " ")
    if kind == "w:sym":
        return _symbol(element)
    return _SIGNS.get(kind, "")


def _in_font(char: str) -> bool:
    """Whether a character stands for a glyph of the symbol font it is set in."""
    return char < "\u0100" or "\uf000" <= char <= "\uf0ff"


def _symbol(element: Element) -> str:
    try:
        code = int(value(element, "char") or "", 16)
    except ValueError:
        return ""
    known = _SYMBOLS.get(((value(element, "font") or "").lower(), code & 0xFF))
    if known and (code < 0x100 or 0xF000 <= code <= 0xF0FF):
        return known
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else ""


def _paired_field_marks(root: Element) -> set[Element]:
    """The field marks that have their counterparts: an unclosed field must not swallow the rest of the document."""
    paired: set[Element] = set()
    open_fields: list[list[Element]] = []
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        kind = name(element)
        if kind in _GONE:
            walk.skip_subtree()
        if kind != "w:fldChar":
            continue
        mark = value(element, "fldCharType")
        if mark == "begin":
            open_fields.append([element])
        elif open_fields and mark == "separate":
            open_fields[-1].append(element)
        elif open_fields and mark == "end":
            paired.update(open_fields.pop(), (element,))
    return paired


def _branch(alternate: Element) -> Element | None:
    """The one branch of an alternative that is shown: the first that holds text, so that a text box is read once."""
    branches = [branch for branch in alternate if name(branch) in {"mc:Choice", "mc:Fallback"}]
    return next((branch for branch in branches if any(name(inner) == "w:t" for inner in branch.iter())), None)


def _written(run: Element) -> Iterator[Element]:
    """What a run writes; of an alternative, which Word puts there for a sign of its own fonts, the branch that holds a text."""
    for element in run:
        branch = _branch(element) if name(element) == "mc:AlternateContent" else None
        yield from branch if branch is not None else (element,)


def _text_boxes(element: Element) -> Iterator[Element]:
    """The outermost text boxes anchored in a paragraph; those inside them are found when they are read."""
    for inner in element:
        kind = name(inner)
        if kind in _GONE:
            continue
        if kind == "w:txbxContent":
            yield inner
        elif kind == "mc:AlternateContent":
            branch = _branch(inner)
            yield from _text_boxes(branch) if branch is not None else ()
        else:
            yield from _text_boxes(inner)


def _unwrapped(container: Element, kind: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, those inside content controls included."""
    for element in container:
        if name(element) == kind:
            yield element
        elif name(element) == "w:sdt" or name(element) in _BLOCK_WRAPPERS:
            yield from _unwrapped(element, kind)


def _goes_on_from_above(cell: Element) -> bool:
    """Whether a cell is the lower part of one merged over several rows: Word shows nothing of its own."""
    merge = child(cell, "w:tcPr", "w:vMerge")
    return merge is not None and value(merge) != "restart"
