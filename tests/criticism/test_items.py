"""Every form in which reports state problems and measures."""

from __future__ import annotations

import pytest

from checker.criticism import find_criticism
from checker.model import Document, Paragraph, Role, Section, Source, Span

PROBLEMS, MEASURES, CAUSES, PLAN, CLOSING = (Role.PROBLEMS,), (Role.MEASURES,), (Role.CAUSES,), (Role.PLAN,), (Role.CLOSING,)

STATED = {
    "一是 in one paragraph": ("还存在不少差距：一是学习不够系统，缺课3次；二是下村少。", ["学习不够系统，缺课3次", "下村少"]),
    "（一） a paragraph each, explained in sentences": (
        "（一）学习不够系统。全年缺课3次，笔记不全。\n（二）下村少。有3个村只去过一次。",
        ["学习不够系统。全年缺课3次，笔记不全", "下村少。有3个村只去过一次"],
    ),
    "1、 in one paragraph": ("1、学习不够系统。2、下村少，群众意见大。", ["学习不够系统", "下村少，群众意见大"]),
    "dashes": ("——学习不够系统。\n——下村少。", ["学习不够系统", "下村少"]),
    "首先, 其次, 再次": ("首先，学习不够系统；其次，下村少；再次，抓项目办法不多。", ["学习不够系统", "下村少", "抓项目办法不多"]),
    "第一，": ("第一，学习不够系统。第二，下村少。", ["学习不够系统", "下村少"]),
    "semicolons": (
        "主要表现在：学习不够系统；下村少，3个村只去过一次；办法不多。",
        ["学习不够系统", "下村少，3个村只去过一次", "办法不多"],
    ),
    "在……上": ("有以下不足：在学习上，钻研不深；在作风上，下村少。", ["钻研不深", "下村少"]),
    "a paragraph each, without marks": (
        "我也看到了自身的不足。\n学习抓得不紧。忙于事务，缺课3次。\n下村不够勤。有3个村只去过一次。",
        ["学习抓得不紧。忙于事务，缺课3次", "下村不够勤。有3个村只去过一次"],
    ),
    "clauses of one sentence": (
        "也还存在一些不足，如理论学习不够系统，存在临时抱佛脚的现象，调查研究不够深入，对小事重视不够等。",
        ["理论学习不够系统，存在临时抱佛脚的现象", "调查研究不够深入", "对小事重视不够"],
    ),
    "存在……等问题": (
        "虽有成绩，但仍存在学习不够系统、下村不够经常、工作创新不够大胆等问题。",
        ["学习不够系统", "下村不够经常", "工作创新不够大胆"],
    ),
    "有余而不足": (
        "静下心来看，我抓部署有余而抓落实不足，3项任务没有下文；讲原则有余而讲方法不足，谈崩了两次。",
        ["静下心来看，我抓部署有余而抓落实不足，3项任务没有下文", "讲原则有余而讲方法不足，谈崩了两次"],
    ),
    "a field with its own list": (
        "（一）思想方面\n1.学习不够系统。\n2.认识不高。\n（二）作风方面\n1.下村少。\n2.办事拖拉不及时。",
        ["学习不够系统", "认识不高", "下村少", "办事拖拉不及时"],
    ),
    "what will be done in the sentence that states the problem": (
        "还有以下短板，一并说清改法。渠道管护不到位，两处垮塌没人修，从明年起每段定一人管。水费收得不齐，三个组欠了两年，打算请组长上门收。",
        ["渠道管护不到位，两处垮塌没人修", "水费收得不齐，三个组欠了两年"],
    ),
    "a problem without the usual words in a list": (
        "有几件事没做好：账目公开不及时；路灯坏了一大半。",
        ["账目公开不及时", "路灯坏了一大半"],
    ),
    "last year's, already put right": ("去年反馈的2个问题均已整改到位。目前主要问题是：学习不够系统；下村少。", ["学习不够系统", "下村少"]),
    "a promise to do better at the end": ("一是学习不够系统。二是下村少。\n以上问题，我将认真加以解决。", ["学习不够系统", "下村少"]),
    "a lead-in that names nothing": (
        "回头看，我也认识到身上还有一些短处和不足，离大家的期盼还有距离。学习不够系统，下村不够勤，办事有时存在求快的心理。",
        ["学习不够系统", "下村不够勤", "办事有时存在求快的心理"],
    ),
    "aspects, each with sentences of its own": (
        "主要存在以下问题：在学习上，钻研不深。全年缺课3次；在作风上，下村少。有3个村只去过一次。",
        ["钻研不深。全年缺课3次", "下村少。有3个村只去过一次"],
    ),
    "as many sentences as are announced": (
        "总的看，问题主要有三个。抓党建上热下冷，支部活动不经常。抓产业重种轻销，茶叶卖不出去。抓队伍方法生硬，谈心少。",
        ["抓党建上热下冷，支部活动不经常", "抓产业重种轻销，茶叶卖不出去", "抓队伍方法生硬，谈心少"],
    ),
    "spoken marks": (
        "还有没做好的。一个是不会卖，梨子烂了一半。二一个是性子急，跟人吵过架。再一个是支部活动搞得死板。",
        ["不会卖，梨子烂了一半", "性子急，跟人吵过架", "支部活动搞得死板"],
    ),
    "头一条": ("遗憾也有不少。头一条，学习不够系统；第二条，下村少。", ["学习不够系统", "下村少"]),
    "㈠ in one paragraph": ("㈠ 学习不够系统，缺课3次。㈡ 下村少。", ["学习不够系统，缺课3次", "下村少"]),
    "a part of a list that goes on with the one before it": (
        "回顾一年，也存在学习不够系统，下村不够经常，有三个村只打过电话，工作创新不够大胆等问题。",
        ["学习不够系统", "下村不够经常，有三个村只打过电话", "工作创新不够大胆"],
    ),
    "sentences between semicolons": (
        "居民参与不充分。18个小区有5个没有先问居民；科室之间配合不顺畅；对年轻人关心少。",
        ["居民参与不充分。18个小区有5个没有先问居民", "科室之间配合不顺畅", "对年轻人关心少"],
    ),
    "leads that name nothing, in plain words": (
        "回头看，心里不踏实的事也有。学习抓得不紧，下村不够勤，办事有时求快，研究不够。",
        ["学习抓得不紧", "下村不够勤，办事有时求快，研究不够"],
    ),
    "还有就是 inside a paragraph": (
        "毛病也不少。首先是性子急，跟人吵过架。其次是下村少，有3个村没有去过。还有就是重建轻管，路修完了，养护没有跟上。",
        ["性子急，跟人吵过架", "下村少，有3个村没有去过", "还有就是重建轻管，路修完了，养护没有跟上"],
    ),
    "paragraphs that count themselves, one without a word of shortcoming": (
        "照照镜子，脸上还有灰。\n学习不够，是第一块灰。一年缺课3次。\n腿脚懒，是第二块灰。后山两个村路远，我全年去了两回。\n耳朵硬，是第三块灰。听意见不耐心。",
        [
            "学习不够，是第一块灰。一年缺课3次",
            "腿脚懒，是第二块灰。后山两个村路远，我全年去了两回",
            "耳朵硬，是第三块灰。听意见不耐心",
        ],
    ),
    "a sentence that takes the blame before the list": ("说到底，责任在我。\n1.学习不够系统。\n2.下村少。", ["学习不够系统", "下村少"]),
    "一、 after a colon": ("自己感到还有许多不足之处：一、学习不够系统；二、下村少。", ["学习不够系统", "下村少"]),
    "再者 after 其次": ("首先，学习不够系统；其次，下村少；再者，抓项目办法不多。", ["学习不够系统", "下村少", "抓项目办法不多"]),
    "有余 and 不足 with what it is said of": (
        "主要是：抓业务劲头有余、抓队伍精力不足，面对新行业，谨慎有余、闯劲不足。",
        ["抓业务劲头有余、抓队伍精力不足", "面对新行业，谨慎有余、闯劲不足"],
    ),
    "有余 and 不足 as the head of a paragraph": (
        "在学习上，宽度有余、深度不足。文件看得多，专业书读得少。\n在管理上，温和有余、严格不足。提醒多，问责少。",
        ["宽度有余、深度不足。文件看得多，专业书读得少", "温和有余、严格不足。提醒多，问责少"],
    ),
    "the later clause details the former": (
        "主要不足是对项目研究不够，备下的项目小而散，能落地的不多。",
        ["对项目研究不够，备下的项目小而散，能落地的不多"],
    ),
    "a cause inside the sentence": (
        "一是学习不够系统，原因是工学矛盾没有处理好。二是督查不严，主要是怕得罪人。",
        ["学习不够系统", "督查不严"],
    ),
    "a cause after each": (
        "学习不够系统，缺课3次。究其原因，是重视不够。\n督查不严。主要是怕得罪人。\n下村少。根子在于宗旨意识不强。",
        ["学习不够系统，缺课3次", "督查不严", "下村少"],
    ),
    "what is only found out late is no remedy": (
        "还有以下差距。\n窗口态度生硬，有人投诉。班子对此察觉不够早。\n下村少，有3个村没有去过。",
        ["窗口态度生硬，有人投诉。班子对此察觉不够早", "下村少，有3个村没有去过"],
    ),
    "a field and its fault without a stop between": (
        "缺点也不能捂着。学习上静不下心，笔记记了半本，读得不系统。业务上吃老本，新仪器不会用。带人上失之于宽，两个人常年迟到。与邻站配合差了点，抢修慢了半天。",
        [
            "学习上静不下心，笔记记了半本，读得不系统",
            "业务上吃老本，新仪器不会用",
            "带人上失之于宽，两个人常年迟到",
            "与邻站配合差了点，抢修慢了半天",
        ],
    ),
    "counted by a motto before the colon": (
        "成绩之外，还有不少问题，归纳起来是“两个不深、一个不实”：学习领会不深，笔记抄得多；查账不深，只看总数；回访不实，打个电话了事。",
        ["学习领会不深，笔记抄得多", "查账不深，只看总数", "回访不实，打个电话了事"],
    ),
    "one more behind aspects": (
        "主要有：学习方面，读得零碎，不够系统；作风方面，下村少，有3个村没有去过。另外，对年轻人带得不够，没有教过一次实操。",
        ["读得零碎，不够系统", "下村少，有3个村没有去过", "另外，对年轻人带得不够，没有教过一次实操"],
    ),
    "one more behind semicolons": (
        "主要有：学习不够系统，读得零碎；下村少，有3个村没有去过。另外，对年轻人带得不够，没有教过一次实操。",
        ["学习不够系统，读得零碎", "下村少，有3个村没有去过", "另外，对年轻人带得不够，没有教过一次实操"],
    ),
    "compared with what is asked": (
        "总结成绩的同时，班子工作与上级要求、职工期盼相比还有不小差距。\n学习不够系统，缺课3次。\n下村少，有3个村没有去过。",
        ["学习不够系统，缺课3次", "下村少，有3个村没有去过"],
    ),
    "aspects by 从…看, one with two problems": (
        "全所和我个人都还有差距。从队伍看，有的同志案卷质量不高，退回17卷；有的走访走过场，信息采集差错多。从管理看，登记不及时，漏了3人。从个人看，谈心少，关心不够。",
        ["有的同志案卷质量不高，退回17卷", "有的走访走过场，信息采集差错多", "从管理看，登记不及时，漏了3人", "从个人看，谈心少，关心不够"],
    ),
    "a list whose first item bears no mark": (
        "最让我不安的是新人带得慢。26名新人只有4名出了师，指导流于形式。其次是安全。检修三次漏签，我没有追下去。再次是成本。两个班组各买各的料。",
        ["最让我不安的是新人带得慢。26名新人只有4名出了师，指导流于形式", "安全。检修三次漏签，我没有追下去", "成本。两个班组各买各的料"],
    ),
    "a cause behind aspects": (
        "这一年我欠村里的还不少。一方面，修路劲头大，管护心思少，塌方拖了一个月；另一方面，项目偏小，带动不够。之所以会这样，是我总想快出成绩；是从机关来，体会不深。",
        ["一方面，修路劲头大，管护心思少，塌方拖了一个月", "项目偏小，带动不够"],
    ),
    "full-width numbers": ("１．学习不够系统。\n２．下村少。", ["学习不够系统", "下村少"]),
}


