"""One report as the checker reads it, for ``checker show``."""

from __future__ import annotations

from pathlib import Path

import rules.lexicon
from checker import work
from checker.model import Document
from checker.readers import read_source
from checker.scope import existing, read_settings
from checker.settings_file import find_config


def annotate_file(path: Path, config: Path | None = None) -> Document:
    """One report as the checker reads it, for ``checker show``.

    Raises:
        ReadError, UsageError, SettingsError: where it cannot be read.
    """
    from checker.lexicon import Lexicon
    from checker.pipeline import Annotator

    (file,) = existing([path])
    settings = read_settings(config or find_config(file))
    source = read_source(file, file.name, work.limits(settings))
    return Annotator(Lexicon.from_tables(rules.lexicon.tables()), settings).annotate(source)
