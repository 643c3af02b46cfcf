"""What a template shows: our quicker escaping is markupsafe's own, and a name that nothing has is an error."""

from __future__ import annotations

import pytest
from markupsafe import Markup, escape

from reports.environment import environment, shown


class Named(str):
    """Text of a kind of its own, as the names of our enumerations are."""

    __slots__ = ()


@pytest.mark.parametrize(
    "value",
    ["投资增长", "<script>alert(1)</script>", "a & b", "\"onmouseover='x'", "&lt;", "", 0, 17, -1, 0.5, True, None, Named("<b>")],
)
def test_what_is_shown_is_escaped_as_markupsafe_does(value: object) -> None:
    assert shown(value) == str(escape(value))


def test_what_is_marked_safe_stays_as_it_is() -> None:
    assert shown(Markup("<b>投资</b>")) == "<b>投资</b>"


def test_templates_show_values_escaped() -> None:
    assert environment().from_string("<p title='{{ words }}'>").render(words="'><b>") == "<p title='&#39;&gt;&lt;b&gt;'>"


def test_an_attribute_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AttributeError):
        environment().from_string("{{ words.nowhere }}").render(words="投资")
