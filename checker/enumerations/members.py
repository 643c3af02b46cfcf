"""Members told within a sentence: 即A、B和C after a count, A、B、C before it, A；B；C behind a colon."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from checker.enumerations.masking import PAIRS, mask

_CONJUNCTION = re.compile(r"以及|并且|[和及与或]")
_LINK = re.compile(
    r"[，,]?\s?(?:即|也即|也就是|就是|分别是|分别为|依次是|依次为|具体是|具体为|主要是|主要为)\s?[：:]?|[：:]\s?(?:即|分别是"
    r"|分别为|主要是)?[：:]?|——(?:即)?|[（(](?:即|分别是|分别为)?[：:]?"
)
_OPEN_END = re.compile(r"等(?:等|方面|内容|工作|问题|环节|领域|产业|措施|[^、，。；]{0,6})?$")
# a bracket that says something else than what is counted
_ASIDE = re.compile(r"含|详见|其中|不[含包]|下同|以下|简称|下称|共|合计|约|占|附|注|同比|比|如|见|总|修订|试行|\d")
# how a clause begins that tells what was then done, and so is no member of the list before it
_ONWARD = re.compile(
    r"(?:我|并|先后|不断|持续|全面|着力|切实|有效|进一步|全年|年内|今年|累计|共|使|让|推动|实现|带动|确保|形成|促进|努力|扎实|大力"
    r"|深入|积极|为|从而|将|同时|逐|已|目前|均|各|以|开展|打造|做到|以此|得到|取得|成效|受到|被|也|都|其中|组织|完成)"
)
_GOVERNOR = re.compile(
    r"^(?:重点|突出|着重|主要|紧紧|坚持|始终|全力|大力|着力|持续|分别|认真|切实|统筹|并|同时|先后|我|我们|自己|本人|班子)?"
    r"(?:推广|围绕|聚焦|紧扣|紧盯|针对|对|从|在|以|把|将|按照|就|就是|抓好|抓住|抓牢|突出|实施|推进|推行|推动|打造|做强|做优|做大|做好"
    r"|培育|发展|打好|打赢|落实|强化|建立|建成|建好|健全|构建|形成|通过|依托|立足|瞄准|细化为|分为|采取|用好|办好|搞好|开展|走"
    r"|存在|解决|破解|攻克|明确|树立|围着|按)"
)
_BEFORE_NOUN = re.compile(
    r"^(?:[^，。；]{0,8}?)(?:方面|领域|环节|主题|层面|维度|阶段|重点|难点|堵点|痛点|关键|产业|要素|层级|机制|体系|制度|清单|专题"
    r"|课题|板块|片区|方向|目标|标准|要求|类型|途径|渠道|方式|形式|步骤|纪律|责任"
    r"|关系|能力|意识|观念|问题|短板|任务|举措|措施|行动|工程|攻坚战|硬仗|品牌|抓手|文章|主线|原则|优势|特色|支柱|平台|阵地|队伍"
    r"|村|社区|乡镇|镇|乡|街道|县|党支部|支部|单位|部门|不足|转变|战役|底线|红线)"
    r"|^[^，。；等]{0,4}?(?:工作(?![日队组站室人者专小台])|技术(?![员人])|实事|活动|改革|指标|振兴|战略|本领|作风|理念|模式|文化|品种|课程|功能)"
)
# the last member goes on to a verb whose object is the count: 围绕增速、结构、效率提出5项指标
_VERB_END = re.compile(
    r"(?<!、)(?:提出|推出|列出|出台|制定|制订|设置|设立|设定|实施|建立|打造|开展|建成|形成|落实|完成|办成|办好|办理|做好|抓好|推进|推行|组织|部署|明确"
    r"|确定|梳理|细化|策划|谋划|启动|新建|争取|采取|创建|安排|培育|解决|破解|攻克|整改|推动|深化|强化|举办|总结|探索|出|了|共|计|达)$"
)
_LEVELS = re.compile(r"(?:[县市区乡镇村旗州]|街道|社区|、)+")  # 16个县（市、区）
_MARK = re.compile(r"[\s　]*(?:[（(]?[一二三四五六七八九十]{1,3}[、）)]|\d{1,2}[.、])")
# another count among the members: 扩消费六大工程、城建六大行动
_COUNTED = re.compile(r"[一二三四五六七八九十两](?:个|大|项|条|种|类|张|件|色|支)(?!人|体)")
_STOP = re.compile(r"[。！？!?]")
# a list inside one pair of quotation marks: “头雁、强师、青蓝”; two members may as well be one slogan: “不忘初心、牢记使命”
_QUOTED_LIST = re.compile(r"“([^“”‘’《》（），。；：！？\d、]{1,8}(?:、[^“”‘’《》（），。；：！？\d、]{1,8}){2,})”$")
_LAST_QUOTATION = re.compile(r"“[^“”]{0,80}”$")
_JOINS = ("”", "》", "和", "与", "及", "或")  # before the mark where the quotation is one member of several
_CLAUSE_STOPS = frozenset("，。；：！？,;:!?（(")
_REACH = 200  # no clause with a list is longer
_LONGEST = 600  # no sentence with a list is longer


class Members(NamedTuple):
    """What a sentence lists: members (start, end) of the reading nearest to the count, and how sure it is."""

    items: tuple[tuple[int, int], ...]
    style: str  # "、", "；" or "，"
    open: bool  # ends in 等
    complete: bool  # where it begins and ends was seen
    readings: frozenset[int]  # every number of members a reader could count
    end: int


def after(text: str, position: int, number: int) -> Members | None:
    """The list that a link (即, ：, a bracket) opens at ``position``; None where there is none to count."""
    found = _behind(text[position : position + _LONGEST], number)
    if found is None:
        return None
    items = tuple((left + position, right + position) for left, right in found.items)
    return found._replace(items=items, end=found.end + position)


def _behind(text: str, number: int) -> Members | None:
    """As :func:`after`, for a text that begins with the link."""
    link = _LINK.match(text)
    if link is None:
        return None
    if link[0][0] in "（(":
        end = _closing(text)
        if (
            end is None
            or _LEVELS.fullmatch(text, link.end(), end)
            or _ASIDE.match(text, link.end(), end)
            or re.search(r"\d", text[link.end() : end])
        ):
            return None
        return _split(text, link.end(), end, number, bounded=True)
    stop = _STOP.search(mask(text), link.end())
    end = stop.start() if stop else len(text)
    return _split(text, link.end(), end, number, bounded=False, colon="：" in link[0] or ":" in link[0], stopped=stop is not None)


def before(text: str, start: int, number: int, noun: str) -> Members | None:
    """The list that ends where the count at ``start`` begins: A、B、C三个方面."""
    masked = mask(text)
    reach = max(0, start - _REACH)
    left = next((i + 1 for i in range(start - 1, reach - 1, -1) if masked[i] in _CLAUSE_STOPS), 0)
    mark = _MARK.match(masked, left, start)
    left = mark.end() if mark else left
    said = _LAST_QUOTATION.search(text, left, start)
    if said is not None and "、" in said[0]:
        return _in_quotes(text, left, start, noun)
    clause = masked[left:start].rstrip('“‘「"').replace("”“", "”、").replace("》《", "》、")
    if "、" not in clause or not _BEFORE_NOUN.match(noun) or (number > 12 and text[start].isdigit()):
        return None
    if re.search(r"\d", clause) or _COUNTED.search(text[left:start]) or clause[-1] in "、和及与或的" or _VERB_END.search(clause):
        return None
    governed = _divided(clause) or _GOVERNOR.match(clause)
    begins = left == 0 or masked[left - 1] in "。；：！？" or governed is not None
    body = governed.end() if governed else 0
    cut = [left + i for i, c in enumerate(clause) if c == "、"]
    items, readings = _items(masked[:left] + clause + masked[left + len(clause) :], left + body, left + len(clause), cut, number)
    sizes = [right - at for at, right in items]
    alike = min(sizes) >= 2 and max(sizes) <= 2 * min(sizes) + 2
    is_open = "等" in clause[cut[-1] - left :]
    # more than counted: a verb pair may stand before the list (规范、完善A、B)
    alone = governed is not None and sizes[0] <= 8
    begins = begins and "、" not in _clause_before(masked, left) if max(readings) < number else alone
    return Members(items, "、", is_open, begins and alike, readings, left + len(clause))


def _in_quotes(text: str, left: int, start: int, noun: str) -> Members | None:
    """The list inside the one quotation that ends at ``start``: “A、B、C”四大工程; members of like length, else it is a saying.

    Levels of government are told in one breath (“市县、乡镇、村”四级), so that they are not counted here.
    """
    match = _QUOTED_LIST.search(text, left, start)
    if match is None or not _BEFORE_NOUN.match(noun) or noun.startswith("级"):
        return None
    lead = text[left : match.start()]
    if lead.endswith(_JOINS) or "、" in lead or _COUNTED.search(match[0]):
        return None
    cut = [i for i in range(match.start(1), match.end(1)) if text[i] == "、"]
    items, _ = _items(text, match.start(1), match.end(1), cut, 0, joined=False)
    sizes = [right - at for at, right in items]
    if max(sizes) > min(sizes) + 2:
        return None
    return Members(items, "、", _is_open(match[1]), complete=True, readings=frozenset({len(items)}), end=match.end(1))


def _divided(clause: str) -> re.Match[str] | None:
    """The words up to 分为 and its like before the first member: 把清单分解为A、B、C四个板块."""
    return re.compile(r"[^、]{0,30}(?:分解|细化|划分|归纳|概括|整合|分|定位|明确|确定)(?:为|成)").match(clause)


def named_end(noun: str, end: int) -> int:
    """Where the words that name what is counted end: 四个村逐一过堂 ends behind 村; ``end`` is the noun's."""
    named = _BEFORE_NOUN.match(noun)
    return end - len(noun) + named.end() if named else end


