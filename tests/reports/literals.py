"""Results written by hand: what the engine would hand over, fixed, so that pages can be tested without it.

Places and people are invented. ``full()`` has one of everything a page can show, ``clean()`` has no
finding, ``unread()`` is a file that could not be read, ``hostile()`` is full of what must stay text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from literal_rules import RULES

from checker.model import (
    Answer,
    Claim,
    Coverage,
    Document,
    DocumentResult,
    Failure,
    Family,
    Figure,
    Finding,
    Kind,
    Measure,
    Nearest,
    Paragraph,
    Problem,
    Related,
    Requirement,
    Role,
    Section,
    Severity,
    Source,
    Span,
    Statistic,
)
from reports.page import PageContext, StoredVerdict

CHECKED_ON = "2026-11-02T08:30:00+08:00"

FULL = (
    "2025年度云溪镇党委书记述职述廉报告",
    "何远山",
    "按照县委组织部通知，现将本人一年来履行职责、廉洁自律的情况报告如下，请予评议。",
    "一、履行职责情况",
    "（一）产业发展。全年茶叶产值由4.2亿元增至5.2亿元，增长18%，带动XX户茶农增收。新建冷库3座、晾晒场5处、电商站点2个，共完成9项配套工程。",
    "（二）基层治理。调处矛盾纠纷126件，办结118件，办结率98.7%。重点抓了四个方面：一是网格划细；二是干部下沉；三是接访前移。",
    "（三）民生实事。改造农房XX户，新修村道XX公里，投入资金XX万元，惠及XX村XX人，路通到了最远的茶园，冬天下雪也能出得去、进得来，",
    "项目\t数量\t资金",
    "安全饮水\t7处\t312万元",
    "二、廉洁自律情况",
    "本人带头执行中央八项规定精神，没有违规收送礼品礼金，，没有插手工程项目。家属子女没有经商办企业。",
    "三、存在的问题",
    "一是理论学习不够系统，满足于读文件、听传达。二是到偏远组走访偏少，对群众的急事掌握不细。三是抓项目时重进度、轻质量。",
    "四、今后打算",
    "一是每月安排两天集中自学，年内写出四篇学习体会。二是每季度把全镇十九个组走一遍，当面记下群众的急事。三是继续办好茶叶节。",
    "何远山",
    "2025年12月28日",
)


@dataclass(frozen=True)
class Draft:
    """A report's paragraphs, and the means to point at words in them."""

    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def span(self, quote: str, nth: int = 1) -> Span:
        """The ``nth`` place where ``quote`` stands."""
        at = -1
        for _ in range(nth):
            at = self.text.index(quote, at + 1)
        return Span(at, at + len(quote))

    def source(self, path: str, text_format: str = "txt") -> Source:
        paragraphs, start = [], 0
        for number, line in enumerate(self.lines, 1):
            if line.strip():
                table = "\t" in line
                paragraphs.append(Paragraph(Span(start, start + len(line)), line, origin=f"第{number}段", in_table=table))
            start += len(line) + 1
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        return Source(path, self.text, text_format, digest, tuple(paragraphs))

    def sections(self, *headed: tuple[int, str, tuple[Role, ...]]) -> tuple[Section, ...]:
        """The title block, then a section for each (level, heading, roles), up to the next."""
        places = [self.span(heading) for _, heading, _ in headed]
        starts = [place.start for place in places] + [len(self.text)]
        first = Section(0, None, "", "", (Role.OPENING,), None, Span(0, starts[0]), None)
        return (
            first,
            *(
                Section(level, number + 1, "", heading, roles, places[number], Span(places[number].end, starts[number + 1]), None)
                for number, (level, heading, roles) in enumerate(headed)
            ),
        )


def finding(rule: str, family: Family, severity: Severity, span: Span, draft: Draft, message: str, number: int, **more: object) -> Finding:
    """A finding with a plain fingerprint that ends in ``number``."""
    given = {"evidence": "", "related": (), "suggestion": "", "details": (), **more}
    return Finding(
        rule=rule,
        family=family,
        severity=severity,
        span=span,
        quote=span.of(draft.text),
        message=message,
        fingerprint=f"{number:012x}",
        **given,
    )


