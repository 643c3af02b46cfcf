"""SARIF 2.1.0 (OASIS Standard, 27 March 2020), for build servers: every finding a result, every failure a notification."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from checker.model import Severity
from reports.labels import WAIVING
from reports.positions import Positions
from reports.rule_texts import RuleText

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_BASELINE = {"new": "new", "known": "unchanged"}


def sarif(
    version: str,
    rules: Sequence[RuleText],
    documents: Iterable[Mapping[str, Any]],
    positions_of: Callable[[str], Positions | None],
    unplaced: Iterable[Mapping[str, Any]] = (),
) -> Iterator[str]:
    """The log, piece by piece, a result a line, so that ten thousand reports need no more memory than one.

    Args:
        version: of the program.
        rules: every rule that may have found something.
        documents: the reports' objects of the result JSON.
        positions_of: the places in a report's text as read, by path; None where it is not at hand (its results then name the file only).
        unplaced: folder findings that belong to no report, as a missing one.
    """
    driver = {"name": "duty-report-checker", "version": version, "language": "zh-CN", "rules": [_rule(rule) for rule in rules]}
    indices = {rule.name: index for index, rule in enumerate(rules)}
    notifications: list[dict[str, Any]] = []
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{"tool": {{"driver": {_dump(driver)}}},\n'
    yield '"columnKind": "utf16CodeUnits", "language": "zh-CN", "results": ['
    separator = "\n"
    for document in documents:
        notifications += [_notification(document["path"], failure) for failure in document["failures"]]
        for result in _results(document, positions_of, indices):
            yield separator + _dump(result)
            separator = ",\n"
    for finding in unplaced:
        yield separator + _dump(_result(finding, indices))
        separator = ",\n"
    invocation = {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}
    yield f'\n], "invocations": [{_dump(invocation)}]}}]}}\n'


def _dump(value: object) -> str:
    """JSON on one line, escaped where a file name holds what UTF-8 cannot."""
    text = json.dumps(value, ensure_ascii=False)
    return text if not any("\ud800" <= char <= "\udfff" for char in text) else json.dumps(value)


def _rule(rule: RuleText) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.reasons or rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"family": str(rule.family)},
    }


def _results(
    document: Mapping[str, Any], positions_of: Callable[[str], Positions | None], indices: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """The findings of one report. Its text is asked for only where there are some."""
    places = positions_of(document["path"]) if document["findings"] else None
    for finding in document["findings"]:
        result = _result(finding, indices)
        result["locations"] = [_location(document["path"], finding, places)]
        if finding["related"]:
            result["relatedLocations"] = [
                {**_location(document["path"], other, places), **({"message": {"text": other["label"]}} if other["label"] else {})}
                for other in finding["related"]
            ]
        yield result


def _result(finding: Mapping[str, Any], indices: Mapping[str, int]) -> dict[str, Any]:
    """A finding without its places."""
    result: dict[str, Any] = {
        "ruleId": finding["rule"],
        "level": _LEVELS[Severity(finding["severity"])],
        "message": {"text": "\n".join(line for line in (finding["message"], finding["evidence"], finding["suggestion"]) if line)},
        "partialFingerprints": {"dutyReportFinding/v1": finding["fingerprint"]},
        "baselineState": _BASELINE[finding["state"]],
    }
    if finding["rule"] in indices:
        result["ruleIndex"] = indices[finding["rule"]]
    judged = finding["verdict"]
    if judged and judged["verdict"] in WAIVING:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": judged["reason"]}]
    return result


def _location(path: str, place: Mapping[str, Any], positions: Positions | None) -> dict[str, Any]:
    """A place in a report; its region counts in the text as read."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if positions is not None:
        start, end = place["start"], place["end"]
        (line, column), (end_line, end_column) = positions.line_and_column(start), positions.line_and_column(end)
        physical["region"] = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
        if positions.offsets_hold:
            physical["region"] |= {"charOffset": positions.units(start), "charLength": positions.units(end) - positions.units(start)}
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    """A report's path as a relative reference; a name with a colon in front must not look like a scheme."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


def _notification(path: str, failure: Mapping[str, Any]) -> dict[str, Any]:
    """Something that could not be done for one report."""
    told: dict[str, Any] = {
        "level": "error",
        "message": {"text": f"{failure['reason']}{failure['advice']}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}}],
    }
    if failure["rule"]:
        told["associatedRule"] = {"id": failure["rule"]}
    return told
