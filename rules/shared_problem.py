"""同一句问题不应出现在三份以上的报告里

“共性问题”人人可写，写了等于没写。本规则把全批报告查摆的问题逐条比较，三个以上不同的人
写的问题一字不差（标点、数字除外）时提示。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import FolderContext, FolderExample, FolderHit, FolderRule, Place, Severity, Traits
from rules._pairs import same_author

_HAN = re.compile(r"[^\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Options:
    """How many reports, and how long a problem must be to count."""

    reports: int = 3
    shortest: int = 8


def check(traits: tuple[Traits, ...], context: FolderContext, options: Options) -> Iterator[FolderHit]:
    """One hit for each problem that several people state in the same words."""
    stated: dict[str, list[tuple[Traits, Place]]] = defaultdict(list)
    for report in traits:
        for problem in report.problems:
            words = _HAN.sub("", problem.value)
            if len(words) >= options.shortest and not report.earlier:
                stated[words].append((report, Place(report.path, problem.span)))
    for places in stated.values():
        authors = _different(report for report, _ in places)
        if len(authors) >= options.reports:
            yield FolderHit(
                places=tuple(place for _, place in places),
                message=f"同一句问题出现在{len(authors)}个人的报告里",
                evidence="见于：" + "、".join(dict.fromkeys(place.path for _, place in places)) + "。",
                suggestion="请各自结合本人实际查摆，写出具体的事和数。",
                details=(("reports", len(authors)),),
            )


def _different(reports: Iterator[Traits]) -> list[Traits]:
    found: list[Traits] = []
    for report in reports:
        if not any(same_author(report, other) or report.path == other.path for other in found):
            found.append(report)
    return found


def _report(unit: str, problem: str) -> str:
    duty = f"{unit}党委书记2024年度述职报告\n一、履行职责情况\n全年下村120天，修渠3公里。"
    return f"{duty}\n二、存在的问题\n一是{problem}。\n三、整改措施\n一是每月下村走访10天。"


RULE = FolderRule(
    name="shared-problem",
    summary="同一句问题不应出现在三份以上的报告里",
    severity=Severity.NOTICE,
    options=Options,
    examples=(
        FolderExample(
            (
                ("甲.txt", _report("竹溪镇", "深入基层不够，走访困难户偏少")),
                ("乙.txt", _report("梅岭镇", "深入基层不够，走访困难户偏少")),
                ("丙.txt", _report("松口镇", "抓项目落地不紧，渠道工程晚开工两个月")),
            )
        ),
        FolderExample(
            tuple((f"{unit}.txt", _report(unit, "深入基层不够，走访困难户偏少")) for unit in ("竹溪镇", "梅岭镇", "松口镇")),
            marks=tuple((f"{unit}.txt", "深入基层不够") for unit in ("松口镇", "梅岭镇", "竹溪镇")),
        ),
    ),
    check=check,
)
