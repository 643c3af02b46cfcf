"""同一段话不要写两遍

整句整句地重复，多半是粘贴时贴了两次，或两处套用了同一份材料。
按分句比较，连续相同的分句合计二十个字以上、带有次数金额等数字的，或整句相同的才算；
口号可以前后呼应，不带数字的半句话不报；固定提法、书名、引语、标题和表格不计在内。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from checker.model import Document, Example, Family, Hit, Related, Rule, Severity, Span
from rules.lexicon import table

_CLAUSE = re.compile(r"[^，。；：！？,;:!?\n]+")
_NOISE = re.compile(r"[\s“”‘’、（）()\"]")
_AMOUNT = re.compile(r"[0-9０-９](?![0-9０-９.+年月日周版届%％、])(?:万|亿)?[\u4e00-\u9fff㎡]")
_STOP = re.compile(r"[。！？!?\n]")
_UNCOUNTED = re.compile(r"《[^《》]{0,60}》|“[^“”]{0,40}”")
_LONGEST = 80  # characters of the finding's own place


class _Clause(NamedTuple):
    span: Span
    words: str  # without blanks and quotation marks
    weight: int  # characters that count
    sentence: int  # the number of its sentence
    told: bool  # it holds an amount: 4场, 46.3万元


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    shortest: int = 20  # 相同的分句合计多少字才算


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有写了两遍的话。"""
    clauses = list(_clauses(document))
    seen: dict[str, list[int]] = {}
    index = 0
    while index < len(clauses):
        run, first = _longest(clauses, index, seen.get(clauses[index].words, []))
        copied = run > 0 and _is_copy(clauses, index, first, run, options.shortest)
        if copied:
            yield _hit(clauses, index, first, run)
        step = run if copied else 1
        for at in range(index, index + step):
            places = seen.setdefault(clauses[at].words, [])
            if len(places) < 20:  # a clause that stands twenty times is a formula
                places.append(at)
        index += step


def _clauses(document: Document) -> Iterator[_Clause]:
    stock = re.compile(
        "|".join(sorted((re.escape(word) for row in table("stock_phrases")["phrases"] for word in row["words"]), key=len, reverse=True))
    )
    headings = [section.heading for section in document.sections if section.heading is not None]
    heads = {heading.start: heading.end for heading in headings}
    sentence = 0
    for paragraph in document.paragraphs:
        sentence += 1
        heading_end = heads.get(paragraph.span.start, paragraph.span.start)
        if paragraph.in_table or heading_end >= paragraph.span.end:
            continue
        last = 0
        for match in _CLAUSE.finditer(paragraph.text):
            sentence += len(_STOP.findall(paragraph.text[last : match.start()]))
            last = match.start()
            span = paragraph.at(match.start(), match.end())
            if span.end <= heading_end:
                continue
            words = _NOISE.sub("", match[0])
            weight = len(_NOISE.sub("", stock.sub("", _UNCOUNTED.sub("", match[0]))))
            if words:
                yield _Clause(span, words, weight, sentence, _AMOUNT.search(_UNCOUNTED.sub("", match[0])) is not None)


def _longest(clauses: list[_Clause], index: int, earlier: list[int]) -> tuple[int, int]:
    """The longest run of clauses that begins at ``index`` and stood before, and where."""
    best, place = 0, -1
    for first in earlier:
        length = 0
        while index + length < len(clauses) and first + length < index and clauses[first + length].words == clauses[index + length].words:
            length += 1
        if length > best:
            best, place = length, first
    return best, place


def _is_copy(clauses: list[_Clause], index: int, first: int, run: int, shortest: int) -> bool:
    """Whether a run that stood before is more than a slogan: it tells amounts, or is whole sentences in both places."""
    told = clauses[index : index + run]
    weight = sum(clause.weight for clause in told)
    amounts = sum(clause.told for clause in told)
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
        message=f"这段话前面已经写过，{characters}个字一字不差。",
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
