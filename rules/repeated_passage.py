"""同一段话不要写两遍

整句整句地重复，多半是粘贴时贴了两次，或两处套用了同一份材料。
按分句比较，连续相同的分句合计二十个字以上、带有次数金额等数字的，或整句相同的才算；
口号可以前后呼应，不带数字的半句话不报；固定提法、书名、引语、标题和表格不计在内；
开头概述的数后面再细说，打算里的指标在承诺里再列一遍，只有一个分句相同的也不报。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from checker.model import Document, Example, Family, Hit, Paragraph, Related, Role, Rule, Section, Severity, Span
from checker.phrases import any_of
from rules._headings import heading_ends
from rules.lexicon import table

# a clause; from its first blank, quotation mark or bracket on the group holds it
_CLAUSE = re.compile(r"(?:[^，。；：！？,;:!?\n\s“”‘’、（）()\"]+|(?=[^，。；：！？,;:!?\n]))([^，。；：！？,;:!?\n]*)")
_NOISE = re.compile(r"[\s“”‘’、（）()\"]")
_WORDS = re.compile(r"[\u4e00-\u9fff0-9０-９.%％]")  # what counts: no rules across the page, no addresses of pictures
_LINK = re.compile(r"!?\[[^\]\n]{0,200}\]\([^)\n]{0,400}\)?|https?://\S+|<[^>\n]{1,80}>")
_AMOUNT = re.compile(r"[0-9０-９](?![0-9０-９.+年月日周版届%％、])(?:万|亿)?[\u4e00-\u9fff㎡]")
_STOP = re.compile(r"[。！？!?\n]")
_UNCOUNTED = re.compile(r"《[^《》]{0,60}》|“[^“”]{0,40}”")
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]|其[一二三四])")  # the same item under another number
_TARGET = re.compile(r"不少于|不低于|力争|确保|以上|以内|左右|目标|计划|拟")
_COUNTED = frozenset("一二三四五六七八九十第其")  # how an _ORDINAL begins
_FORMULA = 20  # places after which a clause is a formula and no more are kept
_LONGEST = 80  # characters of the finding's own place


class _Clause(NamedTuple):
    paragraph: Paragraph
    start: int  # in the paragraph's text
    end: int
    words: str  # without blanks and quotation marks
    sentence: int  # the number of its sentence

    @property
    def text(self) -> str:
        """As the paragraph has it."""
        return self.paragraph.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """Its place in the report."""
        return self.paragraph.at(self.start, self.end)


class _Totals(NamedTuple):
    """Running totals over the clauses: of characters that count, and of clauses that tell amounts (4场, 46.3万元)."""

    weight: tuple[int, ...]
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    shortest: int = 20  # 相同的分句合计多少字才算


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有写了两遍的话。"""
    clauses = list(_clauses(document))
    retold = [(section.start, section.body.end) for section in document.sections if _is_retold(document, section)]
    times = Counter(clause.words for clause in clauses)
    totals = _weighed(clauses, times)
    seen: dict[str, list[int]] = {}
    lengths: dict[int, int] = {}
    index = 0
    while index < len(clauses):
        if times[clauses[index].words] == 1:  # most are told once
            index, lengths = index + 1, {}
            continue
        earlier = seen.get(clauses[index].words)
        lengths = _lengths(clauses, index, earlier, lengths) if earlier else {}
        first = max(lengths, key=lambda at: lengths[at]) if lengths else -1
        run = lengths.get(first, 0)
        copied = run > 0 and _is_copy(clauses, totals, index, first, run, options.shortest)
        if copied and run == 1 and any(_tells_again(clauses[at], retold) for at in (index, first)):
            copied = False
        if copied:
            yield _hit(clauses, index, first, run)
        step = run if copied else 1
        for at in range(index, index + step):
            places = seen.setdefault(clauses[at].words, [])
            if len(places) < _FORMULA:
                places.append(at)
        index += step
        lengths = lengths if step == 1 else {}


@cache
def _stock() -> re.Pattern[str]:
    words = [word for row in table("stock_phrases")["phrases"] for word in row["words"]]
    return re.compile(any_of(words))


def _weighed(clauses: list[_Clause], times: Mapping[str, int]) -> _Totals:
    """Totals of the clauses that stand more than once: of no other is a copy made."""
    weights, amounts = [0], [0]
    weighed: dict[str, tuple[int, bool]] = {}
    for clause in clauses:
        weight, told = 0, False
        if times[clause.words] > 1:
            weight, told = weighed.get(clause.text) or weighed.setdefault(clause.text, _weigh(clause.text))
        weights.append(weights[-1] + weight)
        amounts.append(amounts[-1] + told)
    return _Totals(tuple(weights), tuple(amounts))


def _weigh(text: str) -> tuple[int, bool]:
    """How many characters of a clause count, and whether it tells an amount."""
    counted = _UNCOUNTED.sub("", text)
    return len(_WORDS.findall(_stock().sub("", counted))), _AMOUNT.search(counted) is not None


