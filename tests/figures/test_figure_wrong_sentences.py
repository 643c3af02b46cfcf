"""Sentences as duty reports write them, each with one figure that does not hold: found, by the check named, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.figures import Ledger

LINES = (Path(__file__).parent / "wrong_sentences.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES]


@pytest.mark.parametrize(("check", "text"), CASES)
def test_a_wrong_sentence_is_found(ledger: Callable[..., Ledger], check: str, text: str) -> None:
    found = ledger(text.replace("\\n", "\n"))
    assert [statistic.check for statistic in found.statistics if statistic.holds is False] == [check]
