"""What a heading or a passage becomes before it is a section, and the sections made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.model import Paragraph, Role, Section, Span
from checker.outline.headings import Heading, levels
from checker.outline.roles import Reading


@dataclass
class Node:
    """A section while it is being read."""

    start: int
    level: int
    heading: Heading | None = None
    span: Span | None = None  # of the heading
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    roles: tuple[Role, ...] = ()
    reasons: tuple[str, ...] = ()
    reading: Reading = field(default_factory=Reading)
    title: str = ""
    whole: Span = field(default_factory=lambda: Span(0, 1))


def tree_of(headings: Sequence[Heading], paragraphs: Sequence[Paragraph], length: int) -> list[Node]:
    """A node for each heading in reading order, those of lower levels below those of higher ones, in a text of ``length`` characters."""
    nodes: list[Node] = []
    stack: list[Node] = []
    for heading, level in zip(headings, levels(headings), strict=True):
        span = paragraphs[heading.index].at(heading.start, heading.end)
        node = Node(span.start, level, heading, span, title=heading.title)
        while stack and stack[-1].level >= level:
            stack.pop()
        if stack:
            node.parent = stack[-1]
            stack[-1].children.append(node)
        stack.append(node)
        nodes.append(node)
    for position, node in enumerate(nodes):
        end = next((other.start for other in nodes[position + 1 :] if other.level <= node.level), length)
        node.whole = Span(node.start, end)
    return nodes


def adopt(nodes: Sequence[Node], at: int) -> None:
    """The headings behind a passage that begins a chapter, up to the next one, stand below it, no longer below the chapter before."""
    passage = nodes[at]
    for node in nodes[at + 1 :]:
        if node.level <= passage.level:
            return
        if node.parent is not None and node.parent.start < passage.start:
            node.parent.children = [child for child in node.parent.children if child is not node]
            node.parent = passage
            passage.children.append(node)


def sections_of(nodes: Sequence[Node], title: str, length: int) -> tuple[Section, ...]:
    """The sections of a text of ``length`` characters: that of title and opening, where there is one, then each node's."""
    sections: list[Section] = []
    first = nodes[0].start if nodes else length
    if first > 0:
        sections.append(Section(0, None, "", title, (Role.OPENING,), None, Span(0, first), None, ("标题与开头",)))
    places = {id(node): position for position, node in enumerate(nodes, len(sections))}
    ends = [*(node.start for node in nodes), length][1:]
    for node, end in zip(nodes, ends, strict=True):
        heading = node.heading
        sections.append(
            Section(
                node.level,
                heading.ordinal if heading else None,
                heading.style if heading else "",
                node.title,
                node.roles,
                node.span,
                Span(node.span.end if node.span else node.start, end),
                places[id(node.parent)] if node.parent is not None else None,
                node.reasons,
            )
        )
    return tuple(sections)
