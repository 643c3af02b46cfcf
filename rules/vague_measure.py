"""整改措施要可操作

“进一步加强学习，不断提高能力”看不出谁来做、做什么、何时做完，年底也无从检查。
没有人、时间、次数、数量，也没有点明具体做什么的措施，合为一处“可留意”。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Related, Rule, Severity
from rules._criticism import brief, is_report, is_vague, told


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    least: int = 8  # 除去套话后少于这么多字的算空泛
    share: float = 0.3  # 除去套话后剩余字数的比例低于这个数的算空泛


def check(document: Document, options: Options) -> Iterator[Hit]:
    """空泛的措施，合为一处。"""
    if not is_report(document):
        return
    vague = [measure for measure in document.measures if is_vague(told(document, measure), options.least, options.share)]
    if not vague:
        return
    yield Hit(
        span=vague[0].span,
        message=f"有{len(vague)}条措施看不出谁来做、做什么、何时做完",
        evidence="没有时间、次数、数量，也没有点明具体做法：" + "；".join(brief(document, measure) for measure in vague) + "。",
        related=tuple(Related(measure.span, "也没有具体做法") for measure in vague[1:]),
        suggestion="写明由谁、做什么、做到什么程度、何时完成。",
        grouped=True,
    )


RULE = Rule(
    name="vague-measure",
    family=Family.CRITICISM,
    summary="整改措施要可操作",
    severity=Severity.NOTICE,
    options=Options,
    examples=(
        Example(
            "南坪镇镇长述职报告\n一、存在的问题\n一是理论学习不够系统，中心组学习缺席3次。\n二、整改措施\n一是进一步加强理论学习，不断提高能力素质。",
            marks=("进一步加强理论学习，不断提高能力素质",),
        ),
        Example(
            "南坪镇镇长述职报告\n一、存在的问题\n一是理论学习不够系统，中心组学习缺席3次。\n二、整改措施\n一是加强理论学习，每天自学一小时。"
        ),
    ),
    check=check,
)
