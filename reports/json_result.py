"""The result JSON: one object a report, and the stream of a whole run. Its schema is ``schema/result-1.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from checker.model import (
    Answer,
    Claim,
    Document,
    DocumentResult,
    Failure,
    Family,
    Finding,
    FolderFinding,
    Section,
    Severity,
    Source,
    Span,
    Verdict,
)
from reports.labels import WAIVING
from reports.visible import count_characters

SCHEMA_VERSION = 1
_BRIEF = ("rule", "family", "severity", "message", "fingerprint", "state", "verdict")
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)  # nothing of ours holds itself
_NOTHING = Document(Source(path="", text="", format="", digest="", paragraphs=()))


def document_json(
    result: DocumentResult, *, from_cache: bool = False, states: Mapping[str, str], verdicts: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    """One checked file as its JSON object; every key is there, also for a file that could not be read.

    ``states`` (``new`` or ``known``; a missing one is new) and ``verdicts`` go by fingerprint.
    """
    findings = [_finding(finding, result.document, states, verdicts) for finding in result.findings]
    return {
        "path": result.path,
        "digest": result.digest,
        "format": result.format,
        "status": "failed" if result.document is None else "checked",
        "from_cache": from_cache,
        "failures": [_failure(failure) for failure in result.failures],
        **_annotations(result.document),
        "verdict": _verdict(findings, unfinished=bool(result.failures)),
        "findings": findings,
    }


def brief_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """What counts and the index need of a document's object, in the same shape: no text of the report but its title."""
    return {
        **document,
        "sections": [{key: section[key] for key in ("roles", "level", "parent", "start", "end")} for section in document["sections"]],
        "problems": [{"answered": problem["answered"]} for problem in document["problems"]],
        "measures": [],
        "claims": [],
        "findings": [{key: finding[key] for key in _BRIEF} for finding in document["findings"]],
    }


