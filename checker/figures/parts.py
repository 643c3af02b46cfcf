"""Whether parts make up their total: listed parts, totals after their parts, what is done and what is left."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal

from checker.figures.arithmetic import HALF, comparable, in_unit_of, show
from checker.figures.classes import exclusive, one_scale, overlapping, said_to_overlap
from checker.figures.listings import Listing, Part, find_listings, pieces, read_part
from checker.figures.numbers import MARKS, QUANTITY, Number
from checker.figures.passages import REACH, WORD, Passage, Relation
from checker.model import Statistic
from checker.numerals import parse_chinese

_TOTAL_AFTER = re.compile(
    r"(?P<cue>(?<=[，、])Q合计|合计|共计|总计|(?P<many>[二三四五六七八九十两])个?(?:项|者|季|类|样|种|村|镇|块|笔|处|家|部分|档|批|组|期|段|层)(?:合计|共计|总计|加起来共?)|共)"
    rf"(?!同)(?:{WORD}{{0,8}})(?P<q>Q)"
)
# where the list that a total sums up begins: 其中因病52户, 分别为52户
_LIST_BEGINS = re.compile("^.*(?:其中|分别)", re.DOTALL)
# 620亩，全部种上A、B和C，三样分别为280亩、210亩、120亩
_ALL_SPLIT = re.compile(
    rf"(?P<total>Q){WORD}{{0,6}}，全部(?P<kinds>[^。；，！？（{MARKS}]{{2,30}}[、和及与][^。；，！？（{MARKS}]{{1,12}})，"
    rf"(?:Q|[两三四五六七八九]{WORD}{{1,2}})?(?:面积|数量|规模)?分别(?:为|是|有|达到?|种了?|种植|投入|安排|用去)?(?P<parts>Q(?:[、，和]Q)+)(?=[，。；]|$)"
)
_JOINED = re.compile("[、和及与]")
# 发现隐患455处，整改465处: of what was found no more can be put right; what was left from before must not be spoken of
_FOUND_AND_DONE = re.compile(
    rf"(?:发现|排查出|查出|认领|征集|收集到?){WORD}{{0,8}}?(?P<a>Q){WORD}{{0,4}}，(?:已|全部|已全部)?(?P<verb>整改|办结|兑现|化解|解决|完成|落实)(?:完成|到位)?了?(?P<b>Q)"
)
_FROM_BEFORE = re.compile("上年|去年|往年|历年|历史|存量|遗留|旧存|结转|积压|积案|累计|Y")
_HALVES = re.compile(
    rf"(?:上半年|[一三]季度)(?P<what>{WORD}{{0,10}}?)(?P<a>Q){WORD}{{0,2}}，(?:下半年|[二四]季度)(?P<what2>{WORD}{{0,10}}?)(?P<b>Q){WORD}{{0,2}}，"
    rf"(?P<whole>全年|[上下]半年)(?:一?共|累计|总计|合计)?(?P<what3>{WORD}{{0,10}}?)(?P<q>Q)"
)
_PERIODS = re.compile("上半年.*下半年.*全年.*|一季度.*二季度.*上半年.*|三季度.*四季度.*下半年.*", re.DOTALL)
# what is done anew each time, so that no member of the first half is one of the second too
_DONE_ANEW = frozenset({"批", "批次", "趟", "件", "天", "起", "次", "人次", "场", "场次", "期", "篇", "元", "万元", "亿元"})
_STANDING = re.compile("余额|存量|在|[均每]|率")
_COUNTED = re.compile(rf"{WORD}{{1,12}}")
# a price or a standard is no sum of parts
_SAME_WAY = Decimal("0.75")
_RATE = re.compile(r"每|标准|平均|人均|户均|单价|低于|高于|亩均")
_LEFT = re.compile(
    r"^(?:目前)?(?:剩余|剩下|尚余|尚有|还有|还剩|其余|余下|另(?:有|外)?|未完成|未办结|正在(?:整改|办理|推进|化解)|长期坚持|持续整改|待整改)(?:的)?",
)
# 另3个正在推进: without such words it is another three
_STILL = re.compile("(?:的|问题|项目)?(?:还|仍)?(?:正在?|尚在|在建|未|没|待|列入|纳入|持续|继续|长期)")
_SOME_LEFT = re.compile("剩余|剩下|尚余|尚有|还有|还剩|其余|余下|另|未完成|未办结|正在|长期坚持|持续整改|待整改")  # in every match of _LEFT
_DONE = re.compile(r"已|中|其中|完成|整改|办结|化解|解决|销号|办理|答复|整治")


def find_parts(passage: Passage) -> Iterator[Statistic]:
    """Every total whose parts the passage lists."""
    if passage.skeleton.count(QUANTITY) < 2:
        return
    wrong: set[tuple[int, ...]] = set()
    for listing in find_listings(passage):
        if len(listing.parts) > 1 and listing.sum > listing.total.amount and said_to_overlap(passage, listing):
            continue
        statistic = _only_part(passage, listing) if len(listing.parts) == 1 else _all_parts(passage, listing)
        if statistic is not None:
            if statistic.holds is False:
                wrong.add(tuple(part.place for part in listing.parts))
            yield statistic
    for start, end in passage.sentences():
        if passage.skeleton.count(QUANTITY, start, end) > 2:
            yield from _totals_after(passage, start, end, wrong)
            yield from _done_and_left(passage, start, end)
    yield from _more_than_found(passage)
    yield from _halves(passage)
    yield from _all_split(passage)


def _all_parts(passage: Passage, listing: Listing) -> Statistic | None:
    total, numbers = listing.total, [part.number for part in listing.parts]
    excess = listing.sum - total.amount
    bounded = total.bound is not None or any(n.bound is not None for n in numbers)
    if abs(excess) <= _slack(listing) and not _coarse(listing, excess) and (bounded or excess <= _rounding(listing)):
        return _judged(passage, listing, holds=True) if listing.named or (excess == 0 and not bounded) else None
    clear = (
        (listing.named or listing.complete)
        and not listing.opened
        and not bounded
        and not overlapping(listing)
        and (listing.complete or not listing.loose)
    )
    if clear and _one_exceeds(passage, listing):
        return None if _RATE.search(passage.skeleton[listing.place : listing.parts[-1].end]) else _judged(passage, listing, holds=False)
    if excess > 0 and _exceeds(listing, excess, bounded=bounded):
        certain = clear and len({n.unit for n in numbers}) == 1 and excess > _slack(listing) and exclusive(listing)
        return _judged(passage, listing, holds=False, certain=certain)
    if excess < 0 and not bounded and not listing.opened and (listing.complete or _nearly_whole(listing)):
        return _judged(passage, listing, holds=False)
    return _judged(passage, listing, holds=None) if listing.named else None


def _one_exceeds(passage: Passage, listing: Listing) -> bool:
    """Whether one part alone is greater than the whole, near enough to it to be a slip, and surely of the list: its first, or after 、."""
    total = listing.total
    for i, part in enumerate(listing.parts):
        joined = i == 0 or passage.skeleton[listing.parts[i - 1].end] == "、"
        if joined and total.amount + part.number.slack + total.slack < part.number.amount < total.amount * 20:
            return True
    return False


def _judged(passage: Passage, listing: Listing, *, holds: bool | None, certain: bool = False) -> Statistic:
    total, numbers = listing.total, [part.number for part in listing.parts]
    added = in_unit_of(listing.sum, total)
    relation = Relation(passage, "parts", listing.place, listing.parts[-1].end, (total, *numbers))
    more = listing.sum > total.amount
    return relation.judged(
        holds,
        f"{'＋'.join(map(show, numbers))}＝{added}，总数为{show(total)}",
        f"各分项之和{added}超过总数{show(total)}" if more else f"各分项之和为{added}，与总数{show(total)}不符",
        f"总数{added}",
        certain=certain,
    )


def _exceeds(listing: Listing, excess: Decimal, *, bounded: bool) -> bool:
    """Whether a sum above its total is wrong: the parts exclude one another, and the list clearly divides that total.

    Two members far beyond the whole mostly cut it in two ways.
    """
    total = listing.total
    told = listing.complete or (not listing.loose and (listing.named or _divides(listing)))
    if listing.opened or overlapping(listing) or not told:
        return False
    if len(listing.parts) == 2 and excess * 10 > total.amount * 3:
        return False
    return not bounded or (total.bound in {None, "below"} and excess * 10 > total.amount)


def _nearly_whole(listing: Listing) -> bool:
    """Whether a list that does not say it is complete clearly means to be.

    Its sum is the total with two digits changed places, or three and more classes of one kind make up nine tenths of it.
    """
    numbers = [listing.total, *(part.number for part in listing.parts)]
    if not listing.named or not all(number.exact for number in numbers) or overlapping(listing) or len(listing.parts) < 3:
        return False
    swapped = sorted(str(int(listing.sum))) == sorted(str(int(listing.total.amount)))
    return swapped or (one_scale(listing.parts) and listing.sum * 10 >= listing.total.amount * 9)


def _only_part(passage: Passage, listing: Listing) -> Statistic | None:
    """其中 with one part: it cannot exceed the whole, nor every earlier figure of the sentence."""
    total, part = listing.total, listing.parts[0].number
    clause = passage.clause(listing.place)
    earlier = [n for _, n in passage.outside_brackets(clause.sentence_start, listing.parts[0].place) if comparable(n, part)]
    if part.unit != total.unit or any(n.amount >= part.amount - part.slack - n.slack for n in earlier):
        return None
    loose = total.bound in {"above", "about"} or part.bound is not None
    if loose or _RATE.search(passage.skeleton[clause.start : listing.parts[0].end]) or part.amount > total.amount * 20:
        return None
    relation = Relation(passage, "parts", listing.place, listing.parts[0].end, (total, part))
    return relation.judged(False, f"{show(part)}＞{show(total)}", f"其中一项{show(part)}大于总数{show(total)}")


def _totals_after(passage: Passage, start: int, end: int, wrong: Container[tuple[int, ...]]) -> Iterator[Statistic]:
    """A 3个、B 4个，合计7个: the total stands after its parts; ``wrong``: lists told already not to make up the total before them."""
    if "计" not in passage.skeleton[start:end] and "共" not in passage.skeleton[start:end]:
        return
    for match in _TOTAL_AFTER.finditer(passage.skeleton, start, end):
        total = passage.number_at(match.start("q"))
        parts = _parts_before(passage, max(start, match.start() - REACH), match.start(), total)
        each = "分别" in passage.skeleton[max(start, parts[0].place - 12) : parts[0].place] if parts else False
        if len(parts) < 2 or not all((each or part.words) and len(part.words) <= 12 for part in parts):
            continue
        if tuple(part.place for part in parts) in wrong or (match["many"] and parse_chinese(match["many"]) != len(parts)):
            continue
        amount = sum((part.number.amount for part in parts), Decimal(0))
        listing = Listing(total, match.start("q"), tuple(parts), complete=True, named=True, opened=False, noun="")
        bounded = any(number.bound is not None for number in (total, *(part.number for part in parts)))
        clearly = not bounded and (match["cue"] != "共" or _all_named(passage, match, parts))
        off = abs(amount - total.amount)
        fits = off == 0 or off < _slack(listing)  # cut or rounded, each is off by less than a unit
        if fits or clearly:
            added = in_unit_of(amount, total)
            numbers = (*(part.number for part in parts), total)
            yield Relation(passage, "parts", parts[0].place, match.end(), numbers).judged(
                fits,
                f"{'＋'.join(show(part.number) for part in parts)}＝{added}，文中合计{show(total)}",
                f"各项之和为{added}，文中合计为{show(total)}",
                f"合计{added}",
                certain=bool(match["many"]) and clearly and off > _slack(listing),
            )


def _all_split(passage: Passage) -> Iterator[Statistic]:
    """A whole that is all put to the uses named next, as many as the figures that then tell them apart."""
    for match in _ALL_SPLIT.finditer(passage.skeleton) if "，全部" in passage.skeleton else ():
        total = passage.number_at(match.start("total"))
        parts = [number for _, number in passage.between(match.start("parts"), match.end("parts"))]
        numbers = (total, *parts)
        told = len(_JOINED.findall(match["kinds"])) + 1 == len(parts) and len({number.unit for number in numbers}) == 1
        if not told or any(number.bound is not None for number in numbers):
            continue
        amount = sum((number.amount for number in parts), Decimal(0))
        off = abs(amount - total.amount)
        if amount > total.amount and total.measure == "亩":
            continue  # one field bears two crops a year
        fits = off == 0 or off < sum((number.slack for number in numbers), Decimal(0))
        yield Relation(passage, "parts", match.start("total"), match.end(), numbers).judged(
            fits,
            f"{'＋'.join(map(show, parts))}＝{in_unit_of(amount, total)}，总数为{show(total)}",
            f"各分项之和为{in_unit_of(amount, total)}，与总数{show(total)}不符",
            f"总数{in_unit_of(amount, total)}",
        )


def _halves(passage: Passage) -> Iterator[Statistic]:
    """上半年…A，下半年…B，全年…C: two halves of one indicator make the year; two quarters make a half."""
    for match in _HALVES.finditer(passage.skeleton):
        one, other, total = (passage.number_at(match.start(name)) for name in "abq")
        if len({one.unit, other.unit, total.unit}) != 1 or any(number.bound is not None for number in (one, other, total)):
            continue
        if _PERIODS.fullmatch(match[0]) is None:
            continue
        whole, amount = match["whole"], one.amount + other.amount
        off, slack = abs(amount - total.amount), one.slack + other.slack + total.slack
        if off <= slack or _one_flow(match, one):
            yield Relation(passage, "parts", match.start(), match.end(), (one, other, total)).judged(
                off <= slack,
                f"{show(one)}＋{show(other)}＝{in_unit_of(amount, total)}，文中{whole}{show(total)}",
                f"前后两段之和为{in_unit_of(amount, total)}，文中{whole}为{show(total)}",
                f"{whole}{in_unit_of(amount, total)}",
            )


def _one_flow(match: re.Match[str], number: Number) -> bool:
    """Whether two halves and the year are told of one and the same thing, done anew each time."""
    what = match["what"]
    told = match["what2"] in {"", what} and what.startswith(match["what3"])
    return told and number.unit in _DONE_ANEW and _STANDING.search(what) is None


def _all_named(passage: Passage, match: re.Match[str], parts: Sequence[Part]) -> bool:
    """12个村、3个社区，共15个村（社区）: what the total counts is all the parts by name, so that it is their sum."""
    counted, nouns = _COUNTED.match(passage.skeleton, match.end()), {part.noun for part in parts}
    if counted is None or match[0] not in {"共Q", "共有Q", "共计Q"} or "" in nouns or len(nouns) < len(parts):
        return False
    rest = counted[0]  # 3个村、2个组，共26个村民小组 counts something else
    for noun in sorted(nouns, key=len, reverse=True):
        if noun not in rest:
            return False
        rest = rest.replace(noun, "", 1)
    return not rest.strip("（）()和及与")


def _parts_before(passage: Passage, start: int, end: int, total: Number) -> list[Part]:
    """The run of parts in the total's unit that ends right before it."""
    parts: list[Part] = []
    while end > start and passage.skeleton[end - 1] in "，、":
        end -= 1
    for piece in reversed(list(pieces(passage, start, end))):
        begins = _LIST_BEGINS.search(piece[0])
        cut = begins.end() if begins else 0
        part = read_part(passage, piece.start() + cut, piece[0][cut:])
        if part is None or part.number.unit != total.unit:
            break
        parts.insert(0, part)
        if cut:
            break
    return parts


