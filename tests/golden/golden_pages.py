"""The pages that are compared whole, made from literal results; style and script are left out."""

from __future__ import annotations

import re
from pathlib import Path

import alike
import literals
from test_folder_block import ENTRIES, PATHS, finding
from test_rules_page import IN_FORCE

from checker.model import AlikePair, Attendance, DocumentResult, Failure, Skipped
from reports.cluster_page import cluster_data, render_cluster
from reports.index import Row, RunInfo, index_data, render_index, row_from_json
from reports.json_result import document_json
from reports.page import page_data, render_page
from reports.pair_page import Side, pair_data, render_pair
from reports.rules_page import render_rules, rules_data

FOLDER = Path(__file__).parent / "pages"
_RUN = RunInfo(
    "2026-11-02T08:30:00+08:00", 1.94, "1.2.3", "0123456789ab", "云岭县委组织部", (Skipped("照片.jpg", "不是可检查的格式（.jpg）。"),)
)
_FOLDER = {
    "folder": [finding(1), finding(2, paths=(*PATHS, "四.txt")), finding(3, "shared-problem", "notice", PATHS)],
    "pages": [(f"{1:012x}", "compare/甲-0123456789ab.html"), (f"{2:012x}", "compare/组-0123456789ab.html")],
    "failures": [Failure("rule", "全批比对规则 borrowed-name 运行出错（ValueError）。", "请把这句话发给维护人员。", "borrowed-name")],
    "attendance": Attendance(4, ENTRIES),
}


def _cluster() -> tuple[tuple[Side, ...], list[tuple[AlikePair, str]]]:
    third = Side("丙.txt", "白杨街道述职报告", "白杨街道", "../pages/c-0123456789ab.html")
    further = AlikePair(alike.PATHS[0], third.path, 0.9, 0.0, alike.pair().runs)
    return (*alike.SIDES, third), [(alike.pair(), "甲-0123456789ab.html"), (further, "丙-0123456789ab.html")]


def golden_pages() -> dict[str, str]:
    """Each golden file's name and what should stand in it."""
    results = {"full.html": literals.full(), "clean.html": literals.clean(), "unread.html": literals.unread()}
    pages = {name: render_page(page_data(result, literals.context(judged=True))) for name, result in results.items()}
    pages["index.html"] = render_index(index_data((_row(result, name) for name, result in results.items()), _RUN, **_FOLDER))
    pages["pair.html"] = render_pair(pair_data(alike.pair(), alike.SIDES, (alike.ONE, alike.OTHER), "1.2.3", "../index.html#folder"))
    pages["rules.html"] = render_rules(rules_data(IN_FORCE, "1.2.3"))
    pages["cluster.html"] = render_cluster(cluster_data(*_cluster(), "1.2.3", "../index.html#folder"))
    return {name: _bare(html) for name, html in pages.items()}


def _row(result: DocumentResult, name: str) -> Row:
    return row_from_json(document_json(result, states={}, verdicts={}), f"pages/{name}")


def _bare(html: str) -> str:
    """The page without style, script and the hashes that follow from them."""
    html = re.sub(r"(<style>).*?(</style>)", r"\1（样式略）\2", html, flags=re.DOTALL)
    html = re.sub(r"(<script>).*?(</script>)", r"\1（脚本略）\2", html, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]+", "sha256-略", html)
