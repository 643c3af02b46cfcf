"""The pages that are compared whole, made from literal results; style and script are left out."""

from __future__ import annotations

import re
from pathlib import Path

import literals

from checker.model import DocumentResult, Skipped
from reports.index import Row, RunInfo, index_data, render_index, row_from_json
from reports.json_result import document_json
from reports.page import page_data, render_page

FOLDER = Path(__file__).parent / "pages"
_RUN = RunInfo(
    "2026-11-02T08:30:00+08:00", 1.94, "1.2.3", "0123456789ab", "云岭县委组织部", (Skipped("照片.jpg", "不是可检查的格式（.jpg）。"),)
)


def golden_pages() -> dict[str, str]:
    """Each golden file's name and what should stand in it."""
    results = {"full.html": literals.full(), "clean.html": literals.clean(), "unread.html": literals.unread()}
    pages = {name: render_page(page_data(result, literals.context(judged=True))) for name, result in results.items()}
    pages["index.html"] = render_index(index_data((_row(result, name) for name, result in results.items()), _RUN))
    return {name: _bare(html) for name, html in pages.items()}


def _row(result: DocumentResult, name: str) -> Row:
    return row_from_json(document_json(result, states={}, verdicts={}), f"pages/{name}")


def _bare(html: str) -> str:
    """The page without style, script and the hashes that follow from them."""
    html = re.sub(r"(<style>).*?(</style>)", r"\1（样式略）\2", html, flags=re.DOTALL)
    html = re.sub(r"(<script>).*?(</script>)", r"\1（脚本略）\2", html, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]+", "sha256-略", html)
