"""用词要合当年的情形

机构改了名、任务已经完成，报告里还用旧的说法，常常是沿用几年前的材料。
按年度对照一张表，只提示不判错：讲历史、讲成果、讲原来身份的不算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Related, Rule, Severity
from rules._calendar import report_year, year_stated
from rules.lexicon import table

_HISTORY = re.compile(
    r"巩固|成果|衔接|原|曾|以来|期间|时期|历史|过去|精神|已脱|脱贫攻坚期|收官|总结|回顾|经验|退出|老|建档立卡|“[^”]{0,12}$"
)
_GOES_ON = re.compile(r"成果|精神|以来|时期|期间|期内|收官|总结|经验|表彰|档案|普查|任务完成|[^，。]{0,4}(?:成果|衔接)")


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有已经过时的说法，同一说法合为一条。"""
    year = report_year(document)
    if year is None:
        return
    for row in table("stale_terms")["stale"]:
        if year <= row["until"] or not any(term in document.text for term in row["terms"]):
            continue
        places = []
        for paragraph in document.paragraphs:
            for match in re.finditer("|".join(map(re.escape, row["terms"])), paragraph.text):
                before, after = paragraph.text[max(0, match.start() - 10) : match.start()], paragraph.text[match.end() : match.end() + 8]
                if not _HISTORY.search(before) and not _GOES_ON.match(after):
                    places.append((paragraph.at(match.start(), match.end()), match[0]))
        if places:
            span, term = places[0]
            yield Hit(
                span=span,
                message=f"“{term}”是{row['until']}年以前的说法，报告是{year}年度",
                evidence=f"共{len(places)}处：{'、'.join(dict.fromkeys(word for _, word in places))}。",
                related=(*(Related(other, "同类说法") for other, _ in places[1:]), *year_stated(document)),
                suggestion=f"现在多写作：{row['instead']}。",
            )


RULE = Rule(
    name="stale-term",
    family=Family.TIME,
    summary="用词要合当年的情形",
    severity=Severity.NOTICE,
    options=Options,
    examples=(
        Example("石埠镇2023年度述职报告\n干部挺在脱贫攻坚最前沿，收缴新农合基金46万元。", marks=("脱贫攻坚最前沿", "新农合"), year=2023),
        Example("石埠镇2023年度述职报告\n巩固拓展脱贫攻坚成果，城乡居民医保参保率稳定。", year=2023),
        Example("石埠镇2018年度述职报告\n干部挺在脱贫攻坚最前沿。", year=2018),
    ),
    check=check,
)
