"""What a copyist changed in a passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.differences import differences

SHORT = st.text(st.sampled_from("修渠镇，。12"), max_size=40)


def _changed(stretches):
    return [stretch.text for stretch in stretches if stretch.changed]


@pytest.mark.parametrize(
    ("one", "other", "first", "second"),
    [
        ("全年修渠三里。", "全年修渠三里。", [], []),
        ("云溪镇栽树3200株，群众高兴。", "石桥镇栽树5600株，群众高兴。", ["云溪", "3200"], ["石桥", "5600"]),
        ("增长4.2%，高于全县", "增长14.2%，高于全县", ["4.2"], ["14.2"]),
        ("我和村干部一起修路", "我一起修路", ["和村干部"], []),
        ("", "多出来的", [], ["多出来的"]),
    ],
)
def test_names_and_figures_are_told_whole(one, other, first, second):
    left, right = differences(one, other)
    assert (_changed(left), _changed(right)) == (first, second)


@given(SHORT, SHORT)
def test_nothing_is_lost_and_the_rest_is_equal(one, other):
    left, right = differences(one, other)
    assert ("".join(s.text for s in left), "".join(s.text for s in right)) == (one, other)
    assert "".join(s.text for s in left if not s.changed) == "".join(s.text for s in right if not s.changed)
