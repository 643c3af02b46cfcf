"""What folder rules need of a report, taken from its Document once and kept in the store."""

from __future__ import annotations

import json
import re
import sys
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from checker.likeness import fingerprints, plain_text
from checker.model import Document, Span, Trait, TraitFigure, Traits

_NAME = r"[\u4e00-\u9fff]{1,4}?(?:镇|乡|街道|社区|村|县|区|市|局|学校|中学|小学|医院|公司)"
# Frames in which a report speaks of its own place: 全柳河镇, 我柳河镇, 柳河镇党委…, 柳河镇现有…, 为建设…柳河镇.
# Looked for in the text behind a full stop: a pattern that takes in the character before a name is found several times as fast
# as one that looks back at each place, and no name ends in one that another name may stand behind.
_OF_ITS_OWN = "(?:党委|党工委|党政|领导班子|班子|现有|现辖|下辖|共有|位于|地处|各项|经济社会)"
_OWN = re.compile(rf"[，。；、：“”\s推动对为把让](?P<before>{_NAME})(?={_OF_ITS_OWN})|[我全](?P<after>{_NAME})")
_OWN_AFTER = re.compile(rf"[我全](?P<after>{_NAME})")
_NAMED = re.compile(f"[镇乡道区村县市局校学院司]{_OF_ITS_OWN}")  # without it no name stands ``before``
_SENTENCE_STOP = re.compile(r"[。；！？]")
# told of in the sentence: 到竹溪镇考察，竹溪镇党委作了介绍 speaks of a host, 当年全竹溪镇 of a former post
_ASIDE = re.compile(r"到|赴|考察|学习|参观|结对|共建|帮扶|交流|邻|对口|向|与|和|同|借鉴|兄弟")
_THEN = re.compile(r"曾|原任|时任|此前|当年|任职期间|划入|并入|合并")
_FORMER = re.compile(rf"(?:原任|曾任|曾在|调离|调任前|此前在|任)(?P<name>{_NAME})")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)  # nothing of ours holds itself
_SIGNED = re.compile(r"(?:述职人|述廉人|报告人|述责人)[：:\s]*(?P<name>[\u4e00-\u9fff]{2,4})")


def find_traits(document: Document, *, earlier: bool = False) -> Traits:
    """The traits of an annotated report; ``earlier`` marks one of last year's, compared but never checked."""
    names = _names(document)
    return Traits(
        path=document.source.path,
        digest=document.source.digest,
        kind=document.kind,
        year=document.year,
        unit=document.unit,
        person=document.person,
        office=document.office,
        title=document.title,
        names=names,
        own_places=tuple(_own_places(document)),
        former_places=tuple(m["name"] for p in document.paragraphs for m in _FORMER.finditer(p.text)),
        fingerprints=fingerprints(plain_text(document.text, names)),
        criticism=tuple(item.span for item in document.problems) + tuple(item.span for item in document.measures),
        problems=tuple(Trait(document.read(problem.span), problem.span) for problem in document.problems),
        figures=tuple(
            TraitFigure(c.indicator, c.scope, c.period, format(c.figure.value, "f"), c.figure.unit, c.span)
            for c in document.claims
            if c.figure.bound is None
        ),
        signature=next((m["name"] for p in reversed(document.paragraphs) if (m := _SIGNED.search(p.text))), ""),
        earlier=earlier,
    )


def _names(document: Document) -> tuple[str, ...]:
    """Own unit and person, also in short: 清水县柳河镇 → 柳河镇, 柳河."""
    names = {name for name in (document.unit, document.person) if name}
    for name in tuple(names):
        tail = re.search(r"[^省市县区]{1,6}(镇|乡|街道|村|社区|局)$", name)
        if tail:
            names |= {tail[0], tail[0].removesuffix(tail[1])}
    return tuple(sorted(name for name in names if len(name) > 1))


def _own_places(document: Document) -> Iterator[Trait]:
    for paragraph in document.paragraphs:
        text = f"。{paragraph.text}"
        for match in (_OWN if _NAMED.search(text) else _OWN_AFTER).finditer(text):
            group = match.lastgroup or ""
            start, end = match.start(group) - 1, match.end(group) - 1
            sentence = _SENTENCE_STOP.split(paragraph.text[:start])[-1]
            if not _THEN.search(sentence) and not (group == "before" and _ASIDE.search(sentence)):
                yield Trait(match[group], paragraph.at(start, end))


def to_parts(traits: Traits) -> tuple[str, bytes, str]:
    """As the store keeps them: a JSON object, and apart, because they are larger than all the rest, fingerprints and figures."""
    rest = {
        **{name: getattr(traits, name) for name in _AT_HAND},
        "title": traits.title,
        "names": traits.names,
        "former_places": traits.former_places,
        "criticism": traits.criticism,
        "own_places": [(trait.value, *trait.span) for trait in traits.own_places],
        "problems": [(trait.value, *trait.span) for trait in traits.problems],
    }
    figures = [(f.indicator, f.scope, f.period, f.value, f.unit, *f.span) for f in traits.figures]
    return _as_json(rest), traits.fingerprints.tobytes(), _as_json(figures)


_AT_HAND = ("path", "digest", "kind", "year", "unit", "person", "office", "signature", "earlier")
_SHARED = ("kind", "unit", "office")  # which many reports have the same of


def _as_json(value: object) -> str:
    return _ENCODER.encode(value)


class Shelf(Protocol):
    """Where the parts of :func:`to_parts` lie, by the path of their report."""

    def rest(self, path: str) -> Mapping[str, Any]:
        """The object."""

    def fingerprints(self, path: str) -> array[int]:
        """The fingerprints."""

    def figures(self, path: str) -> Sequence[Sequence[Any]]:
        """A row for each figure."""


class StoredTraits(Traits):
    """Traits of which only who and what the report is are at hand; all else is read from the shelf each time it is asked for.

    Rules ask for one thing of each report in turn. All that ten thousand reports have would fill a quarter of a gigabyte.
    """

    __slots__ = ("_shelf",)
    _shelf: Shelf

    def __init__(self, rest: Mapping[str, Any], shelf: Shelf) -> None:
        """``rest`` is the object that ``shelf`` holds for the report."""
        for name in _AT_HAND:
            value = rest[name]
            object.__setattr__(self, name, sys.intern(value) if value and name in _SHARED else value)
        object.__setattr__(self, "title", Span(*rest["title"]) if rest["title"] else None)
        object.__setattr__(self, "_shelf", shelf)

    def __getattr__(self, name: str) -> Any:
        """What is not at hand."""
        if name == "fingerprints":
            return self._shelf.fingerprints(self.path)
        if name == "figures":
            return tuple(TraitFigure(i, s, p, v, u, Span(start, end)) for i, s, p, v, u, start, end in self._shelf.figures(self.path))
        if name not in _FURTHER:
            raise AttributeError(name)
        return tuple(map(_FURTHER[name], self._shelf.rest(self.path)[name]))


_FURTHER: Mapping[str, Callable[[Any], Any]] = {
    "names": str,
    "former_places": str,
    "criticism": lambda row: Span(*row),
    "own_places": lambda row: Trait(row[0], Span(*row[1:])),
    "problems": lambda row: Trait(row[0], Span(*row[1:])),
}
