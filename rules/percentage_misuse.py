"""百分比、倍数和百分点不能用错

减少一倍就没有了，所以下降、减少不能说几倍，也不能超过100%（由亏转盈除外）；满意度、合格率、覆盖率是部分与全体之比，不会超过100%；
百分点只用于两个百分比之差，数量的增减要用百分比。完成任务、计划、目标的百分比可以超过100%。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Rule, Severity
from rules._statistics import broken


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项：允许的出入由数字自身的精度决定。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """各处误用百分比、倍数或百分点的地方。"""
    yield from broken(document, "form")


RULE = Rule(
    name="percentage-misuse",
    family=Family.FIGURES,
    summary="百分比、倍数和百分点不能用错",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example("越级上访量比上年下降了1.5倍。", marks=("越级上访量比上年下降了1.5倍",)),
        Example("群众满意度达到104%。", marks=("群众满意度达到104%",)),
        Example("粮食产量1.2万吨，增加了6个百分点。", marks=("1.2万吨，增加了6个百分点",)),
        Example("完成招商任务的112%，越级上访量下降45%。"),
    ),
    check=check,
)
