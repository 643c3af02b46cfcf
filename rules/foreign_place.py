"""不要把别处的地名当成自己的

“作为白河镇党委书记”出现在青石镇的报告里，是把别人的材料拿来改，地名没有改净。
只看自称：作为某镇书记、某镇党委政府领着做本年工作的句首、看着某镇一天一个样的全镇干部群众、建设某镇的结语；本单位名称取自标题和落款。
学习考察、结对共建、邻镇、任职经历、合并前的名称，以及本镇的村，都不算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Kind, Related, Rule, Severity
from checker.numerals import half_width
from rules._calendar import sentences
from rules._excerpt import excerpt

_UNIT = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,4}?)(?P<suffix>镇|乡|街道)(?![村上里])")
_AS = re.compile(
    r"作为(?P<stem>[\u4e00-\u9fff]{2,4}?)(?P<suffix>镇|乡|街道)(?:的)?(?:党委|党工委|政府|人大|办事处)?(?:副?书记|副?镇长|副?乡长"
    r"|副?主任|班子|一员|带头人|第一责任人)"
)
_ACTS = re.compile(
    r"^[\s　]*(?:[（(]?[一二三四五六七八九十0-9]{1,2}[、）).]\s?)?(?:今年|一年来|全年|20\d\d年|年内)?[，,]?(?:我们?|在)?"
    r"(?P<stem>[\u4e00-\u9fff]{2,4}?)(?P<suffix>镇|乡|街道)(?:"
    r"(?:党委|党工委|政府|办事处|领导班子|班子)(?:、?(?:政府|办事处))?(?:领导班子|班子)?(?:坚持|紧紧|紧扣|始终|认真|牢牢|全面|高度"
    r"|切实|深入|团结|将|扎实|聚焦|围绕|在县|在区|在市)"
    r"|在[县区市]委|全年实现|现有党员|现辖|下辖|辖\d)"
)
_SINCE = re.compile(
    r"(?<!曾)担任(?P<stem>[\u4e00-\u9fff]{2,4}?)(?P<suffix>镇|乡|街道)(?:党委|党工委|办事处|人大)?副?(?:书记|镇长|乡长|主任|主席)(?:一职)?以来"
)
_MINE = re.compile(r"(?:我们|我)(?P<stem>[\u4e00-\u9fff]{2,3})(?P<suffix>镇|乡|街道)(?=[^\u4e00-\u9fff]|党委|政府|干部|群众|人民)")
_ALL = re.compile(r"(?<![齐健])全(?P<stem>[\u4e00-\u9fff]{2,3})(?P<suffix>镇|乡|街道)(?=上下|干部|群众|人民|党员|各级)")
# 看着白河镇一天一个样，全镇干部群众…: the place that changes is the one whose people are spoken of
_CHANGED = re.compile(
    r"(?:看着|看到|望着|眼看着?)(?P<stem>[\u4e00-\u9fff]{2,3}?)(?P<suffix>镇|乡|街道)(?:的?面貌)?(?=(?:一天一个样|一天天|一年一个样|一点点|日新月异"
    r"|越来越|旧貌换新颜|变了样|大变样)[^，。；]{0,8}，(?:全|我)(?P=suffix)(?:上下|干部|群众|人民|党员|各级))"
)
_CLOSING = re.compile(
    r"(?:(?:建设|建成|打造|谱写|开创|书写|推动|奔向|描绘)(?:好|更加|一个)?(?:美丽|幸福|和谐|富裕|文明|平安|活力|魅力|富饶|繁荣"
    r"|宜居|现代化|新|的)*|(?:继续|更好地|竭诚|我)为)"
    r"(?P<stem>[\u4e00-\u9fff]{2,3}?)(?P<suffix>镇|乡|街道)(?=的|而|人民|群众|百姓|[，。；！、]|高质量|乡村|各项|经济|再|新|更|$)"
)
_PLACED = re.compile("镇|乡|街道")
_ASIDE = re.compile(r"曾|原|此前|调任|任职|期间|学习|考察|借鉴|结对|共建|邻|联合|兄弟|对口|帮扶|划入|合并|撤|移交|参观|交流|向|与|和|同")
_FORMER = re.compile(r"曾|原任|此前|调任|调入前|之前|任职期间|任上|挂职期间|那时|当时|合并|划入|并入")
# 强镇, 名镇, 示范镇 are kinds of towns, not names
_NO_NAME = re.compile(r"[强名重大小新古美富特]$|家园|之|示范|文明|特色|卫生|旅游|生态|平安|园林|智慧|花园|工业|农业|商贸|康养|文化|非遗")
_NO_STEM = re.compile(
    r"[今去明前每]年|年来|全体|各|本|该|某|全|乡|村|县|市|区|一个|作为|领导|建设|推动|我|在|的|集|小城|城|新|两|三|特色|中心|重点|副"
)


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有把别处当作自己的地名。"""
    own = _own_names(document)
    if not own or document.kind == Kind.OTHER:
        return
    places = tuple(Related(s.span, "本单位名称") for s in document.statements if s.what == "unit" and s.where == "title")[:1]
    for sentence in sentences(document, _PLACED):
        if _PLACED.search(sentence.text) is None:
            continue
        for pattern in (_AS, _ACTS, _SINCE, _MINE, _ALL, _CHANGED, _CLOSING):
            match = pattern.search(sentence.text)
            if (
                match is None
                or match["stem"] in own
                or _NO_STEM.search(match["stem"])
                or (pattern is _CLOSING and _NO_NAME.search(match["stem"]))
                or any(name in match["stem"] or match["stem"] in name for name in own)
            ):
                continue
            clause = re.split(r"[，。；：]", sentence.text[: match.start()])[-1]
            if _ASIDE.search(clause) or _FORMER.search(sentence.text[: match.end() + 6]):
                continue
            name = match["stem"] + match["suffix"]
            at = match.start("stem")
            yield Hit(
                span=sentence.at(at, match.end()),
                message=f"把“{name}”当成了自己的单位，报告是{next(iter(sorted(own)))}的",
                evidence=f"原文：“{excerpt(sentence.text, at, match.end())}”。",
                related=places,
                suggestion="核对后改为本单位的名称。",
            )
            break


def _own_names(document: Document) -> frozenset[str]:
    """The report's own names without their last word, from its unit, title and statements; empty where none is told."""
    title = document.read(document.title) if document.title else ""
    said = [document.unit or "", title, *(s.value for s in document.statements if s.what == "unit")]
    names = {
        match["stem"][-size:]
        for words in said
        for match in _UNIT.finditer(half_width(words))
        for size in (2, 3, 4)
        if len(match["stem"]) >= size
    }
    return frozenset(name for name in names if not re.search(r"[某×X*]|副|党", name))


RULE = Rule(
    name="foreign-place",
    family=Family.LEFTOVERS,
    summary="不要把别处的地名当成自己的",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example(
            "石埠镇党委书记2023年度述职报告\n一、履职情况\n作为白沙镇党委书记，我始终把党建抓在手上。", marks=("白沙镇党委书记",), year=2023
        ),
        Example("石埠镇党委书记2023年度述职报告\n一、履职情况\n作为石埠镇党委书记，我带队到白沙镇学习稻渔共养。", year=2023),
    ),
    check=check,
)
