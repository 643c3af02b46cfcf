"""What ``--export`` asks for, made from stored results and the original files: a report unchanged since its check serves as well."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker import work
from checker.discovery import COPY_MARK, File
from checker.in_force import text_of
from checker.joined import Joined
from checker.model import ReadError, Refusal
from checker.readers import ReadLimits
from checker.store import Store
from reports.junit import junit
from reports.labels import WAIVING
from reports.positions import Positions
from reports.sarif import sarif
from reports.site import ANNOTATED, Site
from rules import FOLDER_RULES

FORMATS = ("docx", "xlsx", "sarif", "junit")
_WORKBOOK, _SARIF, _JUNIT = "检查结果.xlsx", "results.sarif", "junit.xml"


@dataclass(frozen=True, slots=True)
class Asked:
    """What one run is asked to export."""

    formats: tuple[str, ...]  # of FORMATS
    files: Sequence[File]  # of this run: copies, SARIF and JUnit tell of these, the workbook of the whole set, as the index does
    checked: Collection[str]  # paths of this run's results, folders that could not be listed included
    whole: bool  # whether this run checked all of the set
    fail_on: str
    version: str
    limits: ReadLimits


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of it."""

    copies: tuple[tuple[str, str], ...]  # path of a report → name of its annotated copy below the site
    files: tuple[str, ...]  # names of the other files, in the site
    complete: bool  # False where something asked for could not be made


def export(asked: Asked, store: Store, site: Site, joined: Joined, say: Callable[[str], None], *, roster: bool) -> Exported:
    """Write what is asked for into the site; ``say`` gets a line on each. What cannot be written is said and not raised."""
    exports = _Exports(asked, store, site, joined, say, roster=roster)
    steps = {"docx": exports.docx, "xlsx": exports.xlsx, "sarif": exports.sarif, "junit": exports.junit}
    for name in FORMATS:
        if name not in asked.formats:
            continue
        try:
            steps[name]()
        except Refusal as error:
            exports.fail(str(error))
    return Exported(tuple(exports.copies.items()), tuple(exports.files), exports.complete)


class _Exports:
    """The exports of one run."""

    def __init__(self, asked: Asked, store: Store, site: Site, joined: Joined, say: Callable[[str], None], *, roster: bool) -> None:
        self._asked, self._store, self._site, self._joined, self._say = asked, store, site, joined, say
        self._roster = roster  # whether there is one, so that the workbook has its sheet
        self._files = {file.name: file.path for file in asked.files}
        self.copies: dict[str, str] = {}
        self.files: list[str] = []
        self.complete = True

    def fail(self, sentence: str) -> None:
        """Say what could not be done."""
        self.complete = False
        self._say(sentence)

    def docx(self) -> None:
        """An annotated copy of each Word report that has open findings."""
        clean = others = 0
        pages: dict[str, str] = {}
        for stored in self._store.documents():
            document = stored.result
            if stored.path not in self._files or document["status"] != "checked":
                continue
            findings = [finding for finding in document["findings"] if _is_for_author(finding)]
            if document["format"] != "docx":
                others += 1
            elif not findings:
                clean += 1
            else:
                self._copy(stored.path, document["digest"], findings)
                pages[stored.page] = self.copies.get(stored.path, "")
        if self._asked.whole:
            self._site.sweep_copies(set(self.copies.values()))
        self._site.note_copies({page: copy for page, copy in pages.items() if copy}, whole=self._asked.whole)
        left = [f"{clean} 份没有待处理的问题"] * bool(clean) + [f"{others} 份不是 Word 文档"] * bool(others)
        self._say(f"批注副本 {len(self.copies)} 份，在 {self._site.out / ANNOTATED}" + (f"；{'，'.join(left)}，未做。" if left else "。"))

    def _copy(self, path: str, digest: str, findings: Sequence[Mapping[str, Any]]) -> None:
        try:
            data = annotated_copy(self._files[path], digest, findings, self._asked.limits)
        except (ReadError, Refusal) as error:
            self.fail(f"{path}：{error}")
            return
        self.copies[path] = self._site.write_copy(path, data)

    def xlsx(self) -> None:
        """The workbook over the whole set."""
        from reports.workbook import workbook

        documents = ((stored.result, stored.page) for stored in self._joined.documents())
        self._write(_WORKBOOK, [workbook(documents, self._joined.unplaced(), roster=self._roster)])

    def sarif(self) -> None:
        """The log of this run."""
        rules = (*work.rule_texts(), *map(text_of, FOLDER_RULES))
        self._write(_SARIF, _encoded(sarif(self._asked.version, rules, self._documents(), self._positions, self._joined.unplaced())))

    def junit(self) -> None:
        """The suites of this run."""
        self._write(_JUNIT, _encoded(junit(self._documents(), self._asked.fail_on, self._joined.unplaced())))

    def _write(self, name: str, content: Iterable[bytes]) -> None:
        written = self._site.write_export(name, content)
        self.files.append(written)
        if written == name:
            self._say(f"已写出 {self._site.out / name}")
        else:
            self._say(f"{name} 正被打开或已有人改动，未覆盖；新的写成 {self._site.out / written}")

    def _documents(self) -> Iterator[Mapping[str, Any]]:
        """This run's results."""
        return (stored.result for stored in self._joined.documents(self._asked.checked))

    def _positions(self, path: str) -> Positions | None:
        """The places in a report's text, which the store keeps for comparing reports."""
        try:
            text = zlib.decompress(self._store.text(path)).decode()
        except (KeyError, zlib.error):
            return None
        return Positions(text, offsets_hold=_has_plain_line_ends(self._files.get(path)))


def annotated_copy(path: Path, digest: str, findings: Sequence[Mapping[str, Any]], limits: ReadLimits) -> bytes:
    """The Word file at ``path`` with ``findings`` as comments.

    Raises:
        ReadError: where it can no longer be read.
        AnnotationError: where it is not the file of ``digest`` any more, or cannot be annotated.
    """
    from checker.readers.docx import open_word
    from checker.remarks import remarks_on
    from reports.annotated_docx import AnnotationError, annotate

    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise AnnotationError("原件打不开了，未做批注副本。") from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise AnnotationError("原件在检查之后改动过，未做批注副本，请再查一次。")
    word = open_word(data, limits)
    return annotate(data, word.part, word.root, remarks_on(word, findings), COPY_MARK)


def _is_for_author(finding: Mapping[str, Any]) -> bool:
    """Whether a finding goes back to the author: open, and about this report alone."""
    waived = finding["verdict"] and finding["verdict"]["verdict"] in WAIVING
    return not waived and finding["family"] != "folder"


def _has_plain_line_ends(path: Path | None) -> bool:
    """Whether a file's line ends are line feeds, so that its characters count as those of the text read from it."""
    if path is None or path.suffix.lower() not in {".txt", ".md"}:
        return True
    try:
        with path.open("rb") as file:
            return all(b"\r" not in piece for piece in iter(lambda: file.read(1 << 16), b""))
    except OSError:
        return False


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    return (piece.encode() for piece in pieces)
