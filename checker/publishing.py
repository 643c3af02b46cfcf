"""What a run leaves behind: the index over the set's reports, and the result JSON."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from checker.compare import Comparison
from checker.in_force import in_force
from checker.joined import Joined
from checker.model import Refusal
from checker.pair_pages import write_pair_pages
from checker.readers import FORMATS
from checker.refusal import cause
from checker.settings import Settings
from checker.store import Store
from reports.index import Files, RunInfo, index_data, index_pieces, row_from_json
from reports.json_result import result_json
from reports.notes import StoredVerdict
from reports.rules_page import render_rules, rules_data
from reports.site import Site
from reports.trend import Trend

_FIRST = b'{"schema_version"'  # how a result JSON of ours begins


@dataclass(frozen=True, slots=True)
class Since:
    """This run beside earlier ones: each report's change by its path, and the trend. Both empty in a first run."""

    changes: Mapping[str, str]
    trend: Trend | None


def publish_rules(site: Site, settings: Settings, comparison: Comparison, version: str) -> None:
    """The page that tells what is in force."""
    site.write_rules(render_rules(rules_data(in_force(settings, roster=bool(comparison.roster)), version)))


def publish(
    store: Store, site: Site, run: RunInfo, comparison: Comparison, joined: Joined, since: Since, exports: tuple[str, ...] = ()
) -> None:
    """The pages of alike reports, then the index over all documents of the set, then the sweep of what no index names.

    ``exports`` are the files that this run wrote beside the pages.
    """
    rows = [row_from_json(stored.result, stored.page, since.changes.get(stored.path, "")) for stored in joined.briefs()]
    pairs = write_pair_pages(store, site, run.version, comparison, rows)
    index = index_data(
        rows,
        run,
        joined.folder(),
        pages=pairs.leads,
        failures=comparison.failures,
        attendance=comparison.attendance,
        files=Files(site.copies(), exports),
        lapsed=[StoredVerdict(j.verdict, j.reason, j.by, j.at, j.quote) for j in joined.lapsed()],
        trend=since.trend,
    )
    site.write_index(index_pieces(index))
    site.sweep({row.page for row in rows} | pairs.names)


def write_json(
    target: str,
    run_id: str,
    run: RunInfo,
    settings: str,
    checked: Mapping[str, bool],
    joined: Joined,
    summary: Mapping[str, int],
) -> None:
    """The results of this run's documents, in the order of their paths, piece by piece; ``-`` is standard output.

    ``checked`` says by path which documents the run covered, and whether each came from the store unchanged.

    Raises:
        Refusal: where the file cannot be written; an earlier one then stands as it was.
    """
    head = {"id": run_id, "started": run.started, "seconds": run.seconds, "settings": settings, "version": run.version}
    with _opened(target) as stream:
        for piece in result_json(head, joined.texts(checked), [asdict(s) for s in run.skipped], summary, joined.folder()):
            stream.write(piece)


def refuse_target(target: str | None) -> None:
    """Refuse a ``--json`` path that would replace what we did not write: only an earlier result is ever replaced.

    Raises:
        Refusal: said before the run begins.
    """
    if target is None or target == "-":
        return
    path = Path(target)
    if path.suffix.lower() in {*FORMATS, ".html"}:
        raise Refusal(f"--json 不能写到 {path}：这是报告或网页的文件名，请用 .json 结尾的名字。")
    if path.is_dir():
        raise Refusal(f"--json 的 {path} 是文件夹，请写明文件名。")
    if path.exists() and not _is_result(path):
        raise Refusal(f"--json 的 {path} 已经存在，又不是以前的检查结果，未覆盖；请换一个名字。")


def _is_result(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_FIRST)) in (_FIRST, b"")
    except OSError:
        return False


@contextmanager
def _opened(target: str) -> Iterator[TextIO]:
    """A UTF-8 stream. A file is written beside and put in place whole."""
    if target == "-":
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    path = Path(target)
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        with beside.open("w", encoding="utf-8") as stream:
            yield stream
        beside.replace(path)
    except OSError as error:
        raise Refusal(f"--json 的 {path} 写不了（{cause(error)}），请检查目录、权限和磁盘空间。") from error
