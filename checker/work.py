"""What a worker does with one file: read, annotate, check, and lay out its page.

Beside :mod:`checker.run` the only module that joins engine, rules and reports. A process
prepares once (:func:`prepare`) and then does any number of files (:func:`do`).
"""

from __future__ import annotations

import gc
import hashlib
import socket
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rules.lexicon
from checker.discovery import File
from checker.engine import check_document
from checker.in_force import text_of
from checker.lexicon import Lexicon
from checker.model import Document, DocumentResult, Failure, ReadError, Refusal
from checker.readers import ReadLimits, read_source
from checker.settings import Settings
from checker.store import Compared, Judged
from checker.traits import find_traits, to_parts
from reports.environment import warm_up
from reports.json_result import as_json, brief_of, document_json
from reports.page import PageContext, RuleText, StoredVerdict, page_data, render_page
from rules import RULES

if TYPE_CHECKING:
    from checker.pipeline import Annotator


@dataclass(frozen=True, slots=True)
class Order:
    """What a run asks for: its settings and what the command line overrules."""

    settings: Settings
    kind: str | None
    year: int | None
    checked_on: str  # ISO date and time of the run
    version: str
    ready: Path | None = None  # where files that LibreOffice must convert lie converted


@dataclass(frozen=True, slots=True)
class Task:
    """One file to check, with what the store knows of its findings."""

    file: File
    judged: tuple[Judged, ...] = ()
    standing: tuple[tuple[str, str], ...] = ()  # fingerprint → ISO time since when it stands, from the last run
    earlier: bool = False  # one of last year's reports: compared with this year's, never published


@dataclass(frozen=True, slots=True)
class Done:
    """One file's result, ready to publish: its JSON object, its page, and the seconds each stage took.

    Whatever is only stored or written is text already: the process that gathers results has least time of all.
    """

    brief: Mapping[str, Any]  # of the JSON object what counts and the index need
    result: str  # the JSON object
    page: bytes
    compared: Compared | None  # without its key; None for a file that could not be read
    timings: tuple[tuple[str, float], ...]


@dataclass(slots=True)
class _Worker:
    order: Order
    annotator: Annotator


_worker: _Worker | None = None  # one a process, made by prepare(): loading the word model takes a second


def prepare(order: Order) -> None:
    """Make this process ready. Called again with the same settings (after a fork) it keeps the loaded model."""
    global _worker
    if _worker is not None and _worker.order.settings == order.settings:
        _worker.order = order
        return
    from checker.pipeline import Annotator

    _worker = _Worker(order, Annotator(Lexicon.from_tables(rules.lexicon.tables()), order.settings))
    warm_up()  # once, before the fork: each worker would compile the templates for itself
    # What is loaded stays for good, and a report makes much that lives as long as its page: looking through it for
    # rings after every 700 new objects, as Python does by itself, would take a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def prepare_elsewhere(order: Order, rules_there: str) -> None:
    """The same in a process that somebody else started: it must run the same code and data, or results would differ by machine.

    Raises:
        Refusal: where it does not.
    """
    if ruleset() != rules_there:
        raise Refusal(f"{socket.gethostname()} 上装的是另一版本的规则，请在每台机器上安装同一版本的本程序。")
    prepare(order)


def do(task: Task) -> Done:
    """One file, from path to page. Whatever is wrong with the file is told in the result, not raised."""
    if _worker is None:
        message = "prepare() must run before do()"
        raise RuntimeError(message)
    return finish(check_file(task.file, _worker.order, _worker.annotator), task, _worker.order)


def check_file(file: File, order: Order, annotator: Annotator) -> DocumentResult:
    """Read, annotate and check one file."""
    settings = order.settings
    began = time.perf_counter()
    try:
        source = read_source(file.path, file.name, limits(settings), order.ready)
    except ReadError as error:
        return unread(file, error.reason, error.advice, order)
    read = time.perf_counter()
    document = annotator.annotate(source, kind=order.kind, year=order.year)
    annotated = time.perf_counter()
    result = check_document(document, RULES, settings.profile(document.kind), checked_on=order.checked_on)
    checked = time.perf_counter()
    stages = (("read", read - began), ("annotate", annotated - read), ("rules", checked - annotated))
    return with_timings(result, stages)


