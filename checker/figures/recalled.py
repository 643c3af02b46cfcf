"""Lists that divide a whole told earlier: 审结1134件。…审结的案件中，婚姻家庭类426件、…及其他279件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.figures.arithmetic import in_unit_of, show
from checker.figures.listings import read_parts
from checker.figures.numbers import QUANTITY, Number
from checker.figures.passages import WORD, Passage, Relation
from checker.model import Statistic

_RECALLED = re.compile(rf"(?P<scope>{WORD}{{0,6}})(?P<verb>审结|办结|结案|受理|查处|立案|调处|化解)的{WORD}{{1,6}}中，")
_NEEDED = "中，"  # stands in every match: the pattern itself begins with anything
_REST = re.compile("其他|其它|其余")
_ANOTHER_WHOLE = re.compile("我个?人?|本人|个人|上年|去年|累计|Y")
_FEWEST = 3  # parts of a list that is surely one


def find_recalled(passage: Passage, earlier: Sequence[Passage] = ()) -> Iterator[Statistic]:
    """Every list with a last part 其他 that takes up a count by its verb, told before it in the passage or in those ``earlier``."""
    if _NEEDED not in passage.skeleton:
        return
    for match in _RECALLED.finditer(passage.skeleton):
        parts = read_parts(passage, match.end(), passage.clause(match.end()).sentence_end)
        units = {part.number.unit for part in parts}
        if len(parts) < _FEWEST or len(units) != 1 or not _REST.search(parts[-1].words) or not all(part.number.exact for part in parts):
            continue
        places = [(passage, match.start()), *((before, len(before.skeleton)) for before in earlier)]
        told = [found for where, end in places for found in _told(where, end, match["verb"])]
        wholes = [found for found in told if found.number.unit in units]
        if len(wholes) != 1:
            continue
        whole, amount = wholes[0].number, sum((part.number.amount for part in parts), Decimal(0))
        added = in_unit_of(amount, whole)
        yield Relation(passage, "parts", match.start(), parts[-1].end, tuple(part.number for part in parts)).judged(
            amount == whole.amount,
            f"{'＋'.join(show(part.number) for part in parts)}＝{added}，前文“{wholes[0].words}”",
            f"各分项之和{added}与前文的{show(whole)}不符",
            f"总数{added}",
        )


class _Told(NamedTuple):
    number: Number
    words: str


def _told(passage: Passage, end: int, verb: str) -> Iterator[_Told]:
    """The counts right behind ``verb`` in a passage, those of one person or another time left out."""
    for at, number in passage.between(0, end):
        own = _ANOTHER_WHOLE.search(passage.skeleton, passage.clause(at).start, at) is None
        if own and number.kind == QUANTITY and number.exact and passage.skeleton.endswith(verb, 0, at):
            yield _Told(number, passage.words(at - len(verb), at + 1))
