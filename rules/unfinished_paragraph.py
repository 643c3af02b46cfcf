"""段落要写完

段落停在逗号、顿号上，或停在“资金和”“充分发挥党员”这样的半句话上，多半是改稿时删掉了后半段，或粘贴时丢了字。
停在逗号、顿号、起始引号括号上，或停在连词、介词上（“已建成并。”）的报“需核对”；只是末尾没有标点的列为“可留意”。
标题、称谓、落款、引出列举的冒号、逐条并列以分号收尾的不算；一行排不下折成几行的仍是一段。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Paragraph, Rule, Severity
from rules._headings import heading_ends

_RESIDUE = re.compile(r"(?:#{1,}[^#\n]{0,40}#*|【[^【】]{2,80}】)\s*$")
_CLOSED = "。！？!?…”’）)》】」〕〞\"'.%％："
_OPENING = "“‘（(《〈【「"
# 合并, 撤并, 缓和, 闯将, 一把: words that end in what also joins
_MERGED = "(?<![合一吞兼归撤拆裁改火])并且?"
_DANGLING = re.compile(
    rf"(?:(?<![总平温柔暖缓饱调谐随祥亲求讲中议人共政])和|(?<![参给赋授赠付])与|(?<![普涉惠触遍波顾危提论企旁累殃念])及|或者?|{_MERGED}"
    r"|(?<![一两几大火])把|(?<![闯大干健猛小名老虎战武上中少良强主])将|由于|对于|关于|通过|从而|以便|特别是|尤其是|包括|[^目标]的)$"
)
# a full stop behind a word that only joins: 已建成并。 …原则，进一步。
# stands in every match of the next, which begins with anything
_STOPPED = re.compile("[。；](?:(?<=[并且].)|(?<=(?:以及|同时|不断|切实|为了|由于|对于|关于|按照|根据).)|(?<=进一步.))")
_BROKEN = re.compile(
    rf"(?P<clause>[^，。；：！？]*(?:{_MERGED}|以及|(?:^|(?<=[，；]))(?:进一步|同时|不断|切实|为了|由于|对于|关于|按照|根据)))[。；]"
)
_ITEM = re.compile(r"[\s　#*]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)是]|第[一二三四五六七八九十]|[①-⑳]|——|[-●•·◆]|其[一二三四])")
_CLAUSE = re.compile(r"[^，。；：、！？,;:]*[，、；,;“‘（(《〈【「]*$")
_BODY = re.compile(r"[。！？；]")
_FEWEST = 4  # characters of a clause that are shown without the clause before
_LONGEST = 40  # characters of the last clause that are shown


@dataclass(frozen=True, slots=True)
class Options:
    """选项。"""

    shortest: int = 20  # 少于这么多字的段落不查


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有没有写完的段落。"""
    headings = heading_ends(document)
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.in_table or headings.get(paragraph.span.start, 0) >= paragraph.span.end or paragraph.outline_level is not None:
            continue
        text = paragraph.text.rstrip()
        if "#" in text or "】" in text:
            text = _RESIDUE.sub("", text).rstrip()
        if not text or len(text) < options.shortest or (_ITEM.match(text) and not _BODY.search(text) and "，" not in text[-1:]):
            continue
        yield from _broken(paragraph)
        severity = _severity(document, headings, index, text)
        if severity is not None:
            yield _hit(paragraph, text, severity)


def _broken(paragraph: Paragraph) -> Iterator[Hit]:
    """Sentences that a full stop ends in their middle."""
    for match in _BROKEN.finditer(paragraph.text) if _STOPPED.search(paragraph.text) else ():
        clause = match["clause"][-_LONGEST:]
        start = match.end() - 1 - len(clause)
        if len(clause) < _FEWEST:  # “并。” alone shows nothing
            start = max(paragraph.text.rfind(mark, 0, max(0, start - 1)) for mark in "，。；：！？") + 1
        shown = paragraph.text[max(start, match.end() - _LONGEST) : match.end()]
        yield Hit(
            span=paragraph.at(match.end() - len(shown), match.end()),
            message=f"这句话停在“{clause[-4:]}”上，没有说完",
            evidence=f"句末是“{shown[-20:]}”。",
            suggestion="补全后半句，或删去多余的字。",
        )


def _severity(document: Document, headings: Mapping[int, int], index: int, text: str) -> Severity | None:
    """How sure it is that the paragraph stops short; None where it ends."""
    if text[-1] in _OPENING:
        return Severity.WARNING
    if text[-1] in "；;":
        # lines broken by hand may end at a semicolon that the next line goes on from
        return None if document.paragraphs[index].offsets is not None or _listed(document, headings, index, text) else Severity.WARNING
    if text[-1] in "，、,":
        return Severity.WARNING
    if text[-1] in _CLOSED or not _BODY.search(text):
        return None
    return Severity.WARNING if _DANGLING.search(text) else Severity.NOTICE


def _listed(document: Document, headings: Mapping[int, int], index: int, text: str) -> bool:
    """Whether a paragraph that ends in a semicolon is one of a row of items."""
    paragraphs = document.paragraphs
    following = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
    before = paragraphs[index - 1].text.rstrip() if index else ""
    return (
        bool(_ITEM.match(following) and (_ITEM.match(text) or document.paragraphs[index + 1].span.start not in headings))
        or following.rstrip().endswith(("；", ";"))
        or (before.endswith(("；", ";", "：", ":")) and bool(following))
    )


def _hit(paragraph: Paragraph, text: str, severity: Severity) -> Hit:
    tail = text.rstrip("，、；,;“‘（(《〈【「")
    clause = _CLAUSE.search(tail)
    start = max(clause.start() if clause and clause[0] else 0, len(text) - _LONGEST)
    mark = text[-1]
    stop = f"停在“{mark}”上" if mark in "，、；,;" + _OPENING else "末尾没有标点"
    return Hit(
        span=paragraph.at(min(start, len(text) - 1), len(text)),
        message=f"这一段{stop}，话没有说完" if severity is Severity.WARNING else f"这一段{stop}，可能没有写完",
        evidence=f"段末是“{text[-20:]}”。",
        suggestion="补全后半句，或改为句号结束。",
        severity=severity,
    )


RULE = Rule(
    name="unfinished-paragraph",
    family=Family.WORDING,
    summary="段落要写完",
    severity=Severity.WARNING,
    options=Options,
    examples=(
        Example("组织党员干部清理河道垃圾36吨，修补水毁护岸120米，\n二是抓好护林防火。全年没有发生火情。", marks=("修补水毁护岸120米，",)),
        Example("全年召开调度会12次。协调解决用地用水问题9个，争取上级项目资金和", marks=("争取上级项目资金和",)),
        Example("全年修路9公里，改水3处。目前，安置点已建成并。配套管网同步完工。", marks=("安置点已建成并。",)),
        Example("存在三点不足，分别说明如下，请各位领导和同志们指正：\n一是下村少；\n二是学习浅。"),
        Example("（一）到村走访不够经常，全年只去了高坪村两次；\n（二）学习不够系统，党课只听不记，笔记没有整理。"),
    ),
    check=check,
)
