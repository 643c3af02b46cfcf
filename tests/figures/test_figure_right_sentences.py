"""Sentences as duty reports write them, all of them right: none may be called wrong, alone or together."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.figures import Ledger

SENTENCES = (Path(__file__).parent / "right_sentences.txt").read_text(encoding="utf-8").splitlines()


def wrong(ledger: Ledger) -> list[str]:
    return [f"{statistic.message}（{statistic.arithmetic}）" for statistic in ledger.statistics if statistic.holds is False]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_right_sentence_is_not_accused(ledger: Callable[..., Ledger], sentence: str) -> None:
    assert wrong(ledger(sentence)) == []


def test_they_do_not_contradict_one_another(ledger: Callable[..., Ledger]) -> None:
    assert wrong(ledger("\n".join(SENTENCES))) == []
