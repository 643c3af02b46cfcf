"""Self-criticism that nothing announces is found by its content; work that tells of difficulties is none."""

import pytest

from checker.model import Role

HEAD = (
    "柳河镇副镇长2024年度述职报告\n现将一年来的履职情况报告如下。\n"
    "一年来，我坚持集中学习与自学相结合，参加中心组学习12次，记笔记2万字。全年完成招商项目6个，修通村道8公里，解决安置房办证310户。"
    "我严守廉洁自律各项规定，没有插手工程，没有收受礼品礼金。\n"
)
PLAN = "\n新的一年，承诺的事列清单按月销；乡贤座谈一季一次；改改脾气，多听少训。\n"

CONFESSIONS = (
    "扪心自问，工作里不尽如人意之处仍然很多：对企业承诺的事有两件拖到年底才办；乡贤座谈一年只开了一次，联系不紧；有时遇事急躁，对站所干部发过火。",
    "如果说这一年有什么遗憾，那就是对农业产业钻研太浅，茶园病虫害来了手忙脚乱；另外，老旧小区停车的事谈了三轮也没有结果，居民有怨气。",
    "检视自己，学用脱节、重建轻管、好人主义的影子还在身上。修的路没有安排管护，雨季冲毁了两处；对迟到早退的干部拉不下脸。",
    "成绩面前也有隐忧。招商项目落地率只有一半；安置房小区物业没有进场，垃圾清运不及时；自己坐办公室的时间多、下组的时间少。",
    "与先进乡镇比、与群众期待比，我们在抓项目的狠劲上、在服务企业的细劲上、在带队伍的严劲上，都还有提升空间。",
    "这一年，我也走过弯路。年初种的200亩菊花因为没摸清销路，烂在地里一半，群众有意见。还有，支部的年轻人留不住，我挽留得不得法。",
)
WORK = (
    "针对项目推进慢、企业办事难、部门配合少的实际，建立周调度机制，协调解决用地、用电堵点19个，三个停滞的项目全部复工。",
    "面对人手少、底子薄、任务重的局面，我带着三个年轻人分片包干，把全镇11个村的危房逐户过了一遍，改造87户。",
    "镇区停车难、上学难、看病难的情况得到缓解：新增车位160个，扩建小学教室8间，卫生院引进医生3名。",
    "全年没有发生一起较大安全事故，没有出现一例越级上访，没有漏报一次灾情。",
    "市场低迷、资金短缺、工期偏紧，园区二期仍然按时完工，入驻企业9家。",
    "扭转部分村账目不清、公开不及时、群众意见大的被动局面，推行村级财务月月公开。",
)


@pytest.mark.parametrize("passage", CONFESSIONS)
def test_what_owns_to_shortcomings_is_the_self_criticism(passage: str, read):
    document = read(HEAD + passage + PLAN)

    (problems,) = document.with_role(Role.PROBLEMS)
    assert document.read(problems.body).strip() == passage


@pytest.mark.parametrize("passage", WORK)
def test_difficulties_of_the_work_are_no_self_criticism(passage: str, read):
    assert not read(HEAD + passage + PLAN).with_role(Role.PROBLEMS)


def test_measures_that_nothing_announces_follow_the_problems(read):
    how = "改的办法有三条：公路管护包到组，月月查；签到公示，我带头；学习结合镇里的事，一月一个专题。"
    document = read(f"{HEAD}{CONFESSIONS[2]}\n{how}\n")

    assert [document.read(section.body).strip() for section in document.with_role(Role.MEASURES)] == [how]


def test_a_report_that_only_tells_of_work_has_neither(read):
    document = read(HEAD + "\n".join(WORK[:4]) + "\n")

    assert not document.with_role(Role.PROBLEMS)
    assert not document.with_role(Role.MEASURES)
