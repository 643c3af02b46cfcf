"""Percentages used wrongly: falls in multiples, falls and rates over 100 %, points for quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.figures.arithmetic import plain, show
from checker.figures.growth import DOWN
from checker.figures.numbers import PERCENT
from checker.figures.passages import WORD, Passage, Relation
from checker.model import Statistic

_FALL = re.compile(
    rf"(?P<verb>{'|'.join(word for word in DOWN if word not in {'少', '低', '减'})}|减)"
    rf"(?:了|幅)?(?:度|率)?(?:为|达到?|高达|近|约|超过|将近|接近|超)?了?(?P<c>[MP])(?!{WORD}{{0,6}}(?:以上的|以内))"
)
# 增减, 减负, 节约型: no falls
_NO_FALL = ("减负", "减排", "节约型", "减税")
# what cannot exceed a hundred; rates of plans, of people from elsewhere and of growth can
_CAPPED = re.compile(
    r"(?P<name>满意度|满意率|合格率|覆盖率|办结率|整改率|化解率|调处率|入住率|知晓率|参与率|及时率|达标率|普及率|通过率|优良率|成功率|回复率|答复率|"
    rf"到会率|参会率|出勤率|好评率|支持率|占比)(?P<between>{WORD}{{0,6}})(?P<c>P)"
)
_MAY_EXCEED = re.compile(r"目标|任务|计划|增长|提高|提升|上升|预算|完成率|为上年|同比|参保|入学|毛|超额")
_POINTS_FOR_QUANTITY = re.compile(
    rf"(?P<b>Q){WORD}{{0,4}}[，、](?:同比|比上年|较上年|比去年|比上年同期)?(?P<verb>增加|增长|提高|上升|下降|减少)了?(?P<c>D)",
)
_POINTS_FOR_NAMED = re.compile(
    r"(?P<name>产量|总产|产值|收入|总量|面积|人数|户数|投资|销售额|销量|利润|税收|总额|数量)(?:同比|[比较](?:上年|去年|上年同期|去年同期))?"
    r"(?P<verb>增加|增长|提高|上升|下降|减少)了?(?P<c>D)"
)
_RATED = re.compile(r"率|比|占|度|指数|系数")
_LOSS = re.compile(r"亏损|扭亏|负|逆差")
_SUBJECT = re.compile(rf"{WORD}{{0,16}}\Z")


def find_misuse(passage: Passage) -> Iterator[Statistic]:
    """Every place where a percentage, a multiple or points cannot mean what they say."""
    if any(mark in passage.skeleton for mark in "PMD"):
        yield from _falls(passage)
        yield from _over_hundred(passage)
        yield from _points(passage)


def _falls(passage: Passage) -> Iterator[Statistic]:
    since = 0
    for match in _FALL.finditer(passage.skeleton):
        number, verb = passage.number_at(match.start("c")), match.start("verb")
        subject = _SUBJECT.search(passage.skeleton, max(since, verb - 16), verb)
        clause, since = passage.clause(verb), match.end()
        if _LOSS.search(passage.skeleton[clause.sentence_start : match.end()]) or _is_no_fall(passage.skeleton, verb):
            continue
        if number.kind == PERCENT and (number.amount <= 100 or number.bound is not None):
            continue
        too_much = f"下降、减少不可能超过100%，文中为{show(number)}"
        in_multiples = f"下降、减少的幅度不能用倍数表示，文中为“{passage.words(verb, match.end())}”"
        yield Relation(passage, "form", max(clause.start, subject.start() if subject else verb), match.end(), (number,)).judged(
            False,
            "减少一倍即减为零，下降幅度至多100%",
            too_much if number.kind == PERCENT else in_multiples,
            "改用百分比，或写“减少到原来的几分之几”",
            certain=True,
        )


def _is_no_fall(text: str, place: int) -> bool:
    return text[max(0, place - 1) : place] in {"增", "加", "削"} or text.startswith(_NO_FALL, place)


def _over_hundred(passage: Passage) -> Iterator[Statistic]:
    for match in _CAPPED.finditer(passage.skeleton):
        number, clause = passage.number_at(match.start("c")), passage.clause(match.start())
        before = passage.skeleton[max(clause.start, match.start() - 8) : match.start()]
        if number.amount > 100 and not _MAY_EXCEED.search(match["between"] + before):
            yield Relation(passage, "form", max(clause.start, match.start() - 12), match.end(), (number,)).judged(
                False,
                f"{match['name']}是部分与全体之比，至多100%",
                f"{match['name']}不可能超过100%，文中为{show(number)}",
                certain=True,
            )


def _points(passage: Passage) -> Iterator[Statistic]:
    for match in _POINTS_FOR_QUANTITY.finditer(passage.skeleton):
        quantity, points = passage.number_at(match.start("b")), passage.number_at(match.start("c"))
        if quantity.unit in {"分", "级", "年", "岁"} or _RATED.search(passage.skeleton[max(0, match.start() - 8) : match.start()]):
            continue
        yield Relation(passage, "form", match.start(), match.end(), (quantity, points)).judged(
            False,
            "百分点只用于两个百分比之差",
            f"{show(quantity)}是数量，增减应写{plain(points.value)}%，不是百分点",
            f"{match['verb']}{plain(points.value)}%",
            certain=True,
        )
    for match in _POINTS_FOR_NAMED.finditer(passage.skeleton):
        points, clause = passage.number_at(match.start("c")), passage.clause(match.start())
        if not _RATED.search(passage.skeleton[clause.start : match.start()]):
            yield Relation(passage, "form", match.start(), match.end(), (points,)).judged(
                False,
                "百分点只用于两个百分比之差",
                f"{match['name']}是数量，增减应写{plain(points.value)}%，不是百分点",
                f"{match['verb']}{plain(points.value)}%",
            )
