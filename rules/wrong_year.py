"""年份要与报告年度一致

把上一年的材料改个标题就交，常常漏改正文里的年份：标题是2022年度，正文却“回顾2021年度的履职情况”。
标题和开头各写一个报告年度的是错误；讲当年工作而年份对不上、讲已经做完的事而日期还没到、落款的日期早于文中所讲的事或就在当年一二月的，请核对。
下一年打算、作为比较基数的年份、文号、文件名、引文、任职经历、上年度述职评议反馈、次年一至三月写成的日期都不算；从不拿今天的日期去比。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Document, Example, Family, Hit, Kind, Related, Rule, Severity, Span, Statement
from checker.numerals import half_width, parse_number
from rules._calendar import YEAR, Sentence, either, events, no_such_day, report_year, sentences, year_of, year_stated
from rules._year_clash import NOT_NOW, title_and_opening

_Y = r"(?<![0-9〔\[（(《“])(?P<year>20[0-9]{2})\s?年"
_QUOTED = re.compile(r"《[^《》]{0,80}》|“[^“”]{0,60}”|[〔\[][0-9]{4}[〕\]]")
_REVIEW = re.compile(
    rf"(?:回顾|总结|盘点|汇报|报告|以上[就便]?是|现将|以上为)[^，。；]{{0,6}}{_Y}(?:度)?(?:以来)?(?:的|我的|本人的|全年)?(?:履职|工作|述职|尽责|主要工作|思想)"
)
_UNTIL = re.compile(rf"截[至止]到?{_Y}(?:(?P<month>[0-9]{{1,2}})月)?(?P<rest>[^。；]{{0,40}})")
_THIS_YEAR = re.compile(r"今年|本年度?|年内|全年|当年|一年来")
# 截至2022年12月底还有18户未入住，今年全部入住: what was left then, and what became of it since
_LEFT_THEN = re.compile(r"还有|还剩|尚有|尚未|尚余|仍有|仍未|只有|仅有|仅|未|没有")
_LED = re.compile(
    rf"{_Y}(?:度|以来)?[，,]?\s?[^，。；]{{0,16}}?(?:党委|政府|班子|我|街道|支部|党组|办事处)[^，。；]{{0,16}}?在[^，。；]{{2,30}}"
    rf"(?:领导|指导|支持|帮助)下"
)
# 2020年全年，街道共受理…: a year or a season that opens the sentence and frames what was done in it
_FRAMED = re.compile(
    rf"(?:(?:^|(?<=[。；]))\s{{0,4}}(?=[0-9]{{4}}\s?年(?:全年|年内|上半年|下半年|以来，截至年底))|(?=[0-9]{{4}}\s?年入汛以来))"
    rf"{_Y}(?:全年|年内|入汛以来|上半年|下半年|以来，截至年底)[，,]?(?P<rest>[^。；]{{4,80}})"
)
_OWN_WORK = re.compile(r"我|全[镇乡街县区市局校院]|街道|共|累计|完成|组织|开展|受理|新增|实现")
# 今年（2023年）共移送…
_NOTED = re.compile(r"(?:今年|本年度?)\s?[（(](?P<year>20[0-9]{2})\s?年?(?:度)?[）)]")
_COMPARED = re.compile(r"比|较|相比|同期|今年|本年|增长|下降|由|基数|上年|去年")
_DONE = re.compile(
    rf"{_Y}(?:(?P<month>[0-9]{{1,2}})月)?(?P<rest>[^。；]{{0,40}}?(?:形成|完成|召开|开展了?|建成|获|荣获|被评为|组织|举办|争取到"
    rf"|投入|培训|实现了|达到了|成立|走访|发放|通过验收|投产|竣工))"
)
_SOON = re.compile(r"将|拟|计划|规划|目标|力争|预计|确保|预算|任务|指标|谋划|争取(?!到)|前|年底|储备|筹备|申报|安排|打算|以后|之后")
_AIMED = re.compile(r"将|拟|计划|到$|至$|预计|力争|确保|目标")
_ON_THE_WAY = re.compile(
    rf"{_Y}(?P<month>[0-9]{{1,2}})月[^。；]{{0,20}}?(?:带队|专程|先后|多次|陪同)[^。；，]{{0,6}}?(?:到|赴|去|前往)(?P<rest>[^。；]{{0,30}})"
)
# a line that is a date, with at most a name before it: the signature's, or the one under the title
_DATED = re.compile(
    rf"[\s（(]*[^，。；：、0-9]{{0,20}}?(?P<date>(?P<year>{YEAR})\s?年\s?(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月"
    r"(?:\s?(?P<day>[0-9一二三四五六七八九十]{1,3})\s?日)?)[\s）)]*"
)
_TOLD_MONTH = re.compile(r"(?:(?P<year>20[0-9]{2})年|今年|截[至止]到?(?:目前|今年)?)(?P<month>1[0-2]|0?[1-9])月(?!底前|前|以前|之前)")
_ENDS = 6  # paragraphs at either end among which a line with the date may stand
_YEAR_YOUNG = 2  # month of its own year up to which no report on a whole year is written
_WRITTEN_UNTIL = 3  # month of the next year up to which a report is written


@dataclass(frozen=True, slots=True)
class Options:
    """没有选项。"""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """所有与报告年度对不上的年份。"""
    year = report_year(document)
    clash = title_and_opening(document)
    if clash is not None and document.year is not None and document.kind != Kind.OTHER:
        yield _two_years(document, *clash)
    if year is None or document.kind == Kind.OTHER:
        return
    other = int(clash[1].value) if clash else year  # what fits the opening is told with it, not once more
    seen = [clash[1].span] if clash else []
    told = list(sentences(document))
    yield from _dates_of_writing(document, told, year, other)
    for sentence in told:
        for hit in _told(document, sentence, year):
            told_before = other != year and f"{other}年" in half_width(document.read(hit.span))
            if not told_before and not any(hit.span.overlaps(span) for span in seen):
                seen.append(hit.span)
                yield hit


def _two_years(document: Document, title: Statement, opening: Statement) -> Hit:
    return Hit(
        span=opening.span,
        message=f"标题是{title.value}年度，开头说的是{opening.value}年度",
        evidence=f"标题：{document.read(title.span)}；开头：{document.read(opening.span)}。",
        related=(Related(title.span, "标题写的年度"),),
        suggestion="核对报告年度，把写错的一处改正。",
        severity=Severity.ERROR,
    )


def _told(document: Document, sentence: Sentence, year: int) -> Iterator[Hit]:
    """Years of one sentence that contradict the report's."""
    if "20" not in sentence.text:
        return
    text = _QUOTED.sub(lambda match: "　" * len(match[0]), sentence.text)
    for match in _REVIEW.finditer(text):
        stated = int(match["year"])
        if (
            stated != year
            and not (sentence.ahead and stated == year + 1)
            and not NOT_NOW.search(text[: match.start()][-10:] + text[match.end() :][:4])
        ):
            yield _hit(document, sentence.at(match.start(), match.end()), stated, year, "这里回顾的是")
    for match in _UNTIL.finditer(text):
        stated, month = int(match["year"]), int(match["month"] or 12)
        now = _THIS_YEAR.search(match["rest"])
        if (
            now
            and stated != year
            and not _LEFT_THEN.search(match["rest"][: now.start()])
            and not (stated == year + 1 and month <= _WRITTEN_UNTIL)
        ):
            yield _hit(document, sentence.at(match.start(), match.start("rest") + now.end()), stated, year, "讲今年的工作，截止时间却在")
    for match in _LED.finditer(text):
        stated = int(match["year"])
        if stated != year and not (sentence.ahead and stated == year + 1) and not re.search(r"[自从比与]$", text[: match.start()]):
            yield _hit(document, sentence.at(match.start("year"), match.end()), stated, year, "总述当年工作，写的却是")
    yield from _framed(document, sentence, text, year)
    for match in _NOTED.finditer(text):
        if int(match["year"]) != year and not sentence.ahead:
            yield _hit(document, sentence.at(match.start(), match.end()), int(match["year"]), year, "“今年”注的是")
    if not sentence.ahead:
        yield from _not_yet(document, sentence, text, year, _DONE)
    elif not sentence.planned:
        yield from _not_yet(document, sentence, text.replace("争取", "　　"), year, _ON_THE_WAY)


