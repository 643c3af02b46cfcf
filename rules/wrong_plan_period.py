"""五年规划要与年度对得上

“十四五”是2021至2025年：哪一年开局、哪一年收官都是定数。把别的年度说成开局之年、收官之年，或把早已结束的规划当作正在实施，多半是旧材料。
同句写明年份的按那一年算；下一年的打算可以指下一年；回顾某一规划时期的不算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from checker.model import Document, Example, Family, Hit, Rule, Severity
from rules._calendar import Sentence, report_year, rows, sentences, slack, year_stated
from rules._excerpt import shortened

_PLAN = r"(?P<name>[“\"]?(?P<plan>十[一二三四五]五))[”\"〞]?"
_ROLE = r"(?P<role>开局(?:起步)?之?年|开局年|首年|第一年|起步之?年|收官之?年|收官年|最后一年|末年|第[二三四五]年)"
_YEAR = r"(?:(?P<year>(?<!\d)20\d\d)年|(?P<now>今年|本年度?|当年|这一年|是))"
_IS = re.compile(rf"{_YEAR}[^。；]{{0,24}}?{_PLAN}(?:规划|时期|发展)?(?:的|实施的?|实施)?{_ROLE}")
_BACKWARDS = re.compile(rf"{_PLAN}(?:规划|时期)?的?{_ROLE}的(?P<year>20\d\d)年")
_CURRENT = re.compile(rf"(?P<year>(?<!\d)20\d\d)年[^。；，]{{0,6}}是(?:实施|推进|落实)?{_PLAN}(?:规划|时期)?的?(?:关键|重要|攻坚|承上启下)")
_JOINED = re.compile(rf"{_PLAN}(?:时期)?[及和暨](?P<year>20\d\d)年")
_OPENING = re.compile(
    r"(?P<year>(?<!\d)20\d\d)年[^。；，]{0,8}(?:贯彻|落实)[^。；，]{0,6}(?P<congress>党的二十大|党的十九大)精神的?开局之年"
)
_SPOKEN_OF = re.compile("十[一二三四五]五|党的二十大|党的十九大")
_NTH = {"第二年": 1, "第三年": 2, "第四年": 3, "第五年": 4}


class _Period(NamedTuple):
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有与规划时期对不上的年度。"""
    periods = _periods()
    for sentence in sentences(document, _SPOKEN_OF):
        for match in (*_IS.finditer(sentence.text), *_BACKWARDS.finditer(sentence.text)):
            years = _years(document, sentence, match)
            right = _year_of(periods[match["plan"]], match["role"])
            if years and right not in years:
                yield _hit(document, sentence, match, f"“{match['plan']}”{match['role']}是{right}年，文中说的是{years[0]}年", right)
        for match in _JOINED.finditer(sentence.text):
            period = periods[match["plan"]]
            if not period.first <= int(match["year"]) <= period.last + 1:
                message = f"“{match['plan']}”是{period.first}至{period.last}年，与{match['year']}年连不到一起"
                yield _hit(document, sentence, match, message, None)
        for match in _CURRENT.finditer(sentence.text):
            period = periods[match["plan"]]
            if not period.first <= int(match["year"]) <= period.last:
                message = f"“{match['plan']}”是{period.first}至{period.last}年，{match['year']}年不在其中"
                yield _hit(document, sentence, match, message, None)
        for match in _OPENING.finditer(sentence.text):
            right = _openings()[match["congress"]]
            if int(match["year"]) != right:
                yield _hit(document, sentence, match, f"贯彻{match['congress']}精神的开局之年是{right}年，文中写{match['year']}年", right)


def _years(document: Document, sentence: Sentence, match: re.Match[str]) -> tuple[int, ...]:
    """The years that the clause can speak of, the likeliest first; none where it is not said."""
    if match["year"]:
        return (int(match["year"]),)
    year = report_year(document)
    if year is None:
        return ()
    if match["now"] == "是" and re.search(r"20\d\d年", sentence.text):
        return ()
    return (year, *(year + apart for apart in slack(document, sentence)))


def _hit(document: Document, sentence: Sentence, match: re.Match[str], message: str, right: int | None) -> Hit:
    start = min(at for at in (match.start("year"), match.start("name") if "name" in match.groupdict() else -1) if at >= 0)
    return Hit(
        span=sentence.at(start, match.end()),
        message=message,
        evidence=f"原文：“{shortened(sentence.text)}”。",
        related=year_stated(document),
        suggestion=f"核对年份，应为{right}年。" if right else "核对是哪个五年规划、哪一年。",
    )


def _year_of(period: _Period, role: str) -> int:
    if role in _NTH:
        return period.first + _NTH[role]
    return period.last if role.startswith(("收官", "最后", "末")) else period.first


def _periods() -> dict[str, _Period]:
    return {str(row["name"]): _Period(int(str(row["from"])), int(str(row["until"]))) for row in rows("plans")}


def _openings() -> dict[str, int]:
    return {name: int(str(row["year"])) for row in rows("openings") for name in (row["names"] if isinstance(row["names"], list) else [])}


RULE = Rule(
    name="wrong-plan-period",
    family=Family.TIME,
    summary="五年规划要与年度对得上",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example("今年是“十四五”规划收官之年，我镇提前完成了五项指标。", marks=("“十四五”规划收官之年",), year=2023),
        Example("2021年是“十四五”开局之年，全镇上下铆足了劲。", year=2021),
        Example("2025年是“十四五”收官之年，我们将全力冲刺。", year=2024),
    ),
    check=check,
)
