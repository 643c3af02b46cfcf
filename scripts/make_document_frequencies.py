"""Count how many passages of official writing hold a word, for ``checker/segmentation/*_frequencies.tsv``.

    python scripts/make_document_frequencies.py FOLDER "what the texts are" 2026-11-21

FOLDER holds UTF-8 .txt files, one report each. Only counts are kept, no sentence of them.

A passage is a sentence (to 。！？； or the end of a line) of at least eight Chinese characters:
problems and measures, which the weights compare, are one or two sentences long; whole reports
are too few to tell 走访 from 工作, which stand in nearly all of them. A passage that several
reports share counts once. A word is kept when it stands in LEAST reports: what fewer say often is
a name of their own place and must keep the weight of a rare word. Words with a digit or a letter
are left out.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from checker.segmentation import load_segmenter

LEAST = 4
OUT = Path(__file__).resolve().parents[1] / "checker" / "segmentation"
SENTENCE = re.compile(r"[^。！？；\n]+")
CHINESE = re.compile(r"[\u3400-\u9fff]+")


def passages(texts: Mapping[str, str]) -> dict[str, set[str]]:
    """Passage → the reports it stands in."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, text in texts.items():
        for sentence in SENTENCE.findall(text):
            if sum(map(len, CHINESE.findall(sentence))) >= 8:
                found[sentence.strip()].add(name)
    return dict(found)


def bigrams(text: str) -> set[str]:
    """Every two neighbouring Chinese characters."""
    return {run[i : i + 2] for run in CHINESE.findall(text) for i in range(len(run) - 1)}


def characters(text: str) -> set[str]:
    """Every Chinese character."""
    return set("".join(CHINESE.findall(text)))


def count(found: Mapping[str, set[str]], parts: Callable[[str], Iterable[str]]) -> dict[str, int]:
    """Part → in how many passages it stands, of the parts that are kept."""
    total: Counter[str] = Counter()
    reports: defaultdict[str, set[str]] = defaultdict(set)
    for passage, names in found.items():
        for part in {part for part in parts(passage) if CHINESE.fullmatch(part)}:
            total[part] += 1
            reports[part] |= names
    return {part: number for part, number in total.items() if len(reports[part]) >= LEAST}


def write(path: Path, counts: Mapping[str, int], head: Mapping[str, object]) -> None:
    """The table as ``checker.segmentation.frequencies`` reads it: most frequent first."""
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for part in sorted(counts):
        rows[counts[part]].append(part)
    lines = [f"# {name}\t{value}" for name, value in head.items()]
    lines += [f"{number}\t{' '.join(rows[number])}" for number in sorted(rows, reverse=True)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(counts):,} entries, {path.stat().st_size:,} bytes")


def main() -> None:
    """Count words, character pairs and characters."""
    parser = argparse.ArgumentParser(description="Count in how many passages of official writing words stand.")
    parser.add_argument("folder", type=Path, help="UTF-8 .txt files, one report each")
    parser.add_argument("texts", help="what the texts are")
    parser.add_argument("date", help="today, YYYY-MM-DD: the same call writes the same table")
    arguments = parser.parse_args()
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(arguments.folder.rglob("*.txt"))}
    found = passages(texts)
    head = {
        "made": f"scripts/make_document_frequencies.py, {arguments.date}",
        "texts": arguments.texts,
        "reports": len(texts),
        "passages": len(found),
        "least": LEAST,
    }
    write(OUT / "word_frequencies.tsv", count(found, load_segmenter()), head)
    write(OUT / "bigram_frequencies.tsv", count(found, bigrams), head)
    write(OUT / "character_frequencies.tsv", count(found, characters), head)


if __name__ == "__main__":
    main()
