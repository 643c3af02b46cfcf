"""完成率、人均数和位次应当算得出来

完成率、办结率、整改率由完成数和总数相除得出；人均数乘以人数应当等于总数；由第几位升到第几位，升了几位，一减便知。
完成计划、任务、目标的百分比可以超过100%。任务数是定下来的，写成整数就按准数算，只容许完成数取整；
若任务数本身取过整才说得通，只提醒。文中只有一个数的不算。
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
    """各处完成率、人均数、位次与文中的数不符的地方。"""
    yield from broken(document, "completion", "per-capita", "rank")


RULE = Rule(
    name="completion-mismatch",
    family=Family.FIGURES,
    summary="完成率、人均数和位次应当算得出来",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example("收到群众诉求80件，已办结72件，办结率95%。", marks=("80件，已办结72件，办结率95%",)),
        Example("收到群众诉求80件，已办结72件，办结率90%。"),
        Example("轮训党员1260人次，完成计划1200人次的105%。"),
        Example("完成投资4.6亿元，为年度任务4亿元的125%。", marks=("4.6亿元，为年度任务4亿元的125%",)),
        Example("年度任务4000万元，实际完成4600万元，为任务的115%。"),
        Example("综合考核由全县第9位升至第4位，前移6位。", marks=("由全县第9位升至第4位，前移6位",)),
    ),
    check=check,
)
