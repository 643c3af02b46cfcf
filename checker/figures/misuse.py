"""Percentages used wrongly: falls in multiples, falls and rates over 100 %, points for quantities and percent for points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.figures.arithmetic import plain, show
from checker.figures.growth import DOWN
from checker.figures.numbers import MARKS, PERCENT, Passage
from checker.figures.reading import Clause
from checker.model import Statistic

_WORD = rf"[^，。；！？：、{MARKS}]"
_DOWN = "|".join(word for word in DOWN.split() if word not in {"少", "低", "减"})
_FALL = re.compile(
    rf"(?P<subject>{_WORD}{{0,16}}?)(?P<verb>{_DOWN}|减)(?:了|幅)?(?:度|率)?(?:为|达到?|高达|近|约|超过|将近|接近|超)?了?(?P<c>[MP])"
    rf"(?!{_WORD}{{0,6}}(?:以上的|以内))"
)
# what cannot exceed a hundred; rates of plans, coverage of people from elsewhere and growth can
_CAPPED = re.compile(
    rf"(?P<name>满意度|满意率|合格率|覆盖率|办结率|整改率|化解率|调处率|入住率|知晓率|参与率|及时率|达标率|普及率|通过率|优良率|成功率|回复率|答复率|到会率|参会率|出勤率|好评率|支持率|占比)"
    rf"(?P<between>{_WORD}{{0,6}})(?P<c>P)"
)
_MAY_EXCEED = re.compile(r"目标|任务|计划|增长|提高|提升|上升|预算|完成率|为上年|同比|参保|入学|毛|超额")
_POINTS_FOR_QUANTITY = re.compile(
    rf"(?P<b>Q)(?P<name>{_WORD}{{0,4}})[，、](?:同比|比上年|较上年|比去年|比上年同期)?(?P<verb>增加|增长|提高|上升|下降|减少)了?(?P<c>D)"
)
_BY_LOSS = re.compile(r"亏损|扭亏|负|逆差")


def find_misuse(passage: Passage) -> Iterator[Statistic]:
    """Every place where a percentage, a multiple or points cannot mean what they say."""
    if not any(mark in passage.skeleton for mark in "PMD"):
        return
    yield from _falls(passage)
    yield from _over_hundred(passage)
    yield from _points(passage)


def _falls(passage: Passage) -> Iterator[Statistic]:
    for match in _FALL.finditer(passage.skeleton):
        number = passage.number_at(match.start("c"))
        place = match.start("verb")
        clause = Clause.around(passage, place)
        words = passage.skeleton[clause.sentence_start : match.end()]
        if _BY_LOSS.search(words) or _is_part_of_compound(passage.skeleton, place):
            continue
        if number.kind == PERCENT:
            if number.amount <= 100 or number.bound is not None:
                continue
            message = f"下降、减少不可能超过100%，文中为{show(number)}"
        else:
            message = f"下降、减少的幅度不能用倍数表示，文中为“{passage.words(place, match.end())}”"
        yield Statistic(
            "form", passage.span(max(clause.start, match.start()), match.end()), (passage.span_of(number),), False,
            "减少一倍即减为零，下降幅度至多100%", certain=True, correction="改用百分比，或写“减少到原来的几分之几”", message=message,
        )  # fmt: skip


def _is_part_of_compound(text: str, place: int) -> bool:
    """减 in 增减, 加减; 节约 in 节约型: no fall."""
    return text[max(0, place - 1) : place] in {"增", "加", "削"} or text.startswith(("减负", "减排", "节约型", "减税"), place)


def _over_hundred(passage: Passage) -> Iterator[Statistic]:
    for match in _CAPPED.finditer(passage.skeleton):
        number = passage.number_at(match.start("c"))
        clause = Clause.around(passage, match.start())
        before = passage.skeleton[max(clause.start, match.start() - 8) : match.start()]
        if number.amount <= 100 or _MAY_EXCEED.search(match["between"] + before):
            continue
        yield Statistic(
            "form", passage.span(max(clause.start, match.start() - 12), match.end()), (passage.span_of(number),), False,
            f"{match['name']}是部分与全体之比，至多100%", certain=True, correction="", message=f"{match['name']}不可能超过100%，文中为{show(number)}",
        )  # fmt: skip


def _points(passage: Passage) -> Iterator[Statistic]:
    for match in _POINTS_FOR_QUANTITY.finditer(passage.skeleton):
        quantity, points = passage.number_at(match.start("b")), passage.number_at(match.start("c"))
        if quantity.unit in {"分", "级", "年", "岁"} or re.search(r"率|比|占|度|指数|系数", passage.skeleton[max(0, match.start() - 8) : match.start()]):
            continue
        yield Statistic(
            "form", passage.span(match.start(), match.end()), (passage.span_of(quantity), passage.span_of(points)), False,
            "百分点只用于两个百分比之差", certain=True, correction=f"{match['verb']}{plain(points.value)}%",
            message=f"{show(quantity)}是数量，增减应写{plain(points.value)}%，不是百分点",
        )  # fmt: skip