def _clause_before(text: str, position: int) -> str:
    left = max((text.rfind(c, max(0, position - _REACH), max(position - 1, 0)) for c in "，。；：！？"), default=-1) + 1
    return text[left:position] if position and text[position - 1] == "，" else ""


def _closing(text: str) -> int | None:
    """Where the bracket that ``text`` begins with closes."""
    depth = 0
    for index, character in enumerate(text):
        if character == text[0]:
            depth += 1
        elif character == PAIRS[text[0]]:
            depth -= 1
            if depth == 0:
                return index
    return None


def _split(text: str, start: int, end: int, number: int, *, bounded: bool, colon: bool = False, stopped: bool = True) -> Members | None:
    if end <= start:
        return None
    body = _unwrapped(text, start, end)
    masked = text[:start] + body + text[end:]
    if "；" in body or ";" in body:
        cut = [i for i in range(start, end) if masked[i] in "；;"]
        items, readings = _items(masked, start, end, cut, number, joined=False)
        return Members(items, "；", _is_open(masked[start:end]), colon and stopped, readings, end)
    if "、" not in body and "”" not in body and "》" not in body:
        return _commas(masked, start, end, number) if colon or bounded else None
    return _short_list(masked, start, end, number, bounded=bounded, stopped=stopped)


def _unwrapped(text: str, start: int, end: int) -> str:
    """The body with quotations blotted out, unless the whole body is one quotation: then what it holds."""
    body = text[start:end]
    stripped = body.strip()
    if stripped[:1] in {"“", "‘"} and stripped.count(stripped[0]) == 1 and stripped[-1] == PAIRS[stripped[0]]:
        return body.replace(stripped[0], " ").replace(stripped[-1], " ")
    return mask(body).replace("”“", "”、").replace("》《", "》、")


