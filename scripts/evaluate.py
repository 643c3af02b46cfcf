"""Measure problems, measures and answers on any folder of labelled reports (NAME.txt with NAME.json beside it).

    python scripts/evaluate.py FOLDER [--cases N]

Prints precision, recall and F1 of problems found, measures found, problem-measure pairs and
unanswered problems, how often 明确 and 可能 are right, and the N worst cases. An item found is a
labelled one where they share at least half of the shorter; each counts once. A pair counts against
recall also where one of its items was not found.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from labelled import Labelled, read_labelled

from checker.lexicon import Lexicon
from checker.model import Document, Span
from checker.pipeline import Annotator
from checker.settings import load_settings
from rules import RULES
from rules.lexicon import tables

_SHARE = 0.5
_LONGER = 3  # an item found may be so many times as long as its label


@dataclass
class Score:
    """Right, wrong and missing of one measure."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def line(self) -> str:
        """Precision, recall and F1 with their counts."""
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0
        recall = self.right / (self.right + self.missing) if self.right + self.missing else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{precision:9.3f} {recall:9.3f} {f1:9.3f}   {self.right} right, {self.wrong} wrong, {self.missing} missing"


@dataclass
class Tally:
    """All scores over a folder, the calibration, and the cases that went wrong (the surest errors first)."""

    problems: Score = field(default_factory=Score)
    measures: Score = field(default_factory=Score)
    pairs: Score = field(default_factory=Score)
    unanswered: Score = field(default_factory=Score)
    strengths: Counter[tuple[str, bool]] = field(default_factory=Counter)
    cases: list[tuple[float, str]] = field(default_factory=list)


def add(tally: Tally, report: Labelled, document: Document) -> None:
    """Count one report."""
    asked = _match([problem.span for problem in document.problems], report.problems)
    offered = _match([measure.span for measure in document.measures], report.measures)
    _count(tally.problems, asked, report.problems)
    _count(tally.measures, offered, report.measures)
    found = {(asked.get(answer.problem), offered.get(answer.measure)): answer for answer in document.answers}
    for answer in document.answers:
        right = (asked.get(answer.problem), offered.get(answer.measure)) in report.answers
        tally.strengths[answer.strength, right] += 1
        tally.pairs.right += right
        tally.pairs.wrong += not right
        if not right:
            tally.cases.append(
                (answer.score, f"{report.name}: 不该对应 {answer.score:.3f}：{_pair(document, answer.problem, answer.measure)}")
            )
    for problem, measure in sorted(report.answers - {(p, m) for p, m in found if p is not None and m is not None}):
        tally.pairs.missing += 1
        tally.cases.append((0.5, f"{report.name}: 未见对应：{_labels(report, problem, measure)}"))
    _count_unanswered(tally, report, asked, {answer.problem for answer in document.answers})


def _count_unanswered(tally: Tally, report: Labelled, asked: dict[int, int], answered: set[int]) -> None:
    said = {label for index, label in asked.items() if index not in answered}
    wanted = set(range(len(report.problems))) - {problem for problem, _ in report.answers}
    tally.unanswered.right += len(said & wanted)
    tally.unanswered.wrong += len(said - wanted)
    tally.unanswered.missing += len(wanted - said)


def _count(score: Score, matched: dict[int, int], labels: Sequence[Span]) -> None:
    right = len({label for label in matched.values() if label >= 0})
    score.right += right
    score.wrong += sum(label < 0 for label in matched.values())
    score.missing += len(labels) - right


def _match(found: Sequence[Span], labels: Sequence[Span]) -> dict[int, int]:
    """For each item found the label it is, -1 where it is none."""
    return {index: next((number for number, label in enumerate(labels) if _same(span, label)), -1) for index, span in enumerate(found)}


def _same(found: Span, label: Span) -> bool:
    shared = min(found.end, label.end) - max(found.start, label.start)
    length, wanted = found.end - found.start, label.end - label.start
    return shared >= _SHARE * min(length, wanted) and length <= max(_LONGER * wanted, 80)


def _pair(document: Document, problem: int, measure: int) -> str:
    return f"{document.read(document.problems[problem].span)[:30]} → {document.read(document.measures[measure].span)[:40]}"


def _labels(report: Labelled, problem: int, measure: int) -> str:
    text = report.source.text
    return f"{report.problems[problem].of(text)[:30]} → {report.measures[measure].of(text)[:40]}"


def lines(tally: Tally, cases: int) -> Iterator[str]:
    """The report of the measurement."""
    yield f"{'':22} {'precision':>9} {'recall':>9} {'F1':>9}"
    for name, score in (
        ("problems found", tally.problems),
        ("measures found", tally.measures),
        ("pairs", tally.pairs),
        ("unanswered problems", tally.unanswered),
    ):
        yield f"{name:22} {score.line}"
    for strength, name in (("clear", "明确"), ("possible", "可能")):
        right, wrong = tally.strengths[strength, True], tally.strengths[strength, False]
        yield f"{name} is right in {right} of {right + wrong}" + (f" ({right / (right + wrong):.1%})" if right + wrong else "")
    if tally.cases and cases:
        yield "worst cases:"
        yield from (f"  {told}" for _, told in sorted(tally.cases, key=lambda case: (-case[0], case[1]))[:cases])


def main() -> int:
    """Measure the folder named on the command line; 2 where it holds no labelled report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cases", type=int, default=10, help="how many of the worst cases are shown")
    arguments = parser.parse_args()
    reports = read_labelled(arguments.folder)
    if not reports:
        print(f"{arguments.folder}: no labelled report", file=sys.stderr)
        return 2
    settings = load_settings(RULES, resources.files("rules") / "profiles")
    annotator = Annotator(Lexicon.from_tables(tables()), settings)
    tally = Tally()
    for report in reports:
        add(tally, report, annotator.annotate(report.source))
    print(f"{len(reports)} reports")
    print("\n".join(lines(tally, arguments.cases)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
