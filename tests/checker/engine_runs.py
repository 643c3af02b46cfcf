"""Runs of the command whose results must not depend on how they were done."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from checker.cli import app

ROOT = Path(__file__).resolve().parents[2]


def checked(reports: Path | list[Path], tmp_path: Path, name: str, *options: str) -> Any:
    """What a run over a folder or some files found, without what belongs to the run."""
    target = tmp_path / f"{name}.json"
    command = [
        "check",
        *map(str, [reports] if isinstance(reports, Path) else reports),
        "--out",
        str(tmp_path / name),
        "--json",
        str(target),
        "--no-state",
        "--fail-on",
        "never",
        *options,
    ]
    run = CliRunner().invoke(app, command)
    assert run.exit_code == 0, run.output
    return same_part(json.loads(target.read_text(encoding="utf-8")))


def same_part(result: Any) -> Any:
    """What must not depend on how a run was done."""
    documents = [{k: v for k, v in d.items() if k != "from_cache"} for d in result["documents"]]
    states = [{**d, "findings": [{k: v for k, v in f.items() if k != "state"} for f in d["findings"]]} for d in documents]
    folder = [{k: v for k, v in f.items() if k != "state"} for f in result["folder_findings"]]
    return {"documents": states, "folder": folder, "skipped": result["skipped"], "summary": result["summary"]}


def make_reports(folder: Path) -> Path:
    """More reports than are checked without workers, two of them alike."""
    generator = [sys.executable, str(ROOT / "benchmarks" / "reports.py"), str(folder), "--count", "14"]
    subprocess.run(generator, check=True, capture_output=True)
    first = min(folder.iterdir())
    _, unit, person, _ = first.name.split("-")
    copied = first.read_text(encoding="utf-8").replace(unit, "柳湾镇").replace(person, "田春禾")
    (folder / "柳湾镇.txt").write_text(copied, encoding="utf-8")
    return folder
