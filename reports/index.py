"""The folder's index: one row a report, the worst first. Rows come from result JSON, so those of earlier runs stand beside new ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from checker.model import Attendance, Failure, Skipped, Verdict
from reports.environment import pieces
from reports.folder_block import FolderNote, RosterBlock, folder_notes, roster_block
from reports.labels import CHANGES, FAMILIES, ICONS, JUDGEMENTS, KINDS, VERDICTS, WAIVING, label
from reports.notes import Lapsed, StoredVerdict, lapsed_lines
from reports.page import readable_time
from reports.sections import Part, criticism_share
from reports.trend import Trend
from reports.visible import clip, visible

_WORST_FIRST = (Verdict.UNFINISHED, Verdict.REVISE, Verdict.REVIEW, Verdict.CLEAR)


@dataclass(frozen=True, slots=True)
class RunInfo:
    """The run that writes this index."""

    started: str  # ISO time
    seconds: float
    version: str
    ruleset: str
    organisation: str
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """What lies in the site beside the pages."""

    copies: Mapping[str, str]  # annotated Word copies, by the name of the page they were made from
    exports: tuple[str, ...]  # the workbook and files for build servers


@dataclass(frozen=True, slots=True)
class Link:
    """A file to open, by its name."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class FamilyTally:
    """Open errors and warnings of one family in one report."""

    family: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One report on the index. ``page`` is its page's name below the site."""

    page: str
    path: str
    title: str
    read: bool  # False for a file that could not be read
    verdict: str
    unit: str
    person: str
    kind: str
    year: int | None
    errors: int
    warnings: int
    notices: int
    families: tuple[FamilyTally, ...]
    problems: int
    unanswered: int
    share: float | None
    characters: int
    failure: str
    advice: str
    copy: str = ""  # the link to its annotated copy
    change: str = ""  # against the last run: new, changed, same; empty where there is nothing to compare with
    fresh: int = 0  # open errors and warnings that the last run did not have, of a report that it had

    @property
    def href(self) -> str:
        """The link to the page, safe for any name."""
        return quote(self.page)

    @property
    def where(self) -> str:
        """Its path below the title; its folder where the title is only the file's name."""
        folder, _, name = self.path.rpartition("/")
        return folder if name == self.title else self.path

    @property
    def verdict_label(self) -> str:
        """The verdict in words."""
        return VERDICTS[Verdict(self.verdict)]

    @property
    def change_label(self) -> str:
        """Against the last run, in words."""
        return CHANGES.get(self.change, "")

    @property
    def icon(self) -> str:
        """The shape that goes with the verdict."""
        return ICONS[self.verdict]

    @property
    def gravity(self) -> int:
        """The verdict as a number to sort by, the worst 0."""
        return _WORST_FIRST.index(Verdict(self.verdict))

    @property
    def percent(self) -> int | None:
        """The share of self-criticism in whole per cent."""
        return None if self.share is None else round(self.share * 100)


