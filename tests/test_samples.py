"""Every sample report shows the defect it is named for, and the clean ones show none."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "samples"
SAMPLES = tomllib.loads((FOLDER / "samples.toml").read_text(encoding="utf-8"))["sample"]


def test_every_sample_stands_in_the_table():
    assert sorted(sample["file"] for sample in SAMPLES) == sorted(path.name for path in FOLDER.glob("*.txt"))


def test_a_sample_is_clean_by_name_and_by_table():
    assert {s["file"] for s in SAMPLES if "rule" not in s} == {s["file"] for s in SAMPLES if s["file"].endswith("-clean.txt")}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["file"])
def test_sample(sample: dict[str, Any], check_report, attach_page):
    done = check_report(FOLDER / sample["file"])
    attach_page(f"{sample['file']} 的检查页", done.page.decode())

    document = json.loads(done.result)
    assert document["failures"] == []
    findings = document["findings"]
    if "rule" in sample:
        assert any(shows(finding, sample) for finding in findings), told(findings)
    others = [f for f in findings if f["severity"] != "notice" and f["rule"] not in {sample.get("rule"), *sample.get("also", ())}]
    assert others == [], told(others)


def shows(finding: dict[str, Any], sample: dict[str, Any]) -> bool:
    """Whether a finding is the sample's defect: its rule, at its passage, as grave, with its details."""
    quotes = [finding["quote"], *(place["quote"] for place in finding["related"])]
    return (
        finding["rule"] == sample["rule"]
        and any(sample["passage"] in quote or quote in sample["passage"] for quote in quotes)
        and finding["severity"] in ([sample["severity"]] if "severity" in sample else ["error", "warning"])
        and all(finding["details"].get(key) == sample[key] for key in ("role", "absent") if key in sample)
    )


def told(findings: list[dict[str, Any]]) -> str:
    return "".join(f"\n{f['rule']} ({f['severity']}) {f['message']}：{f['quote']}" for f in findings)
