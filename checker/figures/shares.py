"""Shares of a whole: Y中X占P, X占…的P. The whole is searched, for it is often not the nearest figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.figures.arithmetic import comparable, extent, fits_share, in_unit_of, like, percent, plain, ratio, show
from checker.figures.classes import crosses
from checker.figures.completion import PLAN_FIRST
from checker.figures.numbers import PERCENT, QUANTITY, Number
from checker.figures.passages import REACH, WORD, Passage, Relation
from checker.model import Statistic

_SHARE = re.compile(
    rf"(?P<x>Q)(?P<noun>{WORD}{{0,14}}?)[，、（]?(?P<lead>(?:约|共|分别|合计|总共)?)占(?:比|到|了)?"
    rf"(?P<base>{WORD}{{0,16}}?)(?:的(?:比重|比例)?)?(?:比重|比例|比)?(?:达到?|为|约|近|超|超过|高达|约为)?了?(?P<p>P)"
)
_AMONG = re.compile(
    rf"(?P<y>Q){WORD}{{0,8}}中，?(?:已经?|现|共)?有(?P<x>Q)(?![万亿]){WORD}{{0,16}}(?P<q>[QP]){WORD}{{0,6}}，占(?:比|到)?(?P<p>P)"
)
_SIBLING = re.compile(rf"{WORD}{{0,14}}[，、（]?(?:约|共)?占{WORD}{{0,16}}P")
# shares of something outside the report: the whole county, the whole budget
_OUTSIDE = re.compile(
    r"全(?:省|市|县|区|国|州|疆|球|世界)|世界|gdp|生产总值|支出|收入|增加值|总额|总产值|一半|当地|上市|地区|财政|固定资产|投资|出口|年度|规上|规模以上",
)
# between a whole and its part: Y名党员中X名, Y件，其中X件, Y件化解X件; a bare comma joins them only where the base is named again
_JOINT = re.compile(rf"^{WORD}{{0,16}}?(?:中|，?其中|，?已|有|，?化解|，?解决|，?完成|，?整改|，?办结|，?查实|，?查出|达到|通过)")
_AMONG_THEM = re.compile(rf"{WORD}{{0,12}}中(?![心小学])")
_COMMA = re.compile(rf"^{WORD}{{0,16}}[，、]")
_TWO_CHARACTERS = re.compile(r"[一-鿿]{2}")
_LONGEST_LINK = 40
_MOST_EARLIER, _MOST_SUMMED = 40, 12  # figures tried: of an earlier passage, and as members of a sum
_LONGEST_SUM = 9  # how many listed parts may make up a whole together


_ALONE = re.compile(rf"^(?:其中)?(?P<name>{WORD}{{1,14}}?)(?:人数|的)?占(?:比|到)?(?:为|达到?|约)?(?P<p>P)$")
_STRUCTURE = re.compile(
    r"(?:结构|比重|比例|之比)[^，。；]{0,12}?([0-9]+(?:\.[0-9]+)?)[:：∶]([0-9]+(?:\.[0-9]+)?)[:：∶]([0-9]+(?:\.[0-9]+)?)(?![:：∶0-9])"
)
_PIECE = re.compile(r"[^、，；]+")
_FAR_OVER = Decimal(105)
_FEWEST = 3  # shares that make a breakdown


class Whole(NamedTuple):
    """A figure tried as the whole of a share; ``amount`` is the sum of a run of figures where ``number`` is its first."""

    number: Number
    amount: Decimal
    near: bool  # stands before the part in its own sentence
    words: str = ""  # what stands before it: of what it is a figure

    @property
    def label(self) -> str:
        """The amount as a sum shows it."""
        return show(self.number) if self.amount == self.number.amount else in_unit_of(self.amount, self.number)


def find_shares(passage: Passage, earlier: Sequence[Passage] = ()) -> Iterator[Statistic]:
    """Every share of the passage; ``earlier`` are the passages before it, the nearest last, searched for wholes."""
    if "P" not in passage.skeleton or "占" not in passage.skeleton:
        return
    among = {match.start("p"): match for match in _AMONG.finditer(passage.skeleton)}
    planned = {match.start("p") for match in PLAN_FIRST.finditer(passage.skeleton)}  # those are judged as shares of a plan
    for match in _SHARE.finditer(passage.skeleton):
        part, share = passage.number_at(match.start("x")), passage.number_at(match.start("p"))
        if match.start("p") in planned:
            continue
        if (told := among.get(match.start("p"))) is not None and (statistic := _of_some(passage, told)) is not None:
            yield statistic
        elif share.amount <= 100 and part.unit not in {"岁", "年"} and "分别" not in match[0]:
            yield _share(passage, match, part, share, tuple(_wholes(passage, match.start(), part, earlier)))


def _of_some(passage: Passage, match: re.Match[str]) -> Statistic | None:
    """8个村中有7个收入超过15万元，占80%: the share is of the villages, not of the sum that stands nearer."""
    whole, part, share = (passage.number_at(match.start(name)) for name in "yxp")
    if whole.unit != part.unit or not whole.exact or not part.exact or part.amount > whole.amount or whole.amount <= 0:
        return None
    fits = fits_share(part, whole, whole.amount, share)
    nominal = like(percent(part.amount, whole.amount), share)
    return Relation(passage, "share", match.start("y"), match.end(), (whole, part, share)).judged(
        True if fits else None if share.bound is not None else False,
        f"{show(part)}÷{show(whole)}＝{nominal}%，文中为{show(share)}",
        f"{show(part)}是{show(whole)}的{nominal}%，文中为{show(share)}",
        f"占{nominal}%",
        certain=abs(percent(part.amount, whole.amount) - share.amount) >= 2 * share.step,
    )


def find_breakdowns(passage: Passage) -> Iterator[Statistic]:
    """Shares told one after the other as one breakdown, and the structure of industries: together about 100."""
    for start, end in passage.sentences():
        if passage.skeleton.count(PERCENT, start, end) < _FEWEST:
            continue
        run: list[tuple[int, int, Number]] = []
        for piece in _PIECE.finditer(passage.skeleton, start, end):
            found = _ALONE.match(piece[0])
            if found is not None:
                run.append((piece.start(), piece.end(), passage.number_at(piece.start() + found.start("p"))))
                continue
            yield from _breakdown(passage, run)
            run = []
        yield from _breakdown(passage, run)
    for match in _STRUCTURE.finditer(passage.text):
        yield from _structure(passage, match)


def _breakdown(passage: Passage, run: Sequence[tuple[int, int, Number]]) -> Iterator[Statistic]:
    if len(run) < _FEWEST:
        return
    shares = tuple(number for _, _, number in run)
    total = sum((number.amount for number in shares), Decimal(0))
    crossing = any(crosses(passage.skeleton[start:end]) for start, end, _ in run)
    whole = abs(total - 100) <= sum((number.step for number in shares), Decimal(0))
    yield Relation(passage, "share", run[0][0], run[-1][1], shares).judged(
        True if whole else False if total > _FAR_OVER and not crossing else None,
        f"{'＋'.join(map(show, shares))}＝{plain(total)}%",
        f"各部分占比合计{plain(total)}%，超过100%",
    )


def _structure(passage: Passage, match: re.Match[str]) -> Iterator[Statistic]:
    """三次产业结构为8.3:41.2:50.5."""
    values = [Decimal(value) for value in match.groups()]
    total = sum(values, Decimal(0))
    span = passage.paragraph.at(match.start(1), match.end(3))
    if not 90 <= total <= 110:
        return
    fits = abs(total - 100) <= Decimal("0.3") or (abs(total - 100) <= 1 and all(value == value.to_integral_value() for value in values))
    yield Statistic(
        check="share",
        span=span,
        figures=(span,),
        holds=fits,
        arithmetic=f"{'＋'.join(map(plain, values))}＝{plain(total)}，应为100",
        message="" if fits else f"三项比重合计{plain(total)}，应为100",
    )


def _share(passage: Passage, match: re.Match[str], part: Number, share: Number, wholes: Sequence[Whole]) -> Statistic:
    base = match["base"].removesuffix("的")
    outside = _OUTSIDE.search(base)
    spoken = _named([whole for whole in wholes if whole.near and whole.amount > part.amount], base, passage, match.start())
    single = spoken is not None and _is_among(passage, spoken, match.start())  # 87起中63起 is a share of the 87, of no sum of others
    eligible = (
        whole for whole in wholes if (outside is None or outside[0] in whole.words) and (not single or whole.amount == whole.number.amount)
    )
    fitting = next((whole for whole in eligible if fits_share(part, whole.number, whole.amount, share)), None)
    named = fitting or spoken
    numbers = (part, share, named.number) if named is not None and named.near else (part, share)
    relation = Relation(passage, "share", match.start(), match.end(), numbers)
    if named is None or (
        fitting is None and ((outside and outside[0] not in named.words) or share.bound == "about" or part.bound is not None)
    ):
        tried = _tried(wholes, part)
        return relation.judged(None, f"文中没有能与{show(part)}、{show(share)}相符的总数" + (f"，试过{tried}" if tried else ""))
    nominal = percent(part.amount, named.amount)
    quotient = f"{show(part)}÷{named.label}＝{like(nominal, share)}%，文中为{show(share)}"
    if fitting is not None:
        return relation.judged(True, quotient, correction=f"占{like(nominal, share)}%")
    possible = ratio(part, named.number)
    return relation.judged(
        False,
        f"{quotient}；试过的总数：{_tried(wholes, part)}",
        f"{show(part)}是{named.label}的{like(nominal, share)}%，文中为{show(share)}",
        f"占{like(nominal, share)}%",
        certain=possible is not None and not possible.meets(extent(share)) and abs(nominal - share.amount) >= 2 * share.step,
    )


def _tried(wholes: Sequence[Whole], part: Number) -> str:
    """The wholes that were tried in vain, the nearest first, ten at most."""
    labels = dict.fromkeys(whole.label for whole in wholes[:40] if whole.amount > part.amount)
    return "、".join(list(labels)[:10])


def _wholes(passage: Passage, place: int, part: Number, earlier: Sequence[Passage]) -> Iterator[Whole]:
    """Figures of the part's measure before the share, the nearest first, then after it, sums of runs, earlier passages."""
    clause = passage.clause(place)

    def alike(number: Number) -> bool:
        return number.kind == QUANTITY and comparable(number, part)

    for at, number in reversed(passage.between(max(0, place - 2 * REACH), place)[-_MOST_EARLIER:]):
        if alike(number):
            yield Whole(number, number.amount, at >= clause.sentence_start, passage.skeleton[max(0, at - 16) : at])
    for _, number in passage.between(place + 1, clause.sentence_end)[:_MOST_SUMMED]:
        if alike(number):
            yield Whole(number, number.amount, near=False)
    around = passage.between(max(clause.sentence_start, place - REACH // 2), min(clause.sentence_end, place + REACH // 2))
    run = [number for _, number in around if alike(number) and number.unit == part.unit][:_MOST_SUMMED]
    for first in range(len(run)):
        for last in range(first + 2, min(len(run), first + _LONGEST_SUM) + 1):
            total = sum((number.amount for number in run[first:last]), Decimal(0))
            yield Whole(run[first], total, near=False)
    for before in reversed(earlier):
        for at, number in list(zip(before.marks, before.numbers, strict=True))[-_MOST_EARLIER:]:
            if alike(number):
                yield Whole(number, number.amount, near=False, words=before.skeleton[max(0, at - 16) : at])


def _is_among(passage: Passage, whole: Whole, place: int) -> bool:
    """Whether a part is said to be among a whole: Y起违法行为中X起."""
    start = passage.clause(place).sentence_start
    mark = next(at for at, number in passage.between(start, place) if number is whole.number)
    return _AMONG_THEM.match(passage.skeleton, mark + 1, place) is not None


def _named(near: Sequence[Whole], base: str, passage: Passage, place: int) -> Whole | None:
    """The whole that the sentence itself names: Y中…X占P, Y，其中X占P; with 占…的, the words of the base must stand there."""
    start = passage.clause(place).sentence_start
    places = {id(number): at for at, number in passage.between(start, place)}
    nearest = next((whole for whole in near if not _SIBLING.match(passage.skeleton[places[id(whole.number)] + 1 : place])), None)
    if nearest is None:
        return None
    mark = places[id(nearest.number)]
    link = passage.skeleton[mark + 1 : place]
    if len(link) > _LONGEST_LINK:
        return None
    around = passage.skeleton[max(start, mark - 12) : mark] + re.split("[，、]", link)[0]
    repeats = re.search(r"总数|总量|全部", base) is not None or any(word in around for word in _TWO_CHARACTERS.findall(base))
    if _JOINT.match(link):
        return nearest if not base or repeats else None
    return nearest if base and repeats and _COMMA.match(link) else None
