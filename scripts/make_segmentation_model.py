"""Make the compact word segmentation model that ships in ``checker/segmentation/model``.

    python scripts/make_segmentation_model.py pkuseg-0.0.25.tar.gz

The model that pkuseg 0.0.25 carries inside its source archive has 2.6 million features and needs
800 MB; most of them hardly ever decide anything. This script unpacks the archive (nothing of it
is compiled or run), keeps the features that matter most and writes them in the format that
spacy-pkuseg reads. ``--full`` keeps every feature instead: the model against which
``benchmarks/segmentation_agreement.py`` measures the compact one.

What is dropped:

- the set of word pairs, which only training reads;
- features of little weight. Adding one number to all five tag weights of a feature changes no
  path, so its weight is half the distance between its largest and its smallest. Features are
  numbered by falling frequency in training, and a rare one decides less often than a frequent
  one: the weight counts times ``rank ** -RANK_DISCOUNT``. On official text 277,000 features
  chosen so agree with the full model as 330,000 chosen by largest weight alone;
- words of the word list that no kept feature names: the segmenter then takes them for unknown
  words, which changes no score.

Weights are rounded to 1/64, which costs nothing measurable and halves the file.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import pickle
import tarfile
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import numpy as np
import srsly

ARCHIVE_SHA256 = "dd012bf93689721c9574bc2b2ba98fb4ac22790cec0af354a78e217828b81e91"
INSIDE = "pkuseg-0.0.25/pkuseg/models/default"
FEATURES = 560_000
RANK_DISCOUNT = 0.3
STEP = 1 / 64
SHIPPED = Path(__file__).resolve().parents[1] / "checker" / "segmentation" / "model"


class Model(NamedTuple):
    """A conditional random field as pkuseg stores it: row i of ``weights`` belongs to ``features[i]``."""

    features: list[str]
    weights: Any  # features x tags
    transitions: Any  # tags x tags, flat
    words: set[str]
    tags: dict[str, int]


class PlainUnpickler(pickle.Unpickler):
    """Reads lists, dicts, strings and numbers, and refuses whatever would name code."""

    def find_class(self, module: str, name: str) -> NoReturn:
        """Called for every class or function that a pickle names."""
        raise pickle.UnpicklingError(f"unexpected {module}.{name}")


def read_archive(path: Path) -> Model:
    """The model inside the source archive. Raises SystemExit where it is not the archive we know."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != ARCHIVE_SHA256:
        raise SystemExit(f"{path} is not the source archive of pkuseg 0.0.25: its SHA-256 differs")
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        stored = PlainUnpickler(_member(archive, "features.pkl")).load()
        weights = np.load(_member(archive, "weights.npz"))["w"]
    numbers, tags = stored["feature_to_idx"], stored["tag_to_idx"]
    split = len(numbers) * len(tags)
    return Model(
        features=sorted(numbers, key=numbers.__getitem__),
        weights=weights[:split].reshape(len(numbers), len(tags)),
        transitions=weights[split:],
        words=set(stored["unigram"]),
        tags=tags,
    )


def _member(archive: tarfile.TarFile, name: str) -> io.BytesIO:
    file = archive.extractfile(f"{INSIDE}/{name}")
    if file is None:
        raise SystemExit(f"{name} is not in the archive")
    return io.BytesIO(file.read())


def compact(model: Model, count: int) -> Model:
    """The model with the ``count`` features that decide most, in alphabetical order, weights rounded."""
    spread = (model.weights.max(axis=1) - model.weights.min(axis=1)) / 2
    importance = spread * np.arange(1, len(spread) + 1) ** -RANK_DISCOUNT
    best = np.argsort(-importance, kind="stable")[:count]
    # pkuseg adds feature 0, the bias "$$", to every character unseen.
    kept = sorted({0, *best.tolist()}, key=lambda number: (number != 0, model.features[number]))
    features = [model.features[number] for number in kept]
    return Model(features, _rounded(model.weights[kept]), _rounded(model.transitions), _words_in(features), model.tags)


def _rounded(weights: Any) -> Any:
    return np.round(weights / STEP) * STEP


def _words_in(features: list[str]) -> set[str]:
    """The words that features name: ``w1.``, ``w-1.`` one each, ``ww.l.`` and ``ww.r.`` two with ``*`` between."""
    words: set[str] = set()
    for feature in features:
        shape, _, rest = feature.partition(".")
        if shape == "ww":
            words.update(rest[2:].split("*"))
        elif shape in {"w1", "w-1"}:
            words.add(rest)
    return words


def write(model: Model, folder: Path) -> None:
    """The two files spacy-pkuseg reads, the same bytes on every run, and the record of where they come from."""
    folder.mkdir(parents=True, exist_ok=True)
    features, weights = folder / "features.msgpack", folder / "weights.npz"
    numbers = {name: number for number, name in enumerate(model.features)}
    srsly.write_msgpack(features, {"unigram": sorted(model.words), "bigram": [], "feature_to_idx": numbers, "tag_to_idx": model.tags})
    flat = np.concatenate([model.weights.reshape(-1), model.transitions])
    np.savez_compressed(weights, sizes=np.array(model.weights.shape[::-1]), w=flat)
    record = {
        "source": "pkuseg 0.0.25, source archive, pkuseg/models/default (mixed domains)",
        "archive_sha256": ARCHIVE_SHA256,
        "licence": "MIT, by the README in the archive and the licence file of pkuseg's repository; "
        "the archive's package metadata says Other/Proprietary. Text in LICENSE-pkuseg.",
        "made_by": "scripts/make_segmentation_model.py",
        "features": len(model.features),
        "rank_discount": RANK_DISCOUNT,
        "weight_step": STEP,
        "files": {file.name: {"bytes": file.stat().st_size, "sha256": _sha256(file)} for file in (features, weights)},
    }
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    (folder / "provenance.json").write_text(text, encoding="utf-8", newline="\n")
    print(text)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Make the shipped model, or another one elsewhere."""
    parser = argparse.ArgumentParser(description="Make the compact word segmentation model.")
    parser.add_argument("archive", type=Path, help="the source archive pkuseg-0.0.25.tar.gz")
    parser.add_argument("--out", type=Path, default=SHIPPED, metavar="DIR", help="where the model goes (default: the package)")
    parser.add_argument("--features", type=int, default=FEATURES, help="how many features to keep (default: %(default)s)")
    parser.add_argument("--full", action="store_true", help="keep every feature and every weight as it is")
    arguments = parser.parse_args()
    model = read_archive(arguments.archive)
    write(model if arguments.full else compact(model, arguments.features), arguments.out)


if __name__ == "__main__":
    main()
