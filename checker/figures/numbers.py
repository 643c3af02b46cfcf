"""Numbers in a text: where they stand, what they are worth, in what unit and how exactly they are stated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple, Self

from checker.figures.lexicon import FigureLexicon, Unit
from checker.numerals import half_width, parse_chinese
from checker.phrases import any_of

Bound = Literal["below", "above", "about"]

# the letter that stands for each kind of number in a passage's skeleton
QUANTITY, PERCENT, POINTS, TIMES, DOUBLINGS, YEAR, ORDINAL, BARE, RANGE, GAP, LIMIT = "QPDMFYONRXL"
MARKS = QUANTITY + PERCENT + POINTS + TIMES + DOUBLINGS + YEAR + ORDINAL + BARE + RANGE + GAP + LIMIT
FIGURES = QUANTITY + PERCENT + POINTS + TIMES + DOUBLINGS
_KIND_OF_MEASURE = {"%": PERCENT, "‰": PERCENT, "成": PERCENT, "百分点": POINTS, "倍": TIMES, "番": DOUBLINGS}

_SCALES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8,
    "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 100, "十": 10,
}  # fmt: skip
_BELOW = ("将近", "接近", "不足", "不到", "近", "至多", "最多")
_ABOVE = ("超过", "突破", "超", "逾", "至少", "多达", "高于")
_ABOUT = ("大约", "约", "大致", "大概")
_APPROXIMATIONS: tuple[tuple[tuple[str, ...], Bound], ...] = ((_BELOW, "below"), (_ABOVE, "above"), (_ABOUT, "about"))
_APPROXIMATING = frozenset(word[-1] for word in (*_BELOW, *_ABOVE, *_ABOUT))
_AFTER_ABOVE = ("以上", "余", "多", "有余")
_AFTER = frozenset("以余多有左上")  # how these and 左右, 上下, 以内, 以下 begin
_CHINESE_START = "一二两三四五六七八九十百千万半〇零壹贰叁廿"
_CHINESE_BODY = _CHINESE_START + "亿"
_WRITTEN = re.compile(r"[0-9.,]+")
_CHINESE_DECIMALS = "(?:点[〇零一二三四五六七八九]{1,4}(?=[万亿元亩成倍番吨斤]|个?百分点|公里|公斤|平方米))?"  # 早上七点三人 is a time
_WRITTEN_IN_CHINESE = re.compile(rf"([{_CHINESE_BODY}]+{_CHINESE_DECIMALS})(余|多|来)?(万|亿)?(余|多)?(.*)")
# units that Chinese numerals are read with: 十分, 万方, 三级, 千里 are words
_CHINESE_UNITS = [
    *("个百分点", "百分点", "成", "倍", "番", "亿元", "万元", "元", "亩", "公里", "平方米", "吨", "公斤", "斤"),
    *("人次", "场次", "批次", *"人名户家件次场期项起条座处所台套辆只头个批份篇间栋村支"),
]
# 35岁以下党员, 5万元以上的村: the limit of a class, not an amount
_LIMITS = re.compile(r"(?:及)?以[上下](?:的|占|党员|青年|老人|群众|干部|人员|项目|村|[0-9])|(?:及)?以[上下](?=[0-9])")
_AGES = re.compile(r"(?:及)?以[上下](?=[一-鿿0-9])")  # 18岁以下未成年人
# words and comparisons that begin like 余 and 多 after a number: 10名多3名
_WORDS_AFTER = re.compile(
    r"余[额人名粮]|多[个种样元方]|多了?(?:[0-9]|近|约|出|整治|完成|争取|投入|引进|接待|安排|硬化|[收支种修建办]了?[0-9])"
)
# before 约, a character that makes a word of it: 节约, 签约, 公约
_NOT_ABOUT = "节签预公条合违制特相契履租续邀解"
_NOT_BELOW = "最附靠临邻亲就贴切"
_NOT_ABOVE = "彩赶反b"  # 彩超2台
# the stages of a work are no count of it: 水厂二期工程
_STAGE = re.compile(r"[期级](?=工程|项目|治理|建设|改造|扩建|投资|总投资|占地|、|，|。|[0-9.]+[万亿]|$)")
# “90后”11名: those born in a decade
_COHORT = re.compile(r"(?:[5-9][05]|[01][05])后")
_HELD = re.compile(r"(?:办|举办|开展|组织|举行|开|共|了|训|培训|完成|出版|印发|编发|连续|参加)$")


class Number(NamedTuple):
    """A number of a text; ``start`` and ``end`` take in 近, 余, 以上 and the unit.

    ``value`` is in ``unit`` as stated (5.2, 亿元), ``amount`` and ``step`` (one unit of the last
    stated digit) in the first unit of ``measure`` (520000000, 10000000, 元).
    """

    kind: str
    start: int
    end: int
    value: Decimal
    unit: str
    measure: str
    amount: Decimal
    step: Decimal
    precision: Decimal
    bound: Bound | None
    counted: bool
    chinese: bool = False

    @property
    def exact(self) -> bool:
        """Whether it counts whole things one by one and is stated to the last of them."""
        return self.counted and self.bound is None and self.step == 1

    @property
    def slack(self) -> Decimal:
        """How far the truth may lie from ``amount``: nothing for an exact count or a price in whole 元, else one unit of the last digit."""
        price = self.unit == "元" and self.bound is None and self.step == 1
        return Decimal(0) if self.exact or price else self.step

    @property
    def settled(self) -> Self:
        """The same number as one that was set, not measured (a target, a quota), so that no digit of it is off."""
        return self._replace(step=Decimal(0)) if self.bound is None else self


class NumberReader:
    """Reads the numbers of paragraphs with the units of a lexicon. Made once for a lexicon."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        self.units: Mapping[str, Unit] = {half_width(unit.name).lower(): unit for unit in lexicon.units}
        self.pattern = _number_pattern(self.units)
        self.names = re.compile(any_of(lexicon.names))

    def read(self, text: str) -> tuple[str, list[Number]]:
        """``text`` in half width and small Latin letters, and its numbers in order; places are those of ``text``."""
        text = half_width(text)
        if _CAPITAL.search(text) is not None:
            text = text.translate(_SMALL)
        return text, list(self._numbers(text))

    def _numbers(self, text: str) -> Iterator[Number]:
        names = [match.span() for match in self.names.finditer(text)]
        for match in self.pattern.finditer(text):
            if names and _is_of_name(match, text, names):
                continue
            number = _READERS[str(match.lastgroup)](match, text, self.units)
            if number is not None:
                yield number


