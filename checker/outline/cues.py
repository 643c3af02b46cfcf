"""Cue phrases by place: what was seen in a span, once longer phrases have taken precedence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from checker.model import Cue, Paragraph, Span
from checker.once import once
from checker.outline.lexicon import OutlineLexicon

NEUTRAL = "neutral"  # 补短板 says nothing of 短板: its phrases silence every shorter cue inside them


class CueIndex:
    """The cues of a report, to be asked by span and label."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        silenced = _silenced(cues)
        self._cues = [
            cue for cue in sorted(cues, key=lambda cue: (cue.span, cue.label)) if cue.label != NEUTRAL and id(cue) not in silenced
        ]
        self._starts = [cue.span.start for cue in self._cues]
        self._by_label: dict[str, tuple[list[int], list[Cue]]] = {}
        for cue in self._cues:
            starts, alike = self._by_label.setdefault(cue.label, ([], []))
            starts.append(cue.span.start)
            alike.append(cue)

    def within(self, span: Span, *labels: str) -> list[Cue]:
        """The cues that lie wholly in ``span`` and bear one of ``labels``, in reading order."""
        starts, cues = self._by_label.get(labels[0], ([], [])) if len(labels) == 1 else (self._starts, self._cues)
        first = bisect_left(starts, span.start)
        if first == len(starts) or starts[first] >= span.end:
            return []
        last = bisect_left(starts, span.end, first)
        return [cue for cue in cues[first:last] if cue.label in labels and cue.span.end <= span.end]

    def labelled(self, prefix: str, span: Span) -> list[Cue]:
        """The cues in ``span`` whose label begins with ``prefix``."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [cue for cue in self._cues[first:last] if cue.label.startswith(prefix) and cue.span.end <= span.end]


@once  # the outline and what is required of it ask for the same cues
def index_of(cues: Sequence[Cue]) -> CueIndex:
    """The index of a report's cues."""
    return CueIndex(cues)


def find_shapes(paragraphs: Iterable[Paragraph], lexicon: OutlineLexicon, known: Iterable[Cue]) -> Iterator[Cue]:
    """Cues of the lexicon's patterns, those apart that touch a phrase of the same label in ``known``."""
    labels = {label for label, _ in lexicon.patterns}
    taken = {(cue.label, position) for cue in known if cue.label in labels for position in range(cue.span.start, cue.span.end)}
    for paragraph in paragraphs:
        for label, pattern in lexicon.patterns:
            for match in pattern.finditer(paragraph.text):
                span = paragraph.at(match.start(), match.end())
                if not any((label, position) in taken for position in range(span.start, span.end)):
                    yield Cue(span, label, match[0])


def phrases(cues: Iterable[Cue]) -> tuple[str, ...]:
    """The distinct phrases of ``cues``, in order, without those that lie inside a longer one of them."""
    kept = list(dict.fromkeys(cue.phrase for cue in cues))
    return tuple(phrase for phrase in kept if not any(phrase != other and phrase in other for other in kept))


def _silenced(cues: Sequence[Cue]) -> set[int]:
    neutral = [cue.span for cue in cues if cue.label == NEUTRAL]
    starts = [span.start for span in neutral]
    reach = [*accumulate((span.end for span in neutral), max)]
    silenced: set[int] = set()
    for cue in cues:
        at = bisect_left(starts, cue.span.start + 1)
        if not at or reach[at - 1] < cue.span.end:
            continue
        if cue.label != NEUTRAL and any(span.contains(cue.span) and span != cue.span for span in neutral[max(0, at - 8) : at]):
            silenced.add(id(cue))
    return silenced
