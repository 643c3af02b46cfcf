"""What the program needs on this machine: what is there, what is missing, and how to get it. Looks only; changes nothing."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from checker.model import Refusal
from checker.refusal import cause
from checker.segmentation.shipped import damaged_files
from checker.store import state_folder

Mark = Literal["好", "缺", "坏"]
_PACKAGE = "duty-report-checker"
_LITTLE = 500  # megabytes of disk below which a night may not come to its end
_MEMORY = 1_000  # megabytes: the word model and two workers


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``remedy`` is a Chinese sentence where it is not well; a run needs what is ``essential``."""

    mark: Mark
    name: str
    state: str
    remedy: str = ""
    essential: bool = True

    def __str__(self) -> str:
        """The line for a person."""
        return f"{self.mark}  {self.name}：{self.state}{f'。{self.remedy}' if self.remedy else ''}"


def examine(out: Path, config: Path | None = None) -> Iterator[Finding]:
    """Look at everything in turn, for runs into ``out`` with the settings of ``config`` (None: the nearest checker.toml)."""
    yield _python()
    yield _packages()
    try:
        model_dir = _model_dir(config)
        yield Finding("好", "设置", "读得出来")
    except (Refusal, ImportError) as error:
        model_dir = ""
        yield Finding("坏", "设置", str(error).rstrip("。"), "改正以前不能检查。")
    yield _word_model(model_dir)
    yield _state()
    yield _disk("状态目录的磁盘", state_folder())
    yield _disk("检查页的磁盘", out.absolute())
    yield _memory()
    yield _office()
    yield _extra("distributed", "多机检查（Dask）")
    yield _notification(config)


def _model_dir(config: Path | None) -> str:
    from checker.scope import read_settings
    from checker.settings_file import find_config

    return read_settings(config or find_config(Path.cwd())).model_dir


def is_well(findings: list[Finding]) -> bool:
    """Whether nothing essential is missing."""
    return all(finding.mark == "好" for finding in findings if finding.essential)


def _python() -> Finding:
    state = f"{sys.version.split()[0]}（{sys.executable}）"
    return (
        Finding("好", "Python", state) if sys.version_info >= (3, 11) else Finding("坏", "Python", state, "请安装 3.11 或更新的 Python。")
    )


def _packages() -> Finding:
    """Every package that the program's own metadata asks for, with its version; extras apart."""
    from packaging.requirements import Requirement

    there, absent = [], []
    for requirement in map(Requirement, metadata.requires(_PACKAGE) or ()):
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            installed = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            absent.append(str(requirement))
            continue
        if requirement.specifier.contains(installed, prereleases=True):
            there.append(f"{requirement.name} {installed}")
        else:
            absent.append(f"{requirement}（现为 {installed}）")
    if absent:
        return Finding("缺", "软件包", "、".join(absent), "请按安装说明重新安装：pip install -c constraints.txt …")
    return Finding("好", "软件包", "、".join([f"本程序 {metadata.version(_PACKAGE)}", *there]))


def _word_model(model_dir: str) -> Finding:
    own = Path(model_dir) if model_dir else None
    damaged = damaged_files(own) if own else damaged_files()
    if damaged:
        remedy = "请改正设置中的 model，或去掉这一项用随程序的模型。" if own else "请重新安装本程序。"
        return Finding("坏", "分词模型", f"{'、'.join(damaged)} 缺失或与校验值不符", remedy)
    return Finding("好", "分词模型", f"完整（{own}）" if own else "完整，与校验值相符")


def _state() -> Finding:
    folder = state_folder()
    place = _nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        remedy = "请改正权限，或用环境变量 CHECKER_STATE_DIR 另指一个可写的文件夹。"
        return Finding("坏", "状态目录", f"{folder} 写不了（{cause(error)}）", remedy)
    if os.name != "nt" and folder.is_dir() and folder.stat().st_mode & 0o077:
        return Finding("坏", "状态目录", f"{folder} 别的用户也能进入", f"请执行 chmod 700 {folder}。", essential=False)
    return Finding("好", "状态目录", str(folder) + ("" if folder.is_dir() else "（首次检查时建立）"))


