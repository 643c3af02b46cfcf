"""What speaks for and against a measure answering a problem, as numbers between -1 and 1, with the words behind them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import add
from typing import NamedTuple, Self

from checker.criticism.lexicon import CriticismLexicon
from checker.criticism.topics import Mention, Taxonomy
from checker.once import once
from checker.phrases import any_of
from checker.segmentation import bigram_frequencies, character_frequencies, document_frequencies

Segment = Callable[[str], list[str]]

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_CLAUSE = re.compile(r"[，,。；;：:！!？?]")
_SENTENCE = re.compile(r"[。！!？?]")
_AIM = re.compile(
    r"(?:针对|解决|破解|补齐|克服|纠正|整治|对)([^，。；：]{2,30}?)"
    r"(?:等?[两三一二四五几\d]?[个道大]?(?:突出)?(?:问题|难题|短板|不足(?![两三几个等的])|现象|弱项|顽疾|情况|倾向))"
)
# 吃饭的事，打算请…; 案件质量上，每起案子…: a measure says by its first words which problem it takes up
_LED = re.compile(
    r"(?:(?:[一二三四五六七八九十]是)?(?:在|对于?|关于)?)?(?P<what>[^，。；：]{2,8}?)"
    r"(?:的?(?:事|问题)|这[一件]?[事块条头]|方面|那头|上)[，,：]"
)
_COMMON = 3.0  # what stands in one passage in twenty or more says nothing: ln 20
_COMMON_CHARACTER = 2.3  # a character stands in more passages than any word it makes: ln 10
_HALF = 0.5
_TARGET = 4
_TARGETS = re.compile("[、和与及]")
_SHORTEST, _LONGEST = 3, 6  # shorter runs are words, longer ones say no more
# the two last characters of a place's name; not 每个村, 美丽乡村, 到村
_PLACE = re.compile(r"([^\W\d_个各全下进驻农乡渔山每本邻到在联包帮某该的和与、]{2})(?=(?:村|社区|镇|乡)(?![级民里干委规务容史]))")
# who is spoken of, not what: 驾驶员, 渔民, 中层, 卫生院 tie a contest for drivers to a want of care for them
_WHO = re.compile(
    r"(?!年轻|青年|后备)[\u4e00-\u9fff]*(?:[员民户师生者工]|干部|青年|群众|中层|骨干|班子|支部|卫生[院室]|[学高中]校|医院|社区|机关|单位|乡镇|股室|科室|老人|患者|家长|当事人)"
)
_WHO_WEIGHT = 0.4
_READ = 600  # characters of an item that are compared: no report's own is longer
_TOLD = 0.12  # a shared topic fainter than this rests on one common word, and naming it misleads
_NEAR = 0.1  # topics nearer than this are not apart
_ENOUGH = 14.0  # summed idf of shared words from which more say no more


@dataclass(frozen=True)
class Frequencies:
    """Inverse document frequencies of words, of pairs of characters and of characters, in natural logarithms."""

    words: Mapping[str, float]
    bigrams: Mapping[str, float]
    characters: Mapping[str, float]

    @classmethod
    def shipped(cls) -> Self:
        """Those that ship with the program."""
        return cls(document_frequencies(), bigram_frequencies(), character_frequencies())


class Vector(dict[str, float]):
    """Words, pairs of characters or topics with their weights; many others are held against it, so its length is kept."""

    @cached_property
    def squares(self) -> float:
        """The square of its length."""
        return sum(weight * weight for weight in self.values())


class _Kept(dict[str, float]):
    """Weights worked out when first asked for: the items of a report, and their parts, use the same words."""

    def __init__(self, weigh: Callable[[str], float]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, word: str) -> float:
        weight = self[word] = self._weigh(word)
        return weight


@dataclass(frozen=True)
class View:
    """One problem or measure as the comparison sees it."""

    text: str
    head: str
    words: Vector  # word → tf·idf
    head_words: Mapping[str, float]
    bigrams: Vector
    characters: Vector
    places: frozenset[str]  # names of villages and the like: where, not what
    stretches: tuple[str, ...]  # of Chinese characters without a break, stock words left out
    runs: frozenset[str]  # of the fewest characters that count
    mentions: tuple[Mention, ...]
    topics: Vector  # topic → strength, 0 to 1
    reach: Mapping[str, float]  # topics near these, as strong as what they are near to


@dataclass(frozen=True)
class Pair:
    """The features of one problem and one measure and what they rest on."""

    features: dict[str, float]
    words: tuple[str, ...]  # shared, the rarest first
    topics: tuple[str, ...]  # shared and worth naming, the strongest first
    ties: tuple[tuple[str, str], ...]  # for each shared topic the problem's and the measure's word for it
    aim: str  # what the measure says it is aimed at, where that is this problem
    asked: tuple[str, ...]  # the problem's topics, the strongest first
    offered: tuple[str, ...]  # the measure's


class Comparison:
    """Makes views and pairs; one for all items of a report.

    A word that stands in many of the ``items`` (集镇, 病区, a village that every measure names) is the report's
    field and ties no two of them: its weight falls with the number of items beyond the two that share it.
    """

    def __init__(self, lexicon: CriticismLexicon, segment: Segment, frequencies: Frequencies, items: Sequence[str]) -> None:
        self._taxonomy: Taxonomy = lexicon.taxonomy
        self._stock, self._stock_words, self._general, self._near = _sets_of(lexicon)
        self._segment = lru_cache(maxsize=None)(segment)  # lives as long as the comparison: one report
        self._idf = frequencies
        read = [_PLACE.sub("", text[:_READ]) for text in items]
        self._holding = Counter(word for text in read for word in set(self._segment(text)))
        self._naming = sum(_PLACE.search(text) is not None for text in items) / max(1, len(items))
        self._holding_pairs = Counter(pair for text in read for pair in set(_pairs(_HAN.findall(text))))
        self._pair_rarity = _Kept(lambda pair: _rarity(frequencies.bigrams[pair]))
        self._pair_own = _Kept(lambda pair: _own(self._holding_pairs[pair]))
        self._weights = _Kept(
            lambda word: _rarity(frequencies.words[word]) * _own(self._holding[word]) * (_WHO_WEIGHT if _is_who(word) else 1.0)
        )
        self._character_weights = _Kept(lambda one: max(0.0, frequencies.characters[one] - _COMMON_CHARACTER))
        self._read: dict[tuple[str, bool], tuple[Mention, ...]] = {}

    def view(self, text: str, *, problem: bool) -> View:
        """The view of a problem's or measure's words."""
        text = text[:_READ]
        head = head_of(text)
        mentions = self._mentions(text, problem=problem)
        topics = self._strengths(mentions, len(head))
        told = _PLACE.sub("", text)
        segmented = self._segment(told)
        words = self._weighed(segmented)
        stretches = tuple(_HAN.findall(self._without_stock("".join([" " if _is_who(word) else word for word in segmented]))))
        return View(
            text=text,
            head=head,
            words=Vector(words),
            head_words={word: weight for word, weight in words.items() if word in head},
            bigrams=Vector(self._bigrams(stretches)),
            characters=Vector(self._characters(stretches)),
            places=frozenset(_PLACE.findall(text)),
            stretches=stretches,
            runs=_runs(stretches, _SHORTEST),
            mentions=mentions,
            topics=Vector(topics),
            reach=self._reach(topics),
        )

    def topics(self, text: str, *, problem: bool) -> tuple[str, ...]:
        """The topics a problem's or measure's words tell of, the strongest first."""
        head = head_of(text[:_READ])
        return _strongest(self._strengths(self._mentions(text[:_READ], problem=problem), len(head)))

    def pair(self, problem: View, measure: View) -> Pair:
        """All features that rest on the two texts alone."""
        shared_words = sorted(problem.words.keys() & measure.words.keys(), key=lambda word: (-self._weights[word], word))
        both = {name: problem.topics[name] * measure.topics[name] for name in problem.topics.keys() & measure.topics.keys()}
        shared_topics = sorted(both, key=lambda name: (-both[name], name))
        own = [name for name in shared_topics if name not in self._general]
        aim, aimed = self._aim(problem, measure)
        near = max((problem.reach[name] * strength for name, strength in measure.topics.items() if name in problem.reach), default=0.0)
        features = {
            "word_cosine": _cosine(problem.words, measure.words),
            "bigram_cosine": _cosine(problem.bigrams, measure.bigrams),
            "character_cosine": _cosine(problem.characters, measure.characters),
            "head_covered": _covered(problem.head_words, measure.words),
            "measure_head_covered": _covered(measure.head_words, problem.words),
            "shared_weight": min(1.0, sum(map(self._weights.__getitem__, shared_words)) / _ENOUGH),
            "shared_run": _shared_run(problem, measure),
            "shared_place": 1 - self._naming if problem.places & measure.places else 0.0,
            "topic_best": max((both[name] for name in own), default=0.0),
            "topic_cosine": _cosine(problem.topics, measure.topics),
            "topic_near": near,
            "led": self._led(problem, measure),
            "topics_apart": 0.0 if shared_topics or near > _NEAR else _surest(problem.topics) * _surest(measure.topics),
            "aimed": aimed,
        }
        told = [name for name in shared_topics if both[name] >= _TOLD]
        ties = tuple((_word_for(name, problem.mentions), _word_for(name, measure.mentions)) for name in told)
        return Pair(features, tuple(shared_words), tuple(told), ties, aim, _strongest(problem.topics), _strongest(measure.topics))

    def _mentions(self, text: str, *, problem: bool) -> tuple[Mention, ...]:
        """The topic words of an item, read once: both its view and its topics ask for them."""
        key = (text, problem)
        if key not in self._read:
            self._read[key] = tuple(self._taxonomy.mentions(text, problem=problem))
        return self._read[key]

    def _weighed(self, words: Sequence[str]) -> dict[str, float]:
        return _often(self._weights, [word for word in words if len(word) > 1 and word not in self._stock and _HAN.fullmatch(word)])

    def _bigrams(self, stretches: Sequence[str]) -> dict[str, float]:
        rarity, own = self._pair_rarity, self._pair_own
        counts = Counter(_pairs(stretches))
        return {pair: (1 + math.log(count) if count > 1 else 1.0) * rarity[pair] * own[pair] for pair, count in counts.items()}

    def _characters(self, stretches: Sequence[str]) -> dict[str, float]:
        """初访重视不够 and 初次来访六天内见面 share no word and no pair, but 初 and 访."""
        weights = self._character_weights
        return _often(weights, [one for one in "".join(stretches) if weights[one]])

    def _without_stock(self, text: str) -> str:
        return self._stock_words.sub(" ", text)

    def _strengths(self, mentions: Sequence[Mention], head: int) -> dict[str, float]:
        """Topics by how often and how early they are told of: words in the head count double, common and short words less."""
        raw: dict[str, float] = {}
        firsts: dict[tuple[str, str], int] = {}
        for mention in mentions:  # left to right
            firsts.setdefault((mention.topic, mention.word), mention.start)
        for (topic, word), first in sorted(firsts.items()):
            weight = (0.7 if first < head else 0.35) * (0.5 if topic in self._general else 1.0) * min(1.0, 0.4 + 0.2 * len(word))
            weight *= _particular(self._idf.words[word]) * (_WHO_WEIGHT if _is_who(word) else 1.0)
            raw[topic] = 1 - (1 - raw.get(topic, 0.0)) * (1 - weight)
        return raw

    def _reach(self, topics: Mapping[str, float]) -> dict[str, float]:
        """Every topic near one of ``topics``, with the strength of the strongest it is near to."""
        found: dict[str, float] = {}
        for name, strength in topics.items():
            for other in self._near.get(name, ()):
                found[other] = max(found.get(other, 0.0), strength)
        return found

    def _named(self, target: str, problem: str) -> float:
        """How much of a target's pairs of characters, by weight, the problem holds; 0 for one of fewer than four characters."""
        pairs = {target[i : i + 2]: self._idf.bigrams[target[i : i + 2]] for i in range(len(target) - 1)}
        return sum(weight for pair, weight in pairs.items() if pair in problem) / sum(pairs.values()) if len(target) >= _TARGET else 0.0

    def _led(self, problem: View, measure: View) -> float:
        """How much of what the measure says it is about, by weight of characters, the problem holds; 0 for less than half."""
        lead = _LED.match(measure.text)
        if lead is None:
            return 0.0
        weights = {one: self._idf.characters[one] for one in lead["what"]}
        share = sum(weight for one, weight in weights.items() if one in problem.text) / sum(weights.values())
        return share if share >= _HALF else 0.0

    def _aim(self, problem: View, measure: View) -> tuple[str, float]:
        """What the measure says it is aimed at, and how much of that is this problem."""
        best, best_share = "", 0.0
        for match in _AIM.finditer(measure.text):
            for target in _TARGETS.split(match[1]):  # 人手不够、经费紧张两个难点 are two
                share = self._named(target.removesuffix("的"), problem.text)
                if share > best_share:
                    best, best_share = target, share
        return best, best_share


