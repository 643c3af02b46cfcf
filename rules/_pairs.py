"""What the rules that compare two reports have in common: who wrote them, and which passages both hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.likeness import Plain, plain, shared_runs
from checker.model import AlikePair, FolderContext, Place, Span, Traits

_LEVELS = ("镇乡街道办事处", "村社区", "局委办")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two reports share: the part of the shorter, 0 to 1, and the passages in step."""

    share: float
    runs: tuple[tuple[Place, Place], ...]


def same_author(one: Traits, other: Traits) -> bool:
    """Whether one person (or one team) wrote both: the same name, else the same unit and office."""
    if one.person and other.person:
        return one.person == other.person and (one.unit is None or other.unit is None or one.unit == other.unit)
    return bool(one.unit) and one.unit == other.unit and one.office == other.office and _is_team(one) == _is_team(other)


def _is_team(traits: Traits) -> bool:
    return traits.kind == "leadership-team"


def likeness(one: Traits, other: Traits, context: FolderContext, stock: str, shortest: int) -> Likeness:
    """The passages of at least ``shortest`` characters that both hold and ``stock`` (common text) does not."""
    names = (*one.names, *other.names)
    texts = [plain(context.fetch_text(traits.path), names) for traits in (one, other)]
    return _shared(one, other, texts, stock, shortest)


def criticism_likeness(one: Traits, other: Traits, context: FolderContext, stock: str, shortest: int) -> Likeness:
    """The same for problems and measures alone, where copying is plainest."""
    names = (*one.names, *other.names)
    texts = [_only(plain(context.fetch_text(traits.path), names), traits.criticism) for traits in (one, other)]
    return _shared(one, other, texts, stock, shortest)


def clusters(pairs: Sequence[AlikePair]) -> Iterator[list[AlikePair]]:
    """Pairs that hang together by a common report, in the order of their first report."""
    group: dict[str, int] = {}
    members: dict[int, list[AlikePair]] = {}
    for number, pair in enumerate(pairs):
        target = group.setdefault(pair.one, number)
        members.setdefault(target, [])
        source = group.get(pair.other, target)
        if source != target:
            members[target] += members.pop(source)
            for path, owner in group.items():
                if owner == source:
                    group[path] = target
        group[pair.other] = target
        members[target].append(pair)
    yield from members.values()


def merged(runs: Sequence[tuple[Place, Place]], further: Sequence[tuple[Place, Place]]) -> tuple[tuple[Place, Place], ...]:
    """``runs`` and those of ``further`` that stand in none of them, in the order of the second report."""
    spans = [other.span for _, other in runs]
    new = [run for run in further if not any(run[1].span.overlaps(span) for span in spans)]
    return tuple(sorted((*runs, *new), key=lambda run: run[1].span))


def _only(text: Plain, spans: Sequence[Span]) -> Plain:
    kept = [i for i, at in enumerate(text.offsets) if any(span.start <= at < span.end for span in spans)]
    return Plain("".join(text.text[i] for i in kept), [text.offsets[i] for i in kept])


def _shared(one: Traits, other: Traits, texts: Sequence[Plain], stock: str, shortest: int) -> Likeness:
    first, second = texts
    runs = [
        run for run in shared_runs(first.text, second.text, shortest=shortest) if second.text[run.other_start : run.other_end] not in stock
    ]
    shorter = min(len(first.text), len(second.text))
    places = tuple(
        (
            Place(one.path, Span(first.offsets[run.start], first.offsets[run.end - 1] + 1)),
            Place(other.path, Span(second.offsets[run.other_start], second.offsets[run.other_end - 1] + 1)),
        )
        for run in runs
    )
    return Likeness(sum(run.length for run in runs) / shorter if shorter else 0.0, places)


def common_stock(context: FolderContext, names: Sequence[str] = ()) -> str:
    """The template files' texts in comparable form, one after the other."""
    return "\n".join(plain(template, names).text for template in context.templates)


def tail(unit: str | None) -> str:
    """The last part of a unit's name: 清水县柳河镇 → 柳河镇."""
    match = re.search(r"[^省市县区州盟旗]{1,8}(?:镇|乡|街道|村|社区)(?=办事处|党委|党工委|$)", unit or "")
    return match[0] if match else unit or ""


def level(name: str) -> int | None:
    """Which level a place name is of: 0 for towns and subdistricts, 1 for villages, 2 for bureaus, None for others."""
    for number, endings in enumerate(_LEVELS):
        if name and name[-1] in endings:
            return number
    return None
