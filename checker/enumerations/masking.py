"""Blots out quotations, titles and brackets, so that separators inside them separate nothing."""

from __future__ import annotations

import re
from functools import lru_cache

PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "(": ")", "【": "】", "「": "」", '"': '"'}
_FILLER = "口"
_MARK = re.compile(f"[{re.escape(''.join(sorted({*PAIRS, *PAIRS.values()})))}]")


@lru_cache(maxsize=8)  # asked for once a count, of the same paragraph
def mask(text: str) -> str:
    """``text`` with what stands inside pairs blotted out, place by place; the marks themselves stay.

    A mark that never closes blots nothing out.
    """
    characters = list(text)
    open_marks: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        index, character = match.start(), match[0]
        if any(character == close for close, _ in open_marks):
            while open_marks[-1][0] != character:
                open_marks.pop()
            _, start = open_marks.pop()
            if not open_marks:
                characters[start + 1 : index] = _FILLER * (index - start - 1)
        elif character in PAIRS and len(open_marks) < 20:
            open_marks.append((PAIRS[character], index))
    return "".join(characters)
