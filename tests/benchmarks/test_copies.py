"""The benchmark of planted copies still runs against the store and the rule as they are, and finds what it planted."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "copies.py"


def test_planted_copies_of_a_small_folder_are_all_found_and_nothing_else() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "--count", "50"], capture_output=True, text=True, check=True, timeout=120)
    assert "precision 1.000, recall 1.000" in done.stdout
