"""The cache key: everything a file's result and page depend on."""

from __future__ import annotations

import hashlib

from checker import work


def key_of(task: work.Task, order: work.Order) -> str:
    """Bytes, code and data, settings, the command line, verdicts; empty for a file that cannot be opened."""
    digest = work.digest_of(task.file.path)
    judged = hashlib.sha256(repr(task.judged).encode()).hexdigest()[:12] if task.judged else ""
    parts = (
        digest,
        work.ruleset(),
        work.own_model(order.settings.model_dir),
        order.settings.fingerprint,
        order.kind or "",
        str(order.year or ""),
        judged,
    )
    return "-".join(parts) if digest else ""
