"""周年数要与年度相符

建党、新中国成立、改革开放多少周年，与年度一减便知；沿用上一年的材料只改了年份，最容易在这里露出来。
按报告年度推算，同句写明别的年份的按那一年算；下一年的打算和“喜迎”“迎接”可以是下一年的周年；
“百年”“多年”、引用某次大会讲话的名称、“光荣在党50年”不算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from checker.model import Document, Example, Family, Hit, Rule, Severity
from checker.numerals import parse_number
from rules._calendar import Sentence, either, report_year, rows, sentences, slack, year_of, year_stated

_NUMBER = r"(?P<n>\d{1,3}|[一二三四五六七八九十百零〇]{1,6})"
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|(?=[-—.]))")
_NAMED = re.compile(r"(?:周年)?(?:大会|庆祝大会|座谈会|纪念大会)(?:上)?(?:的)?(?:重要)?讲话|讲话精神|纪念章|以来|来")
_COUNTED = {"年", "个年头"}  # the year of the event itself is the first
_PAST = re.compile(r"去年|上年|前年|过去|曾|当年|那年|历史")
_PERIOD = re.compile(r"[三四五]年来|过去[三四五]年|任期|届内|时期")  # what was done over several years


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有与年度不符的周年数。"""
    year = report_year(document)
    if year is None:
        return
    events, pattern = _events(), _anniversary()
    for sentence in sentences(document, either(tuple(events))):
        allowed = _allowed(document, year, sentence)
        for match in pattern.finditer(sentence.text):
            number = parse_number(match["n"])
            if not isinstance(number, int) or (match["kind"] in _COUNTED and not match["nth"]):
                continue
            if _NAMED.match(sentence.text, match.end()) or _PAST.search(sentence.text[max(0, match.start() - 20) : match.start()]):
                continue
            before = sentence.start + match.start()
            if _PERIOD.search(sentence.paragraph.text, max(0, before - 300), before):
                continue
            founded = events[match["event"]]
            expected = year - founded + (1 if match["nth"] and match["kind"] in _COUNTED else 0)
            if number - expected in allowed:
                continue
            unit = f"第{expected}{match['kind']}" if match["nth"] and match["kind"] in _COUNTED else f"{expected}周年"
            yield Hit(
                span=sentence.at(match.start(), match.end()),
                message=f"{year}年应是{match['event']}{unit}，文中写“{match[0]}”",
                evidence=f"{match['event']}在{founded}年：{year}－{founded}＝{year - founded}；文中的数对应{founded + number}年。",
                related=year_stated(document),
                suggestion=f"改为“{match['event']}{unit}”，或说明是哪一年的事。",
            )


def _allowed(document: Document, year: int, sentence: Sentence) -> set[int]:
    """By how much the number may differ: other years told in the sentence, the next where it looks ahead."""
    told = {year_of(match[1]) - year for match in _YEARS.finditer(sentence.text)}
    return told | {0} | set(slack(document, sentence))


@cache
def _anniversary() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<event>{either(tuple(_events())).pattern})[“”‘’\s]{{0,2}}(?P<nth>第)?{_NUMBER}[”’\s]?"
        rf"(?P<kind>周年|个年头|周岁|岁|年(?!代|来|以|前|度|间|后|的?[历奋辉光风沧]|多))"
    )


@cache
def _events() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for row in rows("anniversaries"):
        names, year = row["names"], row["year"]
        if isinstance(names, list) and isinstance(year, int):
            found.update(dict.fromkeys(names, year))
    return MappingProxyType(found)


RULE = Rule(
    name="wrong-anniversary",
    family=Family.TIME,
    summary="周年数要与年度相符",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example("石埠镇2023年度述职报告\n以庆祝建党101周年为契机，慰问老党员46名。", marks=("建党101周年",), year=2023),
        Example("石埠镇2023年度述职报告\n以庆祝建党102周年为契机，慰问老党员46名。", year=2023),
        Example("石埠镇2020年度述职报告\n以优异成绩迎接建党100周年，各支部都订了计划。", year=2020),
        Example("石埠镇2022年度述职报告\n学习庆祝中国共产党成立100周年大会上的讲话4次。", year=2022),
    ),
    check=check,
)
