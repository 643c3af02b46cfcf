"""Words, dates and facts that rules and annotation rest on, as TOML beside this file.

Every file states ``reviewed`` (when a person last went through it) and every row its ``source``:
a public address where it was seen, or "general knowledge".
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> Mapping[str, Any]:
    """The parsed ``name.toml`` of this folder; read once a process. Raises FileNotFoundError for an unknown name."""
    return tomllib.loads((resources.files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))


def tables() -> Mapping[str, Mapping[str, Any]]:
    """All tables by name, for ``checker.lexicon.Lexicon.from_tables``."""
    names = sorted(entry.name.removesuffix(".toml") for entry in resources.files(__name__).iterdir() if entry.name.endswith(".toml"))
    return {name: table(name) for name in names}