@dataclass(frozen=True, slots=True)
class Total:
    """How many reports bear one verdict."""

    verdict: str
    label: str
    icon: str
    count: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column that can be sorted by."""

    name: str
    label: str
    numeric: bool = False


_COLUMNS = (
    Column("verdict", "结论"),
    Column("title", "报告"),
    Column("unit", "单位"),
    Column("person", "姓名"),
    Column("kind", "文种"),
    Column("errors", "错误", numeric=True),
    Column("warnings", "警告", numeric=True),
    Column("families", "涉及"),
    Column("unanswered", "未答问题", numeric=True),
    Column("share", "自我批评", numeric=True),
)
_SPARSE = ("unit", "person")  # columns that are left out where nobody says anything in them


@dataclass(frozen=True, slots=True)
class IndexData:
    """Everything the index shows."""

    organisation: str
    columns: tuple[Column, ...]
    absent: tuple[str, ...]  # columns that no row has anything to say in
    rows: tuple[Row, ...]
    totals: tuple[Total, ...]
    errors: int
    warnings: int
    unanswered: int
    units: int
    failures: tuple[Failure, ...]  # folder rules that could not run
    roster: RosterBlock | None
    folder: tuple[FolderNote, ...]
    folder_waived: tuple[FolderNote, ...]  # those that a reviewer took out of the counts
    lapsed: tuple[Lapsed, ...]  # verdicts on findings over several reports that nothing answers to any more
    skipped: tuple[Skipped, ...]
    exports: tuple[Link, ...]
    trend: Trend | None
    started: str
    seconds: str
    version: str
    ruleset: str

    def absent_with(self, severity: str) -> int:
        """How many of the errors or warnings stand in no row of the table: reports that are missing."""
        return sum(report.severity == severity for report in self.roster.missing) if self.roster else 0

    @property
    def judged(self) -> bool:
        """Whether there is a finding on this page that can be judged."""
        missing = self.roster.missing if self.roster else ()
        return bool(self.folder or self.folder_waived or any(report.fingerprint for report in missing))


def row_from_json(document: Mapping[str, Any], page: str, change: str = "") -> Row:
    """The row of a report from its JSON object, the name of its page, and how it stands against the last run."""
    live = [f for f in document["findings"] if not (f["verdict"] and f["verdict"]["verdict"] in WAIVING)]
    counts = Counter(finding["severity"] for finding in live)
    families = Counter(finding["family"] for finding in live if finding["severity"] != "notice")
    failure = document["failures"][0] if document["failures"] else {"reason": "", "advice": ""}
    sections = document["sections"]
    return Row(
        page=page,
        path=visible(document["path"]),
        title=clip(document["title"] or PurePosixPath(document["path"]).name, 60),
        read=document["status"] == "checked",
        verdict=document["verdict"],
        unit=visible(document["unit"] or ""),
        person=visible(document["person"] or ""),
        kind=label(KINDS, document["kind"]) if document["status"] == "checked" else "",
        year=document["year"],
        errors=counts["error"],
        warnings=counts["warning"],
        notices=counts["notice"],
        families=tuple(FamilyTally(family, words, families[family]) for family, words in FAMILIES.items() if families[family]),
        problems=len(document["problems"]),
        unanswered=sum(not problem["answered"] for problem in document["problems"]),
        share=criticism_share([Part(tuple(s["roles"]), s["parent"], s["end"] - s["start"]) for s in sections]),
        characters=document["characters"],
        failure=visible(failure["reason"]),
        advice=visible(failure["advice"]),
        change=change,
        fresh=sum(f["state"] == "new" and f["severity"] != "notice" for f in live) if change in {"changed", "same"} else 0,
    )


def index_data(
    rows: Iterable[Row],
    run: RunInfo,
    folder: Iterable[Mapping[str, Any]] = (),
    *,
    pages: Iterable[tuple[str, str]] = (),
    failures: Iterable[Failure] = (),
    attendance: Attendance | None = None,
    files: Files | None = None,
    lapsed: Iterable[StoredVerdict] = (),
    trend: Trend | None = None,
) -> IndexData:
    """The index over ``rows``: unfinished ones first, then by errors and warnings, then by path.

    ``folder`` holds the folder findings as the result JSON has them, ``pages`` the fingerprints of those with a page where
    their reports stand side by side, ``failures`` the folder rules that could not run, ``attendance`` the roster's counts,
    ``files`` what lies beside the pages, ``lapsed`` the verdicts on folder findings that nothing answers to any more,
    ``trend`` how the folder changed from run to run.
    """
    copies = files.copies if files else {}
    linked = (replace(row, copy=quote(copies[row.page])) if row.page in copies else row for row in rows)
    ordered = sorted(linked, key=lambda r: (r.gravity, -r.errors, -r.warnings, -r.unanswered, r.path))
    counts = Counter(row.verdict for row in ordered)
    alike = list(folder)
    notes = folder_notes(alike, {row.path: row.href for row in ordered}, dict(pages), roster=attendance is not None)
    return IndexData(
        organisation=run.organisation,
        columns=_COLUMNS,
        absent=tuple(name for name in _SPARSE if ordered and not any(getattr(row, name) for row in ordered)),
        rows=tuple(ordered),
        totals=tuple(Total(str(v), VERDICTS[v], ICONS[v], counts[v]) for v in _WORST_FIRST),
        errors=sum(row.errors for row in ordered) + _once(alike, ordered, "error"),
        warnings=sum(row.warnings for row in ordered) + _once(alike, ordered, "warning"),
        unanswered=sum(row.unanswered for row in ordered),
        units=len({row.unit for row in ordered if row.unit}),
        failures=tuple(Failure(f.what, visible(f.reason), visible(f.advice), f.rule) for f in failures),
        roster=roster_block(attendance, sum(not row.read for row in ordered), alike) if attendance else None,
        folder=tuple(note for note in notes if not note.waived),
        folder_waived=tuple(note for note in notes if note.waived),
        lapsed=lapsed_lines(lapsed),
        skipped=tuple(Skipped(visible(s.path), visible(s.reason)) for s in run.skipped),
        exports=tuple(Link(visible(name), quote(name)) for name in sorted(files.exports)) if files else (),
        trend=trend,
        started=readable_time(run.started),
        seconds=f"{run.seconds:.1f}",
        version=run.version,
        ruleset=run.ruleset,
    )


def _once(folder: Iterable[Mapping[str, Any]], rows: Iterable[Row], severity: str) -> int:
    """What to add to the rows' sum so that a finding over several reports counts once, and one over none at all."""
    paths = {row.path for row in rows}
    return sum(
        1 - len({visible(p["path"]) for p in finding["places"]} & paths)
        for finding in folder
        if finding["severity"] == severity and not (finding["verdict"] and finding["verdict"]["verdict"] in WAIVING)
    )


def index_pieces(data: IndexData) -> Iterator[str]:
    """The page as one self-contained HTML file, piece by piece: of ten thousand reports it has thirty megabytes."""
    return pieces("index.html", "index", data=data, judgements=JUDGEMENTS)


def render_index(data: IndexData) -> str:
    """The same whole."""
    return "".join(index_pieces(data))
