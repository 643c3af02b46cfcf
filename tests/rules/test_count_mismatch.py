"""说几项就列几项：清单的各种写法。"""

from __future__ import annotations

import pytest

WRONG = [
    # 一是…二是…
    ("下一步抓好四项工作：一是修路；二是引水；三是建库。", "四项工作"),
    ("我还存在三个方面的不足。第一，学习不深；第二，下村不勤。", "三个方面的不足"),
    ("主要做法有五点：一要抓早；二要抓小；三要抓实；四要抓常。", "五点"),
    ("重点解决4个问题：（1）饮水；（2）出行；（3）用电。", "4个问题"),
    ("存在以下三个问题：首先，学习不系统；其次，督查不经常。", "三个问题"),
    ("提出四条意见：其一，早谋划；其二，早动手；其三，早见效。", "四条意见"),
    # across paragraphs
    ("查摆出三个方面的突出问题：\n（一）学习抓得不紧。全年缺课两次。\n（二）下村走得不勤。有的组没有去过。\n", "三个方面的突出问题"),
    ("针对问题，抓好三项整改：\n1.补学习。每周自学半天。\n2.勤走访。每月住村五天。", "三项整改"),
    ("存在四个短板：\n——产业小。全乡没有一家加工厂。\n——路不通。还有两个组不通车。\n——人才少。本科生只有三名。", "四个短板"),
    # two lists one after the other: only the second is short
    ("办了三件事：一是修路；二是引水；三是建库。还有两个问题：一是账没结；二是路没通；三是灯没亮。", "两个问题"),
    # names behind a count of things
    ("今年建成冷链仓储点5处：岭脚、塘下、石埠、柳河。", "今年建成冷链仓储点5处"),
    ("新办产业学院3所：茶叶学院、竹编学院，共招收学员260人。", "新办产业学院3所"),
    # members of a sentence
    ("抓住两个关键环节，即育苗、移栽、采摘，全年办班6期。", "两个关键环节"),
    ("明确四项重点任务：集镇改造、河道清淤、茶园管护。", "四项重点任务"),
    ("打造五大品牌（高山茶、林下菌、土蜂蜜、冷水鱼）。", "五大品牌"),
    ("抓好三件事：修好机耕路；管好水源地。", "三件事"),
    ("对石埠、岭脚、塘下四个村逐一过堂。", "四个村"),
    ("聚焦项目建设、招商引资和营商环境四个方面发力。", "四个方面"),
    ("推广茶树修剪、绿色防控、配方施肥四项技术。", "四项技术"),
    ("抓好防汛、防火、防疫四项工作，守住底线。", "四项工作"),
    # all members inside one pair of quotation marks
    ("实施“领雁、强筋、育苗”四大工程。", "四大工程"),
    ("建强“组长、楼长、巷长”四支队伍。", "四支队伍"),
    ("建立四格合一机制，即党建、综治、环卫。", "四格合一机制"),
]

