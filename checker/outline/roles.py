"""What a part of the report is for, by evidence: the words of its heading, what stands under it, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checker.model import Cue, Role, Span
from checker.numerals import half_width
from checker.outline.cues import CueIndex, phrases

_CRITICISM = (Role.PROBLEMS, Role.CAUSES, Role.MEASURES, Role.PLAN)
_FIRST_WORDS = 40  # characters under a heading that belong to its first sentence
_STUDY = ("study-text", "study-context")
_EARLY = 0.3  # of a report: what comes before is not yet about what will be done
_SOME = 2  # promises that make a plan
_SEVERAL = 3  # sentences from which on a share means something
_DENSE = 2.0  # words of shortcoming in a hundred characters: no account of work has so many
_LEAD = 160  # characters under a heading in which a passage says what it is about


_FEEDBACK = re.compile(
    r"(?:上一?年度?|去年|20\d\d年度?)[^，。]{0,14}(?:评议|考核|点评|述[职廉责])[^，。]{0,10}(?:意见|问题|反馈|指出|整改)"
)
_VIRTUE = re.compile(r"(?:^|[^\u4e00-\u9fff]|[一二三四五六七八九十])德(?:的?方面|的?情况|行|的?表现)?[：:。]?$")  # of 德能勤绩廉
_REMEDY = re.compile(
    r"(?:补[齐足上强短]?|攻克|破解|解决|化解|聚焦|着眼|紧盯|紧扣|瞄准|针对|围绕|狠抓|突破|消除|整治|治理|攻坚|加强|强化)[^，。、；]{0,4}$"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """Roles with the reasons for them, in Chinese; ``titled`` where the heading's own words decided."""

    roles: tuple[Role, ...] = ()
    reasons: tuple[str, ...] = ()
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with all that stands under it."""

    heading: Span
    whole: Span  # heading, own text and every section below
    text: str  # of ``whole``
    place: float  # where it begins in the report, 0 to 1
    after_problems: bool = False
    last: bool = False

    @property
    def body(self) -> Span:
        """What stands under the heading."""
        return Span(self.heading.end, max(self.whole.end, self.heading.end))

    @property
    def lead(self) -> Span:
        """The first words under the heading."""
        return Span(self.heading.end, min(self.heading.end + _LEAD, max(self.whole.end, self.heading.end)))


def read_part(part: Part, cues: CueIndex) -> Reading:
    """The roles of a part with a heading; duty where nothing speaks for another one."""
    criticism = _criticism(part, cues)
    if criticism.roles:
        return criticism
    return _told(part, cues)


def _criticism(part: Part, cues: CueIndex) -> Reading:
    """Problems, causes, measures, plans, and the answer to last year's appraisal."""
    reasons: list[str] = []
    roles: list[Role] = []
    if match := _FEEDBACK.search(half_width(part.text[: part.heading.end - part.whole.start])):
        return Reading((Role.FEEDBACK,), (f"标题含“{match[0]}”",), titled=True)
    if said := cues.within(part.heading, Role.FEEDBACK):
        return Reading((Role.FEEDBACK,), (_titled(said),), titled=True)
    if (said := cues.within(part.heading, "feedback-weak")) and (told := cues.within(part.lead, "feedback-text")):
        return Reading((Role.FEEDBACK,), (f"{_titled(said)}，{_told_by(told)}",), titled=True)
    for role in _CRITICISM:
        if role is Role.PLAN and part.place < _EARLY and len(cues.within(part.body, "promise")) < _SOME:
            continue  # 理清工作思路 opens a report as well
        if said := [cue for cue in cues.within(part.heading, role) if role is not Role.PROBLEMS or not _overcome(part, cue)]:
            roles.append(role)
            reasons.append(_titled(said))
    if Role.PLAN in roles and Role.MEASURES not in roles:
        roles.insert(roles.index(Role.PLAN), Role.MEASURES)
    titled = bool(roles)
    if Role.PROBLEMS not in roles and (why := _problems_below(part, cues, roles)):
        roles.insert(0, Role.PROBLEMS)
        reasons.append(why)
    if not roles and (why := _measures_below(part, cues)):
        roles.extend((Role.MEASURES, Role.PLAN))
        reasons.append(why)
    if roles and (told := cues.within(part.heading, Role.DUTY)) and Role.PROBLEMS in roles:
        roles.insert(0, Role.DUTY)
        reasons.append(_titled(told))
    return Reading(tuple(roles), tuple(reasons), titled)


