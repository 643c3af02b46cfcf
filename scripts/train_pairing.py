"""Fit the weights of the pairing model and write them to rules/lexicon/pairing.toml.

    python scripts/train_pairing.py            fit on tests/criticism/passages/train and benchmarks/labelled, and write
    python scripts/train_pairing.py --dry      print only

Needs scikit-learn; the program itself does not. The model is a logistic regression (L2, C = 1) over
the features of checker/criticism/features.py and pairing.py. A feature whose weight turns out with
the wrong sign (shared topics speaking against a pair) is left out and the rest fitted anew: what is
shown as evidence must never have counted against. Cross-validation leaves out whole passages and reports.
The topics were written with these reports in view, and a new report's field may be in none of them: so every
report is read again with a part of the topics taken away (THINNED), and the weights must hold for both readings.
The weights of the likeness by which rivals are compared, and the thresholds, stand below with
the reason for each; they were chosen on the training passages.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from labelled import Labelled, read_labelled
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from checker.criticism import CriticismLexicon
from checker.criticism.features import Comparison, Frequencies
from checker.criticism.finder import find_items
from checker.criticism.pairing import score_pairs
from checker.criticism.weights import Weights
from checker.model import Span
from checker.segmentation import load_segmenter
from rules.lexicon import tables

ROOT = Path(__file__).resolve().parents[1]
PASSAGES = ROOT / "tests" / "criticism" / "passages"
REPORTS = ROOT / "benchmarks" / "labelled"
LEFT_OUT = ("n", "y", "z")  # the reports that only measure
TOPICS = ("topics", "field_topics")
OUT = ROOT / "rules" / "lexicon" / "pairing.toml"
# words weigh most: a shared rare word is surer than a shared topic, which is surer than a near one
LIKENESS = {
    "word_cosine": 2.0,
    "bigram_cosine": 2.0,
    "character_cosine": 1.0,
    "shared_weight": 0.5,
    "shared_run": 0.5,
    "shared_place": 1.0,
    "topic_cosine": 0.7,
    "topic_best": 0.5,
    "topic_near": 0.4,
    "aimed": 0.8,
    "led": 1.2,
}
AGAINST = {"topics_apart"}  # speaks against a pair
POSSIBLE = 0.45  # best F1 over left-out passages lies between 0.40 and 0.45
CLEAR = 0.8  # of left-out pairs at or above it more than nine in ten are right
FOLDS = 7
THINNED = ((0.3, 1), (0.5, 2), (0.5, 3), (0.7, 4))  # the share of topics taken away, and the seed by which they are drawn


@dataclass(frozen=True)
class Rows:
    """One row a pair: its features, whether it is labelled as an answer, and its passage."""

    names: list[str]
    features: np.ndarray
    right: np.ndarray
    passage: np.ndarray


def rows(reports: list[Labelled], lexicon: CriticismLexicon, weights: Weights) -> Rows:
    """All pairs of all reports but those that the writer paired himself by standing under one another."""
    segment, frequencies = load_segmenter(), Frequencies.shipped()
    features: list[dict[str, float]] = []
    right: list[bool] = []
    passage: list[str] = []
    for report in reports:
        problems, measures = find_items(report.document, lexicon)
        asked = [_label(item.span(report.source.paragraphs), report.problems) for item in problems]
        offered = [_label(item.span(report.source.paragraphs), report.measures) for item in measures]
        comparison = Comparison(lexicon, segment, frequencies, [item.text for item in (*problems, *measures)])
        for entry in score_pairs(problems, measures, comparison, weights) if problems and measures else ():
            if not measures[entry.measure].owners:
                features.append(entry.pair.features)
                right.append((asked[entry.problem], offered[entry.measure]) in report.answers)
                passage.append(report.name)
    names = sorted(features[0])
    return Rows(names, np.array([[row[name] for name in names] for row in features]), np.array(right), np.array(passage))


def thinned(share: float, seed: int) -> CriticismLexicon:
    """The lexicon as it is before any model, with a ``share`` of its topics (0 to 1) taken away."""
    draw = random.Random(seed)  # noqa: S311 - which topics are left out is no secret
    shipped = tables()
    less = {name: {**shipped[name], "topics": [row for row in shipped[name]["topics"] if draw.random() >= share]} for name in TOPICS}
    left = {row["name"] for name in TOPICS for row in less[name]["topics"]}
    near = [{**row, "pairs": [pair for pair in row["pairs"] if left.issuperset(pair)]} for row in shipped["topics"]["near"]]
    untrained: dict[str, Any] = {"weights": {}, "likeness": {}, "intercept": 0, "possible": 0, "clear": 0}
    return CriticismLexicon.from_tables({**shipped, **less, "topics": {**less["topics"], "near": near}, "pairing": untrained})


def joined(parts: Sequence[Rows]) -> Rows:
    """The rows of several readings; a reading that lacks a feature has none of it."""
    names = parts[0].names
    return Rows(names, *(np.concatenate([getattr(part, name) for part in parts]) for name in ("features", "right", "passage")))


def _label(found: Span, labels: tuple[Span, ...]) -> int | None:
    return next((index for index, label in enumerate(labels) if found.overlaps(label)), None)


def fit(data: Rows, which: np.ndarray) -> tuple[dict[str, float], float]:
    """Weights by feature, and the intercept, from the rows ``which``."""
    kept = [index for index in range(len(data.names)) if data.features[which, index].any()]
    while True:
        model = LogisticRegression(C=1.0, max_iter=3000).fit(data.features[which][:, kept], data.right[which])
        signs = [-1 if data.names[index] in AGAINST else 1 for index in kept]
        wrong = {index for index, sign, weight in zip(kept, signs, model.coef_[0], strict=True) if sign * weight < 0.02}
        if not wrong:
            return {data.names[i]: round(float(w), 3) for i, w in zip(kept, model.coef_[0], strict=True)}, round(
                float(model.intercept_[0]), 3
            )
        kept = [index for index in kept if index not in wrong]


def probabilities(data: Rows, weights: dict[str, float], intercept: float) -> np.ndarray:
    """The model's score of every row."""
    total = intercept + data.features @ np.array([weights.get(name, 0.0) for name in data.names])
    return np.asarray(1 / (1 + np.exp(-total)))


