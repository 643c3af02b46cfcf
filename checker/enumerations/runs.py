"""Marks that belong together: the runs 一是…二是…三是…, nested and across paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from checker.enumerations.ordinals import Ordinal

_DASHES = frozenset({"——", *"—●◆■•▪-*"})
_APART = 8  # paragraphs between two dashes of one list at most
# lists of one shape, and lists in all, that may be open at once: nobody nests more, and each mark is held against every one of them
_OPEN_ALIKE, _OPEN = 12, 200
_WORDED = frozenset({"首先", "第一"})  # 首先…其次…第三 is one list


@dataclass
class Run:
    """A list while it is being read: its marks so far, and how many were announced before it."""

    marks: list[Ordinal]
    announced: int | None
    broken: bool = False  # a number is missing or stands twice
    closed_by: Ordinal | None = None  # the mark of an outer list that ended it
    values: list[int] = field(default_factory=list)

    @property
    def last(self) -> Ordinal:
        """The mark read last."""
        return self.marks[-1]

    @property
    def full(self) -> bool:
        """Whether as many items were read as announced."""
        return self.announced == len(self.marks)


def group(marks: Iterable[Ordinal], announced: Callable[[Ordinal], int | None], boundaries: frozenset[int]) -> list[Run]:
    """The runs of a report's marks, outer before inner, in the order of their first marks.

    ``announced`` gives the count that announces a list beginning at a mark; ``boundaries`` are the
    paragraphs that are headings without a number: no list runs on past one.
    """
    runs: list[Run] = []
    stack: list[Run] = []
    sections = sorted(boundaries)
    for mark in marks:
        stack = [run for run in stack if not any(run.last.paragraph < b <= mark.paragraph for b in sections)] if sections else stack
        run = _continued(stack, mark)
        if run is None:
            if mark.value > 1 and _repeats(stack, mark) is None and mark.style in {"一、", "1."} and not mark.head:
                continue
            run = _repeats(stack, mark)
            if run is not None:
                run.broken = True
        if run is None:
            value = mark.value or 1
            run = Run([mark], announced(mark), broken=value != 1, values=[value])
            runs.append(run)
            if mark.head:
                stack = _above(stack, mark)
            stack = [*_newest(stack, mark), run]
            continue
        for inner in stack[stack.index(run) + 1 :]:
            inner.closed_by = mark
        del stack[stack.index(run) + 1 :]
        run.values.append(mark.value or run.values[-1] + 1)
        run.marks.append(mark)
    return runs


def _above(stack: list[Run], mark: Ordinal) -> list[Run]:
    """The stack without the list of the same shape that a new first mark at a paragraph's head ends.

    What was opened after that list stays: it may be what the new one is nested in.
    """
    for index, run in enumerate(stack):
        if _same_shape(run.last, mark) and run.last.paragraph < mark.paragraph:
            run.closed_by = mark
            return stack[:index] + stack[index + 1 :]
    return stack


def _newest(stack: list[Run], mark: Ordinal) -> list[Run]:
    """The open lists without the oldest of the shape of ``mark``, and without the oldest of all, where too many are open."""
    alike = [run for run in stack if _same_shape(run.last, mark)]
    if len(alike) >= _OPEN_ALIKE:
        stack = [run for run in stack if run is not alike[0]]
    return stack[-_OPEN + 1 :]


def _continued(stack: list[Run], mark: Ordinal) -> Run | None:
    """The innermost list whose next item ``mark`` is; a full one gives way to an outer one."""
    fitting = [run for run in reversed(stack) if _same_shape(run.last, mark) and _reaches(run, mark) and _follows(run, mark)]
    if not fitting:
        return None
    return next((run for run in fitting if not run.full), fitting[0])


def _repeats(stack: list[Run], mark: Ordinal) -> Run | None:
    """The list in which ``mark`` repeats a number or leaves one out."""
    if mark.value < 2:
        return None
    for run in reversed(stack):
        if _same_shape(run.last, mark) and _reaches(run, mark) and mark.value in {run.values[-1], run.values[-1] + 2, run.values[-1] + 3}:
            return run
    return None


def _follows(run: Run, mark: Ordinal) -> bool:
    if mark.style in _DASHES:
        return mark.value == 0
    return mark.value in (0, run.values[-1] + 1)


def _same_shape(one: Ordinal, other: Ordinal) -> bool:
    return one.style == other.style or {one.style, other.style} <= _WORDED


def _reaches(run: Run, mark: Ordinal) -> bool:
    """Inside a paragraph a list goes on; from paragraph to paragraph its marks stand at the heads."""
    apart = mark.paragraph - run.last.paragraph
    if apart == 0:
        return not (mark.head and run.last.head)
    if mark.style in _DASHES:
        return apart <= _APART
    return mark.head or (apart == 1 and not mark.style.startswith(("1", "（")))
