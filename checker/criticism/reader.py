"""From units to entries: a walk through a stretch of criticism that knows whether problems, causes or measures are being told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from checker.criticism.lexicon import Cues
from checker.criticism.units import Mode, Region, Unit
from checker.enumerations.ordinals import Ordinal

_WORDED = frozenset({"首先", "第一", "其一"})
_COUNTED = frozenset({"一个是", "第一条"})  # 一个是…再一个是…第三个是
_LOOSE = frozenset({"一是", "首先", "第一", "其一"})  # these stand now inside a paragraph, now at its head
_EARLY = 40  # a closing phrase stands in the first clauses of its sentence; later ones end sentences that name deeds
_FIGURE = re.compile(r"\d(?!\d{0,3}年(?!底|前|内))")
_SIGNATURE = 24  # a closing line of at most this many characters without a stop is a signature
_STOPS = " 　\t。；;，,、：:！!"
_CLAUSES = re.compile(r"[，,；;：:。！!]")
_JOINS = re.compile("还有就是|还有一点|再者|再就是|再一个|再有|此外|另外")  # begin a further problem also inside a paragraph
_TITLE = 8  # characters of a sentence that heads its item
_BLAME = re.compile(r"[^，。；]{0,6}[，,]?(?:主要)?责任(?:主要|全|都)?(?:还)?在(?:于)?(?:我|我自己|自己|本人)(?:身上)?")
_OWNED = re.compile(r"(?:班子|我们?|本人)?[对为]此[，,]?[^，。；]{0,6}(?:不|没|缺|欠|失察)")  # 班子对此发现不及时 promises nothing
# behind a problem told in the same paragraph: 这件事由我包到底，正月十五前签完; 开春前…力争再啃下一半
_WILL = re.compile(
    r"明年|来年|开春|年内|年底前|春节前|正月|力争|争取|由我(?:包|牵头|负责)|包到底|[一二三四五六七八九十\d]{1,3}月(?:底|上旬|中旬|下旬)?[前起]|我们?(?:[将必要](?!求)|准备|打算)"
)
_SECOND = 2
_SHORT_HEAD = 40  # an item of at most this many characters without a full stop is a heading: what follows belongs to it


@dataclass
class Entry:
    """An item with its units, while it is being read. ``owner`` is the problem under which a measure stands."""

    mode: Mode
    units: list[Unit]
    mark: Ordinal | None = None
    owner: Entry | None = None

    @property
    def bare(self) -> bool:
        """Whether only a heading was read so far."""
        return len(self.units) == 1 and len(self.units[0].text) <= _SHORT_HEAD and not self.units[0].text.endswith(("。", "；", ";"))

    @property
    def titled(self) -> bool:
        """Whether only a few words that head the item were read so far, as a sentence: 第一，严自身。"""
        return len(self.units) == 1 and len(self.units[0].text) <= _TITLE and not _FIGURE.search(self.units[0].text)


@dataclass
class Pool:
    """Running text without marks, told in one mode, in reading order with the entries."""

    mode: Mode
    units: list[Unit] = field(default_factory=list)
    owner: Entry | None = None


@dataclass
class _List:
    """A list of marked items being read in one mode."""

    mark: Ordinal
    entry: Entry

    def continued_by(self, mark: Ordinal) -> bool:
        """Whether ``mark`` is of this list's shape and comes next."""
        return self.alike(mark) and mark.value in (0, self.mark.value + 1)

    def alike(self, mark: Ordinal) -> bool:
        """Whether ``mark`` has this list's shape."""
        shapes = {self.mark.style, mark.style}
        if len(shapes) > 1 and not shapes <= _WORDED and not shapes <= _COUNTED:
            return False
        return self.mark.head == mark.head or self.mark.paragraph == mark.paragraph or mark.style in _LOOSE