def unread(file: File, reason: str, advice: str, order: Order) -> DocumentResult:
    """The result of a file that could not be read or checked to the end."""
    failure = Failure("reading", reason, advice)
    return DocumentResult(
        path=file.name,
        digest=digest_of(file.path),
        format=file.path.suffix.lower().lstrip("."),
        document=None,
        failures=(failure,),
        checked_on=order.checked_on,
    )


def with_timings(result: DocumentResult, stages: tuple[tuple[str, float], ...]) -> DocumentResult:
    """The result with the seconds of the stages before the rules."""
    from dataclasses import replace

    return replace(result, timings=(*stages, *result.timings))


def finish(result: DocumentResult, task: Task, order: Order) -> Done:
    """The JSON object and the page of a result, with the verdicts that hold for it."""
    began = time.perf_counter()
    kind = result.document.kind if result.document else "other"
    profile = order.settings.profile(kind)
    judged = _honoured(task.judged, result, profile.unwaivable)
    context = PageContext(
        rules=rule_texts(),
        profile_name=profile.name,
        version=order.version,
        ruleset=ruleset(),
        verdicts=tuple((j.fingerprint, StoredVerdict(j.verdict, j.reason, j.by, j.at, j.quote)) for j in judged),
        first_seen=task.standing,
        index_href="../index.html",
    )
    page = render_page(page_data(result, context)).encode()
    document = document_json(
        result,
        states=dict.fromkeys(dict(task.standing), "known"),
        verdicts={j.fingerprint: j.as_json() for j in judged},
    )
    compared = _compared(result.document, earlier=task.earlier) if result.document else None
    return Done(brief_of(document), as_json(document), page, compared, (*result.timings, ("page", time.perf_counter() - began)))


def _compared(document: Document, *, earlier: bool) -> Compared:
    return Compared("", *to_parts(find_traits(document, earlier=earlier)), zlib.compress(document.text.encode(), 1))


def _honoured(judged: tuple[Judged, ...], result: DocumentResult, unwaivable: tuple[str, ...]) -> tuple[Judged, ...]:
    """The verdicts without waivers of findings whose rule may not be waived."""
    fixed = {finding.fingerprint for finding in result.findings if finding.rule in unwaivable}
    return tuple(j for j in judged if not (j.verdict == "waive" and j.fingerprint in fixed))


def limits(settings: Settings) -> ReadLimits:
    """The readers' limits as the settings have them."""
    return ReadLimits(
        file_bytes=settings.megabytes * 1_000_000,
        members=settings.members,
        unpacked_bytes=settings.unpacked_megabytes * 1_000_000,
        part_bytes=settings.part_megabytes * 1_000_000,
        ratio=settings.ratio,
        depth=settings.depth,
        characters=settings.characters,
        pages=settings.pages,
        helper_seconds=settings.helper_seconds,
        helper_bytes=settings.helper_megabytes * 1_000_000,
        ofd=settings.ofd,
    )


def digest_of(path: Path) -> str:
    """SHA-256 of the file's bytes; empty where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


@cache
def rule_texts() -> tuple[RuleText, ...]:
    """Every rule as pages tell of it."""
    return tuple(map(text_of, RULES))


@cache
def ruleset() -> str:
    """A short name for the code and data that decide results: it changes when any of them does."""
    total = hashlib.sha256()
    for package in ("checker", "rules", "reports"):
        for name, data in _contents(resources.files(package), package):
            total.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return total.hexdigest()[:12]


def _contents(folder: Any, name: str) -> list[tuple[str, bytes]]:
    """Every file below a package folder but caches and the word model, which has its own checksum."""
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: str(entry.name)):
        if entry.is_dir():
            if entry.name != "__pycache__":
                found += _contents(entry, f"{name}/{entry.name}")
        elif not entry.name.endswith((".pyc", ".msgpack", ".npz")):
            found.append((f"{name}/{entry.name}", entry.read_bytes()))
    return found
