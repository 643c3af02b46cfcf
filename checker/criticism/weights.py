"""The pairing model's weights: plain numbers, made by ``scripts/train_pairing.py``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

_Weights = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over named features, and the scores from which an answer is possible or clear."""

    features: _Weights
    compared: _Weights  # for the likeness by which a pair is held against its rivals
    intercept: float
    possible: float
    clear: float

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        """Read ``pairing.toml``. Raises KeyError for a missing value."""
        return cls(
            features=tuple((str(name), float(weight)) for name, weight in table["weights"].items()),
            compared=tuple((str(name), float(weight)) for name, weight in table["likeness"].items()),
            intercept=float(table["intercept"]),
            possible=float(table["possible"]),
            clear=float(table["clear"]),
        )

    def likeness(self, features: Mapping[str, float]) -> float:
        """How alike the two texts are, before other pairs are looked at; only differences of it count."""
        return sum(weight * features[name] for name, weight in self.compared)

    def score(self, features: Mapping[str, float]) -> float:
        """The probability, 0 to 1 to three digits, that a pair with these features belongs together."""
        total = self.intercept + sum(weight * features[name] for name, weight in self.features)
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)