class _Sets(NamedTuple):
    """What is asked of a lexicon for every word and topic."""

    stock: frozenset[str]
    stock_words: re.Pattern[str]
    general: frozenset[str]  # topics that prove little
    near: Mapping[str, Sequence[str]]  # topic → those near it


@once
def _sets_of(lexicon: CriticismLexicon) -> _Sets:
    stock = frozenset(lexicon.stock)
    near: dict[str, list[str]] = {}
    for one, other in (*lexicon.taxonomy.near, *(pair[::-1] for pair in lexicon.taxonomy.near)):
        near.setdefault(one, []).append(other)
    general = frozenset(topic.name for topic in lexicon.taxonomy.topics if topic.general)
    return _Sets(stock, re.compile(any_of(word for word in stock if len(word) > 1)), general, near)


def _surest(strengths: Mapping[str, float]) -> float:
    return max(strengths.values(), default=0.0)


def _strongest(strengths: Mapping[str, float]) -> tuple[str, ...]:
    """Topics by strength."""
    return tuple(sorted(strengths, key=lambda name: (-strengths[name], name)))


def head_of(text: str) -> str:
    """The first clause, or the first sentence where it is short: what an item is about."""
    sentence = _SENTENCE.split(text, maxsplit=1)[0]
    if len(sentence) <= 24:
        return sentence
    return _CLAUSE.split(text, maxsplit=1)[0]


