"""Problems told in running text: split by aspects, counts, semicolons, paragraphs, sentences or clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.criticism.lexicon import Cues
from checker.criticism.pieces import ENUMERATED_END, SEMICOLON, TAIL, TOPIC_LEAD, Piece, cut, grouped, headed, joined, without_lead
from checker.criticism.reader import announces, is_flourish
from checker.criticism.units import Unit

_CLAUSE_END = re.compile(r"[，,]")
_COLON = re.compile(r"[：:]")
_EXAMPLES = re.compile(
    r"(?:集中|主要|突出|具体)?(?:表现|体现|反映)(?:在|为)[，,]?|主要(?:是|有)[，,]?|^(?:最|主要|突出)(?:的)?(?:问题|不足|短板|差距|欠缺)(?:就|主要)?(?:是|在于)[，,]?|(?<=[，,])(?:比如|例如|譬如|诸如|如|像)[：:，,]?"
)
_SET_APART = re.compile(
    r"(?:在|面对|对于|对待|遇到|碰到|每逢|针对|关于|涉及|尤其是在)[^，。；]{2,20}"
)  # 面对新业态监管， before what is said of it
_SEVERAL = 2  # sentences of a paragraph that open a problem each, besides its first
_ROW = 3  # a sentence on one field (在学习上，) is a row of problems only if it holds so many
# 管理上失之于宽: the field is named and the problem told without a stop between
_FIELD = re.compile(r"(?:在)?[一-鿿]{2,4}(?<![事实总基根本客主原大表会晚早身路网地桌以加马之度])上(?=[一-鿿])")
_QUOTED = re.compile("“[^”]{2,20}”")  # 归纳起来是“三个不够、两个不深”：
_NTH = re.compile(r"^[^。；]{0,20}第[一二三四五六七八九](?=[个块条处道件桩笔层宗])")
_SAME = 3  # characters in which parallel paragraphs open alike: 有人说我…
_SHORT = 4  # 眼界不宽 goes on with what stands before it
_HEAD = 60  # how far a lead-in before a colon may reach
_BARE = re.compile(r"(?:的|些|点|少|定)(?:主要|突出)?(?:问题|不足|差距|短板|弱项|缺点|遗憾|缺憾)$")  # 我也看到了自身的不足
_LISTED = re.compile(
    r"(?:存在|还有|仍有|面临|暴露出|反映出|看到自身|看到自己)(?:着|有|了)?(?P<list>[^。；：]{6,200}?)等?(?:方面)?的?"
    r"(?:困难|问题|不足|现象|短板|差距)(?:[和与、](?:困难|问题|不足|差距))?[，,。；]?$"
)
_COMMA = re.compile(r"、|[，,]")
_TOO_MUCH = re.compile(r"[^，。；]{2,24}有余[，,、而]{0,2}[^，。；]{1,14}不足")  # 直来直去有余，听意见耐心不足
_BEFORE_ASPECT = re.compile(rf"[；;](?={TOPIC_LEAD.pattern})")
_NUMBERS = "一两三四五六七八九"
_COUNTED = re.compile(r"(?P<number>[一两三四五六七八九])(?:个|点|条|处|方面)(?:方面|问题|不足)?[^，；]{0,6}[。：:]?$")


def running_problems(units: Sequence[Unit], cues: Cues) -> Iterator[list[Piece]]:
    """The problems of a stretch without marks, each as its pieces, in reading order; those put right last year left out."""
    units = [unit for unit in units if not cues.settled.search(unit.text)]
    listed = [piece for unit in units for piece in _listed(unit, cues)]
    told = [piece for unit in units for piece in _after_lead(unit, cues) if not is_flourish(piece.text, cues)]
    told = [piece for piece in told if not any(piece.start <= part.start < piece.end for part in listed)]
    if listed and not told:
        yield from ([piece] for piece in listed)
        return
    by_paragraph = headed(grouped(told))
    if len(by_paragraph) == 1 and (apart := _by_aspect(told, cues) or _by_count(told, units, cues)):
        yield from ([without_lead(group[0]), *group[1:]] for group in apart)
        return
    if len(by_paragraph) > 1 and not any(SEMICOLON.search(piece.text) for piece in told):
        told_of = _alike(by_paragraph) or [group for group in by_paragraph if _tells_shortcoming(group, cues)]
        yield from ([without_lead(group[0]), *group[1:]] for group in told_of)
        return
    alone = len(told) == 1 and not any(unit.label for unit in units)
    for group in by_paragraph:
        for piece_group in _sentences(group, cues):
            yield from _split_problem(piece_group, cues, alone=alone)


def _alike(groups: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The paragraphs of a row that count themselves (…，是第一块灰。…，是第二块灰。) or all open alike; else none.

    In such a row also that is a problem which no word of shortcoming tells.
    """
    counted = [i for i, group in enumerate(groups) if _NTH.search(group[0].text)]
    if len(counted) >= _ROW and counted[-1] - counted[0] + 1 == len(counted):
        return [groups[i] for i in counted]
    openings = {group[0].text[:_SAME] for group in groups}
    return list(groups) if len(groups) >= _ROW and len(openings) == 1 else []


