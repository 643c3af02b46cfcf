"""Comparable texts, shared runs, candidates."""

import random
import zlib
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.likeness import GRAM, SAMPLE, candidates, fingerprints, plain, shared_runs

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E00 + 400), max_size=300)


def chars(count: int, seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chr(0x4E00 + chance.randrange(5000)) for _ in range(count))


def test_headings_digits_punctuation_and_names_are_taken_out() -> None:
    text = "一、履行职责情况\n竹溪镇全年修渠3200米、栽树五百株，听课的果农从最初稀稀拉拉坐不满半间屋。"
    assert plain(text, ["竹溪镇"]).text == "全年修渠米栽树株听课的果农从最初稀稀拉拉坐不满半间屋"


@given(HAN)
def test_offsets_lead_back_to_the_characters(text: str) -> None:
    compared = plain(text)
    assert all(text[at] == char for char, at in zip(compared.text, compared.offsets, strict=True))


@given(HAN, HAN, HAN)
def test_a_run_stands_in_both_texts(before: str, common: str, after: str) -> None:
    one, other = before + common, common + after
    for run in shared_runs(one, other, shortest=20):
        assert one[run.start : run.end] == other[run.other_start : run.other_end]
        assert run.length >= 20


def test_a_long_common_stretch_is_found_whole() -> None:
    common = chars(200, 1)
    (run,) = shared_runs(chars(300, 2) + common + chars(100, 3), chars(50, 4) + common, shortest=60)
    assert (run.start, run.length) == (300, 200)


def test_a_fingerprint_is_the_checksum_of_a_shingle() -> None:
    text = chars(300, 4)
    checksums = {zlib.crc32(text[i : i + GRAM].encode("utf-32-le")) for i in range(len(text) - GRAM + 1)}

    assert [*fingerprints(text)] == sorted(checksum for checksum in checksums if checksum % SAMPLE == 0)


@pytest.mark.parametrize("text", ["", "学习", "学习贯彻精神要求"[:GRAM]])
def test_a_text_has_no_more_fingerprints_than_shingles(text: str) -> None:
    assert len(fingerprints(text)) <= max(0, len(text) - GRAM + 1)


def test_equal_stretches_keep_equal_fingerprints() -> None:
    common = chars(1000, 5)
    one, other = set(fingerprints(common)), set(fingerprints(chars(500, 6) + common))
    assert len(one & other) / len(one) > 0.99


def test_pairs_that_share_enough_are_candidates_and_no_others() -> None:
    common = chars(600, 7)
    texts = [common + chars(400, 8), chars(400, 9) + common, chars(1000, 10)]
    (pair,) = candidates([fingerprints(text) for text in texts], most=20, least=0.2)
    assert (pair.one, pair.other) == (0, 1)
    assert 0.5 < pair.share < 0.7


def test_what_many_reports_hold_is_common_stock() -> None:
    stock = chars(600, 11)
    prints = [fingerprints(stock + chars(400, seed)) for seed in range(12, 20)]
    assert not list(candidates(prints, most=5, least=0.1))


def test_no_texts_and_empty_texts_have_no_candidates() -> None:
    assert not list(candidates([], most=5, least=0.1))
    assert not list(candidates([array("I"), array("I")], most=5, least=0.1))


@pytest.mark.parametrize("at_once", [1, 7, 100])
def test_counting_pairs_in_turns_finds_the_same(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)
    prints = [array("I", sorted(chance.sample(range(400), chance.randint(0, 60)))) for _ in range(40)]
    whole = list(candidates(prints, most=9, least=0.05))
    monkeypatch.setattr("checker.likeness._PAIRS", at_once)

    assert len(whole) > 100
    assert list(candidates(prints, most=9, least=0.05)) == whole
