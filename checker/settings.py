"""Settings: rule defaults < profile of the kind < checker.toml < command line, merged once, validated, frozen.

Nothing reads configuration later. A wrong key is a :class:`SettingsError` that names the file,
the key and the nearest known key.
"""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
import json
import tomllib
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from checker.model import FolderRule, Refusal, Role, Rule, Severity

CONFIG_NAME = "checker.toml"
Ceiling = Literal["error", "warning", "notice", "off"]


class SettingsError(Refusal):
    """Settings that cannot be used: one Chinese sentence with file, key and the nearest known key."""


# --------------------------------------------------------------------------- what the rest of the program sees


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


# --------------------------------------------------------------------------- the shape of the files


_Model = TypeVar("_Model", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Report(_Strict):
    year: int | None = Field(default=None, ge=1949, le=2100)
    anonymised: bool = False
    organisation: str = ""


class _Limits(_Strict):
    characters: int = Field(default=60_000, gt=0)
    megabytes: int = Field(default=20, gt=0)
    seconds: float = Field(default=60.0, gt=0)
    memory_megabytes: int = Field(default=2_000, ge=0)
    pages: int = Field(default=200, gt=0)
    members: int = Field(default=2_000, gt=0)
    unpacked_megabytes: int = Field(default=400, gt=0)
    part_megabytes: int = Field(default=24, gt=0)
    ratio: int = Field(default=250, gt=0)
    depth: int = Field(default=120, gt=0, le=240)
    helper_seconds: float = Field(default=60.0, gt=0)
    helper_megabytes: int = Field(default=4_000, ge=1_000)


class _Reading(_Strict):
    ofd: bool = False


class _Required(_Strict):
    name: str
    words: tuple[str, ...] = ()
    severity: Severity = Severity.WARNING
    source: str = Field(default="本单位通知", alias="from")
    kinds: tuple[str, ...] = ()


class _Kind(_Strict):
    name: str | None = None
    title_words: tuple[str, ...] | None = None
    required: tuple[Role, ...] | None = None
    expected: tuple[Role, ...] | None = None
    headings: dict[Role, tuple[str, ...]] = {}
    unwaivable: tuple[str, ...] = ()
    rules: dict[str, dict[str, Any]] = {}


class _Ignore(_Strict):
    path: str
    reason: str


class _Folder(_Strict):
    templates: tuple[str, ...] = ()
    last_year: str = ""


class _State(_Strict):
    keep_days: int = Field(default=400, gt=0)


class Notify(_Strict):
    """Who is told how a run ended. Addresses hold passwords, so they stand in the environment or a file, never in the settings."""

    urls_env: str = Field(default="", pattern=r"^([A-Za-z_][A-Za-z0-9_]*)?$")  # name of a variable
    urls_file: str = ""  # from the folder of checker.toml
    link: str = ""  # where the reader finds the index
    on: Literal["change", "failure", "always"] = "change"


class _File(_Strict):
    report: _Report = _Report()
    limits: _Limits = _Limits()
    reading: _Reading = _Reading()
    state: _State = _State()
    rules: dict[str, dict[str, Any]] = {}
    kinds: dict[str, _Kind] = {}
    required: tuple[_Required, ...] = ()
    ignore: tuple[_Ignore, ...] = ()
    roster: str = ""
    folder: _Folder = _Folder()
    model: str = ""
    notify: Notify = Notify()


# --------------------------------------------------------------------------- reading and merging


def find_config(start: Path) -> Path | None:
    """The nearest ``checker.toml`` at or above ``start`` (a file or a folder), or None."""
    folder = start.resolve()
    for place in (folder, *folder.parents):
        if (candidate := place / CONFIG_NAME).is_file():
            return candidate
    return None


def load_notify(config: Path) -> Notify:
    """The table ``[notify]`` alone, so that settings with a mistake elsewhere can still be told. Raises SettingsError."""
    table = _toml(_read(config), config.name).get("notify", {})
    return _parse(Notify, table, f"{config.name} [notify]")


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
        entry.name.removesuffix(".toml"): _parse(_Kind, _toml(entry.read_bytes(), entry.name), entry.name)
        for entry in sorted(profiles.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    }
    where = config.name if config else CONFIG_NAME
    own = _parse(_File, _toml(_read(config), where) if config else {}, where)
    topics = tuple(Topic(t.name, t.words or (t.name,), t.severity, t.source, t.kinds) for t in own.required)
    merged = tuple(
        _merge(kind, shipped.get(kind), own.kinds.get(kind), own.rules, topics, rules, where)
        for kind in (*shipped, *(k for k in own.kinds if k not in shipped))
    )
    known = {profile.kind for profile in merged}
    for topic in topics:
        for kind in topic.kinds:
            if kind not in known:
                raise SettingsError(_unknown(where, f"required.{topic.name}.kinds", kind, known))
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
    shipped: _Kind | None,
    own: _Kind | None,
    own_rules: Mapping[str, Mapping[str, Any]],
    topics: tuple[Topic, ...],
    rules: Sequence[Rule | FolderRule],
    where: str,
) -> Profile:
    base, over = shipped or _Kind(), own or _Kind()
    headings: dict[str, tuple[str, ...]] = {}
    for layer in (base.headings, over.headings):
        for role, words in layer.items():
            headings[role] = (*headings.get(role, ()), *words)
    layers = ((f"{kind}.toml", base.rules), (where, own_rules), (where, over.rules))
    known = {rule.name for rule in rules}
    for file, layer_rules in layers:
        for name in layer_rules:
            if name not in known:
                raise SettingsError(_unknown(file, "rules", name, known))
    unwaivable = (*base.unwaivable, *over.unwaivable)
    for name in unwaivable:
        if name not in known:
            raise SettingsError(_unknown(where, f"kinds.{kind}.unwaivable", name, known))
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
                raise SettingsError(_unknown(file, f"rules.{rule.name}", key, {*fields, "severity"}))
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
        raise SettingsError(f"{file}：rules.{rule.name}.{key} 的值“{value}”类型不对，应为 {hint}。") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path.name}：读不了（{error.strerror}），请检查文件是否存在、有无权限。") from error


