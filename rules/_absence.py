"""Where an absence is shown: the last words before the place at which a reader would expect what is missing."""

from __future__ import annotations

import re

from checker.model import Document, Role, Section, Span

# what comes after each role in a report, so that its place is before the first of these
_AFTER: dict[Role | None, frozenset[Role]] = {
    Role.STUDY: frozenset({Role.DUTY, Role.INTEGRITY, Role.FEEDBACK, Role.PROBLEMS, Role.CAUSES, Role.MEASURES, Role.PLAN, Role.CLOSING}),
    Role.FEEDBACK: frozenset({Role.STUDY, Role.DUTY, Role.INTEGRITY, Role.PROBLEMS, Role.CAUSES, Role.MEASURES, Role.PLAN, Role.CLOSING}),
    Role.DUTY: frozenset({Role.INTEGRITY, Role.PROBLEMS, Role.CAUSES, Role.MEASURES, Role.PLAN, Role.CLOSING}),
    Role.INTEGRITY: frozenset({Role.PROBLEMS, Role.CAUSES, Role.MEASURES, Role.PLAN, Role.CLOSING}),
    None: frozenset({Role.PROBLEMS, Role.CAUSES, Role.MEASURES, Role.PLAN, Role.CLOSING}),
}
_LONGEST = 60
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]?\s*$")
_CLAUSE = re.compile(r"[^，；、：。\n]*[。；！？]?\s*$")


def expected_place(document: Document, role: Role | None) -> Span:
    """The last sentence (or heading) before the place of ``role``; None stands for a topic of the organisation's own."""
    after = _AFTER[role]
    sections = document.sections
    following = next((i for i, section in enumerate(sections) if section.level > 0 and after.intersection(section.roles)), len(sections))
    before = sections[max(0, following - 1)]
    return last_words(document, before)


def last_words(document: Document, section: Section) -> Span:
    """The end of a section: its last sentence, the last clause of a long one, its heading where nothing stands below."""
    text = section.body.of(document.text)
    ended = len(text.rstrip())
    if not text[:ended].strip():
        return section.heading or Span(section.start, min(section.end, section.start + _LONGEST))
    for pattern in (_SENTENCE, _CLAUSE):
        match = pattern.search(text, max(0, ended - 400), ended)
        if match and 0 < ended - match.start() <= _LONGEST:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            if start < ended:
                return Span(section.body.start + start, section.body.start + ended)
    start = ended - _LONGEST
    return Span(section.body.start + max(0, start), section.body.start + ended)


def first_words(document: Document, section: Section) -> Span:
    """The first sentence under a heading, cut where it is long; the heading where nothing stands below."""
    text = section.body.of(document.text)
    lead = len(text) - len(text.lstrip())
    if lead == len(text):
        return section.heading or section.body
    stop = re.compile(r"[。；！？\n]").search(text, lead)
    end = min(stop.end() if stop else len(text), lead + _LONGEST)
    return Span(section.body.start + lead, section.body.start + end)
