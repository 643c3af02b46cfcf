"""One indicator, scope, period and unit with two values; one meeting held 每周 here and 每月 there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from checker.figures.arithmetic import show
from checker.figures.claims import BASIS, Entry
from checker.figures.indicators import core
from checker.figures.numbers import MARKS, QUANTITY, Number
from checker.figures.passages import WORD, Passage
from checker.model import Span, Statistic

# words that make a second figure one of something else: a part, a plan, another time, another place
_OTHER = re.compile(
    r"其中|计划|目标|力争|将|拟|争取|累计(?<![全今]年累计)(?<!年内累计)|五年|三年|年来(?<!一年来)|以来|上年|去年|以上|以下|每|平均|人均|户均|试点|先后|第[一二三]|分别|各|首批|剩余|尚|还有|另|又|再|其余|原|曾|到20|上半年|"
    r"下半年|季度|月|预计|率先|新增|增加|减少|由|从|增至|增长|下降|比|较|不足|近|余|涉及|部分|有的|个别|占"
)
_STOCK = (
    *("党员", "党支部", "支部", "党组织", "行政村", "建制村", "自然村", "社区", "村民小组", "农户", "户籍人口", "常住人口", "总人口"),
    *("脱贫户", "监测户", "网格", "耕地", "耕地面积"),
)
_ANY_STOCK = f"(?:{'|'.join(sorted(_STOCK, key=len, reverse=True))})"
_STOCK_NOUN = re.compile(rf"{_ANY_STOCK}(?=$|[中全均都参已开为发覆共里实有通建])")
_UNCHANGING = frozenset({"行政村", "建制村"})
_HAS = ("辖", "现有", "共有")
_HAS_BEFORE = re.compile(r"(?:辖|现有|共有)(?:行政村|建制村)?$")
_AND_NO_MORE = re.compile(rf"{_ANY_STOCK}?(?:[，。；、（和及与Q]|$)")  # 共有12个行政村完成… tells of some of them
# a body within or across units, with branches and members of its own
_BODY = re.compile(r"联合(?:党委|党总支|支部)|党总支|成立|组建|园区|产业链|集团|片区|合作社")
_REGULAR = re.compile(
    rf"每(?P<often>周|月|季度|季|半年|年|旬){WORD}{{0,8}}?(?:召开|组织|开展|举行|举办|组织召开)Q?(?P<what>(?:(?!（){WORD}){{5,24}})",
)


_TRAILING = re.compile(r"(?:中|里|以上|左右)$")
_PREFIX = 3  # characters by which a longer name must be longer
_MOST_ALIKE = 6  # figures of one name that are held against one another
_POINTED = re.compile(r"(?:这(?:条|座|段|片|批|处|栋|项|笔|个)|上述|以上)(?P<q>Q)")
_ALL_OF = re.compile(rf"全部(?P<q>Q)(?P<noun>{WORD}{{2,6}})")
_POINTING = 120  # characters before what is pointed at in which it was measured
_LONG_ENOUGH = re.compile("(?:[^一-鿿]*[一-鿿]){4}")  # so many characters make one thing of a name
# 接待游客, 化解矛盾: too short without its verb
_DOING = re.compile(r"(?:接待|办结|化解|受理|办理|发放|解决|吸纳|带动|举办)[一-鿿]{2,6}$")
# whoever chaired or attended meetings did not do so at all of them; what is done is no more than what there was to do
_SOME = re.compile(r"主持|参加|参与|列席|出席|带头|牵头|授课|宣讲|完成|办结|化解|解决|整改|落实|办理|已")
# figures of one name tell of different things where different verbs govern them: 争取项目资金, 投入项目资金
# 镇里化解纠纷总数: the total of what is elsewhere told without the word
_TOTAL_OF = re.compile("^(?:[镇乡县村区局市院校]里的?)?(?P<what>.+?)的?总[数量]$")
# 31名老党员颁发“光荣在党50年”纪念章: who got or did what has a name of its own
_WITH_QUOTE = re.compile(rf"(?P<noun>{WORD}{{3}})[^，。；！？：“”{MARKS}]{{0,8}}“(?P<quote>[^“”。]{{4,20}})”")
_ACT = re.compile(r"投入|争取|发放|收集|接待|受理|办结|化解|解决|完成|带动|吸纳|帮助|覆盖|惠及|服务|安排|整合|办理|接收|下达|到位|拨付")


class _Regular(NamedTuple):
    often: str
    what: str
    span: Span


def find_conflicts(entries: Sequence[Entry], passages: Sequence[Passage]) -> Iterator[Statistic]:
    """Every pair of claims that cannot both be right, the later one as the place of the statistic."""
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    quoted: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        told = entry.number.kind == QUANTITY and not entry.planned and entry.number.bound is None
        name = _name(entry) if told else ""
        if name and not _qualified(entry):
            groups[name, entry.number.unit].append(entry)
            if entry.number.exact and (match := _WITH_QUOTE.match(entry.passage.skeleton, entry.mark + 1)):
                called = entry.passage.words(match.start("quote"), match.end("quote"))
                quoted[f"{match['noun']}“{called}”", entry.number.unit].append(entry)
    for (name, _), members in (*groups.items(), *quoted.items()):
        if 2 <= len(members) <= _MOST_ALIKE:
            yield from _first_conflict(name, members)
    yield from _named_in_full(groups)
    yield from _pointed_at(passages)
    yield from _all_of_them(passages)
    yield from _meetings(passages)


def _named_in_full(groups: Mapping[tuple[str, str], Sequence[Entry]]) -> Iterator[Statistic]:
    """农机购置补贴资金 here, and 补贴资金 in a sentence on 农机购置补贴 there: one thing under a longer and a shorter name."""
    names = {name for name, _ in groups}
    for (long, unit), told in groups.items():
        if len(told) > 1:  # one figure under each name is all that can be held against another
            continue
        for cut in range(_PREFIX, len(long)):
            others = groups.get((long[cut:], unit), ()) if long[cut:] in names else ()
            if not 0 < len(others) <= _MOST_ALIKE:
                continue
            spoken_of = [entry for entry in others if long[:cut] in _told_before(entry)]
            members = sorted([*spoken_of, *told], key=lambda entry: entry.claim.span)
            if len(spoken_of) == 1 and _swapped(members[0].number, members[1].number):
                yield from _first_conflict(long, members)


def _told_before(entry: Entry) -> str:
    """The words of its sentence before a figure."""
    return entry.passage.skeleton[entry.clause.sentence_start : entry.mark]


def _pointed_at(passages: Sequence[Passage]) -> Iterator[Statistic]:
    """2.3公里泥巴路…这条3.2公里的路: what is pointed at was measured a sentence before."""
    for passage in passages:
        for match in _POINTED.finditer(passage.skeleton):
            number = passage.number_at(match.start("q"))
            start = max(passage.clause(match.start()).sentence_start, match.start() - _POINTING)
            before = [(at, n) for at, n in passage.between(start, match.start()) if n.kind == QUANTITY and n.unit == number.unit]
            if before and all(n.amount != number.amount for _, n in before) and _is_slip(before[-1][1], number):
                at, first = before[-1]
                yield Statistic(
                    check="conflict",
                    span=passage.span_of(number),
                    figures=(passage.span_of(first), passage.span_of(number)),
                    holds=False,
                    arithmetic=f"前文“{passage.words(max(start, at - 8), at + 1)}”，此处“{passage.words(match.start(), match.end())}”",
                    message=f"前文为{show(first)}，此处指的同一事物为{show(number)}",
                    correction="核实后统一",
                )


def _all_of_them(passages: Sequence[Passage]) -> Iterator[Statistic]:
    """没收地笼1340条…全部1430条地笼: all of what was counted before, its digits in another order."""
    for passage in passages:
        for match in _ALL_OF.finditer(passage.skeleton):
            number, noun = passage.number_at(match.start("q")), match["noun"]
            before = passage.between(max(0, match.start() - _POINTING), match.start())
            told = [(at, n) for at, n in before if n.unit == number.unit and passage.skeleton[:at].endswith((noun[:2], noun[:3]))]
            if len(told) == 1 and number.exact and told[0][1].exact and _swapped(told[0][1], number):
                (at, first), end = told[0], match.start("noun") + 2
                yield Statistic(
                    check="conflict",
                    span=passage.span(match.start(), end),
                    figures=(passage.span_of(first), passage.span_of(number)),
                    holds=False,
                    arithmetic=f"前文“{passage.words(max(0, at - 4), at + 1)}”，此处“{passage.words(match.start(), end)}”",
                    message=f"前文为{show(first)}，此处说全部，却是{show(number)}",
                    correction="核实后统一",
                )


def _first_conflict(name: str, members: Sequence[Entry]) -> Iterator[Statistic]:
    for one, other in combinations(members, 2):
        if one.number.amount == other.number.amount or not _same_frame(one, other) or _different_acts(one, other):
            continue
        if _some_of_them(one, other) or _some_of_them(other, one):
            continue
        if "其中" in one.sentence + other.sentence and not _swapped(one.number, other.number):
            continue  # one of them is divided, so the other may be a part of it
        if not any((_a_slip(one, other), _beyond_all(one, other), _beyond_all(other, one), _both_all(one, other))):
            continue
        yield Statistic(
            check="conflict",
            span=other.claim.span,
            figures=(one.claim.figure.span, other.claim.figure.span),
            holds=False,
            arithmetic=f"前文“{_around(one)}”，此处“{_around(other)}”",
            message=f"“{name}”前文为{show(one.number)}，此处为{show(other.number)}",
            correction="核实后统一",
        )
        return


def _some_of_them(one: Entry, other: Entry) -> bool:
    """Whether one value tells how many of the other's things were done or attended: no more than there were."""
    took, held = (_SOME.search(_before(entry)) is not None for entry in (one, other))
    return took and not held and one.number.amount < other.number.amount


