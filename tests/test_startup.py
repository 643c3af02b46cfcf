"""The command starts at once: what only some runs need is imported by those runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"spacy", "spacy_pkuseg", "numpy", "jinja2", "pydantic", "docx", "lxml", "rich.progress"}
PROBE = """
import sys
from checker.cli import main
sys.argv = ["checker", *{arguments!r}]
try:
    main()
except SystemExit as exit:
    assert exit.code == 0, exit.code
print(*sorted(set(sys.modules) & {heavy!r}), file=sys.stderr)
"""


def imported(*arguments: str, heavy: set[str] = HEAVY) -> set[str]:
    """Which of the heavy modules a run of the command imports."""
    probe = PROBE.format(arguments=list(arguments), heavy=heavy)
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, encoding="utf-8")
    return set(run.stderr.splitlines()[-1].split())


def test_the_list_of_commands_loads_none_of_the_nouns():
    assert "checker.model" not in imported("--help", heavy={"checker.model"})


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("rules", "--help"), ("show", "--help")], ids=" ".join)
def test_help_imports_nothing_heavy(arguments: tuple[str, ...]):
    assert imported(*arguments) == set()


def test_the_catalogue_is_listed_without_spacy():
    assert imported("rules") & {"spacy", "spacy_pkuseg", "docx"} == set()


@pytest.mark.parametrize("package", ["checker", "rules", "reports"])
def test_importing_a_package_touches_no_file_and_says_nothing(package: str):
    run = subprocess.run([sys.executable, "-c", f"import {package}"], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")


def test_a_run_on_this_machine_imports_no_cluster(tmp_path: Path):
    sample = Path(__file__).parent / "samples" / "duty-clean.txt"
    run = ("check", str(sample), "--out", str(tmp_path / "site"), "--no-state", "--fail-on", "never")

    assert imported(*run, heavy={"spacy", "distributed", "dask"}) == {"spacy"}
