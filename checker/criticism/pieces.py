"""Stretches of a paragraph's text, cut at separators and joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

TAIL = " 　\t。；;，,、：:！!？?"  # what stands around an item and is none of it
SEMICOLON = re.compile(r"[；;]")
TOPIC_LEAD = re.compile(
    r"(?:在[^，。；：、\d]{2,14}(?:上|方面|中|领域)|[^，。；：、\d]{2,12}(?:方面|领域)|从[^，。；：、\d]{2,8}(?:上|方面)?(?:看|来看|来说|讲)"
    r"|(?:思想|政治|学习|工作|作风|能力|业务|管理|服务|经营|队伍|创新|履职|纪律|生活|认识|行动|技术|办案|教学|治理|产业|民生|自身建设)上)[，,：:]"
)
ENUMERATED_END = re.compile(r"(?:等等|(?<![平同优高均对相一二三初中何])等)$")
HEADING = 25  # characters of a line that may be a heading, if no stop ends it
_STOPPED = "。；;！：:，,？?"
_OPEN, _CLOSE = "“‘「『（(《", "”’」』）)》"
_BRACKETS = f"[{re.escape(_OPEN + _CLOSE)}]"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph's text."""

    paragraph: int
    start: int
    end: int
    text: str
    lead: str = ""  # 在学习上， before it: no part of the item, but of what it is about


def grouped(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces by paragraph."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and groups[-1][-1].paragraph == piece.paragraph:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def is_heading(text: str) -> bool:
    """Whether a line may head what follows it: short, and no stop ends it."""
    return 0 < len(text) <= HEADING and text[-1] not in _STOPPED


def headed(groups: Sequence[list[Piece]]) -> list[list[Piece]]:
    """Paragraphs, each joined to the heading line before it."""
    joined: list[list[Piece]] = []
    for group in groups:
        before = joined[-1] if joined else None
        if before is not None and len(before) == 1 and is_heading(before[0].text):
            before.extend(group)
        else:
            joined.append(list(group))
    return joined


def cut(piece: Piece, separator: re.Pattern[str]) -> list[Piece]:
    """The parts between separators that stand outside quotation marks and brackets."""
    parts: list[Piece] = []
    start = depth = 0
    for match in re.finditer(f"{_BRACKETS}|{separator.pattern}", piece.text):
        if match[0] in _OPEN:
            depth += 1
        elif match[0] in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            _append(parts, piece, start, match.end())
            start = match.end()
    _append(parts, piece, start, len(piece.text))
    return parts


def _append(parts: list[Piece], piece: Piece, start: int, end: int) -> None:
    text = piece.text[start:end]
    lead = len(text) - len(text.lstrip(TAIL))
    if text.strip(TAIL):
        parts.append(Piece(piece.paragraph, piece.start + start + lead, piece.start + end, text[lead:]))


def joined(parts: Sequence[Piece], whole: Piece) -> Piece:
    """The stretch of ``whole`` from the first of ``parts`` to the last."""
    start, end = parts[0].start, parts[-1].end
    return Piece(whole.paragraph, start, end, whole.text[start - whole.start : end - whole.start])


def without_lead(piece: Piece) -> Piece:
    """Without 在学习上， before the problem itself."""
    lead = TOPIC_LEAD.match(piece.text)
    if not lead or not piece.text[lead.end() :].strip(TAIL):
        return piece
    return Piece(piece.paragraph, piece.start + lead.end(), piece.end, piece.text[lead.end() :], lead[0])
