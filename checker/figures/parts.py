"""A total and its parts: 其中 lists, lists in brackets, what is done and what is left, totals after their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.figures.arithmetic import HALF, comparable, in_unit_of, plain, show
from checker.figures.numbers import MARKS, PERCENT, QUANTITY, Number, Passage
from checker.figures.reading import Clause, outside_brackets, sentences
from checker.model import Statistic

_INTRODUCED = re.compile(r"其中[，：]?|(?:分别|依次)?(?:为|是|有)?：")
_PIECE = re.compile(r"[^、，；：]+")
_NAME = rf"[^，。；！？：、{MARKS}]"
_PART = re.compile(
    rf"^(?P<lead>和|及|以及|与|或|有|为|是|包括|涉及|按|分为|评定为|评为|被评为)?(?P<name>{_NAME}{{0,18}})(?P<q>Q)(?P<noun>{_NAME}{{0,14}})(?P<more>等)?$"
)
_PART_JOINED = re.compile(rf"^(?P<name>{_NAME}{{0,18}})(?P<q>Q)(?P<noun>{_NAME}{{0,8}})(?:和|及|以及|与)(?P<name2>{_NAME}{{0,18}})(?P<q2>Q)(?P<noun2>{_NAME}{{0,8}})$")
_REMARK = re.compile(rf"^(?:分别)?(?:占|占比|同比|比|较|增长|增加|下降|减少|增幅|降幅|上升|提高|完成率|办结率){_NAME}{{0,14}}[PDQM]{_NAME}{{0,8}}$|^{_NAME}{{0,6}}占{_NAME}{{0,12}}P{_NAME}{{0,4}}$")
_TOTAL_AFTER = re.compile(rf"(?:合计|共计|总计|[一二三四五六七八九十两]项合计|共)(?!同)(?P<words>{_NAME}{{0,8}})(?P<q>Q)")
# words that cut a whole across one another, so that members may be counted twice
_CUTS = (
    ("age", re.compile(r"岁|青年|老年|年轻|老人|儿童|少年")),
    ("learning", re.compile(r"学历|大专|本科|高中|初中|中专|研究生|博士|硕士|学生|教师|高知|职称")),
    ("sex", re.compile(r"女|男|妇")),
    ("people", re.compile(r"少数民族|汉族")),
    ("party", re.compile(r"党员|团员|群众(?!类)")),
    ("need", re.compile(r"脱贫|监测|低保|特困|残疾|困难|留守|流动")),
    ("progress", re.compile(r"完成|开工|竣工|投产|签约|落地|在建|续建|新开|办结|化解|整改|解决|建成|投用|通过|达到|达标|验收|注册|发放|到位")),
    ("size", re.compile(r"以上|以下|超过|少于|不足|低于|高于|[大小中]型|规上|规模|百万|千万|亿元|为零")),
    ("new", re.compile(r"新增|新建|新发展|新认定|新引进|首次|净增")),
    ("rank", re.compile(r"国家级|省级|市级|县级|区级|部级|[一二三四五]星|示范|全国|全省|全市|重点|龙头|金奖|发明")),
    ("place", re.compile(r"村|社区|镇|乡|街道|区|县|园|片|组|校")),
)
_OPEN = ("age", "learning", "party", "need", "progress", "size", "new", "rank")
# classes that leave nothing out
_COMPLEMENTS = (
    ("男", "女"), ("上级", "自收"), ("党内", "党外"), ("机关", "村"), ("水田", "旱地"), ("水田", "旱"), ("城镇", "农村"), ("城市", "农村"), ("公办", "民办"),
    ("工业", "农业"), ("进口", "出口"), ("正式", "预备"), ("完成", "未完成"), ("本级", "上级"), ("优秀", "合格"),
)  # fmt: skip
# a price or a standard is no sum of parts
_RATE = re.compile(r"每|标准|平均|人均|户均|单价|低于|高于|亩均")
_REST = re.compile(r"其余|剩余|余下|其他|其它|尚未|未完成|未办结|未整改|正在整改|正在办理|还有|尚有|尚余|剩下|待整改")
_DONE = re.compile(r"完成|整改|办结|化解|解决|销号|办理|答复|整治")
_LEFT = re.compile(r"^(?:目前)?(?:剩余|剩下|尚余|尚有|还有|还剩|其余|余下|未完成|未办结|正在(?:整改|办理|推进|化解)|长期坚持|持续整改|待整改)(?:的)?")


# words after which a list of classes leaves nothing out, and words after which it may
_EXHAUSTIVE = re.compile(r"分别|依次|评定为|评为|被评为|分为")
_GRADED = re.compile(r"评定为|评为|被评为|分为|分别为|，按")


class Part(NamedTuple):
    """A member of a list: its name and figure, and where it stands in the skeleton."""

    name: str
    number: Number
    place: int
    end: int


class Listing(NamedTuple):
    """A total and its listed parts. ``complete`` says that the text marks the list as leaving nothing out."""

    total: Number
    place: int
    parts: tuple[Part, ...]
    complete: bool
    named: bool  # introduced by 其中 or brackets
    opened: bool  # ends in 等
    noun: str  # what the total counts: the word after it


def find_parts(passage: Passage) -> Iterator[Statistic]:
    """Every list of parts whose total the passage names."""
    if passage.skeleton.count("Q") < 3 and "其中" not in passage.skeleton:
        return
    for start, end in sentences(passage):
        if passage.skeleton.count("Q", start, end) < 2:
            continue
        for listing in _listings(passage, start, end):
            statistic = _test(passage, listing)
            if statistic is not None:
                yield statistic
        yield from _totals_after(passage, start, end)
        yield from _done_and_left(passage, start, end)


def listings(passage: Passage) -> Iterator[Listing]:
    """Every total with two or more listed parts of its own measure."""
    for start, end in sentences(passage):
        yield from (listing for listing in _listings(passage, start, end) if len(listing.parts) > 1)


def _listings(passage: Passage, start: int, end: int) -> Iterator[Listing]:
    text = passage.skeleton
    for match in re.compile("其中").finditer(text, start, end):
        position = match.end() + (text[match.end() : match.end() + 1] in set("，：,:"))
        stop = _bracket_end(text, match.start(), start, end)
        parts = _read_parts(passage, position, stop)
        if parts:
            total = _total_before(passage, start, match.start(), parts)
            if total is not None:
                yield _listing(passage, *total, parts, named=True)
    for match in re.compile("Q").finditer(text, start, end):
        place = match.start()
        bracket = re.compile(rf"{_NAME}{{0,10}}[（(](?:其中[，：]?)?").match(text, place + 1)
        plain_list = re.compile(rf"{_NAME}{{0,16}}?(?:，按|，分别|：|，包括|，(?={_NAME}{{2,12}}Q)|(?:中|评定为|评为|被评为|分别为|包括|有)(?={_NAME}{{1,12}}Q))").match(text, place + 1)
        if bracket is not None:
            stop = text.find("）", bracket.end(), end) if text.find("）", bracket.end(), end) >= 0 else text.find(")", bracket.end(), end)
            parts = _read_parts(passage, bracket.end(), stop) if stop > 0 else ()
            if len(parts) > 1:
                yield _listing(passage, passage.number_at(place), place, parts, named=True)
        elif plain_list is not None and "其中" not in text[place : plain_list.end() + 30]:
            parts = _read_parts(passage, plain_list.end(), end)
            number = passage.number_at(place)
            if len(parts) > 1 and all(comparable(number, part.number) for part in parts):
                yield _listing(passage, number, place, parts, named=bool(_GRADED.search(plain_list[0])))


def _read_parts(passage: Passage, start: int, end: int) -> tuple[Part, ...]:
    """The parts of a list that begins at ``start``: pieces with one figure of one measure; remarks (占22%) are passed over."""
    parts: list[Part] = []
    for match in _PIECE.finditer(passage.skeleton, start, end):
        piece = _without_brackets(match[0])
        joined = _PART_JOINED.match(piece)
        found = joined or _PART.match(piece)
        if found is None:
            if _REMARK.match(piece) and parts:
                continue
            break
        places = [match.start() + at for at, c in enumerate(match[0]) if c == QUANTITY][: 2 if joined else 1]
        fresh = [Part((found["name"] if i == 0 else found["name2"]) + "|" + (found["noun"] if i == 0 else found["noun2"]), passage.number_at(p), p, match.end())
                 for i, p in enumerate(places)]  # fmt: skip
        if parts and not comparable(parts[0].number, fresh[0].number):
            break
        parts.extend(fresh)
        if found.re is _PART and found["more"]:
            return tuple(parts[:-1]) if len(parts) == 1 else tuple(parts)
    return tuple(parts)


def _without_brackets(piece: str) -> str:
    return re.sub(r"[（(][^（()）]*[）)]?", lambda m: "" if QUANTITY not in m[0] else m[0], piece)


def _total_before(passage: Passage, start: int, place: int, parts: Sequence[Part]) -> tuple[Number, int] | None:
    """The total that 其中 speaks of: the nearest earlier figure of the measure that the parts can belong to."""
    earlier = [(at, n) for at, n in outside_brackets(passage, start, place) if n.kind == QUANTITY and comparable(n, parts[0].number)]
    if not earlier:
        return None
    total = sum(part.number.amount for part in parts)
    fits = [(at, n) for at, n in earlier if abs(n.amount - total) <= _slack(n, parts, Decimal(1))]
    if fits:
        return fits[-1][1], fits[-1][0]
    at, number = earlier[-1]
    return number, at


def _listing(passage: Passage, total: Number, place: int, parts: Sequence[Part], *, named: bool) -> Listing:
    names = [part.name for part in parts]
    noun = re.compile(r"[^，。；！？：、（）中按分评已的QPDMFYONRX]{0,8}").match(passage.skeleton, place + 1)
    after = passage.skeleton[parts[-1].end : parts[-1].end + 1]
    tail = passage.skeleton[parts[-1].place + 1 : parts[-1].end]
    complete = named and (_complementary(names) or bool(_REST.search(names[-1])) or _EXHAUSTIVE.search(passage.skeleton[place : parts[0].place]) is not None or _shares_add_up(passage, parts))
    return Listing(total, place, tuple(parts), complete, named, "等" in tail or after == "等", noun[0] if noun else "")


def _test(passage: Passage, listing: Listing) -> Statistic | None:
    total, parts = listing.total, listing.parts
    numbers = [part.number for part in parts]
    amount = sum((n.amount for n in numbers), Decimal(0))
    span = passage.span(listing.place, parts[-1].end)
    figures = (passage.span_of(total), *(passage.span_of(n) for n in numbers))
    arithmetic = f"{'＋'.join(show(n) for n in numbers)}＝{in_unit_of(amount, total)}，总数为{show(total)}"
    excess = amount - total.amount
    if len(parts) == 1:
        return _test_one(passage, listing, span, figures)
    fits = abs(excess) <= _slack(total, parts, Decimal(1)) and not _coarse(total, parts, excess)
    bounded = total.bound is not None or any(n.bound is not None for n in numbers)
    holds: bool | None = True if fits else None
    certain = False
    if not fits and not listing.opened and excess > 0 and not _overlapping(parts) and (listing.named or _like_whole(listing)):
        if len(parts) == 2 and excess * 10 > total.amount * 3:
            holds = None  # two members far beyond the whole mostly cut it in two ways
        elif not bounded or (total.bound in {None, "below"} and excess > total.amount * Decimal("0.1")):
            holds, certain = False, not bounded and listing.named and _homogeneous(parts)
    elif not fits and excess < 0 and listing.complete and not bounded and not listing.opened:
        holds = False
    if holds is None and not listing.named:
        return None
    return Statistic(
        "parts", span, figures, holds, arithmetic, certain=certain, correction="" if holds else f"总数{in_unit_of(amount, total)}或改正分项",
        message=f"各分项之和为{in_unit_of(amount, total)}，与总数{show(total)}不符" if excess < 0 else f"各分项之和{in_unit_of(amount, total)}超过总数{show(total)}",
    )  # fmt: skip


def _test_one(passage: Passage, listing: Listing, span: object, figures: tuple[object, ...]) -> Statistic | None:
    """其中 with one part: it cannot exceed the whole."""
    total, part = listing.total, listing.parts[0].number
    earlier = [n for _, n in outside_brackets(passage, Clause.around(passage, listing.place).sentence_start, listing.parts[0].place) if comparable(n, part)]
    if any(n.amount >= part.amount - part.slack - n.slack for n in earlier) or part.unit != total.unit:
        return None
    if total.bound in {"above", "about"} or part.bound is not None or _RATE.search(passage.skeleton[Clause.around(passage, listing.place).start : listing.parts[0].end]):
        return None
    return Statistic(
        "parts", passage.span(listing.place, listing.parts[0].end), (passage.span_of(total), passage.span_of(part)), False,
        f"{show(part)}＞{show(total)}", certain=False, correction="", message=f"其中一项{show(part)}大于总数{show(total)}",
    )  # fmt: skip


def _totals_after(passage: Passage, start: int, end: int) -> Iterator[Statistic]:
    """A 3个、B 4个，共7个: the total stands after its parts."""
    for match in _TOTAL_AFTER.finditer(passage.skeleton, start, end):
        total = passage.number_at(match.start("q"))
        before = passage.skeleton[start : match.start()].rstrip("，、")
        pieces = list(_PIECE.finditer(passage.skeleton, start, start + len(before)))
        parts: list[Part] = []
        for piece in reversed(pieces):
            found = _PART.match(_without_brackets(piece[0]))
            place = piece[0].find(QUANTITY)
            if found is None or place < 0 or not comparable(passage.number_at(piece.start() + place), total):
                break
            parts.insert(0, Part(found["name"] + "|" + found["noun"], passage.number_at(piece.start() + place), piece.start() + place, piece.end()))
        if len(parts) < 2 or any(p.number.unit != total.unit for p in parts) or not _homogeneous(parts):
            continue
        amount = sum((p.number.amount for p in parts), Decimal(0))
        fits = abs(amount - total.amount) <= _slack(total, parts, Decimal(1))
        clearly = match[0].startswith(("合计", "共计", "总计")) or "项合计" in match[0]
        holds = True if fits else False if clearly and total.bound is None and all(p.number.bound is None for p in parts) else None
        if holds is None:
            continue
        yield Statistic(
            "parts", passage.span(parts[0].place, match.end()), (*(passage.span_of(p.number) for p in parts), passage.span_of(total)), holds,
            f"{'＋'.join(show(p.number) for p in parts)}＝{in_unit_of(amount, total)}，文中合计{show(total)}",
            correction=f"合计{in_unit_of(amount, total)}", message=f"各项之和为{in_unit_of(amount, total)}，文中合计为{show(total)}",
        )  # fmt: skip


def _done_and_left(passage: Passage, start: int, end: int) -> Iterator[Statistic]:
    """17个问题已完成整改16个，剩余1个: what is done and what is left make the whole."""
    places = [(at, n) for at, n in outside_brackets(passage, start, end) if n.kind == QUANTITY]
    for (at, total), (at2, done), (at3, left) in zip(places, places[1:], places[2:], strict=False):
        if not (total.unit == done.unit == left.unit) or at3 - at > 60:
            continue
        first, second = passage.skeleton[at + 1 : at2], passage.skeleton[at2 + 1 : at3]
        clause = re.split(r"[，、；]", second)[-1]
        if "其中" in first or "其中" in second or not _DONE.search(first) or not _LEFT.match(clause) or not total.exact or not (done.exact and left.exact):
            continue
        amount = done.amount + left.amount
        fits = amount == total.amount
        if not fits and sum(n.unit == total.unit for _, n in places) > 3:
            continue
        yield Statistic(
            "parts", passage.span(at, at3 + 1), tuple(map(passage.span_of, (total, done, left))), fits,
            f"{show(done)}＋{show(left)}＝{in_unit_of(amount, total)}，总数为{show(total)}", correction="",
            message=f"已完成与剩余合计{in_unit_of(amount, total)}，与总数{show(total)}不符",
        )  # fmt: skip


def _slack(total: Number, parts: Sequence[Part], units: Decimal) -> Decimal:
    """How far sum and total may lie apart: one unit of the last digit of each operand; bounds loosen it."""
    slack = sum((_each(part.number) for part in parts), _each(total))
    if total.bound is not None or any(part.number.bound is not None for part in parts):
        slack += total.amount / 10
    return slack * units


def _each(number: Number) -> Decimal:
    """Counts in round thousands are estimates, others exact."""
    if number.exact and number.amount >= 10000 and number.amount % 1000 == 0:
        return Decimal(1000)
    return number.slack


def _coarse(total: Number, parts: Sequence[Part], excess: Decimal) -> bool:
    """A total stated more coarsely than its parts is still wrong when rounding their sum does not give it, by a twentieth or more."""
    finest = max(part.number.step for part in parts)
    return (
        excess > 0
        and total.bound is None
        and all(part.number.bound is None for part in parts)
        and finest * 5 <= total.step
        and excess > HALF * total.step
        and excess * 20 > total.amount
    )


def _overlapping(parts: Sequence[Part]) -> bool:
    """Whether the parts may count members twice: they cut the whole in different ways, or one way that nests."""
    kinds = [{name for name, pattern in _CUTS if pattern.search(part.name)} for part in parts]
    cutting = [k & set(_OPEN) for k in kinds]
    if all(not cut for cut in cutting):
        return False
    names = [part.name for part in parts]
    if _ladder(names) or _suffixed(names):
        return False
    return any(cutting)


def _ladder(names: Sequence[str]) -> bool:
    """第一种形态, 第二种形态…; 脱贫不稳定户, 边缘易致贫户…: one scale, each member on one step."""
    return sum(name.startswith(("第", "O")) for name in names) >= len(names) - 1


def _suffixed(names: Sequence[str]) -> bool:
    """All names end in one classifying word: 水环境类, 大气类; 双桥村, 前进村; 党员服务队, 青年服务队."""
    ends = {name.split("|")[0][-1:] or name.split("|")[1][-1:] for name in names}
    return len(ends) == 1 and next(iter(ends)) in set("类村镇乡区县队户型级社组办站部所次园片")


def _homogeneous(parts: Sequence[Part]) -> bool:
    """Whether the parts are of one make: each a plain name and figure, or each with one classifying word."""
    return all(0 < len(part.name) - 1 <= 12 for part in parts) and len({part.number.unit for part in parts}) == 1


def _like_whole(listing: Listing) -> bool:
    """Whether a list without 其中 clearly divides its total: parts named by the total's own noun, three at least."""
    noun = listing.noun[-2:]
    heads = sum(noun in part.name for part in listing.parts)
    alike = len({p.number.unit for p in listing.parts} | {listing.total.unit}) == 1
    return len(listing.parts) >= 3 and len(noun) == 2 and heads == len(listing.parts) and alike and listing.total.counted


def _complementary(names: Sequence[str]) -> bool:
    return len(names) == 2 and any(a in names[0] and b in names[1] or b in names[0] and a in names[1] for a, b in _COMPLEMENTS)


def _shares_add_up(passage: Passage, parts: Sequence[Part]) -> bool:
    """Every part has its share beside it and the shares make 100 (within one unit of their last digit each)."""
    shares = []
    for part, following in zip(parts, [*(p.place for p in parts[1:]), parts[-1].end + 20], strict=True):
        beside = [n for _, n in passage.between(part.place + 1, min(following, len(passage.skeleton))) if n.kind == PERCENT]
        if len(beside) != 1:
            return False
        shares.append(beside[0])
    return abs(sum(s.amount for s in shares) - 100) <= sum(s.step for s in shares)


def _bracket_end(text: str, place: int, start: int, end: int) -> int:
    """Where a list that begins at ``place`` must end: at the bracket it stands in, else at the sentence's end."""
    opened, closed = text.rfind("（", start, place), text.rfind("）", start, place)
    if opened > closed:
        close = text.find("）", place, end)
        return close if close >= 0 else end
    return end


__all__ = ["Listing", "Part", "find_parts", "listings", "plain"]
