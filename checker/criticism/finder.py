"""The step of the pipeline: from an outlined report to its problems, measures and answers."""

from __future__ import annotations

from typing import NamedTuple

from checker.criticism.features import Comparison, Frequencies, Segment, head_of
from checker.criticism.items import Item, read_items
from checker.criticism.lexicon import CriticismLexicon
from checker.criticism.pairing import choose_answers, nearest_measure, score_pairs
from checker.criticism.tabled import register_items
from checker.criticism.units import CRITICISM, Mode, regions
from checker.model import Answer, Document, Measure, Problem, Role
from checker.registers import Register, find_registers

_MOST = 100  # a report states some five of either; each is compared with each, so a hostile text must not state thousands
_SENTENCES = 3  # from which on an equal number of measures is no chance


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
    told = [item.text for item in (*problems, *measures)]
    comparison = Comparison(lexicon, segment, Frequencies.shipped(), told)
    scored = score_pairs(problems, measures, comparison, lexicon.weights) if problems and measures else []
    answers = choose_answers(scored, lexicon.weights)
    answered = {answer.problem for answer in answers}
    heads = [head_of(item.text) for item in problems]
    paragraphs = document.paragraphs
    return Criticism(
        tuple(
            Problem(
                item.span(paragraphs),
                comparison.topics(item.text, problem=True),
                None if index in answered else nearest_measure(index, scored, heads),
            )
            for index, item in enumerate(problems)
        ),
        tuple(Measure(item.span(paragraphs), comparison.topics(item.text, problem=False)) for item in measures),
        answers,
    )


def find_items(document: Document, lexicon: CriticismLexicon) -> tuple[list[Item], list[Item]]:
    """All problems and all measures in reading order, at most ``_MOST`` of either."""
    items = _read(document, lexicon, CRITICISM)
    problems = [item for item in items if item.mode is Mode.PROBLEMS]
    measures = [item for item in items if item.mode is Mode.MEASURES]
    if not measures:
        # a heading of measures with nothing under it but plans: the plans are all there is to answer with
        read = {piece for item in items for piece in item.pieces}
        plans = [item for item in _read(document, lexicon, (Role.PLAN,)) if item.mode is Mode.MEASURES]
        measures = [item for item in plans if read.isdisjoint(item.pieces)]
    return _apart(problems, measures)[:_MOST], measures[:_MOST]


def _apart(problems: list[Item], measures: list[Item]) -> list[Item]:
    """Unmarked problems told in as many sentences of a paragraph as there are measures: each sentence is one, the measures show it."""
    pieces = [piece for problem in problems for piece in problem.pieces]
    told_on = len({piece.paragraph for piece in pieces}) > 1 and len(problems) > 1
    if told_on or any(problem.ordinal for problem in problems) or len(pieces) != len(measures) or len(pieces) < _SENTENCES:
        return problems
    if any(measure.owners for measure in measures):
        return problems
    return [Item(Mode.PROBLEMS, [piece]) for piece in pieces]


def _read(document: Document, lexicon: CriticismLexicon, roles: tuple[Role, ...]) -> list[Item]:
    """Items of running text and of registers, in reading order."""
    cues, paragraphs = lexicon.cues, document.paragraphs
    items = [item for region in regions(document, cues, roles) for item in read_items(region, cues)]
    if roles == CRITICISM:
        tabled = [
            item
            for register in find_registers(paragraphs)
            if _counts(register, document)
            for item in register_items(register, paragraphs, cues)
        ]
        items = sorted([*items, *tabled], key=lambda item: (item.pieces[0].paragraph, item.pieces[0].start)) if tabled else items
    return items


def _counts(register: Register, document: Document) -> bool:
    """Whether a register stands in criticism, not where last year's problems are told."""
    start = document.paragraphs[register.first].span.start
    index: int | None = max((i for i, section in enumerate(document.sections) if section.start <= start), default=None)
    while index is not None:
        section = document.sections[index]
        if section.roles:
            return not set(CRITICISM).isdisjoint(section.roles)
        index = section.parent
    return False
