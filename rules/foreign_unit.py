"""不要留下别的单位的自称

镇的报告里出现“我局”“局党组”，街道的报告里出现“我镇”，是套用别处材料没有改净。
本单位是哪一类，看标题和落款；只认自称（我局、本镇、局党组、全院干部职工）和本单位发文、成立机构时前面没有地名的“街道”“局”；
县住建局、派出所等别的单位，学校所在的“本村”，任职经历里的原单位，引语里的话，挂职和驻村干部的派出单位，作为路名的街道，“我县”“我市”等上级，都不算。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Kind, Rule, Severity
from checker.numerals import half_width
from rules._excerpt import excerpt

_KINDS = ("街道", "乡", "镇", "局", "公司", "学校", "医院", "村", "社区")
_SELF_SHORT = {"校": "学校", "院": "医院"}
_FRAME = re.compile(
    r"(?P<self>我们?|本)(?P<kind>街道(?!路)|镇(?![上里痛静江])|乡(?![镇村下里亲愁音贤土]|本土)|局(?![面部势限中地])|学校|医院"
    r"|校(?![友园外企车])|院(?![士落坝里外墙子])|公司|村(?![民里口落庄])|社区)"
)
# 本村 in a report of a school is the village where it stands, unless a body of the village is meant
_BODY_OF = re.compile(r"两委|党|支|班子|干部|实际|委会|工作")
# 全院干部职工: the staff of a body, said of one's own; that of another named nearby, or addressed (为全校师生), is no self-reference
_STAFF = re.compile(
    r"全(?<![健齐顾服安保完成为给向对与和同]全)(?P<kind>局|院|校|公司)(?=(?:党员)?干部职工|党员干部|教职工|教职员工|师生员?工?|医务人员|医护人员|员工)"
)
_NAMED_NEARBY = {"局": "局(?![面部势限])", "院": "院(?![落坝子墙内])", "校": "[校园学]", "公司": "公司|集团|企业|厂"}
_NEARBY = 80  # characters to either side of a self-reference
_COUNTY = re.compile(r"[市县区州旗](?!.*(?:镇|乡|街道))")
_WHOLE = re.compile(r"全(?<!健全)(?P<kind>镇|乡(?![镇村土])|街道(?!路))(?!各地)")
# a body without a place before it as what the report's own work founds, issues or sends out
_BARE = re.compile(
    r"(?:成立了?|组建了?|形成了?|制定了?|印发了?|出台了?|组织|发动|抽调|召开)(?P<kind>街道(?!路)|局(?![面部势限地])|镇|乡(?![村镇贤土风])|校(?![车园外舍服际])|公司)(?P<what>党工委|党委"
    r"|党组|机关|干部|班子|年[度内][^，。；、“”《》]{0,12}|工作|重点|中心工作|[^，。；、]{0,8}(?:指挥部|领导小组|工作专班|清单|方案|办法|制度|实施意见"
    r"|会议))"
)
_BODY = re.compile(
    r"(?:^|(?<=[，。；：（在]))(?P<kind>局党组|局机关|局班子|局领导班子|街道党工委|街道办事处|街道干部|镇党委|镇政府|乡党委"
    r"|乡政府|校党委|公司党委|院党委)(?!书记(?:任|、))"
)
_ANY_BODY = re.compile("[党机班办干政领](?<=[局道镇乡校司院].)")  # in every match of _BODY, which begins with nothing of its own
_BECAME = re.compile(r"改|撤|划[入转归]|并入|合并|更名|时期|旧址")  # 我镇改街道以来
_NAMED = r"(?![立织成定发台建开动调我本全各了])[\u4e00-\u9fff]"  # the end of a name before 局: 水利局, not 成立局
_SENT = re.compile(r"第一书记|驻村|工作队|选派|派驻|挂职")  # such a report may speak of the unit that sent its author
_PAST = re.compile(r"任职|调任|曾|原任|此前|原来|工作期间|挂职前|派出单位|原单位|选派|调入|调到|撤|合并|划转")
# the kind of a unit stands at the end of its name: 镇中心卫生院 is a hospital, 镇第一小学 a school
_TAILS = (
    ("街道", r"街道(?:办事处|党工委)?"),
    ("镇", r"镇"),
    ("乡", r"乡"),
    ("村", r"村(?:民委员会|委会)?"),
    ("社区", r"社区(?:居民委员会|居委会)?"),
    ("学校", r"校|学院|小学|中学|大学|[一二三四五六七八九十]中|职教中心"),
    ("幼儿园", r"幼儿园"),
    ("医院", r"卫生院|保健院|医院"),
    ("院", r"院"),
    ("公司", r"公司|集团"),
    ("局", r"局"),
    ("机关", r"(?:组织|宣传|统战|武装)部|(?:政法|发改|卫健|改革|健康)委(?:员会)?|妇联|团委|总工会|残联|工商联"),
    ("所", r"所"),
    ("站", r"站"),
    ("中心", r"中心"),
)
_POSTS = {"校长": "学校", "园长": "幼儿园", "院长": "院", "所长": "所", "站长": "站", "局长": "局", "经理": "公司", "董事长": "公司"}
_IN_TITLE = re.compile(
    r"(?P<post>[校园院所站]长)|(?P<kind>街道|镇|乡|(?<![大布开全格结])局|公司|学校|医院|卫生院|中学|小学|幼儿园|村|社区)"
)
# what a unit may say of what it is part of, or is also called
_ABOVE = frozenset({"镇", "乡", "街道"})
_BELOW = frozenset({"村", "社区", "学校", "医院", "公司", "局", "机关", "幼儿园", "院", "所", "站", "中心"})
_ALSO = {
    "机关": frozenset({"局"}),
    "幼儿园": _ABOVE | {"局", "学校"},
    "院": _ABOVE | {"局", "医院", "学校"},
    "所": _ABOVE | {"局", "医院"},
    "站": _ABOVE | {"局", "医院"},
    "中心": _ABOVE | {"局", "医院", "学校", "公司"},
}
_OWN_SAID = re.compile(r"我(?P<kind>镇|乡(?!镇|村)|局(?!面|部)|街道|校|院)|(?:^|[，。；])(?P<body>镇|街道|乡|局)(?:党委|党工委|党组)")


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有与本单位不是一类的自称。"""
    own = _own_kind(document)
    if own is None or document.kind == Kind.OTHER:
        return
    right, above = _right(document), _may_stand_in_a_town(document)
    for paragraph in document.paragraphs:
        text = half_width(paragraph.text)
        for pattern in (_FRAME, _WHOLE, _STAFF, _BARE, _BODY) if _ANY_BODY.search(text) else (_FRAME, _WHOLE, _STAFF, _BARE):
            for match in pattern.finditer(text):
                foreign = _kind(match["kind"])
                if foreign in right or not _conflicts(own, foreign, pattern, above=above) or _explained(text, match, pattern):
                    continue
                start, end = match.start("kind") if pattern is _BARE else match.start(), match.end()
                yield Hit(
                    span=paragraph.at(start, end),
                    message=f"本报告是{own}的，这里却自称“{text[start:end]}”",
                    evidence=f"原文：“{excerpt(text, start, end)}”。",
                    suggestion=f"核对后改为本{own}的称呼。",
                )


