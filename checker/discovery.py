"""Which files are checked: those of the formats we read below the given paths, and never our own output."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.model import Skipped
from checker.readers import FORMATS
from checker.refusal import cause

COPY_MARK = "duty-report-checker annotated copy"
"""Stands near the end of an annotated Word copy until someone saves it anew: then it is a report again."""
SITE_MARKER = ".duty-report-site.json"
"""The file that makes a folder one of our sites, as reports/site.py writes it (a test holds the two together)."""
PAGE_MARK = b'<meta name="generator" content="duty-report-checker'
"""Stands near the top of every page we write (a test holds it and reports/environment.py together)."""
_MARKED_HEAD = 1024
_MARKED_TAIL = 256 * 1024  # bytes at the end of a file in which the mark is looked for: behind it the archive's directory
_NEVER = ("~$*", ".*", "readme*", "checker.toml", "roster.csv", "roster.xlsx", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class File:
    """A file to check: where it is, and the name it goes by on pages (below the checked folder, forward slashes)."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """What lies below the given paths. ``unread`` are folders that could not be listed."""

    files: tuple[File, ...]
    skipped: tuple[Skipped, ...]
    unread: tuple[Skipped, ...]


def discover(paths: Sequence[Path], members: Sequence[Path], *, out: Path, roster: str = "") -> Found:
    """Everything to check below ``paths``, in the order of names.

    ``members`` are the paths that the site was first made from: names are relative to them, so a
    single file checked again keeps its name. ``out`` and all below it is left out.
    """
    files: dict[str, File] = {}
    skipped: list[Skipped] = []
    unread: list[Skipped] = []
    for path in paths:
        passed: list[tuple[Path, str]] = []
        for entry in _walk(path, members, out.resolve(), unread, passed):
            name = name_of(entry, members)
            if _is_never(entry.name) or (roster and entry.name == Path(roster).name):
                continue
            if reason := _reason_to_skip(entry, path):
                skipped.append(Skipped(name, reason))
            else:
                name = _free(name, entry, files)
                files.setdefault(name, File(entry, name))
        skipped.extend(Skipped(f"{name_of(folder, members)}/", reason) for folder, reason in passed)
    return Found(
        tuple(files[name] for name in sorted(files)),
        tuple(sorted(set(skipped), key=lambda s: s.path)),
        tuple(sorted(set(unread), key=lambda s: s.path)),
    )


def name_of(path: Path, members: Sequence[Path]) -> str:
    """The name of ``path`` among ``members``: relative to the folder that holds it.

    With several members the folder's own name stands in front; two folders of one name are told
    apart by their number.
    """
    for number, member in enumerate(members):
        if path != member and member not in path.parents:
            continue
        relative = path.name if path == member else path.relative_to(member).as_posix()
        if len(members) == 1:
            return readable(relative)
        twins = [m for m in members if m.name == member.name]
        prefix = member.name if len(twins) == 1 else f"{member.name}~{number + 1}"
        return readable(prefix if path == member else f"{prefix}/{relative}")
    return readable(path.name)


def readable(name: str) -> str:
    """A file name as text that can be shown and stored.

    Names that are no UTF-8 come out of archives packed on Chinese Windows, which writes GBK; what is not that either is
    written out byte by byte.
    """
    if not any("\udc80" <= char <= "\udcff" for char in name):
        return name.encode("utf-8", "replace").decode() if any("\ud800" <= char <= "\udfff" for char in name) else name
    data = name.encode("utf-8", "surrogateescape")
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return data.decode("utf-8", "backslashreplace").replace("\\x", "%")


def _free(name: str, entry: Path, files: Mapping[str, File]) -> str:
    """``name``, or one with a number where another file already goes by it: two names may read the same."""
    number, free = 2, name
    while free in files and files[free].path != entry:
        free, number = f"{name}~{number}", number + 1
    return free


def _walk(path: Path, members: Sequence[Path], out: Path, unread: list[Skipped], passed: list[tuple[Path, str]]) -> Iterator[Path]:
    """The files below ``path``; folders not listed go to ``unread``, those not entered and worth a word to ``passed``."""
    if path.is_file():
        yield path
        return

    def cannot_list(error: OSError) -> None:
        unread.append(Skipped(name_of(Path(error.filename or path), members), f"文件夹打不开（{cause(error)}）。"))

    for folder, subfolders, names in os.walk(path, onerror=cannot_list):
        here = Path(folder)
        passed.extend((here / name, reason) for name in sorted(subfolders) if (reason := _reason_to_pass(here / name, out)))
        subfolders[:] = sorted(name for name in subfolders if _enters(here / name, out))
        yield from (here / name for name in sorted(names))


def _enters(folder: Path, out: Path) -> bool:
    """Whether to look below ``folder``: not a hidden one, not the output, and none that is passed by with a word."""
    return not _is_ours_or_hidden(folder, out) and not _reason_to_pass(folder, out)


def _is_ours_or_hidden(folder: Path, out: Path) -> bool:
    return folder.name.startswith(".") or folder.resolve() == out


def _reason_to_pass(folder: Path, out: Path) -> str:
    """Why a folder that someone may expect to be checked is not entered, or nothing. A link may lead out or in a circle."""
    if _is_ours_or_hidden(folder, out):
        return ""
    if folder.is_symlink():
        return "链接到别处的文件夹，未进入；要检查请直接写出它的路径。"
    return "以前的检查结果，未再检查。" if (folder / SITE_MARKER).is_file() else ""


def _is_never(name: str) -> bool:
    return any(fnmatch.fnmatchcase(name.lower(), pattern) for pattern in _NEVER)


def _reason_to_skip(entry: Path, root: Path) -> str:
    """Why a file is not checked, or nothing."""
    if entry.is_symlink() and not _stays_below(entry, root):
        return "链接指向所查文件夹之外，或指向自己，未跟随。"
    try:
        if not entry.is_file():
            return "不是普通文件。"
    except OSError:
        return ""  # its reader says what is wrong
    if entry.suffix.lower() not in FORMATS:
        return f"不是可检查的格式（{entry.suffix or '无扩展名'}）。"
    if entry.suffix.lower() in {".docx", ".docm"} and _is_our_copy(entry):
        return "带有检查批注的副本。"
    if entry.suffix.lower() in {".html", ".htm"} and _is_our_page(entry):
        return "本工具生成的检查页。"
    return ""


def _is_our_copy(entry: Path) -> bool:
    """Whether a Word file is an annotated copy as we wrote it. One that cannot be opened is left to its reader."""
    try:
        with entry.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _MARKED_TAIL))
            return COPY_MARK.encode() in file.read(_MARKED_TAIL)
    except OSError:
        return False


def _is_our_page(entry: Path) -> bool:
    """Whether a web page is one that we wrote, saved or mailed out of its site."""
    try:
        with entry.open("rb") as file:
            return PAGE_MARK in file.read(_MARKED_HEAD)
    except OSError:
        return False


def _stays_below(entry: Path, root: Path) -> bool:
    base = root.resolve() if root.is_dir() else root.resolve().parent
    try:
        return base in entry.resolve().parents
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def is_ignored(name: str, patterns: Iterable[str]) -> bool:
    """Whether ``name`` is one of the ``ignore`` patterns of checker.toml (file names or shell patterns)."""
    return any(name == pattern or fnmatch.fnmatchcase(name, pattern) for pattern in patterns)
