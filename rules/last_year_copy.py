"""同一人本年度的报告不应是上年度报告的翻版

有的报告只把年份改掉、把届次改掉就再交一次。本规则把同一人（同名，或同单位同职务）两个
年度的报告去掉年份、数字、地名和标点后比较：相同部分超过六成，又有五个以上数据一字未改，
就不能辩解为格式相近；只是文字相近的，提请核对。只记在后一年度的报告上，同一年度交来几份的
合为一处。上年报告放在设置所指的文件夹里，或与本年报告放在同一批中。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.likeness import candidates
from checker.model import AlikePair, FolderContext, FolderExample, FolderHit, FolderRule, Place, Severity, Traits
from rules._pairs import clusters, common_stock, likeness, same_author

_SMALL = Decimal(10)  # counts this small are equal by chance


@dataclass(frozen=True, slots=True)
class Options:
    """Limits, as parts of the shorter report."""

    share: float = 0.6  # 与若干相同数据一起，为错误
    some: float = 0.5  # 仅文字相近，提请核对
    figures: int = 5  # 几个数据未变
    shortest: int = 40


def check(traits: tuple[Traits, ...], context: FolderContext, options: Options) -> Iterator[FolderHit]:
    """One hit for each earlier report and what repeats it, at the later reports alone: the earlier one copied nobody.

    Several copies of one year (a draft beside the final text) are one hit.
    """
    stock = common_stock(context)
    copies: dict[tuple[int | None, int | None], list[AlikePair]] = defaultdict(list)
    by_path = {report.path: report for report in traits}
    for candidate in candidates((t.fingerprints for t in traits), most=20, least=0.2):
        pair = sorted((traits[candidate.one], traits[candidate.other]), key=lambda t: (not t.earlier, t.year or 0, t.path))
        earlier, later = pair
        if later.earlier or not _is_earlier(earlier, later) or not same_author(earlier, later):
            continue
        alike = likeness(later, earlier, context, stock, options.shortest)
        if alike.share >= options.some:
            copies[earlier.year, later.year].append(AlikePair(later.path, earlier.path, alike.share, None, alike.runs))
    for pairs in copies.values():
        for cluster in clusters(pairs):
            yield _hit(cluster, by_path, options)


def _hit(cluster: Sequence[AlikePair], reports: Mapping[str, Traits], options: Options) -> FolderHit:
    """The copies of one year against another: told by the pair that is most alike, with a line for each."""
    equal = {pair: _equal_figures(reports[pair.other], reports[pair.one]) for pair in cluster}
    best = max(cluster, key=lambda pair: (pair.share, len(equal[pair])))
    severe = any(pair.share >= options.share and len(equal[pair]) >= options.figures for pair in cluster)
    earlier = {pair.other for pair in cluster}
    longest: dict[str, Place] = {}
    for place in (later for pair in cluster for later, _ in pair.runs):
        known = longest.setdefault(place.path, place)
        if place.span.end - place.span.start > known.span.end - known.span.start:
            longest[place.path] = place
    return FolderHit(
        places=tuple(longest[path] for path in sorted(longest)),
        message=f"与{reports[best.other].year or '上'}年度报告约{best.share:.0%}相同" + ("，多项数据也未变" if severe else "，请核对"),
        evidence="\n".join(_line(pair, equal[pair]) for pair in cluster),
        suggestion="请按本年度实际重写相同段落，并核实数据。",
        details=(
            ("share", round(best.share, 3)),
            ("equal_figures", len(equal[best])),
            ("reports", len(longest) + len(earlier)),
        ),
        pairs=tuple(cluster),
        severity=Severity.ERROR if severe else Severity.WARNING,
    )


def _line(pair: AlikePair, equal: Sequence[str]) -> str:
    listed = f"其中{len(equal)}个数据与上年相同：{'、'.join(equal[:8])}。" if equal else "没有相同的数据。"
    return f"{pair.one} 与 {pair.other}，去掉年份、届次和数字后约{pair.share:.0%}相同。{listed}"


def _is_earlier(earlier: Traits, later: Traits) -> bool:
    if earlier.earlier:
        return True
    return earlier.year is not None and later.year is not None and earlier.year < later.year


def _equal_figures(earlier: Traits, later: Traits) -> list[str]:
    """Figures that both give alike, by indicator, small counts left out."""
    known = {(f.indicator, f.value, f.unit) for f in earlier.figures if f.indicator and Decimal(f.value) >= _SMALL}
    return list(dict.fromkeys(f"{f.indicator}{f.value}{f.unit}" for f in later.figures if (f.indicator, f.value, f.unit) in known))


_STORY = (
    "去年入冬以后，果园管护一度跟不上，我带着技术员挨家挨户看树势、讲剪枝，把三个片区的管护台账重新立了起来，"
    "又请县里的老师傅开了夜校，前后讲了许多堂课，听课的果农从最初稀稀拉拉坐不满半间屋，到后来连过道里都站着人。"
)

RULE = FolderRule(
    name="last-year-copy",
    summary="同一人本年度的报告不应是上年度报告的翻版",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        FolderExample(
            (
                ("2023.txt", f"竹溪镇党委书记2023年度述职报告\n{_STORY}"),
                (
                    "2024.txt",
                    "竹溪镇党委书记2024年度述职报告\n今年把水渠修通、把夜校办到村里，秧田一亩不误，听课的人比去年多了一倍还多，大家都说心里有了底。",
                ),
            )
        ),
        FolderExample(
            (("2023.txt", f"竹溪镇党委书记2023年度述职报告\n{_STORY}"), ("2024.txt", f"竹溪镇党委书记2024年度述职报告\n{_STORY}")),
            marks=(("2024.txt", "去年入冬以后"),),
        ),
    ),
    check=check,
)
