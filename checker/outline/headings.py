"""Which paragraphs open a section: numbered ones, run-in ones, and headings that bear no number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from checker.model import Paragraph
from checker.outline.cues import CueIndex
from checker.outline.front import WEEKDAY, Front
from checker.outline.marks import Mark, read_mark
from checker.outline.run_in import find_run_ins

_LONGEST_HEADING = 60
_RUN_IN = 45  # a run-in heading ends in a full stop within so many characters
_INNER = 4.05  # 1. below 1、
_RUN_IN_RANK = 6.2  # below every number that heads a paragraph, above 一是
_NEAR = 8  # paragraphs between two items of one list, at most
_LATE = 0.35  # of a report: before it a list of sentences may be its chapters
_AHEAD = 200  # headings that are looked through for the next of a shape
_COLON = 22
_AFTER_COLON = 16  # characters behind a colon that may still be the heading's
_UNNUMBERED = 32
_CHAPTER = 2  # the rank of 一、, the innermost shape that numbers chapters as a rule
_FEW = 2  # headings that are sure, from which on lines between short paragraphs may be headings too
_SIBLINGS = 3  # lines that open with a dash, from which on they are headings
_USUAL = 36  # characters of an ordinary paragraph of running text, at least
_MARKUP = "#*_ \u3000\t●■◆▲★◎□▪◇※➤▶►○☆△▼"  # of Markdown, bullets, blanks
_BULLETS = "●■◆▲★◎□▪◇※➤▶►○☆△▼"
_BLANK_OR_HASH = "#* \u3000\t"  # a bullet stays with its heading
_DASHED = re.compile(r"[—－-]{1,2}[^—－\-。；;！？!?，,：:\d]{3,22}$")
# 一、政治思想上，积极要求进步…: the first words are the heading
_ASPECT = re.compile(r"[^，。；：:、\d]{2,10}(?:上|方面|情况|中)[，,：:]")
_SECOND = {
    style: re.compile(rf"[；;]\s?{second}")
    for style, second in (("一、", "二、"), ("（一）", "（二）"), ("1.", "2[.、．]"), ("（1）", "（2）"), ("①", "②"))
}
_ONE_WORD = re.compile(r"【[德能勤绩廉学思践悟干短查改]】")  # 德能勤绩廉, 学干廉查改
_LABEL = re.compile(r"[德能勤绩廉学干查改]")  # the same alone on a line: beside its cell in a form, or over its text
_GAP = re.compile(r"[ \u3000]{1,4}(?=[\u4e00-\u9fff])")
_CLAUSE_END = re.compile(r"[，,；;]")
_ENDS = "。；;！!？?，,、…"
_STOP = re.compile(r"[。！？!?]")
_NOTHING = "无"  # what a form says under 其他需要说明的情况
_ROLE_LABELS = ("study", "duty", "integrity", "feedback", "problems", "causes", "measures", "plan", "problems-weak", "opening", "closing")
_CHAPTERS = ("study", "study-weak", "duty", "integrity", "problems", "measures", "plan")
# 我主要存在三个方面的问题： leads in a list, it heads nothing
_LEAD_IN = re.compile(r"如下|以下|各位|同志|我|本人|自己|班子|主要[有是]|[一二三四五六七八九十两几\d]个|方面的")
_ANNEX = re.compile(r"\s*附(?:件|表|录)(?:[：:]|\s*[\d一二三四五六七八九十]{0,2}\s*$)")
_DATE = re.compile(rf"(?:20\d\d|二[〇○零])[^，。]{{0,12}}[日月年度）)]{WEEKDAY}$|\d{{4}}-\d{{1,2}}-\d{{1,2}}|会议上$")


@dataclass(frozen=True, slots=True)
class Heading:
    """An opening of a section: paragraph ``index``, heading ``text[start:end]`` of it, its number if it bears one."""

    index: int
    start: int
    end: int
    title: str
    mark: Mark | None
    rank: float  # depth by shape; levels come from the order of ranks
    run_in: bool  # running text follows in the same paragraph

    @property
    def ordinal(self) -> int | None:
        """The number it bears."""
        return self.mark.ordinal if self.mark else None

    @property
    def style(self) -> str:
        """The shape of its number."""
        return self.mark.style if self.mark else ""


def find_headings(paragraphs: Sequence[Paragraph], front: Front, cues: CueIndex) -> list[Heading]:
    """All headings of the body, in reading order."""
    end = _annex(paragraphs, front.first)
    numbered = {i: h for i in range(front.first, end) if i not in front.noise and (h := _numbered(i, paragraphs[i])) is not None}
    numbered = _by_separator(numbered, paragraphs)
    kept = {i: h for i, h in numbered.items() if _is_listed(h, numbered)}
    plain = _unnumbered(paragraphs[:end], front, cues, set(numbered))
    if kept and not plain and _is_late_list(kept, paragraphs, front.first):
        kept = {}
    ranked = _ranked(plain, paragraphs, kept, cues)
    found = {**kept, **ranked}
    body = [i for i in range(front.first, end) if i not in front.noise]
    return sorted([*found.values(), *_run_in(paragraphs, body, found, cues)], key=lambda heading: heading.index)


def _run_in(paragraphs: Sequence[Paragraph], body: Sequence[int], found: Mapping[int, Heading], cues: CueIndex) -> list[Heading]:
    """Headings without a number that open their paragraph; they stand below all others, those in brackets (【德】) beside chapters."""
    headings = []
    for lead in find_run_ins(paragraphs, body, frozenset(found), cues):
        title = paragraphs[lead.paragraph].text[lead.words : lead.end].strip("。！!【】：:")
        chapters = any(heading.rank <= _CHAPTER for heading in found.values() if heading.style)
        rank = _RUN_IN_RANK if lead.form != "bracket" else _CHAPTER + 0.5 if chapters else _CHAPTER - 0.1
        headings.append(Heading(lead.paragraph, lead.start, lead.end, title, None, rank, run_in=True))
    return headings


def _by_separator(numbered: Mapping[int, Heading], paragraphs: Sequence[Paragraph]) -> dict[int, Heading]:
    """The numbered headings, 1. told apart from 1、 where 1. 2. 3. begin under 4、 and 5、 goes on behind them, or the other way round."""
    headings = list(numbered.values())
    inner = {
        _separator(below, paragraphs)
        for position, (above, below) in enumerate(pairwise(headings), 2)
        if above.style == below.style == "1."
        and below.ordinal == 1
        and above.ordinal
        and _separator(above, paragraphs) != _separator(below, paragraphs)
        if any(h.ordinal == above.ordinal + 1 and _separator(h, paragraphs) == _separator(above, paragraphs) for h in headings[position:])
    }
    if len(inner) != 1:
        return dict(numbered)
    return {
        i: replace(h, mark=replace(h.mark, style="1.·", rank=_INNER), rank=_INNER) if h.mark and _separator(h, paragraphs) in inner else h
        for i, h in numbered.items()
    }


def _separator(heading: Heading, paragraphs: Sequence[Paragraph]) -> str:
    """、 or . for a number in digits, nothing for any other heading."""
    if heading.mark is None or heading.style not in {"1.", "1.·"}:
        return ""
    return "、" if "、" in paragraphs[heading.index].text[heading.start : heading.mark.end] else "."


def _is_late_list(numbered: Mapping[int, Heading], paragraphs: Sequence[Paragraph], first: int) -> bool:
    """Whether all that bears numbers are sentences late in a report without chapters: the items of a list."""
    sentences = all(paragraphs[i].text.rstrip().endswith(("。", "；", ";")) and not heading.run_in for i, heading in numbered.items())
    before = sum(len(p.text) for p in paragraphs[first : min(numbered)])
    return sentences and before > _LATE * sum(len(p.text) for p in paragraphs[first:])


def _annex(paragraphs: Sequence[Paragraph], first: int) -> int:
    """The paragraph with which annexes begin, past the report's first quarter; the number of paragraphs where there are none."""
    later = range(max(first, len(paragraphs) // 4), len(paragraphs))
    return next((i for i in later if _ANNEX.match(paragraphs[i].text)), len(paragraphs))


def _numbered(index: int, paragraph: Paragraph) -> Heading | None:
    if paragraph.in_table:
        return None
    mark = read_mark(paragraph.text)
    if mark is None:
        return None
    text = paragraph.text
    if mark.ordinal == 1 and (second := _SECOND.get(mark.style)) and second.search(text, mark.end):
        return None  # 一、…；二、…。 is a list in one paragraph
    end, whole = _heading_end(text, mark)
    if end is None:
        return None
    title = text[mark.end : end].strip().rstrip("。：:；;，,")
    return Heading(index, mark.start, end, title, mark, mark.rank, run_in=not whole) if title else None


def _heading_end(text: str, mark: Mark) -> tuple[int | None, bool]:
    """Where the heading of a numbered paragraph ends, and whether that is the paragraph's end."""
    limit = len(text.rstrip())
    aspect = _ASPECT.match(text, mark.end)
    if aspect and limit - mark.end > _COLON:
        return aspect.end(), False
    stop = _STOP.search(text, mark.end)
    first = stop.start() if stop else limit
    colon = next((i for i in range(mark.end, min(limit, mark.end + _COLON)) if text[i] in "：:"), None)
    title = (
        not stop and "“" not in text[colon or 0 : limit] and limit - mark.end <= _UNNUMBERED and limit - (colon or 0) <= _AFTER_COLON
    )  # 四、对照镜子：说说问题在哪、怎么改
    if colon is not None and colon < first and colon + 1 < limit and not title:
        return colon + 1, False
    if first >= limit - 1 and limit - mark.end <= _LONGEST_HEADING:
        return limit, True
    if stop and stop.end() - mark.end <= _RUN_IN:
        return stop.end(), stop.end() >= limit
    gap = _GAP.search(text, mark.end, min(limit, mark.end + 35))
    if gap and gap.start() - mark.end >= 4:
        return gap.start(), False
    if mark.rank <= 3.2:
        clause = _CLAUSE_END.search(text, mark.end, min(limit, mark.end + _RUN_IN))
        return (clause.start() if clause else min(limit, mark.end + 20)), False
    return None, False


def _is_listed(heading: Heading, numbered: dict[int, Heading]) -> bool:
    """Whether a numbered paragraph opens a section: 一是 does so only where 二是 opens a paragraph as well."""
    mark = heading.mark
    if mark is None or not mark.worded:
        return True
    near = (numbered.get(i) for i in range(heading.index - _NEAR, heading.index + _NEAR + 1) if i != heading.index)
    return any(o is not None and o.style == mark.style and _adjacent(mark.ordinal, o.ordinal) for o in near)


def _adjacent(one: int | None, other: int | None) -> bool:
    return one is None or other is None or abs(one - other) == 1


def _unnumbered(paragraphs: Sequence[Paragraph], front: Front, cues: CueIndex, numbered: set[int]) -> list[int]:
    """The short lines that head what follows them."""
    body = [i for i in range(front.first, len(paragraphs)) if i not in front.noise]
    long = [len(paragraphs[i].text) for i in body if len(paragraphs[i].text) > _UNNUMBERED]
    all_bold = sum(paragraphs[i].bold for i in body) > len(body) * 0.6
    usual = median(long) if long else 0
    sure: list[int] = []
    likely: list[int] = []
    listed = _short_runs([i for i in body if i not in numbered], paragraphs, cues)
    dashed = {i for i in body if _DASHED.match(paragraphs[i].text.strip())}
    bulleted = _bulleted(body, paragraphs)
    for position, i in enumerate(body):
        styled = paragraphs[i].outline_level is not None
        following = body[position + 1] if position + 1 < len(body) else None
        if following is not None and _is_label(paragraphs[i], paragraphs[following]):
            sure.append(i)
            continue
        if i in numbered or (i in listed and not styled) or paragraphs[i].in_table or not _looks_like_heading(paragraphs[i].text):
            continue
        if i in bulleted or _ONE_WORD.fullmatch(paragraphs[i].text.strip()):
            sure.append(i)
            continue
        if following is None or (
            not styled  # what its author made a heading heads also a short line: 存在以下不足：
            and not _is_text(paragraphs[following].text)
            and following not in numbered
            and not _looks_like_heading(paragraphs[following].text)
        ):
            continue
        named = paragraphs[i].text.strip().startswith("关于") or bool(cues.within(paragraphs[i].span, *_ROLE_LABELS))
        if named or (len(dashed) >= _SIBLINGS and i in dashed) or styled or (paragraphs[i].bold and not all_bold):
            sure.append(i)
        elif not paragraphs[i].text.rstrip().endswith(("：", ":")):
            likely.append(i)
    likely = likely if usual >= _USUAL or len(sure) >= _FEW else []
    return sorted(sure + likely) if sure or len(likely) >= 2 else []


def _is_label(paragraph: Paragraph, following: Paragraph) -> bool:
    """Whether a line is one of 德, 能, 勤, 绩, 廉 over running text or over what is counted below it."""
    text = _LABEL.fullmatch(paragraph.text.strip(_MARKUP + "：:"))
    return text is not None and not paragraph.in_table and (_is_text(following.text) or read_mark(following.text) is not None)


def _bulleted(body: Sequence[int], paragraphs: Sequence[Paragraph]) -> set[int]:
    """Short lines that open with one and the same bullet, where most of them stand over running text: ▲牵线搭桥促帮扶."""
    found: set[int] = set()
    for bullet in _BULLETS:
        lines = [i for i in body if paragraphs[i].text.strip().startswith(bullet) and _looks_like_heading(paragraphs[i].text)]
        over = [i for i in lines if i + 1 < len(paragraphs) and i + 1 not in lines and _is_text(paragraphs[i + 1].text)]
        if len(lines) >= _SIBLINGS and 2 * len(over) > len(lines):
            found.update(lines)
    return found


def _is_text(text: str) -> bool:
    """Whether a paragraph is running text, not another short line."""
    return len(text) >= 25 or text.rstrip().endswith(("。", "；", "：", ":")) or text.strip() == _NOTHING


def _short_runs(body: Sequence[int], paragraphs: Sequence[Paragraph], cues: CueIndex) -> set[int]:
    """Three short lines and more in a row head nothing: a table set in lines, or the buttons of a web page.

    The last one does where it names a part of the report and running text follows: 学习情况 behind the first cells of a form.
    """
    runs: set[int] = set()
    run: list[int] = []
    for i in (*body, -1):
        if (
            i >= 0
            and len(paragraphs[i].text.strip()) <= _UNNUMBERED
            and paragraphs[i].text.strip()[-1:] not in "。；：:"
            and paragraphs[i].text.strip() != _NOTHING
            and (not run or i == run[-1] + 1)
        ):
            run.append(i)
            continue
        if len(run) > 2:
            over_text = i == run[-1] + 1 and _is_text(paragraphs[i].text)
            runs.update(run[:-1] if over_text and cues.within(paragraphs[run[-1]].span, *_CHAPTERS) else run)
        run = []
    return runs


def _looks_like_heading(text: str) -> bool:
    text = text.strip(_MARKUP)
    if _ONE_WORD.fullmatch(text):
        return True
    if not 2 <= len(text) <= _UNNUMBERED or text[-1] in _ENDS or _DATE.search(text) or "。" in text:
        return False
    if text.endswith(("：", ":")) and (len(text) > 16 or "，" in text or _LEAD_IN.search(text)):
        return False
    if text.startswith(("—", "-", "－")) and _DASHED.match(text) is None:
        return False
    return (
        not text.startswith(("•", "述职人", "报告人", "汇报人", "（此", "附件", "附："))
        and re.search(r"[\u4e00-\u9fff]{2}", text) is not None
    )


def _ranked(indices: list[int], paragraphs: Sequence[Paragraph], numbered: dict[int, Heading], cues: CueIndex) -> dict[int, Heading]:
    """Headings without a number, each at a depth among the numbered ones."""
    outer = _chapters(indices, numbered)
    above = any(_heads_chapters(i, indices, outer) for i in indices)
    by_style = {paragraphs[h.index].outline_level: h.rank for h in numbered.values() if paragraphs[h.index].outline_level}
    inner = set() if outer else _of_inner_shape(indices, paragraphs)
    found: dict[int, Heading] = {}
    for i in indices:
        text, level = paragraphs[i].text, paragraphs[i].outline_level
        if level is not None:
            rank = by_style.get(level, 0.9 + level)
        elif not outer:
            rank = 1.95 if i in inner else 1.9
        elif above:
            rank = outer[0].rank - 0.9
        else:
            named = cues.within(paragraphs[i].span, "problems", "causes", "measures", "plan", "feedback")
            rank = outer[0].rank + (0 if named else 0.5)
        bare = text.strip(_MARKUP)
        start = len(text) - len(text.lstrip(_BLANK_OR_HASH))
        end = text.index(bare) + len(bare)
        title = bare.strip("【】〔〕[]<>《》：:—－")
        found[i] = Heading(i, start, end, title or bare, None, rank, run_in=False)
    return found


def _chapters(indices: Sequence[int], numbered: Mapping[int, Heading]) -> list[Heading]:
    """The numbered headings that count chapters: those of a usual shape, else three of the outermost, before any without a number."""
    usual = [h for h in numbered.values() if h.rank <= _CHAPTER]
    if usual or not numbered:
        return usual
    rank = min(h.rank for h in numbered.values())
    outermost = [h for h in numbered.values() if h.rank == rank]
    first = indices[0] if indices else outermost[0].index + 1
    return outermost if len(outermost) >= _SIBLINGS and outermost[0].index < first else []


def _of_inner_shape(indices: Sequence[int], paragraphs: Sequence[Paragraph]) -> set[int]:
    """Headings of another shape (●, 【】, bare) than the first one, where three and more have its shape: they stand below those."""
    shapes = {i: next((sign for sign in (*_BULLETS, "【", "——") if paragraphs[i].text.strip().startswith(sign)), "") for i in indices}
    chapters = [i for i in indices if shapes[i] == shapes[indices[0]]] if indices else []
    return {i for i in indices if i not in chapters} if len(chapters) >= _SIBLINGS else set()


def _heads_chapters(index: int, indices: Sequence[int], outer: Sequence[Heading]) -> bool:
    """Whether chapters begin to count anew after the heading without a number in paragraph ``index``."""
    at = bisect_right(outer, index, key=lambda heading: heading.index)
    if at == len(outer) or outer[at].ordinal != 1:
        return False
    following = bisect_right(indices, index)
    return following == len(indices) or indices[following] > outer[at].index


def levels(headings: Sequence[Heading]) -> list[int]:
    """The depth of each heading, 1 the outermost: shapes nest by rank, and by which of them the others go on after."""
    stack: list[Heading] = []
    depths: list[int] = []
    under: dict[str, str] = {}  # shapes that stand under another against the custom: 1. under 第一，
    for position, heading in enumerate(headings):
        if heading.style and any(open_.style == heading.style for open_ in stack):
            while stack[-1].style != heading.style:
                stack.pop()
        while stack and stack[-1].rank > heading.rank and under.get(heading.style) != stack[-1].style:
            if _nested(stack[-1], heading, headings[position + 1 : position + _AHEAD]) or (
                len(stack) == 1 and _first_of_its_shape(headings, position)
            ):
                under[heading.style] = stack[-1].style
                break
            stack.pop()
        if stack and stack[-1].rank == heading.rank:
            stack[-1] = heading
        else:
            stack.append(heading)
        depths.append(len(stack))
    return depths


def _first_of_its_shape(headings: Sequence[Heading], position: int) -> bool:
    """Whether （一） begins a list under the last of the chapters 1., 2., 3. …, none of which had any （一） below it."""
    heading, before = headings[position], headings[:position]
    chapters = [other for other in before if other.style == before[0].style]
    if heading.ordinal != 1 or any(other.style == heading.style for other in before) or chapters[-1].run_in:
        return False
    return len(chapters) > 2 and [other.ordinal for other in chapters] == list(range(1, len(chapters) + 1))


def _nested(outer: Heading, heading: Heading, later: Sequence[Heading]) -> bool:
    """Whether ``heading`` (（一）) stands under ``outer`` (1.) against the custom.

    It does where 2. comes later, with no 1. before it, or where nothing stands between the two headings.
    """
    if heading.ordinal != 1 or outer.ordinal is None:
        return False
    if heading.index == outer.index + 1 and not outer.run_in and outer.ordinal > 1:
        return True
    for other in later:
        if other.style == outer.style:
            return other.ordinal == outer.ordinal + 1
    return False
