"""不要留下机器换词的痕迹

有的材料经软件换词“洗稿”，留下“经济社会开展”“便民效劳”这样没人写的搭配，一处就足以说明来路。
只收确定的搭配，一字不差才报；“开展教育”“回忆往事”等正常说法不在其中。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Rule, Severity
from rules.lexicon import table

_GOES_ON = "工作活动教育行动服务了着"  # 经济社会开展工作: the word is meant


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有机器换词留下的搭配。"""
    right = {row["wrong"]: row["right"] for group in table("spun")["spun"] for row in group["rows"]}
    pattern = re.compile("|".join(map(re.escape, sorted(right, key=len, reverse=True))))
    for paragraph in document.paragraphs:
        for match in pattern.finditer(paragraph.text):
            following = paragraph.text[match.end() : match.end() + 1]
            if match[0].endswith(("开展", "进展")) and following and following in _GOES_ON:
                continue
            yield Hit(
                span=paragraph.at(match.start(), match.end()),
                message=f"“{match[0]}”像是机器换词，原应是“{right[match[0]]}”",
                evidence=f"原文：“{paragraph.text[max(0, match.start() - 15) : match.end() + 15]}”。",
                suggestion=f"改为“{right[match[0]]}”，并通读全文有无同样的痕迹。",
            )


RULE = Rule(
    name="spun-text",
    family=Family.LEFTOVERS,
    summary="不要留下机器换词的痕迹",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example("全镇经济社会开展迈上新台阶，便民效劳大厅建成使用。", marks=("经济社会开展", "便民效劳")),
        Example("深入开展警示教育，老党员回忆入党经历。"),
    ),
    check=check,
)
