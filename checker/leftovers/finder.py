"""Finds the gaps and says of each what is missing: a value, a name, a date, or text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from checker.leftovers import signs
from checker.model import Document, Paragraph, Placeholder
from checker.numerals import half_width

Missing = Literal["value", "name", "date", "text"]
_Places = list[tuple[int, int]]

_LATIN = re.compile(r"[A-Za-z&+＋/\\@]")
_BESIDE_X = re.compile(rf"[{signs.HAN}“”‘’、，。；：（）()《》 \u3000]")
_BESIDE_CROSS = re.compile(rf"[{signs.HAN}“”，。；：、（） \u3000]")
_BEFORE_STAR = re.compile(rf"[{signs.HAN}，、。；：]")
_STAR_PLACE = re.compile(r"(?:镇|乡(?!村)|村|县|街道)(?:党|政府|人大|领导|书记|镇长|乡长|20\d\d)")
_HAN_OR_QUOTE = re.compile(rf"[{signs.HAN}“]")
_AFTER_STARS = re.compile(rf"[{signs.HAN}“\d.%㎡m]")
_LEFT_DIGITS = re.compile(r"[Xx×]*(?:[.:]?\d+|[.:][Xx×]+)*")
_STOP = re.compile(r"[。！？；\n]")
_CLAUSE_STOP = re.compile(r"[，。！；\n]")


def find_placeholders(document: Document, *, anonymised: bool = False) -> tuple[Placeholder, ...]:
    """All placeholders in reading order. In ``anonymised`` input masked names (某镇, ××县) are no gaps."""
    found = [
        placeholder for paragraph in document.written for placeholder in _in_paragraph(paragraph, markdown=document.source.format == "md")
    ]
    return tuple(placeholder for placeholder in found if not (anonymised and placeholder.missing == "name"))


def _in_paragraph(paragraph: Paragraph, *, markdown: bool) -> Iterator[Placeholder]:
    text = half_width(paragraph.text)
    last = 0
    for start, end in sorted(_gaps(text, _spared(text, markdown=markdown))):
        if start < last:
            continue
        missing, last = _missing(text, start, end)
        yield Placeholder(paragraph.at(start, last), missing)


def _spared(text: str, *, markdown: bool) -> _Places:
    """Places whose signs are no gaps: bold type of Markdown, addresses.

    In a ``markdown`` file stars are type, save between a word and a unit or place (走访**户).
    """
    places = [match.span() for match in signs.URL.finditer(text)]
    if markdown:
        stars = signs.STARS.finditer(text)
        places += [
            m.span() for m in stars if not (_HAN_OR_QUOTE.match(text[m.start() - 1 : m.start()]) and signs.AFTER.match(text, m.end()))
        ]
    for match in signs.BOLD.finditer(text):
        closed = match["inside"][-1] in "。：:；，！" or text[match.end() : match.end() + 1] in {"", " ", "　", "。", "：", ":", "，", "；"}
        if closed and not signs.AFTER.match(match["inside"]):
            places += [(match.start(), match.start() + 2), (match.end() - 2, match.end())]
    return places


def _gaps(text: str, spared: _Places) -> Iterator[tuple[int, int]]:
    taken = [match.span() for pattern, needed in signs.YEARS if needed.search(text) for match in pattern.finditer(text)]
    yield from taken
    for pattern, needed in signs.NEEDED:
        if needed.search(text):
            yield from (match.span() for match in pattern.finditer(text))
    apart = spared + taken
    for pattern, stands in _JUDGED if signs.ANY_JUDGED.search(text) else ():
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(left < end and start < right for left, right in apart) and stands(text, start, end):
                yield start, _with_digits(text, end)


def _is_cross(text: str, start: int, end: int) -> bool:
    """Whether a run of X or × stands for something: not in words, models, dimensions, sums, names told in a case."""
    before, after = text[:start].rstrip()[-1:], text[end : end + 1]
    if _LATIN.match(before) or _LATIN.match(after) or (before.isdigit() and after.isdigit()):
        return False
    if signs.MODEL.match(text, end) or signs.NAMED.search(text, max(0, start - 24), start):
        return False
    if end - start > 1:
        return not (before and before in signs.SURNAME and _tells_a_case(text, start))
    followed = signs.AFTER.match(text, end)
    if before.isdigit():
        return False
    if text[start] in "Xx":
        if before == "“" and after == "”":
            return False  # “X” speaks of the letter
        return (
            not signs.X_WORD.match(text, start)
            and bool(_BESIDE_X.match(before or "，"))
            and (followed is not None or bool(_BESIDE_X.match(after or "。")))
        )
    return followed is not None and bool(_BESIDE_CROSS.match(before or "，"))


def _is_star(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if end - start == len(text.strip()) or (before.isdigit() and after.isdigit()) or (start == 0 and after in {" ", "\u3000", "*"}):
        return False
    if end - start == 1:
        return (signs.AFTER.match(text, end) is not None and bool(_BEFORE_STAR.match(before or "x"))) or (
            start == 0 and _STAR_PLACE.match(text, end) is not None
        )
    return bool(_AFTER_STARS.match(after or "x") or _HAN_OR_QUOTE.match(before or "x"))


def _is_line(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if end - start == len(text.strip()) or re.match(r"[A-Za-z@./]", before + after) or signs.SIGNED.search(text, 0, start):
        return False
    return end - start > 1 or signs.AFTER.match(text, end) is not None


def _is_shape(text: str, start: int, end: int) -> bool:
    """Circles and squares stand for something beside words, not as a rule across the page or before an item."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(_HAN_OR_QUOTE.match(before or "x") or (start == 0 and signs.AFTER.match(text, end)) or (before and after == "年"))


