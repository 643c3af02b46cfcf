"""Text for formats that are XML inside: Word, Excel, JUnit."""

from __future__ import annotations

import re

from reports.visible import visible

# What XML 1.0 cannot hold (section 2.2), and the carriage return, which a parser would turn into a line break.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """``text`` without characters that XML cannot hold; what turns text around is written out as [U+202E]."""
    return visible(_FORBIDDEN.sub("", text))
