"""The site: the only module that writes into the output folder.

Pages have names that hash their content and lie under ``pages/``; each is written beside its place
and put there whole; the index comes last. A file that we did not write is neither removed nor replaced.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from checker.model import Refusal
from checker.refusal import cause
from reports.environment import GENERATOR

MARKER = ".duty-report-site.json"
LOCK = ".duty-report-site.lock"
PAGES = "pages"
COMPARISONS = "compare"  # pages that show several reports together: for reviewers only
INDEX = "index.html"
RULES = "rules.html"
ANNOTATED = "annotated"
COPIES = ".duty-copies.json"  # the annotated copies by the name of the page they were made from: another page, and a copy is of yesterday
EXPORTS = ".duty-exports.json"  # what we wrote beside the pages, by name, with the SHA-256 of the last version and of the one before
_SLUG = 40  # characters: with four bytes each and the hash still below the 255 bytes a file name may have
_PAGE = re.compile(r"[\w-]{1,40}-[0-9a-f]{12}\.html")
_COPY = re.compile(r"[\w-]{1,40}-([0-9a-f]{12})\.doc[xm]")
_NAME = re.compile(r"[\w-][^\x00-\x1f\\/:*?\"<>|]*")  # of a file: not hidden, nothing that any system takes for a path
_NAMES = 99  # names tried for an export whose own is taken
_PART = re.compile(r"\.duty-[0-9a-f]{16}\.part")


class SiteError(Refusal):
    """A site that cannot be written: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Site:
    """An output folder that bears our marker. Make one with :meth:`open`."""

    out: Path

    @classmethod
    def open(cls, out: Path, members: str) -> Self:
        """The site at ``out`` for the set of paths that ``members`` names; a new or empty folder becomes one.

        Raises:
            SiteError: where the folder holds other files, or the site of another set, or cannot be written.
        """
        known = site_members(out)
        site = cls(out)
        if known is None:
            site._begin(members)
        elif known != members:
            raise SiteError(f"{out} 里是另一组报告的检查页，请用 -o 另选一个文件夹。")
        with _as_site_error(out):
            site._folder(PAGES)
        return site

    @property
    def lock(self) -> Path:
        """The file that a run holds while it writes here."""
        return self.out / LOCK

    def _begin(self, members: str) -> None:
        with _as_site_error(self.out):
            self.out.mkdir(mode=0o700, parents=True, exist_ok=True)
            if any(not _PART.fullmatch(entry.name) for entry in self.out.iterdir()):
                raise SiteError(f"{self.out} 不是空文件夹，里面也不是检查页；为免覆盖别的文件，请用 -o 另选一个文件夹。")
            self._put(MARKER, json.dumps({"generator": GENERATOR, "members": members}, ensure_ascii=False).encode())

    def _folder(self, name: str) -> Path:
        """A folder of the site, made where it is not there. Raises SiteError where it is a link."""
        folder = self.out / name
        if folder.is_symlink():
            raise SiteError(f"{folder} 是指向别处的链接，结果只写在输出文件夹之内，请先移走它。")
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def page_name(self, path: str, page: bytes, folder: str = PAGES) -> str:
        """Where the page of the report ``path`` goes, below the site: a readable name and a hash of path and content."""
        total = hashlib.sha256(f"{path}\0".encode("utf-8", "surrogatepass"))
        total.update(page)
        return f"{folder}/{_slug(path)}-{total.hexdigest()[:12]}.html"

    def has(self, page: str) -> bool:
        """Whether the page named ``page`` is in place, and whole: a power cut may leave an empty file."""
        return bool(page) and (self.out / page).is_file() and (self.out / page).stat().st_size > 0

    def write_page(self, name: str, page: bytes) -> None:
        """Put a report's page in place, unless it is there already; raises SiteError."""
        if not _PAGE.fullmatch(name.removeprefix(f"{PAGES}/")):
            raise SiteError(f"“{name}”不是检查页的名字。")
        self._publish(name, page)

    def write_comparison(self, subject: str, html: str) -> str:
        """Put a page that shows several reports together in place, ``subject`` in its name, which is returned. Raises SiteError."""
        with _as_site_error(self.out):
            self._folder(COMPARISONS)
        page = html.encode()
        name = self.page_name(subject, page, COMPARISONS)
        self._publish(name, page)
        return name

    def write_index(self, html: Iterable[str]) -> None:
        """Put the index, written piece by piece, in place; call it when every page it names is there. Raises SiteError."""
        target = self.out / INDEX
        with _as_site_error(self.out):
            _refuse_foreign(target)
            total = hashlib.sha256()
            beside = self._beside(self.out, _hashed((piece.encode() for piece in html), total))
            try:
                if _digest(target) != total.hexdigest():
                    beside.replace(target)
            finally:
                beside.unlink(missing_ok=True)

    def write_rules(self, html: str) -> None:
        """Put the page that explains the rules in place; raises SiteError."""
        self._publish(RULES, html.encode())

    def write_copy(self, path: str, data: bytes) -> str:
        """Put the annotated copy of the report ``path`` in place; its name, which hashes its content, is returned. Raises SiteError."""
        suffix = ".docm" if path.lower().endswith(".docm") else ".docx"
        name = f"{ANNOTATED}/{_slug(path)}-{hashlib.sha256(data).hexdigest()[:12]}{suffix}"
        with _as_site_error(self.out):
            folder = self._folder(ANNOTATED)
            if not _is_our_copy(self.out / name):
                self._beside(folder, [data]).replace(self.out / name)
        return name

    def sweep_copies(self, keep: set[str]) -> None:
        """Remove the annotated copies that are not in ``keep``; one that a person worked in stays."""
        folder = self.out / ANNOTATED
        for entry in folder.iterdir() if folder.is_dir() and not folder.is_symlink() else ():
            if f"{ANNOTATED}/{entry.name}" not in keep and _is_our_copy(entry):
                with suppress(OSError):  # held open on Windows: the next run removes it
                    entry.unlink()

    def note_copies(self, copies: Mapping[str, str], *, whole: bool) -> None:
        """Remember which page each copy was made from; unless of the ``whole`` set, beside what is known. Raises SiteError."""
        with _as_site_error(self.out):
            noted = dict(copies) if whole else {**self.copies(), **copies}
            self._put(COPIES, json.dumps(noted, ensure_ascii=False, sort_keys=True).encode())

    def copies(self) -> dict[str, str]:
        """The annotated copies that are there, by the name of the page they were made from."""
        noted = _noted(self.out / COPIES)
        return {page: str(copy) for page, copy in noted.items() if site_file(self.out, str(copy))}

    def write_export(self, name: str, content: Iterable[bytes]) -> str:
        """Put a file beside the pages, ``content`` piece by piece; returned is the name it got.

        That is another name (检查结果-2.xlsx) where the file is held open, was changed by a person, or is none of ours.
        Raises SiteError.
        """
        with _as_site_error(self.out):
            total = hashlib.sha256()
            beside = self._beside(self.out, _hashed(content, total))
            try:
                return self._put_export(name, beside, total.hexdigest())
            finally:
                beside.unlink(missing_ok=True)

    def _put_export(self, name: str, beside: Path, digest: str) -> str:
        stem, dot, suffix = name.rpartition(".")
        for candidate in (name, *(f"{stem}-{number}{dot}{suffix}" for number in range(2, _NAMES + 1))):
            target, noted = self.out / candidate, self.exports()
            there = target.exists() or target.is_symlink()
            current = _digest(target)
            if there and (_is_held(target) or current not in noted.get(candidate, [])):
                continue
            if there and current == digest:
                return candidate
            # Noted before it is put in place: a run killed in between must not take its own file for a person's.
            self._put(EXPORTS, json.dumps({**noted, candidate: [digest, current]}, ensure_ascii=False, sort_keys=True).encode())
            with suppress(PermissionError):  # held open on Windows
                beside.replace(target)
                return candidate
        raise SiteError(f"{self.out} 里“{name}”的各个副本都被占用或改动过，请移走它们再查一次。")

    def exports(self) -> Mapping[str, list[str]]:
        """The digests of what we wrote beside the pages, by name; nothing where that is not known."""
        noted = _noted(self.out / EXPORTS)
        return {name: [str(digest) for digest in digests] for name, digests in noted.items() if isinstance(digests, list)}

    def sweep(self, keep: set[str]) -> None:
        """Remove our own pages that are not in ``keep``, and what killed runs left half written. Hold the lock."""
        folders = (self.out, self.out / PAGES, self.out / COMPARISONS, self.out / ANNOTATED)
        for entry in (entry for folder in folders if folder.is_dir() and not folder.is_symlink() for entry in folder.iterdir()):
            name = f"{entry.parent.name}/{entry.name}"
            page = entry.parent.name in {PAGES, COMPARISONS} and _PAGE.fullmatch(entry.name) and name not in keep
            if _PART.fullmatch(entry.name) or (page and _is_ours(entry)):
                with suppress(OSError):  # held open on Windows: the next run removes it
                    entry.unlink()

    def _publish(self, name: str, page: bytes) -> None:
        target = self.out / name
        with _as_site_error(self.out):
            _refuse_foreign(target)
            if not target.exists() or target.read_bytes() != page:
                self._put(name, page)

    def _put(self, name: str, data: bytes) -> None:
        """Write beside the place, then put there whole."""
        target = self.out / name
        beside = self._beside(target.parent, [data])
        try:
            beside.replace(target)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise

    @staticmethod
    def _beside(folder: Path, content: Iterable[bytes]) -> Path:
        """A new file with ``content``, readable by its owner only."""
        beside = folder / f".duty-{os.urandom(8).hex()}.part"
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.writelines(content)
                file.flush()
                os.fsync(file.fileno())  # else a power cut may leave a name in place with nothing behind it
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
        return beside


