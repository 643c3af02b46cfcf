"""Registers: tables that list problems row by row, with their causes and measures beside them (问题清单, 整改台账)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from checker.cells import cell_of
from checker.model import Paragraph, Role
from checker.once import once

_BAR = re.compile(r"[|｜]")
_CELLS = {"bar": re.compile(r"[^|｜]+"), "tab": re.compile(r"[^\t]+")}
_RULE = re.compile(r"[\s|｜:：—–_+=-]*")  # |---|---| of a text table
_LONGEST_HEAD = 14
_OWN = r"(?:存在|查摆|自查|检视|发现|主要|突出|具体|本人)*(?:的|出的?)?"
_LACK = "(?:问题|不足|差距|短板|弱项)(?:之处)?"
_AND = r"(?:[及和与、，](?:完成|整改|主要)?(?:时限|期限|时间|目标|责任人|责任|措施|原因|表现|具体表现|方向))*"
_HEADS = (
    (Role.PROBLEMS, re.compile(rf"{_OWN}(?:主要|突出|具体)?{_LACK}(?:[和与、]?{_LACK})?(?:表现|描述|清单|内容|事项|情况)?{_AND}")),
    (Role.CAUSES, re.compile(rf"(?:产生|存在|问题|主要)*(?:的)?(?:原因|根源)(?:分析|剖析)?{_AND}")),
    (
        Role.MEASURES,
        re.compile(
            r"(?:具体|拟采取的?|下一?步|今后|整改|改进|解决|努力|提升)*(?:的)?(?:措施|举措|办法|打算|方向|思路|对策)"
            + _AND
            + r"|(?:整改|改进)(?:落实)?(?:内容|要求|任务|事项|计划|安排)"
            + _AND
        ),
    ),
)
_BRACKETED = re.compile(r"[（(][^）)]*[）)]")
# of what was put right: such a table tells of another year's problems
_RESULT = re.compile(r"(?:整改|完成|落实|办理|销号)(?:完成|落实|进展)?(?:情况|结果|成效|进度)|是否(?:完成|整改|销号).*|整改成果")
_OTHER_HEADS = re.compile(
    r"序号|编号|类别|类型|方面|领域|项目|事项|对象|来源|责任(?:人|领导|单位|部门|科室|主体)|牵头(?:领导|单位|部门)|(?:完成|整改)?(?:时限|期限|时间)"
    r"|(?:整改|工作)?目标|备注|进展"
)
_NOTHING = re.compile(r"[\s/／\\—–-]*(?:无|暂无)?[\s/／—–-]*")
SAME = re.compile(r"\s*(?:同上|同前)[。\s]*")  # what a cell says that means the one above it
_FEWEST = 2  # columns of a table


class Stretch(NamedTuple):
    """A part of a paragraph: its index and the characters of its text, end exclusive."""

    paragraph: int
    start: int
    end: int


Row = Mapping[Role, tuple[Stretch, ...]]
_Cells = dict[int, list[Stretch]]  # by column, in reading order


class Register(NamedTuple):
    """A table of problems: its rows, what its columns tell, and the paragraphs it takes up, head included."""

    first: int
    last: int
    rows: tuple[Row, ...]
    roles: tuple[Role, ...]
    settled: bool  # a column tells how problems were put right


@once
def find_registers(paragraphs: Sequence[Paragraph]) -> tuple[Register, ...]:
    """Every register of a report in reading order; none where no head names a column of problems."""
    found: list[Register] = []
    head: Mapping[int, Role] = {}
    named = ""  # the words of the head, which a table may repeat on its next page
    for cells in _rows(paragraphs):
        going_on = bool(head and found and _first(cells) == found[-1].last + 1)
        words = "".join(_words(cell, paragraphs) for cell in cells.values())
        if (new := _head(cells, paragraphs)) and (not going_on or words == named):  # a short row inside a table heads nothing new
            head, named = new, words
            told = tuple(dict.fromkeys(head.values()))
            found.append(Register(_first(cells), _last(cells), (), told, _settles(cells, paragraphs)))
        elif going_on:
            row = {role: tuple(cells[column]) for column, role in head.items() if _says(cells.get(column, ()), paragraphs)}
            found[-1] = found[-1]._replace(last=_last(cells), rows=(*found[-1].rows, row) if row else found[-1].rows)
        else:
            head = {}
    return tuple(register for register in found if register.rows)


def _rows(paragraphs: Sequence[Paragraph]) -> Iterator[_Cells]:
    """Rows of tables: cells of one by their places, and lines of text cut at bars or tabs."""
    row: _Cells = {}
    at: tuple[str, int] | None = None
    for index, paragraph in enumerate(paragraphs):
        place = cell_of(paragraph)
        if at is not None and (place is None or (place.table, place.row) != at):
            yield row
            row, at = {}, None
        if place is not None:
            at = place.table, place.row
            row.setdefault(place.column, []).append(Stretch(index, 0, len(paragraph.text)))
        elif line := _line(index, paragraph.text):
            yield line
    if at is not None:
        yield row


def _line(index: int, text: str) -> _Cells:
    kind = "bar" if len(_BAR.findall(text)) > 1 else "tab" if "\t" in text else ""
    if not kind:
        return {}
    cells: _Cells = {}
    for column, match in enumerate(_CELLS[kind].finditer(text)):
        body = match[0].strip()
        if body:
            start = match.start() + match[0].index(body)
            cells[column] = [Stretch(index, start, start + len(body))]
    return cells if len(cells) >= _FEWEST else {}


def _head(cells: _Cells, paragraphs: Sequence[Paragraph]) -> Mapping[int, Role]:
    """The roles of a head's columns; none of a row that is no head, or names neither problems nor, beside 序号 or 时限, measures."""
    words = {column: _words(stretches, paragraphs) for column, stretches in cells.items()}
    told: dict[int, Role] = {}
    others = 0
    for column, head in words.items():
        role = next((role for role, pattern in _HEADS if pattern.fullmatch(head)), None)
        if role is not None and role not in told.values():
            told[column] = role
        others += role is None and (_OTHER_HEADS.fullmatch(head) is not None or _RESULT.fullmatch(head) is not None)
    short = all(len(head) <= _LONGEST_HEAD for head in words.values())
    stated = Role.PROBLEMS in told.values() or (Role.MEASURES in told.values() and others > 0)
    return told if short and stated and len(told) + others >= _FEWEST else {}


def _settles(cells: _Cells, paragraphs: Sequence[Paragraph]) -> bool:
    return any(_RESULT.fullmatch(_words(stretches, paragraphs)) for stretches in cells.values())


def _words(cell: Sequence[Stretch], paragraphs: Sequence[Paragraph]) -> str:
    return _BRACKETED.sub("", re.sub(r"\s", "", _text(cell, paragraphs)))


def _says(cell: Sequence[Stretch], paragraphs: Sequence[Paragraph]) -> bool:
    text = _text(cell, paragraphs)
    return _NOTHING.fullmatch(text) is None and _RULE.fullmatch(text) is None


def _text(cell: Sequence[Stretch], paragraphs: Sequence[Paragraph]) -> str:
    return "".join(paragraphs[index].text[start:end] for index, start, end in cell)


def _first(cells: _Cells) -> int:
    return min(stretches[0].paragraph for stretches in cells.values())


def _last(cells: _Cells) -> int:
    return max(stretches[-1].paragraph for stretches in cells.values())
