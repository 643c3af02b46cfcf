"""The model's files, and what its ``provenance.json`` says they must be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from checker.model import Refusal

MODEL = Path(__file__).resolve().parent / "model"
MODEL_FILES = ("features.msgpack", "weights.npz")


class SegmentationError(Refusal):
    """The word model cannot be used. The message is one Chinese sentence for the user."""


class FileRecord(NamedTuple):
    """A model file as it was when it was made."""

    size: int  # bytes
    sha256: str


def records(folder: Path = MODEL) -> Mapping[str, FileRecord]:
    """File name → what it must be, from the folder's provenance; empty for a model of other making, which has none."""
    try:
        text = (folder / "provenance.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return {name: FileRecord(file["bytes"], file["sha256"]) for name, file in json.loads(text)["files"].items()}


def damaged_files(folder: Path = MODEL) -> tuple[str, ...]:
    """The names of model files that are missing or are not what their checksum says. Reads every byte of them."""
    known = records(folder)
    return tuple(name for name in MODEL_FILES if not _is_sound(folder / name, known.get(name)))


def require_model(folder: Path) -> None:
    """Look at the model's files without reading them.

    Raises:
        SegmentationError: One is missing, or has another size than it was made with.
    """
    known = records(folder)
    for name in MODEL_FILES:
        file = folder / name
        if not file.is_file():
            raise SegmentationError(f"分词模型文件夹{folder}中缺少{name}，请重新安装本程序，或改正设置中的模型文件夹。")
        if name in known and file.stat().st_size != known[name].size:
            raise SegmentationError(f"分词模型文件{file}已损坏（大小不符），请重新安装本程序，或改正设置中的模型文件夹。")


def _is_sound(path: Path, known: FileRecord | None) -> bool:
    if known is None or not path.is_file():
        return path.is_file()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == known.sha256