def _disk(name: str, folder: Path) -> Finding:
    try:
        free = shutil.disk_usage(_nearest(folder)).free // 1_000_000
    except OSError as error:
        return Finding("坏", name, f"{folder} 查不到（{cause(error)}）", "请检查磁盘或共享文件夹是否已连接。")
    if free < _LITTLE:
        return Finding("坏", name, f"{folder} 只剩 {free} MB", f"请腾出至少 {_LITTLE} MB，或换一个位置。")
    return Finding("好", name, f"{folder} 还有 {free} MB")


def _nearest(folder: Path) -> Path:
    """``folder``, or the nearest one above it that is there."""
    return next(place for place in (folder, *folder.absolute().parents) if place.is_dir())


def _memory() -> Finding:
    try:
        import psutil
    except ImportError:  # already told as a missing package
        return Finding("缺", "内存", "没有 psutil，查不到", essential=False)
    free = psutil.virtual_memory().available // 1_000_000
    if free < _MEMORY:
        return Finding("坏", "内存", f"可用 {free} MB", "请关掉别的程序，或用 --jobs 1。", essential=False)
    return Finding("好", "内存", f"可用 {free} MB")


def _office() -> Finding:
    from checker.readers.office import find_soffice

    program = find_soffice()
    if program:
        return Finding("好", "LibreOffice", str(program))
    remedy = "读 .doc、.wps 等旧格式才用得上：Debian、Ubuntu 执行 apt install libreoffice-writer，Windows 安装 LibreOffice。"
    return Finding("缺", "LibreOffice", "没有找到", remedy, essential=False)


def _extra(package: str, name: str) -> Finding:
    try:
        return Finding("好", name, f"{package} {metadata.version(package)}")
    except metadata.PackageNotFoundError:
        return Finding("缺", name, f"没有安装 {package}", f"用得上时执行 pip install -c constraints.txt {package}。", essential=False)


def _notification(config: Path | None) -> Finding:
    """Whether those who are to be told can be: places of the addresses, their form, their hosts' names. Nothing is sent."""
    name = "通知"
    try:
        from checker.notify import INSTALL, addresses_of, load
        from checker.settings_file import Notify, find_config, load_notify

        file = config or find_config(Path.cwd())
        settings = load_notify(file) if file else Notify()
        addresses = addresses_of(settings, file)
        if not addresses:
            apprise = _extra("apprise", name)
            state = apprise.state if apprise.mark == "缺" else "没有设 [notify]，查完不通知"
            return Finding(apprise.mark, name, state, f"用得上时{INSTALL}。" if apprise.mark == "缺" else "", essential=False)
        senders = load(addresses)
    except (Refusal, ImportError) as error:
        return Finding("坏", name, str(error).rstrip("。"), "不通知也能检查。", essential=False)
    wrong = [f"第 {number} 个地址写得不对" for number, sender in enumerate(senders, 1) if sender is None]
    wrong += [f"第 {number} 个地址的主机名查不到" for number, sender in enumerate(senders, 1) if sender is not None and not _known(sender)]
    if file and settings.urls_file and os.name != "nt" and (file.resolve().parent / settings.urls_file).stat().st_mode & 0o077:
        wrong.append(f"{settings.urls_file} 别的用户也能读，请执行 chmod 600")
    if wrong:
        return Finding("坏", name, "；".join(wrong), "不通知也能检查。", essential=False)
    return Finding("好", name, f"{len(addresses)} 个地址，写法与主机名都对（没有试发）")


def _known(sender: object) -> bool:
    """Whether the name of the sender's host can be looked up; a service with a host of its own is taken for known."""
    host = getattr(sender, "smtp_host", None) or getattr(sender, "host", None)
    if not isinstance(host, str) or not host:
        return True
    try:
        socket.getaddrinfo(host, None)
    except OSError:
        return False
    return True