def _different_acts(one: Entry, other: Entry) -> bool:
    acts, others = (set(_ACT.findall(_before(entry))) for entry in (one, other))
    return bool(acts and others and not acts & others)


def _before(entry: Entry) -> str:
    """The words of its clause before a figure, two dozen characters at most."""
    return entry.passage.skeleton[max(entry.clause.start, entry.mark - 24) : entry.mark]


def _around(entry: Entry) -> str:
    return entry.passage.paragraph.text[max(0, entry.number.start - 14) : entry.number.end + 6]


def _name(entry: Entry) -> str:
    """What the figure is a figure of, long enough to be one thing; "" where it is not."""
    noun = _TRAILING.sub("", entry.noun) if entry.noun else ""
    total = _TOTAL_OF.match(entry.key) if not noun and entry.key[-2:-1] == "总" else None
    if total is not None and _LONG_ENOUGH.match(core(total["what"])):
        return core(total["what"])
    stock = _STOCK_NOUN.match(noun) if noun else None
    if stock is not None or entry.key in _STOCK:
        return (stock[0] if stock is not None else entry.key) if _of_the_unit(entry) else ""
    name = entry.key + (noun if entry.number.counted else "")
    if _LONG_ENOUGH.match(name):
        return name
    done = _DOING.search(entry.passage.skeleton[max(0, entry.mark - 10) : entry.mark]) if not noun else None
    return done[0] if done is not None and _LONG_ENOUGH.match(done[0]) else ""


