"""How far the shipped word model agrees with another one, and what each costs.

    python scripts/make_segmentation_model.py pkuseg-0.0.25.tar.gz --full --out full-model
    python benchmarks/segmentation_agreement.py full-model FOLDER-OF-TEXTS

Word F1: a word counts as the same when both its ends are. Both models cut whole paragraphs, as
the full one does by itself; ``as used`` is the checker's way, which cuts sentence by sentence.
``--record`` writes the figures into the shipped model's provenance.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from checker.segmentation import load_segmenter
from checker.segmentation.shipped import MODEL

Cut = Callable[[str], list[str]]
COST = """
import sys, time
from pathlib import Path
import spacy_pkuseg
def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024
before, began = resident(), time.perf_counter()
model = spacy_pkuseg.pkuseg(sys.argv[1], user_dict=None)
print(f"loads in {time.perf_counter() - began:.2f} s, {resident() - before} MB resident")
"""


def paragraphs(folder: Path) -> list[str]:
    """Every non-blank line of the UTF-8 text files below ``folder``."""
    lines = (line.strip() for path in sorted(folder.rglob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def ends(words: Iterable[str]) -> set[tuple[int, int]]:
    """Each word's place, blanks not counted."""
    places, position = set(), 0
    for word in words:
        places.add((position, position + len(word)))
        position += len(word)
    return places


def word_f1(found: list[list[str]], wanted: list[list[str]]) -> float:
    """2 * same / (found + wanted), over all paragraphs."""
    same = sum(len(ends(a) & ends(b)) for a, b in zip(found, wanted, strict=True))
    return 2 * same / sum(map(len, [*found, *wanted]))


def timed(name: str, cut: Cut, texts: list[str]) -> list[list[str]]:
    """Cut all texts and say how fast."""
    began = time.perf_counter()
    words = [cut(text) for text in texts]
    print(f"{name}: {sum(map(len, texts)) / (time.perf_counter() - began):,.0f} characters a second")
    return words


def raw(folder: Path) -> Cut:
    """The model by itself, without the checker's sentences and memory."""
    from spacy_pkuseg import pkuseg  # noqa: PLC0415  (late, as in the checker)

    model = pkuseg(str(folder.resolve()), user_dict=None)
    return lambda text: list(model.cut(text))


def main() -> None:
    """Measure and print, and with ``--record`` write down."""
    parser = argparse.ArgumentParser(description="Word F1 of the shipped model against another one.")
    parser.add_argument("model", type=Path, help="the model to agree with, in spacy-pkuseg's format")
    parser.add_argument("folder", type=Path, help="UTF-8 .txt files")
    parser.add_argument("--record", metavar="NAME", help="what the texts are, for the provenance")
    arguments = parser.parse_args()
    texts = paragraphs(arguments.folder)
    if sys.platform == "linux":
        for folder in (arguments.model.resolve(), MODEL):
            print(f"{folder.name}: ", subprocess.check_output([sys.executable, "-c", COST, str(folder)], text=True).strip())
    wanted = timed("other model", raw(arguments.model), texts)
    plain = timed("shipped model", raw(MODEL), texts)
    used = timed("as used", load_segmenter(), texts)
    record = {
        "texts": arguments.record,
        "characters": sum(map(len, texts)),
        "word_f1": round(word_f1(plain, wanted), 5),
        "word_f1_as_used": round(word_f1(used, wanted), 5),
    }
    print(record)
    if arguments.record:
        path = MODEL / "provenance.json"
        provenance = {**json.loads(path.read_text(encoding="utf-8")), "agreement_with_full_model": record}
        path.write_text(json.dumps(provenance, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
