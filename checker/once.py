"""What several rules ask about one report, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

_Asked = TypeVar("_Asked")
_Found = TypeVar("_Found")


def once(function: Callable[[_Asked], _Found]) -> Callable[[_Asked], _Found]:
    """``function``, its answer about the last object kept, and given again while the same object is asked about.

    The same means that very object: to compare two reports, or to hash one, takes longer than most questions.
    What is answered must not be changed by whoever asked.
    """
    last: list[tuple[_Asked, _Found]] = []

    @wraps(function)
    def kept(asked: _Asked) -> _Found:
        for one, found in last:
            if one is asked:
                return found
        found = function(asked)
        last[:] = [(asked, found)]
        return found

    return kept
