"""What a figure is a figure of: the words around it, without what leads in, trails off or tells of time and scope."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.figures.numbers import MARKS, PERCENT, POINTS, TIMES, Number

STOPS = "，。；！？：、（）()“”‘’《》,;:!?|\t　" + MARKS
SCOPE = re.compile(
    "|".join(
        rf"{whose}(?:镇|乡|县|市|区|省|村|街道|办|局|院|校|国|系统|年度)(?!经济百强|百强|文明|先进|示范|人大|政协|优秀|首[个家批]|唯一|领先)"
        for whose in "全我本"
    )
    + "|辖区(?:内)?"
)
CHANGE = re.compile(r"增长|下降|增加|减少|提高|提升|上升|增幅|降幅|回落|下滑|降低")
# verbs that say nothing of what is counted, particles, adverbs
_IDLE = (
    "预计|累计|共计|合计|总计|总共|一共|分别|实现|完成|达到|达(?![标优产])|为|有(?![序效力关机害色限偿])|共|超过|突破|净增|同比|其中|(?<![签预违公节])约|占(?![地道补])|高达|已经|已|现有|拥有|存在|(?<!平)均|了|投入(?!使用|运[行营]|生产)|争取|由|从|在(?![职岗编建读册])|至少|至多|至|(?<![签报])到(?![位账岗场会期访])|的|于|中(?![心药医学小央层型国标期间队共考外高])|"
    "比|较|先后|开展|召开|举办|举行|接待|发放|收集|解决|办结|化解|受理|办理|推动|推进|落实|安排|整合|带动|吸纳|帮助|覆盖|涉及|惠及|服务|主持|形成|仅|只|还|并|"
    "则|且|也|就|将|再|又|最高|最低|不少|不足|剩余|还有|只有|大约|(?<![结应面核针派])对(?![象口接外策手])|与|以"
)
_TIMES = (
    r"[0-9]{1,2}[.、．]|把|起?[一二两三四五六七八九十]年(?:来|内|间)?(?=[^一-鿿]|$|投|累|共|安|完|新)|[0-9一二三四五六七八九十]+[是要]|首先|其次|再次|最后|同时|另外|此外|全年|今年|本年|当年|年内|年底|年末|年初|底前|目前|现|截至|截止|上年|去年|一年来|上半年|下半年|"
    r"每[年月周季]度?|每名|每个|每|我个人|我们|我|本人"
)
_LEADING = re.compile(rf"^(?:{_TIMES}|{_IDLE}|组织(?!生活|部|关系|委员|处理|振兴|工作|建设|[^一-鿿]|$))")
_TRAILING = re.compile(
    rf"(?:{_IDLE}|全年|今年|年内|上年|去年|(?:增|降|减|升|增加|减少|提高|提升|上升|下降|扩大|压减|压缩|跌|涨)[到至为]|"
    r"增|(?<!下)降|各|每)$"
)
_LONGEST_TRAILING = 4  # characters of the longest of these, and one more
# 整改|率, 完成|率: the verb belongs to the noun
_BOUND = re.compile(r"[率量额数度]")
_ONLY_CHANGE = re.compile(
    rf"^(?:{CHANGE.pattern}|增|降|升|涨|跌|减|扩大|扩|缩小|压减|压缩|攀升|跃升|缩短|变|转|调整|涨到|优化|壮大|达|拓展|超|多|少|高|低|净增|上调|下调|上涨|下跌|[到至为了])+$"
)
# where, after a count, the thing counted ends and what is said of it begins
_PREDICATE = re.compile(  # each alternative begins with a character of its own: most places are passed at once
    r"全部|全面|全都|全覆盖|日均|月均|年均|均|都|逐[一个步户项]|已|实现|开展|参加|参与|签|完成|评定|评为|推进|达[到标]|进行|建成|整改|纳入|通过|投[产用入]|开工|竣工|受[到益]|至今|没|获|被|得到|落[地实户]|"
    r"与|对(?![象策手])|在(?![建职校岗读])|为(?!民)|从|由|向|按|以(?![上下内])|因|成立|打造|创[成建]|用于|带动|提出|解决|办结|化解|走访|的|中(?![心小药医学央])|里|集中|签约|取得|"
    r"存在|需要|正在|尚|未|没有|率先|存栏|共(?<!公共)(?!产)|最|配[备齐]|入[户住]|作出|作为|覆盖|学习|研讨|反映|到位|上线|下沉|实施|改造|发放|指导|只(?!能)|就(?!业)|全(?=[^一-鿿]|$)"
)
# what follows a count without naming anything
_NO_NOUN = re.compile(
    r"增|减少|下降|上升|提高|提升|以[上下]|左右|实现|全部|均|都|已|进行|开展|[中里](?!心)|月|占|为|用于|同比|[比较](?!赛)|[多少高低]"
)
_AFTER = re.compile(rf"[^{re.escape(STOPS)}的和及与]{{0,16}}")
_PLACE = re.compile(r"[一-鿿]{1,5}(?:镇|乡|县|村|区|街道)")
# 松溪镇现有…: whose it is, said before how many there are
_OWNER = re.compile(r"^[一-鿿]{1,5}(?:镇|乡|县|村|街道|社区)(?:现有|共有|下辖|现辖|辖)")
_RELATIONS = frozenset((PERCENT, POINTS, TIMES))
_LONGEST_NOUN = 12
_LONGEST_LEAD = 30


_BARE_VERB = 2


def words_before(text: str, mark: int, start: int) -> str:
    """The words of the clause before a figure at ``mark`` of a skeleton, back to the last mark or figure."""
    at = mark
    while at > start and mark - at < _LONGEST_LEAD and text[at - 1] not in STOPS:
        at -= 1
    return text[at:mark].strip()


def noun_after(text: str, mark: int) -> str:
    """The word that the count at ``mark`` counts: what follows it up to its predicate, a dozen characters at most."""
    match = _AFTER.match(text, mark + 1)
    run = match[0].strip() if match else ""
    if _NO_NOUN.match(run):
        return ""
    end = _PREDICATE.search(run, 1)
    if end is not None and end.end() == 2:  # 方向, 原因, 行为: one character may belong to the word
        end = _PREDICATE.search(run, 2)
    return (run[: end.start()] if end else run)[:_LONGEST_NOUN]


@lru_cache(maxsize=256)  # asked for the same words by the ledger and by each check
def core(words: str) -> str:
    """``words`` without scope, and without idle verbs, particles and words of time at either end."""
    words = SCOPE.sub("", words).strip(" \t\u3000#*>")  # marks of Markdown among them
    for _ in range(6):
        idle = _LEADING.match(words)
        if idle is None or _BOUND.match(words, idle.end()):
            break
        words = words[idle.end() :]
    for _ in range(4):
        idle = _TRAILING.search(words, max(0, len(words) - _LONGEST_TRAILING))
        if idle is None:
            break
        words = words[: idle.start()] + words[idle.end() :]
    return words


def indicator_of(number: Number, before: str, noun: str, previous: str) -> str:
    """What ``number`` is a figure of: ``before`` and ``noun`` are the words around it, ``previous`` the last amount's indicator."""
    owner = _OWNER.match(before) if "有" in before or "辖" in before else None
    key = core(before[owner.end() :] if owner else before)
    if _ONLY_CHANGE.match(key):
        key = ""
    if number.kind in _RELATIONS:
        return _of_relation(before, key, previous)
    if number.counted:
        key = "" if noun and _PLACE.fullmatch(key) else key
        return f"{key}{noun}" or previous
    if noun and len(key) <= _BARE_VERB:
        return f"{key}{noun}"  # 新设150亿元城市公共安全专项资金
    return key or previous


def _of_relation(before: str, key: str, previous: str) -> str:
    """增长12% is the growth of what was told before, 占12% its share; a rate has its own name."""
    word = CHANGE.search(before)
    if word is not None and not core(before[: word.start()]):
        return f"{previous}{word[0]}"
    if before == "的":
        return f"占{previous}"
    if before.startswith("占") or before.endswith("占") or "占比" in before:
        return f"{previous}占比"
    return key or previous