def _after_lead(unit: Unit, cues: Cues) -> Iterator[Piece]:
    """What a sentence says behind 主要表现在：; nothing of one that only leads in."""
    text = unit.text
    colon = _COLON.search(text, 0, _HEAD)
    start = 0
    if colon and (cues.lead_in.search(text[: colon.start()]) or announces(_QUOTED.sub("", text[: colon.start()]), cues)):
        start = colon.end()
    elif announces(text, cues):
        return
    elif (examples := _EXAMPLES.search(text, 0, 2 * _HEAD)) and cues.lead_in.search(text[: examples.end()].rstrip("，,如比例")):
        start = examples.end()
    elif _BARE.search(text.rstrip(TAIL)) and cues.lead_in.search(text.rstrip(TAIL)):
        return
    if text[start:].strip(TAIL):
        yield Piece(unit.paragraph, unit.start + start, unit.end, text[start:])


def _listed(unit: Unit, cues: Cues) -> list[Piece]:
    """The problems of 存在学习不够系统、调研不够深入等问题; a part that is no problem goes on with the one before it."""
    match = _LISTED.search(unit.text)
    if match is None:
        return []
    start, end = match.span("list")
    whole = Piece(unit.paragraph, unit.start + start, unit.start + end, unit.text[start:end])
    parts = cut(whole, _COMMA)
    opening = [i for i, part in enumerate(parts) if _is_listed_problem(part.text.strip(TAIL), cues)]
    if len(opening) < 2 or opening[0] != 0:
        return []
    return [joined(parts[begin:stop], whole) for begin, stop in pairwise((*opening, len(parts)))]


def _is_listed_problem(part: str, cues: Cues) -> bool:
    return len(part) > _SHORT and cues.problem_clause.search(part) is not None


def _by_aspect(told: Sequence[Piece], cues: Cues) -> list[list[Piece]]:
    """在学习上，…。…；在作风上，…。…: each aspect with all that is told of it; none where fewer than two open so."""
    parts = [part for piece in told for part in cut(piece, _BEFORE_ASPECT)]
    starts = [i for i, part in enumerate(parts) if TOPIC_LEAD.match(part.text)]
    if len(starts) < 2 or starts[0] != 0:
        return []
    further = [i for i, part in enumerate(parts) if cues.further.match(part.text) and cues.deficiency.search(part.text)]
    groups = [parts[begin:stop] for begin, stop in pairwise((*sorted({*starts, *further}), len(parts)))]
    single = all(sum(len(SEMICOLON.findall(part.text.rstrip(TAIL))) for part in group) == 0 for group in groups)
    return groups if single and all(_tells_shortcoming(group, cues) for group in groups) else []


def _by_count(told: Sequence[Piece], units: Sequence[Unit], cues: Cues) -> list[list[Piece]]:
    """问题主要有三个。抓甲…。抓乙…。抓丙…。: as many sentences as are announced, each a problem."""
    announced = next((match for unit in units if announces(unit.text, cues) and (match := _COUNTED.search(unit.text))), None)
    if announced is None or _NUMBERS.find(announced["number"]) + 1 != len(told):
        return []
    groups = [[piece] for piece in told]
    return groups if all(_tells_shortcoming(group, cues) for group in groups) else []


