"""Time of reading and annotating a report of n and of 2n characters, up to the limit: linear work takes about twice as long.

python benchmarks/linear.py [--characters 60000]
"""

from __future__ import annotations

import argparse
import time
from itertools import pairwise

import fuzz

from checker.model import Source
from checker.readers import ReadLimits
from checker.readers.text import read_text

SHAPES = {
    "reports": fuzz.report(),
    "figures on one line": "受理信访60件，其中来信45件、来访15件，增长5%，",
    "digits": "9",
    "short lines": "一是学习不够。\n",
    "numerals": "一二三四五六七八九十百千万",
    "brackets": "（",
}


def text_of(shape: str, characters: int) -> Source:
    """A report of that many characters, made of one shape again and again."""
    text = (shape * (characters // len(shape) + 1))[:characters]
    return read_text(text.encode(), "报告.txt", "", ReadLimits())


def seconds(shape: str, characters: int) -> float:
    """Processor time of reading and annotating."""
    since = time.process_time()
    fuzz.annotator().annotate(text_of(shape, characters))
    return time.process_time() - since


def main() -> None:
    """Print, for each shape, the seconds and how they grow as the text doubles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=60_000, help="the longest text")
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help=f"of {', '.join(SHAPES)}; default: all")
    args = parser.parse_args()
    seconds(fuzz.report(), 2_000)  # what is made once a process
    sizes = [args.characters // 8, args.characters // 4, args.characters // 2, args.characters]
    for name in args.shapes or SHAPES:
        times = [seconds(SHAPES[name], size) for size in sizes]
        ratios = [after / before for before, after in pairwise(times)]
        print(f"{name:20} {'  '.join(f'{t:7.2f} s' for t in times)}   x{'  x'.join(f'{r:.1f}' for r in ratios)}", flush=True)


if __name__ == "__main__":
    main()
