"""同一单位的几份报告，同一项数据应当一致

书记、班子、副职的报告常由不同的人起草，党员数、村数、集体收入各写各的，会上一对就露馅。
本规则只比较少数几项一年内变动小、口径单一的数据，且要求单位、年度、范围和计量单位都相同；
时点不同也会造成差异，所以只提请核对。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import FolderContext, FolderExample, FolderHit, FolderRule, Place, Severity, TraitFigure, Traits

_POSSESSION = re.compile(r"^.{0,8}?(?:现有|共有|总共有|下辖|管辖|辖)")
_Key = tuple[str, int | None, str, str, str]


@dataclass(frozen=True, slots=True)
class Options:
    """Which indicators are compared."""

    indicators: tuple[str, ...] = ("党员", "党支部", "党组织", "基层党组织", "行政村", "村集体经济总收入", "总人口", "户籍人口")


def check(traits: tuple[Traits, ...], context: FolderContext, options: Options) -> Iterator[FolderHit]:
    """One hit for each indicator of a unit that its reports give differently."""
    stated: dict[_Key, list[tuple[Traits, TraitFigure]]] = defaultdict(list)
    for report in traits:
        for figure in report.figures if report.unit and not report.earlier else ():
            if indicator := _compared(figure.indicator, options.indicators):
                stated[report.unit or "", report.year, indicator, figure.scope, figure.unit].append((report, figure))
    for (unit, _, indicator, _, _), given in stated.items():
        values = {figure.value for _, figure in given}
        if len(values) < 2 or len({report.path for report, _ in given}) < 2 or _varies_within(given):
            continue
        first = {report.path: (report, figure) for report, figure in reversed(given)}
        yield FolderHit(
            places=tuple(Place(path, first[path][1].span) for path in sorted(first)),
            message=f"{unit}几份报告的“{indicator}”数不一致",
            evidence="；".join(f"{path}：{first[path][1].value}{first[path][1].unit}" for path in sorted(first)) + "。",
            suggestion="请核对同一时点的数据，几份报告写成一样。",
        )


def _compared(indicator: str, names: tuple[str, ...]) -> str:
    """The compared indicator that a ledger line tells of: 全镇现有党员 is 党员; 流动党员 is none."""
    if not indicator.endswith(names):  # as most
        return ""
    bare = _POSSESSION.sub("", indicator)
    return bare if bare in names else ""


def _varies_within(given: list[tuple[Traits, TraitFigure]]) -> bool:
    """Whether one report alone gives several values: then the indicator is not one thing."""
    by_report: dict[str, set[str]] = defaultdict(set)
    for report, figure in given:
        by_report[report.path].add(figure.value)
    return any(len(values) > 1 for values in by_report.values())


def _report(office: str, members: int) -> str:
    duty = f"竹溪镇{office}2024年度述职报告\n一、履行职责情况\n全镇现有党员{members}名，行政村12个。"
    return f"{duty}\n二、存在的问题\n一是下村少。\n三、整改措施\n一是每月下村10天。"


RULE = FolderRule(
    name="conflicting-reports",
    summary="同一单位的几份报告，同一项数据应当一致",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        FolderExample((("书记.txt", _report("党委书记", 1125)), ("镇长.txt", _report("镇长", 1125)))),
        FolderExample(
            (("书记.txt", _report("党委书记", 1125)), ("镇长.txt", _report("镇长", 1215))),
            marks=(("书记.txt", "全镇现有党员1125名"), ("镇长.txt", "全镇现有党员1215名")),
        ),
    ),
    check=check,
)
