"""What stands in the workbook's sheets: rows of plain values, made from result JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from checker.model import Verdict
from reports.further import untold
from reports.labels import BOUNDS, CHECKS, FAMILIES, ICONS, JUDGEMENTS, KINDS, SEVERITIES, VERDICTS, WAIVING, label
from reports.sections import Part, criticism_share

STRENGTHS = {"clear": "明确", "possible": "可能"}
_ABSENT = "未见"
_STATES = {"new": "新增", "known": "原有"}


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to a page of the site; ``anchor`` is a place on it."""

    text: str
    page: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Percent:
    """A share, 0 to 1."""

    value: float


@dataclass(frozen=True, slots=True)
class Graded:
    """A word with the gravity it stands for, which colours it."""

    text: str
    grade: str  # "error", "warning", "notice", "clear", "unfinished"


Value = str | int | float | datetime | Link | Percent | Graded | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and its width in characters of the usual Latin kind; a Chinese one takes two."""

    heading: str
    width: int
    numeric: bool = False  # stands to the right, its heading too
    wrapped: bool = True  # False: on one line, cut at the cell's edge


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's name and columns. Those beyond ``printed`` are for the screen: file names, links, names of rules."""

    title: str
    columns: tuple[Column, ...]
    printed: int


SUMMARY = Sheet(
    "汇总",
    (
        Column("结论", 10), Column("单位", 18), Column("姓名", 10), Column("职务", 18), Column("文种", 20), Column("年度", 9, numeric=True),
        Column("标题", 38), Column("错误", 8, numeric=True), Column("警告", 8, numeric=True), Column("提示", 8, numeric=True),
        Column("已判不计", 11, numeric=True), Column("问题", 8, numeric=True), Column("未见措施", 11, numeric=True),
        Column("自我批评占比", 15, numeric=True), Column("字数", 9, numeric=True), Column("未查完的原因", 24),
        Column("文件", 36, wrapped=False), Column("检查页", 10),
    ),
    printed=16,
)  # fmt: skip
FINDINGS = Sheet(
    "问题清单",
    (
        Column("单位", 16), Column("姓名", 10), Column("级别", 8), Column("类别", 12), Column("问题", 36), Column("原文", 36),
        Column("依据", 42), Column("建议", 34), Column("状态", 8), Column("处理意见", 10), Column("理由", 24), Column("意见人", 10),
        Column("意见日期", 12), Column("规则", 24), Column("编号", 15),
        Column("文件", 36, wrapped=False), Column("检查页", 10),
    ),
    printed=11,
)  # fmt: skip
CRITICISM = Sheet(
    "对照表",
    (
        Column("单位", 16), Column("姓名", 10), Column("问题序号", 11, numeric=True), Column("问题", 56), Column("对应", 12),
        Column("措施序号", 11, numeric=True), Column("措施", 56), Column("关联词", 30),
        Column("文件", 36, wrapped=False), Column("检查页", 10),
    ),
    printed=8,
)  # fmt: skip
LEDGER = Sheet(
    "数据台账",
    (
        Column("单位", 16), Column("姓名", 10), Column("时间", 14), Column("范围", 14), Column("指标", 30), Column("约数", 8),
        Column("数值", 14, numeric=True), Column("计量单位", 10), Column("参与核算", 20),
        Column("文件", 36, wrapped=False), Column("检查页", 10),
    ),
    printed=9,
)  # fmt: skip
MISSING = Sheet("缺交名单", (Column("缺交", 44), Column("说明", 44), Column("办法", 50)), printed=3)


def summary_row(document: Mapping[str, Any], page: str) -> list[Value]:
    """The row of one report."""
    live = [finding for finding in document["findings"] if not is_waived(finding)]
    counts = Counter(finding["severity"] for finding in live)
    share = criticism_share([Part(tuple(s["roles"]), s["parent"], s["end"] - s["start"]) for s in document["sections"]])
    read = document["status"] == "checked"
    return [
        Graded(VERDICTS[Verdict(document["verdict"])], ICONS[document["verdict"]]),
        document["unit"],
        document["person"],
        document["office"],
        label(KINDS, document["kind"]) if read else None,
        document["year"],
        document["title"] or PurePosixPath(document["path"]).name,
        *(counts[severity] if read else None for severity in SEVERITIES),
        len(document["findings"]) - len(live),
        len(document["problems"]) if read else None,
        sum(not problem["answered"] for problem in document["problems"]) if read else None,
        None if share is None else Percent(share),
        document["characters"] if read else None,
        "".join(f"{failure['reason']}{failure['advice']}" for failure in document["failures"]),
        document["path"],
        Link("打开", page),
    ]


