"""What a problem or a measure is about: topics recognised by their words and by what people do about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from checker.phrases import Phrases

GAP = "…"  # in a topic's word: a few characters of the same clause may stand here
_REACH = 8  # so many at most
_CLAUSE_END = re.compile(r"[，,。；;：:！!？?]")


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject of official work. ``words`` tell of it anywhere, ``signs`` in a problem only, ``deeds`` in a measure only.

    A word may leave a gap: 走访…不 is told by 走访群众还不够 as well as by 走访不多, within one clause.
    """

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
class Side:
    """The words of one side, problems or measures, with their topics; words with a gap apart, by what stands before it."""

    whole: Phrases
    words: Mapping[str, tuple[str, ...]]  # word → topics
    heads: Phrases
    tails: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]  # head → what may follow the gap, with its topics

    @classmethod
    def of(cls, rows: Iterable[tuple[str, Iterable[str]]]) -> Self:
        """From topics and their words."""
        words = _by_word(rows)
        tails: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for word, topics in words.items():
            head, gap, tail = word.partition(GAP)
            if gap:
                tails.setdefault(head, []).append((tail, topics))
        whole = {word: topics for word, topics in words.items() if GAP not in word}
        return cls(Phrases.of(whole), whole, Phrases.of(tails), {head: tuple(found) for head, found in tails.items()})

    def mentions(self, text: str) -> Iterator[Mention]:
        """The longest whole word at each place, left to right, and every word with a gap."""
        for start, word in self.whole.stand_in(text):
            for topic in self.words[word]:
                yield Mention(topic, word, start)
        for start, head in self.heads.stand_in(text):
            begin = start + len(head)
            end = _CLAUSE_END.search(text, begin)
            clause = text[begin : end.start() if end else None]
            for tail, topics in self.tails[head]:
                if (at := clause.find(tail, 0, _REACH + len(tail))) >= 0:
                    for topic in topics:
                        yield Mention(topic, head + clause[: at + len(tail)], start)


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All topics, and the words of either side made ready, so that a text is read once."""

    topics: tuple[Topic, ...]
    near: tuple[tuple[str, str], ...]  # pairs of topics that answer one another in part
    problems: Side
    measures: Side

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
        near = tuple(sorted((str(one), str(other)) for row in table["near"] for one, other in row["pairs"]))
        return cls(
            topics,
            near,
            Side.of((topic.name, (*topic.words, *topic.signs)) for topic in topics),
            Side.of((topic.name, (*topic.words, *topic.deeds)) for topic in topics),
        )

    def mentions(self, text: str, *, problem: bool) -> list[Mention]:
        """Every topic word of ``text``; a word of several topics tells of each."""
        return list((self.problems if problem else self.measures).mentions(text))


def _by_word(rows: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for name, words in rows:
        for word in words:
            if name not in names.setdefault(word, []):
                names[word].append(name)
    return {word: tuple(topics) for word, topics in sorted(names.items())}
