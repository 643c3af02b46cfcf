"""Whether the classes a whole is divided into exclude one another, or may count a member twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.figures.listings import Listing, Part
from checker.figures.passages import Passage

# words that cut a whole across one another, so that members may be counted twice
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"岁|L|青年|老年|年轻|老人|儿童|少年",
        r"学历|大专|本科|高中|初中|中专|研究生|博士|硕士|学生|教师|高知|职称",
        r"党员(?!大会|活动|冬训)|团员|群众(?!类)",
        r"脱贫|监测|低保|特困|残疾|困难|留守|流动|退役|返乡",
        r"民族|外出|务工|户籍|妇女|女性|女干部|归侨",
        r"因.{1,4}致贫|缺(?:劳|技术|资金|土地)|因[病残灾学]",  # a household may be poor for several reasons
        r"民间|民营|外资|技改|技术改造",
        r"[套间混]种|[套间轮]作|复种|再生稻",  # two crops on one plot
        r"完成|开工|竣工|投产|签约|落地|在建|续建|新开|办结|化解|整改|解决|建成|投用|通过|消除|达到|达标|验收|注册|发放|到位",
        r"以上|以下|超过|少于|不足|低于|高于|[大小中]型|规上|规模|百万|千万|亿元|为零",
        r"党纪|政务|诫勉|组织处理|移送",
        r"新增|新建|新发展|新认定|新引进|首次|净增",
        r"国家级|省级|市级|县级|区级|部级|[一二三四五]星|示范|全国|全省|全市|重点|龙头|金奖|发明",
    )
)
# 省级资金, 县级配套: who pays divides a sum, whatever the ranks
_SOURCE = re.compile(r"[级央方]?(?:财政)?(?:资金|配套|补助|拨款|投入|自筹|预算内|专项|债券|奖补)$")
# the text itself says that its classes overlap
_SAID = re.compile(
    "跨类|跨行业|交叉|重复(?:统计|计算|计入)|重叠|重合|兼有|兼具|兼属|兼任|同时(?:属于|具有|具备|符合|享受)|一[人户]多|有重复|含重复"
)
_STAGE = re.compile("(?P<stage>已经?|正在|正|尚未|未|待)(?P<verb>[一-鿿]{2})|(?P<later>列入计划|列入规划)")
# what is done about a demand: at once, by a date, some day
_HANDLED = ("立行立改|立即|即知即改|马上|当场", "限期", "长期|列入|纳入|规划", "持续|分步|分阶段", "解释|不(?:予|能|具备)")
_HANDLING = tuple(map(re.compile, _HANDLED))
_COHORT = re.compile("[“‘]?L后")
# the schools a pupil goes to one after the other
_SCHOOL = re.compile("(?:在校|在读|义务教育)?(?:学前|幼儿园?|小学|初中|高中|职高|中职|九年一贯制)(?:部|段|生|学生|在校生|阶段|学校)?")
_DEGREE = re.compile("(?:博士|硕士|研究生|本科生?|大专生?|专科生?|中专生?)(?:研究生|毕业生|学历)?")  # each has one that is his highest
_CLASS_ENDS = set("类村镇乡区县队户型级社组办站部所次园片")
_KINDS_OF_ONE = set("户级社村")  # 低保户, 监测户; 国家级, 省级: one member may bear several such names
_NOTE = 24  # characters behind a list within which it is spoken of
_MANIFOLD = frozenset({"人", "户", "家", "亩"})  # measures: people and firms have many traits, and land bears more than one crop a year


def overlapping(listing: Listing) -> bool:
    """Whether the parts may count members twice: some cut the whole by age, learning, progress… and they are no steps of one scale."""
    if listing.complete or one_scale(listing.parts) or _stages(listing.parts):
        return False
    return any(crosses(part.words) for part in listing.parts)


def exclusive(listing: Listing) -> bool:
    """Whether the classes are known to exclude one another, so that their sum cannot exceed the whole.

    They leave nothing out, are steps of one scale, stages of one work or kinds of one noun, or divide a sum or a length.
    """
    total, parts = listing.total, listing.parts
    if listing.complete or one_scale(parts) or _stages(parts):
        return True
    if total.measure in _MANIFOLD:
        return False
    return not total.counted or _kinds(parts)


def _kinds(parts: Sequence[Part]) -> bool:
    """民生项目, 产业项目: one noun of two characters or more, each time with another word before it."""
    names = {part.words for part in parts}
    return len(names) == len(parts) and len({name[-2:] for name in names}) == 1 and all(len(name) > 2 for name in names)


def said_to_overlap(passage: Passage, listing: Listing) -> bool:
    """Whether the sentence says that members are counted more than once: 个别项目跨类统计."""
    end = passage.clause(listing.place).sentence_end
    return _SAID.search(passage.skeleton, listing.place, min(end, listing.parts[-1].end + _NOTE)) is not None


def crosses(words: str) -> bool:
    """Whether a class is cut by age, learning, need, progress, size or rank, so that others may cut across it."""
    return _SOURCE.search(words) is None and any(cut.search(words) for cut in _CUTS)


def one_scale(parts: Sequence[Part]) -> bool:
    """第一种形态, 第二种形态…, 80后, 90后, or names that end in one classifying word: 水环境类, 大气类; 党员服务队, 青年服务队."""
    steps = sum(part.words.startswith(("第", "O")) for part in parts)
    if all(_COHORT.match(part.name) for part in parts):
        return True
    if len({part.words for part in parts}) == len(parts) and (
        all(_SCHOOL.fullmatch(part.words) for part in parts) or all(_DEGREE.fullmatch(part.words) for part in parts)
    ):
        return True
    ends = {part.name[-1:] or part.noun[-1:] for part in parts}
    alike = len(ends) == 1 and ends <= _CLASS_ENDS
    manifold = ends <= _KINDS_OF_ONE or all(part.name.endswith("干部") for part in parts)
    return steps >= len(parts) - 1 or (alike and not (manifold and any(crosses(part.words) for part in parts)))


def _stages(parts: Sequence[Part]) -> bool:
    """已解决29件、正在解决11件、列入计划7件: each is at another stage of one and the same, so that nothing is counted twice.

    立行立改61条、限期整改19条、列入规划13条 are such stages too.
    """
    handled = [next((i for i, way in enumerate(_HANDLING) if way.match(part.name)), None) for part in parts]
    if None not in handled and len(set(handled)) == len(parts) > 1:
        return True
    stages = [match for part in parts if (match := _STAGE.match(part.name))]
    verbs = {match["verb"] for match in stages if match["verb"]}
    return len({match["stage"] or match["later"] for match in stages}) == len(parts) > 1 and len(verbs) == 1
