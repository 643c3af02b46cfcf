"""不要留下别的单位的自称

镇的报告里出现“我局”“局党组”，街道的报告里出现“我镇”，是套用别处材料没有改净。
本单位是哪一类，看标题和落款；只认自称（我局、本镇、局党组）和本单位发文、成立机构时前面没有地名的“街道”“局”；
县住建局、派出所等别的单位，任职经历里的原单位，作为路名的街道，“我县”“我市”等上级，都不算。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Kind, Rule, Severity
from checker.numerals import half_width

_KINDS = ("街道", "乡", "镇", "局", "公司", "学校", "医院", "村", "社区")
_SELF_SHORT = {"校": "学校", "院": "医院"}
_FRAME = re.compile(
    r"(?P<self>我们?|本)(?P<kind>街道|镇(?!上|里|痛|静|江)|乡(?!镇|村|下|里|亲|愁|音|贤)|局(?!面|部|势|限|中)|校|院(?!士|落)|公司)"
)
_WHOLE = re.compile(r"(?<!健)全(?P<kind>镇|乡(?!镇|村)|街道)(?!各地)")
# a body without a place before it as what the report's own work founds, issues or sends out
_BARE = re.compile(
    r"(?:成立了?|组建了?|形成了?|制定了?|印发了?|出台了?|组织|发动|抽调|召开)(?P<kind>街道|局|镇|乡|校|公司)(?P<what>党工委|党委"
    r"|党组|机关|干部|班子|年度|年内|工作|重点|中心工作|[^，。；、]{0,8}(?:指挥部|领导小组|工作专班|清单|方案|办法|制度|实施意见"
    r"|会议))"
)
_BODY = re.compile(
    r"(?:^|(?<=[，。；：、“（在]))(?P<kind>局党组|局机关|局班子|局领导班子|街道党工委|街道办事处|街道干部|镇党委|镇政府|乡党委"
    r"|乡政府|校党委|公司党委|院党委)(?!书记(?:任|、))"
)
_PAST = re.compile(r"任职|调任|曾|原任|此前|原来|工作期间|挂职前|派出单位|原单位|选派|调入|调到|撤|合并|划转")
_OWN = re.compile(r"(?P<kind>街道|镇|乡|局|公司|学校|医院|中学|小学|村|社区)")
_OWN_SAID = re.compile(r"我(?P<kind>镇|乡(?!镇|村)|局(?!面|部)|街道|校|院)|(?:^|[，。；])(?P<body>镇|街道|乡|局)(?:党委|党工委|党组)")


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有与本单位不是一类的自称。"""
    own = _own_kind(document)
    if own is None or document.kind == Kind.OTHER:
        return
    for paragraph in document.paragraphs:
        text = half_width(paragraph.text)
        for pattern in (_FRAME, _WHOLE, _BARE, _BODY):
            for match in pattern.finditer(text):
                foreign = _kind(match["kind"])
                if not _conflicts(own, foreign, pattern) or _PAST.search(
                    re.split(r"[。；]", text[max(0, match.start() - 20) : match.start()])[-1]
                ):
                    continue
                if document.kind == Kind.SECONDED and pattern is not _BARE and foreign in {"局", "公司", "学校", "医院"}:
                    continue  # one on secondment may speak of the unit that sent him
                yield Hit(
                    span=paragraph.at(match.start(), match.end()),
                    message=f"本报告是{own}的，这里却自称“{match[0]}”",
                    evidence=f"原文：“{text[max(0, match.start() - 15) : match.end() + 15]}”。",
                    suggestion=f"核对后改为本{own}的称呼。",
                )


def _conflicts(own: str, foreign: str, pattern: re.Pattern[str]) -> bool:
    """Whether a self-reference to ``foreign`` cannot stand in a report of ``own``."""
    if own == foreign or foreign not in _KINDS:
        return False
    if pattern is _BODY or pattern is _BARE:
        # a bureau, a school or a village rightly speaks of the town above it without its name
        return not (own in {"村", "社区", "学校", "医院", "公司", "局"} and foreign in {"镇", "乡", "街道"})
    if pattern is _WHOLE:
        return own in {"镇", "乡", "街道"}
    return not (own in {"村", "社区"} and foreign in {"镇", "乡", "街道"})


def _kind(word: str) -> str:
    word = next((kind for kind in _KINDS if word.startswith(kind)), word)
    return _SELF_SHORT.get(word[:1], word)


def _own_kind(document: Document) -> str | None:
    """What kind of body the report is of: from its unit, its title, else from how it mostly calls itself."""
    title = document.read(document.title) if document.title else ""
    for words in (document.unit or "", re.sub(r"年度|报告|述职|述廉|述责|乡镇", "", title)):
        kinds = [match["kind"] for match in _OWN.finditer(words)]
        if kinds:
            return {"中学": "学校", "小学": "学校"}.get(kinds[-1], kinds[-1])
    said = Counter(_kind(match["kind"] or match["body"]) for match in _OWN_SAID.finditer(document.text))
    if not said:
        return None
    kind, times = said.most_common(1)[0]
    return kind if times >= 3 and times >= 0.7 * said.total() else None


RULE = Rule(
    name="foreign-unit",
    family=Family.LEFTOVERS,
    summary="不要留下别的单位的自称",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example("石埠镇党委书记2023年度述职报告\n一、履职情况\n我局扎实推进项目建设，全镇新修渠道9公里。", marks=("我局",), year=2023),
        Example(
            "石埠镇党委书记2023年度述职报告\n一、履职情况\n成立街道防汛指挥部，组织街道干部120人上堤。",
            marks=("成立街道防汛指挥部", "组织街道干部"),
            year=2023,
        ),
        Example("石埠镇党委书记2023年度述职报告\n一、履职情况\n争取县水利局资金86万元，整治集镇街道3条，我县评比列第二。", year=2023),
    ),
    check=check,
)
