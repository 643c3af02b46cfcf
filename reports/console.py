"""What the terminal shows: plain Chinese, no symbol that a GBK console lacks."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from checker.model import Document, Example, FolderExample, FolderRule, Rule, Section
from reports.criticism import Criticism, MeasureCell, ProblemRow, criticism_of
from reports.labels import FAMILIES, KINDS, ROLES, SEVERITIES, label
from reports.ledger import Ledger, ledger_of
from reports.places import Places
from reports.requirements import requirement_rows
from reports.visible import clip, count_characters, visible

_NAMED = 5  # files that could not be checked, by name; the index has them all


def summary_lines(summary: Mapping[str, int], unfinished: Mapping[str, str] | None = None, *, site: str, seconds: float) -> list[str]:
    """How a run ended, from the ``summary`` object of the result JSON; ``unfinished`` says by path why a file was not checked."""
    lines = [f"已查 {summary['documents']} 份，用时 {seconds:.1f} 秒。"]
    if summary["failed"]:
        lines += _unfinished(summary["failed"], unfinished or {})
    found = [f"{words} {summary[key]} 处" for key, words in (("errors", "错误"), ("warnings", "警告"), ("notices", "提示")) if summary[key]]
    lines.append("、".join(found) + "。" if found else "所查各项未见问题。")
    if summary["waived"]:
        lines.append(f"另有 {summary['waived']} 处已判为误报或不予处理，未计入。")
    if summary["skipped"]:
        lines.append(f"跳过 {summary['skipped']} 个其他文件。")
    lines.append(f"目录页：{site}")
    return lines


def _unfinished(count: int, reasons: Mapping[str, str]) -> list[str]:
    """How many files were not checked to their end, and the first of them by name."""
    named = [f"  {visible(path)}：{clip(reasons[path].partition('。')[0], 40)}" for path in sorted(reasons)[:_NAMED]]
    if count > len(named):
        named.append(f"  另有 {count - len(named)} 份，原因见目录页。" if named else "  原因见目录页。")
    return [f"未查完 {count} 份：", *named]


def show_lines(document: Document) -> list[str]:
    """What was read of one report, block by block, each with its reasons."""
    places = Places(document)
    blocks = (
        _facts(document),
        _outline(document),
        _requirements(document, places),
        _criticism(criticism_of(document, places)),
        _ledger(ledger_of(document, places)),
    )
    return [line for number, block in enumerate(blocks) for line in (["", *block] if number else block)]


def rule_lines(rules: Iterable[Rule | FolderRule]) -> list[str]:
    """One line a rule: name, severity, family, summary."""
    return [f"{rule.name:<24}{SEVERITIES[rule.severity]}  {label(FAMILIES, rule.family)}  {rule.summary}{_off(rule)}" for rule in rules]


def rule_text(rule: Rule | FolderRule) -> list[str]:
    """One rule: what it finds, why, its options and examples."""
    lines = [f"{rule.name}（{label(FAMILIES, rule.family)}，{SEVERITIES[rule.severity]}）", "", *rule.reasons.splitlines(), ""]
    defaults = rule.options()
    names = list(getattr(rule.options, "__dataclass_fields__", {}))
    if names:
        lines.append("可设选项（括号内为缺省值）：")
        lines += [f"  {name}（{_shown(getattr(defaults, name))}）" for name in names]
        lines.append("")
    lines.append("例子：")
    for example in rule.examples:
        lines += _own_example(example) if isinstance(example, Example) else _folder_example(example)
    return lines


def _own_example(example: Example) -> list[str]:
    verdict = "查出：" + "、".join(f"“{clip(mark, 40)}”" for mark in example.marks) if example.marks else "通过"
    return [f"  - {clip(example.text, 120)}", f"    {verdict}"]


def _folder_example(example: FolderExample) -> list[str]:
    """The reports of a folder in small, one a line, and what is found over them."""
    lead = (
        [f"  - 名册：{'；'.join(' '.join(filter(None, (e.unit, e.person, e.office, e.kind))) for e in example.roster)}"]
        if example.roster
        else []
    )
    texts = [f"    {name}：{clip(text, 100)}" for name, text in example.texts]
    if not lead:
        texts[0] = f"  - {texts[0].lstrip()}"
    found = [f"{name}“{clip(mark, 40)}”" for name, mark in example.marks] + list(example.missing)
    return [*lead, *texts, f"    查出：{'、'.join(found)}" if found else "    通过"]


def no_such_rule(name: str, known: Sequence[str]) -> str:
    """The refusal of a rule's name, with those that are like it: as a whole, or in one of its words (conut, count-mismatch)."""
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.75)
    words = difflib.get_close_matches(name, {word for rule in known for word in rule.split("-")}, n=1, cutoff=0.75)
    near += [rule for rule in known if words and words[0] in rule.split("-") and rule not in near]
    hint = f"相近的有：{'、'.join(near[:3])}。" if near else "全部规则见 checker rules。"
    return f"没有“{name}”这条规则，{hint}"


