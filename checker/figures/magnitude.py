"""Amounts far outside what a village, town or county can have, and harvests no field yields."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.figures.arithmetic import plain, show
from checker.figures.claims import Entry
from checker.figures.lexicon import Band, FigureLexicon
from checker.figures.passages import Relation
from checker.model import Document, Statistic

_LEVELS = (
    ("village", re.compile(r"村党|村支|村委|村民委员会|社区|村（")),
    ("town", re.compile(r"镇|乡(?!村)|街道")),
    ("county", re.compile(r"[县旗]|(?<!自治)(?<!地)区(?!域)")),
)
_HIGHER = re.compile(r"省|自治区|自治州|特区")
_CHINESE_LEVEL = {"village": "一个村", "town": "一个乡镇", "county": "一个县", "": ""}
_AREA = re.compile(r"亩|公顷")
_DERIVED = re.compile(r"增加|减少|增产|交易|批发|销售|出口|外销|吞吐|加工")


def find_magnitude(entries: Sequence[Entry], document: Document, lexicon: FigureLexicon) -> Iterator[Statistic]:
    """Every claim outside the band of its indicator and level; wide bands, so a digit or a unit is wrong."""
    level = level_of(document)
    bands: dict[str, list[Band]] = defaultdict(list)
    for band in lexicon.bands:
        if band.level in {"", level}:
            bands[band.measure].append(band)
    told: set[tuple[int, int]] = set()
    for entry in entries:
        if entry.planned or not entry.number.measure:
            continue
        statistic = _outside_band(entry, bands.get(entry.number.measure, ())) or _impossible_yield(entry, lexicon)
        if statistic is not None and statistic.span not in told:
            told.add(statistic.span)
            yield statistic


def level_of(document: Document) -> str:
    """The level of the reporting unit by its name and the report's title: "village", "town", "county" or ""."""
    title = document.read(document.title) if document.title else document.paragraphs[0].text if document.paragraphs else ""
    for words in (document.unit or "", title[:60], document.paragraphs[0].text[:60] if document.paragraphs else ""):
        found = [level for level, pattern in _LEVELS if pattern.search(words)]
        if found and not (_HIGHER.search(words) and found[0] == "county"):
            return found[0]
    return ""


def _outside_band(entry: Entry, bands: Sequence[Band]) -> Statistic | None:
    number = entry.number
    clause = entry.clause
    words = entry.passage.skeleton[max(clause.start, entry.mark - 24) : entry.mark]
    around = words + entry.noun
    for band in bands:
        if not any(word in around for word in band.words) or any(word in around for word in band.without):
            continue
        high = band.high is not None and number.amount > band.high
        low = band.low is not None and number.amount < band.low
        if not high and not low:
            return None
        limit = band.high if high else band.low
        where = _CHINESE_LEVEL[band.level]
        side = "上限" if high else "下限"
        return Relation(entry.passage, "magnitude", max(clause.start, entry.mark - 20), entry.mark + 1, (number,)).judged(
            False,
            f"{where}{_word(around, band.words)}的宽松{side}取{_big(limit or Decimal(0))}{band.measure}，文中为{show(number)}",
            f"{show(number)}的量级与{where or '常情'}不符，请核对数字和单位",
        )
    return None


def _impossible_yield(entry: Entry, lexicon: FigureLexicon) -> Statistic | None:
    """8600亩蔬菜…210万吨: tonnes over the area told in the same sentence."""
    if entry.number.measure != "吨":
        return None
    clause = entry.clause
    words = entry.passage.skeleton[clause.sentence_start : clause.sentence_end]
    if _DERIVED.search(entry.passage.skeleton[clause.start : entry.mark]):
        return None
    fields = [n for at, n in entry.passage.between(clause.sentence_start, entry.mark) if n.measure == "亩" and n.amount > 0]
    crop = next((crop for crop in lexicon.yields if any(word in words for word in crop.words)), None)
    if len(fields) != 1 or crop is None:
        return None
    each = entry.number.amount / fields[0].amount
    if each <= crop.high * 2:
        return None
    start = next(at for at, n in entry.passage.between(clause.sentence_start, entry.mark) if n is fields[0])
    return Relation(entry.passage, "magnitude", start, entry.mark + 1, (entry.number, fields[0])).judged(
        False,
        f"{show(entry.number)}÷{show(fields[0])}＝每亩{plain(each, 1)}吨，{_word(words, crop.words)}每亩至多约{plain(crop.high)}吨",
        f"折合每亩{plain(each, 1)}吨，量级不合常理，请核对数字和单位",
    )


def _word(around: str, words: Sequence[str]) -> str:
    return next((word for word in words if word in around), words[0])


def _big(value: Decimal) -> str:
    for size, word in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if value >= size:
            return plain(value / size) + word
    return plain(value)
