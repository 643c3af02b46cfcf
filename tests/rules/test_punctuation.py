"""段落写完、标点不叠、引号成对。"""

from __future__ import annotations

import pytest

from checker.model import Document, Paragraph, Source, Span
from rules import unfinished_paragraph

UNFINISHED = [
    ("全年走访脱贫户126户，解决难题43个，推动帮扶措施，", "warning"),
    ("全年走访脱贫户126户，解决饮水、用电、出行、", "warning"),
    ("全年走访脱贫户126户。解决饮水难题43个；积极对接", "notice"),
    ("全年走访脱贫户126户。解决饮水难题43个，协调帮扶单位资金和", "warning"),
    ("全年走访脱贫户126户，解决难题43个，大家都说“", "warning"),
]
FINISHED = [
    "全年走访脱贫户126户，解决难题43个，推动帮扶措施落地。",
    "各位领导、各位代表、同志们",
    "三、坚持以人民为中心，着力解决群众急难愁盼的问题",
    "现将一年来履行职责的情况向各位领导和同志们报告如下：",
    "一是走访脱贫户126户，解决用水难题43个；\n二是硬化村道9公里，安装路灯210盏；\n三是新修水池12口，灌溉1300亩。",
    "老支书拉着我的手说：“路通了，心里就亮堂了，往后日子更好过！”",
    "全年走访脱贫户126户，解决难题43个（其中用水31个、用电12个）",
]
DOUBLED = [
    "修路9公里，，安装路灯。",
    "修路9公里，。安装路灯。",
    "修路9公里；。安装路灯。",
    "修路9公里、，安装路灯。",
    "推行““两单”制度。",
    "路通了。。",
    "措施如下：：一是修路。",
]
SINGLE = ["修路9公里……还要安装路灯。", "怎么办？！", "修路——安装路灯。", "他说：“好。”大家都笑了。", "开展“‘两学一做’”学习。"]
LONE = ["印发《包村办法45份。", "推行“两单制度。", "开展警示教育（含旁听庭审6次。", "落实包村联户”制度。", "推行“两单“制度。"]
PAIRED = [
    "学习《关于〈信访工作条例〉的解读》。",
    "重点：1）修路；2）引水；a）建库。",
    "收入(含补助）46万元。",
    "他说：“路要修，\n“水要引，\n“库要建。”",
    "全年（1—12月\n）完成投资。",
    '推行"两单"制度。',
]


@pytest.mark.parametrize(("text", "severity"), UNFINISHED)
def test_a_paragraph_that_stops_short(told, text, severity):
    text = f"石埠镇2023年度述职报告\n一、履职情况\n{text}\n二、存在问题\n下村少。"
    assert [found for found, _ in told("unfinished-paragraph", text)] == [severity]


@pytest.mark.parametrize("text", FINISHED)
def test_paragraphs_that_end(told, text):
    assert told("unfinished-paragraph", f"石埠镇2023年度述职报告\n{text}\n我全年下村。") == []


@pytest.mark.parametrize("text", DOUBLED)
def test_marks_that_overlap(told, text):
    assert [severity for severity, _ in told("doubled-punctuation", text)] == ["warning"]


@pytest.mark.parametrize("text", SINGLE)
def test_marks_that_belong_together(told, text):
    assert told("doubled-punctuation", text) == []


@pytest.mark.parametrize("text", LONE)
def test_a_mark_without_its_half(told, text):
    assert [severity for severity, _ in told("unpaired-quotes", text)] == ["warning"]


@pytest.mark.parametrize("text", PAIRED)
def test_marks_in_pairs(told, text):
    assert told("unpaired-quotes", text) == []


def test_a_doubled_quotation_mark_is_told_once(told):
    text = "推行““两单”制度。"
    assert told("doubled-punctuation", text)
    assert not told("unpaired-quotes", text)


