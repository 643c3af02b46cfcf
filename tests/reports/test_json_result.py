"""The result JSON is what its schema and interfaces say."""

import json
from importlib import resources

import jsonschema
import literals
import pytest

from reports.json_result import SCHEMA_VERSION, as_json, document_json, result_json

SCHEMA = json.loads((resources.files("reports") / "schema" / f"result-{SCHEMA_VERSION}.schema.json").read_text(encoding="utf-8"))
RUN = {"id": "a1", "started": "2026-11-02T08:30:00+08:00", "seconds": 1.9, "settings": "f", "version": "1"}
SUMMARY = {"documents": 3, "failed": 1, "skipped": 0, "errors": 4, "warnings": 4, "notices": 2, "waived": 0}
RESULTS = {"full": literals.full(), "clean": literals.clean(), "unread": literals.unread(), "hostile": literals.hostile()}


def _document(name, **more):
    return document_json(RESULTS[name], **{"states": {}, "verdicts": {}, **more})


def _whole(*documents):
    return "".join(result_json(RUN, map(as_json, documents), [{"path": "x", "reason": "y"}], SUMMARY))


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_result_validates():
    verdicts = {f"{2:012x}": {"verdict": "false-alarm", "reason": "无误", "by": "林晓", "at": "2026-11-01"}}
    text = _whole(_document("full", verdicts=verdicts), _document("clean"), _document("unread"), _document("hostile"))
    jsonschema.validate(json.loads(text), SCHEMA)
    text.encode("utf-8")


def test_a_run_without_documents_is_valid_too():
    jsonschema.validate(json.loads(_whole()), SCHEMA)


def test_every_document_has_every_key():
    keys = [list(_document(name)) for name in RESULTS]
    assert all(names == keys[0] for names in keys)


def test_a_failed_document_is_empty():
    document = _document("unread")
    assert document["status"] == "failed"
    assert document["verdict"] == "unfinished"
    assert (document["kind"], document["year"], document["characters"], document["findings"]) == ("other", None, 0, [])


def test_offsets_are_of_the_text_as_read():
    text = literals.full().document.text
    document = _document("full")
    for place in (*document["findings"], *document["problems"], *document["measures"]):
        assert text[place["start"] : place["end"]] == place.get("quote", place.get("text"))


def test_problems_name_their_measures():
    problems = _document("full")["problems"]
    assert [(p["answered"], p["measures"]) for p in problems] == [(True, [0]), (True, [1]), (False, [])]
    assert problems[1]["answers"] == [{"measure": 1, "strength": "possible", "score": 0.512, "evidence": ["走访 走一遍"]}]


def test_headings_are_as_read_and_null_without_one():
    assert [s["heading"] for s in _document("full")["sections"]][:3] == [None, "一、履行职责情况", "（一）产业发展。"]


def test_values_are_decimal_texts():
    assert [claim["value"] for claim in _document("full")["claims"]] == ["4.2", "126"]


def test_details_are_an_object():
    assert _document("full")["findings"][7]["details"] == {"score": 0.21}


@pytest.mark.parametrize("verdict", ["false-alarm", "waive"])
def test_judged_findings_leave_the_verdict(verdict):
    errors = [f.fingerprint for f in literals.full().findings if f.severity == "error"]
    stored = {fingerprint: {"verdict": verdict, "reason": "", "by": "", "at": ""} for fingerprint in errors}
    assert _document("full")["verdict"] == "revise"
    assert _document("full", verdicts=stored)["verdict"] == "review"


def test_states_come_from_the_last_run():
    findings = _document("full", states={f"{1:012x}": "known"})["findings"]
    assert [f["state"] for f in findings][:2] == ["known", "new"]
