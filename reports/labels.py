"""The words a reviewer reads for the names that the model and the result JSON use."""

from __future__ import annotations

from collections.abc import Mapping

from checker.model import Kind, Severity, Verdict

KINDS: Mapping[str, str] = {
    Kind.DUTY: "述职报告",
    Kind.DUTY_INTEGRITY: "述职述廉报告",
    Kind.ACCOUNTABILITY_INTEGRITY: "述责述廉报告",
    Kind.PARTY_BUILDING: "抓基层党建述职报告",
    Kind.LEADERSHIP_TEAM: "领导班子述职报告",
    Kind.SECONDED: "挂职述职报告",
    Kind.OTHER: "其他材料",
}
FAMILIES: Mapping[str, str] = {
    "structure": "结构",
    "criticism": "问题与措施",
    "figures": "数字",
    "time": "时间",
    "leftovers": "残留",
    "wording": "文字",
    "folder": "全批比对",
}
SEVERITIES: Mapping[str, str] = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
WEIGHTS: Mapping[str, str] = {Severity.ERROR: "必须有", Severity.WARNING: "应当有", Severity.NOTICE: "可以有"}  # by what its absence is
VERDICTS: Mapping[str, str] = {
    Verdict.REVISE: "需修改",
    Verdict.REVIEW: "需核对",
    Verdict.CLEAR: "未见问题",
    Verdict.UNFINISHED: "未查完",
}
ICONS: Mapping[str, str] = {  # the shape that goes with a verdict, so that colour never speaks alone
    Verdict.REVISE: "error",
    Verdict.REVIEW: "warning",
    Verdict.CLEAR: "clear",
    Verdict.UNFINISHED: "unfinished",
}
MEANINGS: Mapping[str, str] = {  # what a verdict asks of the reviewer
    Verdict.REVISE: "有照原样不能交的地方，改好再交。",
    Verdict.REVIEW: "没有查出错误，有审核时会退回或追问的地方，请逐处核对。",
    Verdict.CLEAR: "所查各项没有发现错误和该追问的地方；内容是否属实、写得好不好，由人判断。",
    Verdict.UNFINISHED: "有一部分没有查到，下面的结果不完整。",
}
INCOMPLETE = "缺必须有的部分，补上再交。"  # what REVISE asks where every error is an absence
ROLES: Mapping[str, str] = {
    "opening": "开头",
    "study": "学习",
    "duty": "履职",
    "integrity": "廉洁",
    "feedback": "上年反馈",
    "problems": "问题",
    "causes": "原因",
    "measures": "措施",
    "plan": "打算",
    "closing": "结尾",
}
CHECKS: Mapping[str, str] = {
    "parts": "分项与总数",
    "share": "占比",
    "growth": "增长",
    "completion": "完成率",
    "per-capita": "人均",
    "rank": "位次",
    "difference": "增减数",
    "multiple": "倍数",
    "points": "百分点",
    "bracket": "总体与分项增幅",
    "conflict": "前后一致",
    "magnitude": "数量级",
    "form": "百分比用法",
}
SUMS: Mapping[str, str] = {"wrong": "不符", "open": "未能判定", "rounded": "取整范围内", "right": "相符"}  # how a sum came out
STRENGTHS: Mapping[str, str] = {"clear": "明确", "possible": "可能"}  # how surely a measure answers a problem
BOUNDS: Mapping[str, str] = {"below": "不足", "above": "超过", "about": "约"}
CHANGES: Mapping[str, str] = {"new": "新增", "changed": "已改", "same": "未变"}  # of a report against the last run
JUDGEMENTS: Mapping[str, str] = {"agree": "属实", "false-alarm": "误报", "fixed": "已改", "waive": "不予处理"}
WAIVING = frozenset({"false-alarm", "waive"})  # these take a finding out of the counts


def label(words: Mapping[str, str], name: str) -> str:
    """The word for ``name``; the name itself where there is none (a kind or check added elsewhere)."""
    return words.get(name, name)
