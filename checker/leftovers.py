"""Gaps of a template left in a report: XX万元, 某镇, 20__年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from checker.model import Document, Paragraph, Placeholder
from checker.numerals import half_width

Missing = Literal["value", "name", "date", "text"]

_DATE = r"年(?!级)度?|月份?|日|号|周年|世纪"
_UNIT = (
    r"[余多]?(?:[万亿千百]+[余多]?)?(?:元|亩|公里|千米|平方米|平方公里|立方米|公顷|㎡|米|m(?![a-z])|吨|公斤|斤"
    r"|头|只|羽|株|棵|盏|座|栋|套|台|辆|处|口|眼|条|项|个|家|户|人次|人|名|位|件|份|期|次|场|篇|块|批|间|张"
    r"|桶|箱|袋|艘|所|片|支|组|类|种|轮|倍|成|字|小时|天|％|%|‰|百分点)"
)
_PLACE = (
    r"(?:镇|乡|村|县|市|省|区|州|街道|社区|局|办|站|所|组|庄|屯|寨|湾|河|山|湖|路|桥|厂|公司|合作社|学校|中学|小学"
    r"|医院|党委|支部|党支部|书记|镇长|乡长|同志|主任|部长|县长|副|工程|项目|行动|精神|园|基地)"
)
_AFTER = re.compile(rf"(?P<date>{_DATE})|(?P<unit>{_UNIT})|(?P<place>{_PLACE})")
_HAN = "\u4e00-\u9fff"

# years with places left open: 20XX年, 201x, 20__年, 202×年度
_YEAR = re.compile(r"(?<!\d)(?:19|20)(?:\d[XxX×*＊_○]|[XxX×*＊_○]{2,4})(?=\s?年|[^\dA-Za-zXx×*_]|$)")
_CROSSES = re.compile(r"[Xx×✕╳]+")
_STARS = re.compile(r"[*＊]+")
_LINES = re.compile(r"[_＿]+")
_SHAPES = re.compile(r"○{2,}|□{2,}|△{2,}|▲{2,}|●{2,}|◇{2,}|■{2,}|〇{3,}")
_SOMEBODY = re.compile(rf"(?<![{_HAN}])某(?={_PLACE})|某某+|(?<=[，。、在到与])某(?=镇|乡|村|县|街道)")
_NOTE = re.compile(
    r"[（(【\[<〔](?:数据|姓名|名称|时间|日期|金额|内容|此处|此项|请|具体|单位)?[^，。（）()【】\[\]]{0,8}?(?:待补充?|待定|待填"
    r"|待核实|待确认|待更新|请填写|填写|请补充|补充数据|待完善|待统计|插入)[^，。（）()【】\[\]]{0,8}[）)】\]>〕]"
    r"|[（(【\[](?:姓名|单位名称|填写姓名|日期|年份|金额)[）)】\]]|[（(]此处[^，。（）()]{1,12}[）)]|TBD|待补充数据"
)
_QUESTIONED = re.compile(rf"[?？]{{2,}}+(?={_UNIT}|{_DATE})|(?:(?<!…)…++|(?<!\.)\.{{3,}}+)(?=[万亿]?(?:元|亩|公里|户|人次))")
_BLANK = re.compile(
    rf"(?<=[{_HAN}])[ \u3000\xa0]{{2,}}(?=[万亿]?(?:元|亩|公里|人次|户|吨)|[月日](?![{_HAN}]))|(?<=\d年)[ \u3000\xa0]{{2,}}(?=月)"
    rf"|(?<=[{_HAN}])[ \u3000\xa0]{{3,}}(?=[起个次名件家户人条项处][，。；、])"
)
_EMPTY = re.compile(rf"[（(][ \u3000]*[）)](?=[万亿]?(?:元|亩|公里|吨|户|人|个|名|件|次)|{_DATE})")
_LETTER = re.compile(r"(?<![A-Za-z+＋\d“])[Nn](?=[万亿]?元|[家名户亩件次人](?![字方]))")
_LEADER = re.compile(r"(?<![A-Za-z])(?:XJP|xjp)(?![A-Za-z])")

# Each pattern with what no match of it can do without: most paragraphs hold none of it and are passed at once.
_SIGNS = (
    (_NOTE, re.compile(r"[待填插]|补充|此处|姓名|单位名称|日期|年份|金额|TBD")),
    (_QUESTIONED, re.compile(r"[?？…]|\.\.\.")),
    (_BLANK, re.compile(r"[ \u3000\xa0]{2}")),
    (_EMPTY, re.compile(r"[）)]")),
    (_LETTER, re.compile(r"[Nn]")),
    (_SHAPES, re.compile(r"[○□△▲●◇■〇]")),
    (_LEADER, re.compile(r"[Xx][Jj][Pp]")),
)
_X_WORD = re.compile(r"[Xx](?:年级|光|射线|线|染色体|轴|形|型|因子|世代|档案|证书)")
_MODEL = re.compile(r"[-—–]?\d+[A-Za-z]*(?:型|号|款|式|系列|级)|[-—–]\d")
# whose name a quotation gives: 账号“云岭XX说” is the account's own name
_NAMED = re.compile(
    r"(?:账号|帐号|公众号|视频号|抖音号|网名|昵称|名为|取名|栏目|品牌|节目|店名|商标|名叫|叫作|微信群)[^“”]{0,4}“[^“”]{0,12}$"
)
_SURNAME = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁马方任袁柳唐罗薛雷贺汤郝安常乐于傅齐康伍余顾"
    "孟黄穆萧尹姚邵汪毛禹狄贝明成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路江童颜郭梅林刁钟徐邱骆高夏蔡田胡凌霍万柯卢莫房解应"
    "丁宣邓杭洪包左石崔吉龚程邢裴陆荣翁段侯全班甘厉祖武符刘景龙叶白蒲卓乔冉谭申冀廖耿文欧曾"
)
_BOLD = re.compile(r"\*\*(?P<inside>[^*\n]{2,80})\*\*")
_URL = re.compile(r"(?:https?://|www\.)[\w./?=&%#:*-]+", re.ASCII)


def find_placeholders(document: Document, *, anonymised: bool = False) -> tuple[Placeholder, ...]:
    """All placeholders in reading order. In ``anonymised`` input masked names (某镇, ××县) are no gaps."""
    found = [placeholder for paragraph in document.paragraphs for placeholder in _in_paragraph(paragraph)]
    return tuple(placeholder for placeholder in found if not (anonymised and placeholder.missing == "name"))


def _in_paragraph(paragraph: Paragraph) -> Iterator[Placeholder]:
    text = half_width(paragraph.text)
    last = 0
    for start, end in sorted(_gaps(text, _spared(text))):
        if start < last:
            continue
        missing, last = _missing(text, start, end)
        yield Placeholder(paragraph.at(start, last), missing)


def _spared(text: str) -> list[tuple[int, int]]:
    """Places whose signs are no gaps: bold type of Markdown, addresses."""
    places = [match.span() for match in _URL.finditer(text)]
    for match in _BOLD.finditer(text):
        closed = match["inside"][-1] in "。：:；，！" or text[match.end() : match.end() + 1] in {"", " ", "　", "。", "：", ":", "，", "；"}
        if closed and not _AFTER.match(match["inside"]):
            places += [(match.start(), match.start() + 2), (match.end() - 2, match.end())]
    return places


def _gaps(text: str, spared: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    taken = [match.span() for match in _YEAR.finditer(text)]
    yield from taken
    for pattern, needed in _SIGNS:
        if needed.search(text):
            yield from (match.span() for match in pattern.finditer(text))
    apart = spared + taken
    for pattern, stands in ((_CROSSES, _is_cross), (_STARS, _is_star), (_LINES, _is_line), (_SOMEBODY, _is_somebody)):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(left < end and start < right for left, right in apart) and stands(text, start, end):
                yield start, _with_digits(text, end)


def _is_cross(text: str, start: int, end: int) -> bool:
    """Whether a run of X or × stands for something: not in words, models, dimensions, sums."""
    before, after = text[start - 1 : start], text[end : end + 1]
    latin = re.compile(r"[A-Za-z&+＋/\\@]")
    if latin.match(before) or latin.match(after) or (before.isdigit() and after.isdigit()):
        return False
    if _MODEL.match(text, end) or _NAMED.search(text, max(0, start - 24), start):
        return False
    if end - start > 1:
        return True
    followed = _AFTER.match(text, end)
    if before.isdigit():
        return False
    if text[start] in "Xx":
        if before == "“" and after == "”":
            return False  # “X” speaks of the letter
        beside_han = re.compile(rf"[{_HAN}“”‘’、，。；：（）()《》]")
        return (
            not _X_WORD.match(text, start)
            and bool(beside_han.match(before or "，"))
            and (followed is not None or bool(beside_han.match(after or "。")))
        )
    return followed is not None and bool(re.compile(rf"[{_HAN}“”，。；：、（）]").match(before or "，"))


def _is_star(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if end - start == len(text.strip()) or (before.isdigit() and after.isdigit()) or (start == 0 and after in {" ", "\u3000", "*"}):
        return False
    if end - start == 1:
        return _AFTER.match(text, end) is not None and bool(re.compile(rf"[{_HAN}，、。；：]").match(before or "x"))
    return bool(re.compile(rf"[{_HAN}“\d.%㎡m]").match(after or "x") or re.compile(rf"[{_HAN}“]").match(before or "x"))


def _is_line(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if end - start == len(text.strip()) or re.compile(r"[A-Za-z@./]").match(before + after):
        return False
    return end - start > 1 or _AFTER.match(text, end) is not None


def _is_somebody(text: str, start: int, end: int) -> bool:
    """某镇 and 某某, not the 张某某 of a case told without names."""
    if end - start > 1:
        return text[start - 1 : start] not in _SURNAME or start == 0 or _AFTER.match(text, end) is not None
    return True


def _with_digits(text: str, end: int) -> int:
    """XX7万元, xx0.9%, xx.51亿: digits that the gap left standing belong to it."""
    digits = re.compile(r"[Xx×]*(?:[.:]?\d+|[.:][Xx×]+)*").match(text, end)
    return digits.end() if digits else end


def _missing(text: str, start: int, end: int) -> tuple[Missing, int]:
    """What a gap stands for, and where it ends with the unit or place word that shows it."""
    if text[start] in "（(【[<〔T待":
        return "text", end
    if text[start:end].lower() == "xjp":
        return "name", end
    followed = _AFTER.match(text, end)
    if followed is None:
        digits = re.search(r"\d", text[start:end])
        return ("value" if digits and not text[start:end].startswith(("19", "20")) else "date" if digits else "name"), end
    kind: dict[str, Missing] = {"date": "date", "unit": "value", "place": "name"}
    return kind[followed.lastgroup or "place"], followed.end()