def _of_the_unit(entry: Entry) -> bool:
    """Whether a stock (党员, 行政村) is told of the whole unit: with 全镇 or 辖 beside it, or so many that a part is unlikely."""
    if entry.key.endswith("辖") and _BODY.search(entry.passage.skeleton[entry.clause.sentence_start : entry.mark]):
        return False
    return bool(entry.claim.scope) or entry.key.endswith(("辖", "现有", "共有")) or (entry.number.exact and entry.number.amount >= 200)


def _qualified(entry: Entry) -> bool:
    clause = entry.clause
    end = entry.mark if BASIS.match(entry.passage.skeleton, entry.mark + 1) else clause.end
    return (
        _OTHER.search(entry.passage.skeleton[clause.start : end]) is not None
        or "其中" in entry.passage.skeleton[clause.sentence_start : end]
    )


def _same_frame(one: Entry, other: Entry) -> bool:
    scopes = {one.claim.scope, other.claim.scope}
    if one.passage is other.passage and one.clause == other.clause:
        return False
    return one.claim.period == other.claim.period and one.era == other.era and len({_wide(scope) for scope in scopes}) == 1


def _wide(scope: str) -> str:
    """全镇, 我镇 and no scope at all are the report's own unit; a named village is another."""
    return "" if not scope or scope[0] in "全我本辖" else scope


