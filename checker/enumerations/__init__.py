"""Lists in the text and the counts that announce them: 三个方面：一是…二是…三是…."""

from __future__ import annotations

from checker.enumerations.finder import find_enumerations

__all__ = ["find_enumerations"]
