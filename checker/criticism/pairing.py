"""Which measure answers which problem: features of every pair, a logistic model over them, and the evidence in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from checker.criticism.features import Comparison, Pair, structure
from checker.criticism.items import Item
from checker.criticism.lexicon import CriticismLexicon
from checker.model import Answer, Nearest

# likeness before rivals are looked at; only its order within a report matters
_BASE = (
    ("word_cosine", 1.0),
    ("bigram_cosine", 1.0),
    ("topic_cosine", 0.8),
    ("topic_heads", 0.5),
    ("problem_head_topic", 0.6),
    ("aimed", 0.8),
    ("topic_near", 0.2),
)
_BENEATH = 0.98  # the score of a measure that stands under its problem
_WORDS_SHOWN = 4
_TOPICS_SHOWN = 2


@dataclass(frozen=True)
class Scored:
    """A pair with all its features and its score."""

    problem: int
    measure: int
    pair: Pair
    score: float


def score_pairs(problems: Sequence[Item], measures: Sequence[Item], comparison: Comparison, lexicon: CriticismLexicon) -> list[Scored]:
    """Every problem with every measure, in order of problem and measure."""
    asked = [comparison.view(item.text, problem=True) for item in problems]
    offered = [comparison.view(item.text, problem=False) for item in measures]
    grid = [[comparison.pair(problem, measure) for measure in offered] for problem in asked]
    base = [[sum(weight * pair.features[name] for name, weight in _BASE) for pair in row] for row in grid]
    scored: list[Scored] = []
    for p, row in enumerate(grid):
        for m, pair in enumerate(row):
            pair.features.update(structure(problems[p], measures[m], problems, measures))
            pair.features.update(_rivals(base, p, m))
            scored.append(Scored(p, m, pair, lexicon.weights.score(pair.features)))
    return scored


def _rivals(base: Sequence[Sequence[float]], p: int, m: int) -> dict[str, float]:
    """How a pair stands against the measure's other problems and the problem's other measures."""
    here = base[p][m]
    measures = [value for other, value in enumerate(base[p]) if other != m]
    problems = [row[m] for other, row in enumerate(base) if other != p]
    return {
        "best_measure": float(all(here > value for value in measures) and here > 0),
        "best_problem": float(all(here > value for value in problems) and here > 0),
        "measure_margin": max(-1.0, min(1.0, here - max(measures, default=0.0))),
        "problem_margin": max(-1.0, min(1.0, here - max(problems, default=0.0))),
    }


def choose_answers(scored: Sequence[Scored], lexicon: CriticismLexicon) -> tuple[Answer, ...]:
    """The pairs that answer, each with its strength and what speaks for it."""
    answers = []
    for entry in scored:
        beneath = entry.pair.features["beneath"] > 0
        score = max(entry.score, _BENEATH) if beneath else entry.score
        strength = _strength(score, lexicon)
        if strength is not None:
            answers.append(Answer(entry.problem, entry.measure, strength, score, evidence(entry.pair)))
    return tuple(answers)


def nearest_measure(problem: int, scored: Sequence[Scored], asked: Sequence[str]) -> Nearest | None:
    """The measure that scores highest for a problem which none answers, and why it does not fit.

    ``asked`` holds the heads of all problems, to name the one that the measure fits better.
    """
    offers = [entry for entry in scored if entry.problem == problem]
    if not offers:
        return None
    best = max(offers, key=lambda entry: (entry.score, -entry.measure))
    rival = max((entry for entry in scored if entry.measure == best.measure), key=lambda entry: (entry.score, -entry.problem))
    if rival.problem != problem and rival.score > 2 * best.score:
        return Nearest(best.measure, best.score, f"这条措施更贴近另一个问题“{asked[rival.problem]}”")
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


def _strength(score: float, lexicon: CriticismLexicon) -> Literal["clear", "possible"] | None:
    if score >= lexicon.weights.clear:
        return "clear"
    return "possible" if score >= lexicon.weights.possible else None


def evidence(pair: Pair) -> tuple[str, ...]:
    """What counted for a pair, in the words of the report: 督查 → 抓落实, 共有词：污水管网."""
    said: list[str] = []
    if pair.features["beneath"]:
        said.append("措施写在该问题之下")
    if pair.aim and pair.features["aimed"] >= 0.5:
        said.append(f"措施指明：{pair.aim}")
    for topic, (asked, offered) in list(zip(pair.topics, pair.ties, strict=True))[:_TOPICS_SHOWN]:
        said.append(f"同一主题：{topic}（{asked}）" if asked == offered else f"同一主题：{topic}（{asked} → {offered}）")
    if pair.words:
        said.append("共有词：" + "、".join(pair.words[:_WORDS_SHOWN]))
    if pair.features["same_number_and_count"]:
        said.append("序号相同")
    return tuple(said)
