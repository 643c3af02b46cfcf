"""How much of a plan was done: 完成X，占年度任务Y的P; 完成计划Y的P; X件已办结Y件，办结率P."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.figures.arithmetic import HALF, Extent, comparable, extent, fits_share, like, percent, ratio, show
from checker.figures.numbers import BARE, QUANTITY, Number
from checker.figures.passages import DATED, WORD, Passage, Relation
from checker.model import Statistic

_OF_PLAN = re.compile(
    rf"(?P<link>占到|占|为|完成|达到|相当于|是)(?P<name>{DATED}{{0,16}}?)(?P<y>Q)(?P<noun>{WORD}{{0,6}})的(?P<p>P)",
)
PLAN_FIRST = re.compile(
    rf"(?:(?:任务|目标|指标)(?:数|量|为|是|下达)?|计划(?:数|量|为|是|下达|投资|引资|征收|筹资|[栽种植建改修招]{WORD}{{0,6}}?)?)(?P<y>Q){WORD}{{0,4}}，{WORD}{{0,8}}?(?:完成|到位|达到|实现|落实|已建成|实际)了?{WORD}{{0,6}}?(?P<x>Q){WORD}{{0,6}}，"
    rf"(?:完成率(?:为|达到?)?|(?:为|占|是|相当于|完成)(?:年度|全年|年初|既定|下达)?(?:任务|计划|目标|指标)(?:数|量|任务)?的|完成(?=P(?:[，。；（]|$)))"
    rf"(?P<p>P)"
)
# 任务3500亩，实际完成3850亩，超任务10%: by how much more was done than was set
_BEYOND = re.compile(
    rf"(?:任务|目标|指标|计划)(?:数|量|为|是|下达|{WORD}{{0,6}}?)?(?P<y>Q){WORD}{{0,4}}，{WORD}{{0,4}}?(?:完成|达到|实现|建成|到位|实际)了?{WORD}{{0,6}}?(?P<x>Q){WORD}{{0,6}}，"
    rf"超(?:额|出|过)?(?:完成)?(?:年度|全年|年初|既定|下达)?(?:任务|计划|目标|指标)?(?:数|量)?(?:的)?(?P<p>P)(?=[，。；（）]|$)"
)
_SET = re.compile(r"任务|计划|目标|指标")
_PLAN = re.compile(r"任务|计划|目标|指标|预算|总数|总量")
_RATE = re.compile(
    r"(?P<verb>完成|整改|处置|办结|化解|解决|销号|办理|调处|调解成功|成功|达标|合格|满意|覆盖|普及|通过|开工|完工|交付|复工|竣工|投产|签约|到位|入住|清运|结案|答复|履约|"
    r"兑现|回复|办结|安装|改造|建成|脱贫|就业|参训|到会|参会|出席|回收|收回|采纳|交办|上线|升学|录取|参保|出勤|及格|优秀|优良|复审|接种)率(?:达到?|为|约|近|超过|超|高达|均为|提升至|提高到)?了?(?P<p>P)"
)
_DONE = re.compile(r"已|实际|中|完成|解决|化解|办结|整改|成功|满意|达成|兑现|实到|收回|采纳")
# 2400户中已有1680户…，普及率: of households, what has come to them
_OUT_OF = re.compile(r"^中(?:已经?|现|共)?(?:有|实现)")
_REACHING = frozenset({"普及", "覆盖", "入住", "安装", "改造", "参保", "达标", "通过", "签约"})
# 回收点, 整改台账, 化解中心: a verb inside the name of a thing tells of nothing done
_IN_A_NAME = re.compile(
    "[点站室单会办队员车厂场池箱网券卡]|台账|中心|专班|小组|资金|任务|方案|平台|企业|公司|体系|机制|清单|通知|通道|窗口|制度|设施|设备|项目|人员|工作|指南|流程"
)
_ALSO_SAID = {"结案": re.compile("[审执]结"), "到会": re.compile("实到"), "参会": re.compile("实到"), "回收": re.compile("收回")}
_SET_UP = re.compile("新设|增设|新建|设立|建立|布设|建起")  # what was set up to do something is none of what it is done to
_REACHED_LINE = re.compile(rf"上{WORD}{{1,8}}线")
_BEFORE, _BEHIND = re.compile(rf"{WORD}*$"), re.compile(rf"{WORD}{{0,14}}")
_BARE_LINK = re.compile("(?:约|共|分别|合计|总共|总数|已|就|也|其|均|全部|实际|累计)+")
_MOST = 10  # figures before a rate that are tried
_FAR, _APART = 30, 14  # characters between the two figures of a rate, and between the second and the rate
# rates that any word of doing may stand for; the others (满意率, 合格率) must be named with their figure
_DOING = frozenset(
    {
        "完成",
        "整改",
        "办结",
        "化解",
        "解决",
        "销号",
        "完工",
        "竣工",
        "成功",
        "调处",
        "调解成功",
        "办理",
        "到会",
        "参会",
        "出席",
        "回收",
        "收回",
    }
)
# 不合格36批次, 其余12件正在整改: what the rate leaves out; surely so where the rate's own verb is denied
_LEFT_OUT = re.compile("不|未|没|尚|无(?!害|偿|纸|线)|其余|剩|还有|正在|待|另")
_DENIED = "(?:不|未|没有?|无)能?(?:被|够|得到|予以|按[时期]|全部)?"
_GRADED = frozenset({"满意", "优秀", "优良"})  # between them and what is denied lies 基本满意
_HALF_SO = re.compile("基本满意|较满意|良好|一般")
Pair = tuple[tuple[int, Number], tuple[int, Number]]  # two figures and where their letters stand
_ANOTHER_TIME = re.compile(r"累计|去年|上年|Y|全[市县省]|同比")


def find_completion(passage: Passage) -> Iterator[Statistic]:
    """Every share of a plan named with the share, and every rate whose two figures stand in its sentence."""
    if "P" not in passage.skeleton:
        return
    yield from _of_plans(passage)
    yield from _beyond(passage)
    planned = {match.start("p") for match in PLAN_FIRST.finditer(passage.skeleton)}
    for match in _RATE.finditer(passage.skeleton):
        statistic = _rate(passage, match) if match.start("p") not in planned else None
        if statistic is not None:
            yield statistic


def _of_plans(passage: Passage) -> Iterator[Statistic]:
    for match in _OF_PLAN.finditer(passage.skeleton):
        whole, share = passage.number_at(match.start("y")), passage.number_at(match.start("p"))
        before = passage.outside_brackets(passage.clause(match.start()).sentence_start, match.start())
        done = [(at, n) for at, n in before if n.kind == QUANTITY and comparable(n, whole)]
        if not done or whole.amount <= 0:
            continue
        name = match["name"] + match["noun"]
        at, part = next((found for found in reversed(done[-_MOST:]) if _is_share(found[1], whole, share)), done[-1])
        close = match.start() - at <= 24
        named = match["link"].startswith("占") or _PLAN.search(name) is not None
        sure = close and named and not _of_another(passage.skeleton, at, match.start())
        relation = Relation(passage, "completion", at if close else match.start(), match.end(), (part, whole, share))
        yield judge_plan(relation, is_set=_SET.search(name) is not None, sure=sure)
    for match in PLAN_FIRST.finditer(passage.skeleton):
        whole, part, share = (passage.number_at(match.start(name)) for name in "yxp")
        if comparable(part, whole) and whole.amount > 0:
            relation = Relation(passage, "completion", match.start("y"), match.end(), (part, whole, share))
            yield judge_plan(relation, is_set=True, sure=_ANOTHER_TIME.search(match[0]) is None)


def _of_another(skeleton: str, at: int, link: int) -> bool:
    """发展骨干入党Q，党员占…: whether the clause names whose share it is, and what is told around the figure (at ``at``) is not that."""
    comma = max(skeleton.rfind(stop, at + 1, link) for stop in "，、；（")
    subject = _BARE_LINK.sub("", skeleton[comma + 1 : link]) if comma > 0 else ""
    told = _BEFORE.search(skeleton, max(0, at - _FAR), at)
    around = (told[0] if told else "") + skeleton[at + 1 : comma]
    return len(subject) > 1 and not any(subject[i : i + 2] in around for i in range(len(subject) - 1))


def _beyond(passage: Passage) -> Iterator[Statistic]:
    for match in _BEYOND.finditer(passage.skeleton) if "，超" in passage.skeleton else ():
        whole, part, more = (passage.number_at(match.start(name)) for name in "yxp")
        possible = ratio(part, whole.settled) if comparable(part, whole) and part.amount > whole.amount > 0 else None
        if possible is None or {whole.bound, part.bound, more.bound} != {None} or _ANOTHER_TIME.search(match[0]):
            continue
        nominal, said = percent(part.amount, whole.amount) - 100, extent(more)
        meets = Extent(possible.low - 100, possible.high - 100).meets(said)
        told = like(nominal, more)
        yield Relation(passage, "completion", match.start("y"), match.end(), (whole, part, more)).judged(
            meets or abs(nominal - more.amount) <= more.step,
            f"（{show(part)}－{show(whole)}）÷{show(whole)}＝{told}%，文中为{show(more)}",
            f"按两数计算应超{told}%，文中为{show(more)}",
            f"超{told}%",
        )


def _is_share(part: Number, whole: Number, share: Number) -> bool:
    return abs(percent(part.amount, whole.amount) - share.amount) <= share.step


def judge_plan(relation: Relation, *, is_set: bool, sure: bool) -> Statistic:
    """What share of a whole a part is.

    A target was set, not measured: written without decimals it is exact, and only what was done may be off by a unit.
    Where a target rounded all the same would excuse the share, the text is not surely wrong.
    """
    part, whole, share = relation.numbers
    exact = whole.settled if is_set and whole.value == whole.value.to_integral_value() else whole
    likely, usual, possible = ratio(part, exact, HALF), ratio(part, exact), ratio(part, whole)
    clearly = possible is not None and not possible.meets(extent(share))
    wrong = clearly or (exact is not whole and usual is not None and not usual.meets(extent(share)))
    fits = likely is not None and likely.meets(extent(share))
    nominal = f"{like(percent(part.amount, whole.amount), share)}%"
    return relation.judged(
        True if fits else False if sure and wrong else None,
        f"{show(part)}÷{show(whole)}＝{nominal}，文中为{show(share)}",
        f"按两数计算应为{nominal}，文中为{show(share)}",
        nominal,
        certain=clearly,
    )


def _rate(passage: Passage, match: re.Match[str]) -> Statistic | None:
    """X个…已解决Y个，解决率P: some pair of the sentence must give P."""
    rate = passage.number_at(match.start("p"))
    before = passage.outside_brackets(passage.clause(match.start()).sentence_start, match.start())
    figures = [(at, n) for at, n in before if n.kind in {QUANTITY, BARE}][-_MOST:]
    pairs = [(one, other) for i, one in enumerate(figures) for other in figures[i + 1 :] if one[1].measure == other[1].measure]
    if pairs and _names(passage, figures[-1][0], match["verb"]):
        pairs = [pair for pair in pairs if pair[1] == figures[-1]]
    if not pairs or rate.amount > 100:
        return None
    for one, other in reversed(pairs):
        whole, part = (one[1], other[1]) if one[1].amount >= other[1].amount else (other[1], one[1])
        if fits_share(part, whole, whole.amount, rate):
            relation = Relation(passage, "completion", one[0], match.end(), (part, whole, rate))
            return relation.judged(True, _quotient(part, whole, rate), correction=f"{like(percent(part.amount, whole.amount), rate)}%")
    if match["verb"] in _GRADED and _HALF_SO.search(passage.skeleton, passage.clause(match.start()).sentence_start, match.start()):
        return None  # 基本满意 may be counted with it
    denied = re.compile(_DENIED + match["verb"])
    out = {at for at, _ in figures if (_LEFT_OUT if at == figures[-1][0] else denied).search(_around(passage, at))}
    told = [pair for pair in pairs if not out.intersection(at for at, _ in pair)]
    return _wrong_rate(passage, match, told, rate) if told else _without_the_rest(passage, match, pairs, rate)


def _without_the_rest(passage: Passage, match: re.Match[str], pairs: Sequence[Pair], rate: Number) -> Statistic | None:
    """2400批次，不合格36批次，合格率98.5%: the rate is of the whole less what is told; only a denied verb makes a rate wrong."""
    (a, whole), (b, rest) = pairs[-1]
    link = passage.skeleton[a + 1 : b]
    one_unit = whole.unit == rest.unit and whole.amount > rest.amount and whole.exact and rest.exact
    denied = re.search(_DENIED + match["verb"], _around(passage, b)) is not None
    if not one_unit or not denied or _LEFT_OUT.search(_around(passage, a)):
        return None
    part = whole._replace(amount=whole.amount - rest.amount, value=whole.value - rest.value)
    fits = fits_share(part, whole, whole.amount, rate)
    unsure = (
        match["verb"] in _GRADED
        or len(pairs) > 1
        or rate.bound
        or len(link) > _FAR
        or match.start() - b > _APART
        or _ANOTHER_TIME.search(link)
    )
    if not fits and unsure:
        return None
    nominal = f"{like(percent(part.amount, whole.amount), rate)}%"
    return Relation(passage, "completion", a, match.end(), (whole, rest, rate)).judged(
        fits,
        f"（{show(whole)}－{show(rest)}）÷{show(whole)}＝{nominal}，文中为{show(rate)}",
        f"按两数计算{match['verb']}率应为{nominal}，文中为{show(rate)}",
        f"{match['verb']}率{nominal}",
    )


def _around(passage: Passage, place: int) -> str:
    """What is said of the figure at ``place`` within its own clause, up to the figures beside it."""
    before = _BEFORE.search(passage.skeleton[max(0, place - _APART) : place])
    after = _BEHIND.match(passage.skeleton, place + 1)
    return (before[0] if before else "") + "，" + (after[0] if after else "")


def _names(passage: Passage, place: int, verb: str) -> bool:
    """Whether the rate's own verb stands right before a figure (满意432份，满意率), so that the rate is of that figure."""
    before = passage.skeleton[max(0, place - 5) : place]
    return verb in before and not re.search("不|未|没|尚|基本|较", before)


