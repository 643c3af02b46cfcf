"""Figures set in lines or in Word tables: each row's change is checked like one told in words."""

from collections.abc import Callable

import pytest
from figure_documents import document_of

from checker.figures import FigureLexicon, Ledger, find_figures
from checker.model import Document, Paragraph, Source, Span

Verdicts = Callable[..., list[bool | None]]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("项目　上年数　本年数　增长\n莲藕面积（亩）　500　600　20%", [True]),
        ("项目　　上年数　　本年数　　增长\n莲藕面积（亩）　　500　　600　　30%", [False]),
        ("指标\t单位\t2023年\t2024年\t增幅\n路灯\t盏\t120\t150\t35%", [False]),
        ("| 项目 | 去年 | 今年 | 同比增长 |\n|---|---|---|---|\n| 收入（万元） | 12.5 | 15 | 20% |", [True]),
        ("项目 上年 本年 增长率\n撂荒地（亩） 120 96 -20\n合作社（家） 16 20 35", [True, False]),
        ("项目　上年数　本年数　增减\n信访（件）　80　60　-20", []),  # a difference or a rate: not to be told apart
        ("项目　上年数　本年数　增长\n普及率（%）　36.2　39.0　2.8个百分点", [True]),
        ("项目　上年数　本年数　增长\n生产总值（亿元）　20　25　8%", [None]),
        ("项目　计划数　完成数　完成率\n道路（公里）　20　25　8%", []),
        ("莲藕面积（亩）　500　600　30%", []),
        ("项目　上年数　本年数　增长\n以上数据由统计站提供。\n莲藕面积（亩）　500　600　30%", []),
    ],
)
def test_rows_of_text(verdicts: Verdicts, text: str, holds: list[bool | None]) -> None:
    assert verdicts(text, "growth", "points", "difference") == holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("指标　年度目标　实际完成　完成率\n培训场次　40　46　115%\n问诊人次　3000　3150　115%", [True, False]),
        (
            "| 项目 | 单位 | 计划 | 完成 | 完成率(%) |\n|---|---|---|---|---|\n| 李树 | 亩 | 800 | 760 | 95 |",
            [True],
        ),
        ("项目　单位　计划　完成　完成率(%)\n培训　人次　1200　1380　105", [False]),
        ("指标　目标　完成　完成率\n空置率（%）　28　26.4　106.1%", []),  # better the lower it is, and counted so
        ("指标　目标　完成　完成率\n住院日（天）　8.0　7.6　达标", []),
        ("指标　目标　完成\n道路（公里）　20　25", []),
    ],
)
def test_what_was_set_beside_what_was_done(verdicts: Verdicts, text: str, holds: list[bool | None]) -> None:
    assert verdicts(text, "completion") == holds


def test_a_plan_is_no_figure_of_the_year(ledger: Callable[..., Ledger]) -> None:
    claims = ledger("项目　计划　完成\n新修水渠（公里）　20　25").claims
    assert [(claim.indicator, claim.period, claim.figure.value) for claim in claims] == [("新修水渠", "计划", 20), ("新修水渠", "2024", 25)]


def test_rows_are_claims_of_two_years(ledger: Callable[..., Ledger]) -> None:
    claims = ledger("单位：万元\n项目　上年数　本年数\n村集体收入　320　400").claims
    told = [(claim.indicator, claim.period, claim.figure.value, claim.figure.unit) for claim in claims]
    assert told == [("村集体收入", "2023", 320, "万元"), ("村集体收入", "2024", 400, "万元")]


def word_table(*rows: tuple[str, ...]) -> Document:
    """A report of 2024 that is one Word table, a paragraph a cell."""
    text, paragraphs = "", []
    for i, row in enumerate(rows, 1):
        for j, cell in enumerate(row, 1):
            span = Span(len(text), len(text) + len(cell))
            paragraphs.append(Paragraph(span, cell, origin=f"表格第{i}行第{j}列", in_table=True))
            text += cell + "\n"
    return Document(Source("report.docx", text, "docx", "", tuple(paragraphs)), year=2024)


def test_cells_of_a_word_table(lexicon: FigureLexicon) -> None:
    document = word_table(
        ("项目", "上年数", "本年数", "增长"), ("莲藕面积（亩）", "500", "600", "30%"), ("路灯（盏）", "100", "120", "20%")
    )
    found = find_figures(document, lexicon)
    assert [(s.holds, s.span.of(document.text)) for s in found.statistics] == [
        (False, "莲藕面积（亩）\n500\n600\n30%"),
        (True, "路灯（盏）\n100\n120\n20%"),
    ]


def test_prose_is_no_table(lexicon: FigureLexicon) -> None:
    assert find_figures(document_of("上年数 本年数 都已核实。\n全年 500 600 30%"), lexicon).statistics == ()