def _more_than_found(passage: Passage) -> Iterator[Statistic]:
    """发现隐患A处，整改B处 with B the greater, in a sentence that speaks of nothing from before."""
    for match in _FOUND_AND_DONE.finditer(passage.skeleton):
        found, done = passage.number_at(match.start("a")), passage.number_at(match.start("b"))
        clause = passage.clause(match.start())
        earlier = [n for _, n in passage.between(clause.sentence_start, match.start("a")) if n.unit == done.unit]
        plain = found.unit == done.unit and found.exact and done.exact and not earlier
        if not plain or done.amount <= found.amount or _FROM_BEFORE.search(passage.skeleton, clause.sentence_start, clause.sentence_end):
            continue
        yield Relation(passage, "parts", match.start("a"), match.end(), (found, done)).judged(
            False, f"{show(done)}＞{show(found)}", f"{match['verb']}的{show(done)}多于总数{show(found)}"
        )


def _done_and_left(passage: Passage, start: int, end: int) -> Iterator[Statistic]:
    """17个问题已完成整改16个，剩余1个: what is done and what is left make the whole."""
    if _SOME_LEFT.search(passage.skeleton, start, end) is None:
        return
    places = [(at, n) for at, n in passage.outside_brackets(start, end) if n.kind == QUANTITY]
    for i, (place, left) in enumerate(places):
        if i < 2 or not left.exact or _LEFT.match(re.split(r"[，、；]", passage.skeleton[places[i - 1][0] + 1 : place])[-1]) is None:
            continue
        others = passage.skeleton[places[i - 1][0] : place].rpartition("，")[2].startswith("另")
        if others and not _STILL.match(passage.skeleton, place + 1):
            continue
        earlier = [(at, n) for at, n in places[max(0, i - 8) : i] if n.unit == left.unit and n.exact and place - at < 80]
        runs = [(earlier[a], earlier[a + 1 : b]) for a in range(len(earlier)) for b in range(a + 2, len(earlier) + 1)]
        fitting = next((run for run in runs if sum(n.amount for _, n in run[1]) + left.amount == run[0][1].amount), None)
        goes_on = i + 1 < len(places) and places[i + 1][1].unit == left.unit  # 已化解29件、正在化解11件、列入计划7件
        if fitting is None and (goes_on or not _is_pair(passage, earlier)):
            continue
        (at, total), done = fitting or runs[0]
        added = in_unit_of(sum((n.amount for _, n in done), left.amount), total)
        yield Relation(passage, "parts", at, place + 1, (total, *(n for _, n in done), left)).judged(
            fitting is not None,
            f"{'＋'.join(show(n) for _, n in done)}＋{show(left)}＝{added}，总数为{show(total)}",
            f"已完成与剩余合计{added}，与总数{show(total)}不符",
        )


