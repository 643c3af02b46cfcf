"""What this machine lacks is named with a remedy, and only what is essential changes the exit code."""

from __future__ import annotations

import os
import shutil
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from typer.testing import CliRunner

from checker import doctor
from checker.cli import app
from checker.doctor import Finding, examine, is_well
from checker.segmentation.shipped import MODEL


def found(out: Path, config: Path | None = None) -> dict[str, Finding]:
    return {finding.name: finding for finding in examine(out, config)}


def test_a_machine_that_passes_these_tests_lacks_nothing_essential(tmp_path: Path):
    ran = CliRunner().invoke(app, ["doctor", "-o", str(tmp_path / "site")])
    assert (ran.exit_code, ran.stdout.splitlines()[-1]) == (0, "可以检查。")
    assert all(line[0] in "好缺坏" for line in ran.stdout.splitlines()[:-1])


def test_it_changes_nothing(tmp_path: Path):
    CliRunner().invoke(app, ["doctor", "-o", str(tmp_path / "site")])
    assert list(tmp_path.iterdir()) == []


def test_a_missing_and_an_old_package_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    really = metadata.version

    def version(name: str) -> str:
        if name == "lxml":
            raise metadata.PackageNotFoundError(name)
        return "0.1" if name == "rich" else really(name)

    monkeypatch.setattr(metadata, "version", version)
    packages = found(tmp_path)["软件包"]
    assert (packages.mark, "lxml" in packages.state, "现为 0.1" in packages.state) == ("缺", True, True)
    assert "pip install" in packages.remedy
    assert not is_well([packages])


def test_a_word_model_with_one_byte_changed_is_broken(tmp_path: Path):
    model = tmp_path / "model"
    shutil.copytree(MODEL, model)
    config = tmp_path / "checker.toml"
    config.write_text(f"model = '{model}'\n", encoding="utf-8")
    assert found(tmp_path, config)["分词模型"].mark == "好"

    weights = bytearray((model / "weights.npz").read_bytes())
    weights[len(weights) // 2] ^= 1
    (model / "weights.npz").write_bytes(weights)

    assert (found(tmp_path, config)["分词模型"].mark, "weights.npz" in found(tmp_path, config)["分词模型"].state) == ("坏", True)


def test_settings_that_cannot_be_read_are_essential(tmp_path: Path):
    config = tmp_path / "checker.toml"
    config.write_text("[limts]\n", encoding="utf-8")
    ran = CliRunner().invoke(app, ["doctor", "-o", str(tmp_path), "-c", str(config)])
    assert (ran.exit_code, "limits" in ran.stdout) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_state_folder_open_to_others_is_told_but_stops_nothing(tmp_path: Path):
    (tmp_path / "state").mkdir(mode=0o755)
    state = found(tmp_path)["状态目录"]
    assert (state.mark, state.essential, "chmod 700" in state.remedy) == ("坏", False, True)


def test_a_state_folder_that_cannot_be_written_is_essential(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refused)
    state = found(tmp_path)["状态目录"]
    assert (state.mark, state.essential, "CHECKER_STATE_DIR" in state.remedy) == ("坏", True, True)


def test_a_full_disk_is_essential_and_little_memory_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: SimpleNamespace(free=3_000_000))
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=200_000_000))
    here = found(tmp_path)
    assert ("只剩 3 MB" in here["检查页的磁盘"].state, is_well([here["检查页的磁盘"]])) == (True, False)
    assert (here["内存"].mark, is_well([here["内存"]])) == ("坏", True)


def test_a_machine_without_libreoffice_is_told_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CHECKER_SOFFICE", "")
    office = found(tmp_path)["LibreOffice"]
    assert (office.mark, "apt install" in office.remedy, is_well([office])) == ("缺", True, True)
