"""Passages without a heading that play a role: problems told at the end of a chapter, causes, plans, the last words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Paragraph, Role, Span
from checker.numerals import half_width
from checker.outline.cues import CueIndex, phrases
from checker.outline.marks import read_mark
from checker.outline.roles import confessed, read_content
from checker.outline.sentences import Sentence, sentences

_OPENING_WORDS = 24  # characters within which a sentence turns to causes or plans
_CONTRAST = re.compile(
    r"但|虽|尽管|仍|还|也|尚|同时|当然|对照|对标|对比|与|离|距|反思|盘点|回顾|检视|剖析|查摆|清醒|深知|认识|看到|不足|遗憾|主要|自身|自己|本人|我"
)
# what was found and put right is work, not self-criticism
_SETTLED = re.compile(
    r"(?:整改|解决|化解|办结|销号|纠正|处理)(?:完毕|到位|完成|了)|已(?:全部|整改|解决|办结)|(?:排查|检查|发现|督查|巡察|梳理|收集)[^，。]{0,12}问题\d"
)
_ASPECT = re.compile(
    r"(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][，、]|首先[，、]|其次[，、]|再次[，、]|最后[，、]"
    r"|(?:先|再|接着|然后|最后|也)?(?:说说|讲讲|谈谈|说|讲|谈))?(?:在|从)?"
    r"(?:(?P<study>(?:政治|理论|思想|业务)*学习|思想政治|政治思想|思想建设|政治建设|政治|思想|理论武装)"
    r"|(?P<integrity>廉[洁政]\w{0,4}|党风廉政\w{0,2}|作风\w{0,4}廉\w{0,2}|遵规守纪|纪律作风|纪律)"
    r"|(?P<duty>履职\w{0,3}|工作|业务工作|分管工作|教育教学|教学|医疗\w{0,2}|经营\w{0,2}|本职工作|党建工作|重点工作))"
    r"(?:上|方面|中|情况)?(?:来?看|来说)?[，,：:。]"
)
# 离群众的期待还有不小的距离，身上的毛病也不少: said in many words, always with a measure that is not reached
_FAULT = (
    r"(?:距离|差距|不足|问题|短板|毛病|欠缺|欠账|缺点|弱项|遗憾|短处|亏欠|愧疚|不踏实|不满意|灯下黑"
    r"|(?:做得)?不好|(?:没|没有)(?:干|做|办|抓|管|落实)好)"
)
_SHORTFALL = re.compile(
    rf"(?:还|仍|尚|也|依然|依旧|确实|说说|谈谈|讲讲|看看|找找|哪里)(?:是)?(?:有|存在|得说说)?[^，。；\d]{{0,8}}?{_FAULT}"
    rf"|{_FAULT}[^，。；\d]{{0,4}}?(?:不少|不小|很多|较多|也有|还有|几[处条点个])"
    r"|(?:离|距|与|同|和)[^，。；\d]{2,24}(?:有|存在)[^，。；\d]{0,6}(?:距离|差距)"
)
# 得把短处摊开来; 最后讲不足，; 问题出在哪里; 毛病也冒得多; 有让我睡不着觉的地方: what is wrong is to be told
_WRONG = r"(?:问题|不足|差距|短板|短处|毛病|缺点|弱项|欠账|亏欠|遗憾|软肋)"
_OWNS_UP = re.compile(
    rf"^[^。；]{{0,20}}?(?:(?:把|将)?(?:自己的?|我的?|身上的?)?{_WRONG}[^，。；\d]{{0,4}}?"
    r"(?:[说讲谈摆摊亮晒写数](?:出来|清楚|明白|下来|开来|在前面|在明处|透|细|一[说讲谈摆])|认(?:下来|明白|清楚|账))"
    rf"|(?:[说讲谈摆摊亮晒认数](?:一?[说讲谈摆数])?|掏心窝[^，。；]{{0,4}})(?:自己的?|我的?|身上的?|我们的?|几[条点个])?{_WRONG}(?=[，。；：])"
    r"|(?:该|再|也|来|就|得)?(?:揭揭?(?:自己的?)?短|亮亮?(?:自己的?)?丑|红红?脸|自揭家丑)(?=[了吧，。；：])"
    r"|(?:让|叫|令|使)(?:我|人|我们)(?:最|一直|至今)?(?:睡不着觉?|睡不好觉?|睡不踏实|放心不下|放不下心|寝食难安|不安|揪心|愧疚|惭愧|脸红)的(?:地方|事|事情)"
    rf"|{_WRONG}(?:到底|究竟|都|就)?出在(?:哪|什么)|{_WRONG}[也却倒]?[^，。；\d]{{0,3}}(?:不少|得多|还多))"
)
# 问题一：…, with 原因：… and 整改：… in the lines below
_LABELLED = re.compile(r"(?:存在)?问题[一二三四五六七八九十\d]{0,2}[：:]")
_LABELS = (
    (Role.CAUSES, re.compile(r"(?:产生|问题|主要)?(?:的)?(?:原因|根源)(?:分析|剖析)?[：:]")),
    (Role.MEASURES, re.compile(r"(?:下步|下一步)?(?:整改|改进|解决)?(?:措施|举措|办法|打算|整改|改进|方向)[：:]")),
)
_BELOW = 12  # paragraphs in which the first items of such a row stand
_CONFESSED = 3  # shortcomings in one sentence that are self-criticism without any word that announces it
_MIDDLE = 0.5
_OF_ONESELF = re.compile(r"我|自己|自身|本人|班子|本[级镇乡局校院村]")
_ALLEGIANCE = re.compile(r"紧密(?:地)?团结在|以优异(?:的)?成绩(?:迎接|庆祝|献礼)")  # the formula that ends a report, no measure
_ANSWERED = re.compile(r"(?:问题|意见|指出|反馈|不足)[^。]{0,200}(?:整改|解决|改进|销号|落实)|整改")
# 2025年，我的想法是…: after the problems a new year opens what will be done
_NEXT_YEAR = re.compile(r"(?:在)?20\d\d年[，,]?[^，。]{0,14}(?:将|要|想|打算|重点|做好|抓好|着力|计划|力争|准备|班子|继续)")
# 剩下的大半年，我要做这么几件事; 来年想这样改: after the problems a paragraph that begins with what one is going to do
_GOING_TO = re.compile(
    r"[^。；]{0,10}?(?:(?:我们?|班子|本人|自己)(?:还|就|也)?(?:是这[样么])?(?:想(?!事|问题|[得到起着当法])|要(?!求)|将|打算|准备|计划|争取|力争)"
    r"|(?:剩下|余下|往后|今后|以后|明年|来年|下半年|接下来|下一|新年|新的)[^。；]{0,14}?"
    r"(?:想|要(?!求)|将|打算|准备|力争|争取|计划|这么|这样|怎么办|咋[办干]))"
)
# behind the problems: 怎么办？; 毛病要改在实处; 吃饭的事，打算请…
_REMEDIES = re.compile(
    rf"(?:怎么办|咋办|怎么改|如何改|(?:这些|上述|以上)?{_WRONG}(?:要|得|必须|须)[^，。；]{{0,4}}[改补治]"
    r"|[^，。；：]{1,10}(?:的事|这件事|这一?[块条头]|方面|那头)[，,](?:我|我们)?(?:打算|准备|明年|今后|计划|从[^，。；]{1,8}起))"
)
_LATE = 0.75
# 我坚持把学习作为适应岗位的第一步: one aspect a sentence, in reports of one paragraph
_HELD_AS = re.compile(r"(?:我|本人|班子)?(?:始终|一直)?(?:坚持)?把(?P<what>[^，。；]{1,12}?)(?:作为|放在|摆在|挺在|当作|当成)")
_HELD_STUDY, _HELD_INTEGRITY = re.compile(r"学|理论|思想|政治"), re.compile(r"廉|净|纪律|规矩|清")
_LISTED = re.compile(r"一是|二是|其一|^(?:在|从)?[^，。]{2,8}(?:上|方面)[，,：:]")  # a list, or one aspect of several
_CLOSING_LIMIT = 220
_FIGURE = re.compile(r"\d(?!\d{0,3}年)")


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text from ``start`` on that plays ``roles``; none of its own: what stood before goes on."""

    start: int
    roles: tuple[Role, ...]
    reasons: tuple[str, ...]


