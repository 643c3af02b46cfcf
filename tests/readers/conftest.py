from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from word_file import read_bytes, word_file

from checker.model import Source


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Source]:
    """Read bytes as a file of a given name."""

    def read(data: bytes, name: str = "报告.docx", **more: object) -> Source:
        return read_bytes(tmp_path, data, name, **more)  # type: ignore[arg-type]

    return read


@pytest.fixture
def lines(tmp_path: Path) -> Callable[..., list[str]]:
    """The paragraphs of a Word file with the given body."""

    def lines(body: str, **parts: str) -> list[str]:
        return [paragraph.text for paragraph in read_bytes(tmp_path, word_file(body, **parts)).paragraphs]  # type: ignore[arg-type]

    return lines
