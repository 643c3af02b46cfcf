"""The step of the pipeline: from an outlined report to its problems, measures and answers."""

from __future__ import annotations

from typing import NamedTuple

from checker.criticism.features import Comparison, Frequencies, Segment
from checker.criticism.items import Item, read_items
from checker.criticism.lexicon import CriticismLexicon
from checker.criticism.pairing import choose_answers, score_pairs
from checker.criticism.units import Mode, regions
from checker.model import Answer, Document, Measure, Problem
from checker.segmentation import bigram_frequencies, document_frequencies


class Criticism(NamedTuple):
    """What :func:`find_criticism` finds, by the names of ``Document``'s fields."""

    problems: tuple[Problem, ...]
    measures: tuple[Measure, ...]
    answers: tuple[Answer, ...]


def find_criticism(document: Document, lexicon: CriticismLexicon, segment: Segment) -> Criticism:
    """Problems, measures and answers of a report whose ``sections`` are known.

    ``segment`` cuts a text into words; it is called only for problems and measures.
    """
    problems, measures = find_items(document, lexicon)
    comparison = Comparison(lexicon, segment, Frequencies(document_frequencies(), bigram_frequencies()))
    answers = choose_answers(score_pairs(problems, measures, comparison, lexicon), lexicon) if problems and measures else ()
    paragraphs = document.paragraphs
    return Criticism(
        tuple(Problem(item.span(paragraphs), comparison.topics(item.text, problem=True)) for item in problems),
        tuple(Measure(item.span(paragraphs), comparison.topics(item.text, problem=False)) for item in measures),
        answers,
    )


def find_items(document: Document, lexicon: CriticismLexicon) -> tuple[list[Item], list[Item]]:
    """All problems and all measures in reading order."""
    items = [item for region in regions(document, lexicon.cues) for item in read_items(region, lexicon.cues)]
    return [item for item in items if item.mode is Mode.PROBLEMS], [item for item in items if item.mode is Mode.MEASURES]
