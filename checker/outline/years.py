"""The year a report says it is of: from title, opening, signature, and at last from the text. Never today's date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from checker.model import Paragraph, Statement
from checker.numerals import half_width, parse_chinese
from checker.outline.lines import Line, Where

_HAN_YEAR = "二[〇○零O0][一二三四五六七八九〇○零O0]{2}"
YEAR = rf"(?:20\d\d|{_HAN_YEAR})"
_RANGE = re.compile(rf"(?P<from>{YEAR})年?(?:\d{{1,2}}月)?\s*[—\-–－~～至到]{{1,2}}\s*(?P<to>{YEAR})(?:年度|学年度|学年|年)?")
_STATED = re.compile(rf"(?P<year>{YEAR})\s*(?:年度|学年度|学年|年)")
_MONTH = re.compile(rf"(?P<year>{YEAR})年(?P<month>1[0-2]|[1-9]|0[1-9]|十[一二]?|[一二三四五六七八九])月")
_FIRST_MONTHS = 3  # reports on a year are written up to March of the next


def years(line: Line) -> Iterator[Statement]:
    """The report year that ``line`` states, at most one."""
    text = half_width(line.paragraph.text)
    found = _report_year(text, line.where)
    if found is not None:
        year, start, end = found
        yield Statement("year", str(year), line.paragraph.at(start, end), line.where)


def _report_year(text: str, where: Where) -> tuple[int, int, int] | None:
    """The year a line says the report is of, with its place."""
    if match := _RANGE.search(text):
        return _value(match["to"]), match.start(), match.end()
    if where == "signature":
        return _dated(text)
    plain = [m for m in _STATED.finditer(text) if not _MONTH.match(text, m.start())]
    if where == "title":
        return _of(plain[0]) if plain else _dated(text)
    reported = [m for m in plain if "年度" in m[0] and not text.startswith(("述职评议", "反馈", "考核反馈"), m.end())]
    first = [m for m in plain if m.start() <= 12]
    asked = [m for m in plain if re.match(r"[^，。]{0,30}(?:工作|履职|述职|履行|抓|情况|思想)", text[m.end() :])]
    for candidates in (reported, first, asked):
        if candidates:
            return _of(candidates[0])
    return None


def _of(match: re.Match[str]) -> tuple[int, int, int]:
    return _value(match["year"]), match.start(), match.end()


def _dated(text: str) -> tuple[int, int, int] | None:
    """The year a date speaks for: written January to March, a report tells of the year before."""
    match = _MONTH.search(text)
    if match is None:
        return None
    month = match["month"]
    number = int(month) if month.isdigit() else parse_chinese(month)
    year = _value(match["year"])
    return (year - 1 if isinstance(number, int) and number <= _FIRST_MONTHS else year), match.start(), match.end()


def _value(year: str) -> int:
    if year.isdigit() and year.isascii():
        return int(year)
    value = parse_chinese(year.replace("O", "〇").replace("0", "〇"))
    return value if isinstance(value, int) else 0


def year_of_body(paragraphs: Sequence[Paragraph]) -> int | None:
    """Where neither title nor opening nor signature names one: the year of 回顾2023年的工作, else the one named most."""
    text = "\n".join(half_width(p.text) for p in paragraphs)
    if match := re.search(rf"(?:回顾|总结|盘点)(?P<year>{YEAR})年", text):
        return _value(match["year"])
    counts = Counter(_value(m["year"]) for m in _STATED.finditer(text))
    most = counts.most_common(2)
    if not most or (len(most) == 2 and most[0][1] == most[1][1]):
        return None
    return most[0][0]