def _framed(document: Document, sentence: Sentence, text: str, year: int) -> Iterator[Hit]:
    """Last year's number before what is told as the work of the year; a comparison, or a second year, explains it."""
    for match in _FRAMED.finditer(text):
        stated = int(match["year"])
        explained = _COMPARED.search(match["rest"]) or NOT_NOW.search(match["rest"][:14]) or str(year) in text
        if stated == year - 1 and _OWN_WORK.search(match["rest"]) and not explained:
            yield _hit(document, sentence.at(match.start("year"), match.start("rest")), stated, year, "讲当年做的事，年份却写")


def _not_yet(document: Document, sentence: Sentence, text: str, year: int, done: re.Pattern[str]) -> Iterator[Hit]:
    """What is told as ``done`` at a time after the report can have been written."""
    for match in done.finditer(text):
        stated, month = int(match["year"]), int(match["month"] or 0)
        if stated <= year or (stated == year + 1 and month <= _WRITTEN_UNTIL):
            continue
        if not _SOON.search(match["rest"]) and not _AIMED.search(text[max(0, match.start() - 6) : match.start()]):
            yield _hit(document, sentence.at(match.start("year"), match.end()), stated, year, "讲已经做完的事，时间却在")


def _dates_of_writing(document: Document, told: list[Sentence], year: int, other: int) -> Iterator[Hit]:
    """Dates of signature or title at which the report cannot have been written: before its year, or before what it tells."""
    count = len(document.paragraphs)
    for index in sorted({*range(min(_ENDS, count)), *range(max(0, count - _ENDS), count)}):
        paragraph = document.paragraphs[index]
        if paragraph.in_table:
            continue  # 2025年3月 in the last column of a register is when something will be done
        match = _DATED.fullmatch(half_width(paragraph.text)) if "月" in paragraph.text else None
        if match is None:
            continue
        written = (year_of(match["year"]), int(parse_number(match["month"]) or 0))
        day = int(parse_number(match["day"]) or 0) if match["day"] else 1
        if no_such_day(written[0], written[1], day):
            continue  # told as a day that there is not; what it should be is not known
        span = paragraph.at(match.start("date"), match.end("date"))
        if not (year <= written[0] <= year + 1 or other <= written[0] <= other + 1):
            yield _written(document, span, f"报告是{year}年度", year_stated(document))
        elif other == year and (later := next(_told_later(told, written, year), None)):
            what = document.read(later)
            held = events().get(what)
            when = f"（{held[0]}年{held[1]}月才有）" if held else ""
            yield _written(document, span, f"文中却讲到“{what}”{when}", (Related(later, "文中所讲的事"),))
        elif written[0] == year and written[1] <= _YEAR_YOUNG and match["day"] and _signs(document, index) and _of_a_year(document):
            yield _written(document, span, f"报告是{year}年度，这时全年的工作还没有做", year_stated(document))


