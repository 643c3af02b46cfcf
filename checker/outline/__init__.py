"""From paragraphs and cues to the outline: headings, sections, roles, and what the report says it is."""

from checker.outline.builder import Outline, find_outline
from checker.outline.cues import find_shapes
from checker.outline.lexicon import OutlineLexicon

__all__ = ["Outline", "OutlineLexicon", "find_outline", "find_shapes"]
