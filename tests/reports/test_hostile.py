"""What a report, a file name or a message holds stays text."""

import re
from html.parser import HTMLParser

import literals
import pytest

from checker.model import AlikePair, Attendance, Failure, Place, RosterEntry, Skipped, Span
from reports.cluster_page import cluster_data, render_cluster
from reports.index import RunInfo, index_data, render_index, row_from_json
from reports.json_result import document_json
from reports.page import page_data, render_page
from reports.pair_page import Side, pair_data, render_pair
from reports.visible import visible


class _Tags(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def _tags(html):
    parser = _Tags()
    parser.feed(html)
    return parser.found


def _index():
    row = row_from_json(document_json(literals.hostile(), states={}, verdicts={}), "pages/a-0123456789ab.html")
    skipped = (Skipped("<script>x</script>\u202e.jpg", '“" onload=x”'),)
    nasty = '"><script>x</script>\u202e'
    entry = RosterEntry(nasty, nasty, nasty, nasty)
    folder = {"rule": nasty, "severity": "error", "message": nasty, "evidence": nasty, "suggestion": nasty, "verdict": None}
    folder |= {
        "fingerprint": "f",
        "details": {},
        "places": [{"path": literals.hostile().path, "quote": nasty}, {"path": nasty, "quote": nasty}],
    }
    data = index_data(
        [row],
        RunInfo("now<script>", 1, "1", "2", "<b>单位</b>", skipped),
        [folder],
        pages=[("f", "compare/a-0123456789ab.html")],
        failures=[Failure("rule", nasty, nasty, nasty)],
        attendance=Attendance(2, (entry,)),
    )
    return render_index(data)


def _pair():
    text = literals.hostile().document.source.text
    side = Side(*[literals.hostile().path] * 3, "../pages/a-0123456789ab.html")
    other = Side("乙" + side.path, side.title, side.who, "")
    half = len(text) // 2
    runs = ((Place(side.path, Span(0, half)), Place(other.path, Span(0, half))),)
    pair = AlikePair(side.path, other.path, 0.5, 0.5, runs)
    return pair, (side, other), (text, text[:half] + "</td><script>" + text[half:])


def _cluster():
    pair, sides, _ = _pair()
    return render_cluster(cluster_data(sides, [(pair, "a-0123456789ab.html")], "1", "../index.html#folder"))


PAGES = {
    "page": render_page(page_data(literals.hostile(), literals.context())),
    "full": render_page(page_data(literals.full(), literals.context(judged=True))),
    "index": _index(),
    "pair": render_pair(pair_data(*_pair(), "1", "../index.html#folder")),
    "cluster": _cluster(),
}


@pytest.fixture(params=sorted(PAGES))
def html(request):
    return PAGES[request.param]


def test_there_is_one_script_and_it_is_ours(html):
    assert [attrs for tag, attrs in _tags(html) if tag == "script"] == [{}]


def test_no_element_has_a_style_or_an_event_attribute(html):
    for tag, attrs in _tags(html):
        assert not [name for name in attrs if name == "style" or name.startswith("on")], tag


def test_no_element_is_one_that_a_report_could_bring(html):
    assert not {"img", "iframe", "object", "embed", "base", "form", "link"} & {tag for tag, _ in _tags(html)}


def test_links_stay_on_the_page_or_in_the_site(html):
    links = [attrs["href"] for _, attrs in _tags(html) if attrs.get("href")]
    assert all(
        re.fullmatch(r"#[\w-]+|(\.\./)?(index|rules)\.html(#folder)?|(\.\./)?((pages|compare)/)?[\w%.-]+-[0-9a-f]{12}\.html", link)
        for link in links
    )


def test_direction_marks_and_controls_are_written_out(html):
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\ud800-\udfff]", html)
    html.encode("utf-8")


def test_the_security_policy_allows_nothing_but_our_style_and_script(html):
    (policy,) = [attrs["content"] for tag, attrs in _tags(html) if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_page_names_no_other_place(html):
    assert not re.search(r"(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//", html)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("平常的话，含English与123。", "平常的话，含English与123。"),
        ("倒\u202e写", "倒[U+202E]写"),
        ("孤码\ud800", "孤码[U+D800]"),
        ("制表\t换行\n", "制表\t换行\n"),
        ("空\x00字", "空[U+0000]字"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text, shown):
    assert visible(text) == shown
