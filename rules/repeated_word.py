"""同一个字词不要多打一遍

“以来来”“的的”“进一步进一步”是录入时多打的，输入法不会提醒。
先按词切开再判断：人人、天天、踏踏实实是叠词，“学习习近平”“乡乡村振兴”是两个词相接，“研究研究”“一件一件”是正常的说法，都不算。
虚词重叠、两个以上的字整个重复的报“需核对”；单个实词重叠而拿不准的列为“可留意”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from checker.model import Document, Example, Family, Hit, Rule, Severity, Words
from rules._excerpt import excerpt

_DOUBLED = re.compile(r"([\u4e00-\u9fff]{1,6})\1")
_FUNCTION = "的了是在和与及并将把被对从以为或但而且我也都就其于所之向由因共已各还又均要让使给再更"
_PREFIXES = "全新老高大小总副双长短深强优美真实初"  # 安全/全链条: one of these begins a phrase of its own
# words that begin with such a character and that a segmenter may not know: 和/和美乡村, 从/从严
_BEGINS = {
    "和": "美谐睦平气顺解善", "为": "民人了期主国", "在": "线场建岗职位任校编乡外", "对": "象策标接口症照党外联碰账表数号", "于": "是",
    "从": "严业众事实简快重", "以": "上下来前后内外人便及案", "将": "来士军", "是": "非否", "都": "市城", "就": "业医读学近地",
    "并": "购轨网联", "把": "关控握手脉", "我": "国省市县区镇乡村们党", "其": "他中它实余", "而": "且", "所": "以有", "但": "是",
    "向": "上前心好", "由": "于此", "因": "为此地人", "被": "动告", "也": "许", "或": "者许", "与": "会时", "及": "时格早",
    "了": "解结然", "之": "后前间一", "办": "实", "记": "满录下在", "进": "村户校厂社园网", "各": "自",
}  # fmt: skip
_REDUPLICATED = set(
    "一二三四五六七八九十"
    "人天年月日时户村家事处件样步层级条个节排次回点片块组队校班镇乡县区世代期季周分种项门行句字声股层环道座幢栋株棵粒滴丝缕星"
    "常渐刚仅稍偏往频屡牢紧深满慢好大多远久暗切实默悄轻静早晚高厚重细缓谆津孜兢勤恳拳殷念依恋款纷芸济欣蒸蓬彬历斑比累源绵徐冉脉袅"
    "爸妈爷奶哥姐弟妹叔伯姑舅婶公婆宝娃星太试看想说谈听走聊问写读讲练干管查跑碰搭握"
    "省市县区乡镇村组州委部局"
    "框圈杠等哈嗡彤油甸呵洋悠汪溜腾灿茫熙扑滚晶丛巴"
    "婷娟丽莉芳芬媛倩楠佳冰露菲雯璐圆蕾妮娜龙贝欢乐甜君东冬明亮强伟波涛洋磊鑫森林淼"
)
_TRIED = (
    "研究",
    "讨论",
    "商量",
    "了解",
    "学习",
    "考虑",
    "沟通",
    "交流",
    "锻炼",
    "休息",
    "打听",
    "体验",
    "感受",
    "琢磨",
    "合计",
    "总结",
    "分析",
    "检查",
    "宣传",
    "活动",
    "思考",
    "参谋",
    "比较",
    *("调研", "论证", "协调", "请教", "走访", "对照", "回顾", "梳理", "掂量", "权衡", "斟酌", "走动", "活络", "历练", "反思"),
)
_PERSONS = {"员", "长", "师"}  # make the name of an office of the word before them
_ONCE_MORE = re.compile("(?:再|多|好好|去|坐下来)$")
_MANY = re.compile(r"[一几半整逐]?[一几半]\w?$|很多|许多|非常|永远|好多|特别|哈哈")
_LEFT_WORDS = {"的": {"目的", "标的", "有的", "别的"}, "来": set()}


class _Place(NamedTuple):
    """A doubling in a clause and the words it falls into."""

    start: int
    unit: str
    left: str  # the word that holds the last character of the first half
    right: str  # the word that holds the first character of the second half
    aligned: bool  # both halves begin at a word


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    allowed: tuple[str, ...] = ()  # 不算重复的写法


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有多打一遍的字词。"""
    for words in document.words:
        text = document.read(words.span)
        if words.span.end - words.span.start != len(text) or not _DOUBLED.search(text):
            continue  # a clause over two wrapped lines: its places in the source cannot be counted off
        for place in _places(text, words):
            severity = _severity(text, place)
            if severity is None or any(word in text for word in options.allowed):
                continue
            start = words.span.start + place.start
            end = start + 2 * len(place.unit)
            around = excerpt(text, place.start, place.start + 2 * len(place.unit))
            begin = max(words.span.start, start - 4)
            yield Hit(
                span=type(words.span)(begin, end),
                message=f"“{place.unit}”重复了一遍" if severity is Severity.WARNING else f"“{place.unit}{place.unit}”可能多打了一个字",
                evidence=f"原文：“{around}”；断开来读：{'/'.join(words.words[:20])}。",
                suggestion=f"删去多出的“{place.unit}”。",
                severity=severity,
            )