def full() -> DocumentResult:
    """A report with one of everything: overlapping, grouped, absent, long, waived; a table; a heading that runs on."""
    draft = Draft(FULL)
    gaps = [draft.span("XX", nth) for nth in range(1, 7)]
    findings = (
        finding(
            "growth-mismatch",
            Family.FIGURES,
            Severity.ERROR,
            draft.span("由4.2亿元增至5.2亿元，增长18%"),
            draft,
            "增长18%与前后两数不符",
            1,
            evidence="由4.2亿元到5.2亿元，增加1.0亿元；1.0÷4.2＝23.8%。\n试过的基数：4.2亿元、5.2亿元。",
            suggestion="改为“增长23.8%”，或核对两个数。",
            related=(Related(draft.span("4.2亿元"), "基数"),),
        ),
        finding(
            "count-mismatch",
            Family.FIGURES,
            Severity.WARNING,
            draft.span("共完成9项配套工程"),
            draft,
            "说9项，前面列出的合计10项",
            2,
            evidence="3＋5＋2＝10。",
        ),
        finding(
            "vague-measure",
            Family.CRITICISM,
            Severity.NOTICE,
            draft.span("5.2亿元，增长18%，带动"),
            draft,
            "与另一处重叠的提示",
            3,
        ),
        finding(
            "placeholder",
            Family.LEFTOVERS,
            Severity.ERROR,
            gaps[0],
            draft,
            "有6处空位没有填写",
            4,
            related=tuple(Related(gap, "空位") for gap in gaps[1:]),
            suggestion="逐处填入真实数值。",
        ),
        finding(
            "count-mismatch",
            Family.FIGURES,
            Severity.ERROR,
            draft.span("四个方面"),
            draft,
            "说四个方面，只列出三个",
            5,
            suggestion="补写第四个方面，或改为“三个方面”。",
        ),
        finding("unfinished-paragraph", Family.WORDING, Severity.WARNING, draft.span(FULL[6]), draft, "这一段以逗号结束，没有写完", 6),
        finding("doubled-punctuation", Family.WORDING, Severity.WARNING, draft.span("，，"), draft, "逗号重复", 7, suggestion="删去一个。"),
        finding(
            "unanswered-problem",
            Family.CRITICISM,
            Severity.WARNING,
            draft.span("抓项目时重进度、轻质量"),
            draft,
            "这个问题未见明显对应的措施",
            8,
            evidence="最接近的是措施3：继续办好茶叶节。",
            details=(("score", 0.21),),
        ),
        finding("vague-measure", Family.CRITICISM, Severity.NOTICE, draft.span("继续办好茶叶节"), draft, "没有写何时、由谁来做", 9),
        finding(
            "missing-section",
            Family.STRUCTURE,
            Severity.ERROR,
            draft.span(FULL[14]),
            draft,
            "没有写上年度考核反馈的整改情况",
            10,
            evidence="找过：反馈、评议意见、考核意见。",
            details=(("role", "feedback"),),
        ),
    )
    problems = (
        Problem(draft.span("理论学习不够系统，满足于读文件、听传达")),
        Problem(draft.span("到偏远组走访偏少，对群众的急事掌握不细")),
        Problem(draft.span("抓项目时重进度、轻质量"), nearest=Nearest(2, 0.12, "两者没有共同的主题，也没有共有的专门词语")),
    )
    measures = tuple(
        Measure(draft.span(q))
        for q in ("每月安排两天集中自学，年内写出四篇学习体会", "每季度把全镇十九个组走一遍，当面记下群众的急事", "继续办好茶叶节")
    )
    document = Document(
        source=draft.source("云溪镇/何远山.docx", "docx"),
        kind=Kind.DUTY_INTEGRITY,
        year=2025,
        unit="云溪镇",
        person="何远山",
        office="党委书记",
        title=draft.span(FULL[0]),
        sections=draft.sections(
            (1, FULL[3], (Role.DUTY,)),
            (2, "（一）产业发展。", ()),
            (2, "（二）基层治理。", ()),
            (2, "（三）民生实事。", ()),
            (1, FULL[9], (Role.INTEGRITY,)),
            (1, FULL[11], (Role.PROBLEMS,)),
            (1, FULL[13], (Role.PLAN, Role.MEASURES)),
        ),
        requirements=(
            Requirement("履行职责", Role.DUTY, Severity.ERROR, "述职述廉报告", (1,), (), 210, 9),
            Requirement("廉洁自律", Role.INTEGRITY, Severity.ERROR, "述职述廉报告", (5,), (), 44, 3),
            Requirement("上年反馈整改", Role.FEEDBACK, Severity.ERROR, "县委组织部通知", (), (), 0, 0, "找过：反馈、评议意见、考核意见。"),
            Requirement("理论学习", Role.STUDY, Severity.WARNING, "述职述廉报告", (), (draft.span("每月安排两天集中自学"),), 10, 1),
        ),
        problems=problems,
        measures=measures,
        answers=(Answer(0, 0, "clear", 0.874, ("学习 自学", "都列为第一条")), Answer(1, 1, "possible", 0.5125, ("走访 走一遍",))),
        claims=(
            Claim(
                "茶叶产值",
                "全镇",
                "2024",
                Figure(draft.span("4.2亿元"), Decimal("4.2"), "亿元", Decimal("0.1")),
                draft.span("4.2亿元"),
                ("growth",),
            ),
            Claim(
                "矛盾纠纷", "", "2025", Figure(draft.span("126件"), Decimal(126), "件", Decimal(1)), draft.span("126件"), ("completion",)
            ),
        ),
        statistics=(
            Statistic("completion", draft.span("办结118件，办结率98.7%"), (), None, "118÷126＝93.7%，文中98.7%"),
            Statistic(
                "growth",
                draft.span("由4.2亿元增至5.2亿元，增长18%"),
                (),
                False,
                "（5.2－4.2）÷4.2＝23.8%，文中18%",
                certain=True,
                correction="增长23.8%",
            ),
            Statistic("parts", draft.span("冷库3座、晾晒场5处"), (), True, "3＋5＝8"),
        ),
        coverage=Coverage(19, 2, 4, 3),
    )
    return DocumentResult(
        document.source.path, document.source.digest, "docx", document, findings, rules_off=("figure-form",), checked_on=CHECKED_ON
    )


