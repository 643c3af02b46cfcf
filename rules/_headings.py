"""Which paragraphs are headings for the rules on wording: an item told in a whole sentence is text, not a heading."""

from __future__ import annotations

from collections.abc import Mapping

from checker.model import Document
from checker.once import once

_LONGEST = 30  # characters; longer ones are items of a list (一是每周自学半天，…), which the outline keeps as sections


@once
def heading_ends(document: Document) -> Mapping[int, int]:
    """Where each heading ends, by where it starts."""
    spans = [section.heading for section in document.sections if section.heading is not None]
    return {span.start: span.end for span in spans if not _is_text(document.read(span))}


def _is_text(heading: str) -> bool:
    """Whether what the outline takes for a heading is a sentence, or a part of one."""
    return heading.rstrip()[-1:] in {"，", "、", "；"} or (
        len(heading) > _LONGEST and ("，" in heading or heading.rstrip()[-1:] in {"。", "："})
    )
