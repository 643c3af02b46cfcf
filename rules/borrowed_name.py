"""报告里自称的地方不应是同批另一份报告的地方

把别人的报告拿来改，最容易漏改的是地名：标题是甲镇，正文里却写“全乙镇”。同批中恰有乙镇的
报告，就是很强的线索。只看自称的写法（我、全、党委等前后），学习考察、结对共建等不算；
曾在该地任职的、名册里写明的也不算。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import FolderContext, FolderExample, FolderHit, FolderRule, Place, Severity, Traits
from rules._pairs import level, tail


@dataclass(frozen=True, slots=True)
class Options:
    """No options."""


def check(traits: tuple[Traits, ...], context: FolderContext, options: Options) -> Iterator[FolderHit]:
    """One hit for each report that calls another report's place its own."""
    owners: dict[str, list[Traits]] = {}
    for report in traits:
        if report.unit and not report.earlier:
            owners.setdefault(tail(report.unit), []).append(report)
    rostered = {entry.person: tail(entry.unit) for entry in context.roster}
    for report in traits:
        own = tail(report.unit)
        if report.earlier or not own:
            continue
        for place in report.own_places:
            owner = owners.get(place.value)
            if owner is None or place.value in (own, rostered.get(report.person or "")) or level(place.value) != level(own):
                continue
            if place.value in report.former_places or place.value in (report.unit or ""):
                continue
            yield FolderHit(
                places=(Place(report.path, place.span),),
                message=f"{own}的报告里自称“{place.value}”，而同批另有{place.value}的报告",
                evidence=f"同批：{'、'.join(o.path for o in owner)}。",
                suggestion=f"请核对此处是否应为“{own}”。",
                details=(("name", place.value),),
            )
            break


RULE = FolderRule(
    name="borrowed-name",
    summary="报告里自称的地方不应是同批另一份报告的地方",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        FolderExample(
            (
                ("甲.txt", "竹溪镇党委书记2024年度述职报告\n一年来，我团结带领全竹溪镇干部群众，修渠3公里。"),
                ("乙.txt", "梅岭镇党委书记2024年度述职报告\n一年来，我到竹溪镇学习修渠经验，全梅岭镇修渠5公里。"),
            )
        ),
        FolderExample(
            (
                ("甲.txt", "竹溪镇党委书记2024年度述职报告\n一年来，我团结带领全竹溪镇干部群众，修渠3公里。"),
                ("乙.txt", "梅岭镇党委书记2024年度述职报告\n一年来，我团结带领全竹溪镇干部群众，修渠5公里。"),
            ),
            marks=(("乙.txt", "竹溪镇"),),
        ),
    ),
    check=check,
)
