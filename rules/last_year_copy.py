"""同一人本年度的报告不应是上年度报告的翻版

有的报告只把年份改掉、把届次改掉就再交一次。本规则把同一人（同名，或同单位同职务）两个
年度的报告去掉年份、数字、地名和标点后比较：相同部分超过六成，又有五个以上数据一字未改，
就不能辩解为格式相近；只是文字相近的，提请核对。上年报告放在设置所指的文件夹里，或与
本年报告放在同一批中。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from checker.likeness import candidates
from checker.model import AlikePair, FolderContext, FolderExample, FolderHit, FolderRule, Severity, Traits
from rules._pairs import common_stock, likeness, same_author

_SMALL = Decimal(10)  # counts this small are equal by chance


@dataclass(frozen=True, slots=True)
class Options:
    """Limits, as parts of the shorter report."""

    share: float = 0.6  # 与若干相同数据一起，为错误
    some: float = 0.5  # 仅文字相近，提请核对
    figures: int = 5  # 几个数据未变
    shortest: int = 40


def check(traits: tuple[Traits, ...], context: FolderContext, options: Options) -> Iterator[FolderHit]:
    """One hit for each report that repeats an earlier one of the same author."""
    stock = common_stock(context)
    for candidate in candidates([t.fingerprints for t in traits], most=20, least=0.2):
        pair = sorted((traits[candidate.one], traits[candidate.other]), key=lambda t: (not t.earlier, t.year or 0, t.path))
        earlier, later = pair
        if later.earlier or not _is_earlier(earlier, later) or not same_author(earlier, later):
            continue
        alike = likeness(later, earlier, context, stock, options.shortest)
        equal = _equal_figures(earlier, later)
        if alike.share < options.some:
            continue
        severe = alike.share >= options.share and len(equal) >= options.figures
        listed = f"其中{len(equal)}个数据与上年相同：{'、'.join(equal[:8])}。" if equal else "没有相同的数据。"
        yield FolderHit(
            places=tuple(max((run[side] for run in alike.runs), key=lambda p: p.span.end - p.span.start) for side in (0, 1)),
            message=f"与{earlier.year or '上'}年度报告约{alike.share:.0%}相同" + ("，多项数据也未变" if severe else "，请核对"),
            evidence=f"{later.path} 与 {earlier.path}，去掉年份、届次和数字后比较。{listed}",
            suggestion="请按本年度实际重写相同段落，并核实数据。",
            details=(("share", round(alike.share, 3)), ("equal_figures", len(equal))),
            pairs=(AlikePair(later.path, earlier.path, alike.share, None, alike.runs),),
            severity=Severity.ERROR if severe else Severity.WARNING,
        )


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
            marks=(("2024.txt", "去年入冬以后"), ("2023.txt", "去年入冬以后")),
        ),
    ),
    check=check,
)