def _short_list(text: str, start: int, end: int, number: int, *, bounded: bool, stopped: bool) -> Members | None:
    """Members set off by 、 up to the end of the clause; the sentence may go on with what was done then."""
    comma = re.compile(r"[，,]").search(text, start, end)
    stop = comma.start() if comma else end
    cut = [i for i in range(start, stop) if text[i] == "、"]
    items, readings = _items(text, start, stop, cut, number)
    complete = stopped or comma is not None
    if comma and not bounded:
        rest = [clause for clause in re.split(r"[，,]", text[stop + 1 : end]) if clause.strip()]
        parallel = any("、" in clause and not re.search(r"\d", clause) and not _ONWARD.match(clause) for clause in rest[:1])
        if not cut or parallel:
            complete = False
    elif comma and bounded:
        readings = readings | {len(re.split(r"[，,]", text[start:end])), len(re.split(r"[，,、]", text[start:end]))}
        complete = False
    if re.search(r"\d", text[start:stop]) and number not in readings:
        complete = False
    if min(readings) > number and (min(readings) > number + 1 or any(right - left > 8 for left, right in items)):
        complete = False  # a member may itself be a list
    return Members(items, "、", _is_open(text[start:stop]), complete, readings, stop)


def _commas(text: str, start: int, end: int, number: int) -> Members | None:
    """A list set off by commas only counts where its members are short and of one length: 强产业，兴文旅，优生态."""
    cut = [i for i in range(start, end) if text[i] in "，,"]
    items, readings = _items(text, start, end, cut, number, joined=False)
    lengths = {right - left for left, right in items}
    if len(items) < 2 or len(lengths) > 1 or max(lengths) > 10:
        return None
    return Members(items, "，", open=False, complete=True, readings=readings, end=end)


def _is_open(body: str) -> bool:
    return bool(_OPEN_END.search(body.rstrip("”’ ")))


def _items(
    text: str, start: int, end: int, cut: list[int], number: int, *, joined: bool = True
) -> tuple[tuple[tuple[int, int], ...], frozenset[int]]:
    """The members between the cuts, and every number of them that a reading of 和 allows.

    The members given are those of the reading nearest to ``number``.
    """
    edges = [start - 1, *cut, end]
    items = [(left + 1, right) for left, right in pairwise(edges) if text[left + 1 : right].strip()]
    if not joined or not items:
        return tuple(items), frozenset({len(items)})
    joints = [match for left, right in items for match in _CONJUNCTION.finditer(text, left + 1, right - 1)]
    readings = frozenset(range(len(items), len(items) + len(joints) + 1))
    for joint in reversed(joints):
        if len(items) >= number:
            break
        at = next(i for i, (left, right) in enumerate(items) if left < joint.start() < right)
        left, right = items[at]
        items[at : at + 1] = [(left, joint.start()), (joint.end(), right)]
    return tuple(items), readings
