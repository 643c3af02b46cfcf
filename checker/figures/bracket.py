"""Growth of a whole lies between the growth of its parts, where the parts are all there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.figures.arithmetic import in_unit_of, plain, show
from checker.figures.numbers import MARKS, Number, Passage
from checker.figures.parts import listings
from checker.model import Statistic

_WORD = rf"[^，。；！？：、{MARKS}]"
_GROWTH = re.compile(rf"^{_WORD}{{0,6}}[，、（](?:同比|比上年|较上年|比去年|分别)?(?P<verb>增长|下降|减少|增加)(?P<p>P)")


def find_bracket(passage: Passage) -> Iterator[Statistic]:
    """Every total with its growth whose parts make it up and have theirs."""
    if passage.skeleton.count("P") < 3:
        return
    for listing in listings(passage):
        places = [listing.place, *(part.place for part in listing.parts)]
        rates = [_growth_after(passage, place) for place in places]
        amount = sum((part.number.amount for part in listing.parts), Decimal(0))
        if any(rate is None for rate in rates) or abs(amount - listing.total.amount) > listing.total.step * len(places):
            continue
        values = [rate for rate in rates if rate is not None]
        whole, slack = values[0], max(rate[1].step for rate in values)
        least, most = min(v for v, _ in values[1:]), max(v for v, _ in values[1:])
        fits = least - 2 * slack <= whole[0] <= most + 2 * slack
        implied = _implied(listing.total.amount, [(part.number.amount, value[0]) for part, value in zip(listing.parts, values[1:], strict=True)])
        yield Statistic(
            "bracket", passage.span(listing.place, passage.marks[passage.numbers.index(whole[1])] + 1), tuple(passage.span_of(n) for _, n in values), fits,
            f"各分项合计{in_unit_of(amount, listing.total)}，增幅在{plain(least)}%至{plain(most)}%之间，折算总体约{plain(implied, 1)}%，文中总体为{show(whole[1])}",
            correction=f"{plain(implied, 1)}%", message=f"总体增幅{show(whole[1])}不在各分项增幅{plain(least)}%至{plain(most)}%之间",
        )  # fmt: skip


def _growth_after(passage: Passage, place: int) -> tuple[Decimal, Number] | None:
    match = _GROWTH.match(passage.skeleton[place + 1 : place + 40])
    if match is None:
        return None
    number = passage.number_at(place + 1 + match.start("p"))
    return (-number.amount if match["verb"] in {"下降", "减少"} else number.amount), number


def _implied(total: Decimal, parts: list[tuple[Decimal, Decimal]]) -> Decimal:
    """The growth of the whole that the parts' own growth gives, in percent."""
    before = sum((amount / (1 + rate / 100) for amount, rate in parts if rate > -100), Decimal(0))
    return (total / before - 1) * 100 if before else Decimal(0)
