"""What a report says it is: kind, year, unit, post and person, from title, opening and signature. Never today's date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.model import Cue, Kind, Paragraph, Statement
from checker.outline.cues import CueIndex
from checker.outline.front import Front, names_report
from checker.outline.lexicon import OutlineLexicon
from checker.outline.lines import Line
from checker.outline.passages import is_signature
from checker.outline.posts import persons, posts
from checker.outline.years import year_of_body, years

KIND = "kind:"
# where a title names several, the first of these counts
_ORDER = (Kind.ACCOUNTABILITY_INTEGRITY, Kind.PARTY_BUILDING, Kind.LEADERSHIP_TEAM, Kind.SECONDED, Kind.DUTY_INTEGRITY, Kind.DUTY)


class Identity(NamedTuple):
    """The report's own word on itself; ``statements`` holds every place that says so."""

    kind: str
    year: int | None
    unit: str | None
    person: str | None
    office: str | None
    statements: tuple[Statement, ...]


def read_identity(
    paragraphs: Sequence[Paragraph], front: Front, opening: Sequence[int], cues: CueIndex, lexicon: OutlineLexicon
) -> Identity:
    """Read title, opening (paragraphs ``opening``) and signature."""
    heads = [Line(paragraphs[i], "title") for i in _title_lines(paragraphs, front)]
    openings = [Line(paragraphs[i], "opening") for i in opening if i not in front.block]
    ends = [Line(p, "signature") for p in _signature(paragraphs, front)]
    titled = list(_kinds(heads, cues))
    untitled = not front.title
    statements = [
        *titled,
        *(s for s in _kinds(openings, cues, any_words=untitled) if not (titled and s.value == Kind.DUTY)),  # every kind is a 述职
        *(s for line in (*heads, *openings, *ends) for s in years(line)),
        *(s for line in (*heads, *ends, *openings) for s in posts(line, lexicon)),
        *(s for line in (*heads, *ends, *openings) for s in persons(line, lexicon)),
    ]
    year = _first(statements, "year")
    return Identity(
        kind=_first(statements, "kind") or Kind.OTHER,
        year=int(year) if year else year_of_body(paragraphs),
        unit=_first(statements, "unit"),
        person=_first(statements, "person"),
        office=_first(statements, "office"),
        statements=tuple(sorted(statements, key=lambda s: (s.span, s.what))),
    )


def _title_lines(paragraphs: Sequence[Paragraph], front: Front) -> list[int]:
    """The lines of the head that speak of the report: the one that names its kind first, without motto and salutation."""
    lines = [i for i in front.block if not paragraphs[i].text.strip().endswith(("：", ":", "！", "，"))]
    main = next((i for i in lines if i in front.title and names_report(paragraphs[i].text)), None)
    if main is None:
        return lines
    before = [i for i in lines if i < main and not paragraphs[main].text.strip().startswith(("—", "-"))]
    return [main, *(i for i in lines if i > main), *before]


def _first(statements: Sequence[Statement], what: str) -> str | None:
    return next((s.value for where in ("title", "opening", "signature") for s in statements if s.what == what and s.where == where), None)


def _signature(paragraphs: Sequence[Paragraph], front: Front) -> Iterator[Paragraph]:
    """The short lines at the end of the report, watermarks apart."""
    for index in range(len(paragraphs) - 1, front.first, -1):
        if index in front.noise:
            continue
        if not is_signature(paragraphs[index].text.strip()):
            return
        yield paragraphs[index]


def _kinds(lines: Sequence[Line], cues: CueIndex, *, any_words: bool = False) -> Iterator[Statement]:
    """The kind that the lines name, at most one."""
    named = [
        (cue, line.where)
        for line in lines
        for cue in cues.labelled(KIND, line.paragraph.span)
        if any_words or line.where == "title" or _reports(cue)
    ]
    if not named:
        return
    cue, where = min(named, key=lambda pair: (_rank(pair[0].label.removeprefix(KIND)), -len(pair[0].phrase), pair[0].span))
    yield Statement("kind", cue.label.removeprefix(KIND), cue.span, where)


def _reports(cue: Cue) -> bool:
    """Whether words in an opening name the report itself: 作述责述廉; not 挂职任副镇长, 对领导班子进行考核."""
    return "述" in cue.phrase


def _rank(kind: str) -> int:
    """Kinds that settings add come before the shipped ones: whoever names a kind means it."""
    known = [str(k) for k in _ORDER]
    return known.index(kind) if kind in known else -1
