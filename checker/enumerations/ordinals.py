"""The marks that open the items of a list: 一是, 第二，, （三）, 4., 5.2, ——."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from checker.model import Paragraph
from checker.numerals import half_width, parse_chinese
from checker.once import once

_HAN = "[一二三四五六七八九十][一二三四五六七八九十]{0,2}"  # a pattern that begins with one character is looked for ten times as fast
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FILLED = "❶❷❸❹❺❻❼❽❾❿"
_BRACKETED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_VERBS = "要抓靠看讲强促重严学查改建带守为"  # 一要…二要…, 一抓…二抓…: one verb throughout a list
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": 0, "头一": 1}  # 最后 is whatever comes next
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_SPOKEN = {"": 1, "头": 1, "二": 2, "三": 3, "四": 4}  # 一个是…二一个是…; 再一个是 is whatever comes next
# before 一是 at most these characters of a clause: 主要表现在一是…, 即一是…
_LEADS = "在为即有到如做"


class Style(NamedTuple):
    """A shape of marks and how to find it."""

    name: str
    needed: frozenset[str]  # characters one of which each such mark holds: most paragraphs need not be searched
    pattern: re.Pattern[str]
    head_only: bool = False  # at a paragraph's start, not after punctuation too


@dataclass(frozen=True, slots=True)
class Ordinal:
    """One mark: ``value`` counts from 1; 0 stands for "the next one" (最后, ——)."""

    value: int
    style: str
    paragraph: int  # index into the report's paragraphs
    start: int  # of the mark in the paragraph's text
    end: int  # of the mark: the item's own words begin here
    head: bool  # it opens its paragraph


# what is counted one by one, not the first character of a word: 2.3处 is no decimal, 1.1项目 no count
COUNTED = (
    r"(?:年|处|名|个(?!百分点)|人(?![才大居员民文社力事])|次|户(?!籍)|家(?![风庭长校访])|项(?!目)|件|月|条(?!例)|天|周|期(?!间)"
    r"|场(?![景地部])|位|支(?!部)|所|座(?!谈)|类|轮|批)"
)
_WHOLE = rf"\d+{COUNTED}"
_STYLES = (
    Style(
        "一是",
        frozenset("是"),
        re.compile(r"(?P<n>[一二三四五六七八九十](?<![一二三四五六七八九十第].)[一二三四五六七八九十]{0,2})是(?!否|一[、，])"),
    ),
    Style("一", frozenset(_VERBS), re.compile(rf"(?P<n>{_HAN})(?P<verb>[{_VERBS}])")),
    Style("第一", frozenset("第"), re.compile(rf"第(?P<n>{_HAN})(?=[，,：:是]|、(?!第?[一二三四五六七八九]))")),
    Style("第一条", frozenset("第头"), re.compile(rf"(?:第(?P<n>{_HAN})|(?P<word>头一))(?:条|点|件|个|桩)(?:事)?(?=[，,：:是])")),
    Style("一个是", frozenset("个"), re.compile(r"(?P<spoken>头|二|三|四|还有|再|另)一个(?:就)?是")),
    Style("一个是", frozenset("个"), re.compile(r"一个(?:就)?是")),  # a pattern that may begin with nothing is looked for slowly
    Style("首先", frozenset("先次后"), re.compile(r"(?P<word>首先|其次|再次|最后)(?=[，,、：:是要])")),
    Style("其一", frozenset("其"), re.compile(rf"其(?P<n>{_HAN})(?=[，,、：:是])")),
    Style("（一）", frozenset("（("), re.compile(rf"[（(](?P<n>{_HAN})[）)]")),
    Style("（1）", frozenset("（("), re.compile(r"[（(](?P<d>\d{1,2})[）)]")),
    Style("（一）", frozenset(_BRACKETED), re.compile(rf"(?P<c>[{_BRACKETED}])")),
    Style("①", frozenset(_CIRCLED + _FILLED), re.compile(rf"(?P<c>[{_CIRCLED}{_FILLED}])")),
    Style(
        "1.1",
        frozenset("."),
        re.compile(
            rf"(?P<prefix>\d{{1,2}}(?:\.\d{{1,2}})?)\.(?P<d>\d{{1,2}})(?!{COUNTED})(?=[\s　]|[^\d\s.、%％万亿元个年月亩公千米吨倍分])"
        ),
    ),
    # 1.2025年…, 2.3处…: what counts whole things is no decimal
    Style("1.", frozenset("、．."), re.compile(rf"(?P<d>\d\d?)(?:[、．](?=\D|{_WHOLE})|\.(?:(?!\d)(?=\D)|(?={_WHOLE})))")),
    Style("1）", frozenset("）)"), re.compile(r"(?P<d>\d{1,2})[）)](?=\D)"), head_only=True),
    Style("一、", frozenset("、"), re.compile(rf"(?P<n>{_HAN})、(?!{_HAN}[、个项])"), head_only=True),
    Style("甲、", frozenset(_STEMS), re.compile(rf"(?P<stem>[{_STEMS}])、"), head_only=True),
    Style("——", frozenset("—●◆■•▪△▲◇☆★□-*"), re.compile(r"(?P<dash>——|—|[●◆■•▪△▲◇☆★□]|[-*](?=\s))\s*"), head_only=True),
)
_ANY_NEEDED = re.compile(f"[{re.escape(''.join(sorted(frozenset[str]().union(*(style.needed for style in _STYLES)))))}]")
_HEAD = re.compile(r"[\s　#*>]*")
_LAST = re.compile(r"[\s　#*>]*(?P<word>最后)(?=[，,、：:])")  # at a paragraph's head it ends a list, or the report
_CLOSE = 2  # paragraphs from one item of such a list to the next
_BOUNDARY = "。…！？；：:，,;!?（(“\"'#*】] 　\t"
# marks with digits or brackets need a stronger boundary inside a paragraph: A类（1）…, 增长3.5
_STRONG = "。…！？；：:;!?#】"


@once  # lists and criticism both ask for those of the same report
def ordinals(paragraphs: tuple[Paragraph, ...]) -> tuple[Ordinal, ...]:
    """Every mark of the report in reading order, those that open nothing included."""
    return tuple(_ordinals(paragraphs))


def _ordinals(paragraphs: tuple[Paragraph, ...]) -> Iterator[Ordinal]:
    led = True
    turned = -_CLOSE - 1  # the last paragraph that 首先, 其次, 再次 opened
    for index, paragraph in enumerate(paragraphs):
        if not paragraph.in_table:
            text = half_width(paragraph.text)
            found = list(marks_in(index, text, led=led))
            if not found and index - turned <= _CLOSE and (last := _LAST.match(text)):
                found = [Ordinal(0, "首先", index, last.start("word"), last.end(), head=True)]
            turned = index if found and found[0].style == "首先" and found[0].head else turned
            yield from found
        led = paragraph.text.rstrip().endswith(("：", ":"))


def marks_in(index: int, text: str, *, led: bool = False) -> Iterator[Ordinal]:
    """The marks of paragraph ``index``, in a table or not; ``led``: the one before it leads in a list, so that a dash opens a new one."""
    opening = _HEAD.match(text)
    first = opening.end() if opening else 0
    found: dict[int, Ordinal] = {}
    characters = frozenset(_ANY_NEEDED.findall(text))
    for style in _STYLES:
        if style.needed.isdisjoint(characters):
            continue
        matches = [style.pattern.match(text, first)] if style.head_only else style.pattern.finditer(text)
        for match in matches:
            if match is None or match.start() in found or not _opens(style, text, match.start(), first):
                continue
            ordinal = _read(style, match, index, head=match.start() == first)
            if ordinal is not None:
                found[match.start()] = replace(ordinal, value=1) if led and match.groupdict().get("dash") else ordinal
    yield from (found[start] for start in sorted(found))


def _opens(style: Style, text: str, start: int, first: int) -> bool:
    """Whether a mark can stand here: at the head, or after the punctuation its shape asks for."""
    if start == first:
        return style.name != "首先" or not text.startswith("最后", start)
    before = text[start - 1]
    if style.name in {"1.", "1.1", "（1）", "（一）", "①"}:
        return before in _STRONG or (style.name in {"（1）", "①"} and before in "，, ")
    if style.name == "一是" and before in _LEADS:
        return True
    return before in _BOUNDARY


def _read(style: Style, match: re.Match[str], index: int, *, head: bool) -> Ordinal | None:
    groups = match.groupdict()
    name, value = style.name, 0
    if groups.get("n"):
        parsed = parse_chinese(groups["n"])
        value = parsed if isinstance(parsed, int) else 0
    elif groups.get("d"):
        value = int(groups["d"])
    elif groups.get("c"):
        value = next(glyphs.index(groups["c"]) + 1 for glyphs in (_CIRCLED, _FILLED, _BRACKETED) if groups["c"] in glyphs)
    elif groups.get("stem"):
        value = _STEMS.index(groups["stem"]) + 1
    elif groups.get("word"):
        value = _WORDS[groups["word"]]
    elif name == "一个是":
        value = _SPOKEN.get(groups.get("spoken", ""), 0)
    if groups.get("verb"):
        name += groups["verb"]
    if groups.get("prefix"):
        name = f"{groups['prefix']}.1"
    if groups.get("dash"):
        name = groups["dash"]
    elif value == 0 and not groups.get("word") and name != "一个是":
        return None
    return Ordinal(value, name, index, match.start(), match.end(), head)
