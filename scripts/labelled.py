"""Labelled reports (NAME.txt with NAME.json beside it, as tests/criticism/README.md describes) for training and evaluation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.model import Document, Role, Section, Source, Span
from checker.readers import ReadLimits, read_source

ROLES = {role.value: role for role in Role} | {"work": Role.DUTY}


@dataclass(frozen=True)
class Labelled:
    """One report with its labels: places in the text, and which measures answer each problem."""

    name: str
    source: Source
    sections: tuple[Section, ...]
    problems: tuple[Span, ...]
    measures: tuple[Span, ...]
    answers: frozenset[tuple[int, int]]  # (problem, measure)

    @property
    def document(self) -> Document:
        """The report with its sections as labelled, so that pairing is judged apart from the outline."""
        return Document(source=self.source, sections=self.sections)


def read_labelled(folder: Path) -> list[Labelled]:
    """Every labelled report of ``folder``, by name. Raises ValueError where a label is not in its text."""
    return [_read(path) for path in sorted(folder.glob("*.json")) if path.with_suffix(".txt").exists()]


def _read(path: Path) -> Labelled:
    labels = json.loads(path.read_text(encoding="utf-8"))
    text_file = path.with_suffix(".txt")
    source = read_source(text_file, text_file.name, ReadLimits())
    problems = tuple(_place(source.text, entry["problem"], path) for entry in labels["criticism"])
    measures = tuple(_place(source.text, quote, path) for quote in labels["measures"])
    answers = frozenset(
        (number, labels["measures"].index(quote)) for number, entry in enumerate(labels["criticism"]) for quote in entry["measures"]
    )
    return Labelled(path.stem, source, tuple(_sections(source, labels, problems, measures)), problems, measures, answers)


def _place(text: str, quote: str, path: Path) -> Span:
    at = text.find(quote)
    if at < 0:
        raise ValueError(f"{path}: not in the text: {quote}")
    return Span(at, at + len(quote))


def _sections(source: Source, labels: dict[str, Any], problems: tuple[Span, ...], measures: tuple[Span, ...]) -> Iterator[Section]:
    """Sections as labelled; one without a heading begins with the paragraph of its first item."""
    starts: list[tuple[Span | None, int, tuple[Role, ...]]] = []
    for label in labels["sections"]:
        roles = tuple(ROLES[name] for name in label["role"].split("+"))
        if label["heading"]:
            heading = Span(source.text.index(label["heading"]), source.text.index(label["heading"]) + len(label["heading"]))
            starts.append((heading, heading.start, roles))
        elif items := problems if Role.PROBLEMS in roles else measures:
            starts.append((None, next(p.span.start for p in source.paragraphs if p.span.overlaps(items[0])), roles))
    starts.sort(key=lambda start: start[1])
    ends = [start for _, start, _ in starts[1:]] + [len(source.text)]
    for (heading, start, roles), end in zip(starts, ends, strict=True):
        yield Section(1, None, "", "", roles, heading, Span(heading.end if heading else start, end), None)
