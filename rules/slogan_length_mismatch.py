"""几字方针就应当是几个字

“十六字方针”后面引的话是十二个字，不是数错就是漏引了一句，引用上级提法时尤其难看。
只数紧挨着的引号、括号或冒号里的汉字，标点不算；多个引号并列时合起来数；引文里有占位符号、字母数字的不数；
只提“十二字方针”而没有引文的，无从核对，不报。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Rule, Severity
from checker.numerals import half_width, parse_number, to_chinese

_SLOGAN = re.compile(
    r"(?<![第0-9一二三四五六七八九十百千余近约])(?P<n>[一二三四五六七八九十廿卅]{1,3}|[0-9]{1,2})个?字(?!以|左右|左|节|数|体|母|幕|条)"
    r"(?P<noun>[^，。；：、（）()“”‘’《》\s0-9]{0,8}?(?:方针|口诀|要诀|诀窍|诀|要求|工作法|导向|真经|理念|精神|标准|原则|定位|思路"
    r"|目标|家训|校训|官箴|箴言|基调|方略|作风|守则|准则|承诺|誓言|口号|战法|举措|法|要领|主题))"
)
_LINK = re.compile(r"[”’]?(?P<link>\s?[：:]\s?|[，,]?(?:即|就是|也就是)[：:，,]?\s?|[（(](?:即)?[：:]?|\s)?(?=(?P<quote>[“‘「])?)")
# between the quoted words and the number: “…”这十六字方针, “…”的十六字方针
_BRIDGE = re.compile(r"(?:的|这|这一|为主要内容的|为内容的|为核心的|为主题的|为目标的|为总|总)?[“‘「]?$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_UNREADABLE = re.compile(r"[0-9A-Za-z×*＊_○●□△…]")
_CLOSING = {"“": "”", "‘": "’", "「": "」"}
_JOINTS = "、，, 和"
_WINDOW = 120  # no slogan is longer


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有字数与引文不符的提法。"""
    for paragraph in document.paragraphs:
        if "字" not in paragraph.text:
            continue
        text = half_width(paragraph.text)
        for match in _SLOGAN.finditer(text):
            number = parse_number(match["n"])
            if not isinstance(number, int) or not 3 <= number <= 99:
                continue
            quotations = [quotation for quotation in (_before(text, match.start()), _after(text, match.end())) if quotation]
            counted = [(start, end, _lengths(text[start:end])) for start, end in quotations]
            if not counted or any(not lengths or number in lengths for _, _, lengths in counted):
                continue
            start, end, lengths = counted[0]
            length = max(lengths)
            if not number / 3 < length < number * 3:
                continue
            yield Hit(
                span=paragraph.at(min(start, match.start()), max(end, match.end())),
                message=f"称“{match[0]}”，引文共{length}个字",
                evidence=f"引文“{''.join(_HAN.findall(text[start:end]))}”不计标点为{length}个字，与{number}字不符。",
                suggestion=f"补全引文，或改为“{to_chinese(length)}字{match['noun']}”。",
            )


def _before(text: str, position: int) -> tuple[int, int] | None:
    """The run of quotations that ends where the slogan's number begins."""
    bridge = _BRIDGE.search(text, max(0, position - 8), position)
    end = bridge.start() if bridge else position
    if end == 0 or text[end - 1] not in _CLOSING.values():
        return None
    start = end
    while start > 0 and text[start - 1] in _CLOSING.values():
        opening = next(key for key, value in _CLOSING.items() if value == text[start - 1])
        at = text.rfind(opening, max(0, start - _WINDOW), start - 1)
        if at < 0:
            return None
        start = at
        if start > 1 and text[start - 1] in _JOINTS and text[start - 2] in _CLOSING.values():
            start -= 1
    return start, end


def _after(text: str, position: int) -> tuple[int, int] | None:
    """The quotation, bracket or even phrases that follow the slogan's name."""
    link = _LINK.match(text, position)
    if link is None:
        return None
    start, window = link.end(), min(len(text), link.end() + _WINDOW)
    if link["quote"]:
        end = text.find(_CLOSING[link["quote"]], start, window)
        while 0 <= end < window - 2 and text[end + 1 : end + 2] in {"“", "、"} and "“" in text[end + 1 : end + 3]:
            end = text.find("”", end + 3, window)
        return (start, end + 1) if end > 0 else None
    bracket = (link["link"] or "")[:1] in {"（", "("} and (link["link"] or "") != ""
    if not link["link"]:
        return None
    stop = re.compile(r"[）)]" if bracket else r"[。；！\n]").search(text, start, window)
    end = stop.start() if stop else len(text)
    return (start, end) if _even(text[start:end]) else None


def _even(words: str) -> bool:
    """Whether ``words`` are phrases of one length: only then do they read as a slogan without quotation marks."""
    phrases = [phrase for phrase in re.split(r"[、，,；\s]", words.strip()) if phrase]
    return len(phrases) > 1 and len({len(phrase) for phrase in phrases}) == 1 and len(phrases[0]) <= 7


def _lengths(words: str) -> frozenset[int]:
    """The numbers of characters that a reader could count; empty where the words cannot be counted."""
    if _UNREADABLE.search(words):
        return frozenset()
    parts = [part for part in re.split(r"[“”‘’「」]", words) if _HAN.search(part)]
    return frozenset({len(_HAN.findall(words)), len(parts), *(len(_HAN.findall(part)) for part in parts[-1:])}) if parts else frozenset()


RULE = Rule(
    name="slogan-length-mismatch",
    family=Family.FIGURES,
    summary="几字方针就应当是几个字",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example("严格落实“早发现、早报告、早处置”十二字要求。", marks=("“早发现、早报告、早处置”十二字要求",)),
        Example("牢记八字方针：“守土尽责、为民”。", marks=("八字方针：“守土尽责、为民”",)),
        Example("推行“听民声、解民忧、办实事”九字工作法。"),
        Example("学习二十四字要求，逐条对照检查。"),
    ),
    check=check,
)
