"""What the kind of report asks for, held against what was found: one row a section or topic."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Document, Requirement, Span
from reports.labels import WEIGHTS
from reports.places import Place, Places
from reports.visible import clip, visible


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """A required section or topic: who asks, where it stands, how long it is."""

    name: str
    weight: str  # 必须有, 应当有
    source: str
    state: str  # "headed", "running" or "missing"
    state_label: str
    tone: str  # of what is missing: the severity of its absence
    places: tuple[Place, ...]
    characters: int
    items: int
    looked: str  # of what is missing: where it was looked for


def requirement_rows(document: Document, places: Places) -> tuple[RequirementRow, ...]:
    """The requirements of a report in their order, each with what was found."""
    return tuple(_row(requirement, document, places) for requirement in document.requirements)


def _row(requirement: Requirement, document: Document, places: Places) -> RequirementRow:
    state, words = _state(requirement)
    found = [_section_place(index, document, places) for index in requirement.sections]
    found += [places.of(passage, clip(document.read(passage), 36)) for passage in requirement.passages]
    return RequirementRow(
        name=visible(requirement.name),
        weight=WEIGHTS[requirement.severity],
        source=visible(requirement.source),
        state=state,
        state_label=words,
        tone=str(requirement.severity),
        places=tuple(found),
        characters=requirement.characters,
        items=requirement.items,
        looked=visible(requirement.looked) if state == "missing" else "",
    )


def _state(requirement: Requirement) -> tuple[str, str]:
    if requirement.sections:
        return "headed", "有专门章节"
    return ("running", "正文中写到") if requirement.passages else ("missing", "未见")


def _section_place(index: int, document: Document, places: Places) -> Place:
    section = document.sections[index]
    if section.heading:
        return places.of(section.heading, clip(document.read(section.heading), 36))
    return places.of(section.body, clip(document.read(Span(section.body.start, min(section.body.end, section.body.start + 60))), 36))