FINISHED = [
    "全年修路9公里，修渠3公里。",
    "现将有关情况报告如下：",
    "尊敬的各位领导、各位代表、同志们，大家好！",
    "2023年，在县委县政府的坚强领导下，全镇上下：",
    "主要做了以下工作——",
    "他说：“再难也要把路修通。”",
    "印发《石埠镇村规民约（试行）》",
    "（此件公开发布）",
    "石埠镇人民政府2024年1月5日",
    "述职人：张伟，2024年1月8日",
    "1.修路9公里；",
    "（1）修渠3公里，受益群众210户；",
    "一是修路9公里；",
    "——修路9公里，打通断头路3条；",
    "● 修路9公里，打通断头路3条；",
    "粮食总产1.2万吨，茶叶产值2300万元，村集体收入均超20万元，“一村一品”初具规模……",
    "会议听取了汇报，研究了3个议题，形成了纪要（详见附件1）",
    "参加会议的有：王强、李梅、张军、赵红、孙丽、周涛",
    "以上报告，请各位领导、同志们批评指正",
    "特此报告",
    "不妥之处，敬请批评指正！谢谢大家",
    "我的报告完了，请予审议，谢谢",
    "学习强国积分全镇第一，党员参学率100%",
    "全镇发展党员46名，其中35岁以下28名，大专以上学历30名，占比分别为60.9%、65.2%",
    "（二）聚焦主责主业，全力推动经济社会高质量发展",
    "第一，坚持党建引领，不断夯实基层基础",
    "三、2024年工作打算和努力方向，以及需要县里支持的事项",
    "主题词：党建 述职 报告",
    "抄送：县委组织部，县纪委监委。",
    "群众说得好：“要想富，先修路；",
    "“少生孩子，多种树。”",
    "有的同志问，这样干值不值？我说值！",
    "坚持每月5日开展主题党日，做到“四个有”：有主题、有计划、有记录、有成效",
    "一年来的工作，我深深体会到：只有依靠群众，才能干成事",
]
BROKEN_OFF = [
    "全年修路9公里，修渠3公里，硬化村组道路12条。建成蓄水池3口，",
    "全年发展茶叶1200亩、油茶800亩。发展林下天麻、灵芝、",
    "我们坚持以党建为引领，凝聚各方力量。全面推进“",
    "深入推进乡村建设，补齐设施短板。把群众的",
    "一方面加强教育，筑牢思想防线。另一方面由于",
    "全年接访46次，下访32次。化解信访积案12件；",
    "我镇狠抓落实，层层传导压力。不断提升党建工作水平和",
    "围绕产业发展下功夫，做优主导产业。全镇建成大棚46座，通过",
]
SINGLE = [
    "“真干、实干、苦干”，就是我的承诺。",
    "他问：“行吗？”我答：“行！”",
    "什么叫担当？！这就是担当。",
    "……",
    "路通了，水来了……，大家都高兴。",
    "《关于印发〈石埠镇2023年工作要点〉的通知》（石发〔2023〕3号）。",
    "“‘三会一课’制度”“主题党日”等落实到位。",
    "学习《条例》《准则》《规定》。",
    "（一）、学习情况",
    "做到“有案必查、有腐必惩”；“有责必问”。",
    "（见附件）。",
    "“早发现、早报告、早处置。”。",
    "——真抓实干。",
    "一是……；二是……。",
    "他说：“好。”。",
    "完成投资1,200万元，占比12.5%。",
    "网址：http://www.a.com/，欢迎访问。",
    "QQ：12345，电话：0000-123。",
    "No.1；No.2。",
    "ratio 3:1；2:1。",
    "“一户一策”、“一村一品”、“一镇一业”。",
    "“石埠发布”、《石埠通讯》、“小喇叭”。",
    "A、B、C三类。",
    "……。",
    "！！！",
    "干！干！！干！！！",
    "同志们！",
    "怎么办？？？",
]
DOUBLED = [
    "修路9公里，，修渠3公里。",
    "修路9公里。。修渠3公里。",
    "修路9公里、，修渠3公里。",
    "修路9公里；；修渠3公里。",
    "做到以下几点：：一是抓学习。",
    "修路9公里，。",
    "推行““三张清单”制度。",
    "推行“三张清单””制度。",
    "学习《《条例》。",
    "学习《条例》》精神。",
    "修路9公里,，修渠3公里。",
    "修路9公里。，修渠3公里。",
    "修路9公里 ，，修渠3公里。",
    "修路9公里，、修渠3公里。",
    "加强学习、、深入调研。",
    "坚持“严””字当头。",
    "请审议！。",
    "是否到位？。",
]
PAIRED = [
    "“三会一课”制度落实到位。",
    "学习《关于新形势下党内政治生活的若干准则》（以下简称《准则》）。",
    "印发《关于印发〈实施方案〉的通知》。",
    "1）修路；2）修渠；3）建水池。",
    "a)修路;b)修渠。",
    "（1）修路；（2）修渠。",
    "5'30''的短片。",
    "It's OK。",
    '"三会一课"落实。',
    '"三会一课”落实。',
    "〝三会一课〞落实。",
    "“‘三小’工程”落地。",
    "'三小'工程落地。",
    "‘三小’工程落地。",
    "（试行）办法出台（石发〔2023〕3号）。",
    "【案例】三农。",
    "[案例]三农。",
    "零下12℃～30°。",
    "①修路；②修渠。",
    "（一）抓学习。",
    "一）抓学习；二）抓落实。",
    "《石埠日报》头版《“路长”上岗记》报道。",
    "“《条例》进万家”活动。",
    "身高1.8m（5'11\"）。",
    "（见表1、表2）",
    "「三会一课」落实。",
    "『三会一课』落实。",
    "“我是党员我带头”“我是干部我先行”。",
]
UNPAIRED = [
    "落实“三会一课制度。",
    "落实三会一课”制度。",
    "学习《条例，强化纪律。",
    "学习条例》，强化纪律。",
    "修路9公里（含硬化2公里，修渠3公里。",
    "修路9公里含硬化2公里），修渠3公里。",
    "推行”三会一课“制度。",
    "推行“三会一课“制度。",
    "推行”三会一课”制度。",
    "印发《关于印发〈方案》的通知。",
    "“三会一课、“主题党日”落实。",
    "推行“三会一课’制度。",
    "（石发〔2023）3号文件。",
    "【案例三农。",
]
HEAD = "石埠镇党委书记2023年度述职报告\n一、履行职责情况\n"
TAIL = "\n二、存在的问题\n下村少，全年只有12次。"
RULES_AND_RIGHT = [
    *(("unfinished-paragraph", text) for text in FINISHED),
    *(("doubled-punctuation", text) for text in SINGLE),
    *(("unpaired-quotes", text) for text in PAIRED),
]
RULES_AND_WRONG = [
    *(("unfinished-paragraph", text) for text in BROKEN_OFF),
    *(("doubled-punctuation", text) for text in DOUBLED),
    *(("unpaired-quotes", text) for text in UNPAIRED),
]


