"""原文的引用：整句整读，断开的地方看得出来。"""

from __future__ import annotations

import pytest

from rules._excerpt import excerpt, shortened

LONG = "甲乙丙丁戊己庚辛壬癸" * 5  # words without a stop


@pytest.mark.parametrize(
    ("text", "passage", "quoted"),
    [
        ("全年修路，新建水池X口，受益农户210户。", "X口", "新建水池X口，受益农户210户"),
        ("全年修路。新建水池X口", "X口", "新建水池X口"),
        ("新建水池3口，，受益农户210户。还要修路。", "，，", "新建水池3口，，受益农户210户"),
        ("我校开展家访。全年修路。", "我校", "我校开展家访"),
        (f"{LONG}X口{LONG}", "X口", "…己庚辛壬癸甲乙丙丁戊己庚辛壬癸X口甲乙丙丁戊己庚辛壬癸甲乙丙丁戊…"),
        (f"第一行\n{LONG}", "第一行", "第一行 甲乙丙丁戊己庚辛壬癸甲乙丙丁戊…"),
    ],
)
def test_a_passage_stands_in_its_whole_clause_or_shows_where_it_is_cut(text: str, passage: str, quoted: str):
    at = text.index(passage)
    assert excerpt(text, at, at + len(passage)) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("全年集中学习8次。", "全年集中学习8次"),
        (
            "全年集中学习党的创新理论8次，撰写心得体会文章12篇，在全镇干部大会上作辅导报告3场，带动各村学习。",
            "全年集中学习党的创新理论8次，撰写心得体会文章12篇…",
        ),
        (LONG, LONG[:40] + "…"),
    ],
)
def test_a_long_sentence_ends_after_a_whole_clause(text: str, quoted: str):
    assert shortened(text, 40) == quoted