def _is_of_name(match: re.Match[str], text: str, names: Sequence[tuple[int, int]]) -> bool:
    counts = match["unit"] and match["figure"]  # 110 is a telephone number, 110件 is not
    return any(start <= match.start() < end and not (counts and text[start:end].isdigit()) for start, end in names)


_SMALL = {i: i + 32 for i in range(65, 91)}
_CAPITAL = re.compile("[A-Z]")


@lru_cache(maxsize=4)
def reader_for(lexicon: FigureLexicon) -> NumberReader:
    """The reader of a lexicon, kept: its pattern takes longer to build than a report to read."""
    return NumberReader(lexicon)


def _number_pattern(units: Mapping[str, Unit]) -> re.Pattern[str]:
    """Years and dates, ranges, ordinals, percentages in words, Arabic and Chinese figures, in this order of preference."""
    unit, chinese_unit = any_of(units), any_of(_CHINESE_UNITS)
    arabic = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    scale = "|".join(_SCALES)
    before = r"(?<![0-9.])"
    gap = r"[ \u3000]?"  # 2024 年 6 月, as some set it
    return re.compile(
        rf"(?=[0-9第{_CHINESE_START}])(?:"  # nothing else begins a number: most places are passed at once
        rf"(?P<year>{before}(?:(?:19|20)[0-9]{{2}}|20[0-9]?[x×_]{{1,2}})(?:[-—–~～至][0-9]{{4}})?{gap}年(?:度)?(?:{gap}[0-9]{{1,2}}{gap}月(?:{gap}[0-9]{{1,2}}{gap}日)?)?"
        rf"|{before}[0-9]{{1,2}}(?:[-—–~～至][0-9]{{1,2}})?{gap}月(?:份|底|末|初)?(?:{gap}[0-9]{{1,2}}{gap}日)?|{before}[0-9]{{1,2}}{gap}日)"
        rf"|(?P<range>{before}{arabic}(?:{scale})?(?:{unit})?[-—–~～]{{1,2}}{arabic}(?:余|多)?(?:{scale})?(?:余|多)?(?:{unit})?(?:以上|左右|以内|以下)?)"
        rf"|(?P<ordinal>第(?![一二三]产业)(?:[0-9]+|[一二三四五六七八九十百]+)(?:位次|位|名|个|次|届|批|期)?)"
        rf"|(?P<percent>百分之[零〇一二两三四五六七八九十百点]+)"
        rf"|(?P<figure>(?<![0-9.:]){arabic}(?![0-9]*:[0-9])\s?(?P<more>余|多)?(?P<scale>{scale})?(?P<more2>余|多|来)?(?P<space>\s?)(?P<unit>{unit})?)"
        rf"|(?P<chinese>(?<![第初周])[{_CHINESE_START}][{_CHINESE_BODY}]{{0,12}}{_CHINESE_DECIMALS}(?:余|多|来)?(?:万|亿)?(?:余|多)?(?:{chinese_unit}))"
        rf")"
    )


