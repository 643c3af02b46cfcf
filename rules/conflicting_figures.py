"""同一事项的数字前后应当一致

同一年、同一范围、同一指标，前面一个数，后面又是另一个数，至少有一处是笔误。
只在两个数像是笔误（数位颠倒、差一个数字、小数点错位）而范围、时间、单位都相同时才报；
主持、达到、全年、累计等词去掉后指标相同，即为同一指标；主持、参加、办结的数小于总数的，不算矛盾。
计划与完成、累计与当年、某村与全镇、上年与今年不同，不算矛盾。同一会议前面说每周开、后面说每月开，也属此类。
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
    """同一指标后出现的、与前文不一致的地方。"""
    yield from broken(document, "conflict")


RULE = Rule(
    name="conflicting-figures",
    family=Family.FIGURES,
    summary="同一事项的数字前后应当一致",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example(
            "一、履职情况\n全年修建灌溉水渠14.6公里，群众拍手称好。\n二、民生实事\n全年修建灌溉水渠16.4公里、安装路灯80盏。",
            marks=("全年修建灌溉水渠16.4公里",),
        ),
        Example(
            "一、履职情况\n主持党委理论学习中心组学习14次。\n二、廉政情况\n全年党委理论学习中心组学习12次。",
            marks=("全年党委理论学习中心组学习12次",),
        ),
        Example("一、履职情况\n全年修建灌溉水渠14.6公里。\n二、民生实事\n柳溪村修建灌溉水渠4.6公里，累计修建灌溉水渠64.1公里。"),
    ),
    check=check,
)
