"""开头说要报告的，正文要有

开头写“就学习情况、分管工作、审计整改和遵规守纪情况作报告”，正文却一处也没有写到审计整改：不是漏写，就是开头沿用了旧稿。
逐项比对：先认出每一项说的是什么，再看正文有没有相应的部分或字词，同义的说法也算；只有一处都找不到才报。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from checker.model import Document, Example, Family, Hit, Paragraph, Rule, Severity, Span
from checker.numerals import half_width
from rules.lexicon import table

_OPENING = 900  # characters in which an opening announces
_SENTENCE = re.compile(r"[^。！？!?]+")
_ANNOUNCED = re.compile(r"(?:作|做)?(?:一|个|简要|以下|如下|专题){0,4}(?:的)?(?:报告|汇报|述职|述责|述廉)(?:如下|于后)?(?:$|[，,：:；;])")
_ANOTHERS = re.compile("(?:听|看|写|审阅|上报|提交|递交)[^，,、；;：:]{0,6}$")  # 习惯坐在办公室听汇报
_INTRODUCED = re.compile(r"(?:下面|现|接下来)?[，,]?(?:由)?(?:我|本人)?(?:就|从|围绕|现将|将|把)(?!来|以)")
_SPOKEN = re.compile(r"现|下面|接下来|我|本人")
_TAIL = re.compile(
    r"(?:等)?(?:[一二三四五六七八九十两\d]{1,2}个)?(?:方面|部分|层面)?(?:的)?(?:工作|有关|主要|具体)?(?:情况|内容)?"
    r"(?:如实|据实|逐一|一并|分别|认真|坦诚)?(?:[，,]?(?:如实|据实)?向(?:组织|大家|各位|大会|县委|镇党委|考核组|全体)[^，、。]{0,12})?(?:进行|作|做)?(?:以下|如下|一|个|简要)?$"
)
_SEPARATOR = re.compile(r"[、，,；;]|以及|(?<=.)[和及与](?=.)")
_LEADING = re.compile(
    r"^(?:以及|我们?|本人|个人|自己|班子|镇党委|20\d\d年度?|一年来|任职以来|今年以来|今年|全年|年度|本年度|的|在|抓好|推进|推动|落实|履行|执行|做好|加强|坚持|遵守|强化)+"
)
_GENERIC = re.compile(
    r"工作|建设|情况|方面|落实|履行|开展|推进|推动|发展|完成|主要|重点|年度|个人|本人|自身|有关|相关|任务|成效|成绩|职责|责任|履职|管理|服务|规定|执行|遵守|以及|改进|加强|抓好|做好|保障|促进|强化|目标|思路|措施|特色|亮点|经验|做法|汇报|报告|述职"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""


class _Topic(NamedTuple):
    """A row of ``announced.toml``."""

    name: str
    announced: tuple[str, ...]
    told: tuple[str, ...]
    roles: frozenset[str]
    last: bool  # taken where no other row knows the item


class _Promise(NamedTuple):
    """One announced item: its words, its place, and where the announcement ends."""

    words: str
    span: Span
    end: int


def check(document: Document, options: Options) -> Iterator[Hit]:
    """每一项开头说要报告、正文却没有写到的内容。"""
    del options
    promises = list(_promises(document))
    if len(promises) < 2:
        return
    body = half_width(document.text[max(promise.end for promise in promises) :])
    for promise in promises:
        topics = _known(promise.words)
        if topics and any(_is_told(document, topic, body) for topic in topics):
            continue
        if not topics and not _is_strange(promise.words, body):
            continue
        name = topics[0].name if topics else promise.words
        looked = f"找过{'、'.join(topics[0].told[:8])}等字词" if topics else f"找过“{promise.words}”中的字词"
        yield Hit(
            span=promise.span,
            message=f"开头说要报告“{promise.words}”，正文各部分都没有写到",
            evidence=f"开头之后的全文{looked}，一处也没有。",
            suggestion=f"补写“{name}”的情况，或从开头删去这一项。",
            details=(("topic", name),),
        )


def _promises(document: Document) -> Iterator[_Promise]:
    for paragraph in document.paragraphs:
        if paragraph.span.start > _OPENING:
            return
        text = half_width(paragraph.text)
        for sentence in _SENTENCE.finditer(text):
            end = _ANNOUNCED.search(sentence[0])
            if end is None or _ANOTHERS.search(sentence[0][: end.start()]):
                continue
            if start := _introduction(sentence[0][: end.start()]):
                yield from _items(
                    paragraph,
                    sentence.start() + start,
                    sentence.start() + end.start(),
                    paragraph.at(sentence.start(), sentence.end()).end,
                )
                return


def _introduction(announcing: str) -> int:
    """Where the announced items begin, 0 where nothing introduces any.

    Behind the last 现就 or 下面从, else behind the first 就 or 围绕 that opens a clause.
    """
    found = list(_INTRODUCED.finditer(announcing))
    own = [match for match in found if _SPOKEN.search(match[0])]
    bare = [match for match in found if match.start() == 0 or announcing[match.start() - 1] in "，,、；;：:　 " or match[0][0] in "，,"]
    chosen = own[-1:] or bare[:1]
    return chosen[0].end() if chosen else 0


def _items(paragraph: Paragraph, start: int, end: int, after: int) -> Iterator[_Promise]:
    text = half_width(paragraph.text)
    tail = _TAIL.search(text[start:end])
    end = start + tail.start() if tail else end
    position = start
    cuts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(text, start, end)] + [(end, end)]
    for cut, following in cuts:
        lead = _LEADING.match(text[position:cut])
        begin = position + (lead.end() if lead and lead.end() < cut - position else 0)
        ended = begin + len(text[begin:cut].removesuffix("情况").removesuffix("等").rstrip())
        words = text[begin:ended]
        if len(_HAN.findall(words)) and len(words) >= 2:
            yield _Promise(words, paragraph.at(begin, ended), after)
        position = following


def _is_told(document: Document, topic: _Topic, body: str) -> bool:
    if any(role in topic.roles for section in document.sections for role in section.roles):
        return True
    return any(word in body for word in topic.told)


def _is_strange(words: str, body: str) -> bool:
    """Whether an item that no row knows leaves no trace: none of its pairs of characters stands in the body."""
    own = "".join(_HAN.findall(_GENERIC.sub("", words)))
    return len(own) >= 4 and not any(own[i : i + 2] in body for i in range(len(own) - 1))


def _known(words: str) -> list[_Topic]:
    """The rows an item belongs to; a row for whatever is left counts only where no other one does.

    A word that is part of another row's longer one says nothing: 巡察反馈问题整改 is about the inspection, not about 问题.
    """
    said = {topic: [word for word in topic.announced if word in words] for topic in _topics()}
    every = [word for own in said.values() for word in own]
    whole = {word for word in every if not any(word != longer and word in longer for longer in every)}
    found = [topic for topic, own in said.items() if whole.intersection(own)]
    return [topic for topic in found if not topic.last] or found


@cache
def _topics() -> tuple[_Topic, ...]:
    return tuple(
        _Topic(row["name"], tuple(row["announced"]), tuple(row["told"]), frozenset(row["roles"]), row.get("last", False))
        for row in table("announced")["topic"]
    )


_BODY = (
    "一、加强学习\n参加中心组学习12次，自学记下笔记两本。\n二、履职情况\n修通机耕路4公里，建成冷库1座。\n"
    "三、廉洁自律情况\n没有收受礼品礼金，没有插手工程。\n"
)

RULE = Rule(
    name="unkept-announcement",
    family=Family.STRUCTURE,
    summary="开头说要报告的，正文要有",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example(
            "石岭镇党委书记2024年度述职报告\n现就理论学习、履行职责、巡察整改和廉洁自律情况报告如下。\n" + _BODY,
            marks=("巡察整改",),
            year=2024,
            name="巡察整改没有写",
        ),
        Example("石岭镇党委书记2024年度述职报告\n现就理论学习、履行职责和廉洁自律情况报告如下。\n" + _BODY, year=2024, name="样样写到"),
        Example(
            "石岭镇党委书记2024年度述职报告\n一年来，我围绕茶旅融合、乡村治理两篇文章，主动作为，现将有关情况报告如下。\n" + _BODY,
            year=2024,
            name="围绕的是工作，不是报告的内容",
        ),
        Example(
            "石岭镇党委书记2024年度述职报告\n现将履行职责、巡察反馈问题整改和廉洁自律情况报告如下。\n"
            + _BODY
            + "四、存在的问题\n下村少，有3个村只去过一次。\n",
            marks=("巡察反馈问题整改",),
            year=2024,
            name="写了存在的问题，没有写巡察整改",
        ),
        Example("石岭镇党委书记2024年度述职报告\n现将一年来的情况报告如下。\n" + _BODY, year=2024, name="没有分项"),
    ),
    check=check,
)
