"""The offline archive: what is in it, and its starter. `nox -s bundle` builds a real one and installs it without an index."""

from __future__ import annotations

import os
import runpy
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "scripts" / "bundle"
make_bundle = runpy.run_path(str(ROOT / "scripts" / "make_bundle.py"))["make_bundle"]
posix = pytest.mark.skipif(os.name == "nt", reason="a shell script")


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    folder = tmp_path / "wheels"
    folder.mkdir()
    for name in ("duty_report_checker-0.1.0-py3-none-any.whl", "jinja2-3.1.6-py3-none-any.whl"):
        (folder / name).write_bytes(b"wheel")
    return folder


def test_one_folder_with_wheels_scripts_and_the_guide(tmp_path: Path, wheels: Path):
    archive = zipfile.ZipFile(make_bundle(wheels, tmp_path))
    assert len({name.split("/")[0] for name in archive.namelist()}) == 1
    inside = {name.split("/", 1)[1]: name for name in archive.namelist()}
    wanted = {"install.sh", "install.bat", "检查报告.sh", "检查报告.bat", "constraints.txt", "python-version", "docs/使用说明.md"}
    assert wanted | {"wheels/jinja2-3.1.6-py3-none-any.whl"} <= set(inside)
    assert archive.getinfo(inside["install.sh"]).external_attr >> 16 & 0o777 == 0o755
    for name in ("install.bat", "检查报告.bat"):
        text = archive.read(inside[name])
        assert text.count(b"\n") == text.count(b"\r\n") > 5
    assert b"\r" not in archive.read(inside["install.sh"])


def test_an_archive_without_the_program_is_refused(tmp_path: Path, wheels: Path):
    next(wheels.glob("duty*")).unlink()
    with pytest.raises(ValueError, match="0 wheels"):
        make_bundle(wheels, tmp_path)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The starter beside a stand-in of the program that notes its words."""
    place = tmp_path / "程序 文件夹"
    (place / "venv" / "bin").mkdir(parents=True)
    program = place / "venv" / "bin" / "checker"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/words"\nexit ${{CODE:-0}}\n', encoding="utf-8")
    program.chmod(0o755)
    starter = place / "检查报告.sh"
    starter.write_bytes((SCRIPTS / "检查报告.sh").read_bytes())
    return starter


def start(starter: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(starter), *arguments]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL, env={**os.environ, **env}
    )


@posix
def test_a_dropped_folder_is_checked_and_opened(tmp_path: Path, installed: Path):
    folder = tmp_path / "材料 '甲' $HOME"
    folder.mkdir()
    assert start(installed, f"{folder}/").returncode == 0
    words = (tmp_path / "words").read_text(encoding="utf-8").splitlines()
    assert words == ["check", str(folder), "--out", f"{folder}-检查结果", "--fail-on", "never", "--open"]


@posix
def test_what_the_program_could_not_do_is_said(tmp_path: Path, installed: Path):
    ran = start(installed, str(tmp_path), CODE="2")
    assert (ran.returncode, "没有做成" in ran.stderr) == (2, True)


@posix
def test_a_file_or_nothing_is_no_folder(tmp_path: Path, installed: Path):
    for arguments in ((), (str(installed),), (str(tmp_path), str(tmp_path))):
        assert start(installed, *arguments).returncode == 2
    assert not (tmp_path / "words").exists()


@posix
def test_a_starter_without_the_program_says_what_to_do(tmp_path: Path, installed: Path):
    (installed.parent / "venv" / "bin" / "checker").unlink()
    ran = start(installed, str(tmp_path))
    assert (ran.returncode, "install.sh" in ran.stderr) == (2, True)


@posix
def test_installing_with_another_python_is_refused(tmp_path: Path):
    for name in ("install.sh",):
        (tmp_path / name).write_bytes((SCRIPTS / name).read_bytes())
    (tmp_path / "python-version").write_text("2.6\n", encoding="utf-8")
    ran = start(tmp_path / "install.sh")
    assert (ran.returncode, "Python 2.6" in ran.stderr, (tmp_path / "venv").exists()) == (2, True, False)