def report(title: str, data: Rows, scores: np.ndarray) -> None:
    """Print precision, recall and F1 of pairs at the threshold, and how often each band is right."""
    chosen = scores >= POSSIBLE
    hits = int((chosen & data.right).sum())
    precision, recall = hits / max(1, int(chosen.sum())), hits / max(1, int(data.right.sum()))
    bands = [(low, high, (scores >= low) & (scores < high)) for low, high in ((0.0, POSSIBLE), (POSSIBLE, CLEAR), (CLEAR, 1.01))]
    told = "  ".join(f"{low:.2f}-{high:.2f}: {data.right[band].mean():.3f} of {int(band.sum())}" for low, high, band in bands if band.any())
    print(
        f"{title:16} precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}   right: {told}"
    )


def main() -> None:
    """Fit, cross-validate, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry", action="store_true", help="print only")
    arguments = parser.parse_args()
    start = Weights((), tuple(LIKENESS.items()), 0.0, POSSIBLE, CLEAR)
    reports = [labelled for labelled in read_labelled(REPORTS) if not labelled.name.startswith(LEFT_OUT)]
    learned = [*read_labelled(PASSAGES / "train"), *reports]
    readings = [rows(learned, thinned(share, seed), start) for share, seed in ((0.0, 0), *THINNED)]
    train = joined(readings)
    left_out = np.zeros(len(train.right))
    for known, unknown in GroupKFold(FOLDS).split(train.features, train.right, train.passage):
        left_out[unknown] = probabilities(train, *fit(train, known))[unknown]
    weights, intercept = fit(train, np.arange(len(train.right)))
    whole = len(readings[0].right)
    report("cross-validated", readings[0], left_out[:whole])
    report("topics thinned", joined(readings[1:]), left_out[whole:])
    test = rows(read_labelled(PASSAGES / "test"), thinned(0.0, 0), start)
    report("test passages", test, probabilities(test, weights, intercept))
    lines = [
        "# Made by scripts/train_pairing.py from tests/criticism/passages/train and benchmarks/labelled; not to be edited by hand.",
        "reviewed = 2026-11-27",
        'source = "scripts/train_pairing.py"',
        f"intercept = {intercept}",
        f"possible = {POSSIBLE}",
        f"clear = {CLEAR}",
        "",
        "[weights]",
        *(f"{name} = {weight}" for name, weight in sorted(weights.items())),
        "",
        "[likeness]",
        *(f"{name} = {weight}" for name, weight in LIKENESS.items()),
    ]
    print("\n".join(lines))
    if not arguments.dry:
        OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
