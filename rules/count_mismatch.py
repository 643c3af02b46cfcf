"""说几项就列几项

写“四个方面”而只列出三个，不是漏写了一项，就是改稿时删了一项忘了改数；这两种情形审阅人都要退回。
只在清单的结尾看得清、序号连续、附近没有认不出的序号时才报；“A、B等5项”是没有列全的写法，少列不算错；
“示范基地4处：”后面只列出三个地名，而地名之后没有“等”的，请核对；
“和”可能属于某一项，两种数法有一种对得上就不报；“四个意识”“三会一课”一类固定提法后面不要求列举。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Enumeration, Example, Family, Hit, Related, Rule, Severity, Span
from checker.numerals import half_width, parse_number
from rules.lexicon import table

_QUOTES = re.compile(r"[“”‘’\"「」《》\s]")
_SENTENCE = frozenset({"、", "；", "，", "、前"})  # members of a sentence, without marks
_PAIRS = {"”": "“", "’": "‘", "」": "「"}
_LABEL_LENGTH = 20
_AND_MORE = re.compile("[，、；]?(?:以及|还有|另有|另|加上|连同|外加)")  # 石桥村、柳溪村，以及3个安置点
# 建成示范基地4处：甲、乙、丙。 a count behind its noun, and a list that ends its sentence or is summed up at once
_NAMED = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{0,12}?(?P<noun>[\u4e00-\u9fff]{2})(?<!其中)(?P<count>[1-9]|10|[两二三四五六七八九十])(?P<of>[处个座所家]))："
    r"(?P<list>[\u4e00-\u9fff]{2,12}(?:、[\u4e00-\u9fff]{2,12})+)(?=[。；]|$|，(?:共|均|都|合计|总共|累计))"
)
_MORE = re.compile("等|其他|以及|各|另|两|多")
_JOINED = re.compile("(?<=.)[和及与](?=.)")
_SHORT = 4  # characters of a name that needs no noun behind it


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    set_phrases: tuple[str, ...] = ()  # 本单位另有的固定提法：其中的数字后面不要求列举


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有数目与列举不符的地方。"""
    phrases = _set_phrases() | set(options.set_phrases)
    seen: set[Span] = set()
    for enumeration in document.enumerations:
        announcement, count = enumeration.announcement, enumeration.announced
        if announcement is None or count is None or announcement in seen or not enumeration.complete:
            continue
        words = _QUOTES.sub("", document.read(announcement))
        end = enumeration.items[-1].end if enumeration.items else announcement.end
        severity = _severity(enumeration, count, document.text[end : end + 4])
        if severity is None or (len(enumeration.items) > count and _goes_on(document, enumeration)):
            continue
        if _is_line(document, announcement, words) or any(phrase in words for phrase in phrases):
            continue
        seen.add(announcement)
        yield _hit(document, enumeration, announcement, count, severity)
    yield from (hit for hit in _named_too_few(document) if not any(hit.span.overlaps(span) for span in seen))


def _goes_on(document: Document, enumeration: Enumeration) -> bool:
    """联盟2个：甲、乙、丙组成…: the last of short names is followed by what they do, so that they are no list of what was counted."""
    *names, last = [len(document.read(item)) for item in enumeration.items]
    return enumeration.style == "、" and bool(names) and last > 2 * max(names) + 2


def _is_line(document: Document, announcement: Span, words: str) -> bool:
    """精品线路2条：甲、乙、丙: what a road or line passes through is not counted by their number."""
    return words.endswith("条") and document.text[max(0, announcement.start - 1) : announcement.start] in set("线路链渠带廊沟")


