"""Which measure answers which problem: features of every pair, a logistic model over them, and the evidence in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from checker.criticism.features import Comparison, Pair, View
from checker.criticism.items import Item
from checker.criticism.weights import Weights
from checker.model import Answer, Nearest
from checker.numerals import parse_number

_AIMED_AT = 0.9  # the score of a measure whose own words (针对…问题) name the problem
_BENEATH = 0.98  # the score of a measure that stands under its problem: the writer has paired them
_BENEATH_ANOTHER = 0.4  # what is left of the score of one that stands under another problem
_NOTHING = 0.1  # the score of a measure without substance for a problem that it has nothing in common with
_FOR = re.compile(r"[^，。；]{0,4}针对[^，。；：]{0,6}(?:第|问题)[一二三四五六七八九十\d][^，。；：]{0,24}[，：]")
_NUMBER = re.compile(r"(?:第|问题|[、和与及])([一二三四五六七八九十]{1,3}|\d{1,2})(?=[项个条点方、和与及，：])")
_PART_END = re.compile(r"[。；;！]")
_LEAST_PART, _MOST_PARTS = 8, 8  # characters of a part; parts of one measure that are looked at
_LEAST_LIST = 3  # items of two lists whose order may tell something
_WORDS_SHOWN = 4
_TOPICS_SHOWN = 2
_APART = 0.15  # from here on two items are known to speak of different things
_AIMED = 0.8  # from here on a measure's own words 针对… are taken to mean this problem


@dataclass(frozen=True)
class Scored:
    """A pair with all its features and its score, 0 to 1."""

    problem: int
    measure: int
    pair: Pair
    score: float
    beneath: str  # how the measure stands with the problem: under it, beside it in a table; "" for neither
    placed: bool = False  # its place in the two lists is all that ties the pair


def score_pairs(problems: Sequence[Item], measures: Sequence[Item], comparison: Comparison, weights: Weights) -> list[Scored]:
    """Every problem with every measure, in order of problem and measure."""
    asked = [comparison.view(item.text, problem=True) for item in problems]
    offered = [comparison.view(item.text, problem=False) for item in measures]
    grid = [[comparison.pair(problem, measure) for measure in offered] for problem in asked]
    likeness = [[weights.likeness(pair.features) for pair in row] for row in grid]
    parallel = _parallel(likeness, problems, measures)
    scored: list[Scored] = []
    for p, row in enumerate(grid):
        for m, pair in enumerate(row):
            pair.features.update(_rivals(likeness, p, m), parallel=parallel.get((p, m), 0.0))
            scored.append(_scored(p, m, pair, weights.score(pair.features), problems[p], measures[m]))
    columns = _PartColumns(measures, asked, comparison, weights)
    scored = [
        _by_part(entry, columns.of(entry.measure), likeness, weights)
        if entry.score < weights.possible and not measures[entry.measure].owners
        else entry
        for entry in scored
    ]
    placed = _by_place(scored, len(problems), len(measures), weights)
    return [_of_nothing(entry) if measures[entry.measure].hollow else entry for entry in placed]


def _of_nothing(entry: Scored) -> Scored:
    """A measure that says nothing answers what shares its words or topics (学习 by 加强学习), never what it only stands beside."""
    tied = entry.beneath or entry.pair.words or entry.pair.topics
    return entry if tied else replace(entry, score=min(entry.score, _NOTHING), placed=False)


def _by_place(scored: Sequence[Scored], asked: int, offered: int, weights: Weights) -> list[Scored]:
    """What is left over at one place of two lists of one length is possible.

    A writer who lists four problems and four measures has most likely answered the second by the second, in words
    that the topics do not know; to say 未见 there would rest on what the checker does not know. Not so where any
    answer crosses the order, where the two speak of different topics, or where the measure is nearer to another problem.
    """
    if asked != offered or asked < _LEAST_LIST:
        return list(scored)
    found = [entry for entry in scored if entry.score >= weights.possible]
    kept = {entry.problem for entry in found if entry.problem == entry.measure}
    if any(entry.problem not in kept for entry in found):
        return list(scored)
    claimed = {entry.measure for entry in found if entry.score >= weights.clear}
    return [
        replace(entry, score=weights.possible, placed=True)
        if entry.problem == entry.measure and entry.problem not in kept and _unclaimed(entry, claimed, alone=len(kept) == asked - 1)
        else entry
        for entry in scored
    ]


def _unclaimed(entry: Scored, claimed: Collection[int], *, alone: bool) -> bool:
    """Nothing speaks against a pair: neither other topics nor a problem that the measure fits better.

    Where only this problem is left, a measure that may as well be another's (none of the ``claimed``) is taken for its own.
    """
    features = entry.pair.features
    nearer = features["problem_margin"] < 0 and not (alone and entry.measure not in claimed)
    return features["topics_apart"] < _APART and not nearer


def _parts(text: str) -> list[str]:
    """The sentences and clauses of a measure that may each serve a problem of its own; none where it is but one."""
    parts = [part for part in _PART_END.split(text) if len(part) >= _LEAST_PART]
    return parts[:_MOST_PARTS] if len(parts) > 1 else []


class _PartColumns:
    """The parts of each measure beside every problem, made once a measure: long lists would else cost the cube of their length."""

    def __init__(self, measures: Sequence[Item], asked: Sequence[View], comparison: Comparison, weights: Weights) -> None:
        self._measures, self._asked, self._comparison, self._weights = measures, asked, comparison, weights
        self._made: dict[int, list[tuple[list[Pair], list[float]]]] = {}

    def of(self, measure: int) -> list[tuple[list[Pair], list[float]]]:
        """For each part of a measure: its pair with each problem, and how like each it is. Empty where it is but one part."""
        if measure not in self._made:
            self._made[measure] = [self._column(part) for part in _parts(self._measures[measure].text)]
        return self._made[measure]

    def _column(self, part: str) -> tuple[list[Pair], list[float]]:
        view = self._comparison.view(part, problem=False)
        column = [self._comparison.pair(problem, view) for problem in self._asked]
        return column, [self._weights.likeness(pair.features) for pair in column]


def _by_part(
    entry: Scored, columns: Sequence[tuple[list[Pair], list[float]]], likeness: Sequence[Sequence[float]], weights: Weights
) -> Scored:
    """A pair told anew by that part of its measure which speaks of the problem, where the measure as a whole speaks of another.

    加强自身建设。坚持自学；落实督办通报 is one measure and serves two problems in two clauses.
    """
    others = [value for m, value in enumerate(likeness[entry.problem]) if m != entry.measure]
    best = entry
    for column, alike in columns:
        pair = column[entry.problem]
        here, rivals = alike[entry.problem], [value for p, value in enumerate(alike) if p != entry.problem]
        pair.features.update(_standing(here, others, rivals), parallel=0.0)
        score = weights.score(pair.features)
        if score > best.score:
            best = replace(entry, pair=pair, score=score)
    return best


def _scored(p: int, m: int, pair: Pair, score: float, problem: Item, measure: Item) -> Scored:
    if problem.ordinal and problem.ordinal in (named := _named(measure.text)):
        return Scored(p, m, pair, max(score, _BENEATH), f"措施写明针对第{problem.ordinal}项")
    if problem.ordinal and named:
        return Scored(p, m, pair, round(_BENEATH_ANOTHER * score, 3), "")
    if problem in measure.owners:
        return Scored(p, m, pair, max(score, _BENEATH), "措施与问题在表格的同一行" if measure.tabled else "措施写在该问题之下")
    if pair.features["aimed"] >= _AIMED:
        score = max(score, _AIMED_AT)
    return Scored(p, m, pair, round(_BENEATH_ANOTHER * score, 3) if measure.owners else score, "")


@lru_cache(maxsize=256)  # asked for each problem anew
def _named(text: str) -> tuple[int, ...]:
    """The numbers of the problems that a measure says it is for: 针对第1项和第6项，…"""
    lead = _FOR.match(text)
    numbers = (parse_number(number) for number in _NUMBER.findall(lead[0])) if lead else ()
    return tuple(number for number in numbers if isinstance(number, int))


def _rivals(likeness: Sequence[Sequence[float]], p: int, m: int) -> dict[str, float]:
    """How a pair stands against the problem's other measures and the measure's other problems."""
    measures = [value for other, value in enumerate(likeness[p]) if other != m]
    problems = [row[m] for other, row in enumerate(likeness) if other != p]
    return _standing(likeness[p][m], measures, problems)


def _standing(here: float, measures: Sequence[float], problems: Sequence[float]) -> dict[str, float]:
    """A pair's likeness ``here`` beside that of the problem with other ``measures`` and of the measure with other ``problems``."""
    return {
        "best_measure": float(here > max(measures, default=0.0)),
        "best_problem": float(here > max(problems, default=0.0)),
        "measure_margin": max(-1.0, min(1.0, here - max(measures, default=0.0))),
        "problem_margin": max(-1.0, min(1.0, here - max(problems, default=0.0))),
    }


