"""What a problem or a measure is about: topics recognised by their words and by what people do about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from checker.phrases import any_of


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject of official work. ``words`` tell of it anywhere, ``signs`` in a problem only, ``deeds`` in a measure only."""

    name: str
    words: tuple[str, ...]
    signs: tuple[str, ...]
    deeds: tuple[str, ...]
    general: bool  # so common that sharing it alone proves little


@dataclass(frozen=True, slots=True)
class Mention:
    """A topic's word seen in a text: where, and which."""

    topic: str
    word: str
    start: int


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All topics, and one pattern for either side, so that a text is read once."""

    topics: tuple[Topic, ...]
    near: tuple[tuple[str, str], ...]  # pairs of topics that answer one another in part
    problem_side: re.Pattern[str]
    measure_side: re.Pattern[str]
    problem_words: Mapping[str, tuple[str, ...]]  # word → topics
    measure_words: Mapping[str, tuple[str, ...]]

    @classmethod
    def from_tables(cls, table: Mapping[str, Any], fields: Mapping[str, Any]) -> Self:
        """Read ``topics.toml`` and ``field_topics.toml``. Raises KeyError for a missing value."""
        topics = tuple(
            Topic(
                name=row["name"],
                words=tuple(row.get("words", ())),
                signs=tuple(row.get("signs", ())),
                deeds=tuple(row.get("deeds", ())),
                general=bool(row.get("general", False)),
            )
            for row in (*table["topics"], *fields["topics"])
        )
        problem_words = _by_word((topic.name, (*topic.words, *topic.signs)) for topic in topics)
        measure_words = _by_word((topic.name, (*topic.words, *topic.deeds)) for topic in topics)
        near = tuple(sorted((str(one), str(other)) for row in table["near"] for one, other in row["pairs"]))
        return cls(topics, near, re.compile(any_of(problem_words)), re.compile(any_of(measure_words)), problem_words, measure_words)

    def mentions(self, text: str, *, problem: bool) -> list[Mention]:
        """Every topic word of ``text``, left to right, the longest at each place; a word of several topics tells of each."""
        pattern, words = (self.problem_side, self.problem_words) if problem else (self.measure_side, self.measure_words)
        return [Mention(topic, match[0], match.start()) for match in pattern.finditer(text) for topic in words[match[0]]]


def _by_word(rows: Any) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for name, words in rows:
        for word in words:
            if name not in names.setdefault(word, []):
                names[word].append(name)
    return {word: tuple(topics) for word, topics in sorted(names.items())}
