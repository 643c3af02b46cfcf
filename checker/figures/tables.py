"""Figures set in lines: a head (上年数, 本年数, 增长, or 目标, 完成, 完成率) and rows below it, in text or in a Word table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker.cells import cell_of
from checker.figures.arithmetic import percent
from checker.figures.changes import Change, judge_change
from checker.figures.completion import judge_plan
from checker.figures.numbers import PERCENT, POINTS, Number, NumberReader
from checker.figures.passages import Passage, Relation
from checker.model import Claim, Figure, Span, Statistic
from checker.numerals import half_width

_PIPED = re.compile(r"[^|｜]+")
_SPACED = re.compile(r"[^\s　]+")
_RULE = re.compile(r"^[\s|:｜—_-]+$")
_BEFORE = re.compile(r"^(?:上年|去年|上一年|上年度|年初|上期)(?:度|底|末|同期)?(?:数|实绩|完成|实际)?(?:完成|实际)?(?:数|值|量|情况)?$")
_NOW = re.compile(r"^(?:本年|今年|当年|本年度|年末|年底|本期)(?:度|底|末)?(?:数|实绩|完成|实际)?(?:完成|实际)?(?:数|值|量|情况)?$")
_YEAR = re.compile(r"^((?:19|20)[0-9]{2})年?(?:度|底|末)?(?:数|完成数?|实际数?|值)?$")
_CHANGE = re.compile(
    r"^(?:同比|较上年|比上年)?(?:增长|增减|增幅|增速|升降|变化|同比|增加)(?P<rate>率|幅度?|百分比|百分点|情况)?(?P<percent>\(?%\)?)?$"
)
_TARGET = re.compile(r"^(?:年度|全年|年初|本年)?(?:目标|计划|任务|指标)(?:数|值|任务|指标|目标)?$")
_ACHIEVED = re.compile(r"^(?:实际|全年|年度|本年)?(?:完成|实绩|执行|实际)(?:数|值|情况|实绩)?$")
_SHARE_DONE = re.compile(r"^(?:完成率|完成比例|完成进度|占计划|占任务|完成计划)(?P<percent>\(?%\)?)?$")
_UNIT = re.compile(r"^(?:计量)?单位$")
_CAPTION = re.compile(r"单位[:：]([一-鿿]{1,4})")
_VALUE = re.compile(
    r"^(?P<down>[-−↓▼]|下降|减少|降低)?[+↑]?(?:增长|增加)?(?P<value>[0-9][0-9,]*(?:\.[0-9]+)?(?:万|亿)?)(?P<unit>个百分点|百分点|%|[一-鿿]{1,4})?$"
)
_LABEL = re.compile(r"^(?P<name>[^(（]{1,30})(?:[(（](?P<unit>[^)）]{1,6})[)）])?$")
_LONGEST_ROW = 200


class _Cell(NamedTuple):
    text: str  # half width, without blanks around it
    span: Span


_Row = Mapping[int, _Cell]  # by column


class _Head(NamedTuple):
    """The columns of a table by what they hold; None for what it has not."""

    before: int
    now: int
    change: int | None
    rate: bool  # the head itself says that the change is a rate
    unit: int | None
    caption: str  # the unit of the whole table
    years: tuple[str, str]
    planned: bool = False  # what was set beside what was done, and the share of it


class Tables(NamedTuple):
    """What the tables of a report say."""

    claims: tuple[Claim, ...]
    statistics: tuple[Statistic, ...]
    rows: tuple[Span, ...]


def find_tables(passages: Sequence[Passage], reader: NumberReader, year: int | None) -> Tables:
    """The claims and changes of every table that sets two years, or a plan and what was done, side by side; ``year`` is the report's."""
    claims: list[Claim] = []
    statistics: list[Statistic] = []
    spans: list[Span] = []
    head: _Head | None = None
    caption = ""
    for row in _rows(passages):
        found = _head(row, caption, year)
        cells = list(row.values())
        caption = next((match[1] for cell in cells if (match := _CAPTION.search(cell.text))), "" if len(cells) > 2 else caption)
        if found is not None:
            head = found
            continue
        told = _told(row, head, reader) if head is not None else None
        if head is None or told is None:
            head = head if _goes_on(cells) else None
            continue
        spans.append(Span(told.label.span.start, cells[-1].span.end))
        claims += (_claim(told, number, when) for number, when in zip((told.before, told.now), head.years, strict=True))
        statistic = _judged(row, head, told, passages[0])
        if statistic is not None:
            statistics.append(statistic)
    return Tables(tuple(claims), tuple(statistics), tuple(spans))


