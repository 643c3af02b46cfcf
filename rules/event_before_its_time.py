"""还没召开的会议不能已经学习

党代会、全会、集中学习教育都有召开的日子。述的是那之前的年度，却写学习贯彻了它的精神，年份必有一处是错的。
述职报告多在次年一至三月写成，所以放宽三个月；“迎接”“喜迎”和下一步打算不算。
本年度写作“今年”的报告，把今年才开的会说成“去年”开的，请核对。
会议和活动的日期查到设置文件所载的年度为止；更晚的年度不查，并在页上写明没有查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Rule, Severity, Span
from rules._calendar import either, events, known_until, report_year, sentences, slack, year_stated
from rules._excerpt import shortened

_SLACK = (1, 3)  # a report of a year is written up to March of the next
_SURVEY = 4  # a sentence that names so many looks back over the years and tells no work of its own
# 2022年9月收看…开幕会: the day itself is told
_WATCHED = re.compile(
    r"(?P<year>(?<!\d)20\d\d)年(?P<month>\d{1,2})月(?:\d{1,2}日)?[^。；\d]{0,24}?(?:收看|观看|聆听|收听)了?(?P<what>[^，。；]{0,14})(?:开幕|闭幕)"
)
# 去年夏天参加了二十届三中全会精神轮训: said of last year in a report that calls its own year 今年
_LAST_YEAR = re.compile(
    r"(?<![比较同与和从])(?:去年|上年)(?!以来|同期|的|度|相比)(?:[^，。；今以比较起后]{0,4}，)?[^，。；今以比较起后]{0,30}$"
)
_THIS_YEAR = re.compile(r"今年(?!的?(?:打算|计划|目标))")
_AWAITED = re.compile(r"迎接|喜迎|迎|筹备|即将|将|准备|召开前")


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有写成已经召开或已经学习、其实还没有召开的会议和活动。"""
    year = report_year(document)
    if year is None:
        return
    if year > known_until():
        yield _unchecked(document, year)
        return
    yield from _watched_too_early(document)
    yield from _last_year_too_early(document, year)
    later = {name: held for name, held in events().items() if held > (year + _SLACK[0], _SLACK[1])}
    if not later:
        return
    pattern, everything = either(tuple(later)), either(tuple(events()))
    seen: set[tuple[int, int]] = set()
    for sentence in sentences(document, pattern):
        if len(set(everything.findall(sentence.text))) >= _SURVEY:
            continue
        for match in pattern.finditer(sentence.text):
            held = later[match[0]]
            awaited = _AWAITED.search(sentence.text[max(0, match.start() - 12) : match.start()])
            if awaited or held in seen or held[0] - year in slack(document, sentence):
                continue
            seen.add(held)
            yield Hit(
                span=sentence.at(match.start(), match.end()),
                message=f"“{match[0]}”{held[0]}年{held[1]}月才有，述的却是{year}年度",
                evidence=f"原文：“{shortened(sentence.text)}”。",
                related=year_stated(document),
                suggestion="核对报告年度和会议名称，改正写错的一处。",
            )


def _watched_too_early(document: Document) -> Iterator[Hit]:
    """Openings that were watched in a month before the one they were held in."""
    held_in, names = events(), either(tuple(events()))
    for sentence in sentences(document, names):
        for match in _WATCHED.finditer(sentence.text):
            event = next((name for name in held_in if match["what"].endswith((name, f"{name}胜利", f"{name}隆重"))), None)
            told = (int(match["year"]), int(match["month"]))
            if event is None or told >= held_in[event]:
                continue
            year, month = held_in[event]
            yield Hit(
                span=sentence.at(match.start(), match.end()),
                message=f"“{event}”{year}年{month}月才有，文中写{told[0]}年{told[1]}月收看",
                evidence=f"原文：“{shortened(sentence.text)}”。",
                suggestion="核对月份和会议名称，改正写错的一处。",
            )


def _last_year_too_early(document: Document, year: int) -> Iterator[Hit]:
    """What was learned in a season of last year though it was held in the report's own year.

    A report may be read out in the next year and call its own 去年: only one that calls it 今年 is held to it.
    """
    held_now = {name: held for name, held in events().items() if held[0] == year}
    if not held_now or not any(_THIS_YEAR.search(sentence.text) and not sentence.ahead for sentence in sentences(document, _THIS_YEAR)):
        return
    names = either(tuple(held_now))
    for sentence in sentences(document, names):
        for match in names.finditer(sentence.text):
            before = _LAST_YEAR.search(sentence.text[: match.start()])
            if before is None or sentence.ahead:
                continue
            year_held, month = held_now[match[0]]
            yield Hit(
                span=sentence.at(before.start(), match.end()),
                message=f"“{match[0]}”{year_held}年{month}月才有，“去年”是{year - 1}年",
                evidence=f"原文：“{shortened(sentence.text)}”。",
                related=year_stated(document),
                suggestion="核对时间和会议名称，改正写错的一处。",
                severity=Severity.WARNING,
            )


def _unchecked(document: Document, year: int) -> Hit:
    stated = year_stated(document)
    first = document.paragraphs[0].span if document.paragraphs else Span(0, len(document.text))
    return Hit(
        span=stated[0].span if stated else (document.title or first),
        message=f"会议和活动的日期只收到{known_until()}年，{year}年度的没有查",
        evidence="会议、学习教育和规划时期的对照表有年限，年度超出时不查，免得猜错。",
        suggestion="请人工核对会议名称与年度，并请维护人员更新对照表。",
        severity=Severity.NOTICE,
        grouped=True,
    )


RULE = Rule(
    name="event-before-its-time",
    family=Family.TIME,
    summary="还没召开的会议不能已经学习",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example("石埠镇2021年度述职报告\n全年集中学习党的二十大精神8次。", marks=("党的二十大",), year=2021),
        Example("石埠镇2022年度述职报告\n全年集中学习党的二十大精神8次。", year=2022),
        Example("石埠镇2021年度述职报告\n以实际行动迎接党的二十大。", year=2021),
        Example(
            "石埠镇2022年度述职报告\n今年新修渠道9公里。去年冬天，我带着支部学了党的二十大精神。",
            marks=("去年冬天，我带着支部学了党的二十大",),
            year=2022,
            name="去年还没有召开",
        ),
        Example("石埠镇2022年度述职报告\n去年冬天，我带着支部学了党的二十大精神。", year=2022, name="次年初写的，去年就是本年度"),
    ),
    check=check,
)
