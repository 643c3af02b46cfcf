"""The cache key: everything a file's result and page depend on, and nothing else.

What depends on other files or on the run (folder findings, the roster, new or known) is joined
after the cache. A setting that only other kinds of report read does not change the key.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from checker import work
from checker.readers import READER_VERSION
from checker.settings import Profile
from checker.store import Judged
from rules import RULES

# Libraries that decide what is read or how it is cut into words: another version may give another result.
_LIBRARIES = ("spacy", "spacy-pkuseg", "lxml", "python-docx", "charset-normalizer", "jinja2", "pypdfium2")
_DOCUMENT_RULES = frozenset(rule.name for rule in RULES)


class Keys:
    """The keys of one run."""

    def __init__(self, order: work.Order) -> None:
        """``order`` holds the run's settings and what the command line overrules."""
        self._order = order
        self._common = _short(
            work.ruleset(), READER_VERSION, _libraries(), model_checksum(order.settings.model_dir), _read_by_all(order), order.version
        )
        self._kinds: dict[str, str] = {}

    def of(self, digest: str, kind: str, judged: tuple[Judged, ...]) -> str:
        """The key of a result; empty for a file that cannot be opened.

        Args:
            digest: SHA-256 of the file's bytes, as they were read.
            kind: the kind of report that was found in these bytes.
            judged: the verdicts that the page shows.
        """
        if kind not in self._kinds:
            self._kinds[kind] = _short(_plain(self._order.settings.profile(kind)))
        return "-".join((digest, self._common, self._kinds[kind], _short(repr(judged)) if judged else "")) if digest else ""

    def of_text(self, digest: str) -> str:
        """The key of what is taken from one of last year's reports: it has no page, so no profile and no verdict touches it."""
        return f"{digest}-{self._common}" if digest else ""


def _read_by_all(order: work.Order) -> str:
    """The settings that every report's result depends on: cue words are looked for in every report, whatever its kind."""
    settings = order.settings
    cues = [(p.kind, p.name, p.title_words, p.headings, [topic.words for topic in p.topics]) for p in settings.profiles]
    return repr((order.kind, order.year, settings.year, settings.anonymised, work.limits(settings), cues))


def _plain(profile: Profile) -> str:
    """A profile without the folder rules, which are run anew every time."""
    rules = tuple(choice for choice in profile.rules if choice.name in _DOCUMENT_RULES)
    plain: Any = dataclasses.asdict(dataclasses.replace(profile, rules=rules))
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str)


@cache
def model_checksum(folder: str) -> str:
    """A short name for the word model: the one in ``folder``, or the shipped one where that is empty."""
    place: Any = Path(folder) if folder else resources.files("checker.segmentation") / "model"
    total = hashlib.sha256()
    for entry in sorted(place.iterdir() if place.is_dir() else (), key=lambda entry: str(entry.name)):
        if entry.is_file():
            total.update(entry.name.encode("utf-8", "surrogateescape") + b"\0" + hashlib.sha256(entry.read_bytes()).digest())
    return total.hexdigest()[:12]


@cache
def _libraries() -> str:
    return " ".join(f"{name}={metadata.version(name)}" for name in _LIBRARIES)


def _short(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:12]
