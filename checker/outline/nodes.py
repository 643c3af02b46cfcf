"""What a heading or a passage becomes before it is a section."""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.model import Role, Span
from checker.outline.headings import Heading
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