def _is_somebody(text: str, start: int, end: int) -> bool:
    """某镇 and 某某, not the 张某某 or 某县 of a case told without names."""
    if _tells_a_case(text, start):
        return False
    if end - start > 1:
        return text[start - 1 : start] not in signs.SURNAME or start == 0 or signs.AFTER.match(text, end) is not None
    return True


def _is_question(text: str, start: int, _: int) -> bool:
    """Question marks in the place of a number: 引进资金??万元, not 怎么干？？人心散了."""
    stops = [match.end() for match in _CLAUSE_STOP.finditer(text, 0, start)]
    return signs.ASKS.search(text, stops[-1] if stops else 0, start) is None


def _tells_a_case(text: str, at: int) -> bool:
    """Whether the sentence at ``at`` tells of a case that warns others, where names are masked on purpose."""
    before = [match.end() for match in _STOP.finditer(text, 0, at)]
    after = _STOP.search(text, at)
    return signs.CASE.search(text, before[-1] if before else 0, after.start() if after else len(text)) is not None


def _with_digits(text: str, end: int) -> int:
    """XX7万元, xx0.9%, xx.51亿: digits that the gap left standing belong to it."""
    digits = _LEFT_DIGITS.match(text, end)
    return digits.end() if digits else end


def _missing(text: str, start: int, end: int) -> tuple[Missing, int]:
    """What a gap stands for, and where it ends with the unit or place word that shows it."""
    gap = text[start:end]
    if signs.NOTE.fullmatch(gap):
        return "text", end
    if gap.lower() == "xjp":
        return "name", end
    if gap.endswith(("月", "日")) or gap.startswith("年"):
        return "date", end
    followed = signs.AFTER.match(text, end)
    if followed is None:
        digits = re.search(r"\d", gap)
        return ("value" if digits and not gap.startswith(("19", "20")) else "date" if digits else "name"), end
    kind: dict[str, Missing] = {"date": "date", "unit": "value", "place": "name"}
    return kind[followed.lastgroup or "place"], followed.end()


_JUDGED: tuple[tuple[re.Pattern[str], Callable[[str, int, int], bool]], ...] = (
    (signs.CROSSES, _is_cross),
    (signs.STARS, _is_star),
    (signs.LINES, _is_line),
    (signs.SHAPES, _is_shape),
    (signs.SOMEBODY, _is_somebody),
    (signs.QUESTIONED, _is_question),
)
