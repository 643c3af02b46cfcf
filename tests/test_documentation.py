"""What README, the generated catalogue and the pins say is what the program does."""

from __future__ import annotations

import re
import runpy
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from checker.cli import app
from checker.request import ExitCode

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_quick_start_holds_exactly_two_sh_blocks():
    start = README[README.index("## Quick start") : README.index("## Commands")]
    assert len(blocks("sh")) == start.count("```sh") == 2


def test_the_second_block_runs_the_tests():
    assert blocks("sh")[1].splitlines()[-1] == "nox"


def test_readme_shows_the_help_that_check_prints():
    run = CliRunner().invoke(app, ["check", "--help"], prog_name="checker", env={"COLUMNS": "80"})
    assert f"$ checker check --help\n{run.stdout}" in blocks("text")


@pytest.mark.parametrize("command", [command.name or command.callback.__name__ for command in app.registered_commands])
def test_readme_names_every_command(command: str):
    assert f"`checker {command}" in README


def test_readme_tells_every_exit_code():
    assert {f"| {code.value} |" for code in ExitCode} <= {line[:5] for line in README.splitlines()}


def test_relative_links_lead_somewhere():
    documents = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "examples/README.md")] + list((ROOT / "docs").glob("*.md"))
    for document in documents:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_test_that_the_guides_name_is_there():
    tests = _found_in((ROOT / "tests").rglob("test_*.py"), r"^def (test_\w+)")
    named = _found_in((ROOT / "docs").glob("*.md"), r"`(test_\w+)`")
    assert len(named) > 20
    assert named - tests == set()


def _found_in(files: Iterable[Path], pattern: str) -> set[str]:
    return {name for file in files for name in re.findall(pattern, file.read_text(encoding="utf-8"), re.MULTILINE)}


def test_the_rule_catalogue_is_what_the_rules_say():
    script = runpy.run_path(str(ROOT / "scripts" / "make_catalogue.py"))
    assert script["main"](["--check"]) == 0, "run nox -s catalogue"


def test_constraints_are_names_and_versions_only():
    lines = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line)] == []


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [entry for group in project["dependency-groups"].values() for entry in group if isinstance(entry, str)]
    names = {re.match(r"[A-Za-z0-9-]+", entry)[0].lower() for entry in (*project["project"]["dependencies"], *groups)}
    pinned = {line.split("==")[0] for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    assert names - pinned == set()
