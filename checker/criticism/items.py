"""The single problems and measures: marked items trimmed, running text split by semicolons, paragraphs, sentences or clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.criticism.lexicon import Cues
from checker.criticism.reader import Entry, Pool, Reader, announces, drop_leads, end_lists, is_flourish
from checker.criticism.units import Mode, Region, Unit
from checker.model import Paragraph, Span

_TAIL = " 　\t。；;，,、：:！!"
_SEMICOLON = re.compile(r"[；;]")
_CLAUSE_END = re.compile(r"[，,]")
_COLON = re.compile(r"[：:]")
_EXAMPLES = re.compile(
    r"(?:集中|主要|突出|具体)?(?:表现|体现|反映)(?:在|为)[，,]?|主要(?:是|有)[，,]?|^(?:最|主要|突出)(?:的)?(?:问题|不足|短板|差距|欠缺)(?:就|主要)?(?:是|在于)[，,]?|(?<=[，,])(?:比如|例如|譬如|诸如|如|像)[：:，,]?"
)
_TOPIC_LEAD = re.compile(
    r"(?:在[^，。；：、\d]{2,14}(?:上|方面|中|领域)|[^，。；：、\d]{2,12}(?:方面|领域)"
    r"|(?:思想|政治|学习|工作|作风|能力|业务|管理|服务|经营|队伍|创新|履职|纪律|生活|认识|行动)上)[，,：:]"
)
_JOINT = re.compile(r"(?:再者|再就是|再有|此外|另外)[，,](?=[^，,])")
_ENUMERATED_END = re.compile(r"(?:等等|(?<![平同优高均对相一二三初中何])等)$")
_SET_APART = re.compile(
    r"(?:在|面对|对于|对待|遇到|碰到|每逢|针对|关于|涉及|尤其是在)[^，。；]{2,20}"
)  # 面对新业态监管， before what is said of it
_ROW = 3  # a sentence on one field (在学习上，) is a row of problems only if it holds so many
_SHORT = 4  # 眼界不宽 goes on with what stands before it
_LEAST = 4  # characters of a problem before the words that tell its cause
_HEAD = 60  # how far a lead-in before a colon may reach
_HEADING = 25  # characters of a line that may be a heading, if no stop ends it
_STOPPED = "。；;！：:，,"
_SUBSTANCE = 5  # characters that must be left of a measure once slogans are taken out
_AIMED = re.compile(r"(?:针对|围绕|对于|关于|聚焦)[^，。；]{2,24}[，,]|[^，。；：]{2,12}(?:方面|上)[，,]")
_OPENING = re.compile(r"(?:(?!将|我要|我会|坚持|(?<!主)要(?!求))[^，。；：]){1,12}[，,]")  # 今后，, but not 我将坚持自学，
_BARE = re.compile(r"(?:的|些|点|少|定)(?:主要|突出)?(?:问题|不足|差距|短板|弱项|缺点|遗憾|缺憾)$")  # 我也看到了自身的不足
_LISTED = re.compile(r"(?:存在|还有|仍有)(?:着|有)?(?P<list>[^。；：]{6,160}?)等?(?:方面)?的?(?:问题|不足|现象|短板|差距)[。；]?$")
_COMMA = re.compile(r"、|[，,]")
_OPEN, _CLOSE = "“‘「『（(《", "”’」』）)》"
_BRACKETS = f"[{re.escape(_OPEN + _CLOSE)}]"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph's text."""

    paragraph: int
    start: int
    end: int
    text: str
    lead: str = ""  # 在学习上， before it: no part of the item, but of what it is about


@dataclass(eq=False)
class Item:
    """A problem or a measure: its pieces in reading order, what it was told under, and its number in its list."""

    mode: Mode
    pieces: list[Piece]
    ordinal: int = 0  # 0: it bears none
    owner: Item | None = None  # the problem under which a measure stands

    @property
    def text(self) -> str:
        """Its words, pieces joined, with what leads to them."""
        return "".join(piece.lead + piece.text for piece in self.pieces)

    def span(self, paragraphs: Sequence[Paragraph]) -> Span:
        """Its place in the source, final stops and commas left out."""
        first, last = self.pieces[0], self.pieces[-1]
        told = last.text.rstrip(_TAIL)
        if len(bare := _ENUMERATED_END.sub("", told).rstrip(_TAIL)) > 1:
            told = bare
        end = last.start + max(1, len(told))
        return Span(paragraphs[first.paragraph].at(first.start, first.start + 1).start, paragraphs[last.paragraph].at(end - 1, end).end)


