"""日期和天数要真有

2月30日、13月没有；写了起止两个日期而先后颠倒，或“历时”“为期”的天数与起止对不上，是抄错或算错。
注明的星期与日期不符也在此列；没有写年份的，按报告年度和下一年推算（“去年”按上一年），都不符才报“需核对”。
天数首尾都算、只算一头都可以，差一天不报；期间“驻村共45天”一类只数干事的天数，不报；没有写年份的2月29日不报。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checker.model import Document, Example, Family, Hit, Paragraph, Rule, Severity
from checker.numerals import half_width
from rules._calendar import no_such_day, report_year

_DAY = re.compile(r"(?<![\d.])(?:(?P<y>(?:19|20)\d{2})\s?年\s?)?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?[日号]")
_WEEKDAY = re.compile(
    r"(?<![\d.])(?:(?P<y>(?:19|20)\d{2})\s?年\s?)?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日\s{0,4}(?:[上下]午|晚上?|凌晨|中午)?\s?[（(，,、]?\s?"
    r"(?:星期|礼拜|周(?=[一二三四五六日天](?:[）)，。；\s]|[上下]午|晚|早|$)))(?P<day>[一二三四五六日天])(?![一二三四五六日天至、到])"
)
_WEEK = ("星期", "周", "礼拜")  # one of which stands in every match of _WEEKDAY
_LAST_YEAR = re.compile(r"(?:去年|上年|上一年)(?:的|度)?$")  # 自上年11月6日: right before the date
_OTHER_YEAR = re.compile(r"(?<!\d)(?P<y>20\d{2})\s?年|去年|上年|上一年")  # or somewhere before it
_NEAR = 200  # characters before a date within which another year may be meant
_OPENING = 6  # paragraphs in which a report names its school year
_DAYS = "一二三四五六日"
_MONTH = re.compile(r"(?<![\d.])(?:19|20)\d{2}\s?年\s?(?P<m>\d{1,2})\s?月")
_RANGE = re.compile(
    r"(?<!\d)(?P<y1>(?:19|20)\d{2})年(?P<m1>\d{1,2})月(?:(?P<d1>\d{1,2})日)?(?:起)?\s?(?:至|到|-|—|~|～|－)+\s?(?:(?P<y2>(?:19"
    r"|20)\d{2})年)?(?P<m2>\d{1,2})月(?:(?P<d2>\d{1,2})日)?"
)
# 驻村共45天 counts the days on which something was done, 每轮为期15天 is of one of several: neither is the length of the period
_LASTING = re.compile(r"[^。；每各分批轮期\d]{0,24}?(?:历时|为期)(?P<n>\d{1,3})(?:余|多)?天")


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有不存在的日期、颠倒的起止和对不上的天数。"""
    for paragraph in document.written:
        if "月" not in paragraph.text:
            continue
        text = half_width(paragraph.text)
        for match in _DAY.finditer(text) if "日" in text or "号" in text else ():
            wrong = no_such_day(int(match["y"]) if match["y"] else None, int(match["m"]), int(match["d"]))
            if wrong:
                yield Hit(
                    span=paragraph.at(match.start(), match.end()),
                    message=f"没有“{match[0]}”这一天",
                    evidence=wrong,
                    suggestion="核对后改正日期。",
                )
        yield from _weekdays(document, paragraph, text)
        if "年" not in text:
            continue
        for match in _MONTH.finditer(text):
            if not 1 <= int(match["m"]) <= 12 and not _DAY.match(text, match.start()):
                yield Hit(span=paragraph.at(match.start(), match.end()), message=f"没有“{match[0]}”", evidence="月份只有1至12。")
        for match in _RANGE.finditer(text):
            finding = _range(text, match)
            if finding:
                message, evidence, end = finding
                yield Hit(span=paragraph.at(match.start(), end), message=message, evidence=evidence, suggestion="核对起止日期和天数。")


