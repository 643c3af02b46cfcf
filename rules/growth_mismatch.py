"""增减幅度应当与前后两数相符

由甲增至乙、比上年的甲增加多少、比上年多多少、翻一番、是原来的几倍、提高几个百分点，前后两数都在文中，一算便知。
年均、实际、可比价、同口径的增幅不能由两数直接相除得出，不算；按可比价计算的生产总值、增加值，对不上也不报。
允许的出入看数字是怎么来的：量出来的数容许末位四舍五入或截尾；点出来的人数、件数和以元计的单价是准数，不另放宽；
两个百分比相减，各自取整后至多差不到两个百分点，差到两个就报。表格或分栏列出的上年数、本年数、增长，按行核算。
总体增幅不在各分项增幅之间，而分项之和正是总数的，也属此类。
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
    """各处增减幅度与前后两数不符的地方。"""
    yield from broken(document, "growth", "difference", "multiple", "points", "bracket")


RULE = Rule(
    name="growth-mismatch",
    family=Family.FIGURES,
    summary="增减幅度应当与前后两数相符",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example("村集体收入由320万元增至400万元，增长30%。", marks=("由320万元增至400万元，增长30%",)),
        Example("村集体收入由320万元增至400万元，增长25%。"),
        Example("信访量由86件降至61件，比上年减少25件。"),
        Example("全年接待来访74件，比上年的91件减少27件。", marks=("74件，比上年的91件减少27件",)),
        Example("茶青由每斤8元涨到10元，上涨35%。", marks=("由每斤8元涨到10元，上涨35%",)),
        Example("参保率由92%提高到97%，提高7个百分点。", marks=("由92%提高到97%，提高7个百分点",)),
        Example(
            "项目　上年数　本年数　增长\n莲藕面积（亩）　500　600　30%\n路灯（盏）　100　120　20%",
            marks=("莲藕面积（亩）　500　600　30%",),
        ),
        Example("五年间产值由20亿元增至38亿元，年均增长13.7%。"),
    ),
    check=check,
)
