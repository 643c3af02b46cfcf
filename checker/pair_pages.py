"""The pages on which reports that share passages stand together, written from the texts that the store keeps."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from checker.compare import Comparison
from checker.model import AlikePair, FolderFinding
from checker.store import Store
from reports.cluster_page import cluster_data, render_cluster
from reports.index import Row
from reports.pair_page import Side, pair_data, render_pair
from reports.site import Site
from reports.visible import visible

_INDEX = "../index.html#folder"
_MOST = 60  # pairs of a cluster that get a page of their own, the most alike first: a hundred copies would make 4,950


@dataclass(frozen=True, slots=True)
class PairPages:
    """What was written: all names below the site, and each finding's fingerprint with the page it leads to."""

    names: frozenset[str]
    leads: tuple[tuple[str, str], ...]


def write_pair_pages(store: Store, site: Site, version: str, comparison: Comparison, rows: Iterable[Row]) -> PairPages:
    """A page for each pair of alike reports, and one over each cluster of them.

    Raises:
        SiteError: where a page cannot be written.
    """
    writer = _Writer(store, site, version, {row.path: row for row in rows})
    leads = tuple((finding.fingerprint, writer.of(finding)) for finding in comparison.findings if finding.pairs)
    return PairPages(frozenset(writer.names), leads)


class _Writer:
    """Writes the pages of one run."""

    def __init__(self, store: Store, site: Site, version: str, rows: Mapping[str, Row]) -> None:
        self._store, self._site, self._version, self._rows = store, site, version, rows
        self.names: set[str] = set()

    def of(self, finding: FolderFinding) -> str:
        """The page that a finding leads to: of its pair, or of its cluster once the pages of all its pairs are there."""
        if len(finding.pairs) == 1:
            return self._pair(finding.pairs[0])
        ranked = sorted(finding.pairs, key=lambda pair: (-pair.share, pair.one, pair.other))
        paths = sorted({path for pair in ranked for path in (pair.one, pair.other)})
        beside = [(pair, PurePosixPath(self._pair(pair)).name if number < _MOST else "") for number, pair in enumerate(ranked)]
        data = cluster_data([self._side(path) for path in paths], beside, self._version, _INDEX)
        return self._write(f"{len(paths)}份相同", render_cluster(data))

    def _pair(self, pair: AlikePair) -> str:
        sides = self._side(pair.one), self._side(pair.other)
        texts = self._text(pair.one), self._text(pair.other)
        html = render_pair(pair_data(pair, sides, texts, self._version, _INDEX))
        return self._write(f"{PurePosixPath(pair.one).stem} 与 {PurePosixPath(pair.other).stem}", html)

    def _write(self, subject: str, html: str) -> str:
        name = self._site.write_comparison(subject, html)
        self.names.add(name)
        return name

    def _side(self, path: str) -> Side:
        row = self._rows.get(visible(path))
        if row is None:
            return Side(path, PurePosixPath(path).stem, "", "")
        return Side(path, row.title, " ".join(filter(None, (row.unit, row.person))), f"../{row.href}")

    def _text(self, path: str) -> str:
        return zlib.decompress(self._store.text(path)).decode()