class Reader:
    """Reads one region; ``found`` holds its entries and pools of running text in reading order."""

    def __init__(self, region: Region, cues: Cues) -> None:
        self._cues = cues
        self._mode = self._region = region.mode
        self._lists: dict[Mode, _List] = {}
        self._entry: Entry | None = None
        self._closed = False
        self.found: list[Entry | Pool] = []
        # 问题：…措施：…问题：…措施：… gives each label one problem; a single label may lead to several.
        # 整改措施： stands under each problem, or once before the measures for all
        labels = [unit.label for unit in region.units if unit.label is not None]
        self._repeated = {mode for mode in Mode if labels.count(mode) > 1}
        if Mode.PROBLEMS in self._repeated:  # 问题：…措施：…问题：…: the second has none
            last = len(labels) - labels[::-1].index(Mode.PROBLEMS)
            self._repeated.update(labels[:last])
        self._turning: set[int] = set()  # paragraphs that state a problem first and then what comes of it
        self._interleaved = True  # a cause may follow a measure
        self._interleaved = self._alternates(region)
        if self._interleaved or (Mode.MEASURES in self._repeated and any(unit.mark for unit in region.units)):
            self._mode = Mode.PROBLEMS  # a list of problems, each with its measure under it, whatever the heading says
        for unit in region.units:
            self._read(unit)

    def _read(self, unit: Unit) -> None:
        if unit.heading is not None:
            self._begin(unit.heading)
        elif unit.label is not None and unit.label is not Mode.DETAIL:
            self._labelled(unit, unit.label)
        elif unit.turn is not None and unit.head and not self._interleaved:
            self._begin(unit.turn)
            self._told(unit)
        else:
            self._told(unit)

    def _told(self, unit: Unit) -> None:
        """A sentence or a marked item without a label."""
        if unit.mark is not None:
            self._marked(unit, unit.mark)
        elif self._interleaved and unit.head and (unit.paragraph in self._turning or self._states_problem(unit)):
            self._mode = Mode.PROBLEMS
            self._add(Entry(Mode.PROBLEMS, [unit]))
        elif (mode := self._opened(unit)) is not None and mode is not self._mode and not _takes_blame(unit):
            self._switch(mode, unit)
            self._plain(unit)
        else:
            self._plain(unit)

    def _alternates(self, region: Region) -> bool:
        """Whether two paragraphs or more each state a problem first and then its cause or what will be done about it."""
        stated = 0
        for index, paragraph in groupby(region.units, key=lambda unit: unit.paragraph):
            first, *rest = paragraph
            turns = [
                unit
                for unit in rest
                if unit.mark is None and (unit.label is Mode.MEASURES or self._opened(unit) in (Mode.CAUSES, Mode.MEASURES))
            ]
            if turns and not any(unit.mark for unit in rest) and self._may_state(first):
                self._turning.add(index)
                stated += self._states_problem(first)
        return len(self._turning) > 1 and 2 * stated >= len(self._turning)

    def _states_problem(self, unit: Unit) -> bool:
        """Whether a paragraph's first sentence tells of a shortcoming and promises nothing."""
        return self._may_state(unit) and self._cues.deficiency.search(unit.text) is not None

    def _may_state(self, unit: Unit) -> bool:
        """Whether a paragraph's first sentence may state a problem in whatever words: it promises and announces nothing."""
        return (
            unit.head
            and unit.label is None
            and unit.turn is None
            and self._opened(unit) is None
            and not self._cues.answer_opening.match(unit.text)
            and not announces(unit.text, self._cues)
            and not is_flourish(unit.text, self._cues)
        )

    def _begin(self, mode: Mode) -> None:
        """A heading of its own ends whatever was told before it."""
        self._lists.clear()
        self._mode, self._entry, self._closed = mode, None, False
        self.found.append(Pool(mode))

    def _opened(self, unit: Unit) -> Mode | None:
        """The mode that the first words of a sentence turn to. Measures never turn back without a mark or a label."""
        if unit.turn is not None:
            return unit.turn
        if (self._mode is not Mode.MEASURES or self._interleaved) and self._cues.cause_opening.match(unit.text):
            return Mode.CAUSES
        behind = self._interleaved and self._region is Mode.PROBLEMS and not unit.head and unit.mark is None
        if behind and _WILL.search(unit.text) and not self._cues.deficiency.search(unit.text):
            return Mode.MEASURES
        if self._cues.measure_opening.match(unit.text) and not self._cues.cause_word.search(unit.text) and not _OWNED.match(unit.text):
            return Mode.MEASURES
        return None

    def _switch(self, mode: Mode, unit: Unit) -> None:
        """Begin to tell of something else; inside a problem's own item its list stays open behind it."""
        problem = self._entry if self._mode is Mode.PROBLEMS else self._owner()
        beneath = (
            problem is not None and _under_head(problem, unit) and (self._interleaved or mode is Mode.CAUSES or unit.label is not None)
        )
        inside = problem is not None and (unit.label in self._repeated or beneath)
        owner = problem if inside else None
        if not inside and mode is Mode.MEASURES and (problem is None or problem.units[-1].paragraph != unit.paragraph):
            self._lists.pop(Mode.PROBLEMS, None)
        self._lists.pop(mode, None)
        self._mode, self._entry, self._closed = mode, None, False
        self.found.append(Pool(mode, owner=owner))

    def _owner(self) -> Entry | None:
        if self._entry is not None and self._entry.owner is not None:
            return self._entry.owner
        last = self.found[-1] if self.found else None
        return last.owner if last is not None else None

    def _labelled(self, unit: Unit, label: Mode) -> None:
        opens_item = unit.numbered_label or unit.mark is not None
        if label is Mode.PROBLEMS and not opens_item and Mode.PROBLEMS not in self._repeated:
            self._begin(label)
            self._plain(unit)
            return
        if label is Mode.PROBLEMS:
            self._mode = label
            mark = unit.mark or self._without_title()
            self._add(Entry(label, [unit], mark))
            if unit.mark is not None:
                self._lists[label] = _List(unit.mark, self._entry_now())
            return
        if self._mode is not label or not opens_item:
            self._switch(label, unit)
        if opens_item and unit.text:
            self._add(Entry(label, [unit], unit.mark, owner=self._owner()))
        elif unit.text:
            self._plain(unit)

    def _without_title(self) -> Ordinal | None:
        """The mark of a title that is all of the entry being read: （一）关于群众工作 over 问题：… names the field, and is gone."""
        entry = self._entry
        if entry is None or entry.mark is None or not entry.bare or self._cues.deficiency.search(entry.units[0].text):
            return None
        self.found.remove(entry)
        return entry.mark

    def _marked(self, unit: Unit, mark: Ordinal) -> None:
        resumed = self._resumed(mark)
        if resumed is not None:
            self._claim()
            self._mode = resumed
        running = self._lists.get(self._mode)
        if running is not None and not running.alike(mark) and self._entry is not None:
            self._entry.units.append(unit)  # a list inside an item
            return
        self._add(Entry(self._mode, [unit], mark, owner=self._owner() if resumed is None else None))
        self._lists[self._mode] = _List(mark, self._entry_now())

    def _claim(self) -> None:
        """Running text told between two problems of one list answers the first of them."""
        last = self.found[-1]
        if isinstance(last, Pool) and last.mode is Mode.MEASURES and last.owner is None:
            last.owner = next((thing for thing in reversed(self.found) if isinstance(thing, Entry) and thing.mode is Mode.PROBLEMS), None)

    def _resumed(self, mark: Ordinal) -> Mode | None:
        """The mode of an interrupted list that ``mark`` continues: the next problem after 整改措施：…"""
        problems = self._lists.get(Mode.PROBLEMS)
        if self._mode is Mode.PROBLEMS or problems is None or not problems.continued_by(mark):
            return None
        running = self._lists.get(self._mode)
        return None if running is not None and running.continued_by(mark) else Mode.PROBLEMS

    def _plain(self, unit: Unit) -> None:
        entry = self._entry
        if entry is None:
            self._pool().units.append(unit)
        elif self._goes_on(entry, unit):
            entry.units.append(unit)
        elif self._is_further(unit):
            self._add(Entry(self._mode, [unit], entry.mark, owner=entry.owner))
        elif unit.head and not self._closed:
            self._closed = True

    def _goes_on(self, entry: Entry, unit: Unit) -> bool:
        """Whether an unmarked sentence still belongs to the item before it."""
        if self._closed or self._is_further(unit):
            return False
        same_paragraph = entry.units[-1].paragraph == unit.paragraph
        if is_flourish(unit.text, self._cues) and not (same_paragraph and entry.titled):
            self._closed = True
            return False
        if same_paragraph or entry.bare:
            return True
        told = len(unit.text) > _SIGNATURE or unit.text.endswith(("。", "；", ";", "！"))
        return entry.mark is not None and entry.mark.head and unit.head and told

    def _is_further(self, unit: Unit) -> bool:
        match = self._cues.further.match(unit.text)
        apart = unit.head or (match is not None and self._mode is Mode.PROBLEMS and _JOINS.match(match[0]) is not None)
        return match is not None and apart and self._cues.deficiency.search(unit.text) is not None

    def _pool(self) -> Pool:
        last = self.found[-1] if self.found else None
        if isinstance(last, Pool) and last.mode is self._mode:
            return last
        pool = Pool(self._mode)
        self.found.append(pool)
        return pool

    def _add(self, entry: Entry) -> None:
        self.found.append(entry)
        self._entry, self._closed = entry, False

    def _entry_now(self) -> Entry:
        if self._entry is None:
            raise RuntimeError("no entry is open")
        return self._entry


