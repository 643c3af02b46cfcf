"""网上下载的痕迹要删掉

文库、会员群留下的广告、标记和水印，或者写作软件的答话，等于告诉审阅人这份材料不是自己写的。
“##…##”标记、夹着干扰符号的【更多…文库】、“本文档由…”“下载全文”之类单独出现就报；“仅供学习”“笔杆子”“范文”之类，
独占一行或挂在段末、同处还有别的广告用语、又没有讲工作（没有数量，没有群众、整治、开通等词）才报；网页的“上一篇”“责任编辑”也要独占一行。
工作内容里的微信公众号、工作群、扫码、下载，查处倒卖、整治代写，都不算。相邻的几行广告合为一条。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checker.model import Document, Example, Family, Hit, Paragraph, Related, Rule, Severity, Span
from checker.numerals import half_width
from checker.phrases import any_of
from rules.lexicon import table

_TAG = re.compile(r"#{2,}[^#\n]{1,80}#{2,}|#{1,}(?:paid|vip)\w{0,12}#*|[<＜]/?(?:paid|vip)\w{0,12}[>＞]", re.IGNORECASE)
_BRACKET = re.compile(r"【[^【】]{2,120}】|〔[^〔〕]{2,80}〕|\[[^\[\]]{2,80}\]|（[^（）()]{4,120}[）)]|\([^（）()]{4,120}[）)]")
_NOISE = re.compile(r"[#~^@&*＃～＆\s_|·.-]")
_REACH = re.compile(
    r"(?:QQ|qq|扣扣)(?:群)?[:：]?\s?\d{5,}|(?:微信|VX|vx|V信|wx)[:：号]?\s?[A-Za-z0-9_-]{5,20}|(?:请?访问|登录)\s?www\.|[加入](?:[\u4e00-\u9fff]{0,4})群[:：]?\s?\d{6,}"
)
_CHANNELS = ("QQ", "qq", "扣", "微信", "V", "v", "w", "群")  # of which one stands in every match of _REACH
_ACCOUNT = re.compile(r"[A-Za-z\d_-](?:[A-Za-z\d_-]{4}|(?<=w)ww)")  # one of which stands in every match too: 群 alone is in 群众
_FOLLOW = re.compile(r"(?:关注|添加|加|搜索)(?:微信)?(?:公众号|[^，。；]{1,12}公众号|“[^”]{1,12}”)|(?:下方|下面)(?:的)?二维码")
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_PAGE = re.compile(
    r"\s*(?:第\s?\d{1,3}\s?页\s*[,，/]?\s*(?:共\s?\d{1,3}\s?页)?|浏览量?[:：]?\s?\d+|点击(?:[→>]+|此处|这里|下载|查看).{0,10})\s*"
)
_SITE = re.compile(r"\s*(?:原文链接[:：])?\s*(?:https?://|www\.)\S{4,80}\s*(?:整理|发布|提供|制作|收集)*\s*", re.ASCII)
_SOURCE = re.compile(r"\s*[（(]?(?:文章|本文|资料)?来源[:：于]?\s?(?:网络|互联网|\S{1,12}(?:网|文库|范文|公众号))[）)]?\s*")
_COLLECTED = re.compile(  # 篇一：…, 述职报告范文（二）: one of a collection
    r"\s*(?:[【\[]?篇[一二三四五六七八九十](?:[】\]].{0,30}|[:：].{0,40})"
    r"|(?!.*(?:推广|规范|制[定作]|统一|[下印]发|编写|提供|学习|征集))[^，。；、（）()]{0,24}(?:报告|总结|材料)(?:范文|模板|范本|样本|精选)[^，。；]{0,4}(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)]?)?篇?)\s*"
)
_COUNTED = re.compile(r"\d(?:\.\d+)?(?:余|多)?[万千百]?(?:[件起条人名份户处次个期本家场套批株]|公里|万元)")
_OWN = re.compile(r"述|报告|汇报|^\s*[（(]?[一二三四五六七八九十]+[、）)]")  # a title or heading is the report's own
_FURNITURE = 60  # characters: a line between two lines of advertisement is one itself up to this length


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    words: tuple[str, ...] = ()  # 另外几个一出现就算下载痕迹的词


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有下载痕迹，相邻各行合为一条。"""
    sure = (*_words("sure"), *options.words)
    signs = _signs(sure)
    found = [list(_residues(paragraph, sure, signs)) for paragraph in document.paragraphs]
    index = 0
    while index < len(found):
        if not found[index]:
            index += 1
            continue
        whole = _is_line(document.paragraphs[index], found[index])
        end = _block_end(document, found, index) if whole else index + 1
        spans = [span for row in found[index:end] for span in row]
        if whole:
            yield _hit(spans[0], spans[1:])
        else:
            yield from (_hit(span, []) for span in spans)
        index = end


