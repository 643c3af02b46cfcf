"""The data of a report's page: what stands where, before any HTML."""

from dataclasses import replace

import literals
import pytest

from checker.model import Failure, Severity
from reports.page import page_data, render_page


@pytest.fixture(scope="module")
def data():
    return page_data(literals.full(), literals.context())


@pytest.mark.parametrize(
    ("result", "verdict"),
    [(literals.full(), "需修改"), (literals.clean(), "未见问题"), (literals.unread(), "未查完")],
)
def test_verdict_stands_first(result, verdict):
    assert page_data(result, literals.context()).verdict_label == verdict


def test_a_report_that_only_lacks_a_part_is_not_said_to_hold_what_cannot_be():
    full = literals.full()
    lacking = [finding for finding in full.findings if finding.severity != Severity.ERROR or finding.rule == "missing-section"]
    data = page_data(replace(full, findings=tuple(lacking)), literals.context())
    assert (data.verdict_label, data.errors, data.meaning) == ("需修改", 1, "缺必须有的部分，补上再交。")
    assert page_data(full, literals.context()).meaning == "有照原样不能交的地方，改好再交。"


def test_every_page_says_that_comparisons_stand_on_the_index_whether_there_are_any_or_not():
    """A page goes back to its author: from the line alone nobody can tell whether there is something about a colleague."""
    line = "与其他报告的比对不写在本页，见目录页"
    assert all(line in render_page(page_data(result, literals.context())) for result in (literals.full(), literals.clean()))


def test_counts_are_those_of_open_findings():
    judged = page_data(literals.full(), literals.context(judged=True))
    assert (judged.errors, judged.warnings, judged.notices, len(judged.waived)) == (4, 3, 2, 1)


def test_a_finding_a_reviewer_agreed_to_stays_open():
    judged = page_data(literals.full(), literals.context(judged=True))
    agreed = next(note for passage in judged.passages for note in passage.notes if note.rule == "doubled-punctuation")
    assert agreed.judgement is not None
    assert not agreed.waived


def test_a_finding_says_since_when_it_stands_where_that_is_known():
    html = render_page(page_data(literals.full(), literals.context(judged=True)))
    assert html.count("起就有") == html.count("2026-10-30 起就有") == 1


def test_every_paragraph_is_there_whole(data):
    shown = ["".join(run.text for run in passage.runs) for passage in data.passages]
    assert shown == list(literals.FULL)


def test_every_finding_is_beside_exactly_one_paragraph(data):
    numbers = [note.number for p in data.passages for note in (*p.notes, *p.notices, *p.waived)]
    assert sorted(numbers) == list(range(1, 11))


def test_overlapping_findings_share_the_run_between_them(data):
    runs = next(p for p in data.passages if p.number == 5).runs
    assert "".join(run.text for run in runs if 1 in run.marks) == "由4.2亿元增至5.2亿元，增长18%"
    assert "".join(run.text for run in runs if 2 in run.marks) == "5.2亿元，增长18%，带动"
    assert [(run.text, run.tone) for run in runs if run.marks == (1, 2)] == [("5.2亿元，增长18%", "error")]


def test_every_finding_has_one_reference_in_the_text(data):
    references = [reference.number for p in data.passages for run in p.runs for reference in run.references]
    assert sorted(references) == list(range(1, 11))


def test_a_finding_over_a_whole_paragraph_is_marked_at_its_side(data):
    passage = next(p for p in data.passages if p.number == 7)
    assert passage.bar == "warning"
    assert not any(run.long for run in passage.runs if run.text == "XX")


def test_ninety_gaps_are_counted_by_paragraph(data):
    gaps = next(note for p in data.passages for note in p.notes if note.rule == "placeholder")
    assert gaps.places == 6
    assert [(other.place.number, other.count) for other in gaps.elsewhere] == [(7, 5)]


def test_equal_messages_stand_together_in_the_first_look(data):
    assert [look.severity for look in data.first] == ["error"] * 4 + ["warning"] * 4


def test_requirements_say_where_or_that_nothing_was_found(data):
    assert [(row.name, row.state_label) for row in data.requirements] == [
        ("履行职责", "有专门章节"),
        ("廉洁自律", "有专门章节"),
        ("上年反馈整改", "未见"),
        ("理论学习", "正文中写到"),
    ]


def test_problems_stand_beside_their_measures(data):
    rows = [[(a.number, a.strength_label, a.score) for a in problem.answers] for problem in data.criticism.problems]
    assert rows == [[(1, "明确", "0.87")], [(2, "可能", "0.51")], []]
    assert data.criticism.unanswered == 1
    assert [cell.number for cell in data.criticism.unbound] == [3]


def test_a_problem_nothing_answers_shows_the_nearest_measure_and_why_it_was_not_counted(data):
    near = data.criticism.problems[2].nearest
    assert (near.measure.number, near.reason) == (3, "两者没有共同的主题，也没有共有的专门词语")
    assert [problem.nearest for problem in data.criticism.problems[:2]] == [None, None]


