"""The numbers that open a paragraph: 一、, （一）, 1., 1.1, （1）, ①, 第一部分, 壹、, Ⅰ., 一是, 第一，, 首先，."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.enumerations.ordinals import COUNTED
from checker.numerals import half_width, parse_chinese

_HAN = "[一二三四五六七八九十]{1,3}"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_LATIN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_FILLED = "❶❷❸❹❺❻❼❽❾❿"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BRACKETED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_DOTTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖"
_PARENTHESISED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂"
_TURNS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 0}

# blanks, list bullets of Markdown, and the marks of document sites stand before the number
_BEFORE = re.compile(r"(?:##\w{1,20}##|[\s\u3000#*>])*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at a paragraph's head: its shape, its value, and how deep that shape usually stands."""

    style: str
    ordinal: int | None  # None for 最后
    rank: float  # 1 the outermost; only the order of ranks matters
    start: int  # of the number in the paragraph's text
    end: int  # where the words after it begin

    @property
    def worded(self) -> bool:
        """Whether the number is part of the sentence (一是, 首先)."""
        return self.rank >= 7


def _pattern(core: str, tail: str) -> re.Pattern[str]:
    return re.compile(f"{core}{tail}")


_BLANK = r"[\s\u3000]*"
_WHOLE = rf"\d+{COUNTED}"
_STYLES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("第一部分", 1, _pattern(rf"第(?P<han>{_HAN}|\d{{1,2}})(?:部分|章|篇|板块)", rf"[、：:，,.]?{_BLANK}")),
    ("第一 ", 1.6, _pattern(rf"第(?P<han>{_HAN})", r"[\s\u3000]+(?=[\u4e00-\u9fff])")),
    ("第一节", 1.5, _pattern(rf"第(?P<han>{_HAN}|\d{{1,2}})节", rf"[、：:，,.]?{_BLANK}")),
    ("壹、", 1.2, _pattern(r"(?P<han>[壹贰叁肆伍陆柒捌玖拾]{1,2})", rf"(?:[、.．，,：:]{_BLANK}|[\s\u3000]+)")),
    ("Ⅰ.", 1.2, _pattern(rf"(?P<roman>[{_ROMAN}]|[IVX]{{1,4}})", rf"(?:[、.．，,：:]{_BLANK}|[\s\u3000]+)")),
    ("（一）", 3, _pattern(rf"[（(〔\[]{_BLANK}(?P<han>{_HAN}){_BLANK}[）)〕\]]", rf"[、.．：:，,]?{_BLANK}")),
    ("（一）", 3, _pattern(rf"(?P<glyph>[{_BRACKETED}])", rf"[、.．]?{_BLANK}")),
    ("一）", 3.2, _pattern(rf"(?P<han>{_HAN})[）)]", _BLANK)),
    ("【一】", 2, _pattern(rf"【(?P<han>{_HAN})】", _BLANK)),
    ("一是", 7, _pattern(rf"(?P<han>{_HAN})是(?!否|一[、，])", rf"[，,：:]?{_BLANK}")),
    ("一、", 2, _pattern(rf"(?P<han>{_HAN})", rf"(?:[、.．]{_BLANK}(?!{_HAN}[、产季线级期类次等])|[：:]{_BLANK}|[\s\u3000]+)")),
    ("第一，", 6.5, _pattern(rf"第(?P<han>{_HAN})", rf"[，、,：:是]{_BLANK}")),
    ("其一，", 7.5, _pattern(rf"其(?P<han>{_HAN})", rf"[，、,：:是]{_BLANK}")),
    ("首先，", 7.2, _pattern(r"(?P<turn>首先|其次|再次|再者|最后)", rf"[，、,：:是要]{_BLANK}")),
    (
        "1.1",
        4.1,
        _pattern(
            r"(?P<chain>\d{1,2}(?:\.\d{1,2}){1,3})",
            rf"(?![\d%％‰.]|{COUNTED}|[万亿千百]?(?:元|亩|人|户|吨|公里|平方|个|倍|米|千克|公斤|岁|天|月|年|小时))[、.．\s\u3000]*",
        ),
    ),
    ("1.", 4, _pattern(r"(?P<digits>\d{1,2})", rf"(?:[.．、]{_BLANK}(?:(?!\d)|(?={_WHOLE}))|[\s\u3000]+(?=[\u4e00-\u9fff]))")),
    ("1.", 4, _pattern(rf"(?P<glyph>[{_DOTTED}])", _BLANK)),
    ("（1）", 5, _pattern(rf"[（(〔\[]{_BLANK}(?P<digits>\d{{1,2}}){_BLANK}[）)〕\]]", rf"[、.．：:]?{_BLANK}")),
    ("（1）", 5, _pattern(rf"(?P<glyph>[{_PARENTHESISED}])", _BLANK)),
    ("1）", 5.2, _pattern(r"(?P<digits>\d{1,2})[）)]", _BLANK)),
    ("①", 6, _pattern(rf"(?P<glyph>[{_CIRCLED}{_FILLED}])", rf"[、.．]?{_BLANK}")),
)
# what a number begins with, beside a digit: a paragraph that opens with another character has none
_OPENINGS = frozenset(
    "一二三四五六七八九十第其首再最壹贰叁肆伍陆柒捌玖拾IVX（(〔[【" + _ROMAN + _FILLED + _CIRCLED + _BRACKETED + _DOTTED + _PARENTHESISED
)
_VERB_RUN = re.compile(rf"(?P<han>{_HAN})(?P<verb>[要抓靠看讲强促重严学查改建带守为])")


def read_mark(text: str) -> Mark | None:
    """The number at the head of a paragraph's ``text``, or None where it opens with words."""
    text = half_width(text)
    opening = _BEFORE.match(text)
    start = opening.end() if opening else 0
    if text[start : start + 1] not in _OPENINGS and not text[start : start + 1].isdecimal():
        return None
    for style, rank, pattern in _STYLES:
        match = pattern.match(text, start)
        if match and (mark := _mark(style, rank, match)) is not None:
            return mark
    match = _VERB_RUN.match(text, start)
    if match:
        return Mark(f"一{match['verb']}", _chinese(match["han"]), 7.1, start, match.start("verb"))
    return None


def _mark(style: str, rank: float, match: re.Match[str]) -> Mark | None:
    groups = match.groupdict()
    ordinal: int | None = None
    if han := groups.get("han"):
        ordinal = int(han) if han.isdigit() else _chinese(han)
    elif digits := groups.get("digits"):
        ordinal = int(digits)
    elif glyph := groups.get("glyph"):
        ordinal = _glyph(glyph)
    elif roman := groups.get("roman"):
        ordinal = _ROMAN.index(roman) + 1 if roman in _ROMAN else _LATIN.get(roman)
    elif chain := groups.get("chain"):
        parts = chain.split(".")
        return Mark(f"{'.'.join(parts[:-1])}.1", int(parts[-1]), 4 + len(parts) / 10, match.start(), match.end())
    elif turn := groups.get("turn"):
        return Mark(style, _TURNS[turn] or None, rank, match.start(), match.end())
    return None if ordinal is None or ordinal == 0 else Mark(style, ordinal, rank, match.start(), match.end())


def _chinese(text: str) -> int | None:
    value = parse_chinese(text)
    return value if isinstance(value, int) else None


def _glyph(glyph: str) -> int | None:
    for glyphs in (_CIRCLED, _FILLED, _BRACKETED, _DOTTED, _PARENTHESISED):
        if glyph in glyphs:
            return glyphs.index(glyph) + 1
    return None
