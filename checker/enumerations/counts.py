"""Announcements: 三个方面, 以下4点, 五大工程, “六个一”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.enumerations.masking import mask
from checker.numerals import parse_number

_HAN = "一二三四五六七八九十两俩"
_CLASSIFIER = r"(?:个方面|方面|个|项|条|点|件|大|种|类|步|招|句|道|场|张|重|关|组|环|级|维|格|色|支)"
# what stands before a number that is no count: 第三个, 近三年, 2.5个, 十三五
_NO_COUNT = r"第近约超逾达满每前后其头首初十百千万亿几数\d.．,０-９一二三四五六七八九"
# One to three Chinese digits, or one or two others. What stands before is looked at once there is a digit: a pattern that
# begins with one character is found several times as fast.
_NUMBER = rf"(?P<n>[{_HAN}\d](?<![{_NO_COUNT}].)(?:(?<=\d)\d?|(?<!\d)[{_HAN}]{{0,2}}))"
_COUNT = re.compile(
    rf"{_NUMBER}\s?(?P<unit>{_CLASSIFIER})(?:(?=一批)|(?![一二三四五六七八九十\d以百千万亿多余来年月日号]))(?="
    rf"(?P<noun>[^，。；：、（）()“”‘’\"《》！？!?,;:\s\d]{{0,14}}))"
)
_CLOCK = re.compile(r"(?:上午|下午|早上|晚上|凌晨|中午|百分|早|晚)$")
_AFTER_QUOTE = re.compile(r"[^，。；：、（）()“”‘’《》\s\d]{0,12}")
_CONGRESS = re.compile(r"$|精神|报告|以来|召开|代表|和|之|后|前|的")


class Count(NamedTuple):
    """One announcement in a paragraph's text: its number, its place up to the classifier and with its noun."""

    number: int
    start: int
    unit_end: int
    end: int
    noun: str  # what is counted, with its classifier unless that is 个: 方面的问题, 项建设
    unit: str
    quoted: bool  # the number stands inside quotation marks: “三张清单”


def counts(text: str, start: int = 0, end: int | None = None) -> Iterator[Count]:
    """Every announcement in ``text[start:end]`` (half-width digits), left to right; numbers from 2 to 30."""
    for match in _COUNT.finditer(text, start, len(text) if end is None else end):
        number = parse_number(match["n"])
        if not isinstance(number, int) or not 2 <= number <= 30:
            continue
        if match["unit"] == "大" and number > 10 and (number > 15 or _CONGRESS.match(match["noun"])):
            continue  # 党的二十大, 十二大以来
        if match["unit"] == "点" and _CLOCK.search(text[max(0, match.start() - 2) : match.start()]):
            continue
        noun, end = match["unit"].removeprefix("个").replace("个", "") + match["noun"], match.end("noun")
        quoted = mask(text)[match.start()] != text[match.start()]
        if quoted and text[end : end + 1] in {"”", "’", '"', "」"}:
            tail = _AFTER_QUOTE.match(text, end + 1)
            end = tail.end() if tail else end + 1
            noun += text[match.end("noun") + 1 : end]
        yield Count(number, match.start(), match.end("unit"), end, noun, match["unit"], quoted)
