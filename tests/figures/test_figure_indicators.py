"""What the ledger calls a figure: the thing counted, without what leads in and what is said of it."""

from collections.abc import Callable

import pytest

from checker.figures import Ledger


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("松溪镇现有24个村党组织。", "村党组织"),
        ("松溪镇现有基层党组织24个。", "基层党组织"),
        ("现有基层党组织24个。", "基层党组织"),
        ("年底24个党组织中创成先进6个。", "党组织"),
        ("一是每月下村12天。", "下村"),
        ("今年村集体收入320万元。", "村集体收入"),
        ("全年主持召开党委会26次。", "党委会"),
        ("与21个村逐一签订责任书。", "村"),
        ("组织生活会2次。", "组织生活会"),
        ("中药材2400亩。", "中药材"),
        ("年底分红26万元。", "分红"),
        ("帮助3家农产品加工企业解决难题。", "农产品加工企业"),
        ("整改率98%。", "整改率"),
        ("全院在岗职工67人。", "在岗职工"),
        ("学校在编教师125人。", "学校在编教师"),
        ("## 经营面积 12.8 万亩。", "经营面积"),
    ],
)
def test_the_indicator_is_a_clean_noun(ledger: Callable[..., Ledger], text: str, indicator: str) -> None:
    assert ledger(text).claims[0].indicator == indicator


def test_a_value_reached_has_the_indicator_it_grew_from(ledger: Callable[..., Ledger]) -> None:
    claims = ledger("村集体收入由320万元增至400万元，增长25%。").claims
    assert [claim.indicator for claim in claims] == ["村集体收入", "村集体收入", "村集体收入增长"]