def _clauses(document: Document) -> Iterator[_Clause]:
    heads = heading_ends(document)
    sentence = 0
    for paragraph in document.paragraphs:
        sentence += 1
        heading_end = heads.get(paragraph.span.start, paragraph.span.start)
        if paragraph.in_table or heading_end >= paragraph.span.end:
            continue
        last = 0
        headed = heading_end > paragraph.span.start  # its first clauses are the heading's
        text = paragraph.text
        if any(sign in text for sign in ("[", "<", "://")):
            text = _LINK.sub(lambda link: "。" * len(link[0]), text)  # a picture set twice is no passage
        for match in _CLAUSE.finditer(text):
            sentence += _stops(text[last : match.start()])
            last = match.end()
            headed = headed and paragraph.at(match.start(), match.end()).end <= heading_end
            if headed:
                continue
            words = _NOISE.sub("", match[0]) if match[1] else match[0]
            if words[:1] in _COUNTED and (ordinal := _ORDINAL.match(words)):
                words = words[ordinal.end() :]
            if words:
                yield _Clause(paragraph, match.start(), match.end(), words, sentence)


@lru_cache(maxsize=256)
def _stops(between: str) -> int:
    """How many sentences end between two clauses: there stands nearly always one of a few marks."""
    return len(_STOP.findall(between))


def _tells_again(clause: _Clause, retold: list[tuple[int, int]]) -> bool:
    """Whether a clause is of a summary or a target, which a report tells again where it goes into detail."""
    return _TARGET.search(clause.text) is not None or any(start <= clause.span.start < end for start, end in retold)


def _is_retold(document: Document, section: Section) -> bool:
    """Whether a section sums up what others detail, or sets targets: the opening, a plan or a part of one."""
    above: Section | None = section
    while above is not None:
        if above.level == 0 or {Role.OPENING, Role.PLAN} & set(above.roles):
            return True
        above = document.sections[above.parent] if above.parent is not None else None
    return False


def _lengths(clauses: list[_Clause], index: int, earlier: list[int], before: dict[int, int]) -> dict[int, int]:
    """How far the text from ``index`` goes on as it did from each earlier place.

    ``before`` says the same of the clause before: what went on for n clauses from there goes on for n - 1 from here,
    so each clause is compared once for each place.
    """
    found: dict[int, int] = {}
    for first in earlier:
        length = max(before.get(first - 1, 0) - 1, 0)
        while index + length < len(clauses) and first + length < index and clauses[first + length].words == clauses[index + length].words:
            length += 1
        found[first] = length
    return found


def _is_copy(clauses: list[_Clause], totals: _Totals, index: int, first: int, run: int, shortest: int) -> bool:
    """Whether a run that stood before is more than a slogan: it tells amounts, or is whole sentences in both places."""
    weight = totals.weight[index + run] - totals.weight[index]
    amounts = totals.told[index + run] - totals.told[index]
    if weight < (0.8 * shortest if amounts > 1 else shortest):
        return False
    return amounts > 0 or (weight >= 1.5 * shortest and _is_whole(clauses, index, run) and _is_whole(clauses, first, run))


def _is_whole(clauses: list[_Clause], index: int, run: int) -> bool:
    """Whether a run of clauses begins and ends with a sentence."""
    begins = index == 0 or clauses[index - 1].sentence != clauses[index].sentence
    ends = index + run == len(clauses) or clauses[index + run].sentence != clauses[index + run - 1].sentence
    return begins and ends


def _hit(clauses: list[_Clause], index: int, first: int, run: int) -> Hit:
    start, end = clauses[index].span.start, clauses[index + run - 1].span.end
    shown = end
    for clause in clauses[index : index + run]:
        if clause.span.end - start > _LONGEST:
            break
        shown = clause.span.end
    shown = min(shown, start + 2 * _LONGEST)
    earlier = Span(clauses[first].span.start, clauses[first + run - 1].span.end)
    characters = sum(len(clause.words) for clause in clauses[index : index + run])
    return Hit(
        span=Span(start, shown),
        message=f"这段话前面已经写过，{characters}个字一字不差",
        evidence=f"共{run}个分句与前文相同。",
        related=(Related(earlier, "前面那一处"),),
        suggestion="删去一处，或改写成各自的内容。",
    )


RULE = Rule(
    name="repeated-passage",
    family=Family.WORDING,
    summary="同一段话不要写两遍",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example(
            "全年开展警示教育6场，组织旁听庭审2次，全镇党员受教育面达到九成以上。\n抓好作风建设。组织旁听庭审2次，全镇党员受教育"
            "面达到九成以上。",
            marks=("组织旁听庭审2次，全镇党员受教育面达到九成以上",),
        ),
        Example("坚持以习近平新时代中国特色社会主义思想为指导，抓学习。\n坚持以习近平新时代中国特色社会主义思想为指导，抓落实。"),
    ),
    check=check,
)