def read_items(region: Region, cues: Cues) -> list[Item]:
    """The problems and measures of one region in reading order; a measure under a problem's own heading knows it."""
    items: list[Item] = []
    made: dict[int, Item] = {}
    for thing in drop_leads(end_lists(Reader(region, cues).found)):
        if thing.mode is Mode.CAUSES:
            continue
        owner = made.get(id(thing.owner)) if thing.owner is not None else None
        groups = list(_of_entry(thing, cues)) if isinstance(thing, Entry) else [(0, pieces) for pieces in _of_pool(thing, cues)]
        for ordinal, pieces in groups:
            if thing.mode is Mode.PROBLEMS:
                pieces[-1:] = [_without_cause(pieces[-1], cues)]
            item = Item(thing.mode, pieces, ordinal, owner)
            if isinstance(thing, Entry):
                made[id(thing)] = item
            items.append(item)
    return items


def _without_cause(piece: Piece, cues: Cues) -> Piece:
    """The problem itself, without ，原因是… in the same sentence."""
    tail = cues.cause_tail.search(piece.text, _LEAST)
    if tail is None:
        return piece
    return Piece(piece.paragraph, piece.start, piece.start + tail.start(), piece.text[: tail.start()], piece.lead)


# --------------------------------------------------------------------------- marked items


def _of_entry(entry: Entry, cues: Cues) -> Iterator[tuple[int, list[Piece]]]:
    inner = _inner_items(entry, cues)
    if inner:
        yield from (((mark.value if (mark := units[0].mark) else 0), pieces) for units in inner if (pieces := _pieces(units)))
        return
    pieces = _pieces(entry.units)
    if pieces and entry.mark is None:
        pieces[0] = _without_lead(pieces[0])
    if pieces and not (entry.mode is Mode.PROBLEMS and cues.settled.search(pieces[0].text)):
        yield (entry.mark.value if entry.mark else 0), pieces


def _inner_items(entry: Entry, cues: Cues) -> list[list[Unit]]:
    """The items of a list inside a problem whose own head only names a field: （一）思想方面 一是…二是…."""
    if entry.mode is not Mode.PROBLEMS:
        return []
    marked = [index for index, unit in enumerate(entry.units) if index and unit.mark is not None]
    if len(marked) < 2:
        return []
    head = "".join(unit.text for unit in entry.units[: marked[0]])
    if cues.deficiency.search(head):
        return []
    style = entry.units[marked[0]].mark
    starts = [index for index in marked if style and (mark := entry.units[index].mark) and mark.style == style.style]
    return [entry.units[begin:stop] for begin, stop in zip(starts, [*starts[1:], len(entry.units)], strict=True)]


def _pieces(units: Sequence[Unit]) -> list[Piece]:
    pieces = [Piece(unit.paragraph, unit.start, unit.end, unit.text) for unit in units if unit.text.strip(_TAIL)]
    if pieces and (joint := _JOINT.match(pieces[0].text)):
        first = pieces[0]
        pieces[0] = Piece(first.paragraph, first.start + joint.end(), first.end, first.text[joint.end() :])
    return pieces if any(len(piece.text.strip(_TAIL)) > 1 for piece in pieces) else []


# --------------------------------------------------------------------------- running text


def _of_pool(pool: Pool, cues: Cues) -> list[list[Piece]]:
    if pool.mode is Mode.PROBLEMS:
        return list(_problems(pool.units, cues))
    groups = _measures(pool.units, cues)
    if pool.owner is not None and len(groups) > 1 and not any(unit.mark for unit in pool.units):
        return [[piece for group in groups for piece in group]]
    return groups


def _problems(units: Sequence[Unit], cues: Cues) -> Iterator[list[Piece]]:
    units = [unit for unit in units if not cues.settled.search(unit.text)]
    listed = [piece for unit in units for piece in _listed(unit, cues)]
    told = [piece for unit in units for piece in _after_lead(unit, cues) if not is_flourish(piece.text, cues)]
    told = [piece for piece in told if not any(piece.start <= part.start < piece.end for part in listed)]
    if listed and not told:
        yield from ([piece] for piece in listed)
        return
    by_paragraph = _grouped(told)
    if len(by_paragraph) > 1 and not any(_SEMICOLON.search(piece.text) for piece in told):
        told_of = (group for group in by_paragraph if cues.deficiency.search("".join(piece.text for piece in group)))
        yield from ([_without_lead(group[0]), *group[1:]] for group in told_of)
        return
    alone = len(told) == 1 and not any(unit.label for unit in units)
    for group in by_paragraph:
        for piece_group in _sentences(group, cues):
            yield from _split_problem(piece_group, cues, alone=alone)