@pytest.mark.parametrize(("rule", "text"), RULES_AND_RIGHT)
def test_good_punctuation_is_left_alone(rule, text, told):
    assert told(rule, HEAD + text + TAIL) == []


@pytest.mark.parametrize(("rule", "text"), RULES_AND_WRONG)
def test_bad_punctuation_is_told(rule, text, told):
    assert told(rule, HEAD + text + TAIL)


@pytest.mark.parametrize("words", ["完成9个自然村撤并", "稳妥推进8个自然村拆并", "3个支部并入联合支部、2个支部裁并"])
def test_a_sentence_may_end_in_a_word_of_merging(told, words):
    assert told("unfinished-paragraph", f"{HEAD}全年修路9公里。{words}。{TAIL}") == []


@pytest.mark.parametrize(
    "words",
    ["群众踊跃参与", "节水灌溉全面普及", "干群关系明显缓和", "敢当改革闯将", "这是今年定下的标的", "学校完成合并", "矛盾纠纷拧成一把"],
)
def test_an_end_without_a_stop_is_a_hint_where_the_last_word_is_whole(told, words):
    text = f"{HEAD}全年修路9公里，修渠3公里，村民代表逐户走访。{words}{TAIL}"
    assert [severity for severity, _ in told("unfinished-paragraph", text)] == ["notice"]


def test_a_sentence_that_stops_at_once_is_shown_with_the_clause_before(told):
    text = f"{HEAD}全年修路9公里。安置点已经建成，并。配套管网同步完工。{TAIL}"
    assert told("unfinished-paragraph", text) == [("warning", "安置点已经建成，并。")]


def test_a_paragraph_of_nothing_but_a_mark_of_the_template_is_passed_over(annotate):
    document = annotate(f"{HEAD}【2024版】{TAIL}")
    assert list(unfinished_paragraph.check(document, unfinished_paragraph.Options(shortest=0))) == []


def test_a_line_broken_by_hand_at_a_semicolon_may_go_on():
    broken = "全年巡查工地三百多次。先后开展高空作业、\n临时用电专项检查，补装护栏1600米；"
    joined = broken.replace("\n", "")
    offsets = tuple(at for at, character in enumerate(broken) if character != "\n")
    for paragraph, times in ((Paragraph(Span(0, len(broken)), joined, offsets), 0), (Paragraph(Span(0, len(joined)), joined), 1)):
        text = joined if paragraph.offsets is None else broken
        document = Document(Source("报告.txt", text, "txt", "", (paragraph,)))
        assert len(list(unfinished_paragraph.check(document, unfinished_paragraph.Options()))) == times


def test_an_item_told_in_a_whole_sentence_is_no_heading(told):
    text = HEAD + "二、整改措施\n一是每周自学半天，每月写一篇学习心得，年底前考完全部课程，\n二是每月下村四次，当场记下群众意见。"
    assert told("unfinished-paragraph", text) == [("warning", "年底前考完全部课程，")]


def test_a_bracket_over_lines_of_its_own_is_paired(told):
    assert told("unpaired-quotes", HEAD + "全年修路9公里。【\n责任到人\n】" + TAIL) == []


def test_a_paragraph_that_stops_at_an_opening_mark_is_told_once(told):
    text = HEAD + "我们坚持以党建为引领，凝聚各方力量。全面推进“" + TAIL
    assert (told("unpaired-quotes", text), len(told("unfinished-paragraph", text))) == ([], 1)


@pytest.mark.parametrize(
    ("text", "message", "suggestion"),
    [
        ("开展“敲门行动，走访独居老人73人。", "有左引号，没有与它成对的右引号", "补上右引号，或删去这个左引号。"),
        ("开展敲门行动”，走访独居老人73人。", "有右引号，没有与它成对的左引号", "补上左引号，或删去这个右引号。"),
        ("开展“敲门行动“，走访独居老人73人。", "连用两个左引号，第二个应为右引号", "补上右引号，或删去这个左引号。"),
        ("印发《护林公约450份，户户张贴。", "有左书名号，没有与它成对的右书名号", "补上右书名号，或删去这个左书名号。"),
    ],
)
def test_a_lone_mark_is_named_in_words(findings, text: str, message: str, suggestion: str):
    """A quotation mark within quotation marks can be read by nobody."""
    (finding,) = findings("unpaired-quotes", text)
    assert (finding.message, finding.suggestion) == (message, suggestion)
