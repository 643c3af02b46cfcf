"""The ledger as a whole: claims, the checks they took part in, coverage, and hostile texts."""

import pickle
import random
from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules.lexicon
from checker.figures import FigureLexicon, Ledger, find_figures
from checker.model import Document, Paragraph, Source, Span

ReadLedger = Callable[..., Ledger]


@pytest.mark.parametrize(
    ("text", "indicator", "scope", "period"),
    [
        ("全镇粮食播种面积2.4万亩。", "粮食播种面积", "全镇", "2024"),
        ("全年新建路灯120盏。", "新建路灯", "", "2024"),
        ("上年村集体收入320万元。", "村集体收入", "", "2023"),
        ("2022年流转土地800亩。", "流转土地", "", "2022年"),
        ("柳溪村发展大棚60座。", "柳溪村发展大棚", "柳溪村", "2024"),
        ("有序推进荷塘整治73亩。", "有序推进荷塘整治", "", "2024"),
        ("建成12个乡镇公共厕所。", "建成乡镇公共厕所", "", "2024"),
        ("新增乡村振兴示范点3个。", "新增乡村振兴示范点", "", "2024"),
        ("获评全市先进集体2次。", "获评全市先进集体", "", "2024"),
        ("第三产业增加值18亿元。", "第三产业增加值", "", "2024"),
        ("对柳溪村补助12万元。", "柳溪村补助", "柳溪村", "2024"),
        ("新设150万元助学专项资金。", "新设助学专项资金", "", "2024"),
    ],
)
def test_a_claim_says_what_for_whom_and_when(ledger: ReadLedger, text: str, indicator: str, scope: str, period: str) -> None:
    claim = ledger(text).claims[0]
    assert (claim.indicator, claim.scope, claim.period) == (indicator, scope, period)


@pytest.mark.parametrize("date", ["2024 年述职报告", "2024 年 6 月 8 日开工", "6 月 8 日开工", "2024年6月8日开工"])
def test_a_date_set_with_blanks_is_no_figure(ledger: ReadLedger, date: str) -> None:
    assert ledger(f"林场场长 {date}。").claims == ()


def test_a_sum_that_two_readings_of_a_sentence_do_alike_stands_once(ledger: ReadLedger) -> None:
    found = ledger("对19户监测对象逐户落实帮扶干部，年内消除风险11户，还有8户继续帮扶。")
    assert [statistic.arithmetic for statistic in found.statistics] == ["11户＋8户＝19户，总数为19户"]


def test_right_claims_tell_which_checks_they_passed(ledger: ReadLedger) -> None:
    claims = ledger("受理信访60件，其中来信45件、来访15件。").claims
    assert [claim.checks for claim in claims] == [("parts",)] * 3


def test_coverage_counts_what_was_read_and_what_could_be_checked(ledger: ReadLedger) -> None:
    found = ledger("受理信访60件，其中来信45件、来访15件。新增企业12家，占全县的9%。")
    assert (found.coverage.numbers, found.coverage.statements, found.coverage.checked) == (5, 2, 1)


def test_a_ledger_pickles(ledger: ReadLedger) -> None:
    found = ledger("受理信访60件，其中来信45件、来访15件。")
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


def test_figures_of_hard_wrapped_lines_keep_their_place(lexicon: FigureLexicon) -> None:
    text = "受理信访60件，其中来信4\n5件、来访25件。"
    at = text.index("\n")
    offsets = tuple(i for i in range(len(text)) if i != at)
    paragraph = Paragraph(Span(0, len(text)), text.replace("\n", ""), offsets)
    found = find_figures(Document(Source("a.txt", text, "txt", "", (paragraph,))), lexicon)
    assert found.statistics[0].span.of(text) == "60件，其中来信4\n5件、来访25件"


PIECES = st.sampled_from(
    [
        *"0123456789.,%、，。；：（）年月日万亿元亩户人件第由比占增至到近余多其中分别",
        "其中",
        "增长",
        "比上年",
        "占全镇",
        "由",
        "分别为",
        "合计",
        "XX",
        "個",
        "％",
        "５",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=120).map("".join))
def test_no_text_raises_and_every_span_lies_in_it(text: str) -> None:
    lexicon = FigureLexicon.from_tables(rules.lexicon.tables())
    document = Document(Source("a.txt", text, "txt", "", (Paragraph(Span(0, len(text)), text),) if text else ()), year=2024)
    found = find_figures(document, lexicon)
    for span in [s.span for s in found.statistics] + [claim.figure.span for claim in found.claims]:
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("text", ["连续30年获评先进。", "水质为30年来最好。", "推动3.0方案落地。", "实施“三名”工程。"])
def test_durations_names_and_slogans_are_no_claims(ledger: ReadLedger, text: str) -> None:
    assert ledger(text).claims == ()


@pytest.mark.parametrize("unit", ["", "其中甲5个、乙6个，", "由5个增至6个，", "5个（", "同比减少5件，", "占5%，", "1,234"])
def test_figures_without_end_cost_time_in_proportion(ledger: ReadLedger, unit: str) -> None:
    """A text of 16,000 characters, of digits and units at random or of one piece over and over, against a quarter of it."""
    drawn = random.Random(5)
    whole = "".join(drawn.choices("0123456789.,万亿元亩户人个件%，、；：其中由至增降占比分别合计年月第余多近", k=16000))
    whole = unit * (16000 // len(unit)) if unit else whole

    def seconds(text: str) -> float:
        begun = process_time()
        ledger(text)
        return process_time() - begun

    seconds(whole[:400])  # what is compiled once
    assert seconds(whole) < 12 * max(min(seconds(whole[:4000]) for _ in range(2)), 0.005)
