"""The pairing model's weights: plain numbers, made by ``scripts/train_pairing.py``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over named features, and the scores from which an answer is possible or clear."""

    features: tuple[tuple[str, float], ...]
    intercept: float
    possible: float
    clear: float

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        """Read ``pairing.toml``. Raises KeyError for a missing value."""
        return cls(
            features=tuple((str(name), float(weight)) for name, weight in table["weights"].items()),
            intercept=float(table["intercept"]),
            possible=float(table["possible"]),
            clear=float(table["clear"]),
        )

    def score(self, features: Mapping[str, float]) -> float:
        """The probability, 0 to 1 to three digits, that a pair with these features belongs together."""
        total = self.intercept + sum(weight * features.get(name, 0.0) for name, weight in self.features)
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)
