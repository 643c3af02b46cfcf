"""Styles: what a paragraph or run inherits along its chain of base styles."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self, TypeVar

from checker.readers.markup import Element, child, integer, name, switch, value

_T = TypeVar("_T")
_LONGEST_CHAIN = 50  # Word's own dialogue refuses far shorter ones; a longer chain is a trap
_HEADING_NAME = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """One style's own properties; None where it says nothing."""

    identifier: str
    label: str
    based_on: str | None
    outline: int | None  # 0-based; 9 is body text
    numbering: int | None
    level: int | None
    bold: bool | None
    hidden: bool | None


class Styles:
    """All styles of a document."""

    def __init__(self, styles: dict[str, Style], default: str | None, bold: bool | None, hidden: bool | None) -> None:
        """``default`` is the paragraph style of paragraphs that name none, ``bold`` and ``hidden`` hold for the whole document."""
        self._styles = styles
        self._default = default
        self.bold = bold
        self.hidden = hidden
        self._chains: dict[str, tuple[Style, ...]] = {}

    @classmethod
    def from_xml(cls, root: Element | None) -> Self:
        """Read ``styles.xml``; None stands for a document without one."""
        styles: dict[str, Style] = {}
        default = None
        for element in root if root is not None else ():
            if name(element) != "w:style" or (identifier := value(element, "styleId")) is None:
                continue
            styles[identifier] = _style(element, identifier)
            if value(element, "type") == "paragraph" and value(element, "default") in {"1", "true", "on"}:
                default = identifier
        run = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        return cls(styles, default, switch(child(run, "w:b")), switch(child(run, "w:vanish")))

    def chain(self, identifier: str | None) -> tuple[Style, ...]:
        """The style and those it rests on, nearest first."""
        if identifier is None or identifier not in self._styles:
            return ()
        if identifier not in self._chains:
            self._chains[identifier] = self._follow(identifier)
        return self._chains[identifier]

    def of_paragraph(self, properties: Element | None) -> tuple[Style, ...]:
        """The chain of the style that ``w:pPr`` names, or of the default paragraph style."""
        named = self.chain(value(child(properties, "w:pStyle")))
        return named or self.chain(self._default)

    def _follow(self, identifier: str) -> tuple[Style, ...]:
        chain: list[Style] = []
        style = self._styles.get(identifier)
        while style and style not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(style)
            style = self._styles.get(style.based_on) if style.based_on else None
        return tuple(chain)


def _style(element: Element, identifier: str) -> Style:
    paragraph, run = child(element, "w:pPr"), child(element, "w:rPr")
    return Style(
        identifier,
        value(child(element, "w:name")) or "",
        value(child(element, "w:basedOn")),
        integer(child(paragraph, "w:outlineLvl")),
        integer(child(paragraph, "w:numPr", "w:numId")),
        integer(child(paragraph, "w:numPr", "w:ilvl")),
        switch(child(run, "w:b")),
        switch(child(run, "w:vanish")),
    )


def first(chain: tuple[Style, ...], get: Callable[[Style], _T | None]) -> _T | None:
    """What the nearest style that says anything says."""
    return next((found for style in chain if (found := get(style)) is not None), None)


def outline_level(properties: Element | None, chain: tuple[Style, ...]) -> int | None:
    """1 to 9 for a heading, set on the paragraph, by its style or by the style's name; None for body text."""
    level = integer(child(properties, "w:outlineLvl"))
    if level is None:
        level = first(chain, lambda style: style.outline)
    if level is None:
        match = first(chain, lambda style: _HEADING_NAME.fullmatch(style.label))
        return int(match[1]) if match else None
    return level + 1 if 0 <= level < 9 else None


def toggled(direct: bool | None, character: bool | None, paragraph: bool | None, default: bool | None) -> bool:
    """A toggle property (bold, hidden) as ECMA-376 part 1, 17.7.3 resolves it: styles of two kinds cancel each other."""
    if direct is not None:
        return direct
    return bool(default) or bool(character) != bool(paragraph)


def is_contents(chain: tuple[Style, ...]) -> bool:
    """Whether a paragraph is an entry of an automatic table of contents."""
    return bool(chain) and re.fullmatch(r"(?:toc|目录) ?(?:[1-9]|heading)", chain[0].label, re.IGNORECASE) is not None