def test_the_page_says_what_possible_means_where_it_says_possible(data):
    assert "“可能”约有一半是对的" in render_page(data)
    surely = replace(data.criticism, problems=(data.criticism.problems[0],))
    assert "约有一半" not in render_page(replace(data, criticism=surely))


def test_the_words_that_tie_a_problem_to_its_measure_are_marked_in_both(data):
    problem = data.criticism.problems[0]
    marked = [[piece.text for piece in pieces if piece.tie] for pieces in (problem.pieces, problem.answers[0].pieces)]
    assert marked == [["学习"], ["自学", "学习"]]
    assert "".join(piece.text for piece in problem.pieces) == problem.text


def test_the_page_says_how_sure_an_answer_is_in_words_alone(data):
    html = render_page(data)
    assert "明确" in html
    assert "0.87" not in html


def test_figures_stand_under_their_headings_with_the_sums_they_took_part_in(data):
    groups = [
        (group.title, [(row.indicator, [(s.number, s.state_label) for s in row.sums]) for row in group.rows])
        for group in data.ledger.groups
    ]
    assert groups == [("（一）产业发展", [("茶叶产值", [(1, "不符")])]), ("（二）基层治理", [("矛盾纠纷", [])])]
    assert data.ledger.groups[1].rows[0].looked_at == ("完成率",)
    assert data.ledger.states == (("wrong", "不符", 1), ("open", "未能判定", 1), ("right", "相符", 1))


def test_the_way_finder_tells_what_is_missing_unanswered_and_wrong(data):
    assert (data.missing, data.criticism.unanswered, data.ledger.wrong) == (1, 1, 1)


def test_the_verdict_says_what_it_asks_of_the_reviewer_and_when_the_report_was_checked():
    html = render_page(page_data(literals.clean(), literals.context()))
    assert "由人判断" in page_data(literals.clean(), literals.context()).meaning
    assert "2026-11-02 08:30 检查 · 程序 1.2.3 · 规则集 0123456789ab · 文件指纹 " in html


def test_a_report_without_errors_and_warnings_says_so_where_one_looks_first():
    assert "没有错误和警告" in render_page(page_data(literals.clean(), literals.context()))


def test_of_many_equal_findings_six_are_linked_and_the_rest_counted():
    data = page_data(literals.alike_findings(9), literals.context())
    (look,) = data.first
    html = render_page(data)
    assert len(look.notes) == 9
    assert '<a href="#rule-doubled-punctuation">另 3 处</a>' in html
    assert 'id="rule-doubled-punctuation"' in html


def test_wrong_sums_come_first(data):
    assert [s.state_label for s in data.ledger.sums] == ["不符", "未能判定", "相符"]


def test_rules_that_found_something_come_with_their_reasons(data):
    first = data.rules[0]
    assert first.summary == "必需的部分应当齐全。"
    assert first.reasons == ("少了一部分，考核时无法逐项对照，材料会被退回。", "改法：补写这一部分；确实没有的，写明原因。")


def test_rules_that_are_off_and_rules_that_found_nothing_are_listed(data):
    assert data.rules_off == ("数字写法应当一致。",)
    assert data.rules_silent == ()


def test_a_crashed_rule_makes_the_report_unfinished():
    from dataclasses import replace

    crashed = replace(literals.clean(), failures=(Failure("rule", "规则出错。", "请人工核对。", "placeholder"),))
    data = page_data(crashed, literals.context())
    assert data.verdict_label == "未查完"
    assert data.passages
    assert data.rules_crashed == ("模板里的空位应当填好。",)
    assert "模板里的空位应当填好。" not in data.rules_silent


def test_an_unread_file_has_a_page_with_reason_and_advice():
    html = render_page(page_data(literals.unread(), literals.context()))
    assert "文件受密码保护，打不开。" in html
    assert "请作者去掉密码后重新交来。" in html


def test_the_outline_counts_what_stands_under_each_heading(data):
    counted = {entry.title: (entry.errors, entry.warnings) for entry in data.outline}
    assert counted["（一）产业发展"] == (2, 1)
    assert counted["二、廉洁自律情况"] == (0, 1)


def test_the_same_result_gives_the_same_page():
    pages = {render_page(page_data(literals.full(), literals.context())) for _ in range(2)}
    assert len(pages) == 1


def test_a_long_report_with_sixty_findings_stays_below_300_kilobytes():
    html = render_page(page_data(literals.crowded(), literals.context()))
    assert len(html.encode()) < 300_000


def test_severities_have_a_word_each(data):
    assert {note.severity_label for p in data.passages for note in (*p.notes, *p.notices)} == {"错误", "警告", "提示"}
    assert len(Severity) == 3
