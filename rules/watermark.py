"""网上下载的痕迹要删掉

文库、会员群留下的广告、标记和水印，等于告诉审阅人这份材料是下载来的。
“##…##”标记、夹着干扰符号的【更多…文库】、“仅供学习”“会员群”之类单独出现就报；QQ号、微信号要和“更多”“咨询”“整理”等广告用语同在一句才报；
工作内容里的微信公众号、工作群、扫码不算。相邻的几行广告合为一条。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Paragraph, Related, Rule, Severity, Span
from checker.numerals import half_width
from rules.lexicon import table

_TAG = re.compile(r"#{2,}[^#\n]{1,80}#{2,}|#{1,}(?:paid|vip)\w{0,12}#*|[<＜]/?(?:paid|vip)\w{0,12}[>＞]", re.IGNORECASE)
_BRACKET = re.compile(r"【[^【】]{2,120}】|〔[^〔〕]{2,80}〕|\[[^\[\]]{2,80}\]|[（(][^（）()]{4,120}[）)]")
_NOISE = re.compile(r"[#~^@&*＃～＆\s_|·.-]")
_REACH = re.compile(
    r"(?:QQ|qq|扣扣)(?:群)?[:：]?\s?\d{5,}|(?:微信|VX|vx|V信|wx)[:：号]\s?[\w一-龥]{3,20}|(?:关注|添加|加|搜索)(?:微信)?公众号|(?:请?访问|登录)\s?www\."
)
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_PAGE = re.compile(r"\s*(?:第\s?\d{1,3}\s?页\s*[,，/]?\s*(?:共\s?\d{1,3}\s?页)?|浏览量?[:：]?\s?\d+|点击[→>]*.{0,10})\s*")
_SITE = re.compile(r"\s*(?:https?://|www\.)\S{4,80}\s*", re.ASCII)
_OWN = re.compile(r"述|报告|汇报|^\s*[（(]?[一二三四五六七八九十]+[、）)]")  # a title or heading is the report's own
_FURNITURE = 60  # characters: a line between two lines of advertisement is one itself up to this length


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    words: tuple[str, ...] = ()  # 另外几个一出现就算下载痕迹的词


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有下载痕迹，相邻各行合为一条。"""
    sure = (*_words("sure"), *options.words)
    found = [list(_residues(paragraph, sure)) for paragraph in document.paragraphs]
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
        evidence="这些话与报告内容无关，是文档网站或会员群加进去的。",
        related=tuple(Related(other, "同一处痕迹") for other in others),
        suggestion="整处删除，并核对前后文是否因此断开。",
    )


def _residues(paragraph: Paragraph, sure: tuple[str, ...]) -> Iterator[Span]:
    """The residue of one paragraph: tags, advertising brackets, then sentences that advertise."""
    text = half_width(paragraph.text)
    taken: list[tuple[int, int]] = [match.span() for match in _TAG.finditer(text)]
    if _PAGE.fullmatch(text) or _SITE.fullmatch(text):
        taken.append((0, len(text)))
    for match in _BRACKET.finditer(text):
        if not _overlaps(taken, match.span()) and _advertises(match[0], sure):
            taken.append(match.span())
    here = tuple(word for word in sure if word in text)
    reached = _REACH.search(text) is not None
    for match in _SENTENCE.finditer(text) if here or reached else ():
        if not _overlaps(taken, match.span()) and _sells(match[0], here):
            taken.append(match.span())
    yield from (paragraph.at(start, end) for start, end in sorted(taken))


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
        return signs > 1 and (_REACH.search(words) is not None or "范文" in words or "文库" in words)
    return signs > 1 or (signs > 0 and noisy) or ("文库" in words or "范文" in words)


def _sells(sentence: str, sure: tuple[str, ...]) -> bool:
    """Whether a sentence advertises. A long one with a sure word is a sentence about work: only its bracket can be residue."""
    if any(word in sentence for word in sure) and len(sentence) <= 2 * _FURNITURE:
        return True
    return _REACH.search(sentence) is not None and any(word in sentence for word in _words("trade")) and len(sentence) <= _FURNITURE


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


def _words(kind: str) -> tuple[str, ...]:
    return tuple(word for row in table("watermarks")[kind] for word in row["words"])


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