def _pairs(stretches: Iterable[str]) -> list[str]:
    """Every two neighbouring Chinese characters."""
    return [pair for run in stretches for pair in map(add, run, run[1:])]


@lru_cache(maxsize=4096)  # the items of a report, and reports, use the same words
def _is_who(word: str) -> bool:
    return len(word) > 1 and _WHO.fullmatch(word) is not None


def _often(weights: Mapping[str, float], found: Sequence[str]) -> dict[str, float]:
    """Each of ``found`` with its weight, greater the more often it stands there."""
    return {one: (1 + math.log(count)) * weights[one] if count > 1 else weights[one] for one, count in Counter(found).items()}


def _own(holding: int) -> float:
    """What is left of a word's weight where ``holding`` items of the report hold it: all for the two that it ties."""
    return 1 / max(1, holding - 1)


def _particular(frequency: float) -> float:
    """How far a word tells its topic: one that stands in a passage in twenty is of all topics, in four hundred of its own."""
    return max(0.3, min(1.0, (frequency - 3) / 3))


def _rarity(frequency: float) -> float:
    return max(0.0, frequency - _COMMON)


def _cosine(one: Vector, other: Vector) -> float:
    shared = sum(weight * other[key] for key, weight in one.items() if key in other)
    return shared / math.sqrt(one.squares * other.squares) if shared else 0.0


def _covered(part: Mapping[str, float], whole: Mapping[str, float]) -> float:
    """The share of ``part``'s weight whose keys stand in ``whole``."""
    total = sum(part.values())
    return sum(weight for key, weight in part.items() if key in whole) / total if total else 0.0


def _runs(stretches: Sequence[str], length: int) -> frozenset[str]:
    """The runs of ``length`` Chinese characters."""
    return frozenset([run[i : i + length] for run in stretches for i in range(len(run) - length + 1)])


def _shared_run(one: View, other: View) -> float:
    """How long the longest run of characters in both is: 0 below ``_SHORTEST``, 1 from ``_LONGEST`` on."""
    if one.runs.isdisjoint(other.runs):  # as most are
        return 0.0
    longer = range(_LONGEST, _SHORTEST, -1)
    length = next((n for n in longer if not _runs(one.stretches, n).isdisjoint(_runs(other.stretches, n))), _SHORTEST)
    return (length - _SHORTEST + 1) / (_LONGEST - _SHORTEST + 1)


def _word_for(topic: str, mentions: Sequence[Mention]) -> str:
    return next((mention.word for mention in mentions if mention.topic == topic), "")
