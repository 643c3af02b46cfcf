"""A finding as the margin shows it: what is wrong, why, what to write instead, and where else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.model import Document, DocumentResult, Finding, Related
from reports.labels import FAMILIES, JUDGEMENTS, SEVERITIES, WAIVING, label
from reports.places import Place, Places
from reports.visible import clip, visible

_FEW = 4  # so many further places are quoted one by one; more are counted by paragraph


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """What a reviewer said of a finding: agree, false-alarm, fixed or waive; why, who, and when (ISO date)."""

    verdict: str
    reason: str
    by: str
    at: str
    quote: str = ""  # the words it was given on


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A verdict whose passage has changed or gone: it holds for nothing any more, and is shown so that nobody wonders."""

    label: str
    reason: str
    by: str
    at: str
    quote: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reviewer's verdict in the page's words; ``waived`` takes the finding out of the counts."""

    label: str
    reason: str
    by: str
    at: str
    waived: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A further place of a finding: a quoted one with its label, or ``count`` places in one paragraph."""

    place: Place
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Note:
    """One finding, numbered in reading order from 1."""

    number: int
    fingerprint: str
    severity: str
    severity_label: str
    family: str
    family_label: str
    rule: str
    rule_summary: str
    message: str
    evidence: tuple[str, ...]  # lines
    suggestion: str
    place: Place
    elsewhere: tuple[Elsewhere, ...]
    places: int  # all its places together
    since: str  # ISO date since when it stands, "" where not known
    judgement: Judgement | None
    absent: bool  # it tells of something missing: its place is only where one would look for it

    @property
    def waived(self) -> bool:
        """Whether a reviewer took it out of the counts."""
        return self.judgement is not None and self.judgement.waived

    @property
    def many(self) -> bool:
        """Whether it is one finding for many like places, each as wrong as the first."""
        return self.places > _FEW + 1

    @property
    def has_more(self) -> bool:
        """Whether there is more to read than its message."""
        return bool(self.evidence or self.elsewhere)


def notes_of(
    result: DocumentResult, summaries: Mapping[str, str], verdicts: Mapping[str, StoredVerdict], first_seen: Mapping[str, str]
) -> tuple[Note, ...]:
    """All findings of a report that was read, in reading order."""
    if result.document is None:
        return ()
    places = Places(result.document)
    ordered = sorted(result.findings, key=lambda f: (f.span, -f.severity.rank, f.rule, f.fingerprint))
    return tuple(
        _note(number, finding, result.document, places, summaries, verdicts, first_seen) for number, finding in enumerate(ordered, 1)
    )


def _note(
    number: int,
    finding: Finding,
    document: Document,
    places: Places,
    summaries: Mapping[str, str],
    verdicts: Mapping[str, StoredVerdict],
    first_seen: Mapping[str, str],
) -> Note:
    return Note(
        number=number,
        fingerprint=finding.fingerprint,
        severity=str(finding.severity),
        severity_label=SEVERITIES[finding.severity],
        family=str(finding.family),
        family_label=label(FAMILIES, finding.family),
        rule=finding.rule,
        rule_summary=summaries.get(finding.rule, finding.rule),
        message=visible(finding.message),
        evidence=tuple(visible(line) for line in finding.evidence.splitlines() if line.strip()),
        suggestion=visible(finding.suggestion),
        place=places.of(finding.span, clip(finding.quote, 60)),
        elsewhere=_elsewhere(finding.related, document, places),
        places=1 + len(finding.related),
        since=first_seen.get(finding.fingerprint, "")[:10],
        judgement=judgement_of(verdicts.get(finding.fingerprint)),
        absent=is_absence(finding),
    )


def lapsed_of(result: DocumentResult, verdicts: Mapping[str, StoredVerdict]) -> tuple[Lapsed, ...]:
    """The verdicts that no finding of a report that was read answers to any more, the latest first."""
    if result.document is None:
        return ()
    standing = {finding.fingerprint for finding in result.findings}
    return lapsed_lines(v for name, v in verdicts.items() if name not in standing)


def lapsed_lines(verdicts: Iterable[StoredVerdict]) -> tuple[Lapsed, ...]:
    """Verdicts that hold for nothing any more, the latest first."""
    gone = sorted(verdicts, key=lambda v: v.at, reverse=True)
    return tuple(
        Lapsed(label(JUDGEMENTS, v.verdict), visible(v.reason), visible(v.by), v.at[:10], clip(visible(v.quote), 60)) for v in gone
    )


def is_absence(finding: Finding) -> bool:
    """Whether the finding tells of something missing, so that its passage is only the place to look."""
    details = dict(finding.details)
    return details.get("absent") is True or finding.rule in {"missing-section", "no-problems", "no-measures", "missing-causes"}


def judgement_of(stored: StoredVerdict | None) -> Judgement | None:
    """A stored verdict in the page's words."""
    if stored is None:
        return None
    waived = stored.verdict in WAIVING
    return Judgement(label(JUDGEMENTS, stored.verdict), visible(stored.reason), visible(stored.by), stored.at[:10], waived)


def _elsewhere(related: Sequence[Related], document: Document, places: Places) -> tuple[Elsewhere, ...]:
    """A few places are quoted; many are counted by paragraph, so that ninety gaps stay readable."""
    if len(related) <= _FEW:
        return tuple(Elsewhere(places.of(other.span, clip(document.read(other.span), 40)), visible(other.label), 1) for other in related)
    counts: Counter[int] = Counter()
    first: dict[int, Place] = {}
    for other in related:
        place = places.of(other.span)
        counts[place.number] += 1
        first.setdefault(place.number, place)
    return tuple(Elsewhere(first[number], "", counts[number]) for number in sorted(first))