def _wrong_rate(passage: Passage, match: re.Match[str], pairs: Sequence[Pair], rate: Number) -> Statistic | None:
    """The nearest pair, where the words between leave no doubt that it is what the rate is of."""
    (a, whole), (b, part) = pairs[-1]
    link, tail = passage.skeleton[a + 1 : b], passage.skeleton[b + 1 : match.start()]
    if "其中" in passage.skeleton[passage.clause(a).sentence_start : a]:
        return None  # both may be members of one list
    possible = ratio(part, whole)
    exact = (whole.bound, part.bound, rate.bound) == (None, None, None) and rate.amount < 100
    verb, exact = match["verb"], exact and possible is not None and not possible.meets(extent(rate))
    reached = verb in _REACHING and whole.unit == part.unit in {"户", "人", "名"} and _OUT_OF.match(link) is not None
    told = reached or _says(verb, link + tail) or (verb in _DOING and _DONE.search(link + tail) is not None)
    if (
        not told
        or not exact
        or "P" in link + tail
        or len(link) > _FAR
        or len(tail) > _APART
        or _ANOTHER_TIME.search(link + tail)
        or part.amount > whole.amount * 10
    ):
        return None
    nominal = f"{like(percent(part.amount, whole.amount), rate)}%"
    more = part.amount > whole.amount
    if more and _SET_UP.search(link):
        return None
    return Relation(passage, "completion", a, match.end(), (whole, part, rate)).judged(
        False,
        _quotient(part, whole, rate),
        f"{verb}的{show(part)}多于总数{show(whole)}" if more else f"按两数计算{verb}率应为{nominal}，文中为{show(rate)}",
        "" if more else f"{verb}率{nominal}",
        certain=len(pairs) == 1 and not more and not reached,
    )


def _says(verb: str, words: str) -> bool:
    """Whether the rate's verb stands in ``words``, also with its object inside it: 上普通高中线, 上线率."""
    at = words.find(verb)
    while at >= 0 and _IN_A_NAME.match(words, at + len(verb)):
        at = words.find(verb, at + 1)
    if verb in _ALSO_SAID and _ALSO_SAID[verb].search(words):
        return True
    return at >= 0 or (verb == "上线" and _REACHED_LINE.search(words) is not None)


def _quotient(part: Number, whole: Number, rate: Number) -> str:
    return f"{show(part)}÷{show(whole)}＝{like(percent(part.amount, whole.amount), rate)}%，文中为{show(rate)}"