def _off(rule: Rule | FolderRule) -> str:
    return "" if rule.enabled else "（默认不启用）"


def _shown(value: object) -> str:
    if isinstance(value, tuple | frozenset | list):
        return "、".join(map(str, value)) or "空"
    if value is None:
        return "不设"
    return ("是" if value else "否") if isinstance(value, bool) else str(value)


def _facts(document: Document) -> list[str]:
    said = [
        ("文件", document.source.path),
        ("标题", clip(document.read(document.title), 60) if document.title else "未见"),
        ("文种", label(KINDS, document.kind)),
        ("年度", f"{document.year}年" if document.year else "未写明"),
        ("单位", document.unit or "未写明"),
        ("姓名", document.person or "未写明"),
        ("职务", document.office or "未写明"),
        ("字数", str(count_characters(document.text))),
    ]
    lines = [f"{name}：{value}" for name, value in said]
    return lines + [f"注意：{warning}" for warning in document.source.warnings]


def _outline(document: Document) -> list[str]:
    lines = ["章节"]
    for section in document.sections:
        roles = "、".join(label(ROLES, role) for role in section.roles)
        lines.append(f"{'  ' * max(section.level, 1)}{_heading(section, document)}" + (f"  [{roles}]" if roles else ""))
        lines += [f"{'  ' * (max(section.level, 1) + 1)}理由：{clip(reason, 100)}" for reason in section.reasons]
    return lines


def _heading(section: Section, document: Document) -> str:
    if section.heading:
        return clip(document.read(section.heading), 50)
    return "（标题部分）" if section.level == 0 else "（无标题）" + clip(document.read(section.body), 24)


def _requirements(document: Document, places: Places) -> list[str]:
    lines = ["章节要求"]
    for row in requirement_rows(document, places):
        where = "、".join(f"第{place.number}段“{place.quote}”" for place in row.places)
        found = f"{row.state_label} {where}，{row.characters}字、{row.items}项" if where else row.state_label
        lines.append(f"  {row.name}（{row.weight}，{row.source}）：{found}")
        if row.looked:
            lines.append(f"    {row.looked}")
    return lines if len(lines) > 1 else ["章节要求：无"]


def _criticism(criticism: Criticism) -> list[str]:
    lines = [f"问题与措施：问题 {len(criticism.problems)} 个，措施 {criticism.measures} 条，未见对应措施的问题 {criticism.unanswered} 个"]
    for problem in criticism.problems:
        lines.append(f"  问题{problem.number}（第{problem.place.number}段）{clip(problem.text, 80)}")
        lines += [_answer(answer) for answer in problem.answers] or _unanswered(problem)
    lines += [f"  措施{cell.number}（第{cell.place.number}段）未对应问题：{clip(cell.text, 80)}" for cell in criticism.unbound]
    return lines


def _unanswered(problem: ProblemRow) -> list[str]:
    lines = ["    未见明显对应的措施"]
    if problem.nearest:
        near = problem.nearest.measure
        lines.append(f"    最接近的是措施{near.number}：{clip(near.text, 60)}；{problem.nearest.reason}")
    return lines


def _answer(answer: MeasureCell) -> str:
    evidence = f"；依据：{'；'.join(answer.evidence)}" if answer.evidence else ""
    return f"    {answer.strength_label}（{answer.score}）措施{answer.number}：{clip(answer.text, 60)}{evidence}"


def _ledger(ledger: Ledger) -> list[str]:
    coverage = ledger.coverage
    lines = [
        f"数据台账：数字 {coverage.numbers} 个，读懂 {coverage.claims} 个",
        f"  数量关系 {coverage.statements} 条，核算 {coverage.checked} 条；核对不符 {ledger.wrong} 处",
    ]
    lines += [f"  [{s.state_label}] {s.check}（第{s.place.number}段）{s.place.quote} -> {s.arithmetic}" for s in ledger.sums]
    lines += [_claim((row.period, row.scope, row.indicator, row.value), row.checks, row.place.number) for row in ledger.rows]
    return lines


def _claim(parts: Sequence[str], checks: Sequence[str], paragraph: int) -> str:
    used = f"（用于核对：{'、'.join(checks)}）" if checks else ""
    return f"  第{paragraph}段  {' · '.join(part for part in parts if part)}{used}"
