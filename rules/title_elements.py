"""标题要写明年度、身份和文种

标题一般由年度、单位和职务、文种组成；缺了年度或职务，归档、比对都不方便。
开头写明的文种、职务与标题不一致，多半是沿用了旧稿。
只作提示。领导班子的报告不要求职务；标题分作几行的，合起来看。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Kind, Related, Rule, Severity, Span, Statement
from checker.numerals import half_width

_NAMES = {"year": "年度", "office": "职务或单位"}


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """标题缺少的要素，以及开头与标题不一致的地方。"""
    del options
    if document.title is None:
        if document.kind != Kind.OTHER and document.sections:
            yield _untitled(document)
        return
    if document.kind == Kind.OTHER:
        return
    if missing := _missing(document):
        yield Hit(
            span=document.title,
            message=f"标题没有写明{'、'.join(missing)}",
            evidence=f"标题为“{document.read(document.title)}”。",
            suggestion="写成“××年度＋单位职务＋文种”，如“2024年度石岭镇党委书记述职报告”。",
        )
    yield from _disagreements(document)


def _untitled(document: Document) -> Hit:
    first = document.paragraphs[0]
    return Hit(
        span=Span(first.span.start, min(first.span.end, first.span.start + 30)),
        message="开头没有看到标题",
        evidence="正文之前没有写明年度、单位职务和文种的一行。",
        suggestion="补上标题，如“2024年度石岭镇党委书记述职报告”。",
    )


def _missing(document: Document) -> list[str]:
    said = {statement.what for statement in document.statements if statement.where == "title"}
    if "unit" in said or document.kind == Kind.LEADERSHIP_TEAM or "person" in said or _names_someone(document):
        said.add("office")
    return [name for what, name in _NAMES.items() if what not in said]


def _names_someone(document: Document) -> bool:
    """Whether the title has a placeholder where unit or post would stand: leftovers speak of that."""
    title = half_width(document.read(document.title)) if document.title else ""
    return any(mark in title for mark in ("XX", "某", "**", "××", "xx", "班子"))


def _disagreements(document: Document) -> Iterator[Hit]:
    for what, name in (("kind", "文种"), ("office", "职务")):
        title = next((s for s in document.statements if s.what == what and s.where == "title"), None)
        openings = [s for s in document.statements if s.what == what and s.where == "opening"]
        if title is None or len(openings) != 1 or _agree(document, title, openings[0]):
            continue
        opening = openings[0]
        yield Hit(
            span=opening.span,
            message=f"开头的{name}与标题不一致：标题是“{document.read(title.span)}”，这里是“{document.read(opening.span)}”",
            evidence=f"标题：“{document.read(title.span)}”；开头：“{document.read(opening.span)}”。",
            related=(Related(title.span, "标题"),),
            suggestion=f"核对{name}，两处改成一致。",
        )


def _agree(document: Document, title: Statement, opening: Statement) -> bool:
    """Whether the two may be one: equal, one part of the other (镇党委书记、书记), or several posts named."""
    if title.value == opening.value:
        return True
    one, other = title.value.removeprefix("挂职").removeprefix("分管"), opening.value.removeprefix("挂职").removeprefix("分管")
    whole = document.read(document.title) if document.title else ""
    return _holds(other, one) or _holds(one, other) or opening.value in whole or _listed(document, one, opening)


def _holds(posts: str, post: str) -> bool:
    """Whether ``post`` is one of ``posts`` or part of it, and not the deputy's: 镇长 is none of 党委委员、副镇长."""
    return re.search(rf"(?<!副){re.escape(post)}(?!助理)", posts) is not None


def _listed(document: Document, post: str, opening: Statement) -> bool:
    """Whether ``post`` is one of several that the opening names: 担任党支部书记、校长."""
    rest = re.split(r"[，,。；;\n]", document.text[opening.span.end : opening.span.end + 40])[0]
    return re.search(rf"(?:、|兼|和|及|并任)[^、]{{0,12}}(?<!副){re.escape(post)}(?!助理)", rest) is not None


RULE = Rule(
    name="title-elements",
    family=Family.STRUCTURE,
    summary="标题要写明年度、身份和文种",
    severity=Severity.NOTICE,
    options=Options,
    examples=(
        Example("石岭镇党委书记2024年度述职报告\n一、履职情况\n建成冷库1座，带动60户种菜，修好水渠3公里。\n", year=2024, name="齐全"),
        Example(
            "石岭镇党委书记述职报告\n一、履职情况\n建成冷库1座，带动60户种菜，修好水渠3公里。\n",
            marks=("石岭镇党委书记述职报告",),
            year=2024,
            name="缺年度",
        ),
        Example(
            "石岭镇党委书记2024年度述职报告\n按照安排，我作为镇长，现将一年来的情况报告如下。\n一、履职情况\n建成冷库1座，带动60户种菜，修好水渠3公里。\n",
            marks=("镇长",),
            year=2024,
            name="职务不一致",
        ),
    ),
    check=check,
)