@pytest.mark.parametrize(("text", "expected"), STATED.values(), ids=STATED)
def test_problems(items, text: str, expected: list[str]):
    assert items(text, roles=(PROBLEMS,))[0] == expected


PROMISED = {
    "一是 after a lead-in": ("今后，我将正视不足、逐项改进。一是每月读一本书。二是每月住村4晚。", ["每月读一本书", "每月住村4晚"]),
    "sentences after a lead-in": (
        "下一步，我将着力抓好以下工作。每月读一本书。每月住村4晚，与困难户结对。",
        ["每月读一本书", "每月住村4晚，与困难户结对"],
    ),
    "semicolons after a colon": (
        "新的一年，我们将抓好三件事：每月读一本书；每月住村4晚；每周调度一次项目。",
        ["每月读一本书", "每月住村4晚", "每周调度一次项目"],
    ),
    "a lead-in that counts, and words that close": (
        "2025年，我打算老老实实办好下面几件事。每月读一本书。每月住村4晚。守好这片山，是我对乡亲的承诺。",
        ["每月读一本书", "每月住村4晚"],
    ),
    "……方面，": ("学习方面，每月读一本书。作风方面，每月住村4晚。", ["每月读一本书", "每月住村4晚"]),
    "headings with paragraphs": (
        "加强学习\n每月读一本书，年底交笔记。\n走村入户\n每月住村4晚，听取意见。",
        ["加强学习\n每月读一本书，年底交笔记", "走村入户\n每月住村4晚，听取意见"],
    ),
    "two measures in one paragraph": (
        "我将每周自学两晚。同时每月住村4晚，与困难户结对。\n请专家每季度查一遍消防。",
        ["我将每周自学两晚", "同时每月住村4晚，与困难户结对", "请专家每季度查一遍消防"],
    ),
    "a measure with a semicolon inside its number": (
        "（一）抓学习。每月读一本书；每季度交流一次。\n（二）抓调研。每月住村4晚。",
        ["抓学习。每月读一本书；每季度交流一次", "抓调研。每月住村4晚"],
    ),
    "closing words": (
        "一是每月读一本书。\n二是每月住村4晚。\n我将以更加饱满的热情投入工作，不辜负组织的信任和期望。",
        ["每月读一本书", "每月住村4晚"],
    ),
    "closing words in the last item's paragraph": (
        "一是每月读一本书。二是每月住村4晚。挂职时间虽短，我将珍惜机会，尽最大努力办实事。",
        ["每月读一本书", "每月住村4晚"],
    ),
    "mottoes only": ("今后，我将继续加强学习，努力工作，再接再厉。", []),
    "signature and date": ("一是每月读一本书。\n二是每月住村4晚。\n述职人：李某\n2024年12月20日", ["每月读一本书", "每月住村4晚"]),
    "closing words in a paragraph of their own": (
        "一是每月读一本书。\n二是每月住村4晚。\n我将把这次评议当作新的起点，把每一件小事办好。",
        ["每月读一本书", "每月住村4晚"],
    ),
    "a motto as the head of a paragraph": (
        "加强学习。每月读一本书，年底交笔记。\n走村入户。每月住村4晚，听取意见。",
        ["加强学习。每月读一本书，年底交笔记", "走村入户。每月住村4晚，听取意见"],
    ),
    "the name of the unit that signs": (
        "一是每月读一本书。\n二是每月住村4晚。\n竹溪县林业局领导班子\n2024年1月",
        ["每月读一本书", "每月住村4晚"],
    ),
    "a question before them": ("往后怎么干？先从自己改起。每月读一本书。每月住村4晚。", ["每月读一本书", "每月住村4晚"]),
    "as many sentences as the lead-in counts": (
        "2024年，班子将坚持问题导向，重点在两个方面下功夫。把书读进去：每月读一本书。把脚迈出去：每月住村4晚。\n竹溪县林业局领导班子",
        ["把书读进去：每月读一本书", "把脚迈出去：每月住村4晚"],
    ),
    "words of which a motto is made": (
        "2024年，我将突出“学、走”两个字抓好整改。\n学——每月读一本书。\n走——每月住村4晚。",
        ["学——每月读一本书", "走——每月住村4晚"],
    ),
    "one of nothing but general words": (
        "每月读一本书，年底交笔记。\n每月住村4晚，听取意见。\n同时，进一步提高认识，加强领导，强化措施，推动工作再上新台阶。",
        ["每月读一本书，年底交笔记", "每月住村4晚，听取意见", "同时，进一步提高认识，加强领导，强化措施，推动工作再上新台阶"],
    ),
    "wishes": ("每月读一本书。每月住村4晚。\n山高路远，我愿把脚印留在每一个组。", ["每月读一本书", "每月住村4晚"]),
    "the first clause promises already": (
        "今后水费分两季收齐，欠三年的先收一半，其余年底结清。",
        ["今后水费分两季收齐，欠三年的先收一半，其余年底结清"],
    ),
    "advertisement of a document site": (
        "一是每月读一本书。\n二是每月住村4晚。\n更多述职材料请加微信号：abc123",
        ["每月读一本书", "每月住村4晚"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PROMISED.values(), ids=PROMISED)
def test_measures(items, text: str, expected: list[str]):
    assert items(text, roles=(MEASURES,))[1] == expected


def test_problems_and_measures_in_one_section_part_at_the_promise(items):
    told = items("一是学习不够系统；二是下村少。\n针对上述问题，我将：一是每月读一本书；二是每月住村4晚。")

    assert told == (["学习不够系统", "下村少"], ["每月读一本书", "每月住村4晚"])


def test_a_row_of_problems_each_with_its_promise_in_the_same_sentence(read):
    document, criticism = read(
        "有几处让我睡不着觉的地方，一并交底。先说排队，做个检查要等两周，流程安排不科学，为此从明年1月起加开周末门诊，等候压到5天。"
        "再说病历，复制粘贴屡禁不止，今后由两名副主任交叉抽查，雷同的退回。第三是科研，一项课题也没有拿过，我准备建病例库，安排专人整理。"
        "第四是沟通，投诉5起都因话太硬，对此我们将每月练一次，三个关口当面谈。"
    )

    problems = [document.read(problem.span) for problem in criticism.problems]
    measures = [document.read(measure.span) for measure in criticism.measures]
    assert [text[:4] for text in problems] == ["先说排队", "再说病历", "科研，一", "沟通，投"]
    assert [text[:4] for text in measures] == ["为此从明", "今后由两", "我准备建", "对此我们"]
    assert [(answer.problem, answer.measure) for answer in criticism.answers] == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_what_happened_within_the_year_is_no_promise(items):
    told = items("监管有漏洞。巡查不经常，年内发生投诉11起，持证率不高。台账不全，年内丢失记录3本，抽查少。", roles=(PROBLEMS,))

    assert told[1] == []


def test_work_done_told_in_the_last_words_is_no_measure(items):
    told = items("每月读一本书。每月住村4晚。\n全年发现的17个问题全部清零，只是新的起点。", roles=(MEASURES,))

    assert told[1] == ["每月读一本书", "每月住村4晚"]


def test_a_sentence_each_where_as_many_measures_answer_them(items):
    told = items(
        "教师缺额多，代课的占两成。操场还是煤渣跑道，器材锈得厉害。我坐办公室多、进教室少。\n"
        "下一步，教师面向社会招聘20名；操场分两年改造；我每周进校听课两节。"
    )

    assert told[0] == ["教师缺额多，代课的占两成", "操场还是煤渣跑道，器材锈得厉害", "我坐办公室多、进教室少"]
    assert len(told[1]) == 3


def test_measures_with_dates_in_their_second_sentences_are_no_problems(items):
    measures = "一是学会算细账。冷库请县里托管，3月底前签约，力争年内扭亏。\n二是啃下停车难这块骨头。一季度开完听证会，6月前划出车位。"

    problems, told = items("一是账算得粗；二是停车难拖了两年。", measures, roles=(PROBLEMS, MEASURES))

    assert len(problems) == len(told) == 2


def test_causes_are_no_problems(items):
    told = items("一是学习不够系统。二是下村少。究其原因，一是认识不足；二是作风不实。\n下一步，一是每月读一本书。二是每月住村4晚。")

    assert told == (["学习不够系统", "下村少"], ["每月读一本书", "每月住村4晚"])


def test_a_section_of_causes_holds_no_problem(items):
    assert items("一是学习不够系统。", "一是认识不足。上述问题，根子是作风不实。", roles=(PROBLEMS, CAUSES)) == (["学习不够系统"], [])


def test_one_label_before_all_measures_stands_under_no_problem(read):
    _, found = read("1.学习不够系统。2.下村少。\n改进措施：1.每月住村4晚，走访农户。2.每月读一本理论书，加强学习。")

    assert {(a.problem, a.measure) for a in found.answers} == {(0, 1), (1, 0)}


INTERLEAVED = (
    "学习不够系统，缺课3次。今后要每月读一本书。\n下村少，与农户谈心不多。今后要每月住村4晚。",
    "在学习上，钻研不够。我们将组织读书会，每月读一本书。\n在作风上，班子成员下村少。我们将排出日程，每月住村4晚。",
    "1.学习不够系统。整改措施：每月读一本书。2.下村少。整改措施：每月住村4晚。",
    "（一）学习不够系统。产生原因：重视不够。改进措施：每月读一本书。\n（二）下村少。产生原因：作风不实。改进措施：每月住村4晚。",
    "（一）学习不够系统。缺课3次。整改措施：每月读一本书。\n（二）下村少。整改措施：每月住村4晚。",
    "1.学习不够系统。\n原因：认识不足。\n措施：每月读一本书。\n2.下村少。\n原因：作风不实。\n措施：每月住村4晚。",
    "问题一：学习不够系统。\n措施：每月读一本书。\n问题二：下村少。\n措施：每月住村4晚。",
    "短板：学习不够系统。措施：每月读一本书。\n短板：下村少。措施：每月住村4晚。",
)


@pytest.mark.parametrize("text", INTERLEAVED)
def test_a_measure_under_its_problem_answers_it(read, text: str):
    document, found = read(text)

    assert [document.read(m.span)[-6:].lstrip("，") for m in found.measures] == ["每月读一本书", "每月住村4晚"]
    assert {(a.problem, a.measure) for a in found.answers if "措施写在该问题之下" in a.evidence} == {(0, 0), (1, 1)}


def test_headings_that_the_outline_left_in_a_section_part_it(items):
    told = items("（一）存在问题\n1.学习不够系统。\n2.下村少。\n（二）今后工作措施\n1.每月读一本书。\n2.每月住村4晚。", roles=(PROBLEMS,))

    assert told == (["学习不够系统", "下村少"], ["每月读一本书", "每月住村4晚"])


def test_plans_answer_where_the_measures_section_is_empty(items):
    assert items("一是下村少。", "整改措施", "一是每月住村4晚。", roles=(PROBLEMS, MEASURES, PLAN))[1] == ["每月住村4晚"]


def test_plans_beside_measures_are_none(items):
    assert items("一是下村少。", "一是每月住村4晚。", "一是新修公路9公里。", roles=(PROBLEMS, MEASURES, PLAN))[1] == ["每月住村4晚"]


def test_deeds_promised_in_the_last_paragraph_are_measures(items):
    told = items("一是下村少。", "今后，我将抓好以下工作：每月住村4晚；每季度走访困难户。", roles=(PROBLEMS, CLOSING))

    assert told[1] == ["每月住村4晚", "每季度走访困难户"]


def test_wrapped_lines_are_read_as_one(lexicon):
    text = "一是理论学习不够系统，全年缺\n课三次；二是下村少。"
    joined = text.replace("\n", "")
    offsets = tuple(at for at, character in enumerate(text) if character != "\n")
    paragraph = Paragraph(Span(0, len(text)), joined, offsets)
    section = Section(1, None, "", "", PROBLEMS, None, Span(0, len(text)), None)
    document = Document(source=Source("报告.txt", text, "txt", "", (paragraph,)), sections=(section,))

    found = find_criticism(document, lexicon, list)

    assert [document.read(problem.span) for problem in found.problems] == ["理论学习不够系统，全年缺课三次", "下村少"]


def test_an_item_headed_by_a_few_words_keeps_the_sentence_that_asks_for_supervision(items):
    _, measures = items("第一，严自身。不同老板打球，业余时间多读书，请大家监督。\n第二，抓落实。每月通报一次进度。", roles=(MEASURES,))

    assert measures == ["严自身。不同老板打球，业余时间多读书，请大家监督", "抓落实。每月通报一次进度"]


def test_a_sentence_that_only_announces_what_one_is_going_to_do_is_no_measure(items):
    _, measures = items("对这些毛病，我是这样打算的。学习上，每周学习半天。作风上，每月下村8天。", roles=(MEASURES,))

    assert measures == ["每周学习半天", "每月下村8天"]