def _under_head(problem: Entry, unit: Unit) -> bool:
    """Whether a sentence stands in the paragraph that a problem opens."""
    return (problem.mark is None or problem.mark.head) and problem.units[-1].paragraph == unit.paragraph


def _takes_blame(unit: Unit) -> bool:
    """Whether a sentence says whose fault it is and nothing else (说到底，责任在我): no cause follows it."""
    return _BLAME.fullmatch(unit.text.rstrip(_STOPS)) is not None


def announces(text: str, cues: Cues) -> bool:
    """Whether a sentence only says that there are shortcomings, or counts them, and names none."""
    clauses = [clause for clause in _CLAUSES.split(text) if clause]
    if not cues.lead_in.search(text.rstrip(_STOPS)) and not any(cues.announcement.search(clause) for clause in clauses):
        return False
    return not any(cues.deficiency.search(clause) and not _announcing(clause, cues) for clause in clauses)


def _announcing(clause: str, cues: Cues) -> bool:
    told = cues.announcement.search(clause) is not None
    return told or (cues.lead_in.search(clause) is not None and not cues.problem_clause.search(clause))


def is_flourish(text: str, cues: Cues) -> bool:
    """Whether a sentence closes with warmth and names no deed: a phrase of that sort early on, and no figure but a year."""
    match = cues.flourish.search(text.rstrip(_STOPS))
    return match is not None and match.start() <= _EARLY and not _FIGURE.search(text)


