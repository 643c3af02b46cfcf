"""Builds the spaCy pipeline and turns a Source into a Document. The only module that imports spaCy.

The Doc holds one token a character of the report's reading text (its paragraphs, joined by
line breaks), so token i is character i. Each component states what it requires and assigns and
calls one pure ``find_…`` function; what is known so far travels as a plain ``Document`` in
``doc._.report``, and no spaCy object leaves this module.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from checker.criticism import find_criticism
from checker.enumerations import find_enumerations
from checker.figures import find_figures
from checker.leftovers import find_placeholders
from checker.lexicon import Lexicon
from checker.model import Cue, Document, Source, Words
from checker.outline import find_outline, find_shapes
from checker.requirements import find_requirements
from checker.segmentation import load_segmenter
from checker.settings import Settings
from checker.wording import doubled_candidates

Segment = Callable[[str], list[str]]
_TOPIC = "topic:"  # label of the cues of an organisation's own topic: "topic:意识形态"
_TITLE_LINES = 20
_SPACED = re.compile(r"\s*(?:\S\s+){3,30}\S\s*")
_KIND = "kind:"  # label of the words that name a kind in a title: "kind:seconded"


@dataclass(frozen=True)
class _Resources:
    """What components share: made once a process, carried by each Doc."""

    lexicon: Lexicon
    settings: Settings
    segment: Segment
    matcher: PhraseMatcher


class CharacterTokenizer:
    """A tokenizer whose tokens are single characters, so that offsets are token indices."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._known = _Known(vocab)
        self._by_code = np.zeros(0x10000, dtype=np.uint64)  # the same, by code point: 0 is no character's number

    def __call__(self, text: str) -> Doc:
        """The Doc of ``text``; ``doc.text == text`` for any text."""
        words: Any = self._numbers(text)  # Doc takes numbers too, though its signature does not say so
        return Doc(self.vocab, words=words, spaces=[False] * len(text))

    def _numbers(self, text: str) -> list[int]:
        """The vocabulary's number of each character."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        if codes.size and codes.max() >= self._by_code.size:  # a character of the further planes, as few reports have
            return [*map(self._known.__getitem__, text)]
        numbers = self._by_code[codes]
        if not numbers.all():  # some are seen for the first time
            for character in {*text}:
                self._by_code[ord(character)] = self._known[character]
            numbers = self._by_code[codes]
        found: list[int] = numbers.tolist()
        return found


class _Known(dict[str, int]):
    """The vocabulary's number of each character: to look it up once takes less than to hash the character each time it stands."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._strings = vocab.strings

    def __missing__(self, character: str) -> int:
        number = self[character] = self._strings.add(character)
        return number


class Annotator:
    """The pipeline with its lexicons and settings. Made once a process: building it takes a second or two."""

    def __init__(self, lexicon: Lexicon, settings: Settings) -> None:
        """Raises SegmentationError where the word model is missing or damaged."""
        self._segment = load_segmenter(Path(settings.model_dir) if settings.model_dir else None)
        self.nlp = build_pipeline(settings.characters)
        matcher = _phrase_matcher(self.nlp, lexicon, settings)
        self._resources = _Resources(lexicon, settings, self._segment, matcher)

    def annotate(self, source: Source, *, kind: str | None = None, year: int | None = None) -> Document:
        """One report, annotated. ``kind`` and ``year`` overrule what the report says of itself."""
        doc = self.nlp.make_doc("\n".join(paragraph.text for paragraph in source.paragraphs))
        doc._.resources = self._resources
        doc._.forced = (kind, year or self._resources.settings.year)
        doc._.report = Document(source=source)
        for _, component in self.nlp.pipeline:
            doc = component(doc)
        document: Document = doc._.report
        return document


def build_pipeline(characters: int) -> Language:
    """The components in order. ``nlp.analyze_pipes()`` proves that each one's needs are met by those before it."""
    for name in ("report", "resources", "forced"):
        Doc.set_extension(name, default=None, force=True)
    Doc.set_extension("cues", default=(), force=True)
    nlp = Language(max_length=characters)
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    for name in ("cues", "leftovers", "outline", "requirements", "enumerations", "criticism", "figures", "words"):
        nlp.add_pipe(name)
    return nlp


@Language.component("cues", assigns=["doc._.cues"])
def _cues(doc: Doc) -> Doc:
    found = [*_source_cues(doc, doc._.resources.matcher), *_spaced_cues(doc, doc._.resources)]
    found += find_shapes(doc._.report.paragraphs, doc._.resources.lexicon.outline, [*found])
    doc._.cues = tuple(sorted(found, key=lambda cue: cue.span))
    return doc