def _is_pair(passage: Passage, earlier: Sequence[tuple[int, Number]]) -> bool:
    """Whether the two figures before what is left are clearly a total and what was done of it."""
    if len(earlier) != 2 or earlier[1][0] - earlier[0][0] > 30:
        return False
    return _DONE.search(passage.skeleton[earlier[0][0] : earlier[1][0]]) is not None


def _slack(listing: Listing) -> Decimal:
    """How far sum and total may lie apart: one unit of the last digit of each operand; bounds loosen it by a tenth."""
    numbers = [listing.total, *(part.number for part in listing.parts)]
    slack = sum((_each(number) for number in numbers), Decimal(0))
    return slack + (listing.total.amount / 10 if any(number.bound is not None for number in numbers) else 0)


def _rounding(listing: Listing) -> Decimal:
    """How far a sum may exceed its total by rounding alone: by half a unit of every last digit, or by one of the total's, cut short.

    From three parts on the last quarter of that is left out: all of them rounded the same way is no likelier than a slip.
    """
    most = sum((_each(part.number) for part in listing.parts), _each(listing.total)) * HALF
    return max(_each(listing.total), most * _SAME_WAY if len(listing.parts) > 2 else most)


def _each(number: Number) -> Decimal:
    """Counts in round thousands are estimates, others exact."""
    rounded = number.exact and number.amount >= 10000 and number.amount % 1000 == 0
    return Decimal(1000) if rounded else number.slack


def _coarse(listing: Listing, excess: Decimal) -> bool:
    """A total stated more coarsely than its parts is still wrong when rounding their sum does not give it, by a twentieth or more."""
    total, numbers = listing.total, [part.number for part in listing.parts]
    if excess <= 0 or total.bound is not None or any(number.bound is not None for number in numbers):
        return False
    return max(n.step for n in numbers) * 5 <= total.step and excess > HALF * total.step and excess * 20 > total.amount


def _divides(listing: Listing) -> bool:
    """Whether a list without 其中 clearly divides its total: three parts at least, each named by the total's own noun."""
    noun = listing.noun[-2:]
    units = {part.number.unit for part in listing.parts} | {listing.total.unit}
    alike = all(noun in part.words for part in listing.parts)
    long_enough = len(noun) == 2 or (noun == "村" and one_scale(listing.parts))  # 一类村, 二类村
    return len(listing.parts) >= 3 and long_enough and alike and len(units) == 1 and listing.total.counted
