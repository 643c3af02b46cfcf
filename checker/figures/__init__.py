"""The figure ledger: every number with unit, scope, period and precision, and what can be checked of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from checker.figures.bracket import find_bracket
from checker.figures.claims import find_entries
from checker.figures.completion import find_completion
from checker.figures.conflicts import find_conflicts
from checker.figures.growth import find_growth
from checker.figures.lexicon import FigureLexicon
from checker.figures.magnitude import find_magnitude
from checker.figures.means import find_means
from checker.figures.misuse import find_misuse
from checker.figures.numbers import DOUBLINGS, FIGURES, GAP, PERCENT, POINTS, TIMES, reader_for
from checker.figures.parts import find_parts
from checker.figures.passages import Passage
from checker.figures.percapita import find_percapita
from checker.figures.rank import find_rank
from checker.figures.recalled import find_recalled
from checker.figures.shares import find_breakdowns, find_shares
from checker.figures.tables import find_tables
from checker.model import Claim, Coverage, Document, Span, Statistic

__all__ = ["FigureLexicon", "Ledger", "find_figures"]

_RELATIVE = frozenset((PERCENT, POINTS, TIMES, DOUBLINGS))
# checks that speak only where something is wrong: they count neither as recognised nor as checked
_NO_RELATION = frozenset({"form", "magnitude", "conflict"})


# what each finds within one passage alone
_FINDERS = (
    *(find_parts, find_bracket, find_growth, find_completion),
    *(find_percapita, find_means, find_rank, find_misuse, find_breakdowns),
)


class Ledger(NamedTuple):
    """What :func:`find_figures` finds, by the names of ``Document``'s fields."""

    claims: tuple[Claim, ...]
    statistics: tuple[Statistic, ...]
    coverage: Coverage


def find_figures(document: Document, lexicon: FigureLexicon) -> Ledger:
    """The ledger of a report whose ``sections``, ``year`` and ``placeholders`` are known.

    Sentences in which a value is missing are read but not computed.
    """
    reader = reader_for(lexicon)
    gaps = tuple(gap.span for gap in document.placeholders if gap.missing == "value")
    passages = tuple(Passage.of(paragraph, reader, gaps) for paragraph in document.paragraphs)
    tables = find_tables(passages, reader, document.year)
    entries = tuple(entry for entry in find_entries(passages, document) if not _in_any(entry.claim.figure.span, tables.rows))
    statistics = [statistic for i in range(len(passages)) for statistic in _relations(passages, i)]
    statistics += find_magnitude(entries, document, lexicon)
    statistics += find_conflicts(entries, passages)
    statistics += tables.statistics
    statistics = list(_without_consequences(statistics))
    ordered = tuple(_once(sorted(statistics, key=lambda statistic: (statistic.span, statistic.check))))
    told = sorted((*(entry.claim for entry in entries), *tables.claims), key=lambda claim: claim.figure.span)
    claims = _checked_claims(told, ordered)
    return Ledger(claims, ordered, _coverage(passages, claims, ordered))


def _relations(passages: Sequence[Passage], index: int) -> Iterator[Statistic]:
    """The relations within one passage, those of sentences with a missing value left out."""
    passage = passages[index]
    if not passage.numbers:
        return
    gaps = [at for at, number in zip(passage.marks, passage.numbers, strict=True) if number.kind == GAP]
    broken = [passage.span(*passage.clause(at)[2:]) for at in gaps]
    for find in _FINDERS:
        yield from (statistic for statistic in find(passage) if not _in_any(statistic.span, broken))
    earlier = passages[max(0, index - 3) : index]
    for look_back in (find_shares, find_recalled):
        yield from (statistic for statistic in look_back(passage, earlier) if not _in_any(statistic.span, broken))


def _without_consequences(statistics: Sequence[Statistic]) -> Iterator[Statistic]:
    """What is reckoned from a total that does not add up is left undecided: it would blame the figure that is right."""
    wrong = [statistic for statistic in statistics if statistic.check == "parts" and statistic.holds is False]
    totals = {statistic.figures[-1 if statistic.correction.startswith("合计") else 0] for statistic in wrong}
    for statistic in statistics:
        follows = statistic.holds is False and statistic.check not in {"parts", "conflict"} and totals.intersection(statistic.figures)
        yield replace(statistic, holds=None, certain=False, correction="", message="") if follows else statistic


def _once(statistics: Iterable[Statistic]) -> Iterator[Statistic]:
    """Each sum once: two readings of one sentence (还有8户, 还有8户继续帮扶) may do the same one."""
    done: set[tuple[str, frozenset[Span], str]] = set()
    for statistic in statistics:
        key = (statistic.check, frozenset(statistic.figures), statistic.arithmetic)
        if not statistic.figures or key not in done:
            yield statistic
        done.add(key)


def _in_any(span: Span, places: Sequence[Span]) -> bool:
    return bool(places) and any(span.overlaps(place) for place in places)


def _checked_claims(claims: Sequence[Claim], statistics: Sequence[Statistic]) -> tuple[Claim, ...]:
    """The claims with the names of the checks that decided something about their figures."""
    checks: Mapping[Span, set[str]] = defaultdict(set)
    for statistic in statistics:
        for figure in statistic.figures:
            if statistic.holds is not None:
                checks[figure].add(statistic.check)
    return tuple(
        Claim(*claim[:-1], checks=tuple(sorted(found))) if (found := checks.get(claim.figure.span)) else claim
        for claim in claims
        if claim.indicator
    )


def _coverage(passages: Sequence[Passage], claims: Sequence[Claim], statistics: Sequence[Statistic]) -> Coverage:
    """Every percentage, multiple or number of points states a relation, also one that stands alone and cannot be checked."""
    related = [statistic for statistic in statistics if statistic.check not in _NO_RELATION]
    bound = {figure for statistic in related for figure in statistic.figures}
    stated = (passage.span_of(number) for passage in passages for number in passage.numbers if number.kind in _RELATIVE)
    return Coverage(
        numbers=len(
            {passage.span_of(n) for passage in passages for n in passage.numbers if n.kind in FIGURES} | {c.figure.span for c in claims}
        ),
        claims=len(claims),
        statements=len(related) + sum(figure not in bound for figure in stated),
        checked=sum(statistic.holds is not None for statistic in related),
    )
