"""The page of one report: its data first (:func:`page_data`), then HTML (:func:`render_page`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from checker.model import Document, DocumentResult, Failure, Severity, Verdict
from reports.blocks import Block, blocks_of
from reports.criticism import Criticism, criticism_of
from reports.environment import render
from reports.labels import FAMILIES, ICONS, INCOMPLETE, JUDGEMENTS, MEANINGS, ROLES, SEVERITIES, SUMS, VERDICTS, label
from reports.ledger import Ledger, ledger_of
from reports.notes import Lapsed, Note, StoredVerdict, lapsed_of, notes_of
from reports.passages import Passage, passages_of
from reports.places import Place, Places
from reports.requirements import RequirementRow, requirement_rows
from reports.rule_texts import RuleBlock, RuleText, rule_blocks
from reports.sections import Part, criticism_share
from reports.visible import clip, count_characters, visible

__all__ = ["PageContext", "PageData", "RuleText", "StoredVerdict", "page_data", "render_page"]


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page says beside its report's own result."""

    rules: tuple[RuleText, ...]
    profile_name: str  # the kind of report in words
    version: str
    ruleset: str
    verdicts: tuple[tuple[str, StoredVerdict], ...]  # by fingerprint
    first_seen: tuple[tuple[str, str], ...]  # fingerprint → ISO date since when a finding stands
    index_href: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of what is known of the report: 年度 · 2024."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class FamilyCount:
    """How many open findings a family has, by severity."""

    family: str
    label: str
    errors: int
    warnings: int
    notices: int

    @property
    def cells(self) -> tuple[tuple[str, int], ...]:
        """The counts by severity, the gravest first."""
        return ((Severity.ERROR, self.errors), (Severity.WARNING, self.warnings), (Severity.NOTICE, self.notices))

    @property
    def total(self) -> int:
        """All three together."""
        return self.errors + self.warnings + self.notices


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What to look at first: one message and every finding that says it."""

    severity: str
    severity_label: str
    message: str
    notes: tuple[Note, ...]

    @property
    def numbers(self) -> str:
        """The findings' numbers, for the filters."""
        return " ".join(str(note.number) for note in self.notes)

    @property
    def rule(self) -> str:
        """The rule that says it."""
        return self.notes[0].rule


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading of the report for the way-finder at the side, with its open errors and warnings."""

    level: int
    title: str
    roles: tuple[str, ...]
    paragraph: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class PageData:
    """Everything the page shows, in the order in which it shows it."""

    title: str
    path: str
    verdict: str
    verdict_label: str
    meaning: str  # what the verdict asks of the reviewer
    icon: str
    errors: int
    warnings: int
    notices: int
    waived: tuple[Note, ...]
    lapsed: tuple[Lapsed, ...]
    unfilled: bool  # a template that was never filled in
    facts: tuple[Fact, ...]
    digest: str
    failures: tuple[Failure, ...]
    reading_warnings: tuple[str, ...]
    families: tuple[FamilyCount, ...]
    first: tuple[FirstLook, ...]  # open errors, then open warnings
    outline: tuple[OutlineEntry, ...]
    passages: tuple[Passage, ...]
    blocks: tuple[Block, ...]  # the same, as they are laid out
    requirements: tuple[RequirementRow, ...]
    criticism: Criticism | None
    ledger: Ledger | None
    rules: tuple[RuleBlock, ...]
    rules_crashed: tuple[str, ...]  # summaries of the rules that could not run to their end
    rules_off: tuple[str, ...]  # summaries
    rules_silent: tuple[str, ...]  # summaries of the rules that ran and found nothing
    kind_name: str
    version: str
    ruleset: str
    checked_on: str
    index_href: str

    @property
    def found(self) -> int:
        """All open findings together."""
        return self.errors + self.warnings + self.notices

    @property
    def missing(self) -> int:
        """How many required parts were not found."""
        return sum(row.state == "missing" for row in self.requirements)

    @property
    def readable(self) -> bool:
        """Whether there is a text to show."""
        return self.ledger is not None


def page_data(result: DocumentResult, context: PageContext) -> PageData:
    """The data of one report's page; of a file that could not be read, its failures and facts only."""
    document = result.document
    summaries = {rule.name: rule.summary for rule in context.rules}
    notes = notes_of(result, summaries, dict(context.verdicts), dict(context.first_seen))
    live = [note for note in notes if not note.waived]
    counts = Counter(note.severity for note in live)
    passages = passages_of(result, notes)
    places = Places(document) if document else None
    verdict = _verdict(live, unfinished=bool(result.failures))
    return PageData(
        title=_title(result),
        path=visible(result.path),
        verdict=str(verdict),
        verdict_label=VERDICTS[verdict],
        meaning=_meaning(verdict, live),
        icon=ICONS[verdict],
        errors=counts["error"],
        warnings=counts["warning"],
        notices=counts["notice"],
        waived=tuple(note for note in notes if note.waived),
        lapsed=lapsed_of(result, dict(context.verdicts)),
        unfilled=any(dict(finding.details).get("template") is True for finding in result.findings),
        facts=tuple(_facts(result, context)),
        digest=result.digest,
        failures=tuple(_visible_failure(failure) for failure in result.failures),
        reading_warnings=tuple(visible(warning) for warning in document.source.warnings) if document else (),
        families=_families(live),
        first=_first_look(live),
        outline=_outline(document, places, live) if document and places else (),
        passages=passages,
        blocks=blocks_of(passages),
        requirements=requirement_rows(document, places) if document and places else (),
        criticism=criticism_of(document, places) if document and places else None,
        ledger=ledger_of(document, places) if document and places else None,
        rules=rule_blocks(context.rules, live),
        rules_crashed=tuple(summaries.get(f.rule, f.rule) for f in result.failures if f.rule),
        rules_off=tuple(summaries.get(name, name) for name in result.rules_off),
        rules_silent=_silent(result, context.rules) if document else (),
        kind_name=context.profile_name,
        version=context.version,
        ruleset=context.ruleset,
        checked_on=readable_time(result.checked_on),
        index_href=context.index_href,
    )


