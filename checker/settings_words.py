"""What is wrong with a settings file, in Chinese: the messages of tomllib and Pydantic are English and speak to programmers."""

from __future__ import annotations

import re
import tomllib
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any

_PLACE = re.compile(r"at line (\d+), column (\d+)")
_SLIPS = (  # what tomllib says, what it means to a person
    ("Invalid value", "等号后面的值写法不对：文字要加英文双引号，是否写 true 或 false"),
    ("Expected newline or end of document", "值写完以后又有多余的字，文字要整个放在一对英文双引号里"),
    ("Cannot overwrite", "同一项写了两次"),
    ("Cannot declare", "同一张表写了两次"),
    ("Expected ']'", "表名后面少了“]”"),
    ("Illegal character", "引号没有配对，或混入了不能用的字符"),
    ("Unescaped", "路径里的“\\”要写成“/”或“\\\\”"),
    ("Invalid statement", "这一行不是“名称 = 值”，也不是“[表名]”"),
    ("Expected '='", "名称后面少了“=”；名称里有中文的要加引号"),
)
_TYPES: Mapping[Any, str] = {int: "整数", float: "数", bool: "true 或 false", str: "文字（加英文双引号）"}
_BY_START = (  # kinds of Pydantic's errors by how their names begin
    ("int", "整数"),
    ("float", "数"),
    ("bool", "true 或 false"),
    ("string_type", "文字（加英文双引号）"),
    ("string_pattern", "另一种写法"),
    ("tuple", '列表，如 ["甲", "乙"]'),
)
_LIMITS = {
    "greater_than": ("gt", "大于"),
    "greater_than_equal": ("ge", "不小于"),
    "less_than": ("lt", "小于"),
    "less_than_equal": ("le", "不大于"),
}


def slip(error: tomllib.TOMLDecodeError | UnicodeDecodeError) -> str:
    """Where a file is no TOML, and what to look for."""
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 编码，请用记事本另存为 UTF-8"
    place = _PLACE.search(str(error))
    where = f"第{place[1]}行第{place[2]}个字符处" if place else "文件末尾"
    what = next((words for said, words in _SLIPS if said in str(error)), "写法不对")
    return f"{where}，{what}"


def wanted(error: Mapping[str, Any]) -> str:
    """What one of Pydantic's errors asks for at its place, as the end of a sentence."""
    kind, said = str(error["type"]), error.get("ctx") or {}
    if kind in {"dict_type", "model_type"}:
        return _table(error)
    if kind == "missing":
        return "必须写明"
    if kind in {"enum", "literal_error"}:
        choices = re.findall(r"'([^']*)'", str(said.get("expected", "")))
        return f"可用 {'、'.join(choices)}"
    if kind in _LIMITS:
        limit, words = _LIMITS[kind]
        return f"要{words} {said[limit]:g}"
    return next((f"应为{words}" for start, words in _BY_START if kind.startswith(start)), "写法不对")


def _table(error: Mapping[str, Any]) -> str:
    place = ".".join(map(str, error["loc"]))
    grade = error["input"]
    example = f'，下面写 severity = "{grade}"' if grade in ("error", "warning", "notice", "off") else ""
    return f"应为一张表，另起一行写 [{place}]{example}"


def type_words(hint: Any) -> str:
    """What an option of a rule takes: tuple[str, ...] is a list of words."""
    parts: Sequence[Any] = typing.get_args(hint)
    if isinstance(hint, types.UnionType):
        return "或".join(type_words(part) for part in parts if part is not type(None))
    if typing.get_origin(hint) in {tuple, frozenset}:
        return f"列表，每项是{_TYPES.get(parts[0], '文字')}"
    return _TYPES.get(hint, "另一种写法")