def bare(kind: str, start: int, end: int) -> Number:
    """A number of no value: a year, a range, a gap."""
    zero = Decimal(0)
    return Number(kind, start, end, zero, "", "", zero, zero, zero, None, counted=False)


def _read_year(match: re.Match[str], _text: str, _units: Mapping[str, Unit]) -> Number | None:
    return bare(YEAR, match.start(), match.end())


def _read_range(match: re.Match[str], text: str, _units: Mapping[str, Unit]) -> Number | None:
    start = match.start()
    return None if start and "a" <= text[start - 1] <= "z" else bare(RANGE, start, match.end())


def _read_ordinal(match: re.Match[str], _text: str, _units: Mapping[str, Unit]) -> Number | None:
    digits = re.match(r"第([0-9]+|[一二三四五六七八九十百]+)", match[0])
    value = parse_chinese(digits[1]) if digits and not digits[1].isdigit() else Decimal(digits[1]) if digits else None
    if value is None:
        return None
    at, amount = match.span(), Decimal(value)
    return Number(
        ORDINAL, *at, amount, match[0][1 + len(digits[1]) :] if digits else "", "第", amount, Decimal(0), Decimal(0), None, counted=True
    )


def _read_percent(match: re.Match[str], text: str, _units: Mapping[str, Unit]) -> Number | None:
    value = parse_chinese(match[0].removeprefix("百分之"))
    if value is None:
        return None
    start, bound = _approximation_before(text, match.start())
    return _number(PERCENT, start, match.end(), Decimal(value), "%", Decimal(1), "%", bound, step=None, counted=False, chinese=True)


def _read_figure(match: re.Match[str], text: str, units: Mapping[str, Unit]) -> Number | None:
    start, end = match.span()
    name, scale, more, more_behind = match.group("unit", "scale", "more", "more2")
    name, scale, more = name or "", scale or "", more or more_behind
    unit = units.get(name)
    digits = _WRITTEN.match(match[0])
    written = digits[0].rstrip(".,") if digits else ""
    if not written or (unit is None and not _is_bare(text, start, end)):
        return None
    if unit is not None and _is_name(text, start, end, name):
        return None
    value = Decimal(written.replace(",", ""))
    start, bound = _approximation_before(text, start)
    if more:
        bound = "above"
    elif unit is None and not scale:
        end = match.start() + len(match[0].rstrip())
    end, bound = _approximation_after(text, end, bound)
    step = _place(len(written.partition(".")[2]))
    if unit is None:
        kind, measure, factor, counted = BARE, "", Decimal(1), True
    else:
        kind, measure, factor, counted = _KIND_OF_MEASURE.get(unit.measure, QUANTITY), unit.measure, unit.factor, unit.counted
    if kind == BARE and _COHORT.match(text, match.start()):
        kind = LIMIT
    if (
        kind == QUANTITY
        and unit is not None
        and unit.name in {"岁", "元"}
        and (_AGES if unit.name == "岁" else _LIMITS).match(text, match.end())
    ):
        kind = LIMIT
    if more:
        step = max(step, _last_place(value))
    if scale:
        factor *= _SCALES[scale]
    stated = scale + (unit.name if unit else "")
    return _number(kind, start, end, value, stated, factor, measure, bound, step=step, counted=counted, chinese=False)


def _read_chinese(match: re.Match[str], text: str, units: Mapping[str, Unit]) -> Number | None:
    written = _WRITTEN_IN_CHINESE.match(match[0])
    if written is None:
        return None
    name, scale = written[5], written[3] or ""
    if name in {"亿元", "万元"}:
        name, scale = "元", name[0]
    unit = units.get(name)
    value = Decimal("0.5") if written[1] == "半" else parse_chinese(written[1])
    if unit is None or value is None or _is_word(text, match, written[1], unit):
        return None
    start, bound = _approximation_before(text, match.start())
    bound = "above" if written[2] or written[4] else bound
    end, bound = _approximation_after(text, match.end(), bound)
    amount = Decimal(value)
    if not scale and amount >= 10**8:
        amount, scale = amount / 10**8, "亿"
    kind = _KIND_OF_MEASURE.get(unit.measure, QUANTITY)
    factor = unit.factor * _SCALES.get(scale, 1)
    step = _last_place(amount) if bound or "点" in written[1] else Decimal(1)
    return _number(kind, start, end, amount, scale + unit.name, factor, unit.measure, bound, step=step, counted=unit.counted, chinese=True)


