"""一份报告不应交两次

两个文件一字不差（连同一份材料存成 Word 和 PDF 两种格式的），多半是重复提交，或者有人交错了别人的文件。
有名册时还看名册：一行对应两份报告，多半一份是旧稿，会上用错就麻烦了；这一项只在检查名册所在的文件夹时运行。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import FolderContext, FolderExample, FolderHit, FolderRule, Place, RosterEntry, Severity, Span, Traits
from rules._roster import described, matched

_BLANK = re.compile(r"\s+")
_LINE = 40  # characters of the first line that mark a report without a title


@dataclass(frozen=True, slots=True)
class Options:
    """No options."""


def check(traits: tuple[Traits, ...], context: FolderContext, options: Options) -> Iterator[FolderHit]:
    """One hit for each row of the roster with two reports or more, and for each further group of equal ones."""
    told: list[set[str]] = []
    for entry in context.roster:
        found = matched(traits, entry)
        if len(found) > 1:
            told.append({report.path for report in found})
            yield _hit(found, context, f"重复提交：{described(entry)}交来{len(found)}份", "请确认以哪一份为准，另一份移出文件夹。")
    for group, what in _equal(traits, context):
        if not any({report.path for report in group} <= paths for paths in told):
            yield _hit(group, context, f"有{len(group)}份报告{what}", "请确认是重复提交还是交错了文件，多余的移出文件夹。")


def _hit(reports: tuple[Traits, ...], context: FolderContext, message: str, suggestion: str) -> FolderHit:
    places = tuple(Place(report.path, report.title or _first_line(report, context)) for report in reports)
    return FolderHit(places, message, "、".join(report.path for report in reports) + "。", suggestion)


def _first_line(report: Traits, context: FolderContext) -> Span:
    text = context.fetch_text(report.path)
    start = len(text) - len(text.lstrip())
    end = min(len(text), start + _LINE)
    return Span(start, max(start + 1, text.find("\n", start, end) if "\n" in text[start:end] else end))


def _equal(traits: tuple[Traits, ...], context: FolderContext) -> Iterator[tuple[tuple[Traits, ...], str]]:
    """Groups of reports that say the same to the letter, and whether their files are the same too.

    Texts are fetched only of reports whose fingerprints are the same, of which a hash is kept.
    """
    alike: dict[int, list[Traits]] = defaultdict(list)
    for report in traits:
        if not report.earlier:
            alike[hash(report.fingerprints.tobytes() or report.digest)].append(report)
    for reports in alike.values():
        by_text: dict[str, list[Traits]] = defaultdict(list)
        for report in reports if len(reports) > 1 else ():
            by_text[_BLANK.sub("", context.fetch_text(report.path))].append(report)
        for group in by_text.values():
            if len(group) > 1:
                same_file = len({report.digest for report in group}) == 1
                yield tuple(group), "完全相同，是同一个文件" if same_file else "一字不差，只是文件不同"


_ROSTER = (RosterEntry("竹溪镇", "", "党委书记", "述职"), RosterEntry("梅岭镇", "", "党委书记", "述职"))
_TITLE = "竹溪镇党委书记2024年度述职报告"
_ONE = ("竹溪镇党委书记.txt", f"{_TITLE}\n全年修渠3公里。")
_DRAFT = ("竹溪镇党委书记旧稿.txt", f"{_TITLE}\n全年修渠2公里。")
_OTHER = ("梅岭镇党委书记.txt", "梅岭镇党委书记2024年度述职报告\n全年修路5公里。")

RULE = FolderRule(
    name="duplicate-report",
    summary="一份报告不应交两次",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        FolderExample((_ONE, _OTHER), roster=_ROSTER),
        FolderExample((_ONE, _DRAFT), marks=((_ONE[0], _TITLE), (_DRAFT[0], _TITLE)), roster=_ROSTER[:1]),
        FolderExample((_ONE, ("副本.txt", _ONE[1])), marks=((_ONE[0], _TITLE), ("副本.txt", _TITLE))),
    ),
    check=check,
)
