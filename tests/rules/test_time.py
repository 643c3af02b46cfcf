"""年份、周年、会议、规划、日期。"""

from __future__ import annotations

import pytest

HEAD = "石埠镇党委书记{year}年度述职报告\n现将一年来履行职责的情况报告如下。\n一、履行职责情况\n"
TAIL = "\n二、存在的问题\n到塘下村走访少。\n三、下一步打算\n{plan}"


def report(duty: str, *, year: int = 2023, plan: str = "每月到塘下村走访。") -> str:
    return HEAD.format(year=year) + duty + TAIL.format(plan=plan)


WRONG_YEAR = [
    "回顾2022年的履职情况，我始终勤勉尽责。",
    "截至2022年12月底，今年安排的9个项目全部完工。",
    "2022年，镇党委、政府在县委的坚强领导下，办成了几件大事。",
    "先后于2025年3月和9月举办培训班2期。",
    "2024年8月，我带队到县里争取资金32万元。",
    "我把安全放在前头，2022年入汛以来，我带队巡查山塘31次。",
]
RIGHT_YEAR = [
    "比2022年增加46户，由2021年的12家增至19家。",
    "对2022年度述职评议反馈的5个问题逐条整改。",
    "我于2021年9月到石埠镇任职。",
    "认真落实《2025年行动方案》，印发石发〔2021〕4号文件。",
    "获评2022年度先进集体。",
    "截至2024年1月，今年安排的9个项目全部完工。",
    "争取2025年建成投产的冷库项目落地。",
    "编制2024年重点项目计划。",
    "我带队巡查山塘31次，比2022年入汛以来的同期多6次。",
    "2023年入汛以来，我带队巡查山塘31次。",
    "截至2022年底还有18户没有搬进新居，今年全部入住。",
]


@pytest.mark.parametrize("text", WRONG_YEAR)
def test_a_year_that_contradicts_the_reports(told, text):
    assert [severity for severity, _ in told("wrong-year", report(text))] == ["warning"]


@pytest.mark.parametrize("text", RIGHT_YEAR)
def test_years_that_may_stand(told, text):
    assert told("wrong-year", report(text)) == []


@pytest.mark.parametrize(
    ("date", "wrong"),
    [
        ("2023年1月6日", True),  # the year not turned over
        ("２０２３年１月６日", True),
        ("二〇二三年一月", True),
        ("韦正平 2022年12月28日", True),
        ("2024年1月6日", False),
        ("2023年12月28日", False),
        ("2024年3月", False),
    ],
)
def test_a_report_is_not_signed_before_what_it_tells(told, date, wrong):
    text = report("今年9月建成冷库1座。") + f"\n{date}"
    assert bool(told("wrong-year", text)) is wrong


def test_a_deadline_in_the_last_cell_of_a_table_is_no_date_of_signing(told):
    rows = "<tr><td>问题</td><td>措施</td><td>时限</td></tr><tr><td>到塘下村走访少</td><td>每月走访一次</td><td>{date}</td></tr>"
    lines = "".join(f"<p>{line}</p>" for line in report("今年9月建成冷库1座。").splitlines())

    assert told("wrong-year", f"<html><body>{lines}<table>{rows.format(date='2023年6月')}</table></body></html>") == []
    assert told("wrong-year", f"<html><body>{lines}<p>2023年6月</p></body></html>") == [("warning", "2023年6月")]


LONG = "全年修路9公里。\n修渠3公里。\n改水4处。\n安装路灯60盏。"


@pytest.mark.parametrize(
    ("end", "wrong"),
    [
        ("韦正平\n2023年1月6日", True),
        ("韦正平　2023年2月16日", True),
        ("韦正平\n2023年3月16日", False),
        ("韦正平\n2024年1月6日", False),
        ("每月到塘下村走访。\n2023年1月6日\n附件：走访台账", False),  # not the last line, so perhaps not the signature
        ("韦正平\n2023年1月", False),
    ],
)
def test_a_report_on_a_whole_year_is_not_signed_when_the_year_has_begun(told, end, wrong):
    assert bool(told("wrong-year", f"{report(LONG)}\n{end}")) is wrong


