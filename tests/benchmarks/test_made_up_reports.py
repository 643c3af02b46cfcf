"""The made-up reports of the speed tests are distinct, and the same on every machine."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

GENERATOR = Path(__file__).resolve().parents[2] / "benchmarks" / "reports.py"


def made(folder: Path, *, count: int, seed: int = 1) -> dict[str, str]:
    command = [sys.executable, str(GENERATOR), str(folder), "--count", str(count), "--seed", str(seed)]
    subprocess.run(command, check=True, capture_output=True)
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_no_paragraph_stands_twice(tmp_path: Path) -> None:
    paragraphs = Counter(line for text in made(tmp_path, count=60).values() for line in text.splitlines() if line.endswith("。"))

    assert paragraphs.most_common(1)[0][1] == 1


def test_reports_are_of_the_usual_length(tmp_path: Path) -> None:
    assert all(3000 < len(text) < 3800 for text in made(tmp_path, count=60).values())


def test_a_longer_run_begins_with_the_reports_of_a_shorter_one(tmp_path: Path) -> None:
    few, many = made(tmp_path / "few", count=6), made(tmp_path / "many", count=12)

    assert few.items() <= many.items()


def test_another_seed_makes_other_reports(tmp_path: Path) -> None:
    assert not made(tmp_path / "one", count=6).items() & made(tmp_path / "two", count=6, seed=2).items()
