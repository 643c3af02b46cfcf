"""The further places of a finding that are worth quoting beside its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_TELLING = 20  # characters of a quotation by which it is known again


def untold(finding: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The related places of a finding (an object of the result JSON) that its evidence does not quote itself."""
    return [other for other in finding["related"] if other["quote"].strip() and other["quote"][:_TELLING] not in finding["evidence"]]
