"""What a run is over: the set of paths a site belongs to, the settings that hold for it, and what is not checked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from checker.discovery import Found, is_ignored
from checker.model import Skipped
from checker.request import UsageError
from checker.settings import Settings, load_settings
from checker.settings_file import find_config
from reports.site import site_members
from rules import FOLDER_RULES, RULES


def members_of_site(out: Path) -> str:
    """The set of paths that the site at ``out`` was made from, as its marker has it. Raises UsageError, SiteError where there is none."""
    members = site_members(out)
    if members is None:
        raise UsageError(f"{out} 里没有检查页，请用 -o 指明检查页所在的文件夹。")
    return members


def settings_of_site(out: Path, config: Path | None = None) -> tuple[str, Settings]:
    """The set of paths that the site at ``out`` was made from, and the settings that hold for it.

    Raises:
        UsageError, SettingsError, SiteError: where there is no site, or its settings cannot be read.
    """
    members = members_of_site(out)
    first = Path(json.loads(members)[0])
    return members, read_settings(config or find_config(first))


def read_settings(config: Path | None, *, year: int | None = None) -> Settings:
    """All layers of the settings merged. Raises SettingsError."""
    return load_settings((*RULES, *FOLDER_RULES), resources.files("rules") / "profiles", config, year=year)


def existing(paths: Sequence[Path]) -> list[Path]:
    """``paths`` made absolute. Raises UsageError where one is not there."""
    for path in paths:
        if not path.exists():
            raise UsageError(f"找不到 {path}：请检查路径是否写对、共享文件夹是否已连接。")
    return [path.resolve() for path in paths]


def refuse_when_gone(members: Sequence[Path]) -> None:
    """Raises UsageError where a checked folder went away since the run began: a share that dropped must not empty the site."""
    for member in members:
        try:
            there = any(True for _ in member.iterdir()) if member.is_dir() else member.exists()
        except OSError:
            there = False
        if not there:
            raise UsageError(f"检查途中 {member} 断开了或被清空：请检查共享文件夹是否已连接，再查一次；上次的检查页未改动。")


def check_kind(kind: str | None, settings: Settings) -> None:
    """Raises UsageError where the settings know no such kind."""
    kinds = [profile.kind for profile in settings.profiles]
    if kind is not None and kind not in kinds:
        raise UsageError(f"没有“{kind}”这一文种，可用：{'、'.join(kinds)}。")


def members_of(paths: Sequence[Path], out: Path) -> tuple[list[Path], bool]:
    """The set a site belongs to, and whether this run checks all of it."""
    stored = site_members(out)
    if stored is None:
        return sorted(set(paths)), True
    members = [Path(member) for member in json.loads(stored)]
    if set(paths) == set(members):
        return members, True
    if all(any(path == member or member in path.parents for member in members) for path in paths):
        return members, False
    raise UsageError(f"{out} 里已有另一组报告（{'、'.join(m.name for m in members)}）的检查页，请用 -o 另选一个文件夹。")


def nothing_found(paths: Sequence[Path], found: Found) -> str:
    """The sentence for a run that has nothing to check."""
    where = "、".join(str(path) for path in paths)
    if found.unread:
        return f"{where}：{found.unread[0].reason}请检查权限、共享文件夹是否已连接；上次的检查页未改动。"
    if found.skipped:
        return f"{where} 里没有可检查的报告（跳过了 {len(found.skipped)} 个其他文件，如 {found.skipped[0].path}）；上次的检查页未改动。"
    return f"{where} 里没有找到报告：请检查路径、共享文件夹是否已连接；上次的检查页未改动。"


def ignored_of(found: Found, settings: Settings) -> list[Skipped]:
    """The files that settings take off the list, with their reasons."""
    return [
        Skipped(file.name, f"按 checker.toml 忽略：{ignored.reason}")
        for file in found.files
        for ignored in settings.ignore
        if is_ignored(file.name, (ignored.path,))
    ]
