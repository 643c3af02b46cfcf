"""The figure ledger: every figure understood, section by section, and every sum that could be done, right or wrong."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from checker.model import Claim, Coverage, Document, Span, Statistic
from reports.labels import BOUNDS, CHECKS, SUMS, label
from reports.places import Place, Places
from reports.visible import clip, visible


@dataclass(frozen=True, slots=True)
class Sum:
    """A relation that the text asserts and the arithmetic that tests it, numbered as the page lists them."""

    number: int
    check: str
    place: Place
    state: str  # of labels.SUMS
    state_label: str
    arithmetic: str
    correction: str


class LedgerRow(NamedTuple):  # a report has hundreds
    """One figure: indicator, scope, period, value as stated, the checks it took part in and the sums done in them."""

    indicator: str
    scope: str
    period: str
    value: str
    checks: tuple[str, ...]
    sums: tuple[Sum, ...]
    place: Place

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The checks that looked at the figure and had nothing to work out."""
        worked_out = {one.check for one in self.sums}
        return tuple(check for check in self.checks if check not in worked_out)


@dataclass(frozen=True, slots=True)
class LedgerGroup:
    """The figures of one section."""

    title: str  # its heading; empty before the first one
    rows: tuple[LedgerRow, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All sums, the wrong ones first; all figures in reading order; and how much was understood."""

    sums: tuple[Sum, ...]
    groups: tuple[LedgerGroup, ...]
    coverage: Coverage
    states: tuple[tuple[str, str, int], ...]  # state, its word, how many sums came out so

    @property
    def rows(self) -> tuple[LedgerRow, ...]:
        """The figures of all sections."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def wrong(self) -> int:
        """How many sums do not come out."""
        return sum(one.state == "wrong" for one in self.sums)


def _state(statistic: Statistic) -> str:
    """How a sum came out, of ``labels.SUMS``."""
    if statistic.holds is None:
        return "open"
    return "wrong" if not statistic.holds else "rounded" if statistic.rounded else "right"


def ledger_of(document: Document, places: Places) -> Ledger:
    """The ledger of a report that was read."""
    order = {state: rank for rank, state in enumerate(SUMS)}
    ordered = sorted(document.statistics, key=lambda statistic: order[_state(statistic)])
    sums = [(statistic, _sum(number, statistic, document, places)) for number, statistic in enumerate(ordered, 1)]
    counts = Counter(one.state for _, one in sums)
    return Ledger(
        sums=tuple(one for _, one in sums),
        groups=_groups(document, places, sums),
        coverage=document.coverage,
        states=tuple((state, words, counts[state]) for state, words in SUMS.items() if counts[state]),
    )


def stated_value(claim: Claim) -> str:
    """The value as the report states it: 不足5.2亿元."""
    figure = claim.figure
    return f"{label(BOUNDS, figure.bound) if figure.bound else ''}{format(figure.value, 'f')}{figure.unit}"


def _sum(number: int, statistic: Statistic, document: Document, places: Places) -> Sum:
    state = _state(statistic)
    return Sum(
        number=number,
        check=label(CHECKS, statistic.check),
        place=places.of(statistic.span, clip(document.read(statistic.span), 60)),
        state=state,
        state_label=SUMS[state],
        arithmetic=visible(statistic.arithmetic),
        correction=visible(statistic.correction),
    )


def _groups(document: Document, places: Places, sums: Sequence[tuple[Statistic, Sum]]) -> tuple[LedgerGroup, ...]:
    """The claims under the heading they stand under."""
    starts = [section.start for section in document.sections]
    titles: list[str] = []
    for section in document.sections:
        own = clip(document.read(section.heading).rstrip("。：:"), 40) if section.heading else ""
        titles.append(own or (titles[-1] if titles else ""))

    def title(claim: Claim) -> str:
        index = bisect_right(starts, claim.span.start) - 1
        return titles[index] if index >= 0 else ""

    done = _sums_by_claim(document.claims, sums)
    return tuple(
        LedgerGroup(name, tuple(_row(claim, places, done.get(claim.figure.span, ())) for claim in claims))
        for name, claims in groupby(document.claims, key=title)
    )


def _sums_by_claim(claims: Sequence[Claim], sums: Sequence[tuple[Statistic, Sum]]) -> Mapping[Span, tuple[Sum, ...]]:
    """The sums in which each claim's figure took part: by the figures they name, else by the words they are about."""
    ordered = sorted(claims, key=lambda claim: claim.figure.span.start)
    starts = [claim.figure.span.start for claim in ordered]
    taken: dict[Span, tuple[Sum, ...]] = {}  # by the figure's place: to hash a claim is to hash all of it
    for statistic, one in sums:
        for span in statistic.figures or (statistic.span,):
            for claim in ordered[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
                figure = claim.figure.span
                if one not in taken.get(figure, ()):
                    taken[figure] = (*taken.get(figure, ()), one)
    return taken


def _row(claim: Claim, places: Places, sums: tuple[Sum, ...]) -> LedgerRow:
    return LedgerRow(
        indicator=visible(claim.indicator),
        scope=visible(claim.scope),
        period=visible(claim.period),
        value=visible(stated_value(claim)),
        checks=tuple(label(CHECKS, check) for check in claim.checks),
        sums=sums,
        place=places.of(claim.span),
    )
