"""Short reports with their sections given, so that extraction and pairing are tested apart from the outline."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.criticism import Criticism, CriticismLexicon, find_criticism
from checker.model import Document, Role, Section, Span
from checker.readers.limits import ReadLimits
from checker.readers.text import read_text
from checker.segmentation import load_segmenter
from rules.lexicon import tables

Read = Callable[..., tuple[Document, Criticism]]


@pytest.fixture(scope="session")
def lexicon() -> CriticismLexicon:
    return CriticismLexicon.from_tables(tables())


@pytest.fixture(scope="session")
def read(lexicon: CriticismLexicon) -> Read:
    """A text, all of it one section of problems and measures unless parts with their roles are given."""
    segment = load_segmenter()

    def run(*parts: str, roles: tuple[tuple[Role, ...], ...] = ((Role.PROBLEMS, Role.MEASURES),)) -> tuple[Document, Criticism]:
        text = "\n".join(parts)
        source = read_text(text.encode(), "报告.txt", "", ReadLimits())
        starts = [sum(len(part) + 1 for part in parts[:index]) for index in range(len(parts))]
        ends = [*starts[1:], len(text)]
        sections = tuple(
            Section(1, None, "", "", role, None, Span(start, end), None) for role, start, end in zip(roles, starts, ends, strict=True)
        )
        document = Document(source=source, sections=sections)
        return document, find_criticism(document, lexicon, segment)

    return run


@pytest.fixture(scope="session")
def items(read: Read) -> Callable[..., tuple[list[str], list[str]]]:
    """The words of all problems and of all measures."""

    def run(*parts: str, roles: tuple[tuple[Role, ...], ...] = ((Role.PROBLEMS, Role.MEASURES),)) -> tuple[list[str], list[str]]:
        document, found = read(*parts, roles=roles)
        return [document.read(p.span) for p in found.problems], [document.read(m.span) for m in found.measures]

    return run


@pytest.fixture(scope="session")
def answered(read: Read) -> Callable[[list[str], list[str]], dict[int, list[int]]]:
    """For problems and measures given one by one: which measures (from 1) answer each problem (from 1)."""

    def run(problems: list[str], measures: list[str]) -> dict[int, list[int]]:
        numbers = "一二三四五六七八"
        asked = "主要问题有：" + "".join(f"{numbers[i]}是{text}。" for i, text in enumerate(problems))
        offered = "".join(f"{numbers[i]}是{text}。" for i, text in enumerate(measures))
        _, found = read(asked, offered, roles=((Role.PROBLEMS,), (Role.MEASURES,)))
        assert (len(found.problems), len(found.measures)) == (len(problems), len(measures))
        return {p + 1: [a.measure + 1 for a in found.answers if a.problem == p] for p in range(len(problems))}

    return run
