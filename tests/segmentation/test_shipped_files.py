"""The model and the frequency tables are what they were when they were made."""

import shutil
from pathlib import Path

import pytest

from checker.segmentation import SegmentationError, bigram_frequencies, damaged_files, document_frequencies, load_segmenter
from checker.segmentation.shipped import MODEL, records


def test_the_shipped_model_is_what_its_provenance_says() -> None:
    assert sorted(records()) == ["features.msgpack", "weights.npz"]
    assert damaged_files() == ()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


def test_one_changed_byte_is_found_by_checksum(copy: Path) -> None:
    weights = copy / "weights.npz"
    data = bytearray(weights.read_bytes())
    data[1000] ^= 1
    weights.write_bytes(data)

    assert damaged_files(copy) == ("weights.npz",)


def test_an_incomplete_copy_is_refused_before_loading(copy: Path) -> None:
    features = copy / "features.msgpack"
    features.write_bytes(features.read_bytes()[:-1])

    with pytest.raises(SegmentationError, match=r"features\.msgpack已损坏"):
        load_segmenter(copy)


def test_the_licence_stands_beside_the_model() -> None:
    assert "Copyright (c) 2018 PKUSeg" in (MODEL.parent / "LICENSE-pkuseg").read_text(encoding="utf-8")


@pytest.mark.parametrize(("common", "telling"), [("的", "工作"), ("工作", "督查"), ("加强", "走访"), ("推进", "蹲点")])
def test_a_telling_word_weighs_more_than_a_common_one(common: str, telling: str) -> None:
    weights = document_frequencies()

    assert 0 < weights[common] < weights[telling]


def test_a_word_never_seen_weighs_as_much_as_the_rarest() -> None:
    weights = document_frequencies()

    assert "云岫岭" not in weights
    assert weights["云岫岭"] == max(weights.values())


def test_character_pairs_are_weighed_too() -> None:
    weights = bigram_frequencies()

    assert weights["工作"] < weights["访谈"]
