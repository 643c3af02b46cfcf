"""JUnit XML: a suite a report, a case a finding, and failures where the exit code would say so."""

import xml.etree.ElementTree as ET
from typing import Any

import literals
import pytest

from reports.json_result import document_json
from reports.junit import junit

JUDGED = {f"{1:012x}": {"verdict": "false-alarm", "reason": "口径不同", "by": "李科", "at": "2026-11-03"}}
MISSING = {"rule": "missing-report", "severity": "warning", "message": "缺交：竹溪镇", "evidence": "没有找到。", "suggestion": "请催交。",
           "state": "new", "verdict": None, "fingerprint": "0123456789ab", "places": []}  # fmt: skip


def suites(*results: Any, fail_on: str = "error", unplaced=(), **verdicts: Any) -> list[ET.Element]:
    documents = [document_json(result, states={}, verdicts=verdicts) for result in results]
    text = "".join(junit(documents, fail_on, unplaced))
    return list(ET.fromstring(text.encode()))


def test_a_suite_a_report_and_a_case_a_finding():
    (suite,) = suites(literals.full())
    assert suite.get("name") == literals.full().path
    assert len(suite) == int(suite.get("tests")) == len(literals.full().findings)
    assert suite[0].get("name") == f"growth-mismatch 增长18%与前后两数不符 [{1:012x}]"


@pytest.mark.parametrize(("fail_on", "failing"), [("error", {"error"}), ("warning", {"error", "warning"}), ("never", set())])
def test_findings_fail_from_the_same_severity_on_as_the_exit_code(fail_on, failing):
    (suite,) = suites(literals.full(), fail_on=fail_on)
    expected = sum(finding.severity in failing for finding in literals.full().findings)
    assert len(suite.findall(".//failure")) == int(suite.get("failures")) == expected
    assert {failure.get("type") for failure in suite.iter("failure")} == failing


def test_a_finding_that_does_not_fail_is_told_all_the_same():
    (suite,) = suites(literals.full(), fail_on="never")
    assert all(case.find("system-out").text for case in suite)


def test_a_failure_says_where_why_and_what_to_write():
    failure = suites(literals.full())[0][0].find("failure")
    assert failure.get("message") == "增长18%与前后两数不符"
    assert failure.text.splitlines() == [
        "错误：增长18%与前后两数不符",
        "原文：由4.2亿元增至5.2亿元，增长18%",
        "由4.2亿元到5.2亿元，增加1.0亿元；1.0÷4.2＝23.8%。",
        "试过的基数：4.2亿元、5.2亿元。",
        "建议：改为“增长23.8%”，或核对两个数。",
    ]


def test_a_waived_finding_is_skipped_with_its_reason():
    (suite,) = suites(literals.full(), **JUDGED)
    assert suite.get("skipped") == "1"
    assert suite[0].find("skipped").get("message") == "口径不同"


def test_a_report_without_findings_passes():
    (suite,) = suites(literals.clean())
    assert [(case.get("name"), len(case)) for case in suite] == [("未见问题", 0)]


def test_a_file_that_could_not_be_read_is_an_error():
    (suite,) = suites(literals.unread())
    assert suite.get("errors") == "1"
    assert "密码" in suite[0].find("error").get("message")


def test_a_missing_report_stands_in_a_suite_of_the_folder():
    (suite,) = suites(unplaced=[MISSING], fail_on="warning")
    assert suite.get("name") == "全批比对"
    assert suite[0].find("failure").text.splitlines() == ["警告：缺交：竹溪镇", "没有找到。", "建议：请催交。"]


def test_what_xml_cannot_hold_is_dropped_and_markup_stays_text():
    (suite,) = suites(literals.hostile())
    assert suite[0].find("failure").get("message") == '"><script>window.broken=1</script>[U+202E]'
    document = document_json(literals.clean(), states={}, verdicts={}) | {"path": "坏\x00\x0b\ud800\ufffe名.txt"}
    (named,) = ET.fromstring("".join(junit([document], "error")).encode())
    assert named.get("name") == "坏名.txt"
