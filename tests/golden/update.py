"""Rewrites the golden pages: ``python tests/golden/update.py``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "reports")]

from golden_pages import FOLDER, golden_pages  # noqa: E402 - the paths above come first

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, html in golden_pages().items():
        (FOLDER / name).write_text(html, encoding="utf-8", newline="\n")
        print(name)  # noqa: T201 - a script that tells what it wrote
