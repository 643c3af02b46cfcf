"""What adds up and what does not: each line a sentence and what the ledger makes of it.

True: the text is right. False: it is wrong. None: seen, but not to be decided. []: no such relation.
"""

from collections.abc import Callable

import pytest

from checker.figures import Ledger

Verdicts = Callable[..., list[bool | None]]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("流转土地4800亩，其中水稻2600亩、莲藕1400亩、烟叶800亩。", [True]),
        ("流转土地4800亩，其中水稻2600亩、莲藕1400亩、烟叶1800亩。", [False]),
        ("排查问题28个，其中制度类15个、资料类8个、阵地类4个。", [False]),
        ("查办案件22件，其中涉及村干部6件、涉及工程4件。", [None]),
        ("发展党员18名，其中35岁以下13名、大专以上学历12名。", [None]),
        ("薄弱村60个，其中总收入少于5万元的25个，经营性收入为零的41个。", []),
        ("闲置房屋6万平方米，其中厂房3.1万平方米、商铺2.75万平方米、库房0.9万平方米。", [False]),
        ("现有党员932名，其中男党员612名、女党员330名。", [False]),
        ("本镇人口2.8万人，其中农业人口2.1万人，外出务工0.9万人。", [None]),
        ("帮扶户420户，其中因病致贫230户、缺技术140户、因残致贫90户。", [None]),
        ("实施项目14个，其中产业类8个、民生类4个、生态类3个（个别项目跨类统计）。", []),
        ("在册帮扶户50户，其中低保户30户、监测户15户、残疾户10户。", [None]),
        ("收到意见52条，其中立行立改38条、限期整改12条、列入规划2条。", [True]),
        ("收到意见52条，其中立行立改38条、限期整改12条、列入规划7条。", [False]),
        ("小麦2.3万亩、玉米1.4万亩，两季合计3.7万亩。", [True]),
        ("全年审结90件，我个人审结12件。全庭审结的案件中，婚姻类40件、借贷类30件、其他20件。", [True]),
        ("全年审结90件，我个人审结12件。全庭审结的案件中，婚姻类40件、借贷类30件、其他28件。", [False]),
        ("全年审结90件。\n全庭审结的案件中，婚姻类40件、借贷类30件、其他28件。", [False]),
        ("全年审结90件，上年审结80件。审结的案件中，婚姻类40件、借贷类30件。", []),
        ("小麦2.3万亩、玉米1.4万亩，两季合计4.0万亩。", [False]),
        ("检查发现隐患310处，整改308处。", []),
        ("检查发现隐患310处，整改318处。", [False]),
        ("检查发现隐患310处，整改318处，含上年遗留8处。", []),
        ("现有党员932名，其中男党员612名、女党员320名。", [True]),
        ("投入近900万元，其中道路500万元、水利300万元、绿化90万元。", [True]),
        ("全乡21个党支部评定为先进支部9个、规范支部10个、一般支部2个。", [True]),
        ("全乡21个党支部评定为先进支部9个、规范支部10个、一般支部5个。", [False]),
        ("处理46人次（提醒谈话25人次、诫勉谈话21人次）。", [True]),
        ("反馈的19个问题已完成整改16个，剩余3个。", [True]),
        ("反馈的19个问题已完成整改16个，剩余5个。", [False]),
        ("三个村分别流转320亩、280亩、150亩，共计750亩。", [True]),
        ("三个村分别流转320亩、280亩、150亩，合计850亩。", [False]),
        ("新改建学校5所，其中重点推进3所，新增学位2400个。", []),
        ("慰问党员86名、群众240户，其中困难党员31名等。", []),
        ("完成投资30亿元，其中工业投资22亿元；民间投资15亿元。", [None]),
        ("新增学位600个，其中2022年150个、2023年200个、2024年250个。", [True]),
        ("播种面积3.2万亩，其中小麦1.8万亩、玉米1.6万亩。", [False]),
    ],
)
def test_parts(verdicts: Verdicts, text: str, holds: list[bool | None]) -> None:
    assert verdicts(text, "parts") == holds


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("实施项目14个，其中产业类8个、民生类4个、生态类3个。", True),
        ("投入资金90万元，其中道路50万元、水利30万元、绿化20万元。", True),
        ("现有党员932名，其中男党员612名、女党员330名。", True),
        ("全镇企业60家，其中纺织35家、食品20家、建材10家。", False),  # a firm may be in two trades
        ("流转土地900亩，其中油菜500亩、水稻450亩、烟叶100亩。", False),  # one plot may bear two crops a year
    ],
)
def test_only_classes_that_exclude_one_another_make_an_excess_an_error(ledger: Callable[..., Ledger], text: str, certain: bool) -> None:
    (statistic,) = [s for s in ledger(text).statistics if s.check == "parts"]

    assert (statistic.holds, statistic.certain) == (False, certain)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("全镇56个网格中达标的42个，占75%。", [True]),
        ("抽查企业80家，查实有问题的20家，占25%。", [True]),
        ("抽查企业80家，查实有问题的20家，占35%。", [False]),
        ("全镇56个网格中达标的42个，占85%。", [False]),
        ("受理信访96件，其中检举类57件，含来信43件，占75%。", [True]),
        ("上级转办21件，占22%；自收75件，占78%。", [True, True]),
        ("新增企业12家，占全县的9%。", [None]),
        ("财政支出6200万元，占一般公共预算支出的68%。", [None]),
        ("评为优秀的占30%，良好的占50%，合格的占30%。", [False]),
        ("三次产业结构调整为8.3:41.2:50.5。", [True]),
        ("三次产业结构调整为8.3:41.2:52.5。", [False]),
        ("检举类50件，占74%；建议类12件，占18%；其他6件，占9%。", [True, True, True]),
    ],
)
def test_shares(verdicts: Verdicts, text: str, holds: list[bool | None]) -> None:
    assert verdicts(text, "share") == holds


