"""占比应当与部分和总数相符

某数占总数的百分之几，用文中的两个数一除便知。占比的总数往往不是最近的那个数：
凡前文同单位的数、所列各项之和都要试过，一个也对不上才报，并写明试过哪些；文中没有写出总数的不算。
四舍五入、截尾、末项凑成100%都不算错。
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
    """各处占比与所有可能的总数都不符的地方。"""
    yield from broken(document, "share")


RULE = Rule(
    name="share-mismatch",
    family=Family.FIGURES,
    summary="占比应当与部分和总数相符",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example("全镇48个网格中达到标准的36个，占85%。", marks=("36个，占85%",)),
        Example("全镇48个网格中达到标准的36个，占75%。"),
        Example("全年受理来信60件，其中检举类45件，占75%；建议类15件，占25%。"),
        Example("新增企业12家，占全县的9%。"),
    ),
    check=check,
)
