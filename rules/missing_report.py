"""名册上应交的报告都应当交来

只在检查名册所在的文件夹时运行。按文件名、标题、落款与名册逐行比对，哪一行都对不上的报告
视为缺交。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import FolderContext, FolderExample, FolderHit, FolderRule, RosterEntry, Severity, Traits
from rules._roster import described, matched


@dataclass(frozen=True, slots=True)
class Options:
    """No options."""


def check(traits: tuple[Traits, ...], context: FolderContext, options: Options) -> Iterator[FolderHit]:
    """One hit for each row of the roster without a report."""
    for entry in context.roster:
        if not matched(traits, entry):
            yield FolderHit(
                (),
                f"缺交：{described(entry)}",
                "按文件名、标题、落款都没有找到对应的报告。",
                "请催交；已交的请核对文件名或在名册中写明文件名式样。",
                (("unit", entry.unit), ("person", entry.person), ("office", entry.office), ("kind", entry.kind)),
            )


_ROSTER = (RosterEntry("竹溪镇", "", "党委书记", "述职"), RosterEntry("梅岭镇", "", "党委书记", "述职"))
_ONE = ("竹溪镇党委书记.txt", "竹溪镇党委书记2024年度述职报告\n全年修渠3公里。")
_OTHER = ("梅岭镇党委书记.txt", "梅岭镇党委书记2024年度述职报告\n全年修路5公里。")

RULE = FolderRule(
    name="missing-report",
    summary="名册上应交的报告都应当交来",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        FolderExample((_ONE, _OTHER), roster=_ROSTER),
        FolderExample((_ONE,), roster=_ROSTER, missing=("梅岭镇",)),
    ),
    check=check,
)
