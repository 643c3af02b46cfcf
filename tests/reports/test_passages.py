"""Text cut into runs: nothing is lost, whatever the findings are."""

import literals
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Document, DocumentResult, Family, Paragraph, Related, Severity, Source, Span
from reports.page import page_data
from reports.passages import passages_of

LINES = ("第一段文字，讲一件事。", "第二段，短。", "第三段又讲了另外一件事，写得长一些，好有地方落笔。")
DRAFT = literals.Draft(LINES)
LENGTH = len(DRAFT.text)

spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(
    lambda p: Span(min(p[0], LENGTH - 1), max(p[0] + 1, min(p[1], LENGTH)))
)
severities = st.sampled_from(list(Severity))


@given(st.lists(st.tuples(spans, severities, st.lists(spans, max_size=7)), max_size=8))
def test_no_character_is_lost_and_every_finding_has_one_note_and_one_reference(places):
    findings = tuple(
        literals.finding("rule", Family.WORDING, severity, span, DRAFT, "。", number, related=tuple(Related(r, "") for r in related))
        for number, (span, severity, related) in enumerate(places)
    )
    result = DocumentResult("a.txt", "", "txt", Document(DRAFT.source("a.txt")), findings)
    passages = page_data(result, literals.context()).passages
    assert ["".join(run.text for run in passage.runs) for passage in passages] == list(LINES)
    assert sorted(n.number for p in passages for n in (*p.notes, *p.notices)) == list(range(1, len(places) + 1))
    assert sorted(r.number for p in passages for run in p.runs for r in run.references) == list(range(1, len(places) + 1))


def test_marks_in_a_hard_wrapped_paragraph_are_on_the_joined_words():
    text = "数字写成\n一百二十三万元。"
    wrapped = Paragraph(Span(0, len(text)), text.replace("\n", ""), offsets=tuple(i for i, c in enumerate(text) if c != "\n"))
    document = Document(Source("a.txt", text, "txt", "", (wrapped,)))
    draft = literals.Draft((text,))
    finding = literals.finding("rule", Family.FIGURES, Severity.ERROR, draft.span("写成\n一百"), draft, "。", 1)
    result = DocumentResult("a.txt", "", "txt", document, (finding,))
    (passage,) = page_data(result, literals.context()).passages
    assert [(run.text, run.marks) for run in passage.runs] == [("数字", ()), ("写成一百", (1,)), ("二十三万元。", ())]


def test_a_heading_that_runs_on_is_told_from_its_paragraph():
    passage = page_data(literals.full(), literals.context()).passages[4]
    heading = [run for run in passage.runs if run.heading]
    assert "".join(run.text for run in heading) == "（一）产业发展。"
    assert passage.level is None


def test_headings_have_levels_below_those_of_the_page():
    levels = {"".join(run.text for run in p.runs): (p.level, p.tag) for p in page_data(literals.full(), literals.context()).passages}
    assert levels[literals.FULL[0]] == (0, "p")
    assert levels["一、履行职责情况"] == (1, "h3")


def test_a_report_that_was_not_read_has_no_passages():
    assert passages_of(literals.unread(), ()) == ()
