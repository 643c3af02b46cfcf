"""Growth of a whole lies between the growth of its parts, where the parts are all there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checker.figures.arithmetic import in_unit_of, plain, show
from checker.figures.listings import Listing, find_listings
from checker.figures.numbers import Number
from checker.figures.passages import WORD, Passage, Relation
from checker.model import Statistic

_GROWTH = re.compile(rf"^{WORD}{{0,6}}[，、（](?:同比|比上年|较上年|比去年|分别)?(?P<verb>增长|下降|减少|增加)(?P<p>P)")


class _Growth(NamedTuple):
    rate: Decimal  # in percent, negative for a fall
    number: Number
    place: int


def find_bracket(passage: Passage) -> Iterator[Statistic]:
    """Every total with its growth whose parts make it up and have theirs."""
    if passage.skeleton.count("P") < 3:
        return
    for listing in find_listings(passage):
        places = [listing.place, *(part.place for part in listing.parts)]
        found = [_growth_after(passage, place) for place in places]
        growths = [growth for growth in found if growth is not None]
        close = abs(listing.sum - listing.total.amount) <= listing.total.step * len(places)
        if close and len(places) > 2 and len(growths) == len(places):
            yield _bracketed(passage, listing, growths[0], growths[1:])


def _bracketed(passage: Passage, listing: Listing, whole: _Growth, parts: list[_Growth]) -> Statistic:
    rates = [growth.rate for growth in parts]
    slack = 2 * max(growth.number.step for growth in (whole, *parts))
    between = f"{plain(min(rates))}%至{plain(max(rates))}%之间"
    implied = plain(_implied(listing, rates), 1)
    relation = Relation(passage, "bracket", listing.place, whole.place + 1, (whole.number, *(growth.number for growth in parts)))
    return relation.judged(
        min(rates) - slack <= whole.rate <= max(rates) + slack,
        f"各分项合计{in_unit_of(listing.sum, listing.total)}，增幅在{between}，折算总体约{implied}%，文中总体为{show(whole.number)}",
        f"总体增幅{show(whole.number)}不在各分项增幅{between}",
        f"{implied}%",
    )


def _growth_after(passage: Passage, place: int) -> _Growth | None:
    match = _GROWTH.match(passage.skeleton[place + 1 : place + 40])
    if match is None:
        return None
    at = place + 1 + match.start("p")
    number = passage.number_at(at)
    return _Growth(-number.amount if match["verb"] in {"下降", "减少"} else number.amount, number, at)


def _implied(listing: Listing, rates: list[Decimal]) -> Decimal:
    """The growth of the whole that follows from its parts' own, in percent."""
    amounts = [part.number.amount for part in listing.parts]
    before = sum((amount / (1 + rate / 100) for amount, rate in zip(amounts, rates, strict=True) if rate > -100), Decimal(0))
    return (listing.total.amount / before - 1) * 100 if before else Decimal(0)