def _goes_on(cells: Sequence[_Cell]) -> bool:
    """Whether a line that is no row of figures leaves the table open: a rule, or cells of which some are figures."""
    written = "".join(cell.text for cell in cells)
    return _RULE.match(written) is not None or (len(cells) > 2 and any(c.isdigit() for c in written))


class _Told(NamedTuple):
    """A row read: what of, and the two figures; their ``start`` and ``end`` are offsets into the report."""

    label: _Cell
    name: str
    before: Number
    now: Number


def _rows(passages: Sequence[Passage]) -> Iterator[_Row]:
    """The paragraphs as rows: cells of a Word table by their place, a line of text cut at bars or blanks."""
    table: dict[int, _Cell] = {}
    at: tuple[str, int] | None = None
    for passage in passages:
        paragraph = passage.paragraph
        place = cell_of(paragraph)
        if at is not None and (place is None or at != (place.table, place.row)):
            yield table
            table, at = {}, None
        if place is not None:
            at = place.table, place.row
            table.setdefault(place.column, _Cell(half_width(paragraph.text).strip(), paragraph.span))
        else:
            yield _line(passage)
    if at is not None:
        yield table


def _line(passage: Passage) -> _Row:
    text = passage.paragraph.text
    if len(text) > _LONGEST_ROW:
        return {}
    pattern = _PIPED if "|" in text or "｜" in text else _SPACED
    cells: dict[int, _Cell] = {}
    for match in pattern.finditer(text):
        body = match[0].strip()
        if body:
            start = match.start() + match[0].index(body)
            cells[len(cells)] = _Cell(half_width(body), passage.paragraph.at(start, start + len(body)))
    return cells


def _head(row: _Row, caption: str, year: int | None) -> _Head | None:
    if len(row) < 3:
        return None
    before = [column for column, cell in row.items() if _BEFORE.match(cell.text)]
    now = [column for column, cell in row.items() if _NOW.match(cell.text)]
    years = sorted((match[1], column) for column, cell in row.items() if (match := _YEAR.match(cell.text)))
    change = next(((column, match) for column, cell in row.items() if (match := _CHANGE.match(cell.text))), None)
    unit = next((column for column, cell in row.items() if _UNIT.match(cell.text)), None)
    if len(years) == 2 and int(years[1][0]) - int(years[0][0]) == 1:
        columns, names = (years[0][1], years[1][1]), (years[0][0], years[1][0])
    elif len(before) == len(now) == 1:
        columns, names = (before[0], now[0]), (str(year - 1), str(year)) if year else ("上年", "本年")
    else:
        return _plan_head(row, unit, caption, year)
    rate = change is not None and (bool(change[1]["percent"]) or change[1]["rate"] in {"率", "幅", "幅度", "百分比"})
    return _Head(*columns, change[0] if change else None, rate, unit, caption, names)


