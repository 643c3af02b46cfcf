"""A verdict whose passage changed holds for nothing, and is shown."""

from dataclasses import replace

from literals import context, full

from reports.page import StoredVerdict, page_data, render_page

GONE = StoredVerdict("waive", "历史遗留，另行处理", "王敏", "2025-01-08T10:00:00+08:00", "硬化公路<18公里>")


def test_a_verdict_without_a_finding_is_listed_as_lapsed_and_counts_for_nothing() -> None:
    before = page_data(full(), context())
    after = page_data(full(), replace(context(), verdicts=(*context().verdicts, ("0" * 12, GONE))))
    assert [(lapsed.label, lapsed.by, lapsed.at) for lapsed in after.lapsed] == [("不予处理", "王敏", "2025-01-08")]
    assert (after.errors, after.warnings) == (before.errors, before.warnings)
    html = render_page(after)
    assert "已失效的处理意见" in html
    assert "&lt;18公里&gt;" in html


def test_a_verdict_that_holds_is_not_lapsed() -> None:
    held = tuple((finding.fingerprint, GONE) for finding in full().findings[:1])
    assert not page_data(full(), replace(context(), verdicts=held)).lapsed