def _parallel(likeness: Sequence[Sequence[float]], problems: Sequence[Item], measures: Sequence[Item]) -> dict[tuple[int, int], float]:
    """For pairs of one number in lists of one length: the share of the other such pairs that are each other's best.

    An equal number alone says little, since measures are often told in another order; it counts as
    far as the rest of the report keeps the order.
    """
    count = len(problems)
    if (
        count != len(measures)
        or count < 2
        or any(one.ordinal == 0 or one.ordinal != other.ordinal for one, other in zip(problems, measures, strict=True))
    ):
        return {}
    kept = [all(_rivals(likeness, i, i)[name] for name in ("best_measure", "best_problem")) for i in range(count)]
    return {(i, i): (sum(kept) - kept[i]) / (count - 1) for i in range(count)}


def choose_answers(scored: Sequence[Scored], weights: Weights) -> tuple[Answer, ...]:
    """The pairs that answer, each with its strength and what speaks for it."""
    return tuple(
        Answer(entry.problem, entry.measure, strength, entry.score, evidence(entry))
        for entry in scored
        if (strength := _strength(entry.score, weights)) is not None
    )


def _strength(score: float, weights: Weights) -> Literal["clear", "possible"] | None:
    if score >= weights.clear:
        return "clear"
    return "possible" if score >= weights.possible else None


