"""查摆问题要具体

“理论学习不够深入”“作风有待进一步转变”放在谁身上都成立，等于没有查摆。问题要见人见事：有数字、事例、时间、地点，或点明是哪项工作。
一条里只要有一处具体内容就不算；一份报告里的空泛问题合为一处“可留意”。设置里可以要求全部空泛时升为“需核对”。
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
    warn_if_all: bool = False  # 全部问题都空泛时报“需核对”


def check(document: Document, options: Options) -> Iterator[Hit]:
    """空泛的问题，合为一处。"""
    if not is_report(document):
        return
    vague = [problem for problem in document.problems if is_vague(told(document, problem), options.least, options.share)]
    if not vague:
        return
    every = len(vague) == len(document.problems)
    yield Hit(
        span=vague[0].span,
        message=f"查摆的{len(document.problems)}个问题都没有具体内容" if every else f"有{len(vague)}个问题没有具体内容",
        evidence="没有数字、事例、时间、地点，也没有点明是哪项工作：" + "；".join(brief(document, problem) for problem in vague) + "。",
        related=tuple(Related(problem.span, "也没有具体内容") for problem in vague[1:]),
        suggestion="写明具体表现：哪项工作、哪件事、差多少、何时发现。",
        severity=Severity.WARNING if every and options.warn_if_all else Severity.NOTICE,
        grouped=True,
    )


RULE = Rule(
    name="vague-problem",
    family=Family.CRITICISM,
    summary="查摆问题要具体",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example(
            "南坪镇镇长述职报告\n一、存在的问题\n一是理论学习不够系统，学得不深不细；二是烟花爆竹检查不细，漏查2家零售点。\n"
            "二、整改措施\n一是坚持每周自学，写好笔记；二是每季度带队检查烟花爆竹零售点。",
            marks=("理论学习不够系统，学得不深不细",),
        ),
        Example(
            "南坪镇镇长述职报告\n一、存在的问题\n一是理论学习不够系统，党委中心组12次学习缺席3次。\n二、整改措施\n一是全年不缺席中心组学习。"
        ),
    ),
    check=check,
)