@Language.component("leftovers", assigns=["doc._.placeholders"])
def _leftovers(doc: Doc) -> Doc:
    settings: Settings = doc._.resources.settings
    return _know(doc, placeholders=find_placeholders(doc._.report, anonymised=settings.anonymised))


@Language.component("outline", requires=["doc._.cues"], assigns=["doc._.sections"])
def _outline(doc: Doc) -> Doc:
    outline = find_outline(doc._.report, doc._.cues, doc._.resources.lexicon.outline)
    kind, year = doc._.forced
    return _know(doc, **{**outline._asdict(), "kind": kind or outline.kind, "year": year or outline.year})


@Language.component("requirements", requires=["doc._.cues", "doc._.sections"], assigns=["doc._.requirements"])
def _requirements(doc: Doc) -> Doc:
    profile = doc._.resources.settings.profile(doc._.report.kind)
    return _know(doc, requirements=find_requirements(doc._.report, profile, doc._.cues))


@Language.component("enumerations", requires=["doc._.sections"], assigns=["doc._.enumerations"])
def _enumerations(doc: Doc) -> Doc:
    return _know(doc, enumerations=find_enumerations(doc._.report))


@Language.component(
    "criticism",
    requires=["doc._.sections", "doc._.enumerations"],
    assigns=["doc._.problems", "doc._.measures", "doc._.answers"],
)
def _criticism(doc: Doc) -> Doc:
    resources: _Resources = doc._.resources
    return _know(doc, **find_criticism(doc._.report, resources.lexicon.criticism, resources.segment)._asdict())


@Language.component("figures", requires=["doc._.sections", "doc._.placeholders"], assigns=["doc._.claims"])
def _figures(doc: Doc) -> Doc:
    return _know(doc, **find_figures(doc._.report, doc._.resources.lexicon.figures)._asdict())


@Language.component("words", requires=["doc._.problems", "doc._.measures"], assigns=["doc._.words"])
def _words(doc: Doc) -> Doc:
    report: Document = doc._.report
    spans = doubled_candidates(report.paragraphs)
    return _know(doc, words=tuple(Words(span, tuple(doc._.resources.segment(report.read(span)))) for span in spans))


def _know(doc: Doc, **found: Any) -> Doc:
    """The Doc with its report enlarged by what was found."""
    doc._.report = replace(doc._.report, **found)
    return doc


def _phrase_matcher(nlp: Language, lexicon: Lexicon, settings: Settings) -> PhraseMatcher:
    """All cue phrases: the lexicon's, further heading words of the profiles, and the words of required topics."""
    phrases: dict[str, set[str]] = {label: set(words) for label, words in lexicon.outline.cues}
    for profile in settings.profiles:
        for role, words in profile.headings:
            phrases.setdefault(role, set()).update(words)
        if profile.title_words:
            phrases.setdefault(_KIND + profile.kind, set()).update(profile.title_words)
        for topic in profile.topics:
            phrases.setdefault(_TOPIC + topic.name, set()).update(topic.words)
    matcher = PhraseMatcher(nlp.vocab)
    for label, distinct in sorted(phrases.items()):
        matcher.add(label, [nlp.make_doc(phrase) for phrase in sorted(distinct) if phrase])
    return matcher


def _spaced_cues(doc: Doc, resources: _Resources) -> Iterator[Cue]:
    """Matches in the report's first lines where letters are set apart: 述 职 报 告."""
    for paragraph in doc._.report.paragraphs[:_TITLE_LINES]:
        if not _SPACED.fullmatch(paragraph.text):
            continue
        kept = [i for i, character in enumerate(paragraph.text) if not character.isspace()]
        line = CharacterTokenizer(doc.vocab)("".join(paragraph.text[i] for i in kept))
        for key, start, end in resources.matcher(line):
            yield Cue(paragraph.at(kept[start], kept[end - 1] + 1), doc.vocab.strings[key], line.text[start:end])


def _source_cues(doc: Doc, matcher: PhraseMatcher) -> Iterator[Cue]:
    """Matches in reading order, their places given in the source; a match over two paragraphs is none."""
    paragraphs = doc._.report.paragraphs
    starts = [0, *accumulate(len(paragraph.text) + 1 for paragraph in paragraphs)]
    strings = doc.vocab.strings
    labels: dict[int, str] = {}  # asked for once each: to look one up in the vocabulary takes longer than to keep it
    matches: Iterable[tuple[int, int, int]] = matcher(doc)
    for key, start, end in sorted(matches, key=lambda match: (match[1], -match[2], match[0])):
        index = bisect_right(starts, start) - 1
        offset = starts[index]
        if end - offset <= len(paragraphs[index].text):
            phrase = paragraphs[index].text[start - offset : end - offset]
            label = labels.get(key) or labels.setdefault(key, strings[key])
            yield Cue(paragraphs[index].at(start - offset, end - offset), label, phrase)
