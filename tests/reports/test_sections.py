"""The share of self-criticism."""

import pytest

from reports.sections import Part, criticism_share


@pytest.mark.parametrize(
    ("parts", "share"),
    [
        ([], None),
        ([Part(("duty",), None, 100)], 0),
        ([Part(("duty",), None, 75), Part(("problems",), None, 25)], 0.25),
        ([Part(("duty",), None, 50), Part(("problems",), None, 10), Part((), 1, 40)], 0.5),
        ([Part(("duty",), None, 50), Part(("measures", "plan"), None, 50)], 0),
        ([Part(("duty",), None, 50), Part(("problems", "measures"), None, 50)], 0.5),
    ],
    ids=["empty", "duty only", "a quarter", "items count with their heading", "next year's plans do not count", "problems with measures"],
)
def test_share(parts, share):
    assert criticism_share(parts) == share
