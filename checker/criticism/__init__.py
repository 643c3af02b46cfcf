"""Self-criticism: the problems a report states, its corrective measures, and which answers which."""

from checker.criticism.finder import Criticism, find_criticism
from checker.criticism.lexicon import CriticismLexicon

__all__ = ["Criticism", "CriticismLexicon", "find_criticism"]