def _named_too_few(document: Document) -> Iterator[Hit]:
    """A closed list of short names, or of names that all end in the noun counted, with fewer of them than counted."""
    for paragraph in document.paragraphs:
        if "：" not in paragraph.text and ":" not in paragraph.text:
            continue
        text = half_width(paragraph.text).replace(":", "：").replace(",", "，").replace(";", "；")
        for match in _NAMED.finditer(text):
            names, count = match["list"].split("、"), int(parse_number(match["count"]) or 0)
            at_most = len(names) + len(_JOINED.findall(match["list"]))
            plain = all(len(name) <= _SHORT for name in names) or all(name.endswith(match["noun"]) for name in names)
            if not plain or at_most >= count or _MORE.search(match["list"]):
                continue
            words = match["what"]
            yield Hit(
                span=paragraph.at(match.start(), match.end("what")),
                message=f"写明“{words}”，后面只列出{len(names)}{match['of']}",
                evidence=f"写的是{count}{match['of']}，数出来是{len(names)}{match['of']}：{'；'.join(names)}。",
                suggestion=f"补上缺的{count - len(names)}{match['of']}，或把数目改为{len(names)}；一地有几{match['of']}的，分别写明。",
                severity=Severity.WARNING,
            )


def _severity(enumeration: Enumeration, count: int, after: str) -> Severity | None:
    """How sure a mismatch is, None where there is none; ``after`` are the words behind the list."""
    listed = len(enumeration.items)
    if listed == count or (enumeration.open and listed < count):
        return None
    if listed < count and enumeration.style == "、" and _AND_MORE.match(after):
        return None
    if enumeration.style == "一、":
        # the chapters of the report itself: problems and plans may follow those announced
        return Severity.WARNING if listed < count else None
    if enumeration.style in _SENTENCE and (listed > count or enumeration.style == "；"):
        return Severity.WARNING
    return Severity.ERROR


def _hit(document: Document, enumeration: Enumeration, announcement: Span, count: int, severity: Severity) -> Hit:
    place = _whole_quotation(document, announcement)
    words, listed = document.read(place).strip("“”‘’「」"), len(enumeration.items)
    amount = f"只列出{listed}项" if listed < count else f"列出了{listed}项"
    more = f"补上缺的{count - listed}项" if listed < count else f"核对多出的{listed - count}项"
    told = [_short(document.read(item)) for item in enumeration.items]
    return Hit(
        span=place,
        message=f"写明“{words}”，{'前面' if enumeration.style.endswith('前') else '后面'}{amount}",
        evidence=f"写的是{count}项，数出来是{listed}项：{'；'.join(told)}。",
        related=tuple(Related(item, f"第{number}项") for number, item in enumerate(enumeration.items, start=1)),
        suggestion=f"{more}，或把数目改为{listed}。",
        severity=severity,
    )


def _whole_quotation(document: Document, announcement: Span) -> Span:
    """三个监管” with the mark that opens it; where none stands right before, without the one that closes it."""
    words, start = document.read(announcement), announcement.start
    if words[-1:] not in _PAIRS or _PAIRS[words[-1]] in words:
        return announcement
    opened = document.text[max(0, start - 1) : start] == _PAIRS[words[-1]]
    return Span(start - 1, announcement.end) if opened else Span(start, announcement.end - 1)


def _short(text: str) -> str:
    text = re.split(r"[，。；：\n]", text.strip(), maxsplit=1)[0]
    return text if len(text) <= _LABEL_LENGTH else text[:_LABEL_LENGTH] + "…"


def _set_phrases() -> set[str]:
    return {word for row in table("set_phrases")["set_phrases"] for word in row["words"]}


RULE = Rule(
    name="count-mismatch",
    family=Family.FIGURES,
    summary="说几项就列几项",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example("下一步重点抓四项工作：一是修通机耕路；二是建好冷库；三是引进加工厂。", marks=("四项工作",), name="少列一项"),
        Example("紧盯三个环节，即育苗、移栽，全年办培训班6期。", marks=("三个环节",), name="即"),
        Example("主要差距有两个方面：一是下村少；二是学习不深。", name="相符"),
        Example("完成岭脚、塘下、石埠等7个村的路灯安装。", name="没有列全"),
        Example("对学习教育、项目建设和信访维稳三项工作逐月调度。", name="和"),
        Example("建成高标准茶园4处：岭脚、塘下、石埠。", marks=("建成高标准茶园4处",), name="列出名称"),
        Example("建成高标准茶园3处：岭脚、塘下、石埠。", name="名称列全"),
        Example("增强“四个意识”：学习不放松，落实不走样。", name="固定提法"),
    ),
    check=check,
)
