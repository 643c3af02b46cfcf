"""How many planted copies the folder family finds, and what comparing a folder costs.

    python benchmarks/copies.py --count 500 --count 1000 --seed 1

Makes distinct reports (benchmarks/reports.py), plants copies that share a known part (30 to 95 %)
with another report, three-way copies, and a template that everyone was given, then compares the
folder with ``near-duplicate`` as a run does: traits and texts from a store on disk. Printed for
each size: seconds, peak memory of this process, and precision and recall of the planted pairs.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
import zlib
from collections.abc import Iterator
from importlib import resources
from itertools import combinations
from pathlib import Path

from checker.folder import check_folder
from checker.likeness import fingerprints, plain
from checker.model import FolderContext, FolderFinding, Traits
from checker.settings import load_settings
from checker.store import Compared, Store
from checker.traits import StoredTraits, to_parts
from reports import Writer
from rules import near_duplicate

TEMPLATE = (
    "按照县委统一安排，请结合本人实际，实事求是地报告履行职责、廉洁自律和查摆问题的情况，力戒空话套话，由本人撰写，不得请人代笔，"
    "不得相互抄袭，字数一般不超过三千字，于规定时间内经所在单位党组织审核后报送，并同时报送电子文本，逾期不报的予以通报。"
)
SHARES = (0.3, 0.4, 0.5, 0.6, 0.75, 0.95)  # of the copy, taken from the other's report
ONE_IN = 25  # so many reports for each planted copy


def planted(count: int, seed: int) -> tuple[dict[str, str], set[frozenset[str]]]:
    """A folder of ``count`` texts by name, and the pairs that share planted text."""
    chance, writer = random.Random(seed), Writer(seed)
    bodies = {f"r{number:05d}.txt": writer.report(number)[1].split("\n") for number in range(count)}
    names = list(bodies)
    chance.shuffle(names)
    pairs: set[frozenset[str]] = set()
    for number in range(count // ONE_IN):
        group = [names.pop() for _ in range(3 if number % 5 == 0 else 2)]
        for copy in group[1:]:
            bodies[copy] = _copied(bodies[group[0]], bodies[copy], SHARES[number % len(SHARES)])
        pairs |= {frozenset(pair) for pair in combinations(group, 2)}
    return {name: "\n".join([lines[0], TEMPLATE, *lines[1:]]) for name, lines in bodies.items()}, pairs


def _copied(original: list[str], own: list[str], share: float) -> list[str]:
    """The title of ``own``, then ``share`` of the characters from the long paragraphs of ``original``, the rest its own."""
    taken: list[str] = []
    wanted = share * sum(map(len, own))
    for line in sorted((line for line in original[1:] if len(line) > 60), key=len, reverse=True):
        if sum(map(len, taken)) >= wanted:
            break
        taken.append(line)
    kept: list[str] = []
    for line in own[1:]:
        if sum(map(len, kept)) >= (1 - share) * sum(map(len, own)):
            break
        kept.append(line)
    return [own[0], *kept, *taken]


def traits(name: str, text: str) -> Traits:
    """Traits for ``near-duplicate`` alone: annotation is timed elsewhere."""
    return Traits(
        path=name, digest=name, kind="duty", year=2024, unit=name, person=None, office="书记", title=None, names=(), own_places=(),
        former_places=(), fingerprints=fingerprints(plain(text).text), criticism=(), problems=(), figures=(),
    )  # fmt: skip


def found(texts: dict[str, str], folder: Path) -> Iterator[FolderFinding]:
    """The findings of ``near-duplicate``, its traits and texts read from a store."""
    profile = load_settings((near_duplicate.RULE,), resources.files("rules") / "profiles").profile("other")
    with Store(folder / "copies.sqlite3") as store:
        for name, text in texts.items():
            store.save_traits(name, Compared("", *to_parts(traits(name, text)), zlib.compress(text.encode())))
        began = time.perf_counter()
        context = FolderContext(lambda path: zlib.decompress(store.text(path)).decode(), templates=(TEMPLATE,))
        kept = [StoredTraits(rest, store) for rest in store.all_rest()]
        findings, failures = check_folder(kept, (near_duplicate.RULE,), context, profile)
        print(f"  compared in {time.perf_counter() - began:.1f} s, {len(failures)} failures", flush=True)
    yield from findings


def told_pairs(findings: Iterator[FolderFinding]) -> set[frozenset[str]]:
    """The pairs of reports that findings tell of: those with shared runs."""
    return {frozenset((one.path, other.path)) for finding in findings for pair in finding.pairs for one, other in pair.runs[:1]}


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, action="append", help="reports in the folder; repeatable (default: 500, 1000, 2000, 5000)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for count in arguments.count or (500, 1000, 2000, 5000):
        texts, wanted = planted(count, arguments.seed)
        with tempfile.TemporaryDirectory() as folder:
            told = told_pairs(found(texts, Path(folder)))
        right = len(told & wanted)
        precision, recall = right / max(len(told), 1), right / max(len(wanted), 1)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:6} reports: precision {precision:.3f}, recall {recall:.3f} of {len(wanted)} pairs, peak {peak:,.0f} MB", flush=True)


if __name__ == "__main__":
    main()
