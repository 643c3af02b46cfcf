"""Text from a report or a file name, made safe to show: what would be invisible or turn text around is written out."""

from __future__ import annotations

import re

# Direction marks and overrides reorder what a reader sees; control characters and lone surrogates cannot be shown or encoded.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_BLANK = re.compile(r"\s+")


def visible(text: str) -> str:
    """``text`` with direction overrides, control characters and lone surrogates as [U+202E]; all else as it is."""
    if text.isprintable():  # as nearly all are: then nothing in it is hidden
        return text
    return _HIDDEN.sub(lambda match: f"[U+{ord(match.group()):04X}]", text)


def clip(text: str, length: int) -> str:
    """One line of ``text``, at most ``length`` characters, with … where something is left out at the end."""
    line = _BLANK.sub(" ", text).strip()
    return visible(line if len(line) <= length else line[: length - 1].rstrip() + "…")


def count_characters(text: str) -> int:
    """Characters of ``text`` without blanks, as a reviewer counts them."""
    return sum(map(len, text.split()))
