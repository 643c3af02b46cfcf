"""How much of a report is self-criticism, from its outline alone: page and index must say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_CRITICAL = frozenset({"problems", "causes", "measures"})


class Part(NamedTuple):
    """A section as the share needs it."""

    roles: tuple[str, ...]
    parent: int | None
    length: int


def criticism_share(parts: Sequence[Part]) -> float | None:
    """The share (0 to 1) of the text under problems, causes or corrective measures; None for an empty report.

    A section without roles of its own counts with its nearest ancestor that has some: the items under
    存在的问题 carry none. A section of next year's plans is no self-criticism, though it may hold measures.
    """
    total = sum(part.length for part in parts)
    if not total:
        return None
    critical = sum(part.length for part in parts if _is_critical(_effective_roles(parts, part)))
    return critical / total


def _is_critical(roles: tuple[str, ...]) -> bool:
    critical = _CRITICAL.intersection(roles)
    return bool(critical) and not ("plan" in roles and critical == {"measures"})


def _effective_roles(parts: Sequence[Part], part: Part) -> tuple[str, ...]:
    roles, parent = part.roles, part.parent
    for _ in parts:  # a parent stands before its child, so this many steps suffice
        if roles or parent is None:
            break
        roles, parent = parts[parent].roles, parts[parent].parent
    return roles