def _a_slip(one: Entry, other: Entry) -> bool:
    """Whether one value may be a slip of the pen for the other: digits changed places, one digit differs, or the point moved."""
    short = _LONG_ENOUGH.match(_name(one)) is None
    return _swapped(one.number, other.number) if short and not _moved(one.number, other.number) else _is_slip(one.number, other.number)


def _moved(one: Number, other: Number) -> bool:
    """Whether two values differ by the place of their point or by noughts alone."""
    digits, others = (f"{number.value:f}".replace(".", "") for number in (one, other))
    return len(digits) > 1 and digits.strip("0") == others.strip("0")


def _swapped(one: Number, other: Number) -> bool:
    """Whether two values are of the same digits in another order: 24, 42."""
    a, b = (f"{number.value:f}" for number in (one, other))
    return sorted(a) == sorted(b) and a.find(".") == b.find(".") and sum(x != y for x, y in zip(a, b, strict=True)) == 2


def _is_slip(one: Number, other: Number) -> bool:
    a, b = (f"{number.value:f}" for number in (one, other))
    digits, others = a.replace(".", ""), b.replace(".", "")
    if _moved(one, other):
        return a != b
    if len(digits) != len(others) or len(digits) < 2 or a.find(".") != b.find("."):
        return False
    return sum(x != y for x, y in zip(digits, others, strict=True)) == 1 or _swapped(one, other)


def _beyond_all(all_of_them: Entry, some: Entry) -> bool:
    """More of a stock (全镇21个行政村) than there are in all (辖19个行政村)."""
    counted = all_of_them.number.exact and some.number.exact and some.number.amount > all_of_them.number.amount
    same = all_of_them.claim.scope[1:] in {"", some.claim.scope[1:]}  # 全县210个行政村 are not those of a town
    near = some.number.amount < 2 * all_of_them.number.amount
    return counted and same and near and _tells_all(all_of_them) and some.claim.scope.startswith("全")


def _both_all(one: Entry, other: Entry) -> bool:
    """全镇共有行政村18个 and 全镇共有行政村16个: two numbers of what the whole unit has, which cannot change within a report."""
    if _name(one) not in _UNCHANGING or one.claim.scope[1:] != other.claim.scope[1:]:
        return False
    return all(_tells_all(entry) and entry.number.exact and entry.claim.scope[:1] in set("全我本") for entry in (one, other))


def _tells_all(entry: Entry) -> bool:
    has = entry.key.endswith(_HAS) or _HAS_BEFORE.search(_before(entry)) is not None
    return entry.key.endswith("辖") or (has and _AND_NO_MORE.match(entry.passage.skeleton, entry.mark + 1) is not None)


def _meetings(passages: Sequence[Passage]) -> Iterator[Statistic]:
    """每周召开… in one place and 每月召开… in another, of one and the same meeting."""
    seen: dict[str, _Regular] = {}
    for passage in passages:
        for match in _REGULAR.finditer(passage.skeleton):
            what = match["what"]
            regular = _Regular(match["often"], what, passage.span(match.start(), match.end()))
            first = seen.setdefault(what[:7], regular)
            if first.often == regular.often:
                continue
            yield Statistic(
                check="conflict",
                span=regular.span,
                figures=(first.span, regular.span),
                holds=False,
                arithmetic=f"前文为每{first.often}“{first.what}”，此处为每{regular.often}“{what}”",
                message=f"同一会议前文每{first.often}一次，此处每{regular.often}一次",
                correction="核实后统一",
            )
