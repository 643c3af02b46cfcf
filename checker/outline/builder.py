"""Joins headings, passages and roles to sections that cover the report without gap or overlap."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from checker.model import Cue, Document, Paragraph, Role, Section, Span, Statement
from checker.outline.cues import CueIndex, index_of
from checker.outline.front import MARKUP, Front, read_front, title_span
from checker.outline.headings import Heading, find_headings
from checker.outline.identity import read_identity
from checker.outline.lexicon import OutlineLexicon
from checker.outline.lines import Line
from checker.outline.nodes import Node, adopt, sections_of, tree_of
from checker.outline.overlooked import asides, confesses, overlooked_measures, overlooked_problems, promises
from checker.outline.passages import Passage, Reader, find_closing
from checker.outline.roles import Part, Reading, read_content, read_part
from checker.outline.years import year_of_body, years
from checker.registers import Register, find_registers

_CRITICAL = frozenset({Role.PROBLEMS, Role.CAUSES, Role.MEASURES, Role.PLAN})
_FRAME = frozenset({Role.OPENING, Role.CLOSING, Role.FEEDBACK})
_ORDER = (Role.STUDY, Role.DUTY, Role.INTEGRITY, Role.FEEDBACK, Role.PROBLEMS, Role.CAUSES, Role.MEASURES, Role.PLAN, Role.CLOSING)
_BY_CONTENT = "没有标题和常见的开头，按内容认出"
_SEVERAL = 2  # chapters that end in a shortcoming each: no paragraph need be sought that holds them all
_TELLING = 120  # characters from which on a first paragraph may be more than an opening
_LONG_PREAMBLE = 400  # characters after the lead-in and before the first heading: a part of its own, not an opening


class Outline(NamedTuple):
    """What :func:`find_outline` finds, by the names of ``Document``'s fields."""

    kind: str
    year: int | None
    unit: str | None
    person: str | None
    office: str | None
    title: Span | None
    statements: tuple[Statement, ...]
    sections: tuple[Section, ...]


def find_outline(document: Document, cues: Sequence[Cue], lexicon: OutlineLexicon) -> Outline:
    """The outline of a report of which only ``document.source`` is known yet."""
    paragraphs = document.paragraphs
    index = index_of(cues)
    registers = find_registers(paragraphs)
    front = read_front(paragraphs, index, lexicon.surnames)
    front = front._replace(noise=front.noise.union(*(range(register.first, register.last + 1) for register in registers)))
    headings = find_headings(paragraphs, front, index)
    builder = _Builder(document, index, front, headings, registers)
    sections = builder.sections()
    first = next((s.start for s in sections if Role.OPENING not in s.roles), len(document.body))
    opening = [i for i, p in enumerate(paragraphs) if front.first <= i and i not in front.noise and p.span.start < first][:4]
    if not opening and front.first < len(paragraphs):
        opening = [front.first]
    identity = read_identity(paragraphs, front, opening, index, lexicon)
    title = title_span(paragraphs, front)
    return Outline(identity.kind, identity.year, identity.unit, identity.person, identity.office, title, identity.statements, sections)


