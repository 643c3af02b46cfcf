"""查摆问题要有足够的篇幅：不设比例就不检查。"""

from __future__ import annotations

from rules.thin_self_criticism import Options, check

TEXT = (
    "石岭镇党委书记2024年度述职报告\n一、履职情况\n"
    + "修路引水建库。" * 20
    + "\n二、存在的问题\n（一）下村不够多。\n（二）学习不够深。\n三、2025年工作计划\n再修一条路。\n"
)


def shares(document, percent: float) -> list[object]:
    return [dict(hit.details)["percent"] for hit in check(document, Options(percent=percent))]


def test_no_limit_no_finding(annotate):
    assert shares(annotate(TEXT), 0) == []


def test_the_items_under_the_problems_count_and_the_plans_do_not(annotate):
    assert shares(annotate(TEXT), 30) == [12.2]


def test_enough(annotate):
    assert shares(annotate(TEXT), 5) == []