def _places(text: str, words: Words) -> Iterator[_Place]:
    """Every doubling of a clause with the words around it."""
    starts: dict[int, str] = {}
    owner: list[str] = []
    position = 0
    for word in words.words:
        at = text.find(word, position)
        if at < 0:
            return
        owner += [""] * (at - len(owner)) + [word] * len(word)
        starts[at], position = word, at + len(word)
    owner += [""] * (len(text) - len(owner))
    for match in _DOUBLED.finditer(text):
        unit, start = match[1], match.start()
        middle = start + len(unit)
        if middle not in starts and owner[middle - 1] == owner[middle] and len(unit) == 1:
            continue  # 人人: one word
        yield _Place(start, unit, owner[middle - 1], starts.get(middle, owner[middle]), start in starts and middle in starts)


def _severity(text: str, place: _Place) -> Severity | None:
    """How sure it is that the doubling is a slip; None where it is good Chinese."""
    unit, end = place.unit, place.start + 2 * len(place.unit)
    if text[place.start - 1 : place.start] in {"·", "・", "•"}:
        return None  # the second part of a name
    if len(unit) == 1:
        return _single(text, place)
    if place.aligned and len(place.right) > len(unit):
        return None  # 博士/博士后: the second begins a longer word
    if text[end : end + 1] in _PERSONS:
        return None  # 第七网格/网格员
    if text.startswith("再" + unit, end):
        return None  # 苦干苦干再苦干
    if len(set(unit)) == 1 or _MANY.match(unit) or (unit[0] in "一几半逐" and len(unit) <= 3):
        return None
    if len(unit) == 2 and _ONCE_MORE.search(text[: place.start]) and not re.match(r"[\u4e00-\u9fff]", text[end : end + 1]):
        return None  # 再论证论证, 多走动走动: a verb doubled is one done a little
    if unit in _TRIED and not re.match(r"[\u4e00-\u9fff]", text[end : end + 1]):
        return None
    if (len(unit) == 2 and unit[0] == unit[1]) or unit.endswith("着"):
        return None  # 看着看着就红了眼
    if place.aligned:
        return Severity.WARNING
    if len(unit) == 2 and unit[1] == "了" and re.match(r"[\u4e00-\u9fff]", text[place.start - 1 : place.start]):
        return Severity.WARNING  # 取得了得了
    return Severity.NOTICE if len(unit) > 2 else None  # 共建共治: the halves are no words


def _single(text: str, place: _Place) -> Severity | None:
    character, at = place.unit, place.start
    after, before = text[at + 2 : at + 4], text[max(0, at - 2) : at]
    if (len(after) == 2 and after[0] == after[1]) or (len(before) == 2 and before[0] == before[1]):
        return None  # 踏踏实实
    if before.endswith(("一", "这", "那", "半")):
        return None  # 一张张, 一桩桩
    if len(place.right) > 1:
        return None  # 工作/作风, 市/市场: the second begins a word of its own
    if character == "来":
        since = re.search(r"(?:以|年|月|天|期|久)$", before) or place.left.endswith("以来")
        return Severity.WARNING if since and not re.match(r"[自到信访源年宾电往]", after) else None
    if character == "年" and before[-1:].isdigit():
        return None if re.match(r"[均初底末中终度产报内会检]", after) else Severity.WARNING
    if len(place.left) > 1 and place.left.endswith(character) and place.right == character and re.match(r"了|\d", after):
        return Severity.WARNING  # 建设设了, 共有有46户
    if character in _FUNCTION:
        if place.left in _LEFT_WORDS.get(character, set()):
            return None
        if after[:1] and after[0] in _BEGINS.get(character, ""):
            return None
        return Severity.WARNING if len(place.left) == 1 or character == "的" else None
    if after[:1] and after[0] in _BEGINS.get(character, ""):
        return None  # 举办/办实事
    return None if character in _REDUPLICATED or character in _PREFIXES else Severity.NOTICE


RULE = Rule(
    name="repeated-word",
    family=Family.WORDING,
    summary="同一个字词不要多打一遍",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example("到任以来来，我走遍了全部村组。", marks=("到任以来来",)),
        Example("群众最关心的的事有三件。", marks=("众最关心的的",)),
        Example("群众满意度得到进一步进一步提升。", marks=("意度得到进一步进一步",)),
        Example("干部人人有任务，踏踏实实学习习近平总书记重要讲话。"),
        Example("我是第七网格网格员，网格员手册放在手边。"),
        Example("有人听着听着红了眼圈，年底坐下来对对账。"),
        Example("帮助石埠乡乡村振兴专班一件一件抓落实。"),
    ),
    check=check,
)
