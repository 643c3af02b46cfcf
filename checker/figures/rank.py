"""Ranks: 由第8位升至第5位，前移3位; 居第三，仅次于A、B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.figures.arithmetic import plain
from checker.figures.numbers import MARKS
from checker.figures.passages import DATED, WORD, Passage, Relation
from checker.model import Statistic

_MOVED = re.compile(
    rf"[由从]{DATED}{{0,14}}?(?P<a>O){WORD}{{0,10}}?(?:升|跃|提|前移|上升|前进|降|退|下滑|变|进){WORD}{{0,4}}?(?:到|至|为|居){WORD}{{0,8}}?(?P<b>O)"
    rf"{WORD}{{0,4}}，{WORD}{{0,6}}?(?P<verb>前移|提升|上升|前进|提高|跃升|进|升|后退|下降|下滑|退后|倒退)了?(?P<c>[QN])"
)
_SECOND_TO = re.compile(
    rf"(?:位居|位列|排名|排|居|列|名列){WORD}{{0,10}}?(?P<a>O)(?:名|位)?{WORD}{{0,3}}，(?:仅)?次于(?P<names>[^，。；！？：]{{2,60}})",
)
# 在14个乡镇中排第15位: no rank is below the last
_AMONG = re.compile(
    rf"(?P<n>Q)(?:{WORD}{{0,10}}[中里]，?(?:[我本]{WORD}{{1,4}})?|(?:乡镇|镇街|街道|单位|部门|县区|区县|县市区)(?:[（(][^）)]{{1,8}}[）)])?)"
    rf"(?:名列|位列|位居|排名|排在|排到|排|居|列)(?P<a>O)"
)
_JOINTS = re.compile("、|和|及|与")


def find_rank(passage: Passage) -> Iterator[Statistic]:
    """Every move between two ranks and every rank with the names before it."""
    if "O" not in passage.skeleton:
        return
    for match in _MOVED.finditer(passage.skeleton):
        a, b, c = (passage.number_at(match.start(name)) for name in "abc")
        moved = plain(abs(a.value - b.value))
        yield Relation(passage, "rank", match.start(), match.end(), (a, b, c)).judged(
            abs(a.value - b.value) == c.value,
            f"第{plain(a.value)}与第{plain(b.value)}相差{moved}位，文中为{plain(c.value)}位",
            f"两个位次相差{moved}位，文中为{plain(c.value)}位",
            f"{match['verb']}{moved}位",
        )
    yield from _second_to(passage)
    for match in _AMONG.finditer(passage.skeleton):
        number, rank = passage.number_at(match.start("n")), passage.number_at(match.start("a"))
        if number.exact and rank.value > number.amount > 1:
            yield Relation(passage, "rank", match.start(), match.end(), (number, rank)).judged(
                False, f"第{plain(rank.value)}＞{plain(number.value)}", f"一共{plain(number.value)}个，排不到第{plain(rank.value)}"
            )


def _second_to(passage: Passage) -> Iterator[Statistic]:
    for match in _SECOND_TO.finditer(passage.skeleton):
        rank, names = passage.number_at(match.start("a")), match["names"]
        if "等" in names or any(mark in names for mark in MARKS):
            continue
        fewest, most = names.count("、") + 1, len(_JOINTS.split(names))
        stated = f"文中为第{plain(rank.value)}"
        yield Relation(passage, "rank", match.start(), match.end(), (rank,)).judged(
            True if fewest <= rank.value - 1 <= most else False if fewest == most else None,
            f"列在前面的有{most}个，应为第{most + 1}，{stated}",
            f"仅次于{most}家，应排第{most + 1}，{stated}",
        )
