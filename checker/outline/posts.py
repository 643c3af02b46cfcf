"""Unit, post and person as title, opening and signature give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checker.model import Statement
from checker.numerals import half_width
from checker.outline.lexicon import Level, OutlineLexicon
from checker.outline.lines import Line
from checker.outline.years import YEAR

_SIGNATURE = 24  # characters of a signature line
# no names: posts cut short, placeholders, bodies of any place
_NAMELESS = frozenset({"副镇", "副乡", "本镇", "本乡", "全镇", "某镇", "某乡", "某村", "某局", "党支部", "支部",
    "党总支", "党组", "办公室", "学校", "医院", "公司", "乡镇", "街道", "社区"})  # fmt: skip
_NO_OPENING = frozenset({"县", "支部", "局委办"})  # whose short suffixes end ordinary words in running text
_LOCAL = frozenset({"镇", "乡", "街道", "村社区"})  # known by their own name, without county and city before it
_BESIDE = re.compile(
    rf"{YEAR}\s*[—\-–~～至]{{0,2}}\s*(?:{YEAR})?\s*(?:年度|学年度|学年|年)?|\d{{1,2}}月(?:\d{{1,2}}日)?在?"
    r"|[（(]?(?:派出|选派|派驻|帮扶|原)单位[^）)]*[）)]?|关于"
    r"|(?<![\u4e00-\u9fff])在|中共|中国共产党|全[县市区镇乡国省]|个人|乡镇挂职|乡镇|挂职|挂任|分管"
)
_LABELLED_UNIT = re.compile(r"(?<![出派驻扶原])单位(?:名称)?[：:]\s*(?P<unit>[\u4e00-\u9fff]{2,24})")
_LABELLED_NAME = re.compile(r"(?:述职人|报告人|汇报人|述廉人|姓名)[：:\s\u3000]*(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff \u3000]{1,5})")
_SPOKEN_NAME = re.compile(r"我(?:叫|是)(?P<name>[\u4e00-\u9fff]{2,4})(?=[，,。])")
_LONE_NAME = re.compile(r"(?:^|[\s\u3000（(—])(?P<name>[\u4e00-\u9fff](?:[ \u3000]{0,3}[\u4e00-\u9fff]){1,3})(?=$|[\s\u3000（）()]|同志)")
# 校长贾文清2023年度述职报告: a name between the post and what comes after names in titles
_AFTER_POST = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,4}?)(?:同志)?(?=20\d\d|二[〇○零]|关于|年度|述|个人|履职|抓|工作|[（(]|\s*$)")
_OPENING_POST = re.compile(r"我?现?担?任(?!务|职以来|职期)|挂职(?:担?任)?|作为")
_BESIDE_POSTS = "、兼"
_NO_NAME = re.compile(r"盖章|签[名字章]|述|报告|总结|汇报|年|月|日|党|政|工作")


def posts(line: Line, lexicon: OutlineLexicon) -> Iterator[Statement]:
    """Unit and post as a title gives them (芷塘镇党委书记), or the opening (到芷塘镇挂职任副镇长)."""
    text = half_width(line.paragraph.text)
    yield from _unit(text, line, lexicon)
    office = _office(text, line, lexicon)
    if office is not None:
        yield office


def _office(text: str, line: Line, lexicon: OutlineLexicon) -> Statement | None:
    if line.where == "opening" and (said := _introduces(text, lexicon)):
        begin, end = said.start("office"), _held_beside(text, said.end("office"), lexicon)
        return Statement("office", text[begin:end], line.paragraph.at(begin, end), line.where)
    limit = len(text) if line.where != "opening" else 0
    match = _OPENING_POST.search(text) if line.where == "opening" else None
    start = match.end() if match else 0
    limit = min(len(text), start + 24) if match else limit
    best: tuple[int, int] | None = None
    for word in lexicon.offices:
        at = text.find(word, start, limit)
        if at >= 0 and (best is None or at < best[0] or (at == best[0] and at + len(word) > best[1])) and not _inside(text, at, len(word)):
            best = (at, at + len(word))
    if best is None:
        return None
    begin, end = best
    for prefix in sorted(lexicon.prefixes, key=len, reverse=True):
        if text.endswith(prefix, 0, begin):
            begin -= len(prefix)
            break
    end = _held_beside(text, end, lexicon)
    return Statement("office", text[begin:end], line.paragraph.at(begin, end), line.where)


def _held_beside(text: str, end: int, lexicon: OutlineLexicon) -> int:
    """Where the posts end that a person holds beside the one before ``end``: 党委委员、副镇长."""
    if text[end : end + 1] not in _BESIDE_POSTS or end == len(text):
        return end
    words = (prefix + word for word in lexicon.offices for prefix in ("", *lexicon.prefixes))
    beside = max((len(word) for word in words if text.startswith(word, end + 1)), default=0)
    if not beside or _inside(text, end + 1, beside):
        return end
    return _held_beside(text, end + 1 + beside, lexicon)


def _inside(text: str, at: int, length: int) -> bool:
    """Whether a post is only the first part of another word: 书记员, 主任务."""
    return text.startswith(("员", "务", "会"), at + length)


def _unit(text: str, line: Line, lexicon: OutlineLexicon) -> Iterator[Statement]:
    if line.where == "opening":
        if match := _introduces(text, lexicon) or _opening_unit(lexicon).search(text):
            yield Statement("unit", match["unit"], line.paragraph.at(match.start("unit"), match.end("unit")), line.where)
        return
    if line.where == "signature" and len(text.strip()) > _SIGNATURE:
        return
    if match := _LABELLED_UNIT.search(text):
        yield Statement("unit", match["unit"], line.paragraph.at(match.start("unit"), match.end("unit")), line.where)
        return
    body = _BESIDE.sub(lambda m: "\u3000" * len(m[0]), text)
    for level, suffix, pattern in _unit_patterns(lexicon):
        match = pattern.search(body)
        if match is None:
            continue
        begin, end = match.start(), match.end()
        if level.name in _LOCAL:
            begin += _after_upper(body[begin:end], suffix)
        if end - begin >= 2 and not _is_nameless(body[begin:end]):
            yield Statement("unit", text[begin:end], line.paragraph.at(begin, end), line.where)
            return


@cache
def _unit_patterns(lexicon: OutlineLexicon) -> tuple[tuple[Level, str, re.Pattern[str]], ...]:
    """For each suffix of a unit's name its pattern.

    A name ends where a post, a body of the party, the team or the report begins: 农业农村|局, not 农业农|村.
    """
    offices = "|".join(re.escape(office) for office in lexicon.offices)
    after = (
        rf"(?=$|[^\u4e00-\u9fff]|党(?!校)|常委|领导班子|班子|书|述|抓|履|副|第一书记"
        rf"|支部|支委|纪委|人大|驻|委员会|人民政府|政府|两委|代表|{offices})"
    )
    return tuple(
        (level, suffix, re.compile(rf"[\u4e00-\u9fff]{{1,18}}?{re.escape(suffix)}{after}"))
        for level in lexicon.levels
        for suffix in level.suffixes
    )


@cache
def _opening_unit(lexicon: OutlineLexicon) -> re.Pattern[str]:
    """到芷塘镇挂职, 任某某公司副总经理: a unit between a verb of appointment and a post."""
    suffixes = "|".join(re.escape(suffix) for level in lexicon.levels if level.name not in _NO_OPENING for suffix in level.suffixes)
    offices = "|".join(re.escape(office) for office in lexicon.offices)
    return re.compile(
        rf"(?:选派到|派到|下派到|到|在|赴|担任|现任|任|作为|我是|我系)(?P<unit>[\u4e00-\u9fff]{{1,16}}?(?:{suffixes}))"
        rf"(?=挂职|挂任|任|担任|工作|驻村|党委|党工委|党组|党总支|党支部|{offices})"
    )


def _introduces(text: str, lexicon: OutlineLexicon) -> re.Match[str] | None:
    """The words in which authors say who they are: 我是芷塘镇镇长梅若谷, 本人梅若谷，芷塘镇镇长."""
    found = (match for pattern in _introductions(lexicon) for match in pattern.finditer(half_width(text)))
    return next((match for match in found if _is_name(match["name"], lexicon)), None)


@cache
def _introductions(lexicon: OutlineLexicon) -> tuple[re.Pattern[str], ...]:
    suffixes = "|".join(re.escape(suffix) for level in lexicon.levels if level.name not in _NO_OPENING for suffix in level.suffixes)
    offices = "|".join(re.escape(office) for office in lexicon.offices)
    post = rf"(?P<unit>[\u4e00-\u9fff]{{1,16}}?(?:{suffixes}))(?P<office>(?:{offices}))"
    own, name = r"(?:^|(?<=[，,。：:！\s]))(?:我(?:叫|是|系)?|本人(?:叫|是|系)?)", r"(?P<name>[\u4e00-\u9fff]{2,4})"
    return (
        re.compile(rf"{own}(?:现任)?{post}(?:[、，,兼](?:{offices}))*{name}(?=[，,。])"),
        re.compile(rf"{own}{name}[，,](?:是|系|现任|现为|担任|任)?{post}"),
    )


def _after_upper(name: str, suffix: str) -> int:
    """Where the unit's own name begins behind county and city: 临渠县芷塘镇 → 芷塘镇."""
    cut = 0
    for match in re.finditer(r"[省市县区州旗盟镇乡]|街道", name[: -len(suffix)]):
        if len(name) - len(suffix) - match.end() >= 1:
            cut = match.end()
    return cut


