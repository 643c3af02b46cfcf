"""数量应当在本级单位可能的范围内

多写一个“万”字、错一位小数，数就大得离谱：一个镇收几百万吨菜、一年修几千公里村道、人均收入几十万元。
范围按村、镇、县分级，定得很宽，取自资料表；亩产由同一句里的面积和产量折算。范围之外也可能属实，所以只提醒核对。
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
    """数量远远超出本级单位可能范围的地方。"""
    yield from broken(document, "magnitude")


RULE = Rule(
    name="implausible-magnitude",
    family=Family.FIGURES,
    summary="数量应当在本级单位可能的范围内",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example("松溪镇2024年度述职报告\n全年蔬菜产量达到180万吨。", marks=("全年蔬菜产量达到180万吨",)),
        Example("松溪镇2024年度述职报告\n种植蔬菜2.4万亩，全年蔬菜产量达到9.6万吨。"),
    ),
    check=check,
)