def end_lists(found: Sequence[Entry | Pool]) -> Sequence[Entry | Pool]:
    """Closing words after the last item of a list are none of it: it has no more paragraphs than the others of its list have."""
    last: dict[tuple[Mode, str], Entry | Pool] = {}
    longest: dict[tuple[Mode, str], int] = {}
    for thing in found:
        key = (thing.mode, thing.mark.style if isinstance(thing, Entry) and thing.mark else "")
        if key in last:
            longest[key] = max(longest.get(key, 1), _paragraphs(last[key]))
        if isinstance(thing, Entry) or thing.owner is not None:
            last[key] = thing
    for key, most in longest.items():
        kept = sorted({unit.paragraph for unit in last[key].units})[:most]
        last[key].units[:] = [unit for unit in last[key].units if unit.paragraph in kept]
    return found


def _paragraphs(thing: Entry | Pool) -> int:
    return len({unit.paragraph for unit in thing.units})


def drop_leads(found: Iterable[Entry | Pool]) -> list[Entry | Pool]:
    """Without the running text that only leads to the marked items after it in the same mode.

    Before a list that begins with its second item (其次是…) it tells of the first one.
    """
    kept: list[Entry | Pool] = []
    for thing in found:
        if isinstance(thing, Entry) and kept and isinstance(lead := kept[-1], Pool) and lead.mode is thing.mode:
            kept.pop()
            if thing.mark is not None and thing.mark.value == _SECOND and thing.mark.style in _WORDED and lead.units:
                kept.append(Entry(lead.mode, lead.units, owner=lead.owner))
        kept.append(thing)
    return kept
