"""Three reports and more that share passages: who they are, and each pair with its page; data first, then HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from checker.model import AlikePair
from reports.environment import render
from reports.pair_page import Side
from reports.visible import visible


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two reports of the cluster; ``href`` leads to the page where they stand side by side, if they have one."""

    numbers: tuple[int, int]  # of the reports, as the page lists them
    titles: tuple[str, str]
    share: str
    criticism_share: str
    runs: int
    longest: int
    href: str


@dataclass(frozen=True, slots=True)
class ClusterData:
    """Everything the page shows."""

    reports: tuple[Side, ...]
    pairs: tuple[PairRow, ...]  # the most alike first
    version: str
    index_href: str


def cluster_data(sides: Sequence[Side], pairs: Sequence[tuple[AlikePair, str]], version: str, index_href: str) -> ClusterData:
    """The page of a cluster: its reports in the order of ``sides``, and its pairs, each with its page beside this one, or none."""
    numbers = {side.path: number for number, side in enumerate(sides, 1)}
    titles = {side.path: visible(side.title) for side in sides}
    ordered = sorted(pairs, key=lambda p: (-p[0].share, -(p[0].criticism_share or 0), p[0].one, p[0].other))
    return ClusterData(
        reports=tuple(Side(visible(side.path), visible(side.title), visible(side.who), side.href) for side in sides),
        pairs=tuple(
            PairRow(
                numbers=(numbers[pair.one], numbers[pair.other]),
                titles=(titles[pair.one], titles[pair.other]),
                share=f"{pair.share:.0%}",
                criticism_share="—" if pair.criticism_share is None else f"{pair.criticism_share:.0%}",
                runs=len(pair.runs),
                longest=pair.longest,
                href=quote(page),
            )
            for pair, page in ordered
        ),
        version=version,
        index_href=index_href,
    )


def render_cluster(data: ClusterData) -> str:
    """The page as one self-contained HTML file."""
    return render("cluster_page.html", "pair", data=data)
