"""The words criticism is recognised by, compiled once from ``rules/lexicon``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from checker.criticism.topics import Taxonomy
from checker.criticism.weights import Weights

_SUBJECT = r"(?:我们|我|本人|班子|自己)?"


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled patterns; each is read over one sentence or clause with half-width digits."""

    measure_opening: re.Pattern[str]  # matches at a sentence's start
    cause_opening: re.Pattern[str]
    cause_word: re.Pattern[str]
    heading: re.Pattern[str]  # a whole line that is a heading, with its kind as the group's name
    label: re.Pattern[str]  # 整改措施： with the kind of label as the group's name
    deficiency: re.Pattern[str]
    problem_clause: re.Pattern[str]
    continuation: re.Pattern[str]
    further: re.Pattern[str]
    lead_in: re.Pattern[str]
    announcement: re.Pattern[str]  # over a clause: 还有不少缺点和短处
    answer_opening: re.Pattern[str]  # 针对, 聚焦: a sentence that begins so states no problem
    cause_tail: re.Pattern[str]  # from here on an item tells why: ，原因是…
    flourish: re.Pattern[str]
    settled: re.Pattern[str]
    residue: re.Pattern[str]  # over a whole paragraph
    slogan: re.Pattern[str]
    hollow: re.Pattern[str]  # a whole clause of a measure that says nothing of what will be done

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        """Compile the tables of ``criticism.toml``. Raises KeyError for a missing one."""
        modes = ("measure", "cause", "problem", "detail")
        labels = "|".join(f"(?P<{mode}>{_alternatives(_words(table[f'{mode}_labels']))})[一二三四五六七八九十\\d]{{0,2}}" for mode in modes)
        years = r"20\d\d年(?=[，,]?[^，。；]{0,12}(?:将|要))"
        return cls(
            measure_opening=re.compile(f"{_SUBJECT}(?:{_alternatives(_words(table['measure_openings']))}|{years})"),
            cause_opening=re.compile(rf"(?:[^，。；]{{0,4}}[，,])?{_SUBJECT}(?:{_alternatives(_words(table['cause_openings']))})"),
            cause_word=re.compile(_alternatives(_words(table["cause_words"]))),
            heading=re.compile("|".join(f"(?P<{mode}>{_union(table[f'{mode}_headings'])})" for mode in ("problem", "cause", "measure"))),
            label=re.compile(rf"(?:{labels})[：:]"),
            deficiency=re.compile(_alternatives(_words(table["deficiency"]))),
            problem_clause=re.compile(_union(table["problem_clauses"])),
            continuation=re.compile(_alternatives(_words(table["continuations"]))),
            further=re.compile(f"(?:{_alternatives(_words(table['further']))})[，,]?"),
            lead_in=re.compile(_union([*table["lead_ins"], *table["announcements"]])),
            announcement=re.compile(_union(table["announcements"])),
            answer_opening=re.compile(_alternatives(_words(table["answer_openings"]))),
            cause_tail=re.compile(_union(table["cause_tails"])),
            flourish=re.compile(_union(table["flourishes"])),
            settled=re.compile(_union(table["settled"])),
            residue=re.compile(_union(table["residue"])),
            slogan=re.compile(_alternatives(_words(table["slogans"]))),
            hollow=re.compile(_union(table["hollow"])),
        )


@dataclass(frozen=True, slots=True)
class CriticismLexicon:
    """Cue words, the topic taxonomy and the weights of the pairing model."""

    cues: Cues
    taxonomy: Taxonomy
    weights: Weights
    stock: tuple[str, ...]  # words that say nothing of a subject

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, Any]]) -> Self:
        """Build from the tables ``criticism``, ``topics``, ``field_topics`` and ``pairing``. Raises KeyError where one is missing."""
        return cls(
            cues=Cues.from_table(tables["criticism"]),
            taxonomy=Taxonomy.from_tables(tables["topics"], tables["field_topics"]),
            weights=Weights.from_table(tables["pairing"]),
            stock=tuple(_words(tables["criticism"]["stock"])),
        )


def _words(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [word for row in rows for word in row["words"]]


def _alternatives(words: Iterable[str]) -> str:
    """Longest first, so that 整改措施 is not read as 整改; 重…轻… matches within one clause."""
    return "|".join(re.escape(word).replace("…", "[^，。；]{1,10}") for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _union(rows: Iterable[Mapping[str, Any]]) -> str:
    return "|".join(f"(?:{pattern})" for row in rows for pattern in row["patterns"])
