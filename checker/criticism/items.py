"""The single problems and measures: marked items trimmed, measures in running text split by semicolons or paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.criticism.lexicon import Cues
from checker.criticism.pieces import ENUMERATED_END, HEADING, SEMICOLON, TAIL, Piece, cut, grouped, headed, is_heading, without_lead
from checker.criticism.problems import running_problems
from checker.criticism.reader import Entry, Pool, Reader, drop_leads, end_lists, is_flourish
from checker.criticism.units import Mode, Region, Unit
from checker.model import Paragraph, Span

_COLON = re.compile(r"[：:]")
_JOINT = re.compile(r"(?:再者|再就是|再有|此外|另外)[，,](?=[^，,])")
_LEAST = 4  # characters of a problem before the words that tell its cause
_HEAD = 60  # how far a lead-in before a colon may reach
_SUBSTANCE = 5  # characters that must be left of a measure once slogans are taken out
_AIMED = re.compile(r"(?:针对|围绕|对于|关于|聚焦)[^，。；]{2,24}[，,]|[^，。；：]{2,12}(?:方面|上|的事)[，,]")
# 发现的17个问题全部清零，只是新的起点 promises nothing
_DONE = re.compile("(?:全部|均已|都已)[^，。；]{0,6}(?:完成|到位|清零|销号|办结|见底)")
_PLANNED = re.compile("确保|力争|争取|务必|年[底内前]|月底|将|要|明年|今后|实现|做到")
_OPENING = re.compile(r"(?:(?!将|我要|我会|坚持|(?<!主)要(?!求))[^，。；：]){1,12}[，,]")  # 今后，, but not 我将坚持自学，


# 今后造林款分三年拨付，: the first clause promises already; 下一步工作中，, 针对这些突出问题， only lead to what does
_PROMISE = re.compile(
    r"(?!(?:[一-鿿]{0,6}(?:工作|问题|不足|短板|差距|阶段|学期|年度|时间|日子|任期|方面|过程|征程|实践|岁月)|的)).{5,}(?<![中里内上])[，,]"
)


_YEAR = re.compile(r"20\d\d年度?")
# 同时，进一步提高认识，加强领导，强化措施，…: a measure in a row of them, though nothing is in it
_HOLLOW = re.compile("(?:^|[，,、])(?:进一步|不断|切实|持续)?(?:提高|加强|强化|狠抓|推动|完善|增强|改进|深化|加大)[^，。；、]{2,8}")
_ROW = 3
_PAIR = 2  # paragraphs: of more each is a measure, semicolons in it or not


@dataclass(eq=False)
class Item:
    """A problem or a measure: its pieces in reading order, what it was told under, and its number in its list."""

    mode: Mode
    pieces: list[Piece]
    ordinal: int = 0  # 0: it bears none
    owners: tuple[Item, ...] = ()  # the problems under which a measure stands, or beside which
    tabled: bool = False  # it stands in a cell of a table
    hollow: bool = False  # a measure of nothing but 提高站位、强化担当

    @property
    def text(self) -> str:
        """Its words, pieces joined, with what leads to them."""
        return "".join(piece.lead + piece.text for piece in self.pieces)

    def span(self, paragraphs: Sequence[Paragraph]) -> Span:
        """Its place in the source, final stops and commas left out."""
        first, last = self.pieces[0], self.pieces[-1]
        told = last.text.rstrip(TAIL)
        if len(bare := ENUMERATED_END.sub("", told).rstrip(TAIL)) > 1:
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
        owners = (made[id(thing.owner)],) if thing.owner is not None and id(thing.owner) in made else ()
        groups = list(_of_entry(thing, cues)) if isinstance(thing, Entry) else [(0, pieces) for pieces in _of_pool(thing, cues)]
        for ordinal, pieces in groups:
            if thing.mode is Mode.PROBLEMS:
                pieces[-1:] = [_without_cause(pieces[-1], cues)]
            item = Item(thing.mode, pieces, ordinal, owners)
            item.hollow = item.mode is Mode.MEASURES and all(cues.hollow.fullmatch(clause) for clause in _clauses_of(item.text))
            if isinstance(thing, Entry):
                made[id(thing)] = item
            items.append(item)
    return items


def _clauses_of(text: str) -> list[str]:
    return [clause for clause in re.split(r"[，,、；;。：:！!\s]", text.strip()) if clause]


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
        pieces[0] = without_lead(pieces[0])
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
    pieces = [Piece(unit.paragraph, unit.start, unit.end, unit.text) for unit in units if unit.text.strip(TAIL)]
    if pieces and (joint := _JOINT.match(pieces[0].text)):
        first = pieces[0]
        pieces[0] = Piece(first.paragraph, first.start + joint.end(), first.end, first.text[joint.end() :])
    return pieces if any(len(piece.text.strip(TAIL)) > 1 for piece in pieces) else []


# --------------------------------------------------------------------------- running text


def _of_pool(pool: Pool, cues: Cues) -> list[list[Piece]]:
    if pool.mode is Mode.PROBLEMS:
        return list(running_problems(pool.units, cues))
    groups = _measures(pool.units, cues)
    if pool.owner is not None and len(groups) > 1 and not any(unit.mark for unit in pool.units):
        return [[piece for group in groups for piece in group]]
    return groups


def _measures(units: Sequence[Unit], cues: Cues) -> list[list[Piece]]:
    told = [piece for unit in units for piece in _deeds(unit, cues)]
    by_paragraph = [group for group in headed(grouped(told)) if _substance("，".join(piece.text for piece in group), cues)]
    if len(by_paragraph) > _PAIR or (len(by_paragraph) > 1 and not any(SEMICOLON.search(piece.text) for piece in told)):
        return [part for group in by_paragraph for part in _aimed(group, cues)]
    parts = [part for group in by_paragraph for whole in group for part in cut(whole, SEMICOLON)]
    return [[without_lead(part)] for part in parts if _substance(part.text, cues)]


def _deeds(unit: Unit, cues: Cues) -> Iterator[Piece]:
    """What a sentence promises to do, its lead-in left out; nothing of mottoes and closing words."""
    text = unit.text
    if _DONE.search(text) and not _PLANNED.search(text):
        return
    if is_flourish(text, cues):
        if cues.further.match(text) and len(_HOLLOW.findall(text)) >= _ROW:
            yield Piece(unit.paragraph, unit.start, unit.end, text)
        return
    if unit.head and is_heading(text):
        yield Piece(unit.paragraph, unit.start, unit.end, text)
        return
    start = 0
    opening = cues.measure_opening.match(text)
    colon = _COLON.search(text, 0, _HEAD)
    if colon and (opening or cues.lead_in.search(text[: colon.start()])):
        start = colon.end()
    elif cues.lead_in.search(text.rstrip(TAIL)) and not _substance(cues.lead_in.sub("", text.rstrip(TAIL)), cues):
        return
    elif opening and (clause := _OPENING.match(text)) and not _PROMISE.match(text, opening.end(), clause.end()):
        start = clause.end()
    if _substance(text[start:], cues) or (unit.head and not opening and not start and 0 < len(text.strip(TAIL)) <= HEADING):
        yield Piece(unit.paragraph, unit.start + start, unit.end, text[start:])


def _substance(text: str, cues: Cues) -> bool:
    """Whether more than mottoes and announcements is left of the clauses."""
    clauses = [clause for clause in re.split(r"[，,、；;。：:]", text) if clause and not _YEAR.fullmatch(clause)]
    left = [clause for clause in clauses if not cues.slogan.search(clause) and not cues.lead_in.search(clause)]
    return sum(len(clause) for clause in left if not cues.measure_opening.fullmatch(clause)) >= _SUBSTANCE


def _aimed(group: list[Piece], cues: Cues) -> list[list[Piece]]:
    """A paragraph whose sentences each name what they are aimed at is as many measures; any other ends where 同时 begins a new one."""
    if len(group) > 1 and sum(_AIMED.match(piece.text) is not None for piece in group) >= 2:
        return [[piece] for piece in group]
    starts = [0, *(index for index, piece in enumerate(group) if index and cues.further.match(piece.text))]
    return [group[begin:stop] for begin, stop in zip(starts, [*starts[1:], len(group)], strict=True)]
