"""Totals and the parts listed after them: 其中 lists, lists in brackets, lists of classes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.figures.arithmetic import comparable
from checker.figures.numbers import PERCENT, QUANTITY, Number
from checker.figures.passages import CLASS, REACH, WORD, Passage
from checker.numerals import parse_chinese

_WITHIN = re.compile("其中")
_TOTAL = re.compile(QUANTITY)
_PIECE = re.compile(r"[^、，；：]+")
_PART = re.compile(
    rf"^(?:和|及|以及|与|或|有|为|是|包括|涉及|按|分为|评定为|评为|被评为)?(?P<name>{CLASS}{{0,18}})(?P<q>Q)(?P<noun>{WORD}{{0,14}})(?P<more>等)?$",
)
_TWO_PARTS = re.compile(
    rf"^(?P<name>{CLASS}{{0,18}})(?P<q>Q)(?P<noun>{WORD}{{0,8}})(?:和|及|以及|与)(?P<name2>{CLASS}{{0,18}})(?P<q2>Q)(?P<noun2>{WORD}{{0,8}})$",
)
# what is said of a part beside it: 占22%, 同比增长5%
_REMARK = re.compile(
    rf"^(?:分别)?(?:占|占比|同比|比|较|增长|增加|下降|减少|增幅|降幅|上升|提高|完成率|办结率){WORD}{{0,14}}[PDQM]{WORD}{{0,8}}$"
    rf"|^{WORD}{{0,6}}占{WORD}{{0,12}}P{WORD}{{0,4}}$"
)
_BRACKET = re.compile(rf"{WORD}{{0,10}}[（(](?!其中)")
_NOTED = re.compile(r"[一-鿿]{0,6}[（(][一-鿿]{1,6}[）)]")
_CLASSES = re.compile(
    rf"{WORD}{{0,16}}?(?:，按|，分别[为是]?|：|，包括|，(?={WORD}{{2,12}}Q)|(?:中|评定为|评为|被评为|分别[为是]|包括|有)(?={WORD}{{1,12}}Q))",
)
_MOST = 30  # parts of one list
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]?")
# words after which a list of classes leaves nothing out, and words that make a list without 其中 one of classes
_EXHAUSTIVE = re.compile(r"分别|依次|评定为|评为|被评为|分为")
_GRADED = re.compile(r"评定为|评为|被评为|分为|分别[为是]|，按")
_REST = re.compile(r"其余|剩余|余下|其他|其它|尚未|未完成|未办结|未整改|正在整改|正在办理|还有|尚有|尚余|剩下|待整改")
# classes that leave nothing out
_COMPLEMENTS = (
    *(
        ("男", "女"),
        ("上级", "自收"),
        ("党内", "党外"),
        ("水田", "旱"),
        ("城镇", "农村"),
        ("公办", "民办"),
        ("进口", "出口"),
        ("正式", "预备"),
        ("专职", "兼职"),
        ("在职", "退休"),
        ("在编", "编外"),
        ("境内", "境外"),
        ("有效", "无效"),
    ),
    *(("完成", "未完成"), ("当场", "限期"), ("立行立改", "限期"), ("已完成", "正在"), ("线上", "线下"), ("主动", "强制")),
)
# 共两类 behind a list of two says that it is all
_SO_MANY_KINDS = re.compile(r"，?(?:共|计|共计)(?P<n>[两二三四五六七八九十])(?:大?类|大块|种|部分)")
# a clause that begins so tells of the next piece of work, not of a further part
_ACTION = re.compile(
    r"(?:全年|共|累计|并|还|先后|已|今年|年内|新)?(?:开展|召开|组织|举办|新建|完成|解决|下发|发放|走访|培训|拆除|安装|建成|查处|化解|收集|整改|发展|争取|投入|实现|带动|"
    r"吸纳|惠及|覆盖|修建|清理|排查|受理|接待|处理|办理|引进|签约|落实|整合|推动|帮助|资助|慰问|选派|调整|打造|培育|创建|硬化|栽植|种植|改造|新增|完工|开工|竣工|印发|制定|出台|撬动|吸引|节约|增收|兑付|支持|服务|救助|追回|挽回|曝光|通报|处分|问责|给予|辐射)"
)
_AFRESH = re.compile(r"全[年镇乡县市区村]|今年|年内|年底|目前|累计|我|本人|另|平均|总")
_NOUN = re.compile(r"[^，。；！？：、（）中按分评已的QPDMFYONRX]{0,8}")


class Part(NamedTuple):
    """A member of a list: the words before and after its figure, and where it stands in the skeleton."""

    name: str
    noun: str
    number: Number
    place: int
    end: int

    @property
    def words(self) -> str:
        """All that names it."""
        return self.name + self.noun


class Listing(NamedTuple):
    """A total and its listed parts."""

    total: Number
    place: int
    parts: tuple[Part, ...]
    complete: bool  # the text marks the list as leaving nothing out
    named: bool  # introduced by 其中, brackets or words of classification
    opened: bool  # ends in 等
    noun: str  # what the total counts: the word after it
    loose: bool = False  # its parts are told in clauses of their own, with ； between them

    @property
    def sum(self) -> Decimal:
        """The parts' amounts together."""
        return sum((part.number.amount for part in self.parts), Decimal(0))