def _hashed(content: Iterable[bytes], total: hashlib._Hash) -> Iterator[bytes]:
    """``content`` as it is, counted in ``total``."""
    for piece in content:
        total.update(piece)
        yield piece


def _noted(path: Path) -> dict[str, Any]:
    """What a note of ours holds; nothing where it is not there or damaged."""
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _slug(path: str) -> str:
    """A readable name for what is made of the report ``path``."""
    stem = unicodedata.normalize("NFC", re.sub(r"\.\w{1,5}$", "", path))
    return re.sub(r"\W+", "-", stem)[-_SLUG:].strip("-_") or "report"


def site_members(out: Path) -> str | None:
    """The set of paths that the site at ``out`` was made from; None where there is no site.

    Raises:
        SiteError: where the marker is there but cannot be read, or ``out`` is a file.
    """
    if out.exists() and not out.is_dir():
        raise SiteError(f"{out} 是一个文件，检查页要写进文件夹，请用 -o 另选。")
    marker = out / MARKER
    if not marker.is_file():
        return None
    try:
        content = json.loads(marker.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SiteError(f"{marker} 读不出来（{type(error).__name__}），不能确定 {out} 是不是检查页，请用 -o 另选一个文件夹。") from error
    if not isinstance(content, dict) or content.get("generator") != GENERATOR or not isinstance(content.get("members"), str):
        raise SiteError(f"{marker} 不是本程序写的，请用 -o 另选一个文件夹。")
    return str(content["members"])


def site_file(out: Path, name: str) -> Path | None:
    """The file of the site at ``out`` that ``name`` names, forward slashes between folder and file.

    None for whatever is not ours, hidden, or reached by a link or a name that leads elsewhere.
    """
    folder, _, file = name.rpartition("/")
    if folder not in {"", PAGES, COMPARISONS, ANNOTATED} or not _NAME.fullmatch(file) or (folder and (out / folder).is_symlink()):
        return None
    path = out / folder / file
    with suppress(OSError):  # a name too long to be one
        if path.is_file() and not path.is_symlink():
            is_copy = folder == ANNOTATED and _COPY.fullmatch(file)
            return path if is_copy or name in Site(out).exports() or _is_ours(path) else None
    return None


def _is_ours(page: Path) -> bool:
    """Whether a file bears our generator mark near its top. A link is never ours."""
    if page.is_symlink() or not page.is_file():
        return False
    with suppress(OSError), page.open("rb") as file:
        return f'<meta name="generator" content="{GENERATOR}'.encode() in file.read(4096)
    return False


def _refuse_foreign(page: Path) -> None:
    """Raises SiteError where there is a file that we did not write and that holds something."""
    if (page.exists() or page.is_symlink()) and not _is_ours(page) and not _is_empty(page):
        raise SiteError(f"{page} 不是本程序写的，未覆盖；请移走它再查一次。")


def _is_empty(page: Path) -> bool:
    """Whether a file holds nothing, as a power cut may leave one: nobody loses anything when it is replaced."""
    return page.is_file() and not page.is_symlink() and page.stat().st_size == 0


def _is_our_copy(entry: Path) -> bool:
    """Whether a file is an annotated copy as we wrote it: its name hashes its content."""
    match = _COPY.fullmatch(entry.name)
    return match is not None and _digest(entry)[:12] == match[1]


def _digest(path: Path) -> str:
    """The SHA-256 of a file's bytes; empty for a link, a folder, or what cannot be opened."""
    if path.is_symlink() or not path.is_file():
        return ""
    with suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


def _is_held(path: Path) -> bool:
    """Whether an office program has the file open: it then keeps a lock file beside it."""
    return any((path.parent / lock).exists() for lock in (f"~${path.name}", f".~lock.{path.name}#"))


@contextmanager
def _as_site_error(out: Path) -> Iterator[None]:
    """What the operating system refuses, as one sentence for the person who started the run."""
    try:
        yield
    except OSError as error:
        raise SiteError(f"检查页写不进 {out}（{cause(error)}）；已有的目录页未改动。") from error
