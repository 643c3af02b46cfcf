"""Ranks: 由第8位升至第5位，前移3位; 居第三，仅次于A、B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.figures.arithmetic import plain
from checker.figures.numbers import MARKS, Passage
from checker.model import Statistic

_WORD = rf"[^，。；！？：、{MARKS}]"
_MOVED = re.compile(
    rf"[由从]{_WORD.replace('Y', '')}{{0,14}}?(?P<a>O){_WORD}{{0,10}}?(?:升|跃|提|前移|上升|前进|降|退|下滑|变|进){_WORD}{{0,4}}?(?:到|至|为){_WORD}{{0,8}}?(?P<b>O)"
    rf"{_WORD}{{0,4}}，{_WORD}{{0,6}}?(?P<verb>前移|提升|上升|前进|提高|跃升|进|升|后退|下降|下滑|退后|倒退)了?(?P<c>[QN]){_WORD}{{0,3}}"
)
_SECOND_TO = re.compile(rf"(?:位居|位列|排名|排|居|列|名列){_WORD}{{0,10}}?(?P<a>O)(?:名|位)?{_WORD}{{0,3}}，(?:仅)?次于(?P<names>[^，。；！？：]{{2,60}})")


def find_rank(passage: Passage) -> Iterator[Statistic]:
    """Every move between two ranks and every rank with the names before it."""
    if "O" not in passage.skeleton:
        return
    for match in _MOVED.finditer(passage.skeleton):
        a, b, c = (passage.number_at(match.start(name)) for name in "abc")
        moved = abs(a.value - b.value)
        fits = moved == c.value
        yield Statistic(
            "rank", passage.span(match.start(), match.end("c")), tuple(map(passage.span_of, (a, b, c))), fits,
            f"第{plain(a.value)}与第{plain(b.value)}相差{plain(moved)}位，文中为{plain(c.value)}位",
            correction=f"{match['verb']}{plain(moved)}位", message=f"两个位次相差{plain(moved)}位，文中为{plain(c.value)}位",
        )  # fmt: skip
    for match in _SECOND_TO.finditer(passage.skeleton):
        rank = passage.number_at(match.start("a"))
        names = re.split(r"、|和|及|与", match["names"])
        if "等" in match["names"] or any(mark in match["names"] for mark in MARKS):
            continue
        fits = rank.value == len(names) + 1
        yield Statistic(
            "rank", passage.span(match.start(), match.end()), (passage.span_of(rank),), fits if fits or match["names"].count("、") == len(names) - 1 else None,
            f"列在前面的有{len(names)}个，应为第{len(names) + 1}，文中为第{plain(rank.value)}", message=f"仅次于{len(names)}家，应排第{len(names) + 1}，文中为第{plain(rank.value)}",
        )  # fmt: skip
