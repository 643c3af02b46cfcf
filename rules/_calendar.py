"""Years and dates as reports tell them, shared by the rules of the time family. Nothing here asks today's clock."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import isleap
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from checker.model import Document, Kind, Paragraph, Related, Role, Span
from checker.numerals import half_width, parse_chinese
from checker.once import once
from rules._year_clash import title_and_opening
from rules.lexicon import table

YEAR = r"(?:19|20)\d{2}|[一二][九〇零○][〇零○一二三四五六七八九]{2}"
_AHEAD = re.compile(
    r"明年|来年|下一?年度?|新的一年|下一步|下步|今后|接下来|未来|展望|即将|将要|喜迎|迎接|迎来|迎|筹备|谋划|计划|打算|力争|确保"
    r"|争取|目标|到20\d\d年|年底前|之前|前完成"
)
_DAYS_OF = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PLANS = frozenset({Role.PLAN, Role.MEASURES})
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")


class Sentence(NamedTuple):
    """A sentence of the report: its paragraph, its place there, its words with half-width digits."""

    paragraph: Paragraph
    start: int
    text: str
    ahead: bool  # it stands in a section of plans, or speaks of what is to come
    planned: bool  # it stands in a section of plans

    def at(self, start: int, end: int) -> Span:
        """The span in the source of ``text[start:end]``."""
        return self.paragraph.at(self.start + start, self.start + end)


def sentences(document: Document, about: re.Pattern[str] | None = None) -> Iterator[Sentence]:
    """Every sentence or semicolon clause of the report in reading order; with ``about`` those of paragraphs that speak of it."""
    for text, told in _told(document):
        if about is None or about.search(text) is not None:
            yield from told


@once
def _told(document: Document) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
    """The words of each paragraph and its sentences."""
    starts = [section.start for section in document.sections]
    found = []
    for paragraph in document.paragraphs:
        text = half_width(paragraph.text)
        index = bisect_right(starts, paragraph.span.start) - 1
        planned = index >= 0 and bool(_PLANS & set(document.sections[index].roles)) and Role.PROBLEMS not in document.sections[index].roles
        told = (
            Sentence(paragraph, match.start(), match[0], planned or _AHEAD.search(match[0]) is not None, planned)
            for match in _SENTENCE.finditer(text)
        )
        found.append((text, tuple(told)))
    return tuple(found)


def slack(document: Document, sentence: Sentence) -> tuple[int, ...]:
    """By how many years a sentence may lie beside the report's year.

    What looks ahead may speak of the next year. A text that is no duty report tells two years at once
    (the one past and the one begun): which of them its title names is unknown. Where title and opening name two years,
    that is told once; what fits either of them is no second fault.
    """
    if document.kind == Kind.OTHER:
        return (1, -1)
    ahead = (1,) if sentence.ahead else ()
    clash = title_and_opening(document)
    if clash is None or document.year is None:
        return ahead
    apart = [int(statement.value) - document.year for statement in clash]
    return tuple({*ahead, *apart, *(one + 1 for one in apart if ahead)})


def report_year(document: Document) -> int | None:
    """The year the report is of, None where it is not sure enough to hold dates against.

    A text that is no duty report counts as dated only where its own title names the year.
    """
    if document.kind == Kind.OTHER and not any(
        s.what == "year" and s.where in {"title", "setting"} and s.value == str(document.year) for s in document.statements
    ):
        return None
    return document.year


def year_of(digits: str) -> int:
    """2024 and 二〇二四 as a number."""
    if digits.isascii():
        return int(digits)
    value = parse_chinese(digits)
    return int(value) if value is not None else 0


def year_stated(document: Document) -> tuple[Related, ...]:
    """Where the report says of which year it is."""
    labels = {"title": "标题写的年度", "opening": "开头写的年度", "signature": "落款写的年度", "setting": "设置的年度"}
    found = [
        s
        for s in document.statements
        if s.what == "year" and s.where != "setting" and s.value == str(document.year) and s.span.end > s.span.start
    ]
    return tuple(Related(statement.span, labels[statement.where]) for statement in found[:1])


def no_such_day(year: int | None, month: int, day: int) -> str:
    """Why there is no such day, empty where there is; 29 February of a year that is not told may be one."""
    if not 1 <= month <= 12:
        return "月份只有1至12。"
    if not 1 <= day <= _DAYS_OF[month - 1]:
        return f"{month}月最多{_DAYS_OF[month - 1]}天。"
    if year and (month, day) == (2, 29) and not isleap(year):
        return f"{year}年不是闰年，2月只有28天。"
    return ""


def known_until() -> int:
    """The last report year that the calendar of events covers."""
    return int(table("calendar")["known_until"])


@cache
def either(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the names, the longest first; for none of them one that never matches."""
    return re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)) or "(?!)")


@cache
def events() -> Mapping[str, tuple[int, int]]:
    """Names of congresses and campaigns, and the year and month from which they can be told."""
    found = {}
    for row in rows("events"):
        year, month = str(row["held"]).split("-")
        names = row["names"] if isinstance(row["names"], list) else []
        found.update(dict.fromkeys(names, (int(year), int(month))))
    return MappingProxyType(found)


def rows(name: str) -> list[dict[str, object]]:
    """The rows of one table of the calendar."""
    return list(table("calendar")[name])