def with_states(document: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """A document's object with each finding new or known: ``known`` are the fingerprints that the last run had."""
    findings = [{**finding, "state": "known" if finding["fingerprint"] in known else "new"} for finding in document["findings"]]
    return {**document, "findings": findings}


def result_json(
    run: Mapping[str, Any],
    documents: Iterable[str],
    skipped: Iterable[Mapping[str, Any]],
    summary: Mapping[str, int],
    folder: Iterable[Mapping[str, Any]] = (),
) -> Iterator[str]:
    """The whole result, piece by piece: a document (as :func:`as_json`) a line, so that ten thousand need no more memory than one."""
    yield f'{{"schema_version": {SCHEMA_VERSION}, "run": {as_json(run)},\n "documents": ['
    for number, document in enumerate(documents):
        yield (",\n  " if number else "\n  ") + document
    yield f'],\n "skipped": {as_json(list(skipped))},\n "folder_findings": {as_json(list(folder))},\n "summary": {as_json(summary)}}}\n'


def folder_finding_json(finding: FolderFinding, verdicts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A finding over several reports, with all its places; ``verdicts`` go by fingerprint."""
    return {
        "rule": finding.rule,
        "family": str(Family.FOLDER),
        "severity": str(finding.severity),
        "message": finding.message,
        "places": [{"path": p.path, **_place(p.span), "quote": q} for p, q in zip(finding.places, finding.quotes, strict=True)],
        "evidence": finding.evidence,
        "suggestion": finding.suggestion,
        "details": dict(finding.details),
        "fingerprint": finding.fingerprint,
        "state": "new",
        "verdict": verdicts.get(finding.fingerprint),
    }


def with_folder(document: Mapping[str, Any], folder: Iterable[FolderFinding], verdicts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A report's JSON object with the folder findings that touch it: for the index and the JSON, never for the author's page."""
    path = str(document["path"])
    findings = [*document["findings"], *(_touching(finding, path, verdicts) for finding in folder)]
    return {**document, "findings": findings, "verdict": _verdict(findings, unfinished=bool(document["failures"]))}


def _touching(finding: FolderFinding, path: str, verdicts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    own = [(p, q) for p, q in zip(finding.places, finding.quotes, strict=True) if p.path == path]
    (first, quote), further = own[0], own[1:]
    whole = folder_finding_json(finding, verdicts)
    return {
        **{
            key: whole[key]
            for key in ("rule", "family", "severity", "message", "evidence", "suggestion", "details", "fingerprint", "state", "verdict")
        },
        "quote": quote,
        **_place(first.span),
        "related": [{**_place(p.span), "quote": q, "label": "同一处"} for p, q in further],
    }


def as_json(value: object) -> str:
    """JSON on one line. A lone surrogate (a file name that is no UTF-8) cannot be encoded: it is escaped."""
    text = _ENCODER.encode(value)
    return text if text.isascii() or _encodes(text) else json.dumps(value)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _failure(failure: Failure) -> dict[str, Any]:
    return {"what": failure.what, "rule": failure.rule, "reason": failure.reason, "advice": failure.advice}


def _annotations(document: Document | None) -> dict[str, Any]:
    """What annotation found; the keys of a file that could not be read are there and empty."""
    known = document or _NOTHING
    return {
        "title": known.read(known.title) if known.title else None,
        "kind": str(known.kind),
        "year": known.year,
        "unit": known.unit,
        "person": known.person,
        "office": known.office,
        "characters": count_characters(known.text),
        "sections": [_section(section, known) for section in known.sections],
        "problems": [_problem(index, known) for index in range(len(known.problems))],
        "measures": [{"text": known.read(measure.span), **_place(measure.span)} for measure in known.measures],
        "claims": [_claim(claim) for claim in known.claims],
        "coverage": {
            "numbers": known.coverage.numbers,
            "claims": known.coverage.claims,
            "statements": known.coverage.statements,
            "checked": known.coverage.checked,
        },
    }


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _section(section: Section, document: Document) -> dict[str, Any]:
    return {
        "roles": [str(role) for role in section.roles],
        "heading": document.read(section.heading) if section.heading else None,
        "level": section.level,
        "parent": section.parent,
        "start": section.start,
        "end": section.end,
    }


def _problem(index: int, document: Document) -> dict[str, Any]:
    span = document.problems[index].span
    answers = sorted((a for a in document.answers if a.problem == index), key=lambda a: (-a.score, a.measure))
    return {
        "text": document.read(span),
        **_place(span),
        "answered": bool(answers),
        "measures": sorted({answer.measure for answer in answers}),
        "answers": [_answer(answer) for answer in answers],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {"measure": answer.measure, "strength": answer.strength, "score": round(answer.score, 3), "evidence": list(answer.evidence)}


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "indicator": claim.indicator,
        "scope": claim.scope,
        "period": claim.period,
        "value": format(claim.figure.value, "f"),
        "unit": claim.figure.unit,
        "bound": claim.figure.bound,
        "checks": list(claim.checks),
        "start": claim.span.start,
        "end": claim.span.end,
    }


def _finding(
    finding: Finding, document: Document | None, states: Mapping[str, str], verdicts: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    read = document.read if document else lambda _: ""
    return {
        "rule": finding.rule,
        "family": str(finding.family),
        "severity": str(finding.severity),
        "message": finding.message,
        "quote": finding.quote,
        **_place(finding.span),
        "related": [{**_place(other.span), "quote": read(other.span), "label": other.label} for other in finding.related],
        "evidence": finding.evidence,
        "suggestion": finding.suggestion,
        "details": dict(finding.details),
        "fingerprint": finding.fingerprint,
        "state": states.get(finding.fingerprint, "new"),
        "verdict": verdicts.get(finding.fingerprint),
    }


def _verdict(findings: Iterable[Mapping[str, Any]], *, unfinished: bool) -> str:
    """The verdict over what is still open: a finding judged a false alarm, or waived, no longer counts."""
    if unfinished:
        return str(Verdict.UNFINISHED)
    severities = {f["severity"] for f in findings if not (f["verdict"] and f["verdict"]["verdict"] in WAIVING)}
    if Severity.ERROR in severities:
        return str(Verdict.REVISE)
    return str(Verdict.REVIEW if Severity.WARNING in severities else Verdict.CLEAR)
