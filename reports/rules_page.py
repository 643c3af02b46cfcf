"""要求一览: the page that tells what each kind of report must hold and which rules are in force, as the settings have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.model import Severity
from reports.environment import render
from reports.labels import FAMILIES, SEVERITIES, WEIGHTS
from reports.rule_texts import RuleBlock, RuleText, rule_block
from reports.visible import visible

# --------------------------------------------------------------------------- what the page is made from


@dataclass(frozen=True, slots=True)
class AskedText:
    """A section or topic that a kind of report must have."""

    name: str
    severity: Severity  # of its absence
    source: str = ""  # whose notice asks for it; empty for what ships
    checked: bool = True  # False where the rule that would tell of its absence is off


@dataclass(frozen=True, slots=True)
class KindText:
    """A kind of report, the words in a title that name it, and what it must hold."""

    name: str
    title_words: tuple[str, ...]
    asked: tuple[AskedText, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """How one rule runs for some kinds of report."""

    kinds: tuple[str, ...]  # their names; none: for all
    severity: Severity | None  # the gravest it may find; None: off
    options: tuple[tuple[str, str, str], ...] = ()  # those that settings changed: name, value, default
    fixed: bool = False  # its findings cannot be waived


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """A rule, and how it runs."""

    text: RuleText
    grades: tuple[Grade, ...]
    enabled: bool = True  # whether it runs unless settings say otherwise
    idle: str = ""  # why it had nothing to run on


@dataclass(frozen=True, slots=True)
class InForce:
    """Requirements and rules as the settings of a run have them."""

    kinds: tuple[KindText, ...]
    rules: tuple[RuleInForce, ...]
    config: str  # name of the settings file; empty without one


# --------------------------------------------------------------------------- what the page shows


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of report as a row: what it asks for, by weight."""

    name: str
    title_words: str
    cells: tuple[tuple[str, tuple[AskedText, ...]], ...]  # weight, and what has it


@dataclass(frozen=True, slots=True)
class GradeLine:
    """How a rule runs: one line for all kinds, or one for some of them."""

    kinds: str
    severity: str  # "error", "warning", "notice", "off"
    label: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule's reasons and its lines."""

    block: RuleBlock
    lines: tuple[GradeLine, ...]
    idle: str


@dataclass(frozen=True, slots=True)
class RuleFamily:
    """A family and its rules, in page order."""

    name: str
    label: str
    rules: tuple[RuleEntry, ...]


@dataclass(frozen=True, slots=True)
class RulesData:
    """Everything the rules page shows."""

    weights: tuple[str, ...]  # columns of the table
    kinds: tuple[KindRow, ...]
    families: tuple[RuleFamily, ...]
    count: int
    off: tuple[RuleBlock, ...]  # for every kind
    config: str
    version: str
    index_href: str


def rules_data(force: InForce, version: str) -> RulesData:
    """The requirements by kind, and the rules by family in the order of the catalogue."""
    used = {asked.severity for kind in force.kinds for asked in kind.asked}
    weights = {severity: words for severity, words in WEIGHTS.items() if severity in used}
    families = (
        RuleFamily(name, words, tuple(_entry(rule) for rule in force.rules if rule.text.family == name)) for name, words in FAMILIES.items()
    )
    return RulesData(
        weights=tuple(weights.values()),
        kinds=tuple(_row(kind, weights) for kind in force.kinds),
        families=tuple(family for family in families if family.rules),
        count=len(force.rules),
        off=tuple(rule_block(rule.text) for rule in force.rules if all(grade.severity is None for grade in rule.grades)),
        config=visible(force.config),
        version=version,
        index_href="index.html",
    )


def render_rules(data: RulesData) -> str:
    """The page as one self-contained HTML file."""
    return render("rules_page.html", "rules", data=data)


def _row(kind: KindText, weights: Mapping[str, str]) -> KindRow:
    cells = tuple(
        (words, tuple(_visible(asked) for asked in kind.asked if asked.severity == severity)) for severity, words in weights.items()
    )
    return KindRow(visible(kind.name), visible("、".join(kind.title_words)), cells)


def _visible(asked: AskedText) -> AskedText:
    return AskedText(visible(asked.name), asked.severity, visible(asked.source), asked.checked)


def _entry(rule: RuleInForce) -> RuleEntry:
    return RuleEntry(rule_block(rule.text), tuple(_line(rule, grade) for grade in rule.grades), rule.idle)


def _line(rule: RuleInForce, grade: Grade) -> GradeLine:
    return GradeLine(
        kinds=visible("、".join(grade.kinds)),
        severity=str(grade.severity) if grade.severity else "off",
        label=_label(grade.severity),
        remarks=tuple(_remarks(rule, grade)),
    )


def _remarks(rule: RuleInForce, grade: Grade) -> Sequence[str]:
    """What settings changed."""
    default = rule.text.severity if rule.enabled else None
    remarks = [f"缺省为{_label(default)}，设置中改过"] if grade.severity != default else []
    remarks += [visible(f"{name} = {value}（缺省 {usual}）") for name, value, usual in grade.options]
    return [*remarks, "不得判“不予处理”"] if grade.fixed else remarks


def _label(severity: Severity | None) -> str:
    return SEVERITIES[severity] if severity else "关闭"