def _signs(document: Document, index: int) -> bool:
    """Whether a line with a date is surely the signature's: the last of the report, outside its tables."""
    behind = document.paragraphs[index + 1 :]
    return index >= _ENDS and not document.paragraphs[index].in_table and not any(paragraph.text.strip() for paragraph in behind)


def _of_a_year(document: Document) -> bool:
    """Whether title or opening call it the report on a whole year: 2024年度; a school year ends in its second."""
    if any("学年" in paragraph.text for paragraph in document.paragraphs[:_ENDS]):
        return False
    return any("度" in document.text[place.span.start : place.span.end + 1] for place in year_stated(document)) and any(
        statement.where in {"title", "opening"} for statement in document.statements if statement.what == "year"
    )


def _told_later(told: list[Sentence], written: tuple[int, int], year: int) -> Iterator[Span]:
    """What is told as past though it came after the date of writing."""
    later = tuple(name for name, held in events().items() if held > written and held[0] == written[0])
    for sentence in told:
        if sentence.ahead:
            continue
        for match in either(later).finditer(sentence.text):
            yield sentence.at(match.start(), match.end())
        for match in _TOLD_MONTH.finditer(sentence.text):
            if (int(match["year"] or year), int(match["month"])) > written and int(match["year"] or year) == written[0]:
                yield sentence.at(match.start(), match.end())


def _written(document: Document, span: Span, clash: str, related: tuple[Related, ...]) -> Hit:
    return Hit(
        span=span,
        message=f"成稿日期写的是{document.read(span)}，{clash}",
        evidence=f"日期一行写“{document.read(span)}”，{clash}。",
        related=related,
        suggestion="核对日期；次年一至三月写成的，年份应是次年。",
        severity=Severity.WARNING,
    )


def _hit(document: Document, span: Span, stated: int, year: int, what: str) -> Hit:
    return Hit(
        span=span,
        message=f"{what}{stated}年，报告是{year}年度",
        evidence=f"原文：“{document.read(span)}”。",
        related=year_stated(document),
        suggestion=f"核对后改为{year}年，或说明为什么写{stated}年。",
        severity=Severity.WARNING,
    )


RULE = Rule(
    name="wrong-year",
    family=Family.TIME,
    summary="年份要与报告年度一致",
    severity=Severity.ERROR,
    options=Options,
    examples=(
        Example(
            "石埠镇党委书记2022年度述职报告\n各位领导：\n一、履职情况\n（一）抓项目。截至2021年12月底，今年安排的9个项目全部完工。",
            marks=("截至2021年12月底，今年",),
            year=2022,
        ),
        Example("石埠镇2022年度述职报告\n2021年度工作情况如下。\n一、履职情况\n疏通渠道12公里。", marks=("2021年度",), year=2022),
        Example("石埠镇2022年度述职报告\n一、履职情况\n2025年6月完成渠道清淤12公里。", marks=("2025年6月完成",), year=2022),
        Example(
            "石埠镇2022年度述职报告\n针对2021年度述职评议反馈的问题，逐条整改。2020年3月我到石埠镇任职。亩产比2021年提高一成。", year=2022
        ),
        Example("石埠镇2022年度述职报告\n三、下一步打算\n2023年完成渠道清淤12公里。", year=2022),
        Example(
            "石埠镇2022年度述职报告\n一、履职情况\n今年10月完成渠道清淤12公里。\n石埠镇党委\n2022年1月6日",
            marks=("2022年1月6日",),
            year=2022,
        ),
        Example("石埠镇2022年度述职报告\n一、履职情况\n今年10月完成渠道清淤12公里。\n石埠镇党委\n2023年1月6日", year=2022),
    ),
    check=check,
)
