"""The figure ledger: every figure understood, and every sum that could be done, right or wrong."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Claim, Coverage, Document, Statistic
from reports.labels import BOUNDS, CHECKS, label
from reports.places import Place, Places
from reports.visible import clip, visible


@dataclass(frozen=True, slots=True)
class Sum:
    """A relation that the text asserts and the arithmetic that tests it."""

    check: str
    place: Place
    state: str  # "wrong", "open" or "right"
    state_label: str
    arithmetic: str
    correction: str


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One figure: indicator, scope, period, value as stated, and the checks it took part in."""

    indicator: str
    scope: str
    period: str
    value: str
    checks: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Ledger:
    """All sums, the wrong ones first; all figures in reading order; and how much was understood."""

    sums: tuple[Sum, ...]
    rows: tuple[LedgerRow, ...]
    coverage: Coverage
    wrong: int


_ORDER = {"wrong": 0, "open": 1, "right": 2}
_STATES = {False: ("wrong", "不符"), None: ("open", "未能判定"), True: ("right", "相符")}


def ledger_of(document: Document, places: Places) -> Ledger:
    """The ledger of a report that was read."""
    sums = sorted((_sum(statistic, document, places) for statistic in document.statistics), key=lambda s: _ORDER[s.state])
    return Ledger(
        sums=tuple(sums),
        rows=tuple(_row(claim, places) for claim in document.claims),
        coverage=document.coverage,
        wrong=sum(s.state == "wrong" for s in sums),
    )


def stated_value(claim: Claim) -> str:
    """The value as the report states it: 不足5.2亿元."""
    figure = claim.figure
    return f"{label(BOUNDS, figure.bound) if figure.bound else ''}{format(figure.value, 'f')}{figure.unit}"


def _sum(statistic: Statistic, document: Document, places: Places) -> Sum:
    state, words = _STATES[statistic.holds]
    return Sum(
        check=label(CHECKS, statistic.check),
        place=places.of(statistic.span, clip(document.read(statistic.span), 60)),
        state=state,
        state_label=words,
        arithmetic=visible(statistic.arithmetic),
        correction=visible(statistic.correction),
    )


def _row(claim: Claim, places: Places) -> LedgerRow:
    return LedgerRow(
        indicator=visible(claim.indicator),
        scope=visible(claim.scope),
        period=visible(claim.period),
        value=visible(stated_value(claim)),
        checks=tuple(label(CHECKS, check) for check in claim.checks),
        place=places.of(claim.span),
    )