class Reader:
    """Reads running text sentence by sentence and notes where its role turns."""

    def __init__(self, paragraphs: Sequence[Paragraph], cues: CueIndex, length: int) -> None:
        self._paragraphs = paragraphs
        self._cues = cues
        self._length = max(1, length)

    def turns(
        self, region: Sequence[tuple[int, int]], *, headed: frozenset[Role], inside: frozenset[Role], open_ended: bool
    ) -> Iterator[Passage]:
        """The passages of a section's own text.

        Args:
            region: (paragraph, first character) pairs of the section's body.
            headed: roles that other sections have a heading for: they are not looked for here.
            inside: roles of the section itself; within criticism causes and measures may follow.
            open_ended: no section without criticism comes after this one, so its end may hold the report's criticism.
        """
        state = Role.PROBLEMS if Role.PROBLEMS in inside else Role.MEASURES if Role.MEASURES in inside else None
        critical = state is not None
        answered: int | None = None  # the paragraph that answers last year's appraisal
        for sentence in self._sentences(region):
            if not critical and answered is None and Role.FEEDBACK not in headed and (why := self.answers_feedback(sentence)):
                answered = sentence.index
                yield Passage(sentence.span.start, (Role.FEEDBACK,), (why,))
                continue
            if state is None and open_ended and Role.PROBLEMS not in headed and (told := self.labelled(sentence)):
                yield Passage(sentence.span.start, told, ("逐条标明问题和整改",))
                return
            role, why = self._turn(sentence, state, headed=headed, critical=critical, open_ended=open_ended)
            if role is None and answered is not None and 0 <= answered < sentence.index and state is None:
                answered = -1
                yield Passage(sentence.span.start, (), ())
            if role is None or role is state:
                continue
            state = role
            roles = (Role.MEASURES, Role.PLAN) if role is Role.MEASURES and (not critical or Role.PLAN in inside) else (role,)
            yield Passage(sentence.span.start, roles, (why,))

    def _sentences(self, region: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
        for index, start in region:
            yield from sentences(self._paragraphs, index, start)

    def _turn(
        self, sentence: Sentence, state: Role | None, *, headed: frozenset[Role], critical: bool, open_ended: bool
    ) -> tuple[Role | None, str]:
        if state is None:
            if not open_ended:
                return None, ""
            if Role.PROBLEMS not in headed and (why := self.opens_problems(sentence)):
                return Role.PROBLEMS, why
            late = sentence.first and self._place(sentence) > _LATE and Role.MEASURES not in headed
            return (Role.MEASURES, why) if late and (why := self.opens_measures(sentence)) else (None, "")
        if state is Role.MEASURES and Role.PROBLEMS not in headed and (why := self.opens_problems(sentence)):
            return Role.PROBLEMS, why
        if state is Role.PROBLEMS and (Role.CAUSES not in headed or critical) and (why := self.opens_causes(sentence)):
            return Role.CAUSES, why
        if state in {Role.PROBLEMS, Role.CAUSES} and (Role.MEASURES not in headed) and (why := self.opens_measures(sentence)):
            return Role.MEASURES, why
        return None, ""

    def answers_feedback(self, sentence: Sentence) -> str:
        """Why a paragraph that begins with ``sentence`` answers last year's appraisal; empty where it does not."""
        if not sentence.first or read_mark(self._paragraphs[sentence.index].text) is not None:
            return ""
        said = self._cues.within(sentence.span, "feedback-text")
        answered = _ANSWERED.search(self._paragraphs[sentence.index].text)
        return f"写有{_quoted(phrases(said))}" if said and answered else ""

    def opens_problems(self, sentence: Sentence) -> str:
        """Why ``sentence`` begins the report's self-criticism; empty where it does not."""
        if _SETTLED.search(sentence.text) or self._place(sentence) < 0.3:
            return ""
        if sentence.first and self._place(sentence) >= _MIDDLE and (owned := _OWNS_UP.match(sentence.text)):
            return f"写有“{owned[0][-12:]}”"
        if not _CONTRAST.search(sentence.text):
            return ""
        if said := self._cues.within(sentence.span, "problems-text"):
            words = _quoted(phrases(said))
        elif shortfall := _SHORTFALL.search(sentence.text):
            words = f"“{shortfall[0]}”"
        else:
            return self._confesses(sentence)
        reach = Span(sentence.span.start, sentence.span.end + 260)
        return f"写有{words}" if self._cues.within(reach, "deficiency") else ""

    def labelled(self, sentence: Sentence) -> tuple[Role, ...]:
        """The roles of a row of items 问题一：… 整改：… that ``sentence`` begins; none where it begins no such row."""
        if not sentence.first or _LABELLED.match(sentence.text.lstrip("（( 　")) is None:
            return ()
        below = [paragraph.text.strip() for paragraph in self._paragraphs[sentence.index : sentence.index + _BELOW]]
        told = tuple(role for role, label in _LABELS if any(label.match(text) or label.search(text, 1) for text in below))
        return (Role.PROBLEMS, *told) if Role.MEASURES in told else ()

    def _confesses(self, sentence: Sentence) -> str:
        """Why a sentence that announces nothing is self-criticism all the same: 自己学习抓得不紧，走访偏少，处事急躁."""
        if self._place(sentence) < _MIDDLE or _OF_ONESELF.search(sentence.text) is None:
            return ""
        faults = confessed(sentence.text, sentence.span.start, self._cues.within(sentence.span, "deficiency"))
        clauses = {sentence.text.count("，", 0, cue.span.start - sentence.span.start) for cue in faults}
        return f"写有{_quoted(phrases(faults))}" if len(clauses) >= _CONFESSED else ""

    def opens_causes(self, sentence: Sentence) -> str:
        """Why ``sentence`` begins the causes; empty where it does not."""
        said = self._cues.within(Span(sentence.span.start, min(sentence.span.end, sentence.span.start + _OPENING_WORDS + 6)), "causes-text")
        return f"写有{_quoted(phrases(said))}" if said else ""

    def opens_measures(self, sentence: Sentence) -> str:
        """Why ``sentence`` begins measures or plans; empty where it does not."""
        if _ALLEGIANCE.search(sentence.text):
            return ""
        opening = Span(sentence.span.start, min(sentence.span.end, sentence.span.start + _OPENING_WORDS))
        said = self._cues.within(opening, "measures-text")
        promised = self._cues.within(Span(sentence.span.start, min(sentence.span.end, sentence.span.start + 80)), "promise")
        if said and (promised or sentence.first or self._cues.within(sentence.span, "future")):
            return f"写有{_quoted(phrases(said))}"
        if _NEXT_YEAR.match(half_width(sentence.text)):
            return f"写有“{sentence.text[:12]}”"
        early = [
            cue
            for cue in promised
            if cue.span.start - sentence.span.start <= 12 and cue.phrase in {"我将", "我们将", "本人将", "班子将", "支部将", "党委将"}
        ]
        return f"写有{_quoted(phrases(early))}" if early else self._intends(sentence)

    def _intends(self, sentence: Sentence) -> str:
        """Why a sentence begins with what the author is going to do."""
        if remedy := _REMEDIES.match(sentence.text):
            return f"写有“{remedy[0]}”"
        said = _GOING_TO.match(sentence.text)
        if said is None or self._cues.within(
            Span(sentence.span.start, min(sentence.span.end, sentence.span.start + len(said[0]))), "deficiency"
        ):
            return ""
        return f"写有“{said[0]}”"

    def plain(self, region: Sequence[tuple[int, int]]) -> Iterator[Passage]:
        """The roles of a report, or a part of one, that has no headings: paragraph by paragraph, aspect by aspect."""
        state: Role | None = None
        for sentence in self._sentences(region):
            if state not in {Role.PROBLEMS, Role.CAUSES, Role.MEASURES} and (told := self.labelled(sentence)):
                yield Passage(sentence.span.start, told, ("逐条标明问题和整改",))
                return
            role, why = self._aspect(sentence, state)
            if role is not None and role is not state:
                state = role
                roles = (Role.MEASURES, Role.PLAN) if role is Role.MEASURES else (role,)
                yield Passage(sentence.span.start, roles, (why,))

    def _aspect(self, sentence: Sentence, state: Role | None) -> tuple[Role | None, str]:
        late = state in {Role.PROBLEMS, Role.CAUSES, Role.MEASURES}
        if not late and (why := self.opens_problems(sentence)):
            return Role.PROBLEMS, why
        if state is Role.PROBLEMS and (why := self.opens_causes(sentence)):
            return Role.CAUSES, why
        if (
            (state in {Role.PROBLEMS, Role.CAUSES} or self._place(sentence) > 0.7)
            and state is not Role.MEASURES
            and (why := self.opens_measures(sentence))
        ):
            return Role.MEASURES, why
        if late:
            return None, ""
        if sentence.first and (said := self._cues.within(sentence.span, "feedback-text")):
            return Role.FEEDBACK, f"写有{_quoted(phrases(said))}"
        if aspect := _ASPECT.match(sentence.text):
            return Role(str(aspect.lastgroup)), f"写有“{aspect[0].rstrip('，,：:。')}”"
        if held := _HELD_AS.match(sentence.text):
            what = held["what"]
            role = Role.STUDY if _HELD_STUDY.search(what) else Role.INTEGRITY if _HELD_INTEGRITY.search(what) else Role.DUTY
            return role, f"写有“{held[0]}”"
        if sentence.first or sentence.turn or state is None:
            return self._by_content(sentence)
        return None, ""

    def _by_content(self, sentence: Sentence) -> tuple[Role | None, str]:
        paragraph = self._paragraphs[sentence.index]
        for role in (Role.INTEGRITY, Role.STUDY):
            if said := self._cues.within(sentence.span, role):
                return role, f"首句含{_quoted(phrases(said))}"
        if sentence.turn:
            opening = Span(sentence.span.start, min(sentence.span.end, sentence.span.start + _OPENING_WORDS))
            said = self._cues.within(opening, "study-text")
            return (Role.STUDY, f"写有{_quoted(phrases(said))}") if said else (Role.DUTY, "所述为所做的工作")
        reading = read_content(paragraph.span, paragraph.text, self._cues)
        if reading.roles:
            return reading.roles[0], reading.reasons[0]
        return Role.DUTY, "所述为所做的工作"

    def _place(self, sentence: Sentence) -> float:
        return sentence.span.start / self._length


def find_closing(paragraphs: Sequence[Paragraph], first: int, noise: frozenset[int], cues: CueIndex, taken: frozenset[int]) -> int | None:
    """The paragraph with which the last words begin, None where there are none.

    ``first`` is the first paragraph of the body; paragraphs in ``taken`` open sections of their own.
    """
    begin: int | None = None
    for index in range(len(paragraphs) - 1, first, -1):
        if index in noise:
            continue
        apart = begin is None and read_mark(paragraphs[index - 1].text) is not None
        if index in taken or not _closes(paragraphs[index], cues, apart=apart):
            break
        begin = index
    return begin


def _closes(paragraph: Paragraph, cues: CueIndex, *, apart: bool) -> bool:
    """Whether a paragraph is last words; ``apart`` says that it is the last one and follows numbered ones."""
    text = paragraph.text.strip()
    if is_signature(text):
        return True
    if read_mark(text) is not None or len(text) > _CLOSING_LIMIT or _FIGURE.search(text) or _LISTED.search(text):
        return False
    if cues.within(paragraph.span, "deficiency", "causes-text"):
        return False
    if cues.within(paragraph.span, "closing-text"):
        return True
    return apart and bool(cues.within(paragraph.span, "promise")) and not text.endswith(("：", ":"))


def is_signature(text: str) -> bool:
    """A line with the author's name or unit, or a date, at the end of a report."""
    plain = re.sub(r"[\s\u3000]", "", text)
    if re.fullmatch(
        r"[（(]?(?:20\d\d|二[〇○零O0]\w{2})年(?:[\d一二三四五六七八九十]{1,2}月)?(?:[\d一二三四五六七八九十]{1,3}日)?[）)]?", plain
    ):
        return True
    return (len(plain) <= 24 and re.search(r"^(?:述职人|报告人|汇报人|述廉人|单位)[：:]", plain) is not None) or (
        2 <= len(plain) <= 20 and plain[-1] not in "。；，：！？、" and re.search(r"[，。；：]", plain) is None
    )


def _quoted(words: Sequence[str]) -> str:
    return "、".join(f"“{word.strip('，。：')}”" for word in words[:3])
