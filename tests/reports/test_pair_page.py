"""Two reports side by side, and the page over several of them."""

import alike

from checker.model import AlikePair, Place, Span
from reports.cluster_page import cluster_data, render_cluster
from reports.pair_page import Side, pair_data, render_pair

DATA = pair_data(alike.pair(), alike.SIDES, (alike.ONE, alike.OTHER), "1.2.3", "../index.html#folder")


def _text(line, side):
    return "\n".join("".join(piece.text for piece in row[side]) for row in line.rows)


def _pieces(line, side):
    return [piece for row in line.rows for piece in row[side]]


def test_shared_passages_are_aligned_in_the_order_of_both_reports():
    shared = [line for line in DATA.lines if line.number]
    assert [_text(line, 0)[:6] for line in shared] == [alike.WELL[:6], alike.SCHOOL[:6]]
    assert [_text(line, 1)[:6] for line in shared] == [alike.WELL[:6], alike.SCHOOL[:6]]


def test_a_passage_in_another_order_stands_below_and_is_marked_in_both_texts():
    (moved,) = DATA.moved
    assert moved.number == 3
    assert _text(moved, 0) == _text(moved, 1) == alike.STREET[:-1]
    for side in (0, 1):
        marked = [piece.text for line in DATA.lines for piece in _pieces(line, side) if piece.numbers == (3,)]
        assert marked == [alike.STREET[:-1]]


def test_nothing_of_either_text_is_left_out():
    for side, text in enumerate((alike.ONE, alike.OTHER)):
        shown = "".join(_text(line, side) for line in DATA.lines)
        assert shown.replace("\n", "") == text.replace("\n", "")


def test_what_was_changed_in_a_shared_passage_is_marked():
    line = next(line for line in DATA.lines if line.number == 1)
    assert [piece.text for piece in _pieces(line, 0) if piece.changed] == ["云溪镇", "120"]
    assert [piece.text for piece in _pieces(line, 1) if piece.changed] == ["石桥乡", "98"]
    assert line.changes == 2


def test_equal_figures_and_stops_around_a_passage_belong_to_it():
    line = next(line for line in DATA.lines if line.number == 2)
    assert _text(line, 0).endswith("砌好。")


def test_a_long_passage_keeps_step_paragraph_by_paragraph():
    texts = tuple(f"{name}写的\n\n第一段相同。\n{name}修路{number}里\n第三段相同。" for name, number in (("甲", 3), ("乙丙丁", 12)))
    place = tuple(Place(path, Span(text.index("第一"), len(text))) for path, text in zip(alike.PATHS, texts, strict=True))
    data = pair_data(AlikePair(*alike.PATHS, 1.0, None, (place,)), alike.SIDES, texts, "1", "x")
    line = data.lines[-1]
    assert _text(line, 0).split("\n") == ["写的", "第一段相同。", "甲修路3里", "第三段相同。"]


def test_the_length_told_is_that_of_the_passage_as_found():
    line = next(line for line in DATA.lines if line.number == 2)
    assert line.characters == len(alike.SCHOOL) - 1


def test_the_share_is_told_in_words():
    html = render_pair(DATA)
    assert "相同文字约占较短一份的 <strong>83%</strong>；单看问题与措施部分，约 <strong>50%</strong> 相同" in html
    assert "只供审核人员看" in html


def test_last_years_report_has_no_page_to_lead_to():
    sides = (alike.SIDES[0], Side("上年/旧稿.txt", "旧稿", "", ""))
    html = render_pair(pair_data(alike.last_year(), sides, (alike.ONE, alike.OTHER), "1", "../index.html"))
    assert "上年报告，没有检查页" in html
    assert "单看问题与措施部分" not in html


def test_reports_without_a_shared_passage_can_be_shown():
    data = pair_data(AlikePair(*alike.PATHS, 0.0, None, ()), alike.SIDES, ("甲文", "乙文"), "1", "../index.html")
    assert [(line.number, _text(line, 0), _text(line, 1)) for line in data.lines] == [(0, "甲文", "乙文")]


def test_a_cluster_lists_its_reports_and_leads_to_each_pair():
    third = Side("丙.txt", "丙的报告", "", "../pages/c-0123456789ab.html")
    further = AlikePair(alike.PATHS[0], "丙.txt", 0.9, 0.0, alike.pair().runs)
    data = cluster_data((*alike.SIDES, third), [(alike.pair(), "甲-0123456789ab.html"), (further, "乙.html")], "1", "../index.html")
    assert [(row.numbers, row.share, row.runs) for row in data.pairs] == [((1, 3), "90%", 3), ((1, 2), "83%", 3)]
    html = render_cluster(data)
    assert "%E7%94%B2-0123456789ab.html" in html
    assert "互有相同文字的 3 份报告" in html
