"""Runs a profile's rules over a Document. A rule that crashes becomes a failure, not a lost report."""

from __future__ import annotations

import hashlib
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence

from checker.model import Document, DocumentResult, Failure, Finding, Hit, Rule, Severity
from checker.settings import Profile

_BLANK = re.compile(r"\s+")


def check_document(document: Document, rules: Sequence[Rule], profile: Profile, *, checked_on: str = "") -> DocumentResult:
    """Every finding of ``rules`` over one report, in reading order, and the rules that crashed.

    The profile says which rules run, with which options, and the gravest severity each may have.
    """
    findings: list[Finding] = []
    failures: list[Failure] = []
    timings: list[tuple[str, float]] = []
    off = tuple(rule.name for rule in rules if not profile.choice(rule.name).enabled)
    for rule in rules:
        choice = profile.choice(rule.name)
        if not choice.enabled:
            continue
        began = time.perf_counter()
        try:
            hits = list(rule.check(document, choice.options))
            found = list(_findings(rule, hits, document, choice.ceiling)) if hits else []
        except Exception as error:  # noqa: BLE001 - whatever a rule does, the other rules' findings must not be lost
            failures.append(_crash(rule, error))
            continue
        findings.extend(found)
        timings.append((rule.name, time.perf_counter() - began))
    source = document.source
    return DocumentResult(
        path=source.path,
        digest=source.digest,
        format=source.format,
        document=document,
        findings=tuple(sorted(findings, key=lambda f: (f.span, -f.severity.rank, f.rule, f.fingerprint))),
        failures=tuple(failures),
        timings=tuple(timings),
        rules_off=off,
        checked_on=checked_on,
    )


def _crash(rule: Rule, error: Exception) -> Failure:
    return Failure(
        what="rule",
        rule=rule.name,
        reason=f"规则 {rule.name} 运行出错（{type(error).__name__}：{error}）。",
        advice="本规则对这份报告未作检查，请人工核对；并把报告和这句话发给维护人员。",
    )


def _findings(rule: Rule, hits: Iterable[Hit], document: Document, ceiling: Severity | None) -> Iterable[Finding]:
    """Hits as findings. Hits with the same place and message are one."""
    nth: Counter[tuple[str, str, str]] = Counter()
    seen: set[tuple[object, ...]] = set()
    for hit in sorted(hits, key=lambda hit: hit.span):
        if not 0 <= hit.span.start < hit.span.end <= len(document.text):
            message = f"{rule.name}: span {hit.span} outside the text or empty"
            raise ValueError(message)
        if (hit.span, hit.message) in seen:
            continue
        seen.add((hit.span, hit.message))
        severity = hit.severity or rule.severity
        if ceiling is not None and severity.rank > ceiling.rank:
            severity = ceiling
        quote = document.read(hit.span)
        role = str(dict(hit.details).get("role", ""))
        key = (rule.name, "", "") if hit.grouped else (rule.name, role, _BLANK.sub("", quote))
        nth[key] += 1
        yield Finding(
            rule=rule.name,
            family=rule.family,
            severity=severity,
            span=hit.span,
            quote=quote,
            message=hit.message,
            evidence=hit.evidence,
            related=hit.related,
            suggestion=hit.suggestion,
            details=hit.details,
            fingerprint=fingerprint(*key, nth[key]),
        )


def fingerprint(rule: str, role: str, quote: str, nth: int) -> str:
    """A name that stays the same when text elsewhere moves: 12 hexadecimal digits."""
    return hashlib.sha256("\x1f".join((rule, role, quote, str(nth))).encode()).hexdigest()[:12]