RIGHT = [
    "下一步抓好三项工作：一是修路；二是引水；三是建库。",
    "下一步抓好三项工作，一是修路，二是引水，三是建库。",
    "归纳起来有三个方面的问题：一是学习不全面；二是督查不够；三是下村次数少。",
    # a list within a list
    "重点抓三件事：一是抓产业，主要从育种、种植、加工三个环节入手；二是抓项目；三是抓民生。",
    "抓好两方面工作：一是强基础，做到两个到位：一是人员到位；二是经费到位。二是促发展。",
    # open lists
    "完成岭脚、塘下、石埠等7个村的改水。",
    "组织育苗、移栽等5项培训。",
    # 和 read both ways
    "对行政审批和编制管理、项目建设、信访维稳三项工作逐月调度。",
    "抓好两支队伍，即干部队伍和党员队伍。",
    # quotations and titles do not separate
    "开展“不忘初心、牢记使命”主题教育、党史学习教育两次集中学习。",
    "落实“看得见、管得住、用得好”三项要求。",
    "印发《包村、联户、帮扶办法》《值班、带班制度》两项制度。",
    "实施“领雁、强筋、育苗”三大工程。",
    "深化“不忘初心、牢记使命”主题教育，开展“不忘初心、牢记使命”三项活动。",
    "健全“市县、乡镇、村”四级联动机制。",
    "推进道路硬化、渠道清淤和“厕所、圈舍、庭院”五项改造工作。",
    "统筹做好防汛、防火、防疫等四项工作。",
    # the count is the object of a verb, not the sum of what stands before it
    "围绕增速、结构、效益提出5项指标。",
    "办好乡村篮球赛、青少年三大球赛等活动。",
    # set phrases and numbers that count nothing told
    "增强“四个意识”，落实“三会一课”，严格执行“四议两公开”。",
    "走访了12个村，一是看产业，二是看路灯，三是看水池。",
    "下午3点开会，一是通报情况，二是安排工作。",
    "党的二十大、二十届三中全会精神学习4次。",
    # the count sums up what stands before it
    "问题清单、任务清单、责任清单“三张清单”对账销号。",
    "建立县、乡、村三级网络，一是抓培训，二是抓考核。",
    # names behind a count of things: all of them, some of them, or told otherwise
    "今年建成冷链仓储点4处：岭脚、塘下、石埠、柳河。",
    "今年建成冷链仓储点4处：岭脚、塘下、石埠和柳河。",
    "今年建成冷链仓储点5处：岭脚、塘下、石埠等。",
    "今年建成冷链仓储点5处：岭脚、塘下两村带动周边农户入股。",
    "设立便民服务点5个：岭脚村、塘下村，以及3个易地搬迁安置点。",
    "打造党建联盟2个：岭脚、塘下、石埠组成茶旅联盟，其余4个村组成果蔬联盟。",
    "打造精品线路2条：岭脚、塘下、石埠。",
    "新修水池6处：岭脚、塘下、石埠，解决3个村的吃水难。",
    # quantities
    "收集意见、建议32条。",
    "涉及16个县（市、区）。",
    # more may follow
    "提出五点要求：一是早谋划；二是早动手。此外，还要抓好安全生产、防汛抗旱和信访维稳。",
    "抓了四件事：一是修路…二是引水…",
    # the first item bears another mark
    "做了三件事：1.修路。二是引水。三是建库。",
    "从以下四个方面述职：\n一、学习情况\n全年自学36次。\n二、履职情况\n修路9公里。\n三、廉洁情况\n没有违纪。\n四、存在问题\n下村少。\n五、今后打算\n多下村。",
]


@pytest.mark.parametrize(("text", "announcement"), WRONG)
def test_a_count_that_its_list_does_not_bear_out(told, text, announcement):
    assert [quote for _, quote in told("count-mismatch", text)] == [announcement]


@pytest.mark.parametrize("text", RIGHT)
def test_silence_where_a_reading_fits_or_the_list_is_open(told, text):
    assert told("count-mismatch", text) == []


def test_fewer_than_announced_is_an_error_with_the_items_as_related_places(findings):
    (finding,) = findings("count-mismatch", "下一步抓好四项工作：一是修路；二是引水；三是建库。")
    assert finding.severity.value == "error"
    assert finding.message == "写明“四项工作”，后面只列出3项"
    assert [place.label for place in finding.related] == ["第1项", "第2项", "第3项"]


def test_more_members_than_counted_is_a_question(told):
    assert told("count-mismatch", "聚焦修路、引水、建库两项任务。") == [("warning", "两项任务")]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("全乡紧扣“三个监管”（信用监管、智慧监管），办结投诉46件。", "“三个监管”"),
        ("班子查摆出“三个不够”：\n一是学习不够深。\n二是下村不够勤。\n", "“三个不够”"),
    ],
)
def test_a_slogan_in_quotation_marks_is_shown_with_both(findings, text, quote):
    (finding,) = findings("count-mismatch", text)
    assert finding.quote == quote
    assert finding.message.startswith(f"写明{quote}，后面只列出2项")
