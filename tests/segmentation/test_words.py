"""Words of Chinese text, and where they stand."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.segmentation import SegmentationError, align, load_segmenter
from checker.segmentation.shipped import MODEL

# By the rules of the Chinese Treebank: 不/够, 三百/余/户 are words of their own.
SENTENCES = [
    ("全年走访困难群众三百余户", "全年 走访 困难 群众 三百 余 户"),
    ("对分管领域监督不够严格", "对 分管 领域 监督 不 够 严格"),
    ("我将每月至少两次到村蹲点调研。", "我 将 每月 至少 两 次 到 村 蹲点 调研 。"),
    ("建立督查台账，逐项销号。", "建立 督查 台账 ， 逐项 销号 。"),
    ("党风廉政建设责任制落实有差距", "党风 廉政 建设 责任制 落实 有 差距"),
    ("新建村级文化广场5个", "新建 村级 文化 广场 5 个"),
    ("抓落实的韧劲不足，遇到难题有畏难情绪。", "抓 落实 的 韧劲 不足 ， 遇到 难题 有 畏难 情绪 。"),
    ("深入基层一线的次数偏少", "深入 基层 一线 的 次数 偏少"),
]


@pytest.mark.parametrize(("sentence", "words"), SENTENCES)
def test_official_chinese_is_cut_into_its_words(sentence: str, words: str) -> None:
    assert load_segmenter()(sentence) == words.split()


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\u3000\t"])
def test_blank_text_has_no_words(blank: str) -> None:
    assert load_segmenter()(blank) == []


def test_a_sentence_has_the_same_words_wherever_it_stands() -> None:
    segment = load_segmenter()
    sentence = "办好十件民生实事。"

    assert segment(f"全镇上下同心。{sentence}") == [*segment("全镇上下同心。"), *segment(sentence)]


def test_changing_the_answer_does_not_change_the_next_one() -> None:
    segment = load_segmenter()
    segment("深入基层调研。").clear()

    assert segment("深入基层调研。")


def test_the_model_is_loaded_once_a_process() -> None:
    assert load_segmenter() is load_segmenter()


def test_nothing_is_downloaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(MODEL, "mixed")  # also the name of a model that pkuseg would fetch

    assert load_segmenter(Path("mixed"))("调研") == ["调研"]


def test_importing_the_package_loads_no_model() -> None:
    code = "import sys, checker.segmentation; sys.exit(bool({'spacy_pkuseg', 'numpy', 'spacy'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_word_is_placed_with_blanks_between() -> None:
    text = " 调研　走访\n12 户"

    assert align(text, ["调研", "走访", "12", "户"]) == ((1, 3), (4, 6), (7, 9), (10, 11))


@pytest.mark.parametrize("words", [["调研"], ["调研", "走"], ["调研", "", "走访"], ["走访", "调研"], ["调研", "走访", "户"]])
def test_words_of_another_text_are_refused(words: list[str]) -> None:
    with pytest.raises(ValueError):
        align("调研走访", words)


CHINESE_AND_WORSE = st.text() | st.text(alphabet="我镇调研走访。！；”（ 　\n\t1２a%�\u200b\U0002a6a5\ud800", max_size=60)


@given(CHINESE_AND_WORSE)
def test_every_character_but_blanks_belongs_to_exactly_one_word(text: str) -> None:
    words = load_segmenter()(text)
    places = align(text, words)

    covered = [position for start, end in places for position in range(start, end)]
    assert covered == [position for position, character in enumerate(text) if not character.isspace()]
    assert [text[start:end] for start, end in places] == words


def test_the_absent_model_is_named_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SegmentationError, match=r"缺少features\.msgpack，请"):
        load_segmenter(tmp_path)


def test_files_that_are_no_model_are_named_in_one_sentence(tmp_path: Path) -> None:
    for name in ("features.msgpack", "weights.npz"):
        (tmp_path / name).write_bytes(b"\xc1")

    with pytest.raises(SegmentationError, match="无法读取"):
        load_segmenter(tmp_path)
