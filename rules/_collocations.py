"""Wrong collocations from a lexicon: rows of what stands wrong, what was meant, and between which neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from rules.lexicon import table


def wrong_words(text: str, lexicon: str, kind: str, allowed: tuple[str, ...] = ()) -> Iterator[tuple[re.Match[str], str]]:
    """Each wrong word of ``text`` with the right one, in reading order.

    A row's ``followed`` and ``not_followed`` are patterns for what comes next, ``preceded`` and ``not_preceded``
    for what ends just before. ``allowed`` words are left alone.
    """
    rows, pattern = _rows(lexicon, kind)
    for match in pattern.finditer(text):
        row = rows[match[0]]
        if match[0] not in allowed and _stands(row, text, match.start(), match.end()):
            yield match, row["right"]


def _stands(row: Mapping[str, Any], text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 12) : start]
    return (
        ("followed" not in row or re.match(row["followed"], text[end : end + 40]) is not None)
        and ("not_followed" not in row or re.match(row["not_followed"], text[end : end + 40]) is None)
        and ("preceded" not in row or re.search(rf"(?:{row['preceded']})$", before) is not None)
        and ("not_preceded" not in row or re.search(rf"(?:{row['not_preceded']})$", before) is None)
    )


@cache
def _rows(lexicon: str, kind: str) -> tuple[dict[str, Mapping[str, Any]], re.Pattern[str]]:
    rows = {row["wrong"]: row for group in table(lexicon)[kind] for row in group["rows"]}
    return rows, re.compile("|".join(map(re.escape, sorted(rows, key=len, reverse=True))))