def _plan_head(row: _Row, unit: int | None, caption: str, year: int | None) -> _Head | None:
    """指标, 年度目标, 实际完成, 完成率."""
    target = [column for column, cell in row.items() if _TARGET.match(cell.text) and column != min(row)]
    done = [column for column, cell in row.items() if _ACHIEVED.match(cell.text)]
    share = next(((column, match) for column, cell in row.items() if (match := _SHARE_DONE.match(cell.text))), None)
    if len(target) != 1 or len(done) != 1:
        return None
    rated = share is not None and bool(share[1]["percent"])
    names = ("计划", str(year) if year else "本年")
    return _Head(target[0], done[0], share[0] if share else None, rated, unit, caption, names, planned=True)


def _told(row: _Row, head: _Head, reader: NumberReader) -> _Told | None:
    """What a row says, None where it is no row of the table."""
    label = row[min(row)] if row else None
    name = _LABEL.match(label.text) if label is not None else None
    if label is None or name is None or head.before not in row or head.now not in row:
        return None
    unit = row[head.unit].text if head.unit is not None and head.unit in row else name["unit"] or head.caption
    before, now = (_number(row[column], unit, reader) for column in (head.before, head.now))
    return _Told(label, name["name"], before, now) if before is not None and now is not None else None


def _number(cell: _Cell, unit: str, reader: NumberReader) -> Number | None:
    match = _VALUE.match(cell.text)
    if match is None or match["down"]:
        return None
    stated = reader.read(f"为{match['value']}{match['unit'] or unit}。")[1]  # alone it would be a mark
    start = cell.span.start + match.start("value")
    return stated[0]._replace(start=start, end=cell.span.end) if len(stated) == 1 else None


def _judged(row: _Row, head: _Head, told: _Told, passage: Passage) -> Statistic | None:
    """The change that a row states, tested like one told in words; None where it states none or not surely a rate."""
    cell = row.get(head.change) if head.change is not None else None
    match = _VALUE.match(cell.text) if cell is not None else None
    if cell is None or match is None:
        return None
    points = "百分点" in (match["unit"] or "")
    if not points and ((told.before.kind == PERCENT and not head.planned) or (match["unit"] != "%" and not head.rate)):
        return None
    value = Decimal(match["value"].replace(",", "")) if match["value"][-1] not in "万亿" else None
    if value is None:
        return None
    if head.planned and points:
        return None
    step = Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    unit = "个百分点" if points else "%"
    kind = POINTS if points else PERCENT
    stated = Number(kind, 0, 1, value, unit, unit, value, step, step, None, counted=False)
    if head.planned:
        statistic = _share_done(told, stated, passage)
        return _placed(statistic, told, cell, match) if statistic is not None else None
    down = bool(match["down"])
    change = Change(told.before._replace(start=0, end=1), told.now._replace(start=0, end=1), stated, down, 0, 1, told.name.lower())
    statistic = judge_change(passage, change)
    return _placed(statistic, told, cell, match) if statistic is not None else None


def _share_done(told: _Told, stated: Number, passage: Passage) -> Statistic | None:
    """What share of its target a row reached; None for one that is better the lower it is and counted the other way round."""
    target, done = (number._replace(start=0, end=1) for number in (told.before, told.now))
    if target.amount <= 0 or done.amount <= 0 or target.bound or done.bound:
        return None
    if abs(percent(target.amount, done.amount) - stated.amount) <= stated.step:
        return None
    return judge_plan(Relation(passage, "completion", 0, 1, (done, target, stated)), is_set=True, sure=True)


def _placed(statistic: Statistic, told: _Told, cell: _Cell, match: re.Match[str]) -> Statistic:
    """A statistic of a row, put at the row's place in the report."""
    figures = (_span(told.before), _span(told.now), Span(cell.span.start + match.start("value"), cell.span.end))
    return replace(statistic, span=Span(told.label.span.start, cell.span.end), figures=figures)


def _claim(told: _Told, number: Number, when: str) -> Claim:
    figure = Figure(_span(number), number.value, number.unit, number.precision, number.bound)
    return Claim(indicator=told.name, scope="", period=when, figure=figure, span=Span(told.label.span.start, number.end))


def _span(number: Number) -> Span:
    return Span(number.start, number.end)
