"""Pages as they should be, compared whole. How to update them: README.md beside this file."""

from __future__ import annotations

import pytest
from golden_pages import FOLDER, golden_pages


@pytest.mark.parametrize("name", sorted(golden_pages()))
def test_page_is_as_it_should_be(name, tmp_path):
    actual = golden_pages()[name]
    (tmp_path / name).write_text(actual, encoding="utf-8")
    expected = (FOLDER / name).read_text(encoding="utf-8")
    assert actual == expected, f"页面变了，实际的在 {tmp_path / name}；有意的改动见 tests/golden/README.md"


def test_no_golden_page_is_left_over():
    assert {path.name for path in FOLDER.iterdir()} == set(golden_pages())