def _is_nameless(name: str) -> bool:
    """Whether what looks like a unit is a post or a body without a name: 副镇, 镇党委, 某镇."""
    return name.endswith(("党委", "党工委", "纪委")) or "某" in name or name in _NAMELESS


def persons(line: Line, lexicon: OutlineLexicon) -> Iterator[Statement]:
    """The name that ``line`` gives, at most one."""
    text = line.paragraph.text
    if line.where == "opening":
        spoken = _introduces(text, lexicon) or _SPOKEN_NAME.search(text)
        found = [spoken] if spoken and _is_name(spoken["name"], lexicon) else []
    elif labelled := _LABELLED_NAME.search(text):
        found = [labelled]
    else:
        found = [*_names_behind_post(line, lexicon), *_LONE_NAME.finditer(text)]
        found = [match for match in found if _is_name(_joined(match["name"]), lexicon)]
    for match in found[:1]:
        name = match["name"].rstrip()
        start = match.start("name")
        yield Statement("person", _joined(name), line.paragraph.at(start, start + len(name)), line.where)


def _names_behind_post(line: Line, lexicon: OutlineLexicon) -> Iterator[re.Match[str]]:
    """What stands where a title gives the name, at most one: behind the post."""
    office = _office(half_width(line.paragraph.text), line, lexicon) if line.where == "title" else None
    if office is None:
        return
    end = next((k + 1 for k in range(len(line.paragraph.text)) if line.paragraph.at(k, k + 1).end == office.span.end), 0)
    if match := _AFTER_POST.match(line.paragraph.text, end):
        yield match


def _joined(name: str) -> str:
    return re.sub(r"[\s\u3000]", "", name)


def _is_name(name: str, lexicon: OutlineLexicon) -> bool:
    if not 2 <= len(name) <= 4 or any(name.endswith(office) or office in name for office in lexicon.offices):
        return False
    if _NO_NAME.search(name) or any(name.endswith(suffix) for level in lexicon.levels for suffix in level.suffixes):
        return False
    return name[:2] in lexicon.surnames or (name[0] in lexicon.surnames and len(name) <= 3)