def _overcome(part: Part, cue: Cue) -> bool:
    """Whether a heading speaks of filling a gap (补齐学习短板弱项), not of having one."""
    return _REMEDY.search(part.text[: cue.span.start - part.whole.start]) is not None


def _problems_below(part: Part, cues: CueIndex, others: list[Role]) -> str:
    """Why a heading with a word such as 差距 stands over problems, or one without any; empty where it does not."""
    weak = cues.within(part.heading, "problems-weak")
    faults = cues.within(part.body, "deficiency")
    stated = cues.within(part.lead, "problems-text")
    density = len(faults) * 100 / max(1, len(part.text))
    beside = not part.after_problems and not set(others) - {Role.MEASURES, Role.PLAN}
    if weak and (beside or not others) and part.place > 0.25 and ((len(faults) >= 2 and density >= 0.6) or (stated and faults)):
        return f"{_titled(weak)}，其下{_told_by(faults)}"
    early = bool(stated) and _begins(part, stated[0].span.start)
    if not weak and not others and early and len(faults) >= 3 and density >= 1.2 and part.place > 0.4:
        return f"首句{_told_by(stated)}，其下{_told_by(faults)}"
    dense = len(faults) >= _SEVERAL and density >= _DENSE and part.place > 0.5
    if dense and not others and not part.after_problems and not cues.within(part.heading, Role.DUTY, Role.STUDY, Role.INTEGRITY):
        return f"其下处处{_told_by(faults)}"
    return ""


def _begins(part: Part, position: int) -> bool:
    """Whether ``position`` stands in the first words under the heading, in the first paragraph there."""
    before = part.text[part.heading.end - part.whole.start : position - part.whole.start].lstrip()
    return len(before) <= _FIRST_WORDS and "\n" not in before


def _measures_below(part: Part, cues: CueIndex) -> str:
    """Why a heading without a plain word (在持续改进中奋力前行) stands over measures; empty where it does not."""
    if not (part.after_problems or (part.place > 0.6 and part.last)):
        return ""
    promises = cues.within(part.body, "promise")
    opening = cues.within(part.lead, "measures-text", "promise")
    if part.after_problems and (opening or len(promises) >= 2):
        return f"在问题之后，其下{_told_by(opening or promises)}"
    weak = cues.within(part.heading, "measures-weak")
    if part.after_problems and weak and part.place > 0.5:
        return f"在问题之后，{_titled(weak)}"
    if opening and len(promises) >= 3 and weak:
        return f"位于文末，其下{_told_by(promises)}"
    return ""


