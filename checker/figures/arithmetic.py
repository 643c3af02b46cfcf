"""What stated figures allow: how far the truth may lie from them, and whether a result fits."""

from __future__ import annotations

from decimal import MAX_PREC, ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from checker.figures.numbers import Number

HALF = Decimal("0.5")
# 近 and 约 are said of figures up to a tenth away, 余 and 多 up to the next leading digit
_LOOSE = Decimal("0.1")
_WIDE = Context(prec=min(MAX_PREC, 100_000))  # a slip of the keyboard may write more digits than the usual 28


class Extent(NamedTuple):
    """The least and the greatest value a stated figure may stand for."""

    low: Decimal
    high: Decimal

    def meets(self, other: Extent) -> bool:
        """Whether some value belongs to both."""
        return self.low <= other.high and other.low <= self.high


def extent(number: Number, units: Decimal = Decimal(1)) -> Extent:
    """The values ``number`` may stand for, its last digit taken to be off by up to ``units`` of its place.

    Real texts round and truncate, so one unit covers both (0.5 covers rounding alone). 近 and 不足
    bound the truth from above, 余, 多, 超 and 以上 from below.
    """
    amount, slack = number.amount, number.slack * units
    if number.bound == "below":
        return Extent(amount * (1 - _LOOSE) - slack, amount + slack)
    if number.bound == "above":
        return Extent(amount - slack, max(amount + number.step, amount * (1 + _LOOSE)))
    if number.bound == "about":
        return Extent(amount * (1 - _LOOSE) - slack, amount * (1 + _LOOSE) + slack)
    return Extent(amount - slack, amount + slack)


def ratio(part: Number, whole: Number, units: Decimal = Decimal(1)) -> Extent | None:
    """The values ``part / whole`` may have, in percent; None where the whole may be nothing."""
    above, below = extent(part, units), extent(whole, units)
    if below.low <= 0:
        return None
    return Extent(above.low / below.high * 100, above.high / below.low * 100)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` in percent of ``whole``."""
    return part / whole * 100


def fits_share(part: Number, whole: Number, amount: Decimal, share: Number) -> bool:
    """Whether ``part`` of ``amount`` is ``share`` within one unit of its last digit.

    ``amount`` is that of ``whole``, or of a run of figures that begins with it.
    """
    if amount < part.amount or amount <= 0:
        return False
    if abs(percent(part.amount, amount) - share.amount) <= share.step:
        return True
    possible = ratio(part, whole, HALF) if amount == whole.amount else None
    return possible is not None and possible.meets(extent(share))


def plain(value: Decimal, digits: int = 2) -> str:
    """``value`` without exponent and idle zeros, at most ``digits`` places: 25, 97.7, 0.05."""
    text = f"{value:f}"
    if len(text.partition(".")[2]) <= digits:  # as nearly all: nothing is to be rounded
        return text.rstrip("0").rstrip(".") if "." in text else text
    places = Decimal(1).scaleb(-digits)
    rounded = value.quantize(places, ROUND_HALF_UP, _WIDE) if value == value.to_integral_value() or digits else value
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def like(value: Decimal, number: Number) -> str:
    """``value`` (a percentage) with as many places as ``number`` is stated with, two at most and one at least where it is not whole."""
    digits = max(0, -int(number.precision.as_tuple().exponent))
    return plain(value, max(digits, 1))


def show(number: Number) -> str:
    """The figure as a sum shows it: value and unit."""
    return f"{plain(number.value, 6)}{number.unit}"


def in_unit_of(amount: Decimal, number: Number) -> str:
    """``amount`` (in the first unit of its measure) written in the unit ``number`` is stated in."""
    scale = number.amount / number.value if number.value else Decimal(1)
    return f"{plain(amount / scale, 4)}{number.unit}"


def mean_of(amount: Decimal, number: Number) -> str:
    """A quotient as :func:`in_unit_of` writes it, with one place more than ``number`` is stated with and two at most."""
    scale = number.amount / number.value if number.value else Decimal(1)
    places = max(0, -int(number.precision.as_tuple().exponent)) + 1
    return f"{plain(amount / scale, min(places, 2))}{number.unit}"


def comparable(one: Number, other: Number) -> bool:
    """Whether two figures measure the same thing in convertible units."""
    return one.measure == other.measure and one.measure != ""
