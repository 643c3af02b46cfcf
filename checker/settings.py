"""Settings: rule defaults < profile of the kind < checker.toml < command line, merged once, validated, frozen.

Nothing reads configuration later.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from checker.model import FolderRule, Role, Rule, Severity
from checker.settings_file import CONFIG_NAME, KindTable, SettingsError, SettingsTables, parse, read_tables, tables, unknown
from checker.settings_words import type_words

Ceiling = Literal["error", "warning", "notice", "off"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that the organisation's own notice asks every report to treat."""

    name: str
    words: tuple[str, ...]
    severity: Severity
    source: str
    kinds: tuple[str, ...] = ()  # none: all kinds


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """How one rule runs for one kind of report."""

    name: str
    enabled: bool
    ceiling: Severity | None  # findings graver than this are lowered to it
    options: Any  # an instance of the rule's Options


@dataclass(frozen=True, slots=True)
class Profile:
    """What is asked of one kind of report, and how each rule runs for it."""

    kind: str
    name: str  # 述职述廉报告
    title_words: tuple[str, ...]  # in a title these name the kind
    required: tuple[Role, ...]
    expected: tuple[Role, ...]
    topics: tuple[Topic, ...]
    headings: tuple[tuple[str, tuple[str, ...]], ...]  # role → further heading words of this kind
    rules: tuple[RuleChoice, ...]
    unwaivable: tuple[str, ...] = ()  # rules whose findings cannot be waived

    def choice(self, rule: str) -> RuleChoice:
        """How ``rule`` runs. Raises KeyError for an unknown name."""
        for choice in self.rules:
            if choice.name == rule:
                return choice
        raise KeyError(rule)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file a person took off the list, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that steers a run, frozen."""

    profiles: tuple[Profile, ...]
    year: int | None = None
    anonymised: bool = False
    organisation: str = ""
    characters: int = 60_000
    megabytes: int = 20
    seconds: float = 60.0
    memory_megabytes: int = 2_000  # beyond what a worker with the word model takes; 0: unbounded
    pages: int = 200
    members: int = 2_000
    unpacked_megabytes: int = 400
    part_megabytes: int = 24
    ratio: int = 250
    depth: int = 120
    helper_seconds: float = 60.0  # for LibreOffice or the PDF process
    helper_megabytes: int = 4_000
    ofd: bool = False
    ignore: tuple[Ignored, ...] = ()
    roster: str = ""
    templates: tuple[str, ...] = ()  # files whose text everyone was given
    last_year: str = ""  # folder of last year's reports
    model_dir: str = ""
    keep_days: int = 400  # of history: findings that are gone, runs, verdicts on reports no longer there
    config_file: str = ""
    fingerprint: str = field(default="", compare=False)

    def profile(self, kind: str) -> Profile:
        """The profile of ``kind``; that of ``other`` for an unknown one."""
        by_kind = {profile.kind: profile for profile in self.profiles}
        return by_kind.get(kind, by_kind["other"])


def load_settings(
    rules: Sequence[Rule | FolderRule], profiles: Traversable, config: Path | None = None, *, year: int | None = None
) -> Settings:
    """Merge all layers.

    Args:
        rules: the catalogue; its Options classes give names, types and defaults.
        profiles: the folder of ``<kind>.toml`` files that ships.
        config: the organisation's checker.toml, or None.
        year: the report year from the command line, or None.

    Raises:
        SettingsError: for anything unknown or of the wrong type.
    """
    shipped = {
        entry.name.removesuffix(".toml"): parse(KindTable, tables(entry.read_bytes(), entry.name), entry.name)
        for entry in sorted(profiles.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    }
    where = config.name if config else CONFIG_NAME
    own = parse(SettingsTables, read_tables(config) if config else {}, where)
    topics = tuple(Topic(t.name, t.words or (t.name,), t.severity, t.source, t.kinds) for t in own.required)
    merged = tuple(
        _merge(kind, shipped.get(kind), own.kinds.get(kind), own.rules, topics, rules, where)
        for kind in (*shipped, *(k for k in own.kinds if k not in shipped))
    )
    known = {profile.kind for profile in merged}
    for topic in topics:
        for kind in topic.kinds:
            if kind not in known:
                raise SettingsError(unknown(where, f"required.{topic.name}.kinds", kind, known))
    settings = Settings(
        profiles=merged,
        year=year or own.report.year,
        anonymised=own.report.anonymised,
        organisation=own.report.organisation,
        **own.limits.model_dump(),
        ofd=own.reading.ofd,
        ignore=tuple(Ignored(i.path, i.reason) for i in own.ignore),
        roster=own.roster,
        templates=own.folder.templates,
        last_year=own.folder.last_year,
        model_dir=own.model,
        keep_days=own.state.keep_days,
        config_file=str(config) if config else "",
    )
    return dataclasses.replace(settings, fingerprint=_fingerprint(settings))


def _merge(
    kind: str,
    shipped: KindTable | None,
    own: KindTable | None,
    own_rules: Mapping[str, Mapping[str, Any]],
    topics: tuple[Topic, ...],
    rules: Sequence[Rule | FolderRule],
    where: str,
) -> Profile:
    base, over = shipped or KindTable(), own or KindTable()
    headings: dict[str, tuple[str, ...]] = {}
    for layer in (base.headings, over.headings):
        for role, words in layer.items():
            headings[role] = (*headings.get(role, ()), *words)
    layers = ((f"{kind}.toml", base.rules), (where, own_rules), (where, over.rules))
    known = {rule.name for rule in rules}
    for file, layer_rules in layers:
        for name in layer_rules:
            if name not in known:
                raise SettingsError(unknown(file, "rules", name, known))
    unwaivable = (*base.unwaivable, *over.unwaivable)
    for name in unwaivable:
        if name not in known:
            raise SettingsError(unknown(where, f"kinds.{kind}.unwaivable", name, known))
    return Profile(
        kind=kind,
        name=over.name or base.name or kind,
        title_words=over.title_words if over.title_words is not None else base.title_words or (),
        required=over.required if over.required is not None else base.required or (),
        expected=over.expected if over.expected is not None else base.expected or (),
        topics=tuple(topic for topic in topics if not topic.kinds or kind in topic.kinds),
        headings=tuple(headings.items()),
        rules=tuple(_choice(rule, [(file, layer.get(rule.name, {})) for file, layer in layers]) for rule in rules),
        unwaivable=unwaivable,
    )


def _choice(rule: Rule | FolderRule, layers: Iterable[tuple[str, Mapping[str, Any]]]) -> RuleChoice:
    """One rule's severity and options over all layers, the later ones winning."""
    fields = {f.name: f for f in dataclasses.fields(rule.options)}
    values: dict[str, Any] = {}
    ceiling: Ceiling | None = None
    for file, layer in layers:
        for key, value in layer.items():
            if key == "severity":
                ceiling = _severity(file, rule.name, value)
            elif key in fields:
                values[key] = _typed(file, rule, key, value)
            else:
                raise SettingsError(unknown(file, f"rules.{rule.name}", key, {*fields, "severity"}))
    enabled = rule.enabled if ceiling is None else ceiling != "off"
    lowest = None if ceiling in {None, "off"} else Severity(ceiling)
    return RuleChoice(rule.name, enabled, lowest, rule.options(**values))


def _severity(file: str, rule: str, value: object) -> Ceiling:
    choices: tuple[Ceiling, ...] = ("error", "warning", "notice", "off")
    for choice in choices:
        if value == choice:
            return choice
    raise SettingsError(f"{file}：rules.{rule}.severity 不能是“{value}”，可用 error、warning、notice、off。")


def _typed(file: str, rule: Rule | FolderRule, key: str, value: object) -> object:
    hint = typing.get_type_hints(rule.options)[key]
    try:
        return TypeAdapter(hint).validate_python(value)
    except ValidationError as error:
        raise SettingsError(f"{file}：rules.{rule.name}.{key} 的值“{value}”类型不对，应为{type_words(hint)}。") from error


def _fingerprint(settings: Settings) -> str:
    """A short name for settings: equal settings, equal name, on every machine."""
    plain = json.dumps(dataclasses.asdict(dataclasses.replace(settings, config_file="")), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()[:12]
