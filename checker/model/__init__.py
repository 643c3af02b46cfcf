"""The nouns of the checker, at the bottom of every import: frozen, slotted, plain.

Every offset is a character offset (code points) into ``Source.text``, end exclusive.
Nothing here knows of spaCy, files or HTML, so every object pickles and every function
that takes them can be tested with a literal value.
"""

from checker.model.base import Family, Kind, Role, Severity, Span
from checker.model.folder import (
    FolderContext,
    FolderExample,
    FolderFinding,
    FolderHit,
    FolderRule,
    Place,
    RosterEntry,
    Trait,
    TraitFigure,
    Traits,
)
from checker.model.report import (
    Answer,
    Claim,
    Coverage,
    Cue,
    Document,
    Enumeration,
    Figure,
    Measure,
    Nearest,
    Paragraph,
    Placeholder,
    Problem,
    Requirement,
    Section,
    Source,
    Statement,
    Statistic,
    Words,
)
from checker.model.result import DocumentResult, Failure, ReadError, Skipped, Verdict
from checker.model.rule import Detail, Example, Finding, Hit, Related, Rule

__all__ = [
    "Answer",
    "Claim",
    "Coverage",
    "Cue",
    "Detail",
    "Document",
    "DocumentResult",
    "Enumeration",
    "Example",
    "Failure",
    "Family",
    "Figure",
    "Finding",
    "FolderContext",
    "FolderExample",
    "FolderFinding",
    "FolderHit",
    "FolderRule",
    "Hit",
    "Kind",
    "Measure",
    "Nearest",
    "Paragraph",
    "Place",
    "Placeholder",
    "Problem",
    "ReadError",
    "Related",
    "Requirement",
    "Role",
    "RosterEntry",
    "Rule",
    "Section",
    "Severity",
    "Skipped",
    "Source",
    "Span",
    "Statement",
    "Statistic",
    "Trait",
    "TraitFigure",
    "Traits",
    "Verdict",
    "Words",
]
