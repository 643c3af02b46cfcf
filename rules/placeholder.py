"""模板里的空要填上

“XX万元”“20__年”“某镇”交上来，审阅人第一眼就知道材料是套的模板，这些句子里的数字也无从核对。
一份报告只报一条，写明共几个空、各缺什么；留空太多的，整份材料没有填写，另按“材料未填写”提示。
型号（XX-200型）、X光、尺码、尺寸（4×100米）、账号名称、Markdown 加粗不算；匿名送审的材料可在设置里说明，某镇、××县不算。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Placeholder, Related, Rule, Severity
from rules._excerpt import excerpt

_MISSING = {"value": "数字", "name": "名称", "date": "日期", "text": "内容"}
_AROUND = 12  # characters shown on either side of a gap
_SHOWN = 5  # gaps quoted in the evidence


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    template_count: int = 10  # 超过几处算“材料未填写”
    template_density: float = 3.0  # 或者每千字超过几处（至少4处）


def check(document: Document, options: Options) -> Iterator[Hit]:
    """全文没有填写的地方，合为一条。"""
    gaps = document.placeholders
    if not gaps:
        return
    amounts = Counter(gap.missing for gap in gaps)
    kinds = "、".join(f"{_MISSING[missing]}{amount}个" for missing, amount in amounts.most_common())
    density = 1000 * len(gaps) / max(len(document.text), 1)
    template = len(gaps) > options.template_count or (len(gaps) >= 4 and density > options.template_density)
    yield Hit(
        span=gaps[0].span,
        message=f"材料未填写：全文有{len(gaps)}个空（{kinds}）" if template else f"有{len(gaps)}个空没有填写（{kinds}）",
        evidence="原文："
        + "".join(dict.fromkeys(f"「{_context(document, gap)}」" for gap in gaps[:_SHOWN]))
        + ("等。" if len(gaps) > _SHOWN else "。"),
        related=tuple(Related(gap.span, f"缺{_MISSING[gap.missing]}") for gap in gaps[1:]),
        suggestion="逐处填上实际的数字、名称和日期后再交。",
        details=(("count", len(gaps)), ("template", template)),
        severity=Severity.WARNING if template else None,
        grouped=True,
    )


def _context(document: Document, gap: Placeholder) -> str:
    paragraph = next(paragraph for paragraph in document.written if paragraph.span.overlaps(gap.span))
    at = paragraph.span.start
    return excerpt(document.read(paragraph.span), gap.span.start - at, gap.span.end - at, _AROUND)


RULE = Rule(
    name="placeholder",
    family=Family.LEFTOVERS,
    summary="模板里的空要填上",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example("年内修建蓄水池3口，投入资金XX万元，灌溉面积增加200亩。", marks=("XX万元",)),
        Example("20__年3月任石埠镇副镇长。", marks=("20__年",)),
        Example("购置XY-300型旋耕机4台，拍X光片60人次，接力赛跑4×100米。"),
        Example("**加强学习。**全年集中学习12次。"),
    ),
    check=check,
)
