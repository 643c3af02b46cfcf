"""The words around a finding, as its evidence quotes them: whole clauses where they are short, and … where something is left out."""

from __future__ import annotations

import re

_STOPS = "，。；：！？、,;:!?\n"
_STOP = re.compile(f"[{_STOPS}]")
_LONG = 2  # a clause is quoted whole up to so many times the reach


def excerpt(text: str, start: int, end: int, reach: int = 15) -> str:
    """``text[start:end]`` with the clauses that it stands in, on one line.

    A clause that goes on for more than twice ``reach`` is cut there; so are words of a neighbour that the passage begins or
    ends with. No cut is silent: it shows as ….
    """
    return (_before(text, start, reach) + text[start:end] + _after(text, end, reach).removesuffix("。")).replace("\n", " ").strip()


def shortened(text: str, longest: int = 60) -> str:
    """``text`` up to the last clause that ends within ``longest`` characters, with … where it went on."""
    line = text.strip().removesuffix("。")
    if len(line) <= longest:
        return line
    stops = [match.start() for match in _STOP.finditer(line, longest // 2, longest)]
    return line[: stops[-1] if stops else longest] + "…"


def _before(text: str, start: int, reach: int) -> str:
    own = start - 1 if start and text[start - 1] in _STOPS else start  # the passage begins its clause: the one before is shown
    first = max(0, own - _LONG * reach)
    stops = [match.end() for match in _STOP.finditer(text, first, own)]
    if stops:
        return text[stops[-1] : start]
    return text[first:start] if first == 0 else "…" + text[own - reach : start]


def _after(text: str, end: int, reach: int) -> str:
    own = end + 1 if end < len(text) and text[end] in _STOPS else end
    last = min(len(text), own + _LONG * reach)
    stop = _STOP.search(text, own, last)
    if stop:
        return text[end : stop.start()]
    return text[end:last] if last == len(text) else text[end : own + reach] + "…"
