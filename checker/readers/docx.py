"""Word documents (.docx, .docm), read from their XML: python-docx's ``text`` sees neither inserted runs nor content controls.

No macro is run, no relationship outside the archive is followed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.model import Paragraph, ReadError, Source, Span
from checker.readers.archive import Archive
from checker.readers.forms import out_of_forms
from checker.readers.limits import ReadLimits
from checker.readers.markup import Element, parse, value
from checker.readers.word.numbering import Numbering
from checker.readers.word.styles import Styles, outline_level
from checker.readers.word.walk import WordParagraph, walk_notes, walk_paragraphs
from checker.readers.wrapping import BLANKS, ends_sentence, starts_section

_ADVICE = "请用 Word 或 WPS 打开原件，另存为 .docx 后再检查。"
_NOTES = {"footnote": "脚注", "endnote": "尾注"}
_CONTENTS = "自动目录没有读入，检查从正文开始。"


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph of the document and where its text stands in ``Source.text``.

    ``Source.text[start : start + len(prefix)]`` is automatic numbering, or the text of a note, which no run of the body
    wrote; what follows are the characters of ``paragraph.pieces``, one after the other.
    """

    paragraph: WordParagraph
    start: int
    prefix: str
    noted: Placed | None = None  # the paragraph that refers to this note

    @property
    def text(self) -> str:
        """Numbering and runs."""
        return self.prefix + self.paragraph.text


@dataclass(frozen=True, slots=True)
class WordText:
    """An opened document: its tree and every paragraph read from it, blank ones included, and behind them the notes."""

    root: Element
    paragraphs: tuple[Placed, ...]
    warnings: tuple[str, ...]
    part: str  # the name of the part that holds the text

    @property
    def text(self) -> str:
        """The paragraphs, one a line; a soft line break is a further line."""
        return "\n".join(placed.text for placed in self.paragraphs)


def read_docx(data: bytes, name: str, digest: str, limits: ReadLimits) -> Source:
    """The Source of a Word document. Raises ReadError for whatever else ``data`` may be."""
    word = open_word(data, limits)
    paragraphs = out_of_forms([paragraph for placed in word.paragraphs if not placed.noted for paragraph in _paragraphs(placed)])
    notes = tuple(paragraph for placed in word.paragraphs if placed.noted for paragraph in _paragraphs(placed))
    if not paragraphs:
        raise ReadError("文档里没有文字，可能全是图片或扫描件。", "请提交可以选中文字的 Word 文档。")
    return Source(name, word.text, "docx", digest, paragraphs, word.warnings, notes)


def open_word(data: bytes, limits: ReadLimits) -> WordText:
    """Walk a Word document held in memory, so that places in ``Source.text`` lead back to its XML.

    The same bytes always give the same paragraphs at the same offsets. Raises ReadError.
    """
    archive = Archive(data, limits)
    main = _main_part(archive, limits)
    folder = posixpath.dirname(main)
    styles = Styles.from_xml(_optional(archive, f"{folder}/styles.xml", limits))
    numbering = Numbering.from_xml(_optional(archive, f"{folder}/numbering.xml", limits), styles)
    root = parse(archive.read(main), limits)
    warnings: list[str] = []
    placed: list[Placed] = []
    at = 0
    for paragraph in walk_paragraphs(root, styles, warnings):
        if paragraph.contents:
            if _CONTENTS not in warnings:
                warnings.append(_CONTENTS)
            continue
        prefix = numbering.prefix(paragraph.properties, paragraph.chain)
        placed.append(Placed(paragraph, at, prefix))
        at += len(placed[-1].text) + 1
        _check_length(at, limits)
    notes = {kind: walk_notes(_optional(archive, f"{folder}/{kind}s.xml", limits), styles) for kind in _NOTES}
    for one in placed[:]:
        for note in _notes_to(one, at, notes):
            placed.append(note)
            at += len(note.text) + 1
            _check_length(at, limits)
    return WordText(root, tuple(placed), tuple(warnings), main)


def _check_length(at: int, limits: ReadLimits) -> None:
    if at > limits.characters + 1:
        raise ReadError(f"全文超过{limits.characters}字，不像一份述职报告。", "请确认没有把多份材料合在一个文件里。")


def _notes_to(placed: Placed, at: int, notes: dict[str, dict[str, str]]) -> Iterator[Placed]:
    """The notes to a paragraph, the first of which stands ``at``. A note that is referred to twice is told once."""
    paragraph = placed.paragraph
    for kind, identifier in paragraph.references:
        if text := notes[kind].pop(identifier, ""):
            yield Placed(replace(paragraph, pieces=(), place=replace(paragraph.place, note=_NOTES[kind])), at, text, placed)
            at += len(text) + 1


def _main_part(archive: Archive, limits: ReadLimits) -> str:
    """The name of the part that holds the text, as the package says it."""
    if "word/document.xml" in archive:
        return "word/document.xml"
    if "_rels/.rels" in archive:
        for relation in parse(archive.read("_rels/.rels"), limits):
            target = (value(relation, "Target") or "").removeprefix("/")
            if (value(relation, "Type") or "").endswith("/officeDocument") and target in archive:
                return target
    raise ReadError("压缩包里没有 Word 正文，这不是 Word 文档。", _ADVICE)


def _optional(archive: Archive, part: str, limits: ReadLimits) -> Element | None:
    return parse(archive.read(part), limits) if part in archive else None


def _paragraphs(placed: Placed) -> Iterator[Paragraph]:
    """The reader's paragraphs in one Word paragraph: several where soft line breaks were typed to end paragraphs."""
    properties = placed.paragraph.properties
    for start, end in _stretches(placed.text):
        place = placed.paragraph.place
        yield Paragraph(
            Span(placed.start + start, placed.start + end),
            placed.text[start:end],
            origin=place.origin,
            outline_level=None if place.note else outline_level(properties, placed.paragraph.chain),
            bold=placed.paragraph.bold,
            in_table=bool(place.cell) and not place.note,
        )


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Split at a soft line break only after the end of a sentence or before a number that begins a section."""
    lines = ((match.start(), match[0]) for match in re.finditer(r"[^\n]+", text))
    trimmed = ((at + len(line) - len(line.lstrip(BLANKS)), at + len(line.rstrip(BLANKS))) for at, line in lines if line.strip(BLANKS))
    open_start: int | None = None
    last_end = 0
    for start, end in trimmed:
        if open_start is not None and (ends_sentence(text[max(open_start, last_end - 4) : last_end]) or starts_section(text[start:end])):
            yield open_start, last_end
            open_start = None
        if open_start is None:
            open_start = start
        last_end = end
    if open_start is not None:
        yield open_start, last_end