def finding_rows(document: Mapping[str, Any], page: str) -> Iterator[list[Value]]:
    """A row a finding, waived ones included: the sheet filters by 处理意见."""
    for finding in document["findings"]:
        judged = finding["verdict"] or {"verdict": "", "reason": "", "by": "", "at": ""}
        yield [
            document["unit"],
            document["person"],
            Graded(SEVERITIES[finding["severity"]], finding["severity"]),
            label(FAMILIES, finding["family"]),
            finding["message"],
            finding["quote"],
            _with_further(finding),
            finding["suggestion"],
            _STATES.get(finding["state"], ""),
            label(JUDGEMENTS, judged["verdict"]),
            judged["reason"],
            judged["by"],
            datetime.fromisoformat(judged["at"][:10]) if judged["at"] else None,
            finding["rule"],
            finding["fingerprint"],
            document["path"],
            Link("打开", page, "" if finding["family"] == "folder" else f"f-{finding['fingerprint']}"),
        ]


def criticism_rows(document: Mapping[str, Any], page: str) -> Iterator[list[Value]]:
    """Problems with the measures that answer them, one pair a row; then the measures that answer none."""
    measures: Sequence[Mapping[str, Any]] = document["measures"]
    who, where = [document["unit"], document["person"]], [document["path"], Link("打开", page)]
    for number, problem in enumerate(document["problems"], 1):
        for answer in problem["answers"]:
            strength = label(STRENGTHS, answer["strength"])
            measure = measures[answer["measure"]]["text"]
            yield [*who, number, problem["text"], strength, answer["measure"] + 1, measure, "；".join(answer["evidence"]), *where]
        if not problem["answers"]:
            yield [*who, number, problem["text"], _ABSENT, None, None, None, *where]
    answering = {measure for problem in document["problems"] for measure in problem["measures"]}
    for index, measure in enumerate(measures):
        if index not in answering:
            yield [*who, None, None, "未对应问题", index + 1, measure["text"], None, *where]


def ledger_rows(document: Mapping[str, Any], page: str) -> Iterator[list[Value]]:
    """A row a figure; values as numbers where a cell holds all their digits."""
    for claim in document["claims"]:
        yield [
            document["unit"],
            document["person"],
            claim["period"],
            claim["scope"],
            claim["indicator"],
            BOUNDS.get(claim["bound"] or "", None),
            _number(claim["value"]),
            claim["unit"],
            "、".join(label(CHECKS, check) for check in claim["checks"]),
            document["path"],
            Link("打开", page),
        ]


def missing_row(finding: Mapping[str, Any]) -> list[Value]:
    """A report that the roster asks for and nobody handed in, from its folder finding."""
    return [finding["message"].removeprefix("缺交："), finding["evidence"], finding["suggestion"]]


def is_waived(finding: Mapping[str, Any]) -> bool:
    """Whether a reviewer took a finding out of the counts."""
    return bool(finding["verdict"]) and finding["verdict"]["verdict"] in WAIVING


def _with_further(finding: Mapping[str, Any]) -> str:
    """The evidence, and the further places below it that it does not quote itself; equal ones are counted."""
    further = Counter(f"{other['label']}“{other['quote']}”" for other in untold(finding))
    lines = [words if times == 1 else f"{words}×{times}" for words, times in further.items()]
    return "\n".join(line for line in (finding["evidence"], *lines) if line)


def _number(value: str) -> Value:
    """A figure as a number; as text where a cell, which holds fifteen digits, would lose some."""
    if len(value.lstrip("-").replace(".", "")) > 15:
        return value
    return float(value) if "." in value else int(value)
