"""The faster gathering of features gives pkuseg's own, feature by feature: scores and words cannot differ."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy_pkuseg import pkuseg

from checker.segmentation import cutter
from checker.segmentation.shipped import MODEL

TEXTS = [
    "全年走访困难群众三百余户，新建村级文化广场5个。",
    "２０２４年ＧＤＰ增长6.5%，其中第一产业增长４．２％",
    "党风廉政建设责任制落实有差距；抓落实的韧劲不足，遇到难题有畏难情绪。",
    "a-b_c.d,e|f/g*h:i**Num**noWord",
    "的",
    "一二",
]


@pytest.fixture(scope="module")
def original() -> Any:
    """Pkuseg with the shipped model, as its authors wrote it."""
    return pkuseg(str(MODEL), user_dict=None)


@pytest.fixture(scope="module")
def ours(original: Any) -> cutter._Cutter:
    return cutter._Cutter(original)


def assert_same(original: Any, ours: cutter._Cutter, text: str) -> None:
    nodes = list(original.feature_extractor.normalize_text(text))
    assert ours._features(nodes) == [original.feature_extractor.get_node_features_idx(i, nodes) for i in range(len(nodes))]
    assert ours(text) == original._cut(text)


@pytest.mark.parametrize("text", TEXTS)
def test_features_and_words_are_pkusegs_own(original: Any, ours: cutter._Cutter, text: str) -> None:
    assert_same(original, ours, text)


@settings(max_examples=200, deadline=None)
@given(st.text("党建工作会议三5*-ａＡ.落实不力的，。抓好村级", min_size=1, max_size=30))
def test_features_and_words_are_pkusegs_own_for_any_text(original: Any, ours: cutter._Cutter, text: str) -> None:
    assert_same(original, ours, text)


def test_full_memory_changes_nothing(original: Any, ours: cutter._Cutter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutter, "_REMEMBERED", 3)
    for text in TEXTS:
        assert_same(original, ours, text)


def test_a_model_with_other_features_is_left_to_pkuseg(monkeypatch: pytest.MonkeyPatch) -> None:
    from spacy_pkuseg.config import config

    model = pkuseg(str(MODEL), user_dict=None)
    monkeypatch.setattr(config, "wordMax", 5)
    cutter.cutter(model)

    assert "_cut" not in vars(model)
