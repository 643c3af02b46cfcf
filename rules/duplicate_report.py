"""名册上的一行不应对应两份报告

只在检查名册所在的文件夹时运行。同一人同一文种交了两份，多半一份是旧稿，会上用错就麻烦了。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import FolderContext, FolderExample, FolderHit, FolderRule, Place, RosterEntry, Severity, Traits
from rules._roster import described, matched


@dataclass(frozen=True, slots=True)
class Options:
    """No options."""


def check(traits: tuple[Traits, ...], context: FolderContext, options: Options) -> Iterator[FolderHit]:
    """One hit for each row of the roster with two reports or more."""
    for entry in context.roster:
        found = matched(traits, entry)
        if len(found) > 1:
            places = tuple(Place(report.path, report.title) for report in found if report.title)
            evidence = "、".join(report.path for report in found) + "。"
            yield FolderHit(places, f"重复提交：{described(entry)}交来{len(found)}份", evidence, "请确认以哪一份为准，另一份移出文件夹。")


_ROSTER = (RosterEntry("竹溪镇", "", "党委书记", "述职"), RosterEntry("梅岭镇", "", "党委书记", "述职"))
_ONE = ("竹溪镇党委书记.txt", "竹溪镇党委书记2024年度述职报告\n全年修渠3公里。")
_OTHER = ("梅岭镇党委书记.txt", "梅岭镇党委书记2024年度述职报告\n全年修路5公里。")

RULE = FolderRule(
    name="duplicate-report",
    summary="名册上的一行不应对应两份报告",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        FolderExample((_ONE, _OTHER), roster=_ROSTER),
        FolderExample(
            (_ONE, ("竹溪镇党委书记旧稿.txt", _ONE[1])),
            marks=((_ONE[0], "竹溪镇党委书记2024年度述职报告"), ("竹溪镇党委书记旧稿.txt", "竹溪镇党委书记2024年度述职报告")),
            roster=_ROSTER[:1],
        ),
    ),
    check=check,
)