def _after_lead(unit: Unit, cues: Cues) -> Iterator[Piece]:
    """What a sentence says behind 主要表现在：; nothing of one that only leads in."""
    text = unit.text
    colon = _COLON.search(text, 0, _HEAD)
    start = 0
    if colon and cues.lead_in.search(text[: colon.start()]):
        start = colon.end()
    elif announces(text, cues):
        return
    elif (examples := _EXAMPLES.search(text, 0, 2 * _HEAD)) and cues.lead_in.search(text[: examples.end()].rstrip("，,如比例")):
        start = examples.end()
    elif _BARE.search(text.rstrip(_TAIL)) and cues.lead_in.search(text.rstrip(_TAIL)):
        return
    if text[start:].strip(_TAIL):
        yield Piece(unit.paragraph, unit.start + start, unit.end, text[start:])


def _listed(unit: Unit, cues: Cues) -> list[Piece]:
    """The problems of 存在学习不够系统、调研不够深入等问题; none where a part of the list is no problem."""
    match = _LISTED.search(unit.text)
    if match is None:
        return []
    start, end = match.span("list")
    parts = _cut(Piece(unit.paragraph, unit.start + start, unit.start + end, unit.text[start:end]), _COMMA)
    return parts if len(parts) > 1 and all(cues.problem_clause.search(part.text.strip(_TAIL)) for part in parts) else []


def _sentences(group: list[Piece], cues: Cues) -> Iterator[list[Piece]]:
    """Sentences that open a problem of their own, each with those that go on telling of it."""
    current: list[Piece] = []
    for piece in group:
        if current and _opens_problem(piece.text, cues):
            yield current
            current = []
        current.append(piece)
    if current:
        yield current


def _opens_problem(text: str, cues: Cues) -> bool:
    lead = _TOPIC_LEAD.match(text)
    body = text[lead.end() :] if lead else text
    further = cues.further.match(body)
    if further:
        return cues.deficiency.search(body) is not None
    first = _first_clause(body)
    if lead:
        return cues.deficiency.search(body) is not None
    return not cues.continuation.match(first) and cues.problem_clause.search(first) is not None


def _first_clause(text: str) -> str:
    return re.split(r"[，,；;。：:]", text, maxsplit=1)[0]


def _split_problem(group: list[Piece], cues: Cues, *, alone: bool) -> Iterator[list[Piece]]:
    """By semicolons; a sentence that stands alone by the clauses that are problems of their own."""
    if any(_SEMICOLON.search(piece.text) for piece in group):
        parts = [part for whole in group for part in _cut(whole, _SEMICOLON)]
        if any(cues.deficiency.search(part.text) for part in parts):
            yield from ([_without_lead(part)] for part in parts)
        return
    if alone:
        yield from ([_without_lead(part)] for part in _clauses(group[0], cues) if cues.deficiency.search(part.text))
        return
    if cues.deficiency.search("".join(piece.text for piece in group)):
        yield group


def _clauses(piece: Piece, cues: Cues) -> list[Piece]:
    """A row of problems in one sentence: 理论学习不够系统，…，调查研究不够深入，…等."""
    parts = _cut(piece, _CLAUSE_END)
    starts = [0]
    for index, part in enumerate(parts[1:], start=1):
        if _stands_alone(_ENUMERATED_END.sub("", part.text.strip(_TAIL)), cues):
            starts.append(_set_apart(parts, index, starts[-1], cues))
    first = parts[0].text.strip(_TAIL)
    least = _ROW if _TOPIC_LEAD.match(piece.text) else 2
    if len(starts) < least or not (cues.problem_clause.search(first) or len(starts) > 2):
        return [piece]
    stops = [*starts[1:], len(parts)]
    return [_joined(parts[begin:stop], piece) for begin, stop in zip(starts, stops, strict=True)]


def _stands_alone(clause: str, cues: Cues) -> bool:
    """Whether a clause is a problem of its own and no detail of the one before it."""
    details = len(clause) <= _SHORT or cues.continuation.match(clause) or any(char.isdigit() for char in clause)
    return not details and cues.problem_clause.search(clause) is not None


def _set_apart(parts: Sequence[Piece], index: int, before: int, cues: Cues) -> int:
    """Where the problem of ``parts[index]`` begins: 面对新业态监管， belongs to what follows."""
    lead = parts[index - 1].text.strip(_TAIL)
    return index - 1 if index - 1 > before and _SET_APART.fullmatch(lead) and not cues.deficiency.search(lead) else index


