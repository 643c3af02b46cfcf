"""What is in force: what each kind of report must hold and how each rule runs, out of the merged settings, for 要求一览."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from checker.model import FolderRule, Rule, Severity
from checker.requirements import MISSING, asked_sections
from checker.settings import Profile, RuleChoice, Settings
from reports.labels import KINDS
from reports.rule_texts import RuleText
from reports.rules_page import AskedText, Grade, InForce, KindText, RuleInForce
from rules import FOLDER_RULES, RULES

_OF_ROSTER = frozenset({"missing-report", "unexpected-report"})  # duplicate-report also finds equal files without one


def in_force(settings: Settings, *, roster: bool) -> InForce:
    """The requirements and rules of a run; ``roster`` says whether there is one for the rules that read it."""
    order = [*KINDS]
    profiles = sorted(settings.profiles, key=lambda profile: order.index(profile.kind) if profile.kind in order else len(order))
    comparing = (settings.profile("other"),)  # its choices hold for the rules over a folder
    return InForce(
        kinds=tuple(KindText(profile.name, profile.title_words, tuple(_asked(profile))) for profile in profiles),
        rules=(
            *(_rule(rule, profiles) for rule in RULES),
            *(_rule(rule, comparing, "" if roster or rule.name not in _OF_ROSTER else "没有名册，未运行。") for rule in FOLDER_RULES),
        ),
        config=Path(settings.config_file).name,
    )


def text_of(rule: Rule | FolderRule) -> RuleText:
    """A rule as pages tell of it."""
    return RuleText(rule.name, rule.family, rule.summary, rule.reasons, rule.severity)


def _asked(profile: Profile) -> list[AskedText]:
    """The sections a kind must have, then the topics that the organisation's own notice asks for."""
    on = {choice.name for choice in profile.rules if choice.enabled}
    sections = [AskedText(asked.name, asked.severity, checked=asked.rule in on) for asked in asked_sections(profile)]
    return sections + [AskedText(topic.name, topic.severity, topic.source, MISSING in on) for topic in profile.topics]


def _rule(rule: Rule | FolderRule, profiles: Sequence[Profile], idle: str = "") -> RuleInForce:
    """A rule with its grades: kinds for which it runs alike share one."""
    alike: dict[Grade, list[str]] = {}
    for profile in profiles:
        alike.setdefault(_grade(rule, profile), []).append(profile.name)
    grades = (dataclasses.replace(grade, kinds=tuple(names) if len(alike) > 1 else ()) for grade, names in alike.items())
    ordered = sorted(grades, key=lambda grade: -(grade.severity.rank if grade.severity else 0))
    return RuleInForce(text_of(rule), tuple(ordered), rule.enabled, idle)


def _grade(rule: Rule | FolderRule, profile: Profile) -> Grade:
    choice = profile.choice(rule.name)
    if not choice.enabled:
        return Grade((), None)
    return Grade((), _gravest(rule.severity, choice.ceiling), _changed(rule, choice), rule.name in profile.unwaivable)


def _gravest(own: Severity, ceiling: Severity | None) -> Severity:
    return ceiling if ceiling is not None and ceiling.rank < own.rank else own


def _changed(rule: Rule | FolderRule, choice: RuleChoice) -> tuple[tuple[str, str, str], ...]:
    """The options that settings changed, as they are written there."""
    usual = rule.options()
    both = ((f.name, getattr(choice.options, f.name), getattr(usual, f.name)) for f in dataclasses.fields(usual))
    return tuple((name, _written(value), _written(default)) for name, value, default in both if value != default)


def _written(value: object) -> str:
    """An option's value as a person reads it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "、".join(map(str, value)) if isinstance(value, tuple | frozenset | list) else str(value)
