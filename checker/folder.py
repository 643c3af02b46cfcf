"""Runs the folder rules over the traits of all reports. A rule that crashes becomes a failure, not a lost folder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from checker.engine import fingerprint
from checker.model import Failure, FolderContext, FolderFinding, FolderHit, FolderRule, Refusal, Severity, Traits
from checker.settings import Profile

_BLANK = re.compile(r"\s+")
_QUOTE = 200  # characters of a passage that a finding quotes; the pair page shows the whole


def check_folder(
    traits: Sequence[Traits], rules: Sequence[FolderRule], context: FolderContext, profile: Profile
) -> tuple[tuple[FolderFinding, ...], tuple[Failure, ...]]:
    """The findings of ``rules`` over a folder, worst first, and the rules that crashed.

    ``profile`` (that of kind ``other``) says which rules run, with which options and at most how grave.
    """
    findings: list[FolderFinding] = []
    failures: list[Failure] = []
    ordered = tuple(sorted(traits, key=lambda t: (t.earlier, t.path)))
    for rule in rules:
        choice = profile.choice(rule.name)
        if not choice.enabled:
            continue
        try:
            findings.extend(_findings(rule, rule.check(ordered, context, choice.options), context, choice.ceiling))
        except Refusal:  # the store cannot be read: that is no fault of the rule
            raise
        except Exception as error:  # noqa: BLE001 - whatever a rule does, the other rules' findings must not be lost
            failures.append(_crash(rule, error))
    findings.sort(key=lambda f: (-f.severity.rank, f.rule, [(place.path, place.span) for place in f.places], f.message))
    return tuple(findings), tuple(failures)


def _crash(rule: FolderRule, error: Exception) -> Failure:
    return Failure(
        what="rule",
        rule=rule.name,
        reason=f"全批比对规则 {rule.name} 运行出错（{type(error).__name__}：{error}）。",
        advice="本批报告之间未作这项比对，请把这句话发给维护人员。",
    )


def _findings(rule: FolderRule, hits: Iterable[FolderHit], context: FolderContext, ceiling: Severity | None) -> Iterator[FolderFinding]:
    nth: Counter[tuple[str, str]] = Counter()
    for hit in hits:
        severity = hit.severity or rule.severity
        if ceiling is not None and severity.rank > ceiling.rank:
            severity = ceiling
        quotes = tuple(place.span.of(context.fetch_text(place.path))[:_QUOTE] for place in hit.places)
        paths = "\n".join(place.path for place in hit.places) or hit.message
        key = (paths, _BLANK.sub("", "".join(quotes[:1])))
        nth[key] += 1
        yield FolderFinding(
            rule=rule.name,
            severity=severity,
            places=hit.places,
            quotes=quotes,
            message=hit.message,
            evidence=hit.evidence,
            suggestion=hit.suggestion,
            details=hit.details,
            pairs=hit.pairs,
            fingerprint=fingerprint(rule.name, paths, key[1], nth[key]),
        )
