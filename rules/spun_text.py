"""不要留下机器换词的痕迹

有的材料经软件换词“洗稿”，留下“经济社会开展”“便民效劳”这样没人写的搭配，一处就足以说明来路。
只收确定的搭配，一字不差、前后文也对得上才报；“围绕经济社会开展调研”“指导班子成员”“回忆往事”等正常说法不在其中。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Rule, Severity
from rules._collocations import wrong_words
from rules._excerpt import excerpt


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有机器换词留下的搭配。"""
    for paragraph in document.paragraphs:
        for match, right in wrong_words(paragraph.text, "spun", "spun"):
            yield Hit(
                span=paragraph.at(match.start(), match.end()),
                message=f"“{match[0]}”像是机器换词，原应是“{right}”",
                evidence=f"原文：“{excerpt(paragraph.text, match.start(), match.end())}”。",
                suggestion=f"改为“{right}”，并通读全文有无同样的痕迹。",
            )


RULE = Rule(
    name="spun-text",
    family=Family.LEFTOVERS,
    summary="不要留下机器换词的痕迹",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example("全镇经济社会开展迈上新台阶，便民效劳大厅建成使用。", marks=("经济社会开展", "便民效劳")),
        Example("深入开展警示教育，围绕经济社会开展调研，老党员回忆入党经历，指导班子成员改进作风。"),
    ),
    check=check,
)
