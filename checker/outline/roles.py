"""What a part of the report is for, by evidence: the words of its heading, what stands under it, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checker.model import Cue, Role, Span
from checker.numerals import half_width
from checker.outline.cues import CueIndex, phrases
from checker.outline.marks import read_mark

_CRITICISM = (Role.PROBLEMS, Role.CAUSES, Role.MEASURES, Role.PLAN)
_FIRST_WORDS = 40  # characters under a heading that belong to its first sentence
_STUDY = ("study-text", "study-context")
_EARLY = 0.3  # of a report: what comes before is not yet about what will be done
_SOME = 2  # promises that make a plan
_SEVERAL = 3  # sentences from which on a share means something
_PLAIN = 1.2  # words of shortcoming in a hundred characters: with the usual opener they need no place late in the report
_DENSE = 2.0  # words of shortcoming in a hundred characters: no account of work has so many
_PERSONAL = 1.5  # words of own conduct in a hundred characters
_SUPERVISION = frozenset({"监督", "主体责任"})
_LEAD = 160  # characters under a heading in which a passage says what it is about


_FEEDBACK = re.compile(
    r"(?:上一?年度?|去年|20\d\d年度?)[^，。]{0,14}(?:评议|考核|点评|述[职廉责])[^，。]{0,10}(?:意见|问题|反馈|指出|整改)"
)
_VIRTUE = re.compile(r"(?:^|[^\u4e00-\u9fff]|[一二三四五六七八九十])德(?:的?方面|的?情况|行|的?表现)?[：:。]?$")  # of 德能勤绩廉
# whole titles whose words are said of other things as well
_TITLES = {
    "问题清单": (Role.PROBLEMS,), "问题台账": (Role.PROBLEMS,), "党性分析": (Role.PROBLEMS,),
    "查摆情况": (Role.PROBLEMS,), "检视情况": (Role.PROBLEMS,),
    "整改清单": (Role.MEASURES, Role.PLAN), "整改台账": (Role.MEASURES, Role.PLAN), "整改任务": (Role.MEASURES, Role.PLAN),
    "整改内容": (Role.MEASURES, Role.PLAN), "努力目标": (Role.MEASURES, Role.PLAN),
}  # fmt: skip
# headings of one character: 【德】【能】【勤】【绩】【廉】, 【短】 and 【改】 behind them
_ONE_WORD = {
    "德": (Role.STUDY,), "学": (Role.STUDY,), "思": (Role.STUDY,),
    "干": (Role.DUTY,), "能": (Role.DUTY,), "勤": (Role.DUTY,), "绩": (Role.DUTY,), "践": (Role.DUTY,),
    "廉": (Role.INTEGRITY,), "短": (Role.PROBLEMS,), "查": (Role.PROBLEMS,), "改": (Role.MEASURES, Role.PLAN),
}  # fmt: skip
_REMEDY = re.compile(
    r"(?:补[齐足上强短]?|攻克|破解|解决|化解|聚焦|着眼|紧盯|紧扣|瞄准|针对|围绕|狠抓|突破|消除|整治|治理|攻坚|加强|强化)[^，。、；]{0,4}$"
)

_PUT_RIGHT = re.compile(
    r"针对|聚焦|解决|破解|化解|扭转|改变|整治|纠治|纠正|排查|克服|改善|消除|防止|避免|杜绝|切忌|查摆出|整改了|补齐|力戒|摒弃|着力|坚决|以免|无论|不管"
)
# what is said of work to come, and of work done
_TO_COME = re.compile(
    r"每[日天周月季年]|每个(?:月|季度|工作日)|不少于|不低于|年底前|月底前|明年|逐[一项户个]|定期|将|争取|力争|确保|努力|做到|坚持|不再|先[^，。]{1,8}[再后]"
)
_DONE = re.compile(r"全年|今年以来|一年来|共[^，。]{0,6}\d|累计|已[经有]?|完成了?[^，。]{0,10}\d|同比|比上年|较上年|荣获|被评为")


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
    after_measures: bool = False
    last: bool = False
    year: int | None = None  # the report's, by its title

    @property
    def under(self) -> str:
        """The text of ``body``."""
        return self.text[self.heading.end - self.whole.start :]

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
    title = part.text[: part.heading.end - part.whole.start]
    mark = read_mark(title)
    word = title[mark.end if mark else 0 :].strip("【】：:。 　#*_●■◆▲★◎□▪◇※➤▶►○☆△▼")
    if (roles := _ONE_WORD.get(word) or _TITLES.get(word)) and not (roles[0] is Role.MEASURES and part.place < _EARLY):
        return Reading(roles, (f"标题为“{word}”",), titled=True)
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
    if not roles and part.after_problems and (said := cues.within(part.heading, "causes-weak")):
        return Reading((Role.CAUSES,), (f"在问题之后，{_titled(said)}",), titled=True)
    if Role.PLAN in roles and Role.MEASURES not in roles:
        roles.insert(roles.index(Role.PLAN), Role.MEASURES)
    titled = bool(roles)
    if Role.PROBLEMS not in roles and (why := _problems_below(part, cues, roles)):
        roles.insert(0, Role.PROBLEMS)
        reasons.append(why)
    if Role.PROBLEMS in roles and Role.CAUSES not in roles and len(said := cues.within(part.body, "causes-text")) >= _SOME:
        roles.append(Role.CAUSES)
        reasons.append(f"其下{_told_by(said)}")
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
    faults = confessed(part.text, part.whole.start, cues.within(part.body, "deficiency"))
    stated = cues.within(part.lead, "problems-text")
    density = len(faults) * 100 / max(1, len(part.text))
    beside = not part.after_problems and not set(others) - {Role.MEASURES, Role.PLAN, *([Role.CAUSES] if stated else [])}
    plain = len(faults) >= (_SOME if stated else _SEVERAL) and density >= _PLAIN
    if weak and (beside or not others) and (part.place > 0.25 or plain) and ((len(faults) >= 2 and density >= 0.6) or (stated and faults)):
        return f"{_titled(weak)}，其下{_told_by(faults)}"
    early = bool(stated) and _begins(part, stated[0].span.start)
    if not weak and not others and early and len(faults) >= 3 and density >= 1.2 and part.place > 0.4:
        return f"首句{_told_by(stated)}，其下{_told_by(faults)}"
    dense = len(faults) >= _SEVERAL and density >= _DENSE and part.place > 0.5
    if dense and not others and not part.after_problems and not cues.within(part.heading, Role.DUTY, Role.STUDY, Role.INTEGRITY):
        return f"其下处处{_told_by(faults)}"
    return ""


def confessed(text: str, start: int, faults: Iterable[Cue]) -> list[Cue]:
    """Those of ``faults`` that a text from character ``start`` on owns to, not those it tells of having put right: 针对管理松的问题."""
    return [cue for cue in faults if not _PUT_RIGHT.search(text, max(0, _clause_start(text, cue.span.start - start)), cue.span.end - start)]


def _clause_start(text: str, position: int) -> int:
    return max(text.rfind(stop, 0, position) for stop in "。；;！？\n") + 1


def _begins(part: Part, position: int) -> bool:
    """Whether ``position`` stands in the first words under the heading, in the first paragraph there."""
    before = part.text[part.heading.end - part.whole.start : position - part.whole.start].lstrip()
    return len(before) <= _FIRST_WORDS and "\n" not in before


def _measures_below(part: Part, cues: CueIndex) -> str:
    """Why a heading without a plain word (在持续改进中奋力前行) stands over measures; empty where it does not."""
    if part.year is not None and part.place > 0.5 and half_width(part.under).lstrip().startswith(f"{part.year + 1}年"):
        return f"正文从{part.year + 1}年说起"
    if not (part.after_problems or (part.place > 0.6 and part.last)) or _tells_on(part, cues):
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
    return to_come(part.text) if part.after_problems and part.last else ""


def _tells_on(part: Part, cues: CueIndex) -> bool:
    """Whether a part behind the criticism goes on with the report: its heading says so (履职情况, 严律己、守清廉), or its sums do."""
    named = cues.within(part.heading, Role.STUDY, Role.DUTY, Role.INTEGRITY, "integrity-weak")
    if named and not cues.within(part.heading, "measures-weak"):
        return part.last or part.after_measures or tells_of_work_done(part.text)
    return part.after_measures and tells_of_work_done(part.text)


def to_come(text: str) -> str:
    """Why what stands behind the problems tells of work to come, though it announces nothing; empty where it tells of work done."""
    ahead = _TO_COME.findall(half_width(text))
    return f"在问题之后，写有{_quoted(dict.fromkeys(ahead))}" if ahead and not tells_of_work_done(text) else ""


def tells_of_work_done(text: str) -> bool:
    """Whether a text gives the sums of a year's work: 全年完成…, 累计…, 比上年…."""
    return _DONE.search(half_width(text)) is not None


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
    elif (weak := cues.within(part.heading, "integrity-weak")) and _dwells(part, cues, integrity, conduct, weak):
        roles.append(Role.INTEGRITY)
        reasons.append(f"{_titled(weak)}，正文写到{_quoted(conduct or integrity)}")
    elif len(conduct) >= _SEVERAL and len(cues.within(part.body, "conduct-text")) * 100 / max(1, len(part.text)) >= _PERSONAL:
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
    if len(conduct) >= _SOME and len(cues.within(span, "conduct-text")) * 100 / length >= 1.2:
        return Reading((Role.INTEGRITY,), (f"正文写到{_quoted(conduct)}",))
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


def _dwells(part: Part, cues: CueIndex, said: tuple[str, ...], conduct: tuple[str, ...], weak: Iterable[Cue]) -> bool:
    """Whether the text under a heading speaks of integrity throughout; the supervision of others is duty, own conduct is not."""
    density = _density(part, cues)
    if all(cue.phrase in _SUPERVISION for cue in weak) and len(conduct) < _SOME:
        return False
    return len(conduct) >= _SOME or (len(said) >= 3 and density >= 0.5) or (len(said) >= 2 and density >= 2.0)


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