def test_the_whole_of_a_share_may_stand_in_an_earlier_paragraph(verdicts: Verdicts) -> None:
    assert verdicts("全镇共有党员640名。\n其中年满60岁的288名，占45%。", "share") == [True]


def test_bases_tried_are_named(ledger: Callable) -> None:
    statistic = next(s for s in ledger("全镇56个网格中达标的42个，占85%。").statistics if s.check == "share")
    assert "试过的总数：56个" in statistic.arithmetic


@pytest.mark.parametrize(
    ("text", "check", "holds"),
    [
        ("集体收入由320万元增至400万元，增长25%。", "growth", [True]),
        ("集体收入由320万元增至400万元，增长35%。", "growth", [False]),
        ("集体收入由2021年的320万元增加到2024年的400万元，年均增长7.7%。", "growth", []),
        ("人均收入由130元增加到1.4万元，实际增长17倍。", "multiple", []),
        ("地区生产总值由20亿元增至25亿元，增长8%。", "growth", [None]),
        ("来访74件，比上年的91件减少17件，下降18.7%。", "difference", [True]),
        ("来访74件，比上年的91件减少27件。", "difference", [False]),
        ("重点项目61个，比上年增加6个，增长10.9%。", "growth", [True]),
        ("重点项目61个，比上年增加6个，增长16%。", "growth", [False]),
        ("收入由30万元增加到62万元，实现翻番。", "multiple", [True]),
        ("收入由30万元增加到47万元，翻了一番。", "multiple", [False]),
        ("收入由30万元增加到75万元，增长1.5倍。", "multiple", [True]),
        ("覆盖率由81.2%提高到86.7%，提高5.5个百分点。", "points", [True]),
        ("覆盖率由81.2%提高到86.7%，提高6.5个百分点。", "points", [False]),
        ("审批事项由260项压减合并至182项，削减30%。", "growth", [True]),
        ("案件由86件增至61件，成效明显。", "difference", [False]),
        ("将原有27家公司压减到19家，压减8家。", "difference", [True]),
        ("将原有27家公司压减到19家，压减6家。", "difference", [False]),
        ("茶场收入去年是11万元，今年扩了茶园，收入达到23万元，翻了一番。", "multiple", [True]),
        ("茶场收入去年是11万元，今年扩了茶园，收入达到15万元，翻了一番。", "multiple", [False]),
        ("全县排名由第9位上升到第4位。", "difference", []),
        ("去年为320万元，今年达到416万元，增长25%。", "growth", [False]),
        ("接待来访74件（上年91件），同比下降18.7%。", "growth", [True]),
        ("税收4.2亿元，占财政收入比例达67%，提高10个百分点。", "points", []),
        ("完成投资800万元，增长6%，其中道路500万元，增长10%，水利300万元，增长12%。", "bracket", [False]),
    ],
)
def test_growth(verdicts: Verdicts, text: str, check: str, holds: list[bool | None]) -> None:
    assert verdicts(text, check) == holds