def _hit(span: Span, others: list[Span]) -> Hit:
    lines = f"，共{len(others) + 1}处相连" if others else ""
    return Hit(
        span=span,
        message=f"留有网上下载的痕迹{lines}",
        evidence="这些话与报告内容无关，是文档网站、会员群或写作软件加进去的。",
        related=tuple(Related(other, "同一处痕迹") for other in others),
        suggestion="整处删除，并核对前后文是否因此断开。",
    )


def _residues(paragraph: Paragraph, sure: tuple[str, ...], signs: re.Pattern[str]) -> Iterator[Span]:
    """The residue of one paragraph: tags, advertising brackets, then sentences that advertise."""
    text = half_width(paragraph.text)
    tagged = "#" in text or "<" in text or "＜" in text
    taken: list[tuple[int, int]] = [match.span() for match in _TAG.finditer(text)] if tagged else []
    if _is_furniture(text):
        taken = [(0, len(text))]
    for match in _BRACKET.finditer(text):
        if not _overlaps(taken, match.span()) and _advertises(match[0], sure):
            taken.append(match.span())
    worth = signs.search(text) or _reached(text)
    for match in _SENTENCE.finditer(text) if worth or _trails_off(text) else ():
        if not _overlaps(taken, match.span()) and ((worth and _sells(match[0], sure)) or _is_advertisement(match[0])):
            taken.append(match.span())
    yield from (paragraph.at(start, end) for start, end in sorted(taken))


def _trails_off(text: str) -> bool:
    """Whether a sentence ends in neither 。 nor ；: no other is an advertisement without a sure word."""
    return not text.rstrip().endswith(("。", "；")) or any(stop in text for stop in "！？\n")


def _is_furniture(text: str) -> bool:
    """Whether a whole paragraph is page furniture: page numbers, addresses, 上一篇：…, 篇一：…."""
    if any(pattern.fullmatch(text) for pattern in (_PAGE, _SITE, _SOURCE)):
        return True
    if len(text.strip()) <= _FURNITURE and _COLLECTED.fullmatch(text):  # no longer than that
        return True
    if text.count("。") > 1:
        return False
    bare = _NOISE.sub("", text).strip("（()）【】[]")
    label, stop, rest = bare.partition("：" if "：" in bare else ":")
    return bare in _words("whole") or (bool(stop) and label in _words("label") and 0 < len(rest) <= _FURNITURE and "。" not in rest[:-1])


def _overlaps(taken: list[tuple[int, int]], place: tuple[int, int]) -> bool:
    return any(start < place[1] and place[0] < end for start, end in taken)


