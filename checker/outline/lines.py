"""The lines of a report that speak of the report itself."""

from __future__ import annotations

from typing import Literal, NamedTuple

from checker.model import Paragraph

Where = Literal["title", "opening", "signature"]


class Line(NamedTuple):
    """A paragraph with where it stands."""

    paragraph: Paragraph
    where: Where
