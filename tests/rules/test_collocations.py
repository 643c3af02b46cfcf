"""换词的痕迹与错别字：写在哪些字中间才算。"""

from __future__ import annotations

import pytest

from rules.lexicon import table

SPUN = [
    "推动经济社会开展再上新台阶。",
    "深入学习科学开展观。",
    "完善根底设施建设。",
    "加强指导班子建设，发挥指导班子作用。",
    "进一步进步思想认识。",
    "坚持全心全意为人民效劳。",
    "公共效劳能力增强。",
    "执政才能明显增强。",
    "我在工作中还存在许多缺乏之处。",
    "加强党风廉政建立。",
    "回忆一年来的工作，我深有体会。",
    "思想政治素养进一步进步。",
    "认真学习党的道路方针政策。",
    "严厉要求自己。",
    "增强了效劳意识。",
]
NOT_SPUN = [
    "深入开展主题教育，工作开展有序。",
    "围绕经济社会开展调研，围绕社会经济开展普查。",
    "经济社会进展顺利。",
    "组织老党员回忆往事，召开工作回忆会。",
    "仔细贯彻每一项要求，仔细落实每一个环节。",
    "加强对下级指导，班子成员分片指导班组工作。",
    "业务程度深浅不一，理论程度参差。",
    "打下坚实根底。",
    "他武功根底设施一应俱全。",
    "稳固拓展市场，稳固拓展阵地。",
    "催促检查进度，催促落实付款。",
    "党风廉政建立长效机制。",
    "精神文明建立台账，新农村建立合作社。",
    "思想上进步认识上提高。",
    "科学开展观测活动，可持续开展监测。",
    "为民效劳的榜样。",
    "跨越式开展合作。",
    "又好又快开展工作。",
    "指导班子成员撰写材料。",
    "指导班子建设工作。",
    "镇党委指导班子换届。",
]
TYPOS = [
    "部署安全渡汛工作。",
    "情绪浮燥。",
    "工作布署到位。",
    "廉洁自率。",
    "帮抉对象46户。",
    "既使再忙也要学。",
    "融汇贯通。",
    "再接再励。",
    "召开坐谈会。",
    "党的十九界六中全会。",
    "基础设旋建设。",
    "一如继往。",
    "抓住关健环节。",
    "园满完成。",
    "付主任分管。",
    "部份群众。",
    "防犯风险。",
    "讲政冶，抓政冶建设。",
    "主题党曰。",
    "发展对像3名。",
    "自已的事自已办。",
    "能力服和务水平。",
    "养殖鸡基地。",
]
NO_TYPOS = [
    "养殖鸡鸭鹅2万羽。",
    "发展养殖鸡、鸭2万羽。",
    "养殖鸡苗3000只。",
    "服和务农。",
    "校服和务工服装。",
    "组织明查暗访12次。",
    "拔款子的事。",
    "自已经任职以来。",
    "从自己做起，自已知错误入手。",
    "各自已完成。",
    "布署名文章。",
    "既使用新设备，又节约成本。",
    "既使人明理，又使人信服。",
    "既使企业受益又使农民增收。",
    "十九界别委员座谈。",
    "二十界碑修缮。",
    "三班了解情况。",
    "该班了成员。",
    "帮抉择困难的青年参谋。",
    "宏扬。",
    "网络化管理员岗位。",
    "主体党日常工作到位。",
    "主体党建责任。",
    "两班了。",
    "关心有关健康的事。",
    "校园满意度高。",
    "预防犯罪。",
    "支付主任报酬的流程。",
    "干部份内的事。",
    "毕竟争取来了。",
    "层层抓推进。",
    "随即然后开会。",
]
HEAD = "石埠镇党委书记2023年度述职报告\n一、履行职责情况\n"


@pytest.mark.parametrize("text", SPUN)
def test_words_changed_by_a_machine_are_told(text, told):
    assert {severity for severity, _ in told("spun-text", HEAD + text)} == {"warning"}


@pytest.mark.parametrize("text", NOT_SPUN)
def test_the_same_words_meant_so_are_right(text, told):
    assert told("spun-text", HEAD + text) == []


@pytest.mark.parametrize("text", TYPOS)
def test_slips_are_told(text, told):
    assert {severity for severity, _ in told("typo", HEAD + text)} == {"notice"}


@pytest.mark.parametrize("text", NO_TYPOS)
def test_neighbours_that_make_the_same_characters_are_right(text, told):
    assert told("typo", HEAD + text) == []


@pytest.mark.parametrize(("lexicon", "kind"), [("spun", "spun"), ("typos", "typos")])
def test_rows_hold_only_conditions_that_mean_something(lexicon, kind):
    keys = {key for group in table(lexicon)[kind] for row in group["rows"] for key in row}
    assert keys <= {"wrong", "right", "followed", "not_followed", "preceded", "not_preceded"}
