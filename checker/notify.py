"""Who is told how a run ended: mail and webhooks by Apprise, only where the settings ask for it.

The message holds counts and the link, no name of a report and no reason: it leaves the machine. Addresses hold passwords: they
come from the environment or a file, and nothing that is said or logged repeats one.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from checker.model import Refusal
from checker.refusal import cause
from checker.request import ExitCode
from checker.settings_file import Notify, find_config, load_notify

if TYPE_CHECKING:
    from checker.ending import Ending

INSTALL = "请执行 pip install -c constraints.txt apprise"


class NotifyError(Refusal):
    """Nobody can be told: one Chinese sentence without any address."""


def notify(ending: Ending, config: Path | None, checked: Path, env: Mapping[str, str] = os.environ) -> list[str]:
    """Tell who is to be told by ``config``, or by the settings nearest to what was ``checked``; changes no exit code.

    Gives one Chinese sentence for each thing that went wrong and raises nothing.
    """
    try:
        config = config or find_config(checked)
        if config is None or not _names_somebody(config):
            return []  # also where the file is no TOML: that is told as why the run was refused
        settings = load_notify(config)
        if not wanted(ending, settings):
            return []
        addresses = addresses_of(settings, config, env)
        if not addresses:
            return []
        return _send(addresses, *message(ending, settings.link))
    except Refusal as error:
        return [f"通知没有发出：{error}"]
    except OSError as error:  # a folder on the way to the settings that may not be entered
        return [f"通知没有发出：设置读不了（{cause(error)}）。"]


def _names_somebody(config: Path) -> bool:
    """Whether the file has a table for this at all, be it right or wrong."""
    with suppress(FileNotFoundError):
        return re.search(rb"^\s*\[\s*notify\s*\]|^\s*notify\b", config.read_bytes(), re.MULTILINE) is not None
    return False


def wanted(ending: Ending, settings: Notify) -> bool:
    """Whether this ending is one to tell: a failure always is, a change of what was found unless only failures are asked for."""
    if ending.code == ExitCode.FAILED or settings.on == "always":
        return True
    return settings.on == "change" and ending.ended is not None and (ending.ended.changes.first or ending.ended.changes.any)


def addresses_of(settings: Notify, config: Path | None, env: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The addresses, one a line or a word. None where the settings name no place of them.

    Raises:
        NotifyError: where the place that is named holds none.
    """
    found: list[str] = []
    if settings.urls_env:
        found += env.get(settings.urls_env, "").split()
        if not found:
            raise NotifyError(f"环境变量 {settings.urls_env} 没有设，请把通知地址写进去。")
    if settings.urls_file:
        file = (config.resolve().parent if config else Path.cwd()) / settings.urls_file
        try:
            lines = [line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines()]
        except (OSError, UnicodeDecodeError) as error:
            raise NotifyError(f"通知地址文件 {file} 读不了（{type(error).__name__}），请检查位置、权限和编码（UTF-8）。") from None
        in_file = [line for line in lines if line and not line.startswith("#")]
        if not in_file:
            raise NotifyError(f"通知地址文件 {file} 里没有地址，请每行写一个。")
        found += in_file
    return tuple(found)


def message(ending: Ending, link: str) -> tuple[str, str]:
    """Title and text: counts and the link."""
    if ending.ended is None:
        title, lines = "述职报告检查：没有做成", [f"退出码 {int(ending.code)}，上次的检查页未改动；原因见日志。"]
    else:
        counts, changes = ending.ended.summary, ending.ended.changes
        title = f"述职报告检查：新增 {changes.appeared} 处，消失 {changes.gone} 处"
        if ending.code == ExitCode.FAILED:
            title = f"述职报告检查：未查完 {counts['failed']} 份"
        lines = [
            f"报告 {counts['documents']} 份，未查完 {counts['failed']} 份。",
            f"错误 {counts['errors']} 处，警告 {counts['warnings']} 处，提示 {counts['notices']} 处。",
            f"与上次相比：新增 {changes.appeared} 处，仍在 {changes.remained} 处，消失 {changes.gone} 处。",
            f"退出码 {int(ending.code)}。",
        ]
    return title, "\n".join([*lines, *([f"目录页：{link}"] if link else [])])


def load(addresses: Sequence[str]) -> list[object | None]:
    """Apprise's sender for each address, None for one it cannot use. Sends nothing.

    Raises:
        NotifyError: where Apprise is not installed.
    """
    try:
        import apprise
    except ImportError:
        raise NotifyError(f"没有安装 Apprise，{INSTALL}。") from None
    _silence()
    return [apprise.Apprise.instantiate(address, suppress_exceptions=True) for address in addresses]


def _silence() -> None:
    """Apprise logs addresses, and what servers answer, where nobody set up its log: to standard error."""
    for name in ("apprise", "urllib3", "requests"):
        logger = logging.getLogger(name)
        logger.propagate = False
        logger.handlers = [logging.NullHandler()]


def _send(addresses: Sequence[str], title: str, text: str) -> list[str]:
    import warnings

    failures = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, sender in enumerate(load(addresses), 1):
            if sender is None:
                failures.append(f"第 {number} 个通知地址写得不对，没有发出：请对照 Apprise 的地址写法。")
            elif not _sent(sender, title, text):
                failures.append(f"第 {number} 个通知没有发出：请检查地址、口令和到那台服务器的网络。")
    return failures


def _sent(sender: object, title: str, text: str) -> bool:
    import apprise

    one = apprise.Apprise()
    one.add(sender)
    try:
        return bool(one.notify(title=title, body=text, body_format="text"))
    except Exception:  # noqa: BLE001 - whatever a service's plug-in raises, a notification ends no run, and may hold the address
        return False