def test_a_school_year_may_be_told_of_in_the_middle_of_its_second_year(told):
    text = f"塘下中学校长2022—2023学年度述职报告\n一、履行职责情况\n{LONG}\n二、存在的问题\n听课少。\n韦正平\n2023年1月6日"
    assert told("wrong-year", text) == []


def test_a_signature_before_the_congress_that_was_studied(told):
    text = report("认真学习党的二十大精神，宣讲6场。", year=2022)
    assert told("wrong-year", f"{text}\n2022年1月6日") == [("warning", "2022年1月6日")]
    assert told("wrong-year", f"{text}\n2023年1月6日") == []


def test_next_years_work_in_the_plans(told):
    assert told("wrong-year", report("全年修路9公里。", plan="2024年完成渠道清淤12公里。")) == []


def test_title_and_opening_of_two_years_are_an_error(told):
    text = "石埠镇镇长2023年度述职报告\n现将我2022年度履行职责的情况报告如下。\n一、履行职责情况\n全年修路9公里。"
    assert [severity for severity, _ in told("wrong-year", text)] == ["error"]


def test_a_title_of_the_wrong_year_is_told_once_and_what_follows_from_it_is_not(told):
    """The date of writing and the congress studied agree with the opening: only the title is out."""
    text = (
        "石埠镇镇长2021年度述职报告\n（2023年1月18日）\n2022年，我在县委的领导下履行职责，现将情况报告如下。\n"
        "一、履行职责情况\n全年集中学习党的二十大精神8次，修路9公里。截至2022年12月底，今年安排的9个项目全部完工。\n"
        "二、下一步打算\n2023年完成渠道清淤12公里。"
    )
    assert told("wrong-year", text) == [("error", "2022年")]
    assert told("event-before-its-time", text) == []
    assert told("wrong-plan-period", text) == []


def test_a_signature_on_a_day_that_there_is_not_is_told_as_that_alone(told):
    text = report("今年9月建成冷库1座。") + "\n2023年2月30日"
    assert told("impossible-date", text) == [("error", "2023年2月30日")]
    assert told("wrong-year", text) == []


def test_a_signature_before_a_congress_says_when_that_was(findings):
    (finding,) = findings("wrong-year", report("认真学习党的二十大精神，宣讲6场。", year=2022) + "\n2022年1月6日")
    assert finding.message == "成稿日期写的是2022年1月6日，文中却讲到“党的二十大”（2022年10月才有）"


def test_an_opening_dated_in_the_months_after_the_year(told):
    text = "石埠镇镇长2023年度述职报告\n（2024年1月18日）\n现将一年来履行职责的情况报告如下。\n一、履行职责情况\n全年修路9公里。"
    assert told("wrong-year", text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("庆祝建党101周年。", True),
        ("庆祝中国共产党成立104周年。", True),
        ("庆祝新中国成立73周年。", True),
        ("纪念红军长征出发90周年。", True),
        ("纪念红军长征出发89周年。", False),
        ("纪念改革开放44周年。", True),
        ("庆祝建党102周年。", False),
        ("2021年建党100周年以来，共走访老党员46名。", False),
        ("学习庆祝中国共产党成立100周年大会上的讲话。", False),
        ("建党百年的历史。", False),
        ("颁发光荣在党50年纪念章。", False),
    ],
)
def test_anniversaries(told, text, wrong):
    assert bool(told("wrong-anniversary", report(text))) is wrong


def test_the_next_anniversary_may_be_awaited(told):
    assert told("wrong-anniversary", report("全年修路9公里。", plan="以优异成绩迎接新中国成立75周年。")) == []


@pytest.mark.parametrize(
    ("text", "year", "wrong"),
    [
        ("学习党的二十届三中全会精神6次。", 2023, True),
        ("学习党的二十届三中全会精神6次。", 2024, False),
        ("学习党的二十届二中全会精神6次。", 2022, False),  # held in February: a report of 2022 may be written in March
        ("扎实开展党纪学习教育。", 2022, True),
        ("以实际行动迎接党的二十大。", 2021, False),
        ("2022年9月，组织党员集中收看党的二十大开幕会。", 2022, True),
        ("2022年10月，组织党员集中收看党的二十大开幕会。", 2022, False),
        ("2022年9月，组织党员收看迎接党的二十大主题展开幕。", 2022, False),
    ],
)
def test_events_before_their_time(told, text, year, wrong):
    assert bool(told("event-before-its-time", report(text, year=year))) is wrong


