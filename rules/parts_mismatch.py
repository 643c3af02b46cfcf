"""分项之和应当与总数相符

“其中”之后的各项加起来超过总数，或者写明已经列全而加起来对不上，两个数里必有一个是错的。
“其中”常常只列一部分：各项之和小于总数时，只有写明列全（分别为、其余为、各占比例合计100%、男女等互补类别）才报；
年龄与学历、致贫原因之类交叉的分类，文中注明跨类、重复统计的，带“近”“余”“等”的列举，都不算。
超出总数而分类未必互相排斥的（人、户、企业、地块），按警告报，不算错误。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Rule, Severity
from rules._statistics import broken


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项：允许的出入由数字自身的精度决定。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """各处分项与总数不符的地方。"""
    yield from broken(document, "parts")


RULE = Rule(
    name="parts-mismatch",
    family=Family.FIGURES,
    summary="分项之和应当与总数相符",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example("全镇流转土地4300亩，其中水稻2600亩、烟叶1200亩、莲子900亩。", marks=("4300亩，其中水稻2600亩、烟叶1200亩、莲子900亩",)),
        Example("排查隐患25处，其中用电类11处、消防类9处、道路类5处。"),
        Example("培养后备干部18名，其中35岁以下14名、大专以上学历16名。"),
        Example("查处案件17件，其中涉及村干部6件、涉及工程4件。"),
    ),
    check=check,
)
