"""The reports a newcomer runs first: what was planted is found, the clean ones stay clear, the Word files are what their texts say."""

from __future__ import annotations

import json
import runpy
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from checker.cli import app

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
PLANTED = tomllib.loads((ROOT / "tests" / "examples.toml").read_text(encoding="utf-8"))
REPORTS = sorted(path.relative_to(EXAMPLES).as_posix() for form in ("*.docx", "*.txt") for path in EXAMPLES.rglob(form))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The result of the first command of README's quick start."""
    folder = tmp_path_factory.mktemp("away")
    shutil.copytree(EXAMPLES, folder / "examples")
    arguments = ["check", str(folder / "examples"), "--out", str(folder / "site"), "--no-state", "--json", "-", "--fail-on", "never"]
    run = CliRunner().invoke(app, arguments)
    assert run.exit_code == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture
def found(run: dict[str, Any], path: str) -> list[dict[str, Any]]:
    """The findings on one report."""
    (document,) = [document for document in run["documents"] if document["path"] == path]
    return document["findings"]


def test_every_kind_of_report_is_there(run: dict[str, Any]):
    assert {document["kind"] for document in run["documents"]} >= {
        "duty",
        "duty-integrity",
        "accountability-integrity",
        "party-building",
        "leadership-team",
        "seconded",
    }


@pytest.mark.parametrize("path", REPORTS)
def test_what_was_planted_is_found_and_nothing_else(path: str, found: list[dict[str, Any]]):
    planted = PLANTED.get(path, {})

    for rule, passage in planted.items():
        places = [quote for f in found if f["rule"] == rule for quote in (f["quote"], *(r["quote"] for r in f["related"]))]
        assert any(passage in quote or quote in passage for quote in places), f"{rule}: {places}"
    others = {f"{f['rule']}：{f['message']}（{f['quote']}）" for f in found if f["severity"] != "notice" and f["rule"] not in planted}
    assert others == set()


def test_the_report_that_nobody_handed_in_is_missed(run: dict[str, Any]):
    (missing,) = [finding for finding in run["folder_findings"] if finding["rule"] == "missing-report"]
    assert "端木青" in missing["message"]


def test_the_table_names_reports_that_are_there():
    assert set(PLANTED) <= set(REPORTS)


def test_the_word_files_are_what_their_texts_say(tmp_path: Path):
    script = runpy.run_path(str(ROOT / "scripts" / "make_examples.py"))
    script["main"](tmp_path)

    made = {path.relative_to(tmp_path): word_parts(path) for path in tmp_path.rglob("*.docx")}
    kept = {path.relative_to(EXAMPLES): word_parts(path) for path in EXAMPLES.rglob("*.docx")}

    assert made == kept


def word_parts(path: Path) -> dict[str, bytes]:
    """The parts of a Word file, whatever compressed them."""
    import zipfile

    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
