"""The head of a report: lines of document sites, title over one or more lines, author, date, salutation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from checker.cells import is_label, place_of
from checker.model import Paragraph, Span
from checker.numerals import half_width
from checker.outline.cues import CueIndex
from checker.outline.marks import read_mark

MARKUP = "#* \u3000"  # around a title
_LONGEST_TITLE = 60
_LONGEST_LINE = 40
_TITLE_LINES = 2  # lines of motto or unit before the one that names the report
_SEARCHED = 40  # paragraphs in which a title is looked for
_SENTENCE_END = tuple("。；;！!？?，,、")
_SALUTATION = re.compile(r"(?:尊敬|各位|同志|领导|代表|委员|老师|同事|主任|书记|组织部|考核组|考评组|评委|股东|职工|村民|党员)")
_TAG = re.compile(r"##\w{2,20}")
WEEKDAY = r"(?:[\s，,]{0,3}[（(]?(?:星期|周)[一二三四五六日天][）)]?)?"  # behind a date
_DATE = re.compile(
    r"[（(]?(?:20\d\d|二[〇○零O0][一二三四五六七八九〇○零]{2})年"
    r"(?:度|[\d一二三四五六七八九十]{1,2}月(?:[\d一二三四五六七八九十]{1,3}日)?)?[）)]?" + WEEKDAY
)
_POST = re.compile(
    r"书记|主任|经理|主席|委员|党委|党工委|党组|支部|教师|干部|班子|[局镇乡校院园部所站队科处场厂行会县市区事]长|长(?:[\s\u3000]|$)"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_AUTHOR_LABELS = ("述职人", "报告人", "汇报人", "姓名", "单位", "职务")
# labels of the rows at the head of a form, and those of them whose cell says who reports
_FORM_HEAD = re.compile(r"姓名|(?:所在|工作)?单位.{0,5}|(?:现任?)?职务.{0,4}|述职人.{0,2}|部门.{0,3}")
_ASKS_WHO = re.compile(r"姓名|(?:所在|工作)?(?:单位|部门)(?:[及和、]?职务)?|(?:现任?|任现?)?职务|述职人(?:姓名)?|(?:述职|考核|报告)?年度")
_ROLES = ("study", "duty", "integrity", "feedback", "problems", "causes", "measures", "plan")
_WEAK_ROLES = ("study-weak", "integrity-weak", "problems-weak", "measures-weak")
_FULL_NAME = 4  # characters that only a name with a surname of two has
_TEXT = 25  # characters of running text, at least
_REFERENCE = re.compile(r"如下|现将|请予")


class Front(NamedTuple):
    """The head of a report by paragraphs: ``first`` is the first one of the body."""

    title: tuple[int, ...]  # paragraphs the title runs over
    block: tuple[int, ...]  # paragraphs of title, author, date and salutation
    first: int
    noise: frozenset[int]  # lines of document sites, anywhere in the report


def read_front(paragraphs: Sequence[Paragraph], cues: CueIndex, surnames: frozenset[str] = frozenset()) -> Front:
    """Where the title stands and where the body begins."""
    noise = frozenset(i for i, p in enumerate(paragraphs) if is_noise(p, cues))
    main = _main_line(paragraphs, noise)
    if main is None:
        first = next((i for i in range(len(paragraphs)) if i not in noise and not _is_salutation(paragraphs[i].text)), len(paragraphs))
        return Front((), tuple(i for i in range(first) if i not in noise), first, noise)
    begin = main
    while begin > max(0, main - _TITLE_LINES) and begin - 1 not in noise and _continues_title(paragraphs[begin - 1].text):
        begin -= 1
    title_end, end = main + 1, main + 1
    while end < len(paragraphs) and (end in noise or _belongs_to_head(paragraphs, end, cues, surnames)):
        if end == title_end and _is_title_part(paragraphs[end].text, cues, paragraphs[end].span):
            title_end += 1
        end += 1
    end = _behind_form_head(paragraphs, end, cues)
    while end > title_end and end - 1 in noise:
        end -= 1
    title = tuple(i for i in range(begin, title_end) if i not in noise)
    return Front(title, tuple(i for i in range(begin, end) if i not in noise and _says_who(paragraphs, i)), end, noise)


def is_noise(paragraph: Paragraph, cues: CueIndex) -> bool:
    """Whether the paragraph is a line that a document site or a seller of templates left."""
    found = cues.within(paragraph.span, "noise") or _TAG.search(paragraph.text)
    return (
        bool(found)
        and len(paragraph.text) <= 80
        and not paragraph.text.rstrip().endswith("。")
        and not cues.within(paragraph.span, "title")
    )


def _main_line(paragraphs: Sequence[Paragraph], noise: frozenset[int]) -> int | None:
    """The line that names the report's kind, before anything that only a body holds."""
    for index, paragraph in enumerate(paragraphs[:_SEARCHED]):
        text = paragraph.text.strip()
        if index in noise:
            continue
        if len(text) > _LONGEST_TITLE + 20 or (text.endswith("。") and len(text) > 30):
            break
        if read_mark(text) is not None:
            break
        if names_report(text) and not _REFERENCE.search(text) and not text.endswith((*_SENTENCE_END, "：", ":")):
            return index
    return None