def _told(part: Part, cues: CueIndex) -> Reading:
    """Study, integrity, duty."""
    if _VIRTUE.search(part.text[: part.heading.end - part.whole.start]):
        return Reading((Role.STUDY,), ("标题为“德”",), titled=True)
    integrity, conduct = _distinct(cues, part.body, "integrity-text"), _distinct(cues, part.body, "conduct-text")
    study = _distinct(cues, part.body, *_STUDY)
    titled = {role: cues.within(part.heading, role) for role in (Role.STUDY, Role.DUTY, Role.INTEGRITY)}
    roles: list[Role] = []
    reasons: list[str] = []
    # 坚定信念，廉洁从业 is about integrity: 信念 alone makes no chapter on learning beside it
    if titled[Role.STUDY] or (cues.within(part.heading, "study-weak") and len(study) >= (3 if titled[Role.INTEGRITY] else 2)):
        roles.append(Role.STUDY)
        below = f"，正文写到{_quoted(study)}" if study else ""
        reasons.append(_titled(titled[Role.STUDY] or cues.within(part.heading, "study-weak")) + below)
    if titled[Role.INTEGRITY]:
        roles.append(Role.INTEGRITY)
        reasons.append(_titled(titled[Role.INTEGRITY]))
    elif cues.within(part.heading, "integrity-weak") and _dwells(part, cues, integrity):
        roles.append(Role.INTEGRITY)
        reasons.append(f"{_titled(cues.within(part.heading, 'integrity-weak'))}，正文写到{_quoted(integrity)}")
    elif len(conduct) >= 3 and _density(part, cues) >= 2.0:
        roles.append(Role.INTEGRITY)
        reasons.append(f"正文写到{_quoted(conduct)}")
    own = bool(titled[Role.INTEGRITY]) or len(conduct) >= 3
    if not roles or titled[Role.DUTY] or (Role.INTEGRITY in roles and not own) or (Role.STUDY in roles and _goes_beyond_study(part, cues)):
        roles.append(Role.DUTY)
        reasons.append(_titled(titled[Role.DUTY]) if titled[Role.DUTY] else "所述为所做的工作")
    order = (Role.STUDY, Role.DUTY, Role.INTEGRITY)
    return Reading(tuple(role for role in order if role in roles), tuple(reasons), titled=any(titled.values()))


def read_content(span: Span, text: str, cues: CueIndex) -> Reading:
    """What running text tells of, by its content alone: study, integrity, or nothing that stands out."""
    integrity, conduct = _distinct(cues, span, "integrity-text"), _distinct(cues, span, "conduct-text")
    study = _distinct(cues, span, *_STUDY)
    length = max(1, len(text))
    if len(integrity) >= 3 and len(cues.within(span, "integrity-text")) * 100 / length >= 1.2 and (conduct or len(integrity) >= 5):
        return Reading((Role.INTEGRITY,), (f"正文写到{_quoted(integrity)}",))
    if len(study) >= 3 and len(cues.within(span, *_STUDY)) * 100 / length >= 1.2:
        return Reading((Role.STUDY,), (f"正文写到{_quoted(study)}",))
    return Reading()


def _goes_beyond_study(part: Part, cues: CueIndex) -> bool:
    """Whether half of the sentences or more, where there are several, tell of something else than learning."""
    sentences, start = [], part.heading.end - part.whole.start
    for position in range(start, len(part.text)):
        if part.text[position] in "。！？":
            sentences.append(Span(part.whole.start + start, part.whole.start + position))
            start = position + 1
    learning = sum(1 for s in sentences if cues.within(s, *_STUDY, Role.STUDY))
    return len(sentences) >= _SEVERAL and learning * 2 <= len(sentences)


def _dwells(part: Part, cues: CueIndex, said: tuple[str, ...]) -> bool:
    """Whether the text under a heading speaks of integrity throughout."""
    density = _density(part, cues)
    return (len(said) >= 3 and density >= 0.5) or (len(said) >= 2 and density >= 2.0)


def _density(part: Part, cues: CueIndex) -> float:
    return len(cues.within(part.body, "integrity-text")) * 100 / max(1, len(part.text))


def _distinct(cues: CueIndex, span: Span, *labels: str) -> tuple[str, ...]:
    return phrases(cues.within(span, *labels))


def _titled(said: Iterable[Cue]) -> str:
    return f"标题含{_quoted(phrases(said))}"


def _told_by(said: Iterable[Cue]) -> str:
    return f"写有{_quoted(phrases(said))}"


def _quoted(words: Iterable[str]) -> str:
    shown = list(words)[:3]
    return "、".join(f"“{word.strip('，。：“”')}”" for word in shown)
