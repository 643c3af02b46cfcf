"""Problems and measures side by side: what a report says it lacks, and what answers it."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Answer, Document
from reports.places import Place, Places
from reports.visible import visible

_STRENGTHS = {"clear": "明确", "possible": "可能"}


@dataclass(frozen=True, slots=True)
class MeasureCell:
    """A measure; as an answer with how sure it is, in a word and a number, and what ties the two."""

    number: int
    text: str
    place: Place
    strength: str  # "clear", "possible", "" for a measure on its own
    strength_label: str
    score: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem and its answers, the surest first."""

    number: int
    text: str
    place: Place
    answers: tuple[MeasureCell, ...]


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


def criticism_of(document: Document, places: Places) -> Criticism:
    """Problems in reading order; a measure may answer several."""
    answers = sorted(document.answers, key=lambda answer: (answer.problem, -answer.score, answer.measure))
    problems = tuple(
        ProblemRow(
            number=index + 1,
            text=visible(document.read(problem.span)),
            place=places.of(problem.span),
            answers=tuple(_measure(a.measure, document, places, a) for a in answers if a.problem == index),
        )
        for index, problem in enumerate(document.problems)
    )
    answering = {answer.measure for answer in answers}
    unbound = tuple(_measure(index, document, places, None) for index in range(len(document.measures)) if index not in answering)
    return Criticism(problems, unbound, len(document.measures))


def _measure(index: int, document: Document, places: Places, answer: Answer | None) -> MeasureCell:
    span = document.measures[index].span
    return MeasureCell(
        number=index + 1,
        text=visible(document.read(span)),
        place=places.of(span),
        strength=answer.strength if answer else "",
        strength_label=_STRENGTHS[answer.strength] if answer else "",
        score=f"{answer.score:.2f}" if answer else "",
        evidence=tuple(visible(words) for words in answer.evidence) if answer else (),
    )
