"""Gaps of a template left in a report: XX万元, 某镇, 20__年."""

from checker.leftovers.finder import find_placeholders

__all__ = ["find_placeholders"]
