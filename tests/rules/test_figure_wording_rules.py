"""约数词、丢失的数字和数字写法：每行一句，与应当标出的文字。"""

import pytest

from checker.model import Document, Paragraph, Rule, Source, Span
from rules import approximation_clash, figure_form, lost_digits


def marked(rule: Rule, text: str) -> list[str]:
    document = Document(Source("a.txt", text, "txt", "", (Paragraph(Span(0, len(text)), text),)))
    return [hit.span.of(text) for hit in rule.check(document, rule.options())]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("慰问近600余户。", ["近600余户"]),
        ("投入将近3万多元。", ["将近3万多元"]),
        ("约120人左右参加。", ["约120人左右"]),
        ("超过80%以上。", ["超过80%以上"]),
        ("近50名以上。", ["近50名以上"]),
        ("大约近300人参加。", ["大约近"]),
        ("增长5%-6%左右。", ["5%-6%左右"]),
        ("参会人数超过约300人。", ["超过约"]),
        ("发放约60余份。", []),
        ("近年来，附近10余户搬迁。", []),
        ("最近20多天，近30多年的老问题得到解决。", []),
        ("签约12个左右，节约20万元左右。", []),
        ("近千名群众，约300人。", []),
        ("增长5%左右，超过200人。", []),
        ("不超过约300元，突破约定的期限。", []),
    ],
)
def test_approximation_clash(text: str, marks: list[str]) -> None:
    assert marked(approximation_clash.RULE, text) == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("实现工业产值亿元，增长8%。", ["产值亿元"]),
        ("完成投资5 9亿元。", ["5 9亿元"]),
        ("年均递增.3%。", ["递增.3%"]),
        ("投资3.亿元。", ["3.亿元"]),
        ("突破亿元大关，引进亿元以上项目3个。", []),
        ("户均达万元，增长8%。", []),
        ("占人口多数，实施人才工程。", []),
        ("2024 年完成 12 亿元。", []),
        ("投资2.5亿元。", []),
    ],
)
def test_lost_digits(text: str, marks: list[str]) -> None:
    assert marked(lost_digits.RULE, text) == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("培训3千余人。", ["3千余"]),
        ("增长5-6%。", ["5-6%"]),
        ("投资2.4个亿。", ["2.4个亿"]),
        ("走访三、四个村。", ["三、四"]),
        ("增长5%—6%。", []),
    ],
)
def test_figure_form(text: str, marks: list[str]) -> None:
    assert marked(figure_form.RULE, text) == marks