def find_listings(passage: Passage) -> Iterator[Listing]:
    """Every total with listed parts of its own measure; a 其中 list may have one part."""
    for start, end in passage.sentences():
        if passage.skeleton.count(QUANTITY, start, end) > 1:
            yield from _within(passage, start, end)
            yield from _after_totals(passage, start, end)


def read_part(passage: Passage, start: int, piece: str) -> Part | None:
    """The one part that a piece of a list names, None where it names none or more."""
    found = _PART.match(_without_brackets(piece)) if piece.count(QUANTITY) == 1 else None
    if found is None:
        return None
    place = piece.find(QUANTITY)
    return Part(found["name"], found["noun"], passage.number_at(start + place), start + place, start + len(piece))


def pieces(passage: Passage, start: int, end: int) -> Iterator[re.Match[str]]:
    """What commas, semicolons and colons divide in ``skeleton[start:end]``."""
    yield from _PIECE.finditer(passage.skeleton, start, end)


def _within(passage: Passage, start: int, end: int) -> Iterator[Listing]:
    """其中 and what it lists; the total stands before it."""
    text = passage.skeleton
    for match in _WITHIN.finditer(text, start, end):
        position = match.end() + (text[match.end() : match.end() + 1] in set("，：,:"))
        parts = read_parts(passage, position, _list_end(text, match.start(), start, end))
        total = _total_before(passage, start, match.start(), parts) if parts else None
        if total is not None:
            yield _listing(passage, *total, parts, named=True)


def _after_totals(passage: Passage, start: int, end: int) -> Iterator[Listing]:
    """Lists that follow their total in brackets, or as classes without 其中."""
    text = passage.skeleton
    bracketed = "（" in text or "(" in text
    for match in _TOTAL.finditer(text, start, end):
        place, total = match.start(), passage.number_at(match.start())
        noun = _NOTED.match(text, place + 1) if bracketed else None  # 24个村（社区）中，
        bracket, classes = (
            _BRACKET.match(text, place + 1) if bracketed and noun is None else None,
            _CLASSES.match(text, noun.end() if noun else place + 1),
        )
        if bracket is not None:
            parts = read_parts(passage, bracket.end(), _list_end(text, bracket.end(), start, end))
            if len(parts) > 1 and comparable(total, parts[0].number):
                yield _listing(passage, total, place, parts, named=True)
        elif classes is not None and "其中" not in text[place : classes.end() + 30]:
            parts = read_parts(passage, classes.end(), end)
            if len(parts) > 1 and comparable(total, parts[0].number):
                graded = _GRADED.search(classes[0]) is not None
                yield _listing(passage, total, place, parts, named=graded or _spelled_out(classes[0], total, parts))


def read_parts(passage: Passage, start: int, end: int) -> tuple[Part, ...]:
    """The parts of a list that begins at ``start``: pieces with one figure of one measure; remarks (占22%) are passed over."""
    parts: list[Part] = []
    joints: set[str] = set()  # A 7个、B 6个，完工5个: where the joint changes, the list has ended
    for match in _PIECE.finditer(passage.skeleton, start, min(end, start + REACH)):
        fresh = _fresh_parts(passage, match)
        if not fresh:
            if parts and _REMARK.match(_without_brackets(match[0])):
                continue
            break
        if parts and not comparable(parts[0].number, fresh[0].number):
            break
        joint = passage.skeleton[match.start() - 1]
        if len(parts) > 1 and joints == {"、"} and joint != "、":
            break
        if parts and joint != "、" and _is_afresh(fresh[0], parts[0]):
            break
        if parts:
            joints.add(joint)
        parts += fresh
        if match[0].endswith("等") or len(parts) >= _MOST:
            break
    return tuple(parts)


def _is_afresh(part: Part, first: Part) -> bool:
    """Whether a clause begins with a word of doing, or of scope and time, as the first part does not: no further part."""
    if _ACTION.match(part.name):
        return not _ACTION.match(first.name)
    begins, began = _AFRESH.match(part.name), _AFRESH.match(first.name)
    return begins is not None and (began is None or began[0] != begins[0])