def _weekdays(document: Document, paragraph: Paragraph, text: str) -> Iterator[Hit]:
    """Dates that fall on another day of the week than the one told, in every year that may be meant."""
    for match in _WEEKDAY.finditer(text) if any(word in text for word in _WEEK) else ():
        days = [day for year in _years(document, text, match) if (day := _date(str(year), match["m"], match["d"]))]
        told = match["day"].replace("天", "日")
        if not days or any(_DAYS[day.weekday()] == told for day in days):
            continue
        right = [f"{day.year}年{day.month}月{day.day}日是星期{_DAYS[day.weekday()]}" for day in days]
        tried = f"{'、'.join(f'{day.year}年' for day in days)}的{days[0].month}月{days[0].day}日都不是星期{match['day']}"
        yield Hit(
            span=paragraph.at(match.start(), match.end()),
            message=tried if len(days) > 1 else f"{right[0]}，文中为星期{match['day']}",
            evidence=f"按公历推算，{'，'.join(right)}。",
            suggestion="核对日期和星期。",
            severity=Severity.ERROR if match["y"] else Severity.WARNING,
        )


def _years(document: Document, text: str, match: re.Match[str]) -> list[int]:
    """The years a date may be of: its own; the one before the report's; else the report's, the next, and others told before it."""
    year = report_year(document)
    if match["y"] or not year:
        return [int(match["y"])] if match["y"] else []
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if _LAST_YEAR.search(before):
        return [year - 1]
    others = {int(other["y"] or year - 1) for other in _OTHER_YEAR.finditer(before)}
    if any("学年" in paragraph.text for paragraph in document.paragraphs[:_OPENING]):
        others.add(year - 1)  # a school year begins in the autumn before
    return [year, year + 1, *sorted(others - {year, year + 1})]


def _range(text: str, match: re.Match[str]) -> tuple[str, str, int] | None:
    """What is wrong with a period, its evidence, and where the finding ends."""
    first = _date(match["y1"], match["m1"], match["d1"])
    last = _date(match["y2"] or match["y1"], match["m2"], match["d2"])
    if first is None or last is None:
        return None
    if match["y2"] and (last.year, last.month) < (first.year, first.month):
        return "起止日期颠倒：结束早于开始", f"开始{first:%Y-%m}，结束{last:%Y-%m}。", match.end()
    if not (match["d1"] and match["d2"]):
        return None
    if match["y2"] and last < first:
        return "起止日期颠倒：结束早于开始", f"开始{first}，结束{last}。", match.end()
    lasting = _LASTING.match(text, match.end())
    if lasting is None or last < first:
        return None
    between, stated = (last - first).days, int(lasting["n"])
    if between - 1 <= stated <= between + 2:
        return None
    return f"起止共{between + 1}天，文中写{stated}天", f"{first}至{last}，首尾都算{between + 1}天，只算一头{between}天。", lasting.end()


def _date(year: str, month: str, day: str | None) -> date | None:
    try:
        return date(int(year), int(month), int(day or 1))
    except ValueError:
        return None


RULE = Rule(
    name="impossible-date",
    family=Family.TIME,
    summary="日期和天数要真有",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example("2月30日召开动员会，6月31日前全部完工。", marks=("2月30日", "6月31日")),
        Example("2024年9月10日（星期三）召开教师节大会。", marks=("2024年9月10日（星期三",)),
        Example("石岭镇2024年度述职报告\n9月10日（星期二）召开教师节大会。"),
        Example("石岭镇2024年度述职报告\n去年12月20日（星期三）召开动员会。"),
        Example("2023年5月至2022年9月开展专项整治。", marks=("2023年5月至2022年9月",)),
        Example("2023年3月8日至4月19日，巡察组进驻我镇，历时43天。"),
        Example("2023年3月8日至4月19日，到6个村蹲点调研，共计16天。"),
        Example("2023年3月8日至4月19日，巡察组进驻我镇，历时63天。", marks=("2023年3月8日至4月19日，巡察组进驻我镇，历时63天",)),
    ),
    check=check,
)
