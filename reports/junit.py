"""JUnit XML, for build servers: a test suite a report, a test case a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from checker.model import Severity
from reports.labels import FAMILIES, SEVERITIES, WAIVING
from reports.plain import plain


def junit(documents: Iterable[Mapping[str, Any]], fail_on: str, unplaced: Iterable[Mapping[str, Any]] = ()) -> Iterator[str]:
    """The suites, one at a time.

    A finding at or above ``fail_on`` (error, warning, or never) is a failure, so that the build fails where the exit
    code says so; a lesser one passes and is told in its output; a waived one is skipped. ``unplaced`` are folder
    findings that belong to no report, as a missing one.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="duty-report-checker">\n'
    for document in documents:
        cases = [_error(failure) for failure in document["failures"]] + [_case(finding, fail_on) for finding in document["findings"]]
        yield _suite(document["path"], cases or [_Case("未见问题")])
    if cases := [_case(finding, fail_on) for finding in unplaced]:
        yield _suite(FAMILIES["folder"], cases)
    yield "</testsuites>\n"


class _Case:
    """One test case: its name, how it ended, and the element that says so."""

    def __init__(self, name: str, outcome: str = "", body: str = "") -> None:
        self.name, self.outcome, self.body = name, outcome, body


def _suite(path: str, cases: Sequence[_Case]) -> str:
    name = quoteattr(plain(path))
    totals = {total: sum(case.outcome == outcome for case in cases) for total, outcome in _TOTALS.items()}
    counts = " ".join(f'{total}="{number}"' for total, number in totals.items())
    lines = [f'<testsuite name={name} tests="{len(cases)}" {counts}>']
    lines += [f"<testcase classname={name} name={quoteattr(plain(case.name))}>{case.body}</testcase>" for case in cases]
    return "\n".join((*lines, "</testsuite>\n"))


_TOTALS = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def _error(failure: Mapping[str, Any]) -> _Case:
    message = quoteattr(plain(failure["reason"]))
    name = f"规则 {failure['rule']} 未能运行" if failure["rule"] else "未查完"
    return _Case(name, "error", f'<error type="{failure["what"]}" message={message}>{escape(plain(failure["advice"]))}</error>')


def _case(finding: Mapping[str, Any], fail_on: str) -> _Case:
    severity = Severity(finding["severity"])
    name = f"{finding['rule']} {finding['message']} [{finding['fingerprint']}]"
    judged = finding["verdict"]
    if judged and judged["verdict"] in WAIVING:
        return _Case(name, "skipped", f"<skipped message={quoteattr(plain(judged['reason']))}/>")
    told = escape(plain(_told(finding)))
    if fail_on != "never" and severity.rank >= Severity(fail_on).rank:
        message = quoteattr(plain(finding["message"]))
        return _Case(name, "failure", f'<failure type="{severity}" message={message}>{told}</failure>')
    return _Case(name, "", f"<system-out>{told}</system-out>")


def _told(finding: Mapping[str, Any]) -> str:
    """Everything there is to say of a finding, in lines."""
    quotes = [place["quote"] for place in finding["places"]] if "places" in finding else [finding["quote"]]
    lines = [f"{SEVERITIES[finding['severity']]}：{finding['message']}", *(f"原文：{quote}" for quote in quotes if quote)]
    lines += [finding["evidence"]] if finding["evidence"] else []
    lines += [f"建议：{finding['suggestion']}"] if finding["suggestion"] else []
    return "\n".join(lines)