def _joined(parts: Sequence[Piece], whole: Piece) -> Piece:
    start, end = parts[0].start, parts[-1].end
    return Piece(whole.paragraph, start, end, whole.text[start - whole.start : end - whole.start])


def _without_lead(piece: Piece) -> Piece:
    """Without 在学习上， before the problem itself."""
    lead = _TOPIC_LEAD.match(piece.text)
    if not lead or not piece.text[lead.end() :].strip(_TAIL):
        return piece
    return Piece(piece.paragraph, piece.start + lead.end(), piece.end, piece.text[lead.end() :], lead[0])


def _measures(units: Sequence[Unit], cues: Cues) -> list[list[Piece]]:
    told = [piece for unit in units for piece in _deeds(unit, cues)]
    by_paragraph = [group for group in _headed(_grouped(told)) if _substance("，".join(piece.text for piece in group), cues)]
    if len(by_paragraph) > 1 and not any(_SEMICOLON.search(piece.text) for piece in told):
        return [part for group in by_paragraph for part in _aimed(group, cues)]
    parts = [part for group in by_paragraph for whole in group for part in _cut(whole, _SEMICOLON)]
    return [[_without_lead(part)] for part in parts if _substance(part.text, cues)]


def _deeds(unit: Unit, cues: Cues) -> Iterator[Piece]:
    """What a sentence promises to do, its lead-in left out; nothing of mottoes and closing words."""
    text = unit.text
    if is_flourish(text, cues):
        return
    if unit.head and len(text) <= _HEADING and text[-1:] not in _STOPPED:
        yield Piece(unit.paragraph, unit.start, unit.end, text)
        return
    start = 0
    opening = cues.measure_opening.match(text)
    colon = _COLON.search(text, 0, _HEAD)
    if colon and (opening or cues.lead_in.search(text[: colon.start()])):
        start = colon.end()
    elif cues.lead_in.search(text.rstrip(_TAIL)) and not _substance(cues.lead_in.sub("", text), cues):
        return
    elif opening and (clause := _OPENING.match(text)):
        start = clause.end()
    if _substance(text[start:], cues) or (unit.head and not opening and not start and 0 < len(text.strip(_TAIL)) <= _HEADING):
        yield Piece(unit.paragraph, unit.start + start, unit.end, text[start:])


def _substance(text: str, cues: Cues) -> bool:
    """Whether more than mottoes and announcements is left of the clauses."""
    clauses = [clause for clause in re.split(r"[，,、；;。：:]", text) if clause]
    left = [clause for clause in clauses if not cues.slogan.search(clause) and not cues.lead_in.search(clause)]
    return sum(len(clause) for clause in left if not cues.measure_opening.fullmatch(clause)) >= _SUBSTANCE


def _aimed(group: list[Piece], cues: Cues) -> list[list[Piece]]:
    """A paragraph whose sentences each name what they are aimed at is as many measures; any other ends where 同时 begins a new one."""
    if len(group) > 1 and sum(_AIMED.match(piece.text) is not None for piece in group) >= 2:
        return [[piece] for piece in group]
    starts = [0, *(index for index, piece in enumerate(group) if index and cues.further.match(piece.text))]
    return [group[begin:stop] for begin, stop in zip(starts, [*starts[1:], len(group)], strict=True)]


def _headed(groups: list[list[Piece]]) -> list[list[Piece]]:
    """Paragraphs, each joined to the heading line before it; a heading line without any is no measure."""
    joined: list[list[Piece]] = []
    for group in groups:
        before = joined[-1] if joined else None
        if before is not None and len(before) == 1 and len(before[0].text) <= _HEADING and before[0].text[-1] not in _STOPPED:
            before.extend(group)
        else:
            joined.append(list(group))
    return joined


# --------------------------------------------------------------------------- cutting


def _grouped(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces by paragraph."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and groups[-1][-1].paragraph == piece.paragraph:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _cut(piece: Piece, separator: re.Pattern[str]) -> list[Piece]:
    """The parts between separators that stand outside quotation marks and brackets."""
    parts: list[Piece] = []
    start = depth = 0
    for match in re.finditer(f"{_BRACKETS}|{separator.pattern}", piece.text):
        if match[0] in _OPEN:
            depth += 1
        elif match[0] in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            _append(parts, piece, start, match.end())
            start = match.end()
    _append(parts, piece, start, len(piece.text))
    return parts


def _append(parts: list[Piece], piece: Piece, start: int, end: int) -> None:
    text = piece.text[start:end]
    lead = len(text) - len(text.lstrip(_TAIL))
    if text.strip(_TAIL):
        parts.append(Piece(piece.paragraph, piece.start + start + lead, piece.start + end, text[lead:]))