def _tells_shortcoming(group: Sequence[Piece], cues: Cues) -> bool:
    return cues.deficiency.search("".join(piece.text for piece in group)) is not None


def _sentences(group: list[Piece], cues: Cues) -> Iterator[list[Piece]]:
    """Sentences that open a problem of their own, each with those that go on telling of it.

    Where several open one each, so does every other that tells of a shortcoming and does not go on from the one before it.
    """
    opening = [_opens_problem(piece.text, cues) for piece in group]
    apart = sum(opening[1:]) >= _SEVERAL
    current: list[Piece] = []
    for piece, opens in zip(group, opening, strict=True):
        if current and (opens or (apart and _tells_anew(piece.text, cues))):
            yield current
            current = []
        current.append(piece)
    if current:
        yield current


def _tells_anew(text: str, cues: Cues) -> bool:
    first = _first_clause(text)
    return cues.continuation.match(first) is None and cues.deficiency.search(first) is not None


def _opens_problem(text: str, cues: Cues) -> bool:
    lead = TOPIC_LEAD.match(text)
    body = text[lead.end() :] if lead else text
    further = cues.further.match(body)
    if further:
        return cues.deficiency.search(body) is not None
    first = _first_clause(body)
    if lead or _TOO_MUCH.match(body) or _FIELD.match(body):
        return cues.deficiency.search(body) is not None
    return not cues.continuation.match(first) and cues.problem_clause.search(first) is not None


def _first_clause(text: str) -> str:
    return re.split(r"[，,；;。：:]", text, maxsplit=1)[0]


def _split_problem(group: list[Piece], cues: Cues, *, alone: bool) -> Iterator[list[Piece]]:
    """By semicolons; a sentence that stands alone by the clauses that are problems of their own."""
    if any(SEMICOLON.search(piece.text) for piece in group):
        told = _between_semicolons(group, cues)
        if any(_tells_shortcoming(parts, cues) for parts in told):
            yield from ([without_lead(parts[0]), *parts[1:]] for parts in told)
        return
    if alone:
        yield from ([without_lead(part)] for part in _clauses(group[0], cues) if cues.deficiency.search(part.text))
        return
    if cues.deficiency.search("".join(piece.text for piece in group)):
        yield group


def _between_semicolons(group: Sequence[Piece], cues: Cues) -> list[list[Piece]]:
    """The stretches between semicolons; a sentence stays with the one before it, but for one with 另外 or of a field of its own."""
    told: list[list[Piece]] = []
    for whole in group:
        parts = cut(whole, SEMICOLON)
        if told and parts and not cues.further.match(whole.text) and not TOPIC_LEAD.match(whole.text):
            told[-1].append(parts.pop(0))
        told.extend([part] for part in parts)
    return told


def _clauses(piece: Piece, cues: Cues) -> list[Piece]:
    """A row of problems in one sentence: 理论学习不够系统，…，调查研究不够深入，…等."""
    parts = cut(piece, _CLAUSE_END)
    starts = [0]
    for index, part in enumerate(parts[1:], start=1):
        if _stands_alone(ENUMERATED_END.sub("", part.text.strip(TAIL)), cues):
            starts.append(_set_apart(parts, index, starts[-1], cues))
    first = parts[0].text.strip(TAIL)
    least = _ROW if TOPIC_LEAD.match(piece.text) else 2
    if len(starts) < least or not (cues.problem_clause.search(first) or len(starts) > 2):
        return [piece]
    stops = [*starts[1:], len(parts)]
    return [joined(parts[begin:stop], piece) for begin, stop in zip(starts, stops, strict=True)]


def _stands_alone(clause: str, cues: Cues) -> bool:
    """Whether a clause is a problem of its own and no detail of the one before it."""
    details = len(clause) <= _SHORT or cues.continuation.match(clause) or any(char.isdigit() for char in clause)
    return not details and cues.problem_clause.search(clause) is not None


def _set_apart(parts: Sequence[Piece], index: int, before: int, cues: Cues) -> int:
    """Where the problem of ``parts[index]`` begins: 面对新业态监管， belongs to what follows."""
    lead = parts[index - 1].text.strip(TAIL)
    return index - 1 if index - 1 > before and _SET_APART.fullmatch(lead) and not cues.deficiency.search(lead) else index
