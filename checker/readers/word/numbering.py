"""Automatic numbering written out as the reader of the document sees it: 一、（一）1. (1) ①.

A paragraph names a list (``w:num``) and a level; the list rests on a definition (``w:abstractNum``) that other
lists may share, and lists that share one go on counting together unless a list starts anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Self

from checker.readers.markup import Element, child, integer, name, switch, value
from checker.readers.word.numerals import write_number
from checker.readers.word.styles import Style, Styles, first

_LEVELS = 9
_LONGEST_TEMPLATE = 60  # a longer one is no number but a way to blow up the text
_SYMBOL_FONTS = ("wingdings", "symbol", "webdings")
_CLOSED = tuple("、）．。：！，；】」』")  # after these a Chinese reader sees no gap


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is counted and written."""

    start: int = 1
    form: str = "decimal"
    template: str = ""  # "%1、", "%1.%2"
    gap: str = "tab"  # what follows the number: "tab", "space", "nothing"
    restart: int | None = None  # 1-based level whose counting restarts this one; 0 never
    decimal: bool = False  # write all numbers of the template in decimals
    hidden: bool = False
    symbol: bool = False  # the bullet is a glyph of a symbol font
    style: str | None = None  # paragraph style bound to this level


@dataclass(frozen=True, slots=True)
class _List:
    definition: str
    levels: tuple[Level, ...]
    restarts: tuple[int, ...]  # levels that this list starts anew


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted."""

    lists: dict[int, _List]
    styles: Styles
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[int] = field(default_factory=set)

    @classmethod
    def from_xml(cls, root: Element | None, styles: Styles) -> Self:
        """Read ``numbering.xml``; None stands for a document without one."""
        elements = list(root) if root is not None else []
        definitions = {
            value(element, "abstractNumId") or "": _definition(element) for element in elements if name(element) == "w:abstractNum"
        }
        numbers = {
            number: element for element in elements if name(element) == "w:num" and (number := integer(element, "numId")) is not None
        }
        lists = {number: _list(element, definitions, numbers, styles) for number, element in numbers.items()}
        return cls(lists, styles)

    def prefix(self, properties: Element | None, chain: tuple[Style, ...]) -> str:
        """Count one paragraph and return what Word writes in front of it, gap included; "" where it bears no number.

        ``properties`` is its ``w:pPr``, ``chain`` its style chain. Call once for each paragraph, in document order.
        """
        place = self._place(properties, chain)
        if place is None:
            return ""
        number, depth = place
        self._count(number, depth)
        level = self.lists[number].levels[depth]
        written = "" if level.hidden else self._write(number, depth)
        if not written:
            return ""
        return written if level.gap == "nothing" or written.endswith(_CLOSED) else written.rstrip() + " "

    def _place(self, properties: Element | None, chain: tuple[Style, ...]) -> tuple[int, int] | None:
        """The list and 0-based level of a paragraph, by itself or by its style."""
        direct = child(properties, "w:numPr")
        number, depth = integer(child(direct, "w:numId")), integer(child(direct, "w:ilvl"))
        styled = next((style for style in chain if style.numbering is not None), None)
        if number is None and styled:
            number = styled.numbering
        if number is None or number not in self.lists:
            return None
        if depth is None:
            bound = {level.style: index for index, level in enumerate(self.lists[number].levels) if level.style}
            depth = first(chain, lambda style: bound.get(style.identifier))
        if depth is None:
            depth = first(chain, lambda style: style.level)
        depth = depth or 0
        return (number, depth) if 0 <= depth < _LEVELS else None

    def _count(self, number: int, depth: int) -> None:
        entry = self.lists[number]
        counts = self._counts.setdefault(entry.definition, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for restarted in entry.restarts:
                counts[restarted] = None
        last = counts[depth]
        counts[depth] = entry.levels[depth].start if last is None else last + 1
        for deeper in range(depth + 1, _LEVELS):
            restart = entry.levels[deeper].restart
            if restart is None or depth < restart:
                counts[deeper] = None

    def _write(self, number: int, depth: int) -> str:
        entry = self.lists[number]
        level = entry.levels[depth]
        if level.form == "bullet":
            return "•" if level.symbol or any("\ue000" <= char <= "\uf8ff" for char in level.template) else level.template
        counts = self._counts[entry.definition]

        def fill(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            asked = entry.levels[index]
            count = counts[index]
            form = "decimal" if level.decimal else asked.form
            return "" if form == "none" else write_number(asked.start if count is None else count, form)

        return re.sub(r"%([1-9])", fill, level.template)


@dataclass(frozen=True, slots=True)
class _Definition:
    levels: tuple[Level, ...]
    link: str | None  # the list style whose own list defines this one


def _definition(element: Element) -> _Definition:
    levels = [Level() for _ in range(_LEVELS)]
    for inner in element:
        if name(inner) == "w:lvl":
            _set(levels, inner, integer(inner, "ilvl"))
    return _Definition(tuple(levels), value(child(element, "w:numStyleLink")))


def _list(element: Element, definitions: dict[str, _Definition], numbers: dict[int, Element], styles: Styles) -> _List:
    identifier = _defined_by(element, definitions, numbers, styles)
    definition = definitions.get(identifier)
    levels = list(definition.levels) if definition else [Level() for _ in range(_LEVELS)]
    restarts = []
    for override in element:
        depth = integer(override, "ilvl")
        if name(override) != "w:lvlOverride" or depth is None or not 0 <= depth < _LEVELS:
            continue
        own = child(override, "w:lvl")
        start = integer(child(override, "w:startOverride"))
        if own is not None:
            _set(levels, own, depth)
        if start is not None:
            levels[depth] = replace(levels[depth], start=start)
            restarts.append(depth)
    return _List(identifier, tuple(levels), tuple(restarts))


def _defined_by(element: Element, definitions: dict[str, _Definition], numbers: dict[int, Element], styles: Styles) -> str:
    """The definition a list rests on; one that only names a list style is followed to the style's own list."""
    identifier = ""
    for _ in range(_LEVELS):
        identifier = value(child(element, "w:abstractNumId")) or ""
        definition = definitions.get(identifier)
        linked = first(styles.chain(definition.link), lambda style: style.numbering) if definition else None
        if linked not in numbers:
            break
        element = numbers[linked]
    return identifier


def _set(levels: list[Level], element: Element, depth: int | None) -> None:
    if depth is None or not 0 <= depth < _LEVELS:
        return
    run = child(element, "w:rPr")
    fonts = child(run, "w:rFonts")
    font = f"{value(fonts, 'ascii')}{value(fonts, 'hAnsi')}".lower()
    start = integer(child(element, "w:start"))
    levels[depth] = Level(
        start=1 if start is None else start,
        form=_form(element),
        template=(value(child(element, "w:lvlText")) or "")[:_LONGEST_TEMPLATE],
        gap=value(child(element, "w:suff")) or "tab",
        restart=integer(child(element, "w:lvlRestart")),
        decimal=bool(switch(child(element, "w:isLgl"))),
        hidden=bool(switch(child(run, "w:vanish"))),
        symbol=any(symbols in font for symbols in _SYMBOL_FONTS),
        style=value(child(element, "w:pStyle")),
    )


def _form(element: Element) -> str:
    plain = child(element, "w:numFmt")
    if plain is None:
        plain = child(element, "mc:AlternateContent", "mc:Fallback", "w:numFmt")
    return value(plain) or "decimal"
