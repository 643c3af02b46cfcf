"""What may stand in ``checker.toml`` and in a profile, and how such a file is read.

A wrong key is a :class:`SettingsError` that names the file, the key and the nearest known key.
"""

from __future__ import annotations

import difflib
import tomllib
import typing
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from checker.model import Refusal, Role, Severity
from checker.refusal import cause
from checker.settings_words import slip, wanted

CONFIG_NAME = "checker.toml"


class SettingsError(Refusal):
    """Settings that cannot be used: one Chinese sentence with file, key and the nearest known key."""


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


class KindTable(_Strict):
    """What is asked of one kind of report: a profile, or the table ``[kinds.…]``."""

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


class SettingsTables(_Strict):
    """The whole of ``checker.toml``."""

    report: _Report = _Report()
    limits: _Limits = _Limits()
    reading: _Reading = _Reading()
    state: _State = _State()
    rules: dict[str, dict[str, Any]] = {}
    kinds: dict[str, KindTable] = {}
    required: tuple[_Required, ...] = ()
    ignore: tuple[_Ignore, ...] = ()
    roster: str = ""
    folder: _Folder = _Folder()
    model: str = ""
    notify: Notify = Notify()


def find_config(start: Path) -> Path | None:
    """The nearest ``checker.toml`` at or above ``start`` (a file or a folder), or None."""
    folder = start.resolve()
    for place in (folder, *folder.parents):
        if (candidate := place / CONFIG_NAME).is_file():
            return candidate
    return None


def load_notify(config: Path) -> Notify:
    """The table ``[notify]`` alone, so that settings with a mistake elsewhere can still be told. Raises SettingsError."""
    table = read_tables(config).get("notify", {})
    return parse(Notify, table, f"{config.name} [notify]")


def read_tables(path: Path) -> dict[str, Any]:
    """The tables of a file. Raises SettingsError."""
    try:
        return tables(path.read_bytes(), path.name)
    except OSError as error:
        raise SettingsError(f"{path.name}：读不了（{cause(error)}），请检查文件是否存在、有无权限。") from error


def tables(data: bytes, name: str) -> dict[str, Any]:
    """The tables in the bytes of a file called ``name``. Raises SettingsError."""
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name}：不是正确的 TOML 文件：{slip(error)}。") from error


def parse(model: type[_Model], data: Mapping[str, Any], name: str) -> _Model:
    """``data`` in its shape; ``name`` is the file's. Raises SettingsError."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            raise SettingsError(unknown(name, *_split(key), _known_keys(model, first["loc"]))) from error
        raise SettingsError(f"{name}：{key} 的值不对：{wanted(first)}。") from error


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


def unknown(file: str, table: str, key: str, known: Iterable[str]) -> str:
    """The sentence on a key that nobody knows, with the nearest of those that are known."""
    near = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.0)
    hint = f"，最接近的是“{near[0]}”" if near else ""
    return f"{file}：{f'[{table}] 中' if table else ''}没有“{key}”这一项{hint}。"
