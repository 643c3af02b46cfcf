"""Two reports side by side, the passages they share in step: data first (:func:`pair_data`), then HTML (:func:`render_pair`).

For reviewers only: it quotes two people's reports on one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.model import AlikePair, Span
from reports.differences import Stretch, differences
from reports.environment import render
from reports.visible import count_characters, visible

Run = tuple[Span, Span]


@dataclass(frozen=True, slots=True)
class Side:
    """A report that others are compared with. ``href`` leads to its page; empty for one of last year's, which has none."""

    path: str
    title: str
    who: str  # unit, person and office, as far as they are known
    href: str
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text within a cell."""

    text: str
    changed: bool = False  # in a shared passage: otherwise in the other report
    numbers: tuple[int, ...] = ()  # the shared passages it belongs to, where these stand in another order in the other report


@dataclass(frozen=True, slots=True)
class Line:
    """A part of the two columns: a shared passage with its number, or (number 0) the rest between two of them."""

    number: int
    characters: int  # of the shared passage, in the first report
    changes: int  # places in it that were changed
    rows: tuple[tuple[tuple[Piece, ...], tuple[Piece, ...]], ...]  # a shared passage has one for each paragraph, so that they stay in step


@dataclass(frozen=True, slots=True)
class PairData:
    """Everything the page shows."""

    sides: tuple[Side, Side]
    share: str
    criticism_share: str  # empty where problems and measures were not compared on their own
    longest: int
    lines: tuple[Line, ...]
    moved: tuple[Line, ...]  # shared passages that stand in another order, below the columns
    version: str
    index_href: str

    @property
    def shared(self) -> tuple[Line, ...]:
        """The shared passages in the order of their numbers."""
        return (*(line for line in self.lines if line.number), *self.moved)


def pair_data(pair: AlikePair, sides: tuple[Side, Side], texts: tuple[str, str], version: str, index_href: str) -> PairData:
    """The page of two reports; ``texts`` are those that the runs of ``pair`` count characters of, in step with ``sides``."""
    runs = [(one.span, other.span) for one, other in pair.runs]
    steady = _in_step(runs)
    moved = [run for run in runs if run not in set(steady)]
    numbers = {run: number for number, run in enumerate([*steady, *moved], 1)}
    return PairData(
        sides=(_measured(sides[0], texts[0]), _measured(sides[1], texts[1])),
        share=f"{pair.share:.0%}",
        criticism_share="" if pair.criticism_share is None else f"{pair.criticism_share:.0%}",
        longest=pair.longest,
        lines=tuple(_lines(_widened(steady, texts), {run: numbers[run] for run in moved}, steady, texts)),
        moved=tuple(_shared(numbers[run], run, run, texts) for run in moved),
        version=version,
        index_href=index_href,
    )


def render_pair(data: PairData) -> str:
    """The page as one self-contained HTML file."""
    return render("pair_page.html", "pair", data=data)


def _measured(side: Side, text: str) -> Side:
    return Side(visible(side.path), visible(side.title), visible(side.who), side.href, count_characters(text))


def _in_step(runs: Sequence[Run]) -> list[Run]:
    """The runs that follow one another in both reports, as many characters of them as possible.

    The longest increasing chain by weight, over runs in the order of the second report; quadratic in their number,
    which a report's length keeps to hundreds.
    """
    best: list[tuple[int, int]] = []  # characters of the best chain that ends here, and the run before
    for one, _ in runs:
        before = max(((best[k][0], k) for k in range(len(best)) if runs[k][0].end <= one.start), default=(0, -1))
        best.append((before[0] + one.end - one.start, before[1]))
    at = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    chain: list[Run] = []
    while at >= 0:
        chain.append(runs[at])
        at = best[at][1]
    return chain[::-1]


def _widened(runs: Sequence[Run], texts: tuple[str, str]) -> list[Run]:
    """The runs with the equal characters around them (figures, stops) that the comparison had left out."""
    wide: list[Run] = []
    ends = (0, 0)
    for at, (one, other) in enumerate(runs):
        following = runs[at + 1] if at + 1 < len(runs) else (Span(len(texts[0]), 0), Span(len(texts[1]), 0))
        back = min(one.start - ends[0], other.start - ends[1])
        on = min(following[0].start - one.end, following[1].start - other.end)
        back = next((n for n in range(back) if texts[0][one.start - 1 - n] != texts[1][other.start - 1 - n]), back)
        on = next((n for n in range(on) if texts[0][one.end + n] != texts[1][other.end + n]), on)
        wide.append((Span(one.start - back, one.end + on), Span(other.start - back, other.end + on)))
        ends = (one.end + on, other.end + on)
    return wide


def _lines(wide: Sequence[Run], moved: dict[Run, int], runs: Sequence[Run], texts: tuple[str, str]) -> Iterator[Line]:
    """Shared passages and what stands between them, from top to bottom."""
    at = (0, 0)
    for number, (run, widened) in enumerate(zip(runs, wide, strict=True), 1):
        yield from _between((Span(at[0], widened[0].start), Span(at[1], widened[1].start)), moved, texts)
        yield _shared(number, run, widened, texts)
        at = (widened[0].end, widened[1].end)
    yield from _between((Span(at[0], len(texts[0])), Span(at[1], len(texts[1]))), moved, texts)


def _between(spans: Run, moved: dict[Run, int], texts: tuple[str, str]) -> Iterator[Line]:
    """The rest between two shared passages; none where there is nothing but blanks."""
    first, second = (
        tuple(_pieces(span, [(run[side], number) for run, number in moved.items()], texts[side])) for side, span in enumerate(spans)
    )
    if first or second:
        yield Line(0, 0, 0, ((first, second),))


def _pieces(span: Span, moved: Sequence[tuple[Span, int]], text: str) -> Iterator[Piece]:
    """A stretch of text without the blanks at its ends, cut where a passage that stands elsewhere in the other report begins or ends."""
    start = span.start + len(span.of(text)) - len(span.of(text).lstrip())
    shown = Span(start, start + len(span.of(text).strip()))
    inside = [(place, number) for place, number in moved if place.overlaps(shown)]
    cuts = {min(max(cut, shown.start), shown.end) for place, _ in inside for cut in place} | set(shown)
    for piece in (Span(*edges) for edges in pairwise(sorted(cuts))):
        yield Piece(visible(piece.of(text)), numbers=tuple(number for place, number in inside if place.overlaps(piece)))


def _shared(number: int, run: Run, widened: Run, texts: tuple[str, str]) -> Line:
    """A shared passage with what was changed in it; its length is that of the run as it was found."""
    sides = differences(*(span.of(text).strip() for span, text in zip(widened, texts, strict=True)))
    changes = max(sum(part.changed for part in side) for side in sides)
    rows = tuple((one, other) for one, other in zip(*(_paragraphs(side) for side in sides), strict=True) if one or other)
    return Line(number, run[0].end - run[0].start, changes, rows)


def _paragraphs(passage: Sequence[Stretch]) -> list[tuple[Piece, ...]]:
    """A passage cut at the line ends that both reports have: as many pieces on either side."""
    paragraphs: list[list[Piece]] = [[]]
    for part in passage:
        lines = [part.text] if part.changed else part.text.split("\n")
        paragraphs[-1].append(Piece(visible(lines[0]), changed=part.changed))
        paragraphs.extend([Piece(visible(line))] for line in lines[1:])
    return [tuple(piece for piece in pieces if piece.text) for pieces in paragraphs]
