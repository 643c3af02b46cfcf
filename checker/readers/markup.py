"""XML of office documents, parsed so that nothing in it can fetch, expand or overflow."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from checker.model import ReadError
from checker.readers.limits import ReadLimits

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml has no public name for the type

_ADVICE = "请用 Word 或 WPS 打开原件，重新另存为 .docx 后再检查。"
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",  # Word's "Strict Open XML"
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}


def parse(data: bytes, limits: ReadLimits) -> Element:
    """The root of an XML part, comments and instructions left out.

    Raises ReadError for broken XML, for any document type declaration (so no entity is ever expanded or fetched)
    and for nesting below ``limits.depth``.
    """
    if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data or "<!DOCTYPE".encode("utf-16-be") in data:
        raise _declaration()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ReadError("文档内部的 XML 已损坏，读不出内容。", _ADVICE) from error
    # The search above cannot see a declaration in EBCDIC and the like.
    if root.getroottree().docinfo.doctype:
        raise _declaration()
    _check_depth(root, limits.depth)
    return root


def _declaration() -> ReadError:
    return ReadError("文档内部含有外部实体声明，正常的 Word 文件不会有。", "请核实文件来源，用 Word 重新另存后再检查。")


def _check_depth(root: Element, deepest: int) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > deepest:
            raise ReadError(f"文档内部嵌套超过{deepest}层，不像正常的文档。", "请核实文件来源，用 Word 重新另存后再检查。")


def name(element: Element) -> str:
    """``w:p`` and the like, whatever prefix or edition of the standard the file uses; "" for what is none of ours."""
    return _short(str(element.tag))


@lru_cache(maxsize=1024)
def _short(tag: str) -> str:
    namespace, _, local = tag.removeprefix("{").rpartition("}")
    prefix = _PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first child called ``path[0]``, of that the first called ``path[1]``, and so on; None where one is missing."""
    for step in path:
        element = next((inner for inner in element if name(inner) == step), None) if element is not None else None
    return element


def value(element: Element | None, attribute: str = "val") -> str | None:
    """A ``w:`` attribute of ``element``; None where either is missing."""
    if element is None:
        return None
    for key, content in element.items():
        if str(key).rpartition("}")[2] == attribute:
            return str(content)
    return None


def integer(element: Element | None, attribute: str = "val") -> int | None:
    """A ``w:`` attribute as an integer of at most 32,767 either way, which is Word's own limit; None for anything else."""
    text = value(element, attribute)
    try:
        number = int(text) if text is not None and len(text) < 10 else None
    except ValueError:
        return None
    return number if number is not None and abs(number) <= 32_767 else None


RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Digits set high: 500m² and the mark of a note, which would else be a digit of the figure before it."""


def switch(element: Element | None) -> bool | None:
    """An on/off property: present means on unless it says otherwise; None where it is missing."""
    if element is None:
        return None
    return value(element) not in {"0", "false", "off"}