def _fresh_parts(passage: Passage, match: re.Match[str]) -> list[Part]:
    """The one or two parts of a piece: 男党员511名, 水田3亩和旱地5亩."""
    two = _TWO_PARTS.match(_without_brackets(match[0])) if match[0].count(QUANTITY) > 1 else None
    if two is None:
        part = read_part(passage, match.start(), match[0])
        return [part] if part is not None else []
    places = [match.start() + at for at, c in enumerate(match[0]) if c == QUANTITY]
    names = ((two["name"], two["noun"]), (two["name2"], two["noun2"]))
    return [Part(*name, passage.number_at(place), place, match.end()) for name, place in zip(names, places, strict=False)]


def _total_before(passage: Passage, start: int, place: int, parts: Sequence[Part]) -> tuple[Number, int] | None:
    """The total that 其中 speaks of: the nearest earlier figure of the measure that the parts make up, else the nearest."""
    earlier = [
        (at, n)
        for at, n in passage.outside_brackets(max(start, place - REACH), place)
        if n.kind == QUANTITY and comparable(n, parts[0].number)
    ]
    if not earlier:
        return None
    amount = sum((part.number.amount for part in parts), Decimal(0))
    slack = sum((part.number.slack for part in parts), Decimal(0))
    fitting = [found for found in earlier if abs(found[1].amount - amount) <= slack + found[1].slack]
    at, number = (fitting or earlier)[-1]
    return number, at


def _listing(passage: Passage, total: Number, place: int, parts: Sequence[Part], *, named: bool) -> Listing:
    parts = _up_to_total(passage, total, parts)
    link = passage.skeleton[place : parts[0].place]
    tail = passage.skeleton[parts[-1].place + 1 : parts[-1].end + 1]
    noun = _NOUN.match(passage.skeleton, place + 1)
    marked = named and (_REST.search(parts[-1].words) or _EXHAUSTIVE.search(link) or _shares_add_up(passage, parts))
    return Listing(
        total,
        place,
        tuple(parts),
        _complementary(parts) or bool(marked) or _so_many_kinds(passage, parts),
        named,
        "等" in tail,
        noun[0] if noun else "",
        "；" in passage.skeleton[parts[0].end : parts[-1].place],
    )


def _up_to_total(passage: Passage, total: Number, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts up to where they make up the total, if they do: what follows, other than after 、, is another matter."""
    amount = Decimal(0)
    for i, part in enumerate(parts):
        amount += part.number.amount
        if i and amount == total.amount and passage.skeleton[part.end : part.end + 1] != "、":
            return parts[: i + 1]
    return parts


def _complementary(parts: Sequence[Part]) -> bool:
    if len(parts) != 2:
        return False
    one, other = parts[0].words, parts[1].words
    return any((a in one and b in other) or (b in one and a in other) for a, b in _COMPLEMENTS)


def _spelled_out(link: str, total: Number, parts: Sequence[Part]) -> bool:
    """共投入120万元：道路60万元、饮水40万元、…: a colon and three parts in the total's own unit divide it."""
    return link.endswith("：") and len(parts) > 2 and all(part.number.unit == total.unit for part in parts)


def _so_many_kinds(passage: Passage, parts: Sequence[Part]) -> bool:
    match = _SO_MANY_KINDS.match(passage.skeleton, parts[-1].end)
    return match is not None and parse_chinese(match["n"]) == len(parts)


def _shares_add_up(passage: Passage, parts: Sequence[Part]) -> bool:
    """Every part has its share beside it and the shares make 100 (within one unit of the last digit of each)."""
    shares: list[Number] = [n for _, n in passage.between(parts[-1].end, parts[-1].end + 30) if n.kind == PERCENT]
    together = len(shares) == len(parts) and "分别" in passage.skeleton[parts[-1].end : parts[-1].end + 12]
    if together and abs(sum((n.amount for n in shares), Decimal(-100))) <= sum((n.step for n in shares), Decimal(0)):
        return True
    shares = []
    for part, following in zip(parts, [*(part.place for part in parts[1:]), parts[-1].end + 20], strict=True):
        beside = [n for _, n in passage.between(part.place + 1, following) if n.kind == PERCENT]
        if len(beside) != 1:
            return False
        shares.append(beside[0])
    off = sum((share.amount for share in shares), Decimal(-100))
    return abs(off) <= sum((share.step for share in shares), Decimal(0))


def _without_brackets(piece: str) -> str:
    if "（" not in piece and "(" not in piece:
        return piece
    return _BRACKETED.sub(lambda match: match[0] if QUANTITY in match[0] else "", piece)


def _list_end(text: str, place: int, start: int, end: int) -> int:
    """Where a list that begins at ``place`` must end: at the close of the bracket it stands in, else with its sentence."""
    start, end = max(start, place - REACH), min(end, place + REACH)
    if max(text.rfind("（", start, place), text.rfind("(", start, place)) > max(
        text.rfind("）", start, place), text.rfind(")", start, place)
    ):
        closes = [at for c in "）)" if (at := text.find(c, place, end)) >= 0]
        return min(closes, default=end)
    return end