def evidence(entry: Scored) -> tuple[str, ...]:
    """What counted for a pair, in the words of the report: 督查 → 抓落实, 共有词：污水管网."""
    pair = entry.pair
    said: list[str] = []
    if entry.beneath:
        said.append(entry.beneath)
    if pair.features["aimed"] >= _AIMED:
        said.append(f"措施指明：{pair.aim}")
    for topic, (asked, offered) in list(zip(pair.topics, pair.ties, strict=True))[:_TOPICS_SHOWN]:
        said.append(f"同一主题：{topic}（{asked}）" if asked == offered else f"同一主题：{topic}（{asked} → {offered}）")
    if pair.words:
        said.append("共有词：" + "、".join(pair.words[:_WORDS_SHOWN]))
    if pair.features["parallel"] >= 1:
        said.append("序号相同，其余各条也依次对应")
    elif entry.placed:
        said.append("两处条数相同，所在次序也相同")
    return tuple(said) or ("两者在全文中彼此最接近",)


def nearest_measure(problem: int, scored: Sequence[Scored], heads: Sequence[str]) -> Nearest | None:
    """The measure that scores highest for a problem which none answers, and why it does not fit.

    ``heads`` are the first words of all problems, to name the one that the measure fits better.
    """
    offers = [entry for entry in scored if entry.problem == problem]
    if not offers:
        return None
    best = max(offers, key=lambda entry: (entry.score, -entry.measure))
    rival = max((entry for entry in scored if entry.measure == best.measure), key=lambda entry: (entry.score, -entry.problem))
    if rival.problem != problem and rival.score > 2 * best.score:
        return Nearest(best.measure, best.score, f"这条措施更贴近另一个问题“{heads[rival.problem].rstrip('，,。；;')}”")
    return Nearest(best.measure, best.score, _misfit(best.pair))


def _misfit(pair: Pair) -> str:
    """Why a pair does not belong together."""
    if pair.words:
        return f"两者只共有“{'、'.join(pair.words[:2])}”，所说的事不同"
    if pair.topics:
        return f"两者只在“{pair.topics[0]}”上沾边，没有说同一件事"
    if pair.asked and pair.offered:
        return f"问题说的是{pair.asked[0]}，措施说的是{pair.offered[0]}"
    return "两者没有共同的主题，也没有共有的专门词语"
