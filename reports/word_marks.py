"""Comment marks in the tree of a Word document, at exact characters: runs are cut, their looks are kept, nothing else moves."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml has no public name for the type

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_OUTER_BLANKS = " \t\r\n"  # not shown where a text element does not say that blanks are to be kept
_WHOLE = frozenset({"r", "oMath", "oMathPara"})  # what holds the text further in cannot hold a comment


@dataclass(frozen=True, slots=True, eq=False)
class Character:
    """One character: the element that wrote it (``w:t``, ``w:tab`` …) and its index in what that element shows.

    The element may be a ``w:p`` without text: then it stands for the paragraph.
    """

    element: Element
    index: int = 0


class Marks:
    """Sets comment marks into one document. Characters given to it count the text as it was before any mark."""

    def __init__(self, root: Element) -> None:
        """``root`` is the ``w:document`` and is changed."""
        self.namespace = str(etree.QName(root).namespace)
        self._cuts: dict[Element, list[tuple[int, Element]]] = {}  # a text element's parts by the index of their first character

    def tag(self, name: str) -> str:
        """The full name of a ``w:`` element or attribute in the edition of the standard that this document uses."""
        return f"{{{self.namespace}}}{name}"

    def set(self, number: int, first: Character, last: Character) -> None:
        """Anchor comment ``number`` at the characters from ``first`` to ``last``, both included."""
        if _local(first.element) == "p":
            self._into_paragraph(number, first.element)
            return
        if _position(last.element) < _position(first.element):  # a text box is read after the paragraph in whose midst it stands
            first, last = last, first
        start, end = self._before(first), self._after(last)
        start.addprevious(self._mark("commentRangeStart", number))
        end.addnext(self._reference(number))
        end.addnext(self._mark("commentRangeEnd", number))

    def _into_paragraph(self, number: int, paragraph: Element) -> None:
        """An empty paragraph: the marks stand next to each other behind its properties."""
        at = 1 if len(paragraph) and _local(paragraph[0]) == "pPr" else 0
        paragraph[at:at] = [self._mark("commentRangeStart", number), self._mark("commentRangeEnd", number), self._reference(number)]

    def _mark(self, name: str, number: int) -> Element:
        return etree.Element(self.tag(name), {self.tag("id"): str(number)})

    def _reference(self, number: int) -> Element:
        run = etree.Element(self.tag("r"))
        run.append(self._mark("commentReference", number))
        return run

    def _before(self, character: Character) -> Element:
        """The element before which a range that begins with ``character`` begins."""
        whole = _whole(character.element)
        if whole is not None:
            return whole
        part, index = self._find(character)
        if index:
            part = self._cut_text(character.element, part, index)
        return self._cut_run(part)

    def _after(self, character: Character) -> Element:
        """The element after which a range that ends with ``character`` ends."""
        whole = _whole(character.element)
        if whole is not None:
            return whole
        part, index = self._find(character)
        if _local(part) == "t" and index + 1 < len(_shown(part)):
            self._cut_text(character.element, part, index + 1)
        following = part.getnext()
        if following is not None:
            self._cut_run(following)
        return _parent(part)

    def _find(self, character: Character) -> tuple[Element, int]:
        """The part of a text element in which a character now stands, and its index there."""
        parts = self._cuts.get(character.element, [(0, character.element)])
        start, part = next((start, part) for start, part in reversed(parts) if start <= character.index)
        return part, character.index - start

    def _cut_text(self, original: Element, part: Element, index: int) -> Element:
        """Divide a text element before its character ``index``; the new second half is returned."""
        text = _shown(part)
        lead, _, trail = (part.text or "").partition(text)  # blanks that are not shown
        rest = etree.Element(part.tag, dict(part.attrib))
        part.addnext(rest)
        _write(part, lead, text[:index], "")
        _write(rest, "", text[index:], trail)
        parts = self._cuts.setdefault(original, [(0, original)])
        start = next(start for start, known in parts if known is part)
        parts.append((start + index, rest))
        parts.sort(key=lambda entry: entry[0])
        return rest

    def _cut_run(self, child: Element) -> Element:
        """Divide a run before ``child``; returned is the run that now begins with it."""
        run = _parent(child)
        properties = [inner for inner in run if _local(inner) == "rPr"]
        if not any(inner not in properties for inner in child.itersiblings(preceding=True)):
            return run
        rest = etree.Element(run.tag, dict(run.attrib))
        rest.extend(deepcopy(properties))
        moved = [child, *child.itersiblings()]
        run.addnext(rest)
        rest.extend(moved)
        return rest


def _shown(element: Element) -> str:
    """The characters a text element shows, as the reader counted them."""
    text = element.text or ""
    return text if element.get(_PRESERVE) == "preserve" else text.strip(_OUTER_BLANKS)


def _write(element: Element, lead: str, shown: str, trail: str) -> None:
    """Let a text element show ``shown``. Where that begins or ends with a blank, blanks around it would show as well and are left out."""
    if shown == shown.strip(_OUTER_BLANKS):
        element.text = lead + shown + trail
    else:
        element.text = shown
        element.set(_PRESERVE, "preserve")


def _position(element: Element) -> list[int]:
    """Where an element stands in the document; what stands further on compares greater. Of a text box, where its run stands."""
    place = _whole(element) if _local(element) != "p" else None
    steps = [element if place is None else place]
    steps.extend(steps[0].iterancestors())
    return [parent.index(inner) for inner, parent in pairwise(steps)][::-1]


def _whole(element: Element) -> Element | None:
    """What must be marked as a whole because marks cannot stand inside: a text box, a formula, a word with its reading.

    Word has no comments in text boxes: the run that carries the box bears the mark. None for text of a plain run.
    """
    run = _parent(element)
    outer = [ancestor for ancestor in run.iterancestors() if _local(ancestor) in _WHOLE or _is_inline_alternative(ancestor)]
    return outer[-1] if outer else None


def _is_inline_alternative(element: Element) -> bool:
    """Whether an element is a choice between renderings inside a paragraph: marks in one branch would be lost in the other."""
    return _local(element) == "AlternateContent" and any(_local(ancestor) == "p" for ancestor in element.iterancestors())


def _parent(element: Element) -> Element:
    parent = element.getparent()
    if parent is None:
        message = "a character's element stands in a run"
        raise ValueError(message)
    return parent


def _local(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def highest_number(elements: Iterable[Element]) -> int:
    """The highest comment number used in ``elements``; -1 where there is none."""
    numbers = (
        value
        for element in elements
        if _local(element) in {"comment", "commentRangeStart", "commentRangeEnd", "commentReference"}
        for key, value in element.items()
        if str(key).endswith("}id")
    )
    return max((int(number) for number in numbers if str(number).isascii() and str(number).isdecimal()), default=-1)
