"""交来的报告都应当在名册上

只在检查名册所在的文件夹时运行。对不上名册任何一行的报告，可能是交错了地方、文件名写错，
也可能是名册漏列。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import FolderContext, FolderExample, FolderHit, FolderRule, Place, RosterEntry, Severity, Traits
from rules._roster import matches


@dataclass(frozen=True, slots=True)
class Options:
    """No options."""


def check(traits: tuple[Traits, ...], context: FolderContext, options: Options) -> Iterator[FolderHit]:
    """One hit for each report that no row of the roster asks for."""
    for report in traits:
        if context.roster and not report.earlier and not any(matches(report, entry) for entry in context.roster):
            place = (Place(report.path, report.title),) if report.title else ()
            yield FolderHit(
                place,
                f"名册上没有这份报告：{report.path}",
                "按文件名、标题、落款与名册逐行比对，都对不上。",
                "请核对是否交错，或补充名册。",
            )


_ROSTER = (RosterEntry("竹溪镇", "", "党委书记", "述职"), RosterEntry("梅岭镇", "", "党委书记", "述职"))
_ONE = ("竹溪镇党委书记.txt", "竹溪镇党委书记2024年度述职报告\n全年修渠3公里。")
_OTHER = ("梅岭镇党委书记.txt", "梅岭镇党委书记2024年度述职报告\n全年修路5公里。")

RULE = FolderRule(
    name="unexpected-report",
    summary="交来的报告都应当在名册上",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        FolderExample((_ONE, _OTHER), roster=_ROSTER),
        FolderExample((_ONE, _OTHER), marks=((_OTHER[0], "梅岭镇党委书记2024年度述职报告"),), roster=_ROSTER[:1]),
    ),
    check=check,
)