_READERS: Mapping[str, Callable[[re.Match[str], str, Mapping[str, Unit]], Number | None]] = {
    "year": _read_year,
    "range": _read_range,
    "ordinal": _read_ordinal,
    "percent": _read_percent,
    "figure": _read_figure,
    "chinese": _read_chinese,
}


def _number(
    kind: str,
    start: int,
    end: int,
    value: Decimal,
    unit: str,
    factor: Decimal,
    measure: str,
    bound: Bound | None,
    *,
    step: Decimal | None,
    counted: bool,
    chinese: bool,
) -> Number:
    precision = step if step is not None else Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    return Number(kind, start, end, value, unit, measure, value * factor, precision * factor, precision, bound, counted, chinese)


@lru_cache(maxsize=64)
def _place(digits: int) -> Decimal:
    """One unit of the last of so many decimals."""
    return Decimal(1).scaleb(-digits)


def _last_place(value: Decimal) -> Decimal:
    """The size of the last digit that is no zero: 2300 is 100. What 余 and 多 leave open."""
    digits = value.normalize()
    return Decimal(1).scaleb(int(digits.as_tuple().exponent)) if value else Decimal(1)


def _approximation_before(text: str, start: int) -> tuple[int, Bound | None]:
    """Where a number with the word before it (近, 超过) starts, and on which side of it the truth lies."""
    if not start or text[start - 1] not in _APPROXIMATING:
        return start, None
    before = text[max(0, start - 3) : start]
    for words, bound in _APPROXIMATIONS:
        for word in words:
            if before.endswith(word):
                left = text[start - len(word) - 1] if start > len(word) else ""
                if left and left in {"约": _NOT_ABOUT, "近": _NOT_BELOW, "超": _NOT_ABOVE}.get(word, ""):
                    return start, None
                return start - len(word), bound
    return start, None


def _approximation_after(text: str, end: int, bound: Bound | None) -> tuple[int, Bound | None]:
    if text[end : end + 1] not in _AFTER:
        return end, bound
    for word in _AFTER_ABOVE:
        if text.startswith(word, end) and not _WORDS_AFTER.match(text, end):
            return end + len(word), bound or "above"
    if text.startswith(("左右", "上下"), end):
        return end + 2, bound or "about"
    if text.startswith(("以内", "以下"), end):
        return end + 2, bound or "below"
    return end, bound


def _is_bare(text: str, start: int, end: int) -> bool:
    """Whether a number without unit may be a figure: no list mark, code, telephone number or part of a name."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isascii() and (before.isalpha() or before in "+-/_#@"):
        return False
    if after.isascii() and (after.isalpha() or after in "+/_#@"):
        return False
    return end - start < 9 and not (start == 0 and after in ".、)．") and not (before in "(（[【“" and after in ")）]】”")


def _is_name(text: str, start: int, end: int, unit: str) -> bool:
    """Whether a number with unit belongs to a name: g60国道, a3号楼, 5g."""
    before = text[start - 1 : start]
    if before and "a" <= before <= "z" and text[max(0, start - 3) : start] != "gdp":
        return True
    after = text[end : end + 1]
    if unit == "方" and after and after in "案面式向法位针阵":
        return True  # 3.0方案
    if unit and unit[-1].isascii() and unit[-1].isalpha() and after and "a" <= after <= "z":
        return True
    return before in "-+" and start > 1 and text[start - 2].isalnum()


def _is_word(text: str, match: re.Match[str], written: str, unit: Unit) -> bool:
    """Whether a Chinese numeral with its unit is a set phrase: 一批, 千家, 一次性, 万人空巷."""
    if unit.measure in {"倍", "番", "成", "百分点"}:
        return unit.measure == "成" and text[match.end() : match.end() + 1] in set("立果为员功绩长熟就效分本都")
    if written[0] in "百千万" or written in {"一", "半"}:
        return True
    if _STAGE.match(text, match.end() - 1) and len(written) == 1 and not _HELD.search(text[max(0, match.start() - 4) : match.start()]):
        return True
    if unit.name in {"个", "项", "种", "大"} and text[match.start() - 1 : match.start()] in {"“", "‘"}:
        return True  # “两个毫不动摇” is a slogan
    if text[match.start() - 1 : match.start()] in {"“", "‘"} and text[match.end() : match.end() + 1] in {"”", "’"}:
        return True  # “三名”工程
    return text[match.end() : match.end() + 1] == "性"
