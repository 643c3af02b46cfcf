"""Headings without a number that open a paragraph and are followed in it by their text: 加强理论武装。班子坚持…, ●抓学习。…"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from checker.model import Paragraph
from checker.outline.cues import CueIndex

_ENOUGH = 3  # paragraphs that open so: two may be chance, unless both bear a bullet
_BULLETED = 2
_APART = 2  # other paragraphs that may stand between two of a run
_TEXT = 20  # characters that follow the heading in its paragraph, at least
_BULLET = re.compile(r"[\s\u3000#*>]*(?:[●■◆▲★◎□▪◇※➤▶►•·○☆△▼√✓➢]|[—－-]{1,2})[\s\u3000]*")
# a title, not a sentence: short, one clause or two of the same length, without figures and without a subject
_LEAD = re.compile(
    r"[^，。；：！？,;:!?\d]{3,16}[。！!]|(?P<one>[^，。；：！？,;:!?\d]{4,10})[，,](?P<two>[^，。；：！？,;:!?\d]{4,10})[。！!]"
)
_BULLET_LEAD = re.compile(r"[^。：；！？;:!?\d]{3,24}[。：！:!]")
# 廉洁情况：手不伸向山林，心不离开百姓。: a label and a motto of two clauses
_LABELLED = re.compile(r"[\u4e00-\u9fff]{3,6}[：:][^，。：；！？,;:!?\d]{3,14}[，,][^，。：；！？,;:!?\d]{3,14}。")
_BRACKETED = re.compile(r"【[\u4e00-\u9fff]{1,12}】|[德能勤绩廉学干查改][：:]")  # 【德】我坚持…, 德：我坚持…
_SUBJECT = re.compile(
    r"我|本人|一年来|今年|同时|但|因此|此外|总之|例如|比如|各位|谢谢|特此|以上|可以说|[的地得]是|了。|^[他她它这那]|如下|以下"
)


class RunIn(NamedTuple):
    """A heading ``text[start:end]`` at the head of ``paragraph``, by its place among the report's; its words begin at ``words``."""

    paragraph: int
    start: int  # of the bullet, where it bears one
    words: int
    end: int
    form: str  # "one" clause, "two" (立足本职，推动发展。), "label" or "bracket"


def find_run_ins(paragraphs: Sequence[Paragraph], body: Sequence[int], numbered: frozenset[int], cues: CueIndex) -> list[RunIn]:
    """The headings of this shape among the paragraphs ``body``, none where fewer than three (two with bullets) stand close together.

    Between two of them stands no numbered heading and at most two other paragraphs: what opens so once is a short sentence.
    """
    runs: list[list[RunIn]] = [[]]
    between = 0
    for i in body:
        if i in numbered:
            runs.append([])
            between = 0
        elif (found := _lead(i, paragraphs[i])) and not cues.within(paragraphs[i].at(found.start, found.end), "closing-text"):
            if between > _APART:
                runs.append([])
            runs[-1].append(found)
            between = 0
        else:
            between += 1
    alike = [found for run in map(_of_one_form, runs) if _alike(run, paragraphs) for found in run]
    return [*alike, *_in_brackets(paragraphs, body)]


def _in_brackets(paragraphs: Sequence[Paragraph], body: Sequence[int]) -> list[RunIn]:
    """【德】我坚持…: words in brackets at the head of three paragraphs and more, however far apart."""
    matches = [(i, _BRACKETED.match(paragraphs[i].text)) for i in body if not paragraphs[i].in_table]
    found = [RunIn(i, 0, 0, m.end(), "bracket") for i, m in matches if m and paragraphs[i].text[m.end() :].strip()]
    return found if len(found) >= _ENOUGH else []


def _lead(index: int, paragraph: Paragraph) -> RunIn | None:
    if paragraph.in_table:
        return None
    bullet = _BULLET.match(paragraph.text)
    start = len(paragraph.text) - len(paragraph.text.lstrip())
    words = bullet.end() if bullet else start
    lead = (_BULLET_LEAD if bullet else _LEAD).match(paragraph.text, words)
    label = None if bullet or lead else _LABELLED.match(paragraph.text, words)
    if label and len(paragraph.text) - label.end() >= _TEXT:
        return RunIn(index, start, words, label.end(), "label")
    if lead is None or len(paragraph.text) - lead.end() < _TEXT or _SUBJECT.search(lead[0]):
        return None
    if bullet:
        return RunIn(index, start, words, lead.end(), "one")
    if lead["one"] and len(lead["one"]) != len(lead["two"]):
        return None
    return RunIn(index, start, words, lead.end(), "two" if lead["one"] else "one")


def _of_one_form(run: Sequence[RunIn]) -> list[RunIn]:
    """The openings of the commonest form: between titles of one clause a verse (雄关漫道真如铁，…) is none."""
    form, _ = Counter(found.form for found in run).most_common(1)[0] if run else ("", 0)
    return [found for found in run if found.form == form]


def _alike(run: Sequence[RunIn], paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the openings are enough and cut to one measure, as headings are: three quarters within two characters of the middle one."""
    if all(_BULLET.match(paragraphs[found.paragraph].text) for found in run):
        return len(run) >= _BULLETED
    if all(found.form == "label" for found in run):
        return len(run) > _ENOUGH
    lengths = sorted(found.end - found.words for found in run)
    middle = lengths[len(lengths) // 2]
    return len(run) >= _ENOUGH and sum(abs(length - middle) <= 2 for length in lengths) * 4 >= len(lengths) * 3
