"""Turns relations that the ledger found broken into hits: what all rules of the figures family share."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Document, Hit, Related, Severity

_ADVISES = ("核实", "改用")  # how a correction begins that says what to do, not what the figure should be


def broken(document: Document, *checks: str) -> Iterator[Hit]:
    """One hit for each statistic of these ``checks`` that does not hold; errors where no careful reader could defend the text."""
    for statistic in document.statistics:
        if statistic.check not in checks or statistic.holds is not False:
            continue
        elsewhere = tuple(Related(figure, "前文的数") for figure in statistic.figures if not figure.overlaps(statistic.span))
        yield Hit(
            span=statistic.span,
            message=statistic.message,
            evidence=f"{statistic.arithmetic}。",
            related=elsewhere,
            suggestion=_advice(statistic.correction),
            details=(("check", statistic.check),),
            severity=Severity.ERROR if statistic.certain else Severity.WARNING,
        )


def _advice(correction: str) -> str:
    """A correction of the ledger (占75%) as a sentence."""
    if not correction or correction.startswith(_ADVISES):
        return correction and f"{correction}。"
    return f"改为“{correction}”，或改正算式里的其他数。"
