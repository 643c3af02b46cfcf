"""Slogans of a number and a word, spelled out right behind: 三统一：统一规划、统一设计、统一采购."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.numerals import parse_number

_SLOGAN = re.compile(
    r"(?P<n>[二两三四五六七八九](?<![一二三四五六七八九十百千万亿第\d].))(?:(?P<word>[\u4e00-\u9fff]{2})|(?P<verb>[查严强化优促保到看问抓带]))"
    r"[”’\"」]?(?:[：:]|——|，即|，|（|\()"
)
# “四个一”活动，即读一本书、上一堂党课…: each item holds a 一
_ONES = re.compile(r"(?P<n>[二两三四五六七八九])个(?P<word>一)[”’\"」](?:工程|活动|行动|制度|机制|要求)?(?:[：:]|——|，即|，就是|（即)")
_ITEM = re.compile(r"[“‘]?(?P<words>[^，。；：、！？“”‘’（）()\d]{2,14})[”’]?")
_LAST = "，。；！？）)"


class Spelled(NamedTuple):
    """A slogan and what spells it out, as places of the text."""

    number: int
    start: int
    end: int  # of the slogan itself
    items: tuple[tuple[int, int], ...]


def spelled_slogans(text: str) -> Iterator[Spelled]:
    """Every slogan of ``text`` whose items all hold its word and whose list is seen to end."""
    for match in (*_SLOGAN.finditer(text), *_ONES.finditer(text)):
        number = parse_number(match["n"])
        word = match["word"] or match["verb"]
        items = tuple(_items(text, match.end(), word, leading=match["word"] is None))
        end = items[-1][1] if items else match.end()
        if isinstance(number, int) and len(items) > 1 and text[end : end + 1] in _LAST and text[end : end + 1]:
            yield Spelled(number, match.start(), match.start() + match[0].index(word) + len(word), items)


def _items(text: str, position: int, word: str, *, leading: bool) -> Iterator[tuple[int, int]]:
    """The items that hold ``word``; a single character (四查：查思想、查纪律…) must open each."""
    while (item := _ITEM.match(text, position)) is not None and (item["words"].startswith(word) if leading else word in item["words"]):
        yield item.start("words"), item.end()
        position = item.end()
        if text[position : position + 1] != "、":
            return
        position += 1
