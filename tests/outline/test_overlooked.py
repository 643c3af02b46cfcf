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


CHAPTERS = {
    "numbered": (
        "三、夜里睡不着的几件事\n说到底，责任在我。\n（一）果园的账没算明白。栽下300亩桃树，销路没有摸清，果子烂掉不少。\n"
        "（二）窗口的脸色不好看。大厅中午无人值守，我过问较少。\n（三）年轻人的心没拢住。选调生走了3个，我同他们谈心不够。\n"
        "四、一件一件还\n（一）果园这边，3月底前签下两家收购企业。\n（二）窗口这边，每周抽查两次。\n（三）年轻人这边，每季度座谈一次。\n"
    ),
    "told": (
        "三、乡亲们戳我的脊梁骨\n有人说我办事拖。自来水漏了两个月才修好，是我联系水厂不主动。\n"
        "有人说我偏心。低保评议开得仓促，公示时间短，四组的几户至今不服气。\n有人说我胆子小。合作社年年亏，我怕得罪人，没有换会计。\n"
        "四、立个字据\n漏水3天内修好，每月巡一遍管线。\n低保评议先入户再开会，公示不少于7天。\n合作社3月底前请经管站审计，审完就换人。\n"
    ),
}
NO_CHAPTERS = {
    "difficulties overcome": (
        "三、啃下的骨头\n1.针对安置房办证滞后，逐户核对资料，办证310户。\n2.扭转村级账目不清的局面，推行月月公开。\n3.化解积案9件。\n"
        "四、前面的路\n1.6月底前修通环镇路。\n2.每月调度一次项目。\n"
    ),
    "an error of fact without promises": (
        "三、办好的事\n1.争取资金缺口补助86万元。\n2.解决偏远村交通不便的困难，开通公交2条。\n3.新建学校1所。\n四、荣誉\n1.获评先进集体。\n"
    ),
}


@pytest.mark.parametrize("chapters", CHAPTERS.values(), ids=CHAPTERS)
def test_a_chapter_of_confessing_items_and_the_promises_behind_it(chapters: str, read):
    document = read(f"{HEAD}一、干成的事\n修通村道8公里。\n二、管住的手\n没有插手工程，没有收受礼品礼金，家属没有经商。\n{chapters}")

    (problems,) = document.with_role(Role.PROBLEMS)
    assert problems.title == chapters.split("\n", maxsplit=1)[0].removeprefix("三、")
    assert len(document.problems) == 3
    assert len(document.measures) == 3


@pytest.mark.parametrize("chapters", NO_CHAPTERS.values(), ids=NO_CHAPTERS)
def test_a_chapter_of_work_confesses_nothing(chapters: str, read):
    document = read(f"{HEAD}一、干成的事\n修通村道8公里。\n二、管住的手\n没有插手工程，没有收受礼品礼金，家属没有经商。\n{chapters}")

    assert not document.with_role(Role.PROBLEMS)


ASIDES = (
    "一、学在深处\n参加中心组学习11次，通读条例2部，记笔记2万字。但是，自学缺乏系统性，对人工智能等新知识钻研不够。\n"
    "二、干在实处\n修通村道8公里，改造危房26户，新建冷库2座。回头看，我抓管护不严，有3条路没有人扫。\n"
    "三、守在细处\n没有插手工程，没有收受礼品礼金，家属没有经商。需要检讨的是，对外包人员管得松，5月出过一次差错。\n"
    "四、明年安排\n一是每周自学两晚。二是每条路定人清扫。三是每周抽查一次外包现场。\n"
)


def test_shortcomings_owned_at_the_end_of_each_chapter(read):
    document = read(f"{HEAD}{ASIDES}")

    assert [document.read(problem.span)[:6] for problem in document.problems] == ["自学缺乏系统", "我抓管护不严", "对外包人员管"]
    assert not any("不够" in document.read(section.body) for section in document.with_role(Role.STUDY))


def test_one_such_sentence_is_no_self_criticism(read):
    text = (
        "一、干在实处\n修通村道8公里，改造危房26户。但是，村民参与不够，我们上门动员，已有31户出工。\n"
        "二、明年安排\n一是每周自学两晚。二是修好渠道。\n"
    )

    assert not read(f"{HEAD}{text}").with_role(Role.PROBLEMS)