def clean() -> DocumentResult:
    """A short report without findings."""
    draft = Draft(("石桥乡领导班子2025年度述职报告", "一、工作情况", "班子成员分片包村，年内开会十二次，议定的事都有回音。"))
    document = Document(
        draft.source("石桥乡.txt"),
        kind=Kind.LEADERSHIP_TEAM,
        year=2025,
        unit="石桥乡",
        title=draft.span(draft.lines[0]),
        sections=draft.sections((1, "一、工作情况", (Role.DUTY,))),
    )
    return DocumentResult("石桥乡.txt", document.source.digest, "txt", document, checked_on=CHECKED_ON)


def unread() -> DocumentResult:
    """A file that could not be read."""
    failure = Failure("reading", "文件受密码保护，打不开。", "请作者去掉密码后重新交来。")
    return DocumentResult("加密/杜若.docx", "ab" * 32, "docx", None, failures=(failure,), checked_on=CHECKED_ON)


HOSTILE = (
    "<script>window.broken=1</script>年度述职报告",
    "一、“onmouseover=”window.broken=1",
    "'\"><img src=x onerror=window.broken=1></mark></script><b>粗体</b> {{ 7*7 }} {% raw %} javascript:window.broken=1",
    "倒写\u202e字文\u202c与空字\x00符、孤码\ud800，代理对𠮷之后的字。",
)