def _explained(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Whether the words around a self-reference make it another's: a former post, a quotation, a body named just before."""
    if match[0] in {"本村", "本社区"} and not _BODY_OF.match(text, match.end()):
        return True
    sentence = re.split(r"[。；]", text[: match.start()])[-1]
    if _PAST.search(sentence[-20:]) or _BECAME.match(text, match.end()):
        return True
    if sentence.rfind("“") > sentence.rfind("”") or text.count("“", 0, match.start()) > text.count("”", 0, match.start()):
        return True
    if pattern is _STAFF:
        around = text[max(0, match.start() - _NEARBY) : match.start()] + text[match.end() + 4 : match.end() + _NEARBY]
        return re.search(_NAMED_NEARBY[match["kind"]], around) is not None
    # 县水利局高度重视，局领导班子三次到镇: the bare body is the one named before it
    return pattern in (_BODY, _BARE) and re.search(rf"{_NAMED}{match['kind'][:1]}", sentence) is not None


def _may_stand_in_a_town(document: Document) -> bool:
    """Whether the report's unit may be part of a town: its name is not that of a county's body (青沙市住房保障中心)."""
    units = [said.value for said in document.statements if said.what == "unit" and said.where in {"title", "opening"}]
    return not any(_COUNTY.search(unit) for unit in units)


def _conflicts(own: str, foreign: str, pattern: re.Pattern[str], *, above: bool) -> bool:
    """Whether a self-reference to ``foreign`` cannot stand in a report of ``own``; ``above``: which may be part of a town."""
    if own == foreign or foreign not in _KINDS or (foreign in _ALSO.get(own, ()) and (above or foreign not in _ABOVE)):
        return False
    if pattern is _BODY or pattern is _BARE:
        # a bureau, a school or a village rightly speaks of the town above it without its name
        return not (own in _BELOW and foreign in _ABOVE)
    if pattern is _WHOLE:
        return own in _ABOVE
    return not (own in {"村", "社区"} and foreign in _ABOVE)


def _kind(word: str) -> str:
    word = next((kind for kind in _KINDS if word.startswith(kind)), word)
    return _SELF_SHORT.get(word[:1], word)


def _right(document: Document) -> frozenset[str]:
    """The kinds that the report may call itself: every unit and post its title and opening give, and what their names contain."""
    kinds: set[str] = set()
    if document.kind == Kind.SECONDED or _SENT.search(document.read(document.title) if document.title else ""):
        kinds |= {"局", "公司", "学校", "医院", "院"}
    for statement in document.statements:
        if statement.what == "unit" and statement.where in {"title", "opening"}:
            kinds.add(_ends_in(statement.value) or "")
            kinds.update(
                kind for kind in (*_ABOVE, "院") if kind in statement.value
            )  # 我镇 in a report of 青山镇卫生院, 我院 in one of a 学院
        elif statement.what == "office" and statement.where == "title":
            kinds.update(kind for post, kind in _POSTS.items() if statement.value.endswith(post))
    if "院" in kinds:
        kinds.add("医院")
    return frozenset(kinds)


def _ends_in(name: str) -> str | None:
    return next((kind for kind, tail in _TAILS if re.search(rf"(?:{tail})$", name)), None)


def _own_kind(document: Document) -> str | None:
    """What kind of body the report is of: from the end of its unit's name, its title, else from how it mostly calls itself.

    A unit whose name ends in no word we know is of no kind: then nothing is said.
    """
    if document.unit:
        return _ends_in(document.unit)
    title = document.read(document.title) if document.title else ""
    named = list(_IN_TITLE.finditer(re.sub(r"年度|报告|述职|述廉|述责|乡镇", "", title)))
    if named:
        return _POSTS[named[-1]["post"]] if named[-1]["post"] else _ends_in(named[-1]["kind"])
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
            marks=("街道防汛指挥部", "街道干部"),
            year=2023,
        ),
        Example("石埠镇党委书记2023年度述职报告\n一、履职情况\n争取县水利局资金86万元，整治集镇街道3条，我县评比列第二。", year=2023),
        Example("江州市住房保障中心主任2023年度述职报告\n一、履职情况\n我镇班子都签了承诺书。", marks=("我镇",), year=2023),
        Example("石埠镇中心小学校长2023年度述职报告\n一、履职情况\n竹编课请的是本村的老师傅，我镇拨款修了操场。", year=2023),
    ),
    check=check,
)