def _advertises(bracket: str, sure: tuple[str, ...]) -> bool:
    """Whether a bracket is an advertisement; round ones hold much else, so they need two signs."""
    words = _NOISE.sub("", bracket)
    noisy = len(words) < len(bracket) - 2 and _NOISE.search(bracket.replace(" ", "")) is not None
    if any(word in words for word in sure):
        return True
    signs = sum(word in words for word in _words("bracketed"))
    if bracket[0] in "（([":
        return signs > 1 and (_reached(words) or _FOLLOW.search(words) is not None or "范文" in words or "文库" in words)
    return signs > 1 or (signs > 0 and noisy) or ("文库" in words or "范文" in words)


def _is_advertisement(text: str) -> bool:
    """Whether what stands alone or after the last stop, without a word of work, speaks of a document or of where to get more."""
    if len(text) > _FURNITURE or text.rstrip().endswith(("。", "；")) or not (_half().search(text) or _FOLLOW.search(text)):
        return False
    if _tells_of_work(text):
        return False
    halves = [word for word in _words("half") if word in text]
    distinct = [word for word in halves if not any(word != other and word in other for other in halves)]
    if distinct and (len(distinct) > 1 or any(word in text.replace(distinct[0], "") for word in _words("weak"))):
        return True
    alone = text.strip(" 　，！（）()") in distinct
    return alone or (_FOLLOW.search(text) is not None and any(word in text for word in _words("trade")))


def _sells(sentence: str, sure: tuple[str, ...]) -> bool:
    """Whether a sentence advertises, wherever it stands, or is what a program says of its draft.

    A long one with a sure word is a sentence about work: only its bracket can be residue.
    """
    if len(sentence) <= 2 * _FURNITURE and any(word in sentence for word in sure):
        return True
    if len(sentence) > _FURNITURE or _COUNTED.search(sentence):
        return False
    if any(word in sentence for word in _words("assistant")):
        return True
    return not _tells_of_work(sentence) and _reached(sentence) and any(word in sentence for word in _words("trade"))


def _reached(text: str) -> bool:
    """Whether a text says where its seller can be reached."""
    return any(word in text for word in _CHANNELS) and _ACCOUNT.search(text) is not None and _REACH.search(text) is not None


def _tells_of_work(text: str) -> bool:
    return _COUNTED.search(text) is not None or any(word in text for word in _words("work"))


def _is_line(paragraph: Paragraph, spans: list[Span]) -> bool:
    """Whether the residue is all that the paragraph holds."""
    return sum(span.end - span.start for span in spans) >= 0.8 * len(paragraph.text.strip())


def _block_end(document: Document, found: list[list[Span]], start: int) -> int:
    """Where a block of advertising lines ends; one or two short lines between two of them belong to it."""
    end = start + 1
    for index in range(start + 1, min(len(found), start + 40)):
        between = document.paragraphs[end:index]
        if len(between) > 3 or not all(len(paragraph.text) <= _FURNITURE and not _OWN.search(paragraph.text) for paragraph in between):
            break
        if found[index] and _is_line(document.paragraphs[index], found[index]):
            for number in range(end, index):
                found[number] = [document.paragraphs[number].span]
            end = index + 1
    return end


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(word for row in table("watermarks")[kind] for word in row["words"])


@cache
def _signs(sure: tuple[str, ...]) -> re.Pattern[str]:
    """Any word that makes a sentence worth reading."""
    return re.compile("|".join(map(re.escape, (*sure, *_words("assistant")))))


@cache
def _half() -> re.Pattern[str]:
    return re.compile(any_of(_words("half")))


RULE = Rule(
    name="watermark",
    family=Family.LEFTOVERS,
    summary="网上下载的痕迹要删掉",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example("全年走访脱贫户96户。##vipend##", marks=("##vipend##",)),
        Example("二、履职情况【更@多材~料请到写材#料文库】", marks=("【更@多材~料请到写材#料文库】",)),
        Example("本资料由阿文整理，咨询QQ10010010", marks=("本资料由阿文整理，咨询QQ10010010",)),
        Example("利用微信公众号发布惠农政策46条，建立村民QQ群9个，方便群众扫码咨询。"),
    ),
    check=check,
)