def test_a_year_beyond_the_calendar_is_said_to_be_unchecked(findings):
    (finding,) = findings("event-before-its-time", report("学习全会精神6次。", year=2031))
    assert finding.severity.value == "notice"
    assert "没有查" in finding.message


@pytest.mark.parametrize(
    ("text", "year", "wrong"),
    [
        ("今年是“十四五”规划收官之年。", 2024, True),
        ("今年是“十四五”收官之年。", 2025, False),
        ("2021年是“十四五”开局之年。", 2021, False),
        ("2022年是“十四五”开局之年。", 2022, True),
        ("“十三五”及2023年工作进展顺利。", 2023, True),
        ("在“十四五”开局之年的2022年，全镇铆足了劲。", 2022, True),
        ("在“十四五”规划第二年的2022年，全镇铆足了劲。", 2022, False),
    ],
)
def test_plan_periods(told, text, year, wrong):
    assert bool(told("wrong-plan-period", report(text, year=year))) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2月30日开会。", True),
        ("2023年2月29日开会。", True),
        ("2024年2月29日开会。", False),
        ("13月2日开会。", True),
        ("2023年9月至2023年3月开展整治。", True),
        ("2023年9月至次年3月开展整治。", False),
        ("2023年3月8日至4月19日，历时43天。", False),
        ("2023年3月8日至4月19日，历时34天。", True),
        ("2023年3月8日至4月19日，到塘下村住村共26天。", False),  # the days on which something was done
        ("2023年3月8日至4月19日挂职期间，在岗共计31天。", False),
        ("2023年3月8日至4月19日开展三轮巡察，每轮为期12天。", False),
        ("2023 年 13 月召开动员会。", True),
        ("1-12月完成投资46万元。", False),
    ],
)
def test_dates(told, text, wrong):
    assert bool(told("impossible-date", text)) is wrong


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("2023年6月14日（星期三）召开推进会。", ""),
        ("2023年6月14日（星期四）召开推进会。", "error"),
        ("2023 年 6 月 14 日　星期四，召开推进会。", "error"),
        ("（2023年6月14日 周五）召开推进会。", "error"),
        ("6月14日、星期五，召开推进会。", ""),  # so in the year after, in which a report may be written
        ("6月14日下午（星期二）召开推进会。", "warning"),
        ("去年6月14日（星期二）召开推进会。", ""),
        ("去年6月14日（星期三）召开推进会。", "warning"),
        ("自上年11月10日（周四）启动以来，6月14日（星期二）第一次验收。", ""),  # 2022 has been spoken of
        ("6月14日周四平到任。", ""),  # a name
        ("6月12日至6月16日（星期一至星期五）办班。", ""),
    ],
)
def test_days_of_the_week(told, text, severity):
    assert [found for found, _ in told("impossible-date", report(text))] == [severity] * bool(severity)


def test_a_day_of_the_week_without_a_year_says_which_years_were_tried(findings):
    (finding,) = findings("impossible-date", report("6月14日（星期二）召开推进会。"))
    assert finding.message == "2023年、2024年的6月14日都不是星期二"
    assert finding.evidence == "按公历推算，2023年6月14日是星期三，2024年6月14日是星期五。"


def test_a_school_year_begins_in_the_autumn_before_its_own(told):
    text = "塘下中学校长2023—2024学年度述职报告\n一、履行职责情况\n9月4日（星期一）召开开学工作会。"
    assert told("impossible-date", text) == []


def test_stale_terms_are_notices_and_history_is_none(told):
    assert told("stale-term", report("收缴新农合基金46万元。")) == [("notice", "新农合")]
    assert told("stale-term", report("巩固拓展脱贫攻坚成果，脱贫攻坚以来累计修路9公里。")) == []


def test_one_session_of_two_terms(told):
    text = "筹备镇第四届人民代表大会第三次会议。镇第五届人民代表大会第三次会议票决实事。"
    assert [quote for _, quote in told("session-clash", text)] == ["镇第五届人民代表大会第三次会议"]
