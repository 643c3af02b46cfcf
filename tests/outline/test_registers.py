"""Tables that list problems row by row, in lines of text set with bars or tabs; cells of Word tables are read alike."""

from __future__ import annotations

import pytest

from checker.model import Document, Role
from checker.registers import find_registers

HEAD = (
    "竹溪镇党委书记2024年度述职报告\n现将一年来的情况报告如下。\n一、学习情况\n参加中心组学习11次，讲党课3次。\n"
    "二、履职情况\n修通村道8公里，改造危房26户，新建冷库2座。\n三、廉洁情况\n没有插手工程，没有收受礼品礼金，家属没有经商。\n"
)
WHOLE = """|序号|存在的问题|原因分析|整改措施|责任人|
|---|---|---|---|---|
|1|公文积压，收文到批办平均要5天|分工不清|设专人每日分办|李某|
|2|防汛物资账实不符|没有盘点过|入汛前盘点一次，缺的补齐|王某|
|3|老党员家里走得少|怕麻烦|无|李某|"""


def told(document: Document) -> list[tuple[str, list[str]]]:
    """Each problem with the measures that answer it."""
    answers = [
        [document.read(document.measures[a.measure].span) for a in document.answers if a.problem == i]
        for i in range(len(document.problems))
    ]
    return [(document.read(problem.span), answer) for problem, answer in zip(document.problems, answers, strict=True)]


@pytest.mark.parametrize("separator", ["|", "\t", "｜"])
def test_each_row_is_a_problem_with_what_answers_it(separator: str, read):
    rows = [row.strip("|").replace("|", separator) for row in WHOLE.splitlines() if "---" not in row]

    document = read(f"{HEAD}四、存在问题\n" + "\n".join(rows) + "\n以上报告，请评议。\n")

    assert told(document) == [
        ("公文积压，收文到批办平均要5天", ["设专人每日分办"]),
        ("防汛物资账实不符", ["入汛前盘点一次，缺的补齐"]),
        ("老党员家里走得少", []),
    ]
    assert "措施与问题在表格的同一行" in document.answers[0].evidence


def test_its_columns_give_the_chapter_its_roles(read):
    document = read(f"{HEAD}四、对照检查\n对照岗位职责，还存在以下问题。\n{WHOLE}\n")

    (problems,) = document.with_role(Role.PROBLEMS)
    assert {Role.PROBLEMS, Role.CAUSES, Role.MEASURES} <= set(problems.roles)


def test_under_a_heading_of_something_else_it_is_a_passage_of_its_own(read):
    document = read(f"{HEAD}{WHOLE}\n四、结束语\n以上报告，请评议。\n")

    assert [section.heading for section in document.with_role(Role.PROBLEMS)] == [None]
    assert len(document.problems) == 3


def test_lists_inside_two_cells_are_paired_in_order(read):
    document = read(
        f"{HEAD}四、存在问题及措施\n方面\t存在问题\t整改措施\n"
        "作风\t1.公文积压平均5天。2.老党员家里走得少。\t1.设专人每日分办。2.每月上门两户。\n"
    )

    assert told(document) == [("公文积压平均5天", ["设专人每日分办"]), ("老党员家里走得少", ["每月上门两户"])]


def test_what_was_found_last_year_and_put_right_is_no_criticism_of_this_year(read):
    document = read(
        f"{HEAD}四、上年度反馈问题整改情况\n反馈问题\t整改措施\t整改情况\n公文积压\t设专人分办\t已完成\n防汛物资账实不符\t盘点补齐\t已完成\n"
        "五、存在问题\n一是老党员家里走得少，全年只去过两户。\n六、整改措施\n一是每月上门两户老党员。\n"
    )

    assert told(document) == [("老党员家里走得少，全年只去过两户", ["每月上门两户老党员"])]


def test_a_table_of_figures_is_no_register(read):
    document = read(f"{HEAD}指标\t上年数\t本年数\n粮食面积\t500\t600\n路灯\t100\t120\n")

    assert find_registers(document.paragraphs) == ()


def test_words_with_bars_are_no_table(read):
    document = read(f"{HEAD}四、存在问题\n一是公文|简报积压。\n二是老党员家里走得少。\n")

    assert find_registers(document.paragraphs) == ()
    assert len(document.problems) == 2


def test_a_label_beside_running_text_is_no_head(read):
    row = "存在问题\t公文积压，收文到批办平均要5天；防汛物资账实不符。"

    assert find_registers(read(f"{HEAD}{row}\n整改措施\t设专人每日分办；入汛前盘点一次。\n").paragraphs) == ()


def test_a_report_of_nothing_but_a_register(read):
    document = read("竹溪镇党委书记2024年度述职报告\n" + WHOLE)

    assert len(document.problems) == 3


@pytest.mark.parametrize(
    ("problems", "measures"),
    [
        ("存在问题", "整改措施及时限"),
        ("不足之处", "整改举措（含时限）"),
        ("问题及表现", "整改内容"),
        ("主要不足", "改进措施和目标"),
        ("查摆的问题", "解决办法"),
    ],
)
def test_heads_are_worded_in_many_ways(problems: str, measures: str, read):
    document = read(
        f"{HEAD}四、对照检查\n对照职责，还存在以下问题。\n{problems}\t{measures}\t责任人\n公文积压5天\t设专人分办\t李某\n账实不符\t盘点一次\t王某\n"
    )

    assert told(document) == [("公文积压5天", ["设专人分办"]), ("账实不符", ["盘点一次"])]


def test_the_same_as_above(read):
    document = read(f"{HEAD}四、存在问题\n存在问题\t整改措施\n公文积压5天\t设专人分办\n急件拖到次日\t同上\n")

    assert told(document) == [("公文积压5天", ["设专人分办"]), ("急件拖到次日", ["设专人分办"])]


def test_a_table_of_measures_alone(read):
    document = read(
        f"{HEAD}四、问题清单\n1.公文积压5天，急件也拖。\n2.账实不符，没有盘点过。\n"
        "五、整改清单\n序号\t整改内容\t完成时间\n1\t设专人分办公文\t3月底\n2\t入汛前盘点物资\t5月底\n"
    )

    assert told(document) == [("公文积压5天，急件也拖", ["设专人分办公文"]), ("账实不符，没有盘点过", ["入汛前盘点物资"])]


def test_a_short_row_inside_a_table_is_no_new_head(read):
    document = read(f"{HEAD}四、存在问题\n存在问题\t整改措施\n公文积压5天\t设专人分办\n不足\t措施\n账实不符\t盘点一次\n")

    assert len(find_registers(document.paragraphs)) == 1
