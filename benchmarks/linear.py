"""Time of reading, and of annotating, a report of n and of 2n characters, up to the limit: linear work takes about twice as long.

python benchmarks/linear.py [--characters 60000] [SHAPE …]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import fuzz

from checker.model import Source
from checker.readers import ReadLimits, read_source
from checker.readers.grid import Line
from checker.readers.layout import Page, rebuilt
from checker.readers.text import read_text

# Texts, read and annotated.
SHAPES = {
    "reports": fuzz.report(),
    "figures on one line": "受理信访60件，其中来信45件、来访15件，增长5%，",
    "digits": "9",
    "short lines": "一是学习不够。\n",
    "numerals": "一二三四五六七八九十百千万",
    "brackets": "（",
}
# Bodies of Word files and web pages of two characters each, read only.
WORD = {
    "word: runs": "<w:r><w:t>甲乙</w:t></w:r>",
    "word: paragraphs": "</w:p><w:p><w:r><w:t>甲</w:t></w:r>",
    "word: deleted marks": '</w:p><w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>甲乙</w:t></w:r>',
    "word: soft breaks": "<w:r><w:t>甲</w:t><w:br/></w:r>",
    "word: text boxes": "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    "word: fields": '<w:r><w:fldChar w:fldCharType="begin"/><w:t>甲</w:t></w:r><w:r><w:t>甲乙</w:t></w:r>',
}
PAGES = {
    "page: paragraphs": "<p>甲",
    "page: elements": "<b>甲</b>乙",
    "page: line ends": "甲<br>",
    "page: cells": "<table><tr><td>甲<td>乙</table>",
}
LINES = "lines of pages"
LIMITS = ReadLimits(ratio=10_000, characters=10**6)  # equal elements pack well, and numbers and line ends count as well


def annotating(text: str) -> Callable[[], object]:
    """Reading and annotating a text."""
    return lambda: fuzz.annotator().annotate(_read_text(text))


def _read_text(text: str) -> Source:
    return read_text(text.encode(), "报告.txt", "", ReadLimits())


def reading(data: bytes, name: str, folder: Path) -> Callable[[], object]:
    """Reading a file."""
    path = folder / name
    path.write_bytes(data)
    return lambda: read_source(path, name, LIMITS)


def made(shape: str, characters: int, folder: Path) -> Callable[[], object]:
    """What to do with a report of that many characters, made of one shape again and again."""
    if shape in WORD:
        paragraph, word_file = fuzz.of_tests("word_file", "paragraph", "word_file")
        return reading(word_file(paragraph(WORD[shape] * (characters // 2))), "报告.docx", folder)
    if shape in PAGES:
        return reading(f"<html><meta charset=utf-8><body>{PAGES[shape] * (characters // 2)}".encode(), "报告.html", folder)
    if shape == LINES:
        lines = [Line(1 + n // 40, 90, 500, 100 + n % 40 * 18, 112 + n % 40 * 18, 12, False, "走访农户") for n in range(characters // 4)]
        return lambda: rebuilt(lines, [Page(595, 842)] * (characters // 160 + 1), "报告.pdf", "pdf", "", ())
    text = SHAPES[shape]
    return annotating((text * (characters // len(text) + 1))[:characters])


def seconds(shape: str, characters: int, folder: Path) -> float:
    """Processor time."""
    work = made(shape, characters, folder)
    since = time.process_time()
    work()
    return time.process_time() - since


def main() -> None:
    """Print, for each shape, the seconds and how they grow as the text doubles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=60_000, help="the longest text")
    shapes = (*SHAPES, *WORD, *PAGES, LINES)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help=f"of {', '.join(shapes)}; default: all")
    args = parser.parse_args()
    sizes = [args.characters // 8, args.characters // 4, args.characters // 2, args.characters]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for shape in ("reports", "word: runs", "page: elements"):
            seconds(shape, 2_000, folder)  # what is made once a process
        for shape in args.shapes or shapes:
            times = [seconds(shape, size, folder) for size in sizes]
            ratios = [after / before for before, after in pairwise(times)]
            print(f"{shape:20} {'  '.join(f'{t:7.2f} s' for t in times)}   x{'  x'.join(f'{r:.1f}' for r in ratios)}", flush=True)


if __name__ == "__main__":
    main()
