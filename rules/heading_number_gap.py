"""序号要连续

同一层的序号跳了号或重了号，往往是成稿时删了一节、添了一节，没有顺改；“一是”之后直接到“三是”也一样。
分标题的序号在每一章里重新从一编起，或者接着上一章往下编，都算对；“4.1 4.2”排在一段里也认得。
“一是一、二是二”之类的习语不算；一段之内列举套列举，各算各的。同一层前后样式不同（“三、”之后是“（四）”），只作提示。
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, zip_longest

from checker.model import Document, Example, Family, Hit, Related, Rule, Severity, Span
from checker.numerals import to_chinese
from rules._marks import Mark, marks, place, stands

_SHOWN = 30
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_TURNS = ("首先", "其次", "再次")
_OUTER = 5.2  # shapes up to this depth open chapters and sections
_AHEAD = 200  # marks that are looked through for what comes next: no list is longer
_APART = 4  # paragraphs between two items of one list, at most
_STOP = re.compile(r"[。！？：:，,；;\n]")


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""


_VALUE = re.compile(r"[\d一二三四五六七八九十]+")


@dataclass
class _Level:
    """A list being read: its shape and its last number."""

    last: Mark


def check(document: Document, options: Options) -> Iterator[Hit]:
    """每一处跳号、重号和样式不一。"""
    del options
    found = list(marks(document.paragraphs))
    breaks = _unnumbered(document)
    yield from _heads(document, found, breaks)
    yield from _worded(document, found, breaks)
    for _, group in groupby(found, key=lambda mark: mark.paragraph):
        yield from _runs(document, list(group))


def _unnumbered(document: Document) -> list[int]:
    """Where headings without a number stand: numbers may begin anew after them."""
    return [s.start for s in document.sections if s.level > 0 and not s.style]


# --------------------------------------------------------------------------- numbers at the heads of paragraphs


def _heads(document: Document, found: Sequence[Mark], breaks: Sequence[int]) -> Iterator[Hit]:
    stack: list[_Level] = []
    ended: dict[str, Mark] = {}  # the last number of each shape, for lists that run on from chapter to chapter
    signed: dict[str, int] = {}  # the same by what stands around the number: 4、 goes on as 5、 behind a list 1. 2. 3.
    sequence = [mark for mark in found if (mark.head and not mark.worded) or mark.depth == 4.1]
    for position, mark in enumerate(sequence):
        while stack and stack[-1].last.depth > mark.depth:
            stack.pop()
        level = stack[-1] if stack and stack[-1].last.style == mark.style else None
        if level is None:
            listed = any(m.style == mark.style and m.value == mark.value + 1 for m in islice(sequence, position + 1, position + _AHEAD))
            yield from _opened(document, mark, ended.get(mark.style), stack, listed=listed)
            if stack and stack[-1].last.depth == mark.depth:
                stack.pop()
            stack.append(_Level(mark))
        else:
            following = next((m for m in islice(sequence, position + 1, position + _AHEAD) if m.depth <= mark.depth), None)
            if signed.get(_sign(document, mark)) != mark.value - 1:
                yield from _followed(document, level.last, mark, breaks)
            level.last = _corrected(level.last, mark, following)
        ended[mark.style] = stack[-1].last
        signed[_sign(document, mark)] = mark.value


def _sign(document: Document, mark: Mark) -> str:
    return _VALUE.sub("", document.paragraphs[mark.paragraph].text[mark.start : mark.end].strip())


def _opened(document: Document, mark: Mark, before: Mark | None, stack: Sequence[_Level], *, listed: bool) -> Iterator[Hit]:
    """A list that begins: with one, or going on after the chapter before; ``listed`` says that its next number follows."""
    if mark.value == 1 or (before is not None and mark.value == before.value + 1):
        return
    outer = next((level.last for level in reversed(stack) if not level.last.worded and mark.value == level.last.value + 1), None)
    if outer is not None and outer.value >= 2:
        yield _mixed(document, outer, mark)
    elif listed and mark.value <= 3 and mark.depth <= 4.1 and not any(level.last.style == mark.style for level in stack):
        yield _gap(document, None, mark)


def _followed(document: Document, last: Mark, mark: Mark, breaks: Sequence[int]) -> Iterator[Hit]:
    start = place(document.paragraphs, mark).start
    parted = _parted(place(document.paragraphs, last).start, start + 1, breaks)
    if mark.value == last.value + 1 or (mark.value == 1 and (last.value >= 2 or parted)):
        return
    if stands(document.paragraphs, last.paragraph + 1, mark.paragraph, mark, mark.value - 1):
        return
    if not parted or mark.value == last.value or mark.value == last.value + 2:
        yield _gap(document, last, mark)


def _corrected(last: Mark, mark: Mark, following: Mark | None) -> Mark:
    """The number to go on from: after a repeated one, whatever makes the next one right.

    In （二）（四）（四） the first （四） is the slip: once it reads （三） the list is whole, so the second is not told as well.
    """
    if following is not None and following.style == mark.style and following.value == mark.value == last.value + 2:
        return mark._replace(value=mark.value - 1)
    if mark.value == last.value and following is not None and following.style == mark.style and following.value == mark.value + 2:
        return mark._replace(value=mark.value + 1)
    return mark


def _worded(document: Document, found: Sequence[Mark], breaks: Sequence[int]) -> Iterator[Hit]:
    """一是…, 二是… each at the head of its paragraph; between two of them no chapter may begin."""
    last: Mark | None = None
    reached = 0  # the highest number of the run inside the last item's paragraph
    skipped = 0  # the number just told as skipped to: the same once more is what it should be
    for mark in found:
        if mark.head and not mark.worded and mark.depth <= _OUTER:
            last = None
        elif mark.worded and not mark.head and last is not None and mark.style == last.style and mark.paragraph == last.paragraph:
            reached = max(reached, mark.value)
        elif mark.worded and mark.head:
            broken = last is not None and mark.value in {last.value, last.value + 2} and mark.value not in {1, reached + 1, skipped}
            if last is not None and broken and mark.style == last.style and _neighbours(document, last, mark, breaks):
                yield _gap(document, last, mark)
            skipped = mark.value if broken and last is not None and mark.value > last.value else 0
            last, reached = mark, mark.value


def _neighbours(document: Document, last: Mark, mark: Mark, breaks: Sequence[int]) -> bool:
    if mark.paragraph - last.paragraph > _APART:
        return False
    start, end = place(document.paragraphs, last).start, place(document.paragraphs, mark).start
    return not _parted(start, end, breaks)


def _parted(start: int, end: int, breaks: Sequence[int]) -> bool:
    """Whether one of ``breaks``, in order, lies after ``start`` and before ``end``."""
    return bisect_right(breaks, start) < bisect_left(breaks, end)


# --------------------------------------------------------------------------- runs inside a paragraph


def _runs(document: Document, group: Sequence[Mark]) -> Iterator[Hit]:
    """一是…二是…, （1）…（2）… within one paragraph; each shape counts for itself."""
    for style in dict.fromkeys(mark.style for mark in group if mark.depth >= 5):
        run = [mark for mark in group if mark.style == style]
        last = run[0]
        for mark, following in zip_longest(run[1:], run[2:]):
            if mark.value != last.value + 1 and mark.value != 1 and not _is_nested(group, last, mark):
                yield _gap(document, last, mark)
            last = _corrected(last, mark, following)


def _is_nested(group: Sequence[Mark], last: Mark, mark: Mark) -> bool:
    """Whether a list of another shape lies between: after it an outer list goes on where it was."""
    if mark.value > last.value + 1:
        return False
    return (
        any(other.style == mark.style and other.value == mark.value - 1 and other.start < last.start for other in group)
        and last.value < mark.value
    )


# --------------------------------------------------------------------------- findings


def _gap(document: Document, last: Mark | None, mark: Mark) -> Hit:
    here = _written(mark, mark.value)
    if last is None:
        message = f"序号从“{here}”开始，前面没有“{_written(mark, 1)}”"
        expected = _written(mark, 1)
    elif mark.value == last.value:
        expected = _written(mark, mark.value + 1)
        message = f"序号重复：前面已有“{here}”，这里应为“{expected}”"
    else:
        expected = _written(mark, last.value + 1)
        message = f"序号不连续：“{_written(mark, last.value)}”之后应为“{expected}”，这里是“{here}”"
    return Hit(
        span=_shown(document, mark),
        message=message,
        evidence=(f"前一项：“{_words(document, last)}”；" if last else "") + f"这一项：“{_words(document, mark)}”。",
        related=(Related(_shown(document, last), "前一项"),) if last else (),
        suggestion=f"核对有无漏项，顺改为“{expected}”。",
    )


def _mixed(document: Document, outer: Mark, mark: Mark) -> Hit:
    return Hit(
        span=_shown(document, mark),
        message=f"序号样式不一：前面是“{_written(outer, outer.value)}”，这里是“{_written(mark, mark.value)}”",
        evidence=f"前一项：“{_words(document, outer)}”。",
        related=(Related(_shown(document, outer), "前一项"),),
        suggestion=f"同一层用同一种样式，如“{_written(outer, mark.value)}”。",
        severity=Severity.NOTICE,
    )


def _written(mark: Mark, value: int) -> str:
    """A number in the shape of ``mark``."""
    han = to_chinese(value)
    shapes = {
        "第一部分": f"第{han}部分",
        "一、": f"{han}、",
        "（一）": f"（{han}）",
        "1.": f"{value}.",
        "（1）": f"（{value}）",
        "一是": f"{han}是",
        "第一，": f"第{han}",
        "其一，": f"其{han}",
    }
    if mark.style in shapes:
        return shapes[mark.style]
    if mark.style == "①":
        return _CIRCLED[value - 1] if value <= len(_CIRCLED) else str(value)
    if mark.style == "首先，":
        return _TURNS[value - 1] if value <= len(_TURNS) else "最后"
    if mark.style == "壹、":
        return "".join("壹贰叁肆伍陆柒捌玖拾"["一二三四五六七八九十".index(c)] for c in han) + "、"
    return f"{mark.style.rpartition('.')[0]}.{value}" if mark.style[0].isdigit() else str(value)


def _shown(document: Document, mark: Mark) -> Span:
    """The number with the first words after it."""
    return document.paragraphs[mark.paragraph].at(mark.start, _end(document, mark))


def _words(document: Document, mark: Mark) -> str:
    return document.paragraphs[mark.paragraph].text[mark.start : _end(document, mark)]


def _end(document: Document, mark: Mark) -> int:
    text = document.paragraphs[mark.paragraph].text
    stop = _STOP.search(text, mark.end)
    return max(mark.end, min(stop.end() if stop else len(text), mark.end + _SHOWN))


_HEAD = "石岭镇党委书记2024年度述职报告\n"

RULE = Rule(
    name="heading-number-gap",
    family=Family.STRUCTURE,
    summary="序号要连续",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example(_HEAD + "一、加强学习\n自学记下笔记两本。\n三、履职情况\n建成冷库1座。\n", marks=("三、履职情况",), name="跳号"),
        Example(
            _HEAD + "一、加强学习\n自学记下笔记两本。\n一、履职情况\n建成冷库1座。\n二、廉洁自律\n没有收受礼品。\n",
            marks=("一、履职情况",),
            name="重号",
        ),
        Example(_HEAD + "一、履职情况\n建成冷库1座。一是选址；三是培训社员。\n", marks=("三是培训社员。",), name="少了二是"),
        Example(
            _HEAD + "一、加强学习\n（一）自学。记下笔记两本。\n（二）讲课。到村里讲课3次。\n"
            "二、履职情况\n（一）抓产业。建成冷库1座。\n（二）抓民生。修好水渠3公里。\n",
            name="每章重新编号",
        ),
        Example(
            _HEAD + "一、履职情况\n4.1 抓产业。建成冷库1座。4.2 抓民生。修好水渠3公里。4.3 抓平安。调解纠纷31起。\n", name="排在一段里"
        ),
        Example(_HEAD + "一、工作作风\n坚持说一是一、说二是二，不搞变通。首先，把路修通；其次，把水引来；再次，把灯装上。\n", name="习语"),
    ),
    check=check,
)
