"""However many reports there are, the process that gathers them holds a few results at once and the traits of one report."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import stand_in

from checker import incremental, run, work
from checker.compare import Comparison
from checker.incremental import _SHELF
from checker.joined import Joined
from checker.likeness import candidates, fingerprints
from checker.model import FolderHit, FolderRule
from checker.request import Request
from checker.store import Known, Store, Stored
from checker.work import Done
from rules import near_duplicate

REPORTS = _SHELF + 40


def alive(*kinds: type) -> int:
    """How many objects of these classes there are."""
    return sum(type(thing) in kinds for thing in gc.get_objects())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of reports that are checked in this process, in no time."""
    monkeypatch.setattr(work, "prepare", stand_in.prepare)
    monkeypatch.setattr(work, "do", stand_in.do)
    monkeypatch.setattr(incremental, "worker_count", lambda *_, **__: 0)
    folder = tmp_path / "材料"
    folder.mkdir()
    for number in range(REPORTS):
        lines = "\n".join(chr(0x4E00 + number) * 2 + chr(0x5E00 + place) * 40 for place in range(20))
        (folder / f"{number}.txt").write_text(f"述职报告\n错：第{number}处有误。\n{lines}\n", encoding="utf-8")
    return folder


def test_results_go_to_the_store_as_they_come(folder: Path) -> None:
    held: list[int] = []
    run.check(Request((folder,), folder.parent / "site"), lambda _: None, progress=lambda *_: held.append(alive(Done, Stored)))

    assert len(held) > REPORTS
    assert max(held) <= _SHELF + 2  # what waits to be stored together, and the one that has come


def test_what_a_folder_rule_asks_of_a_report_is_let_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []

    def ask(traits: tuple[Any, ...], *_: Any) -> Iterator[FolderHit]:
        asked = [weakref.ref(report.fingerprints) for report in traits]
        held.extend((len(asked), sum(one() is not None for one in asked)))
        return iter(())

    rule: FolderRule = replace(near_duplicate.RULE, check=ask)
    monkeypatch.setattr(run, "FOLDER_RULES", (rule,))
    run.check(Request((folder,), folder.parent / "site"), lambda _: None)

    assert held == [REPORTS, 0]


def test_fingerprints_are_taken_up_one_report_at_a_time() -> None:
    asked: list[weakref.ref[Any]] = []
    held: list[int] = []

    def samples() -> Iterator[Any]:
        for number in range(50):
            sample = fingerprints("".join(chr(0x4E00 + 200 * number + place % 199) for place in range(400)))
            asked.append(weakref.ref(sample))
            held.append(sum(one() is not None for one in asked))
            yield sample

    assert not list(candidates(samples(), most=20, least=0.2))
    assert len(held) == 50
    assert max(held) <= 2


def test_stored_results_are_shown_one_at_a_time() -> None:
    with Store(None) as store:
        for number in range(50):
            text = json.dumps({"path": f"{number}", "findings": [], "failures": []})
            store.save(Stored(f"{number}", "key", "", text), brief=json.loads(text))
        joined = Joined(store, Comparison(), {})
        checked = {f"{number}": number % 2 == 0 for number in range(50)}

        assert max(alive(Stored) for _ in joined.texts(checked)) <= 2
        assert max(alive(Stored) for _ in joined.documents()) <= 2
        assert max(alive(Known) for _ in joined.briefs()) <= 2