def names_report(text: str) -> bool:
    """Whether a short line speaks of a report: 述职, 述廉, 总结."""
    plain = re.sub(r"[\s\u3000]", "", half_width(text))
    return len(plain) <= _LONGEST_TITLE + 20 and re.search(r"述[职廉责德学法]|报告|总结|汇报", plain) is not None


def _continues_title(text: str) -> bool:
    """Whether a line before the main one belongs to the title: a motto, or the unit's name."""
    text = text.strip()
    return 4 <= len(text) <= _LONGEST_LINE and not text.endswith((*_SENTENCE_END, "：", ":")) and read_mark(text) is None


def _is_title_part(text: str, cues: CueIndex, span: Span) -> bool:
    """Whether a line after the main one goes on with the title: （2024年度）, ——某镇党委书记述职报告."""
    text = text.strip()
    return text.startswith(("—", "-", "（", "(")) or bool(names_report(text) and len(text) <= _LONGEST_LINE and cues.within(span, "title"))


def _belongs_to_head(paragraphs: Sequence[Paragraph], index: int, cues: CueIndex, surnames: frozenset[str]) -> bool:
    paragraph = paragraphs[index]
    text = paragraph.text.strip()
    if _is_salutation(text):
        return True
    if len(text) > _LONGEST_LINE or text.endswith((*_SENTENCE_END, "：", ":")) or read_mark(text) is not None:
        return False
    if is_label(paragraphs, index) and not paragraph.in_table and not _FORM_HEAD.fullmatch(_closed(text)):
        return False
    if _is_title_part(text, cues, paragraph.span) or text.startswith(_AUTHOR_LABELS):
        return True
    following = paragraphs[index + 1].text.strip() if index + 1 < len(paragraphs) else ""
    return not _heads_text(paragraph, following, cues, surnames) and _is_author(text)


def _heads_text(paragraph: Paragraph, following: str, cues: CueIndex, surnames: frozenset[str]) -> bool:
    """Whether a line opens the body: a label that names a part of the report (学习情况), or one over running text that is nobody's name."""
    plain = re.sub(r"[\s\u3000]", "", paragraph.text)
    over_text = len(following) >= _TEXT and not _REFERENCE.search(following) and not _is_salutation(following)
    named = _NAME.fullmatch(plain) is not None and (plain[:2] in surnames or (plain[0] in surnames and len(plain) < _FULL_NAME))
    told = cues.within(paragraph.span, *_ROLES)
    if names_report(paragraph.text) or (named and not any(cue.phrase.startswith(plain[0]) for cue in told)):
        return False  # 述职干部 陈某, and people called 李廉 or 张学思
    short = _NAME.fullmatch(plain) is not None
    if told:
        return over_text or short
    return short and (over_text or bool(cues.within(paragraph.span, *_WEAK_ROLES)))


def _behind_form_head(paragraphs: Sequence[Paragraph], end: int, cues: CueIndex) -> int:
    """Where the rows of 姓名, 单位, 职务 … end that open a form; ``end`` where the cells there are those of another table."""
    first = end
    while first and place_of(paragraphs[first - 1]):
        first -= 1
    if first == len(paragraphs) or not place_of(paragraphs[first]) or not _FORM_HEAD.fullmatch(_closed(paragraphs[first].text)):
        return end
    while end < len(paragraphs) and place_of(paragraphs[end]) and _is_cell_of_head(paragraphs[end], cues):
        end += 1
    return end - 1 if end > first and is_label(paragraphs, end - 1) and not _is_cell_of_head(paragraphs[end], cues) else end


def _is_cell_of_head(paragraph: Paragraph, cues: CueIndex) -> bool:
    text = paragraph.text.strip()
    return len(text) <= _LONGEST_LINE and not text.endswith(_SENTENCE_END) and not cues.within(paragraph.span, *_ROLES)


def _says_who(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a paragraph of the head says something of the report: of the cells of a form those beside 姓名, 单位 and 职务."""
    labelled = index > 0 and is_label(paragraphs, index - 1) and _ASKS_WHO.fullmatch(_closed(paragraphs[index - 1].text))
    return bool(labelled) if is_label(paragraphs, index) or paragraphs[index].in_table else True


def _closed(text: str) -> str:
    return re.sub(r"[\s\u3000：:]", "", text)


def _is_author(text: str) -> bool:
    """A line of name, post, unit or date."""
    plain = re.sub(r"[\s\u3000]", "", half_width(text))
    if _DATE.fullmatch(plain):
        return True
    if _POST.search(text):
        return len(plain) <= 30 and not re.search(r"[，。；]", plain) and not plain.startswith(("关于", "加强", "坚持"))
    return _NAME.fullmatch(plain) is not None


def _is_salutation(text: str) -> bool:
    text = text.strip()
    return (
        len(text) <= _LONGEST_LINE
        and text.endswith(("：", ":", "！", "，"))
        and _SALUTATION.search(text) is not None
        and not re.search(r"如下|存在|方面|问题", text)
    )


def title_span(paragraphs: Sequence[Paragraph], front: Front) -> Span | None:
    """The title without the marks of Markdown around it."""
    if not front.title:
        return None
    first, last = paragraphs[front.title[0]], paragraphs[front.title[-1]]
    lead = len(first.text) - len(first.text.lstrip(MARKUP))
    end = len(last.text.rstrip(MARKUP))
    return Span(first.at(lead, lead + 1).start, last.at(end - 1, end).end)
