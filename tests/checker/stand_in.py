"""A stand-in for the analysis: real results in shape, made in no time, for tests of what happens around it.

Each line of a report that begins with 错 is an error, with 警 a warning; the rest is text.
"""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

from checker import work
from checker.model import Document, DocumentResult, Family, Finding, Kind, Severity, Source, Span
from checker.store import Compared
from checker.traits import find_traits, to_parts
from reports.environment import GENERATOR
from reports.json_result import as_json, brief_of, document_json

SEVERITIES = {"错": Severity.ERROR, "警": Severity.WARNING}


def prepare(order: work.Order) -> None:
    """Nothing to load."""


def do(task: work.Task) -> work.Done:
    """One report, read as UTF-8, with a small page."""
    data = Path(task.file.path).read_bytes()
    text, digest = data.decode(), hashlib.sha256(data).hexdigest()
    document = Document(Source(task.file.name, text, "txt", digest, ()), kind=Kind.DUTY)
    findings = tuple(_found(line, text) for line in text.splitlines() if line[:1] in SEVERITIES)
    verdicts = {j.fingerprint: {"verdict": j.verdict, "reason": j.reason, "by": j.by, "at": j.at} for j in task.judged}
    plain = document_json(
        DocumentResult(task.file.name, digest, "txt", document, findings),
        states=dict.fromkeys(dict(task.standing), "known"),
        verdicts=verdicts,
    )
    page = f'<!DOCTYPE html><meta name="generator" content="{GENERATOR}"><title>{task.file.name}</title>{digest}\n'
    compared = Compared("", *to_parts(find_traits(document)), zlib.compress(text.encode()))
    return work.Done(brief_of(plain), as_json(plain), page.encode(), compared, ())


def _found(line: str, text: str) -> Finding:
    start = text.index(line)
    fingerprint = hashlib.sha256(line.encode()).hexdigest()[:12]
    span = Span(start, start + len(line))
    return Finding("stand-in", Family.FIGURES, SEVERITIES[line[0]], span, line, f"“{line}”有误", "", (), "", (), fingerprint)