class _Builder:
    def __init__(self, document: Document, cues: CueIndex, front: Front, headings: list[Heading], registers: Sequence[Register]) -> None:
        self._text = document.body
        self._paragraphs: tuple[Paragraph, ...] = document.paragraphs
        self._cues = cues
        self._front = front
        self._headings = headings
        self._registers = registers
        self._nodes: list[Node] = []
        titles = [Line(document.paragraphs[i], "title") for i in front.title]
        told = [int(said.value) for line in titles for said in years(line) if said.value.isdigit()]
        self._year = max(told) if told else year_of_body(document.paragraphs)

    def sections(self) -> tuple[Section, ...]:
        """All sections in reading order."""
        if not self._paragraphs:
            return ()
        self._nodes = tree_of(self._headings, self._paragraphs, len(self._text))
        self._assign()
        self._add_registers()
        self._add_passages()
        title = " ".join(self._paragraphs[i].text.strip(MARKUP) for i in self._front.title)
        return sections_of(self._nodes, title, len(self._text))

    # ----------------------------------------------------------------- roles

    def _assign(self) -> None:
        chapters = self._chapters([node for node in self._nodes if node.parent is None])
        told: set[Role] = set()
        for chapter in chapters:
            chapter.reading = self._read(chapter, told, last=chapter is chapters[-1])
            chapter.roles, chapter.reasons = chapter.reading.roles, chapter.reading.reasons
            told.update(chapter.roles)
        for chapter in chapters:
            self._assign_children(chapter, told)
        self._settle_plans(chapters)

    def _chapters(self, nodes: list[Node]) -> list[Node]:
        """The nodes that divide the report: a part with chapters of several kinds below it gives way to them."""
        chapters: list[Node] = []
        for node in nodes:
            for child in node.children:
                child.reading = self._read(child)
            confessed = any(Role.PROBLEMS in child.reading.roles and self._names_criticism(child) for child in node.children)
            if confessed and not set(self._read(node).roles) & _CRITICAL:
                node.reasons = ("其下各节分别计",)
                chapters.extend(self._chapters(node.children))
            else:
                chapters.append(node)
        return chapters

    def _read(self, node: Node, told: AbstractSet[Role] = frozenset(), *, last: bool = False) -> Reading:
        """The roles of a node; ``told`` are those of the chapters before it."""
        if node.span is None:
            return Reading()
        text = node.whole.of(self._text)
        place = node.start / max(1, len(self._text))
        part = Part(node.span, node.whole, text, place, Role.PROBLEMS in told, Role.MEASURES in told, last, self._year)
        if said := self._cues.within(node.span, Role.CLOSING, Role.OPENING):
            role = Role(said[0].label)
            if node.whole.start < len(self._text) * 0.2 or role is Role.CLOSING:
                return Reading((role,), (f"标题含“{said[0].phrase}”",), titled=True)
        return read_part(part, self._cues)

    def _assign_children(self, chapter: Node, told: set[Role]) -> None:
        critical = bool(set(chapter.roles) & _CRITICAL)
        union: list[Role] = list(chapter.roles)
        reasons = list(chapter.reasons)
        for child in chapter.children:
            reading = child.reading
            if critical:
                roles = (
                    tuple(role for role in reading.roles if role in _CRITICAL) if reading.titled and self._names_criticism(child) else ()
                )
                if roles and roles != chapter.roles:
                    child.roles, child.reasons = roles, reading.reasons
            else:
                roles = self._child_roles(child, reading, told)
            for role in roles:
                if role not in union:
                    union.append(role)
                    reasons.append(f"其中“{child.title}”{'；'.join(reading.reasons) or '的正文'}")
        if union != list(chapter.roles):
            if not critical and Role.DUTY not in union and Role.FEEDBACK not in chapter.roles:
                union.append(Role.DUTY)
            chapter.roles = tuple(role for role in _ORDER if role in union)
            chapter.reasons = tuple(reasons)

    def _names_criticism(self, child: Node) -> bool:
        """Whether a heading under a criticism heading names its part (（二）整改措施) and is not an item."""
        return (
            child.span is not None
            and not (child.heading and child.heading.run_in)
            and bool(self._cues.within(child.span, "problems", "causes", "measures", "plan"))
        )

    def _child_roles(self, child: Node, reading: Reading, told: set[Role]) -> tuple[Role, ...]:
        """Roles of a child that its chapter takes over: those the report has no chapter for."""
        roles = set(reading.roles) & {Role.STUDY, Role.INTEGRITY, Role.FEEDBACK}
        if not reading.titled:
            roles |= set(read_content(child.whole, child.whole.of(self._text), self._cues).roles)
        return tuple(role for role in _ORDER if role in roles and role not in told)

    @staticmethod
    def _settle_plans(chapters: list[Node]) -> None:
        """Plans beside measures that have a section of their own are plans only."""
        own = [c for c in chapters if Role.MEASURES in c.roles and Role.PLAN not in c.roles]
        for chapter in chapters:
            if own and Role.PLAN in chapter.roles and Role.PROBLEMS not in chapter.roles and Role.MEASURES in chapter.roles:
                chapter.roles = tuple(role for role in chapter.roles if role is not Role.MEASURES)

    # ----------------------------------------------------------------- tables

    def _add_registers(self) -> None:
        """The roles of tables that list problems: their chapter's too where it tells of criticism, else of a passage of their own."""
        for register in self._registers:
            start = self._paragraphs[register.first].span.start
            node = self._node_at(start)
            own = self._roles_above(node) if node is not None else frozenset[Role]()
            critical = bool(own & {Role.PROBLEMS, Role.CAUSES, Role.MEASURES})
            if not critical and (register.settled or Role.FEEDBACK in own):
                continue  # what was found last year and put right
            reasons = ("表格逐行列出问题",)
            if node is not None and critical:
                chapter = self._chapter_of(node)
                chapter.roles = tuple(role for role in _ORDER if role in {*chapter.roles, *register.roles})
                chapter.reasons = (*chapter.reasons, *reasons)
                continue
            self._insert(Passage(start, register.roles, reasons), level=1, parent=None)
            if node is not None and register.last + 1 < len(self._paragraphs):
                after = self._paragraphs[register.last + 1].span.start
                self._place(Passage(after, (), ()), self._chapter_of(node), critical=False)

    # ----------------------------------------------------------------- passages

    def _add_passages(self) -> None:
        reader = Reader(self._paragraphs, self._cues, len(self._text))
        headed = frozenset(role for node in self._nodes for role in node.roles)
        if not self._headings:
            self._add_plain(reader, self._front.first, len(self._paragraphs))
        else:
            self._add_preamble(reader)
            nodes = [node for node in self._nodes if node.heading is not None]
            tail = max((node.start for node in nodes if node.roles and not set(node.roles) & _CRITICAL), default=0)
            ends = [*(heading.index for heading in self._headings[1:]), len(self._paragraphs)]
            for node, following in zip(nodes, ends, strict=True):
                self._add_turns(reader, node, headed, following=following, tail=tail)
        self._add_closing()
        self._add_overlooked()

    def _add_plain(self, reader: Reader, first: int, end: int) -> None:
        region = self._after_lead_in(first, end)
        for passage in reader.plain(region):
            self._insert(passage, level=1, parent=None)

    def _after_lead_in(self, first: int, end: int) -> list[tuple[int, int]]:
        """The body of a text without headings: behind 现将…报告如下。, wherever in a paragraph that stands."""
        body = [i for i in range(first, end) if i not in self._front.noise]
        for position, i in enumerate(body[:3]):
            paragraph = self._paragraphs[i]
            said = self._cues.within(paragraph.span, "lead-in")
            if not said:
                continue
            offset = next((k for k in range(len(paragraph.text)) if paragraph.at(k, k + 1).start >= said[-1].span.end), len(paragraph.text))
            stop = next((k + 1 for k in range(offset, len(paragraph.text)) if paragraph.text[k] in "。：:！"), len(paragraph.text))
            rest = [(i, stop)] if paragraph.text[stop:].strip() else []
            return [*rest, *((j, 0) for j in body[position + 1 :])]
        return [(i, 0) for i in (body[1:] if len(body) >= 4 and not self._tells(body[0]) else body)]

    def _tells(self, index: int) -> bool:
        """Whether the first paragraph already tells of something, instead of opening the report."""
        paragraph = self._paragraphs[index]
        return len(paragraph.text) >= _TELLING and bool(read_content(paragraph.span, paragraph.text, self._cues).roles)

    def _add_preamble(self, reader: Reader) -> None:
        """Text between the lead-in and the first heading is a part of its own when it is long."""
        first = self._headings[0].index
        region = self._after_lead_in(self._front.first, first)
        if sum(len(self._paragraphs[i].text) - start for i, start in region) >= _LONG_PREAMBLE:
            for passage in reader.plain(region):
                self._insert(passage, level=1, parent=None)

    def _add_turns(self, reader: Reader, node: Node, headed: frozenset[Role], *, following: int, tail: int) -> None:
        """Passages in the node's own text, up to paragraph ``following``; from ``tail`` on no chapter of work comes any more."""
        heading = node.heading
        if heading is None:
            return
        own = self._roles_above(node)
        item = node.parent is not None and bool(own & {Role.PROBLEMS, Role.CAUSES, Role.MEASURES})
        region = [(heading.index, heading.end)] if heading.run_in and not item else []
        region += [(i, 0) for i in range(heading.index + 1, following) if i not in self._front.noise]
        critical = bool(own & {Role.PROBLEMS, Role.CAUSES, Role.MEASURES})
        if critical and node.parent is not None and node is not node.parent.children[-1]:
            return  # an item among items: 整改措施：… inside it belongs to it
        for passage in reader.turns(region, headed=headed - own if critical else headed, inside=own, open_ended=node.start >= tail):
            self._place(passage, self._chapter_of(node), critical=critical)

    def _place(self, passage: Passage, chapter: Node, *, critical: bool) -> None:
        """Insert a passage of ``chapter``: below it, where it goes on with it or belongs to its criticism; else beside it."""
        if not passage.roles:
            self._insert(Passage(passage.start, chapter.roles, ("接着上文",)), level=chapter.level + 1, parent=chapter)
        elif critical:
            chapter.roles = tuple(role for role in _ORDER if role in {*chapter.roles, *passage.roles})
            self._insert(passage, level=chapter.level + 1, parent=chapter)
        elif passage.roles == (Role.FEEDBACK,):
            self._insert(passage, level=chapter.level + 1, parent=chapter)
        else:
            self._insert(passage, level=1, parent=None)

    def _roles_above(self, node: Node) -> frozenset[Role]:
        current: Node | None = node
        while current is not None and not current.roles:
            current = current.parent
        return frozenset(current.roles) if current else frozenset()

    @staticmethod
    def _chapter_of(node: Node) -> Node:
        while not node.roles and node.parent is not None:
            node = node.parent
        return node

    def _add_closing(self) -> None:
        taken = frozenset(heading.index for heading in self._headings)
        begin = find_closing(self._paragraphs, self._front.first, self._front.noise, self._cues, taken)
        if begin is None or not self._nodes:
            return
        start = self._paragraphs[begin].span.start
        before = max((n for n in self._nodes if n.start < start), key=lambda n: n.start, default=None)
        if (
            before is None
            or (before.span is not None and not self._text[before.span.end : start].strip())
            or any(n.start > start for n in self._nodes)
        ):
            return
        if any(n.start == start and Role.MEASURES in n.roles for n in self._nodes):
            measured = [n for n in self._nodes if Role.MEASURES in n.roles]
            if len(measured) == 1:
                return
        self._nodes = [n for n in self._nodes if n.start != start]
        self._insert(Passage(start, (Role.CLOSING,), ("位于文末",)), level=1, parent=None)

    def _add_overlooked(self) -> None:
        """Problems and measures that nothing announced, looked for by content where none were found."""
        self._add_overlooked_chapters()
        roles = {role for node in self._nodes for role in node.roles}
        if Role.PROBLEMS in roles:
            return
        told, candidates = asides(self._paragraphs, self._running(), self._cues), self._unclaimed()
        ahead = min((n.start for n in self._nodes if {Role.MEASURES, Role.PLAN} & set(n.roles)), default=len(self._text))
        first = next((i for i, p in enumerate(self._paragraphs) if p.span.end > ahead), None)
        problems = overlooked_problems(self._paragraphs, candidates, self._cues, first) if len(told) < _SEVERAL else None
        if problems is None:
            self._add_asides(told)
            return
        self._claim(problems, (Role.PROBLEMS,))
        measures = overlooked_measures(self._paragraphs, candidates, problems) if Role.MEASURES not in roles else None
        if measures is not None:
            self._claim(measures, (Role.MEASURES, Role.PLAN))

    def _add_overlooked_chapters(self) -> None:
        """A chapter of items that confess, under whatever heading, and the chapter of promises behind it, or behind the causes."""
        if any(Role.PROBLEMS in node.roles for node in self._nodes):
            return
        chapters = [node for node in self._nodes if node.heading is not None and node.parent is None]
        for position, chapter in enumerate(chapters[:-1]):
            if set(chapter.roles) & (_CRITICAL | _FRAME) or chapter.start < len(self._text) / 3:
                continue
            causes = chapters[position + 1] if self._heads_causes(chapters[position + 1]) and position + 2 < len(chapters) else None
            following = chapters[position + 2] if causes else chapters[position + 1]
            measured = Role.MEASURES in following.roles
            promised = measured or (not set(following.roles) & _FRAME and promises(self._below(following), self._cues))
            if confesses(self._below(chapter), self._cues, answered=promised):
                self._retell(chapter, (Role.PROBLEMS,))
                if causes:
                    self._retell(causes, (Role.CAUSES,))
                if promised and not measured:
                    self._retell(following, (Role.MEASURES, Role.PLAN))
                return

    def _add_asides(self, told: Sequence[tuple[int, int]]) -> None:
        """Problems told in the last sentences of chapters, each a passage of its own."""
        for index, at in told:
            start = self._paragraphs[index].at(at, at + 1).start
            node = self._node_at(start)
            if node is None or self._roles_above(node) & (_CRITICAL | _FRAME):
                continue
            chapter = self._chapter_of(node)
            self._insert(Passage(start, (Role.PROBLEMS,), ("章节末尾讲到不足",)), level=1, parent=None)
            if index + 1 < len(self._paragraphs):
                self._place(Passage(self._paragraphs[index + 1].span.start, (), ()), chapter, critical=False)

    def _heads_causes(self, node: Node) -> bool:
        return node.span is not None and bool(self._cues.within(node.span, Role.CAUSES, "causes-weak"))

    def _below(self, chapter: Node) -> list[Paragraph]:
        return [p for p in self._paragraphs if chapter.whole.start < p.span.start < chapter.whole.end]

    def _retell(self, chapter: Node, roles: tuple[Role, ...]) -> None:
        """The whole of a chapter plays ``roles``, whatever single passages of it were taken for."""
        below = [node for node in self._nodes if chapter.whole.start < node.start < chapter.whole.end]
        self._nodes = [node for node in self._nodes if node not in below or node.heading is not None]
        for node in below:
            node.roles, node.reasons = (), ()
        chapter.roles, chapter.reasons = roles, (_BY_CONTENT,)

    def _running(self) -> list[int]:
        """The paragraphs of running text."""
        headings = {heading.index for heading in self._headings if not heading.run_in}
        return [i for i in range(self._front.first, len(self._paragraphs)) if i not in headings and i not in self._front.noise]

    def _unclaimed(self) -> list[int]:
        """Paragraphs of running text past the report's first third that neither criticism nor the frame of the report claims."""
        taken, third = _CRITICAL | _FRAME, len(self._text) / 3
        later = [(i, self._node_at(start)) for i in self._running() if (start := self._paragraphs[i].span.start) > third]
        return [i for i, node in later if node is not None and not taken & self._roles_above(node)]

    def _node_at(self, position: int) -> Node | None:
        return max((n for n in self._nodes if n.start <= position), key=lambda n: n.start, default=None)

    def _claim(self, index: int, roles: tuple[Role, ...]) -> None:
        """Paragraph ``index`` plays ``roles``: as the whole of its section where it stands right under the heading, else as a passage."""
        start = self._paragraphs[index].span.start
        node = self._node_at(start)
        own = node is not None and node.span is not None and not self._text[node.span.end : start].strip()
        if node is not None and (own or node.start == start):
            node.roles, node.reasons = roles, (_BY_CONTENT,)
        else:
            self._insert(Passage(start, roles, (_BY_CONTENT,)), level=1, parent=None)

    def _insert(self, passage: Passage, *, level: int, parent: Node | None) -> None:
        if any(node.start == passage.start for node in self._nodes):
            return
        node = Node(passage.start, level, parent=parent, roles=passage.roles, reasons=passage.reasons)
        at = next((i for i, other in enumerate(self._nodes) if other.start > passage.start), len(self._nodes))
        self._nodes.insert(at, node)
        if parent is None:
            adopt(self._nodes, at)