def _toml(data: bytes, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name}：不是正确的 TOML 文件（{error}）。") from error


def _parse(model: type[_Model], data: Mapping[str, Any], name: str) -> _Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            raise SettingsError(_unknown(name, *_split(key), _known_keys(model, first["loc"]))) from error
        raise SettingsError(f"{name}：{key} 的值不对（{first['msg']}）。") from error


def _split(key: str) -> tuple[str, str]:
    """``limits.secnds`` → (``limits``, ``secnds``)."""
    table, _, last = key.rpartition(".")
    return table, last


def _known_keys(model: type[BaseModel], loc: Sequence[str | int]) -> set[str]:
    """The keys that may stand where ``loc`` names an unknown one."""
    current: Any = model
    for part in loc[:-1]:
        if isinstance(part, str) and isinstance(current, type) and issubclass(current, BaseModel) and part in current.model_fields:
            annotation = current.model_fields[part].annotation
            nested = [a for a in (annotation, *typing.get_args(annotation)) if isinstance(a, type) and issubclass(a, BaseModel)]
            current = nested[0] if nested else None
    if not (isinstance(current, type) and issubclass(current, BaseModel)):
        return set()
    return {f.alias or name for name, f in current.model_fields.items()}


def _unknown(file: str, table: str, key: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.0)
    hint = f"，最接近的是“{near[0]}”" if near else ""
    return f"{file}：{f'[{table}] 中' if table else ''}没有“{key}”这一项{hint}。"


def _fingerprint(settings: Settings) -> str:
    """A short name for settings: equal settings, equal name, on every machine."""
    plain = json.dumps(dataclasses.asdict(dataclasses.replace(settings, config_file="")), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()[:12]
