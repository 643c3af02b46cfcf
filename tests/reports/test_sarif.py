"""SARIF: its form, and places in lines, columns and UTF-16 code units."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import literals
import pytest
from jsonschema import Draft202012Validator

from checker.model import Severity
from reports.json_result import document_json
from reports.positions import Positions
from reports.rule_texts import RuleText
from reports.sarif import sarif

# What SARIF 2.1.0 asks of the parts we write, in our own words: the standard's schema may not be shipped along.
FORM = json.loads((Path(__file__).parent / "sarif_parts.schema.json").read_text(encoding="utf-8"))
RESULTS = (literals.full(), literals.clean(), literals.unread(), literals.hostile())
TEXTS = {result.path: result.document.text for result in RESULTS if result.document}
MISSING = {"rule": "missing-report", "severity": "warning", "message": "缺交：竹溪镇", "evidence": "", "suggestion": "请催交。",
           "state": "new", "verdict": None, "fingerprint": "0123456789ab"}  # fmt: skip


def positions(path: str) -> Positions | None:
    return Positions(TEXTS[path]) if path in TEXTS else None


def log(*documents: Mapping[str, Any], positions_of=positions, unplaced=()) -> dict[str, Any]:
    return json.loads("".join(sarif("1.0", literals.RULES, documents, positions_of, unplaced)))


def documents(**verdicts: Any) -> list[dict[str, Any]]:
    return [document_json(result, states={f"{1:012x}": "known"}, verdicts=verdicts) for result in RESULTS]


def results(whole: Mapping[str, Any]) -> list[dict[str, Any]]:
    return whole["runs"][0]["results"]


def test_the_log_has_the_form_that_the_standard_asks_for():
    judged = {f"{2:012x}": {"verdict": "false-alarm", "reason": "口径不同", "by": "李科", "at": "2026-11-03"}}
    Draft202012Validator(FORM).validate(log(*documents(**judged), unplaced=[MISSING]))


def test_a_run_without_reports_has_the_form_too():
    Draft202012Validator(FORM).validate(log())


@pytest.mark.parametrize(
    ("broken", "how"), [("level", "severe"), ("message", "text only"), ("baselineState", "old"), ("partialFingerprints", None)]
)
def test_a_log_of_another_form_is_told(broken, how):
    whole = log(*documents())
    results(whole)[0][broken] = how
    assert not Draft202012Validator(FORM).is_valid(whole)


def test_a_result_a_finding():
    first = results(log(*documents()))[0]
    assert first["ruleId"] == "growth-mismatch"
    assert first["level"] == "error"
    assert first["message"]["text"].splitlines()[0] == "增长18%与前后两数不符"
    assert first["partialFingerprints"] == {"dutyReportFinding/v1": f"{1:012x}"}
    assert first["baselineState"] == "unchanged"


def test_a_result_names_its_rule():
    whole = log(*documents())
    rules = whole["runs"][0]["tool"]["driver"]["rules"]
    for result in results(whole):
        if "ruleIndex" in result:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert any("ruleIndex" in result for result in results(whole))


def test_a_place_is_the_files_name_and_a_region_in_it():
    location = results(log(*documents()))[0]["locations"][0]["physicalLocation"]
    path, text = literals.full().path, literals.full().document.text
    start = text.index("由4.2亿元增至")
    line_start = text.rindex("\n", 0, start) + 1
    assert "/" in path
    assert "%" in location["artifactLocation"]["uri"]
    assert location["region"] == {
        "startLine": text.count("\n", 0, start) + 1,
        "startColumn": start - line_start + 1,
        "endLine": text.count("\n", 0, start) + 1,
        "endColumn": start - line_start + 1 + len("由4.2亿元增至5.2亿元，增长18%"),
        "charOffset": start,
        "charLength": len("由4.2亿元增至5.2亿元，增长18%"),
    }


def test_further_places_are_told_with_their_label():
    related = results(log(*documents()))[0]["relatedLocations"]
    assert [place["message"]["text"] for place in related] == ["基数"]


@pytest.mark.parametrize(
    ("text", "offset", "line", "column", "units"),
    [
        ("甲乙丙", 0, 1, 1, 0),
        ("甲乙丙", 2, 1, 3, 2),
        ("甲\n乙丙", 1, 1, 2, 1),
        ("甲\n乙丙", 2, 2, 1, 2),
        ("甲\n\n丙", 3, 3, 1, 3),
        ("𠮷乙丙", 1, 1, 3, 2),
        ("𠮷\n𠮷丙", 3, 2, 3, 5),
        ("甲𠮷", 1, 1, 2, 1),
    ],
)
def test_places_count_utf16_units_from_one(text, offset, line, column, units):
    places = Positions(text)
    assert places.line_and_column(offset) == (line, column)
    assert places.units(offset) == units == len(text[:offset].encode("utf-16-le")) // 2


def test_where_the_files_line_ends_are_longer_offsets_are_left_out():
    whole = log(documents()[0], positions_of=lambda path: Positions(TEXTS[path], offsets_hold=False))
    assert results(whole)[0]["locations"][0]["physicalLocation"]["region"].keys() == {"startLine", "startColumn", "endLine", "endColumn"}


def test_without_its_text_a_result_names_the_file():
    whole = log(documents()[0], positions_of=lambda _: None)
    assert results(whole)[0]["locations"][0]["physicalLocation"].keys() == {"artifactLocation"}


def test_a_waived_finding_is_suppressed_with_its_reason():
    judged = {f"{2:012x}": {"verdict": "waive", "reason": "上年已说明", "by": "李科", "at": "2026-11-03"}}
    waived = [result for result in results(log(documents(**judged)[0])) if "suppressions" in result]
    assert [result["suppressions"] for result in waived] == [[{"kind": "external", "status": "accepted", "justification": "上年已说明"}]]


def test_a_file_that_could_not_be_read_is_a_notification_and_the_run_no_success():
    (invocation,) = log(*documents())["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "密码" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    (invocation,) = log(documents()[1])["runs"][0]["invocations"]
    assert invocation == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_a_missing_report_is_a_result_without_a_place():
    (result,) = results(log(unplaced=[MISSING]))
    assert result["message"]["text"] == "缺交：竹溪镇\n请催交。"
    assert "locations" not in result


def test_a_name_that_is_no_utf8_is_escaped():
    document = {**documents()[0], "path": "坏\udcff名.txt"}
    text = "".join(sarif("1.0", literals.RULES, [document], lambda _: None))
    assert "%E5%9D%8F%FF%E5%90%8D.txt" in text
    text.encode()


def test_every_severity_has_a_level():
    rules = [RuleText("r", literals.RULES[0].family, "概要", "", severity) for severity in Severity]
    levels = [
        rule["defaultConfiguration"]["level"]
        for rule in json.loads("".join(sarif("1", rules, [], positions)))["runs"][0]["tool"]["driver"]["rules"]
    ]
    assert levels == ["error", "warning", "note"]
