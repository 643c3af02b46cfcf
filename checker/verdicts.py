"""What a reviewer says of a finding, kept for the next run."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from checker.history import FOLDER, History
from checker.model import Kind, Refusal
from checker.settings import Settings
from checker.store import Judged, Store, state_path

CHOICES = {"agree": "属实", "false-alarm": "误报", "fixed": "已改", "waive": "不予处理"}
_FOLDER = "全批比对"  # what a person calls what stands under no report
_SHORTEST = 4  # characters of a fingerprint that may stand for it


class VerdictError(Refusal):
    """A verdict that cannot be kept: one Chinese sentence."""


def record(members: str, finding: str, verdict: str, reason: str, settings: Settings, *, by: str = "") -> str:
    """Keep a verdict on a finding and say in one line what was kept.

    Args:
        members: the set of paths a site was made from, as its marker has it.
        finding: the fingerprint that the page shows (or its first characters), with ``path#`` before it
            where several reports have one alike.
        verdict: one of :data:`CHOICES`.
        reason: why, in the reviewer's words; may be empty for agree and fixed.
        settings: say which rules may not be waived.
        by: who says so; the logged-in user where empty.

    Raises:
        VerdictError: where the finding is unknown or ambiguous, or the verdict is not allowed.
    """
    if verdict not in CHOICES:
        raise VerdictError(f"处理意见不能是“{verdict}”，可用 {'、'.join(CHOICES)}。")
    if verdict in {"false-alarm", "waive"} and not reason.strip():
        raise VerdictError(f'“{CHOICES[verdict]}”要写明理由：--reason "……"。')
    with Store(state_path([Path(member) for member in json.loads(members)])) as store:
        found = _only(_matching(store, finding), finding)
        if verdict == "waive" and found.rule in settings.profile(found.kind).unwaivable:
            raise VerdictError(f"规则 {found.rule} 的问题在本单位设置中不得“不予处理”。")
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        store.judge(found.path, Judged(found.fingerprint, verdict, reason.strip(), by or getpass.getuser(), at, found.quote))
    return f"已记下：{found.path or _FOLDER} “{found.message}”——{CHOICES[verdict]}。下次检查时生效。"


@dataclass(frozen=True, slots=True)
class _Judgeable:
    """A finding of the last run that can be judged."""

    path: str  # FOLDER for one over several reports
    kind: str
    fingerprint: str
    rule: str
    message: str
    quote: str


def _matching(store: Store, finding: str) -> list[_Judgeable]:
    path, _, name = finding.rpartition("#")
    if len(name) < _SHORTEST:
        raise VerdictError(f"“{finding}”太短，请抄页面上的编号。")
    return [found for found in _judgeable(store, path) if found.fingerprint.startswith(name)]


def _judgeable(store: Store, path: str) -> Iterator[_Judgeable]:
    """The findings of the report ``path``; of all reports, and those over several, where it is empty."""
    for stored in store.documents():
        if not path or stored.path == path:
            for found in stored.result["findings"]:
                yield _Judgeable(
                    stored.path, str(stored.result["kind"]), found["fingerprint"], found["rule"], found["message"], found["quote"]
                )
    if not path:
        for sight in History(store.database).standing_sights(FOLDER):
            yield _Judgeable(FOLDER, Kind.OTHER, sight.fingerprint, sight.rule, sight.message, sight.message)


def _only(matches: Sequence[_Judgeable], finding: str) -> _Judgeable:
    if not matches:
        raise VerdictError(f"上次检查的结果里没有编号为“{finding}”的问题，请抄页面上的编号。")
    if len(matches) > 1:
        paths = "、".join(dict.fromkeys(found.path or _FOLDER for found in matches))
        first = next((found for found in matches if found.path), matches[0])
        raise VerdictError(f"编号“{finding}”不止一处（{paths}），请写成“{first.path}#{first.fingerprint}”的样子。")
    return matches[0]
