"""Places in a text as build servers and browsers count them: lines, and UTF-16 code units."""

from __future__ import annotations

from bisect import bisect_left, bisect_right


class Positions:
    """One text, ready to be asked where its characters stand. The only place where characters become UTF-16 units."""

    def __init__(self, text: str, *, offsets_hold: bool = True) -> None:
        """Lines of ``text`` end in a line feed alone; where the file's own do not, ``offsets_hold`` is False."""
        self.offsets_hold = offsets_hold
        self._astral = [index for index, char in enumerate(text) if char > "\uffff"]  # two units each
        self._lines = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]

    def units(self, offset: int) -> int:
        """UTF-16 code units before the character ``offset``."""
        return offset + bisect_left(self._astral, offset)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column of the character ``offset``, both from 1, the column in UTF-16 code units."""
        line = bisect_right(self._lines, offset)
        return line, self.units(offset) - self.units(self._lines[line - 1]) + 1