def hostile() -> DocumentResult:
    """Text, name and finding that try to become markup or to turn the page's text round."""
    draft = Draft(HOSTILE)
    nasty = '"><script>window.broken=1</script>\u202e'
    findings = (
        finding(
            "</script><script>",
            Family.WORDING,
            Severity.ERROR,
            draft.span("</script><b>"),
            draft,
            nasty,
            1,
            evidence=nasty,
            suggestion=nasty,
        ),
        finding("placeholder", Family.LEFTOVERS, Severity.WARNING, draft.span("𠮷之后"), draft, "星号平面上的字之后的标记。", 2),
    )
    path = 'javascript:alert(1)/../"><script>window.broken=1<\x2fscript>\u202e.txt'
    document = Document(
        draft.source(path),
        unit=nasty,
        person=nasty,
        title=draft.span(HOSTILE[0]),
        sections=draft.sections((1, HOSTILE[1], (Role.DUTY,))),
        requirements=(Requirement(nasty, None, Severity.ERROR, nasty, (), (), 0, 0, nasty),),
        problems=(Problem(draft.span("粗体")),),
        claims=(Claim(nasty, nasty, nasty, Figure(draft.span("7*7"), Decimal(7), nasty, Decimal(1)), draft.span("7*7")),),
    )
    return DocumentResult(path, document.source.digest, "txt", document, findings, checked_on=CHECKED_ON)


def crowded(findings: int = 60, characters: int = 4000) -> DocumentResult:
    """A report of the length and with the findings that the size limit of a page speaks of."""
    sentence = "全镇干部分片包干，把每一件实事落到组、落到户、落到人。"
    lines = tuple(sentence * 8 for _ in range(characters // (len(sentence) * 8) + 1))
    draft = Draft(("2025年度云溪镇述职报告", *lines))
    kinds = ((Severity.ERROR, Family.FIGURES), (Severity.WARNING, Family.WORDING), (Severity.NOTICE, Family.CRITICISM))
    made = []
    for number in range(1, findings + 1):
        severity, family = kinds[number % 3]
        span = draft.span("实事落到组", number)
        made.append(
            finding(
                "placeholder",
                family,
                severity,
                span,
                draft,
                f"第{number}处说法与前文不一致，请核对。",
                number,
                evidence="前文写“落到户”，这里写“落到组”。" * 3,
                suggestion="统一写法。",
            )
        )
    document = Document(
        draft.source("长.txt"), title=draft.span(draft.lines[0]), coverage=Coverage(200, 140, 30, 20), claims=tuple(_claims(draft, 140))
    )
    return DocumentResult("长.txt", document.source.digest, "txt", document, tuple(made), checked_on=CHECKED_ON)


def alike_findings(count: int) -> DocumentResult:
    """A report with one fault ``count`` times."""
    draft = Draft(("2025年度云溪镇述职报告", *("修好了路，，架好了灯。",) * count))
    made = tuple(
        finding("doubled-punctuation", Family.WORDING, Severity.WARNING, draft.span("，，", number), draft, "逗号重复", number)
        for number in range(1, count + 1)
    )
    document = Document(draft.source("灯.txt"), title=draft.span(draft.lines[0]))
    return DocumentResult("灯.txt", document.source.digest, "txt", document, made, checked_on=CHECKED_ON)


def _claims(draft: Draft, count: int) -> list[Claim]:
    span = draft.span("一件")
    return [Claim("实事", "全镇", "2025", Figure(span, Decimal(number), "件", Decimal(1)), span, ("parts",)) for number in range(count)]


def context(*, judged: bool = False) -> PageContext:
    """What a page says beside a result; ``judged`` gives three findings of :func:`full` a reviewer's verdict."""
    verdicts = (
        (f"{2:012x}", StoredVerdict("false-alarm", "晾晒场另计，数字无误", "林晓", "2026-11-01T09:00:00+08:00")),
        (f"{7:012x}", StoredVerdict("agree", "已告知本人", "林晓", "2026-11-01T09:05:00+08:00")),
    )
    return PageContext(
        rules=RULES,
        profile_name="述职述廉报告",
        version="1.2.3",
        ruleset="0123456789ab",
        verdicts=verdicts if judged else (),
        first_seen=((f"{1:012x}", "2026-10-30T08:30:00+08:00"),) if judged else (),
        index_href="../index.html",
    )