def render_page(data: PageData) -> str:
    """The page as one self-contained HTML file."""
    return render("page.html", "page", data=data, severities=SEVERITIES, judgements=JUDGEMENTS, sums=SUMS)


def readable_time(iso: str) -> str:
    """An ISO time as a person writes it: 2026-11-02 08:30; as it is where it is none."""
    try:
        return datetime.fromisoformat(iso).strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return visible(iso)


def _verdict(live: Sequence[Note], *, unfinished: bool) -> Verdict:
    if unfinished:
        return Verdict.UNFINISHED
    severities = {note.severity for note in live}
    if Severity.ERROR in severities:
        return Verdict.REVISE
    return Verdict.REVIEW if Severity.WARNING in severities else Verdict.CLEAR


def _meaning(verdict: Verdict, live: Sequence[Note]) -> str:
    errors = [note for note in live if note.severity == Severity.ERROR]
    if verdict is Verdict.REVISE and all(note.absent for note in errors):
        return INCOMPLETE
    return MEANINGS[verdict]


def _title(result: DocumentResult) -> str:
    document = result.document
    title = clip(document.read(document.title), 80) if document and document.title else ""
    return title or visible(PurePosixPath(result.path).name) or "未命名"


def _facts(result: DocumentResult, context: PageContext) -> Iterable[Fact]:
    document = result.document
    if document is None:
        yield Fact("格式", result.format or "未知")
        return
    share = criticism_share([Part(tuple(map(str, s.roles)), s.parent, s.end - s.start) for s in document.sections])
    yield Fact("文种", context.profile_name)
    yield Fact("年度", f"{document.year}年" if document.year else "未写明")
    yield Fact("单位", visible(document.unit or "未写明"))
    if document.person:
        yield Fact("姓名", visible(document.person))
    if document.office:
        yield Fact("职务", visible(document.office))
    yield Fact("字数", f"{count_characters(document.text)}字")
    yield Fact("自我批评", "—" if share is None else f"占全文 {share:.0%}")


def _visible_failure(failure: Failure) -> Failure:
    return Failure(failure.what, visible(failure.reason), visible(failure.advice), failure.rule)


def _families(live: Sequence[Note]) -> tuple[FamilyCount, ...]:
    counts = Counter((note.family, note.severity) for note in live)
    rows = (
        FamilyCount(family, words, counts[family, "error"], counts[family, "warning"], counts[family, "notice"])
        for family, words in FAMILIES.items()
    )
    return tuple(row for row in rows if row.total)


def _first_look(live: Sequence[Note]) -> tuple[FirstLook, ...]:
    """Open errors and warnings, the gravest first, then in reading order; equal messages together."""
    groups: dict[tuple[str, str, str], list[Note]] = {}
    for note in sorted(live, key=lambda note: (-Severity(note.severity).rank, note.number)):
        if note.severity != Severity.NOTICE:
            groups.setdefault((note.severity, note.rule, note.message), []).append(note)
    return tuple(FirstLook(notes[0].severity, notes[0].severity_label, notes[0].message, tuple(notes)) for notes in groups.values())


def _outline(document: Document, places: Places, live: Sequence[Note]) -> tuple[OutlineEntry, ...]:
    """The headed sections with what stands between each heading and the next."""
    headed: list[tuple[Place, int]] = []
    for index, section in enumerate(document.sections):
        if section.heading:
            headed.append((places.of(section.heading, clip(document.read(section.heading).rstrip("。：:"), 40)), index))
    entries = []
    for nth, (place, index) in enumerate(headed):
        end = headed[nth + 1][0] if nth + 1 < len(headed) else None
        inside = Counter(
            note.severity for note in live if _before_or_at(place, note.place) and (end is None or not _before_or_at(end, note.place))
        )
        section = document.sections[index]
        roles = tuple(label(ROLES, role) for role in section.roles)
        entries.append(OutlineEntry(min(section.level, 3), place.quote, roles, place.number, inside["error"], inside["warning"]))
    return tuple(entries)


def _before_or_at(first: Place, second: Place) -> bool:
    return (first.number, first.start) <= (second.number, second.start)


def _silent(result: DocumentResult, rules: Sequence[RuleText]) -> tuple[str, ...]:
    """Rules that ran and found nothing: neither off nor crashed."""
    spoken = {finding.rule for finding in result.findings} | set(result.rules_off) | {f.rule for f in result.failures}
    return tuple(rule.summary for rule in rules if rule.name not in spoken)
