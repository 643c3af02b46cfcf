"""The speed benchmark runs from a checkout and prints what it promises."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SPEED = Path(__file__).resolve().parents[2] / "benchmarks" / "speed.py"


def run(*arguments: str) -> str:
    command = [sys.executable, str(SPEED), *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}).stdout


def rows(printed: str) -> dict[str, list[str]]:
    """The lines of all tables by their first cell; the last of equal ones."""
    cells = [[cell.strip() for cell in line.strip("| ").split("|")] for line in printed.splitlines() if line.startswith("|")]
    return {first: rest for first, *rest in cells}


@pytest.mark.skipif(sys.platform == "win32", reason="CPU time of children is POSIX's")
def test_throughput_stages_and_memory_are_measured(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = "".join(f"全镇新修村道{n}公里，惠及群众{n * 3}户，投入资金{n}万元。\n" for n in range(1, 60))
    (corpus / "a.txt").write_text(text, encoding="utf-8")

    printed = rows(run("--corpus", str(corpus), "--characters", "500", "--count", "2", "--jobs", "1", "--stages", "2", "--repeats", "0"))

    *_, megabytes = printed["2"]
    assert sys.platform != "linux" or int(megabytes) > 20
    stages = {name: float(cells[0]) for name, cells in printed.items() if len(cells) == 3 and cells[-1].endswith("%")}
    assert {"read", "outline", "words", "pairing", "figures", "rules", "pages", "publish"} <= stages.keys()
    assert stages["figures"] > 0
    assert stages["together"] == pytest.approx(sum(value for name, value in stages.items() if name != "together"), abs=0.2)
