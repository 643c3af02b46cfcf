"""Problems and measures side by side: what a report says it lacks, and what answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checker.model import Answer, Document
from checker.occurrences import occurrences
from reports.labels import STRENGTHS, label
from reports.places import Place, Places
from reports.visible import visible

_BETWEEN = re.compile(r"[：、；（）\s→]+")  # between the words of a line of evidence


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a problem or measure; ``tie`` where it is one of the words that join the two."""

    text: str
    tie: bool


@dataclass(frozen=True, slots=True)
class MeasureCell:
    """A measure; as an answer with how sure it is, in a word and a number, and what ties the two."""

    number: int
    text: str
    pieces: tuple[Piece, ...]
    place: Place
    strength: str  # "clear", "possible", "" for a measure on its own
    strength_label: str
    score: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The measure nearest to a problem that none answers, and why it was not counted."""

    measure: MeasureCell
    reason: str


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem and its answers, the surest first; without any the nearest measure, where there are measures."""

    number: int
    text: str
    pieces: tuple[Piece, ...]
    place: Place
    answers: tuple[MeasureCell, ...]
    nearest: NearMiss | None


@dataclass(frozen=True, slots=True)
class Criticism:
    """The whole table: problems with their answers, then the measures that answer none."""

    problems: tuple[ProblemRow, ...]
    unbound: tuple[MeasureCell, ...]
    measures: int

    @property
    def unanswered(self) -> int:
        """How many problems no measure answers."""
        return sum(not problem.answers for problem in self.problems)

    @property
    def doubtful(self) -> bool:
        """Whether any answer is no more than possible, so that the page must say what that means."""
        return any(answer.strength == "possible" for problem in self.problems for answer in problem.answers)


def criticism_of(document: Document, places: Places) -> Criticism:
    """Problems in reading order; a measure may answer several."""
    answers = sorted(document.answers, key=lambda answer: (answer.problem, -answer.score, answer.measure))
    problems = tuple(
        _problem(index, [answer for answer in answers if answer.problem == index], document, places)
        for index in range(len(document.problems))
    )
    answering = {answer.measure for answer in answers}
    unbound = tuple(_measure(index, document, places, None) for index in range(len(document.measures)) if index not in answering)
    return Criticism(problems, unbound, len(document.measures))


def _problem(index: int, answers: list[Answer], document: Document, places: Places) -> ProblemRow:
    problem = document.problems[index]
    span, nearest = problem.span, problem.nearest
    text = visible(document.read(span))
    return ProblemRow(
        number=index + 1,
        text=text,
        pieces=_pieces(text, (words for answer in answers for words in answer.evidence)),
        place=places.of(span),
        answers=tuple(_measure(answer.measure, document, places, answer) for answer in answers),
        nearest=NearMiss(_measure(nearest.measure, document, places, None), visible(nearest.reason)) if nearest else None,
    )


def _measure(index: int, document: Document, places: Places, answer: Answer | None) -> MeasureCell:
    span = document.measures[index].span
    text = visible(document.read(span))
    return MeasureCell(
        number=index + 1,
        text=text,
        pieces=_pieces(text, answer.evidence if answer else ()),
        place=places.of(span),
        strength=answer.strength if answer else "",
        strength_label=label(STRENGTHS, answer.strength) if answer else "",
        score=f"{answer.score:.2f}" if answer else "",
        evidence=tuple(visible(words) for words in answer.evidence) if answer else (),
    )


def _pieces(text: str, evidence: Iterable[str]) -> tuple[Piece, ...]:
    """``text`` cut where the words of the evidence stand in it. Words of one character would mark too much."""
    words = {word for line in evidence for word in _BETWEEN.split(visible(line)) if len(word) > 1}
    if not words:
        return (Piece(text, tie=False),)
    pieces: list[Piece] = []
    at = 0
    for start, end in occurrences(text, words):
        if start > at:
            pieces.append(Piece(text[at:start], tie=False))
        pieces.append(Piece(text[start:end], tie=True))
        at = end
    return (*pieces, Piece(text[at:], tie=False)) if at < len(text) else tuple(pieces)
