"""引号、括号、书名号要成对

少了一半的引号、书名号让人分不清引到哪里为止。
按段配对，全角半角互认；一段引文接着下一段、下一段以前引号开头的，是跨段引用；1） a） 一类序号不算；
引号重叠由“标点不要重叠”去报，这里不重复。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from checker.model import Document, Example, Family, Hit, Paragraph, Related, Rule, Severity
from rules._excerpt import excerpt

_CLOSING = {"“": "”", "‘": "’", "（": "）", "《": "》", "〈": "〉", "【": "】", "「": "」", "〔": "〕"}
_SAME = str.maketrans({"(": "（", ")": "）", "〞": "”", "〝": "“", "＂": '"'})
_VARIANT = re.compile("[()〞〝＂]")  # those that _SAME changes
_NAMES = {"“": "引号", "‘": "单引号", "（": "括号", "《": "书名号", "〈": "单书名号", "【": "方括号", "「": "直角引号", "〔": "括号"}
_OPENERS = {close: opening for opening, close in _CLOSING.items()}
_MARKS = re.compile(f"[{''.join(_CLOSING)}{''.join(_OPENERS)}]")
_LIST_MARK = re.compile(r"(?:^|[。；：，、;:,\s])[0-9A-Za-z一二三四五六七八九十①-⑳]{1,3}(?=）)")
_STOP = re.compile(r"[，。；：！？\n]")
_ACROSS = 8  # paragraphs
_SHORT = 40  # characters
_SHOWN = 18  # characters shown from or up to the lone mark


class _Lone(NamedTuple):
    mark: str
    at: int


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有不成对的引号、括号、书名号。"""
    paragraphs = document.paragraphs
    lone = [_unpaired(paragraph.text) for paragraph in paragraphs]
    for index in range(len(paragraphs)):
        _pair_across(paragraphs[index + 1 : index + 1 + _ACROSS], lone[index], lone[index + 1 : index + 1 + _ACROSS])
    for paragraph, found in zip(paragraphs, lone, strict=True):
        # a paragraph that stops at an opening mark is unfinished, and told as such
        marks = [mark for mark in found if mark.mark not in _CLOSING or paragraph.text[mark.at + 1 :].strip()]
        for kind in dict.fromkeys(_OPENERS.get(mark.mark, mark.mark) for mark in marks):
            same = [mark for mark in marks if _OPENERS.get(mark.mark, mark.mark) == kind]
            yield _hit(paragraph, same)


def _unpaired(text: str) -> list[_Lone]:
    """The marks of a paragraph without their other half."""
    if _VARIANT.search(text) is not None:
        text = text.translate(_SAME)
    listed = {match.end() for match in _LIST_MARK.finditer(text)} if "）" in text else set()
    straight = '"' in text
    waiting: list[_Lone] = []
    alone: list[_Lone] = []
    for match in _MARKS.finditer(text):
        at, character = match.start(), match[0]
        if character in _CLOSING:
            waiting.append(_Lone(character, at))
        else:
            opening = _OPENERS[character]
            if any(mark.mark == opening for mark in waiting):
                while waiting[-1].mark != opening:
                    alone.append(waiting.pop())
                waiting.pop()
            elif not (character == "）" and at in listed):
                alone.append(_Lone(character, at))
    found = sorted(alone + waiting, key=lambda mark: mark.at)
    return [mark for mark in found if not _explained(text, mark, straight=straight)]


def _explained(text: str, mark: _Lone, *, straight: bool) -> bool:
    """Whether another rule speaks of the mark, or it is none of Chinese punctuation."""
    doubled = mark.mark in "“”" and mark.mark in (text[mark.at - 1 : mark.at], text[mark.at + 1 : mark.at + 2])
    latin = mark.mark in "‘’" and re.match(r"[A-Za-z0-9]", text[mark.at - 1 : mark.at] or "") is not None
    return doubled or latin or (straight and mark.mark in "“”")


def _pair_across(following: tuple[Paragraph, ...], lone: list[_Lone], behind: list[list[_Lone]]) -> None:
    """Takes out a mark that closes in a later paragraph, or whose quotation goes on there with a mark of its own.

    Between the two halves stand short lines only (a menu set in lines), or paragraphs that begin with the mark again.
    """
    if not lone or lone[-1].mark not in _CLOSING or not following:
        return
    if lone[-1].mark == "“" and following[0].text.lstrip().startswith("“"):
        lone.pop()
        return
    for paragraph, marks in zip(following, behind, strict=True):
        if marks and marks[0].mark == _CLOSING[lone[-1].mark]:
            lone.pop()
            marks.pop(0)
            return
        if len(paragraph.text) > _SHORT:
            return


def _hit(paragraph: Paragraph, marks: list[_Lone]) -> Hit:
    mark = marks[0]
    opens = mark.mark in _CLOSING
    name = _NAMES[_OPENERS.get(mark.mark, mark.mark)]
    own, other = (f"左{name}", f"右{name}") if opens else (f"右{name}", f"左{name}")
    twice = len(marks) > 1 and marks[1].mark == mark.mark
    message = f"有{own}，没有与它成对的{other}"
    if twice and opens:
        message = f"连用两个{own}，第二个应为{other}"
    return Hit(
        span=paragraph.at(*_shown(paragraph.text, mark)),
        message=message,
        evidence=f"原文：「{excerpt(paragraph.text, mark.at, mark.at + 1)}」。",
        related=tuple(Related(paragraph.at(*_shown(paragraph.text, other)), "同类不成对之处") for other in marks[1:]),
        suggestion=f"补上{other}，或删去这个{own}。",
    )


def _shown(text: str, mark: _Lone) -> tuple[int, int]:
    """The lone mark with the words it would enclose, within its clause."""
    if mark.mark in _CLOSING:
        stop = _STOP.search(text, mark.at + 1, min(len(text), mark.at + _SHOWN))
        return mark.at, stop.start() if stop else min(len(text), mark.at + _SHOWN)
    begin = max(0, mark.at - _SHOWN)
    stops = [match.end() for match in _STOP.finditer(text, begin, mark.at)]
    return (stops[-1] if stops else begin), mark.at + 1


RULE = Rule(
    name="unpaired-quotes",
    family=Family.WORDING,
    summary="引号、括号、书名号要成对",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example("印发《护林公约450份，户户张贴。", marks=("《护林公约450份",)),
        Example("开展“敲门行动，走访独居老人73人。", marks=("“敲门行动",)),
        Example("重点做好：1）修渠；2）护林；学习《关于〈信访工作条例〉的解读》。"),
        Example("老支书说：“路不通，\n“心就不通。”大家都笑了。"),
    ),
    check=check,
)