@pytest.mark.parametrize(
    ("text", "check", "holds"),
    [
        ("收到诉求80件，已办结72件，办结率90%。", "completion", [True]),
        ("收到诉求80件，已办结72件，办结率95%。", "completion", [False]),
        ("收到诉求80件，办结率95%。", "completion", []),
        ("排查危房60栋，已处置45栋，处置率75%。", "completion", [True]),
        ("排查危房60栋，已处置45栋，处置率85%。", "completion", [False]),
        ("慰问困难户120户，每户300元，发放慰问金3.6万元。", "per-capita", [True]),
        ("慰问困难户120户，每户300元，发放慰问金4.8万元。", "per-capita", [False]),
        ("慰问老党员40名、困难户120户，每户300元，发放慰问金4.8万元。", "per-capita", []),
        ("发放问卷500份，收回480份，满意432份，满意率96%。", "completion", [False]),
        ("轮训1260人次，完成计划1200人次的105%。", "completion", [True]),
        ("轮训1260人次，完成计划1200人次的125%。", "completion", [False]),
        ("开办培训班18期，平均每期12人，累计216人次。", "per-capita", [True]),
        ("开办培训班18期，平均每期12人，累计316人次。", "per-capita", [False]),
        ("全镇24个村集体经济总收入1200万元，村均50万元。", "per-capita", [True]),
        ("红薯种植面积4200亩，总产6300吨，平均亩产1500公斤。", "per-capita", [True]),
        ("红薯种植面积4200亩，总产6300吨，平均亩产2100公斤。", "per-capita", [False]),
        ("红薯种植面积4200亩，其中早薯1800亩，产量6300吨，平均亩产1.5吨。", "per-capita", [True]),
        ("红薯种植面积4200亩、萝卜种植面积900亩，总产6300吨，平均亩产2100公斤。", "per-capita", []),
        ("红薯种植面积4200亩，总产6300吨，其中早薯亩产2100公斤。", "per-capita", []),
        ("接待游客8万人次，旅游收入2400万元，人均消费300元。", "per-capita", [True]),
        ("接待游客8万人次，旅游收入2400万元，人均消费800元。", "per-capita", [False]),
        ("全年开院坝会36场，平均每月3场。", "per-capita", [True]),
        ("全年开院坝会36场，平均每月召开5场。", "per-capita", [False]),
        ("下半年开院坝会36场，平均每月召开6场。", "per-capita", []),
        ("考核由第9位升至第4位，前移5位。", "rank", [True]),
        ("考核由第9位升至第4位，前移6位。", "rank", [False]),
        ("考核居全县第三，仅次于云溪镇、白塔镇。", "rank", [True]),
        ("考核居全县第五，仅次于云溪镇、白塔镇。", "rank", [False]),
    ],
)
def test_completion_averages_and_ranks(verdicts: Verdicts, text: str, check: str, holds: list[bool | None]) -> None:
    assert verdicts(text, check) == holds


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("越级上访比上年下降了1.5倍。", True),
        ("能耗下降120%。", True),
        ("由亏损30万元转为盈利，亏损额下降120%。", False),
        ("群众满意度达到104%。", True),
        ("完成招商目标的104%，参保率达到103%。", False),
        ("产量1.2万吨，增加了6个百分点。", True),
        ("满意率96%，提高2个百分点。", False),
        ("满意率由92%提升到97%，提高了5%。", True),
        ("落实减税2倍抵扣政策。", False),
    ],
)
def test_misuse_of_percentages(verdicts: Verdicts, text: str, wrong: bool) -> None:
    assert verdicts(text, "form") == [False] * wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全年修建灌溉水渠14.6公里。\n全年修建灌溉水渠16.4公里、路灯80盏。", True),
        ("全年修建灌溉水渠14.6公里。\n柳溪村修建灌溉水渠16.4公里。", False),
        ("全年修建灌溉水渠14.6公里。\n五年来累计修建灌溉水渠16.4公里。", False),
        ("全年修建灌溉水渠14.6公里。\n计划修建灌溉水渠16.4公里。", False),
        ("全镇共有862名党员。\n全镇826名党员中，流动党员占一成。", True),
        ("全镇辖19个行政村。\n全镇21个行政村实现道路硬化。", True),
        ("全镇辖19个行政村。\n全镇12个行政村实现道路硬化。", False),
        ("全镇共有行政村18个。\n我镇共有16个行政村，山高路远。", True),
        ("全镇共有行政村18个。\n全镇共有16个行政村完成改厕。", False),
        ("全镇共有行政村18个。\n我包联的片区共有行政村6个。", False),
        ("全县共有行政村210个。\n全镇共有行政村18个。", False),
        ("收缴渔网1270条，在码头烧毁了全部1720条渔网。", True),
        ("收缴渔网1270条，在码头烧毁了全部1270条渔网。", False),
        ("每周召开党委中心组学习会议。\n每月召开党委中心组学习会议。", True),
        ("每周召开党委中心组学习会议。\n每月召开村支部书记例会讲评。", False),
    ],
)
def test_conflicts(verdicts: Verdicts, text: str, wrong: bool) -> None:
    assert verdicts(text, "conflict") == [False] * wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全年出产蔬菜160万吨。", True),
        ("种植蔬菜2.4万亩，总产9.6万吨。", False),
        ("种植柑橘8000亩，总产量60万吨。", True),
        ("农民人均可支配收入达到420000元。", True),
        ("农民人均可支配收入达到24000元。", False),
        ("新建农村公路3800公里。", True),
        ("水稻亩产达到5200公斤。", True),
    ],
)
def test_magnitudes_of_a_town(verdicts: Verdicts, text: str, wrong: bool) -> None:
    assert verdicts(text, "magnitude") == [False] * wrong


