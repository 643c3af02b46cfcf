"""篇幅要在规定的范围内

没有查到关于述职报告字数的统一规定，所以默认不检查；本单位通知规定了字数的，在设置里写上，超出或不足时提示。
字数按不计空白的字符数计算。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Rule, Severity, Span

_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    minimum: int = 0  # 至少多少字；0为不限
    maximum: int = 0  # 至多多少字；0为不限


def check(document: Document, options: Options) -> Iterator[Hit]:
    """篇幅超出范围时的一条提示。"""
    characters = sum(map(len, document.text.split()))
    if not document.paragraphs or not characters:
        return
    if options.maximum and characters > options.maximum:
        difference = f"超过上限{options.maximum}字，多出{characters - options.maximum}字"
    elif characters < options.minimum:
        difference = f"不足下限{options.minimum}字，还差{options.minimum - characters}字"
    else:
        return
    first = document.title or document.paragraphs[0].span
    yield Hit(
        span=Span(first.start, min(first.end, first.start + _SHOWN)),
        message=f"全文{characters}字，{difference}",
        evidence="字数不计空白，范围由设置规定。",
        suggestion="按通知规定的篇幅增删。",
        details=(("characters", characters),),
    )


RULE = Rule(
    name="length-out-of-range",
    family=Family.STRUCTURE,
    summary="篇幅要在规定的范围内",
    severity=Severity.NOTICE,
    options=Options,
    examples=(
        Example("石岭镇党委书记2024年度述职报告\n一、履职情况\n建成冷库1座，带动60户种菜。\n", year=2024, name="不设范围就不检查"),
        Example(
            "石岭镇党委书记2024年度述职报告\n一、履职情况\n建成冷库1座，带动60户种菜。\n",
            marks=("石岭镇党委书记2024年度述职报告",),
            year=2024,
            options=(("minimum", 1500),),
            name="不足下限",
        ),
    ),
    check=check,
)
