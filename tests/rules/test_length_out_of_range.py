"""篇幅要在规定的范围内：不设范围就不检查。"""

from __future__ import annotations

from rules.length_out_of_range import Options, check

TEXT = "石岭镇党委书记2024年度述职报告\n一、履职情况\n建成冷库1座。\n"


def messages(document, **options: int) -> list[str]:
    return [hit.message for hit in check(document, Options(**options))]


def test_no_limit_no_finding(annotate):
    assert messages(annotate(TEXT)) == []


def test_too_short(annotate):
    assert messages(annotate(TEXT), minimum=100) == ["全文30字，不足下限100字，还差70字"]


def test_too_long(annotate):
    assert messages(annotate(TEXT), maximum=20) == ["全文30字，超过上限20字，多出10字"]
