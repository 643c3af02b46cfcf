"""Stored results as they are shown: with the folder findings that touch them, and with what is new since the last run.

Both depend on more than one report, so they stand outside the cache and are joined here, in one place for the index,
the result JSON and every export.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from checker.compare import Comparison
from checker.history import FOLDER
from checker.model import FolderFinding
from checker.store import Judged, Store
from reports.json_result import as_json, folder_finding_json, with_folder, with_states


class Shown(NamedTuple):
    """A document's result with all that is joined to it."""

    path: str
    page: str
    result: Mapping[str, Any]


class Joined:
    """The results of a set, each joined with what the whole folder says of it."""

    def __init__(self, store: Store, comparison: Comparison, known: Mapping[str, Collection[str]]) -> None:
        """``known`` holds by path the fingerprints of findings that the last run had, those of folder findings under FOLDER."""
        self._store, self._known = store, known
        self._judged = store.judged(FOLDER)
        self._verdicts = {judged.fingerprint: judged.as_json() for judged in self._judged}
        self._folder = frozenset(known.get(FOLDER, ()))
        self._comparison = comparison
        self._touching: dict[str, list[FolderFinding]] = {}
        for finding in comparison.findings:
            for path in dict.fromkeys(place.path for place in finding.places):
                self._touching.setdefault(path, []).append(finding)

    def documents(self, paths: Collection[str] | None = None) -> Iterator[Shown]:
        """The whole results of ``paths`` (None: of all), in the order of their paths."""
        for stored in self._store.documents():
            if paths is None or stored.path in paths:
                yield Shown(stored.path, stored.page, self._join(stored.path, stored.result))

    def texts(self, checked: Mapping[str, bool]) -> Iterator[str]:
        """The whole results of this run as JSON, in the order of their paths: by path whether each came from the store unchanged.

        What was computed in this run and has nothing joined to it stands in the store as it is to be shown.
        """
        for stored in self._store.documents():
            if stored.path not in checked:
                continue
            if checked[stored.path] or stored.path in self._touching or self._known.get(stored.path):
                yield as_json({**self._join(stored.path, stored.result), "from_cache": checked[stored.path]})
            else:
                yield stored.text

    def briefs(self) -> Iterator[Shown]:
        """The results of all documents without the reports' text: enough for the index."""
        for known in self._store.all_known():
            yield Shown(known.path, known.page, self._join(known.path, known.brief))

    def folder(self) -> list[dict[str, Any]]:
        """The findings over several reports, as the result JSON has them."""
        return [_with_state(folder_finding_json(finding, self._verdicts), self._folder) for finding in self._comparison.findings]

    def unplaced(self) -> list[dict[str, Any]]:
        """Those that stand in no report: one that was not handed in."""
        return [finding for finding in self.folder() if not finding["places"]]

    def lapsed(self) -> list[Judged]:
        """The verdicts on findings over several reports that no finding answers to any more."""
        standing = {finding.fingerprint for finding in self._comparison.findings}
        return [judged for judged in self._judged if judged.fingerprint not in standing]

    def _join(self, path: str, document: Mapping[str, Any]) -> dict[str, Any]:
        known = self._folder.union(self._known.get(path, ()))
        return with_states(with_folder(document, self._touching.get(path, ()), self._verdicts), known)


def _with_state(finding: dict[str, Any], known: Collection[str]) -> dict[str, Any]:
    return {**finding, "state": "known" if finding["fingerprint"] in known else "new"}