def test_magnitudes_are_not_judged_above_the_county(verdicts: Verdicts) -> None:
    assert verdicts("全年出产蔬菜1600万吨。", "magnitude", title="某省人民政府2024年工作报告") == []


def test_points_told_the_wrong_way_are_called_so(ledger: Callable[..., Ledger]) -> None:
    (statistic,) = [s for s in ledger("负债率54.3%，比年初52.1%下降2.2个百分点。").statistics if s.check == "points"]

    assert (statistic.holds, statistic.message, statistic.correction) == (False, "由52.1%到54.3%是上升，不是下降", "上升2.2个百分点")


def test_sentences_with_a_missing_value_are_not_computed(verdicts: Verdicts) -> None:
    text = "流转土地480亩，其中水稻260亩、莲藕XX亩、烟叶300亩。排查问题20个，其中制度类15个、资料类8个。"
    assert verdicts(text, "parts", gaps=("XX",)) == [False]


@pytest.mark.parametrize(
    ("text", "rounded"),
    [
        ("水利投资由上年的2.4亿元增加到3.0亿元，增长25%。", False),
        ("水利投资由上年的2.3亿元增加到2.9亿元，增长26.4%。", True),
        ("9个村中有7个集体收入超过15万元，占77.7%。", True),
        ("办理建议46件，办结45件，办结率97.8%。", False),
    ],
)
def test_what_only_rounding_excuses_is_told_apart(ledger: Callable[..., Ledger], text: str, rounded: bool) -> None:
    (statistic,) = ledger(text).statistics

    assert (statistic.holds, statistic.rounded) == (True, rounded)


@pytest.mark.parametrize("text", ["收入由{}万元增至{}万元，增长5%。", "投入{}万元，其中道路{}万元、水利3万元。", "全年{}户，占{}户的5%。"])
def test_a_slip_that_writes_no_end_of_digits_is_no_end_of_the_run(ledger, text):
    ledger(text.format("3" * 40, "4" * 41))
    ledger(text.format("3" * 40 + ".5", "4" * 3000))
