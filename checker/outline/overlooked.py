"""What no heading and no usual words announced, found by its content before an absence is declared.

That a report has no self-criticism, or no measures, is the gravest thing that is said of it. So where reading by headings and
cues has found none, a chapter whose items confess is taken for the problems, else the paragraph that confesses most, and what
follows it for the measures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.model import Cue, Paragraph
from checker.numerals import half_width
from checker.outline.cues import CueIndex
from checker.outline.marks import read_mark
from checker.outline.roles import confessed, tells_of_work_done, to_come
from checker.outline.sentences import sentences

_REFLECTS = re.compile(
    r"扪心自问|反躬自[省问]|反思|反省|检视自[己身]|对照(?:先进|标准|要求|检查)|(?:与|跟|同|和)先进[^，。]{0,8}比|如果说[^。]{0,14}(?:遗憾|不足)|遗憾|隐忧|弯路|教训"
    r"|提升空间|差距|不尽如人意|美中不足|静下[心来]|夜深人静|平心而论|坦[率诚]地?[说讲]|说心里话|实事求是地?[说讲]|(?:也|还|更|必须|应当|应该)(?:要)?(?:清醒)?看到"
    r"|惭愧|愧疚|内疚|亏欠|自责|不安|检讨|再下(?:些|点|番|把)?(?:苦)?功夫|再加(?:一)?把劲"
)
_OWNS = re.compile(
    r"(?:责任|根子|毛病|原因|过错)[^，。；]{0,6}在(?:于)?(?:我|自己|自身|本人|班子)|(?:怪|怨)(?:我|自己)"
    r"|由我(?:负责|承担)|我(?:要|应)?负[^，。；]{0,6}责任"
)
# 但是，自学缺乏系统性: at the end of what went well, a sentence on what did not
_ASIDE = re.compile(
    r"(?:但是?|不过|然而|当然|同时)?[，,]?(?P<strong>(?:需要|值得|必须)(?:检讨|反思|自省|说明|正视)的是|(?:美中)?不足(?:之处)?的?是|(?:感到)?(?:遗憾|惭愧|愧疚)的是|"
    r"差距(?:也)?(?:在于|是)|回头看|反过来看|扪心自问)[，,：:]?|(?:但是?|不过|然而)[，,]"
)
_ASIDES = 2  # such sentences that make a report's self-criticism; one is enough where its opener says so
_HOW = re.compile(r"[^。；]{0,8}(?:改的办法|改法|办法|对策|怎么改|如何改|怎么办|打算)")
_OPENING = 60  # characters in which a paragraph says that it looks back on itself
_REFLECTION = 2  # clauses that such words are worth
_ENOUGH, _NEAR = 3, 2  # clauses of shortcoming that make a paragraph the problems: anywhere, or right before the measures
_DENSE, _SPARSE = 1.5, 1.0  # of them in a hundred characters

_ITEMS = 2  # of a list: fewer are no list


def confesses(chapter: Sequence[Paragraph], cues: CueIndex, *, answered: bool) -> bool:
    """Whether what stands under a heading is a list of shortcomings: items that hold words of shortcoming, and one thing more.

    That is a first sentence that looks back on oneself or takes the blame, or (``answered``) a list of promises right behind.
    """
    listed, opening = _list_of(chapter)
    faulty = sum(1 for item in listed if _faults(item, cues))
    owns = any(_REFLECTS.search(p.text) or _OWNS.search(p.text) for p in opening)
    if faulty < _ITEMS or not (owns or answered):
        return False
    return faulty * 2 >= len(listed) if owns else faulty * 3 >= len(listed) * 2


def promises(chapter: Sequence[Paragraph], cues: CueIndex) -> bool:
    """Whether what stands under a heading is a list of things to be done."""
    listed, _ = _list_of(chapter)
    ahead = [item for item in listed if to_come(item.text) or (cues.within(item.span, "promise") and not tells_of_work_done(item.text))]
    return len(ahead) >= _ITEMS and len(ahead) * 3 >= len(listed) * 2


def _list_of(chapter: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The marked paragraphs, all where none is marked; and what stands before the first of them, or the first paragraph."""
    marked = [p for p in chapter if read_mark(p.text) is not None]
    if not marked:
        return list(chapter), list(chapter[:1])
    return marked, [p for p in chapter if p.span.start < marked[0].span.start]


def overlooked_problems(paragraphs: Sequence[Paragraph], candidates: Sequence[int], cues: CueIndex, measures: int | None) -> int | None:
    """The paragraph that holds the problems though nothing announces them, None where none does.

    ``candidates`` are the paragraphs of running text that no criticism has claimed; ``measures`` is the first paragraph of
    measures or plans, where there are any: self-criticism stands before it.
    """
    scored = [(_clauses(paragraphs[i], cues), i) for i in candidates if measures is None or i < measures]
    accepted = [(count, i) for count, i in scored if _is_enough(count, paragraphs[i].text, near=i + 1 == measures)]
    return max(accepted)[1] if accepted else None


def overlooked_measures(paragraphs: Sequence[Paragraph], candidates: Sequence[int], problems: int) -> int | None:
    """The paragraph behind the problems (paragraph ``problems``) that tells what will be done, None where none does."""
    after = [i for i in candidates if i > problems]
    return next((i for i in after if _HOW.match(paragraphs[i].text) or to_come(paragraphs[i].text)), None)


def asides(paragraphs: Sequence[Paragraph], running: Sequence[int], cues: CueIndex) -> list[tuple[int, int]]:
    """Where the last sentences of paragraphs own to shortcomings: the paragraph, and the character behind what leads to them.

    None where only one does so, unless it says itself that it does (需要检讨的是).
    """
    found: list[tuple[int, int, bool]] = []
    for i in running:
        paragraph = paragraphs[i]
        last = list(sentences(paragraphs, i))[-1:]
        lead = _ASIDE.match(last[0].text) if last else None
        if lead is None:
            continue
        at = len(paragraph.text.rstrip()) - len(last[0].text.rstrip()) + lead.end()
        told = paragraph.text[at:]
        if confessed(told, last[0].span.start + lead.end(), cues.within(last[0].span, "deficiency")) and not tells_of_work_done(told):
            found.append((i, at, lead["strong"] is not None))
    enough = len(found) >= _ASIDES or any(strong for _, _, strong in found)
    return [(i, at) for i, at, _ in found] if enough else []


def _clauses(paragraph: Paragraph, cues: CueIndex) -> int:
    """The clauses of a paragraph that own to a shortcoming, words of looking back counted in."""
    if tells_of_work_done(paragraph.text):
        return 0
    faults = _faults(paragraph, cues)
    clauses = {_clause(paragraph.text, cue.span.start - paragraph.span.start) for cue in faults}
    return len(clauses) + (_REFLECTION if _REFLECTS.search(paragraph.text[:_OPENING]) else 0)


def _faults(paragraph: Paragraph, cues: CueIndex) -> list[Cue]:
    return confessed(paragraph.text, paragraph.span.start, cues.within(paragraph.span, "deficiency"))


def _clause(text: str, position: int) -> int:
    return sum(text.count(stop, 0, position) for stop in "，。；")


def _is_enough(count: int, text: str, *, near: bool) -> bool:
    density = count * 100 / max(1, len(half_width(text)))
    return (count >= _ENOUGH and density >= _DENSE) or (near and count >= _NEAR and density >= _SPARSE)
