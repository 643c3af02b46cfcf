"""The numbers of a report as they stand in the text: at the heads of paragraphs and in the middle of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.model import Paragraph, Span
from checker.numerals import half_width, parse_chinese

_HAN = "[一二三四五六七八九十]{1,3}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_TURNS = ("首先", "其次", "再次")
_BEFORE = re.compile(r"(?:##\w{1,20}##|[\s\u3000#*>])*")
_UNIT = r"(?![\d%％‰.]|[万亿千百]?(?:元|亩|人|户|吨|公里|平方|个|倍|米|千克|公斤|岁|天|月|年|小时|次|件|处|万|亿))"


class Shape(NamedTuple):
    """A shape of numbers. ``depth`` orders shapes from the outermost in; ``inline`` ones also stand inside paragraphs.

    One with ``signs`` is looked for only where one of them stands.
    """

    name: str
    depth: float
    pattern: re.Pattern[str]
    inline: bool = False
    worded: bool = False
    signs: tuple[str, ...] = ()


class Mark(NamedTuple):
    """One number: its shape's name (with the prefix of a decimal), its value, its place."""

    style: str
    value: int
    depth: float
    paragraph: int
    start: int
    end: int
    head: bool
    worded: bool


_SHAPES = (
    Shape("第一部分", 1, re.compile(rf"第(?P<han>{_HAN})(?:部分|章|篇|板块)")),
    Shape("壹、", 1.2, re.compile(r"(?P<han>[壹贰叁肆伍陆柒捌玖拾]{1,2})[、.．]")),
    Shape("Ⅰ.", 1.2, re.compile(rf"(?P<roman>[{_ROMAN}])[、.．\s]")),
    Shape("一、", 2, re.compile(rf"(?P<han>{_HAN})[、.．](?!\s*{_HAN}[、产季线级期类次等])")),
    Shape("（一）", 3, re.compile(rf"[（(]\s*(?P<han>{_HAN})\s*[）)]")),
    Shape(
        "1.1",
        4.1,
        re.compile(rf"(?P<prefix>\d\d?(?:\.\d{{1,2}})?)\.(?P<digits>\d{{1,2}}){_UNIT}(?=[\s\u3000、.．]?\s?[\u4e00-\u9fff“])"),
        inline=True,
        signs=(".",),
    ),
    Shape("1.", 4, re.compile(r"(?P<digits>\d{1,2})[.．、]\s*(?![\d\s])")),
    Shape("（1）", 5, re.compile(r"[（(]\s*(?P<digits>\d{1,2})\s*[）)]"), inline=True, signs=("（", "(")),
    Shape("①", 6, re.compile(rf"(?P<circled>[{_CIRCLED}])"), inline=True),
    Shape("一是", 7, re.compile(rf"(?P<han>{_HAN})是(?!否|[一二三四五六七八九十][、，是])"), inline=True, worded=True, signs=("是",)),
    Shape("第一，", 7.1, re.compile(rf"第(?P<han>{_HAN})(?=[，,：:是]|、(?!第?{_HAN}))"), inline=True, worded=True, signs=("第",)),
    Shape("其一，", 7.2, re.compile(rf"其(?P<han>{_HAN})(?=[，,：:是、])"), inline=True, worded=True, signs=("其",)),
    Shape("首先，", 7.3, re.compile(r"(?P<turn>首先|其次|再次)(?=[，,、：:])"), inline=True, worded=True, signs=_TURNS),
)
_HEAD = re.compile(rf"[第壹贰叁肆伍陆柒捌玖拾{_ROMAN}一二三四五六七八九十（(\d]")  # how any that stands at a head begins
_BOUNDARY = "。！？；：:;!?，,（(“ 　\t"
_STRONG = "。！？；：:;!?　 "


def marks(paragraphs: Sequence[Paragraph]) -> Iterator[Mark]:
    """Every number of the report, in reading order."""
    for index, paragraph in enumerate(paragraphs):
        if paragraph.in_table:
            continue
        text = half_width(paragraph.text)
        yield from sorted(_in_paragraph(index, text), key=lambda mark: mark.start)


def stands(paragraphs: Sequence[Paragraph], first: int, last: int, mark: Mark, value: int) -> bool:
    """Whether paragraph heads from ``first`` to ``last`` show ``value`` in a writing that is no mark: 4.7个100%, 20“一带一路”."""
    if mark.style != "1.":
        return False
    return any(re.match(rf"\s*{value}(?:[.．、]|(?=[“《\u4e00-\u9fff]))", half_width(paragraphs[i].text)) for i in range(first, last))


def place(paragraphs: Sequence[Paragraph], mark: Mark) -> Span:
    """Where a number stands in the source."""
    return paragraphs[mark.paragraph].at(mark.start, mark.end)


def _in_paragraph(index: int, text: str) -> Iterator[Mark]:
    opening = _BEFORE.match(text)
    first = opening.end() if opening else 0
    heads = _HEAD.match(text, first) is not None
    taken: set[int] = set()
    for shape in _SHAPES:
        if not (shape.inline or heads) or (shape.signs and not _holds(text, shape.signs)):
            continue
        found = shape.pattern.finditer(text, first) if shape.inline else filter(None, [shape.pattern.match(text, first)])
        for match in found:
            head = match.start() == first
            if match.start() in taken or not (head or _opens(shape, text, match.start())):
                continue
            mark = _read(shape, match, index, head=head)
            if mark is not None:
                taken.add(match.start())
                yield mark


def _holds(text: str, signs: tuple[str, ...]) -> bool:
    """Whether one of ``signs`` stands in ``text``: asked some two hundred times a report."""
    for sign in signs:  # noqa: SIM110 - any() takes twice as long
        if sign in text:
            return True
    return False


def _opens(shape: Shape, text: str, start: int) -> bool:
    before = text[start - 1]
    return before in (_BOUNDARY if shape.worded else _STRONG)


def _read(shape: Shape, match: re.Match[str], index: int, *, head: bool) -> Mark | None:
    groups = match.groupdict()
    value: object = None
    style = shape.name
    if han := groups.get("han"):
        value = parse_chinese(han)
    elif digits := groups.get("digits"):
        value = int(digits)
    elif circled := groups.get("circled"):
        value = _CIRCLED.index(circled) + 1
    elif roman := groups.get("roman"):
        value = _ROMAN.index(roman) + 1
    elif turn := groups.get("turn"):
        value = _TURNS.index(turn) + 1
    if prefix := groups.get("prefix"):
        style = f"{prefix}.1"
    if not isinstance(value, int) or not 0 < value < 60:
        return None
    return Mark(style, value, shape.depth, index, match.start(), match.end(), head, shape.worded)
