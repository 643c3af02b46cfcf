"""不同的人写的两份报告不应大段相同

因述职报告相互抄袭被通报的，都是把全批材料放在一起看才发现的。本规则去掉标题、数字、
地名人名、标点和空缺之后比较全批报告：连续60字以上相同的文字才算，模板文件（在设置中
指明）和多数报告都有的文字不算。相同部分超过较短一份的六成，或超过三成，用语不同；
三份以上互有大段相同的，合并为一处，这是最有力的线索。同一单位的班子报告与个人报告履职
事实本来相同，要全文几乎一样，或问题与措施雷同才报。问题与措施两部分另行比较，
门槛较低：这两部分最该各写各的。相似只是线索，是否抄袭由人判断。
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from checker.likeness import candidates, fingerprints
from checker.model import AlikePair, FolderContext, FolderExample, FolderHit, FolderRule, Kind, Place, Severity, Traits
from rules._pairs import clusters, common_stock, criticism_likeness, likeness, merged, same_author

_PAIRS = 5  # in the evidence, at most


@dataclass(frozen=True, slots=True)
class Options:
    """Limits, as parts of the shorter report."""

    high: float = 0.6  # 高度相似
    some: float = 0.3  # 较多相同
    team: float = 0.9  # 同一单位的班子报告与个人报告，履职事实本来相同
    criticism: float = 0.4  # 问题与措施部分
    shortest: int = 60  # 连续相同的字数，少于此不算
    shortest_criticism: int = 30
    stock_reports: int = 20  # 超过这么多份都有的文字视为通用文字
    stock_share: float = 0.1  # 且超过全批的这一比例


def check(traits: tuple[Traits, ...], context: FolderContext, options: Options) -> Iterator[FolderHit]:
    """One hit for each pair, or for each cluster of three and more."""
    current = [t for t in traits if not t.earlier]
    pairs = list(_pairs(current, context, options))
    for cluster in clusters(pairs):
        yield _hit(cluster, options)


def _pairs(traits: list[Traits], context: FolderContext, options: Options) -> Iterator[AlikePair]:
    stock = common_stock(context)
    given = set(fingerprints(stock))
    prints = (array("I", (p for p in t.fingerprints if p not in given)) if given else t.fingerprints for t in traits)
    most = max(options.stock_reports, int(len(traits) * options.stock_share))
    for candidate in candidates(prints, most=min(most, 60), least=0.08):
        one, other = traits[candidate.one], traits[candidate.other]
        if same_author(one, other) or one.digest == other.digest:
            continue
        pair = _compared(one, other, context, stock, options)
        if (pair.criticism_share or 0) >= options.criticism or pair.share >= _limit(one, other, options):
            yield pair


def _limit(one: Traits, other: Traits, options: Options) -> float:
    """The share that asks for a look: colleagues of one unit tell the same facts, and a team what its secretary tells."""
    if not one.unit or one.unit != other.unit:
        return options.some
    return options.team if (one.kind == Kind.LEADERSHIP_TEAM) != (other.kind == Kind.LEADERSHIP_TEAM) else options.high


def _compared(one: Traits, other: Traits, context: FolderContext, stock: str, options: Options) -> AlikePair:
    whole = likeness(one, other, context, stock, options.shortest)
    criticism = criticism_likeness(one, other, context, stock, options.shortest_criticism)
    return AlikePair(one.path, other.path, whole.share, criticism.share, merged(whole.runs, criticism.runs))


def _hit(cluster: list[AlikePair], options: Options) -> FolderHit:
    best = max(cluster, key=lambda pair: (pair.share, pair.criticism_share or 0))
    longest: dict[str, Place] = {}
    for place in (place for pair in cluster for run in pair.runs for place in run):
        known = longest.setdefault(place.path, place)
        if place.span.end - place.span.start > known.span.end - known.span.start:
            longest[place.path] = place
    places = tuple(longest[path] for path in sorted(longest))
    return FolderHit(
        places=places,
        message=_message(len(places), best, options),
        evidence="\n".join(_told(cluster)),
        suggestion="请并排对照相同段落，向有关人员核实；确属统一下发的文字，可在设置中指明模板文件。",
        details=(("share", round(best.share, 3)), ("criticism_share", round(best.criticism_share or 0, 3)), ("reports", len(places))),
        pairs=tuple(cluster),
    )


def _message(reports: int, best: AlikePair, options: Options) -> str:
    if reports > 2:
        return f"{reports}份报告互有大段相同文字，请一并核对"
    if best.share >= options.high:
        return f"两份报告高度相似，相同文字约占较短一份的{best.share:.0%}，请核对"
    if best.share >= options.some:
        return f"两份报告有较多相同文字，约占较短一份的{best.share:.0%}，请核对"
    return f"两份报告的问题与措施部分约{best.criticism_share:.0%}相同，请核对"


def _told(cluster: list[AlikePair]) -> Iterator[str]:
    """The pairs that are most alike, and how many there are besides: thirteen reports make seventy-eight."""
    ordered = sorted(cluster, key=lambda pair: (-pair.share, -(pair.criticism_share or 0), pair.one, pair.other))
    yield from map(_line, ordered[:_PAIRS])
    if len(ordered) > _PAIRS:
        yield f"另有{len(ordered) - _PAIRS}对，相同文字不比这几对多。"


def _line(pair: AlikePair) -> str:
    return f"{pair.one} 与 {pair.other}：全文相同约{pair.share:.0%}，问题与措施相同约{pair.criticism_share:.0%}，最长一段{pair.longest}字。"


_COPIED = (
    "去年入冬以后，果园管护一度跟不上，我带着技术员挨家挨户看树势、讲剪枝，把三个片区的管护台账重新立了起来，"
    "又请县里的老师傅开了夜校，前后讲了许多堂课，听课的果农从最初稀稀拉拉坐不满半间屋，到后来连过道里都站着人。"
)
_OWN = (
    "年初水库放水困难，下游两个组的秧田等着用水，我同水管员沿渠走了一整天，找到四处渗漏，组织劳力连夜抢修，"
    "赶在谷雨之前把水送到了田头，群众把自家做的豆腐端到渠边来，说今年的秧总算没有误了时令，心里踏实。"
)

RULE = FolderRule(
    name="near-duplicate",
    summary="不同的人写的两份报告不应大段相同",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        FolderExample((("甲.txt", f"竹溪镇党委书记2024年度述职报告\n{_OWN}"), ("乙.txt", f"梅岭镇党委书记2024年度述职报告\n{_COPIED}"))),
        FolderExample(
            (("甲.txt", f"竹溪镇党委书记2024年度述职报告\n{_COPIED}"), ("乙.txt", f"梅岭镇党委书记2024年度述职报告\n{_COPIED}")),
            marks=(("甲.txt", "去年入冬以后"), ("乙.txt", "去年入冬以后")),
        ),
    ),
    check=check,
)
