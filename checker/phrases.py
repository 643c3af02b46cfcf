"""One pattern for many phrases, with what they have in common read once.

``党建|党课|党员`` tries each phrase in turn at every place of a text; ``党(?:建|课|员)`` looks at the
first character once. With a thousand phrases that is the difference between a pattern that costs
more than all the rest of the reading and one that costs nothing.

Where only the places are wanted and the phrases are many, to look up the two characters at each place is faster still.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import add
from typing import Self

_Tree = dict[str, "_Tree"]
_SHELF = 24  # branches looked at one by one: about the root of what a lexicon has
_END = ""  # the key that marks the end of a phrase


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression that matches one of ``phrases``, the longest that stands at a place; with none, it never matches.

    The same as the phrases joined by ``|``, the longest first. Empty phrases are left out.
    """
    tree: _Tree = {}
    for phrase in phrases:
        branch = tree
        for character in phrase:
            branch = branch.setdefault(character, {})
        if phrase:
            branch[_END] = {}
    return _pattern(tree) if tree else "(?!)"


def _pattern(tree: Mapping[str, _Tree]) -> str:
    ends = [character for character, rest in sorted(tree.items()) if character and list(rest) == [_END]]
    longer = [(character, rest) for character, rest in sorted(tree.items()) if character and list(rest) != [_END]]
    choices = [_shelf(longer[i : i + _SHELF]) for i in range(0, len(longer), _SHELF)]
    if ends:
        choices.append(re.escape(ends[0]) if len(ends) == 1 else f"[{''.join(map(re.escape, ends))}]")
    if len(choices) == 1 and len(longer) + bool(ends) == 1 and _END not in tree:
        return choices[0]
    return f"(?:{'|'.join(choices)}){'?' if _END in tree else ''}"


def _shelf(branches: Sequence[tuple[str, _Tree]]) -> str:
    """Some branches, in the order of their characters; of many, those that cannot match are passed over together."""
    choices = [re.escape(character) + _pattern(rest) for character, rest in branches]
    if len(choices) < _SHELF:
        return "|".join(choices)
    return f"(?=[{re.escape(branches[0][0])}-{re.escape(branches[-1][0])}])(?:{'|'.join(choices)})"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Many phrases, found as a pattern of :func:`any_of` finds them."""

    by_beginning: Mapping[str, tuple[str, ...]]  # by their first two characters, the longest first
    alone: frozenset[str]  # those of one character

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Self:
        """Those of ``phrases`` that are not empty."""
        by_beginning: dict[str, tuple[str, ...]] = {}
        for phrase in sorted(filter(None, set(phrases)), key=lambda phrase: (-len(phrase), phrase)):
            by_beginning[phrase[:2]] = (*by_beginning.get(phrase[:2], ()), phrase)
        return cls(by_beginning, frozenset(beginning for beginning in by_beginning if len(beginning) == 1))

    def stand_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Where phrases stand in ``text``, from left to right without overlap, the longest at each place."""
        end = 0
        pairs = map(add, text, f"{text[1:]} ")
        for start, (one, phrases) in enumerate(zip(text, map(self.by_beginning.get, pairs), strict=True)):
            if start < end or (phrases is None and one not in self.alone):
                continue
            found = next((phrase for phrase in phrases or () if text.startswith(phrase, start)), one if one in self.alone else "")
            if found:
                yield start, found
                end = start + len(found)
