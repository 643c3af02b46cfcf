"""What a run is asked for, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from checker.model import Refusal


class ExitCode(IntEnum):
    """How a run ends, as interfaces.md promises; 2 wins over 1."""

    CLEAN = 0
    """Nothing open at or above ``--fail-on``."""
    FINDINGS = 1
    """At least one open finding at or above ``--fail-on``."""
    FAILED = 2
    """Something could not be done: bad usage or settings, no report, an unread file, a crashed rule."""


class UsageError(Refusal):
    """A run that cannot begin: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for."""

    paths: tuple[Path, ...]
    out: Path
    config: Path | None = None
    kind: str | None = None
    year: int | None = None
    json: str | None = None
    jobs: int | None = None
    fail_on: str = "error"
    fresh: bool = False
    state: bool = True
    exports: tuple[str, ...] = ()  # of checker.exports.FORMATS
    engine: str = "local"  # or "dask"
    scheduler: str | None = None  # address of a running Dask cluster; None starts one on this machine
    log: Path | None = None


def refuse_unknown(request: Request) -> None:
    """Raises UsageError where an option has a value that there is not, or options do not go together."""
    if request.fail_on not in {"error", "warning", "never"}:
        raise UsageError(f"--fail-on 不能是“{request.fail_on}”，可用 error、warning、never。")
    if request.engine not in {"local", "dask"}:
        raise UsageError(f"--engine 不能是“{request.engine}”，可用 local、dask。")
    if request.scheduler is not None and request.engine != "dask":
        raise UsageError("--scheduler 只与 --engine dask 合用。")
    if unknown := set(request.exports) - {"docx", "xlsx", "sarif", "junit"}:
        raise UsageError(f"--export 不能是“{min(unknown)}”，可用 docx、xlsx、sarif、junit。")
