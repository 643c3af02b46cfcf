"""A memory limit for the work on one file, above what the loaded model takes.

On Linux the system itself refuses more address space, so the work meets a MemoryError and the process lives on. Elsewhere a
thread in the worker looks at the memory in use and ends the process, which costs that one file; the pool replaces it.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

EXCEEDED = 83  # exit code of a worker that ended itself for its memory
_LOOK = 0.1  # seconds between two looks
_HAS_LIMIT = sys.platform == "linux"


def limit_worker(megabytes: int, *, polling: bool = not _HAS_LIMIT) -> None:
    """Bound what this process may take beyond what it has now. Call it when the model is loaded; 0 sets no limit."""
    if not megabytes:
        return
    if polling:
        threading.Thread(target=_watch, args=(_in_use() + megabytes * 1024**2,), daemon=True, name="memory-watch").start()
    else:
        _set_address_space(megabytes)


@contextmanager
def limited_here(megabytes: int) -> Iterator[None]:
    """The same for the calling process while the block runs, where the system has such a limit; it is lifted again."""
    before = _set_address_space(megabytes) if _HAS_LIMIT and megabytes else None
    try:
        yield
    finally:
        if before is not None and sys.platform == "linux":
            import resource

            resource.setrlimit(resource.RLIMIT_AS, before)


def _set_address_space(megabytes: int) -> tuple[int, int] | None:
    """Set the soft limit; the limits before, or None where it cannot be set."""
    if sys.platform != "linux":
        return None
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + megabytes * 1024**2
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
        return soft, hard
    return None


def _in_use() -> int:
    import psutil

    return int(psutil.Process().memory_info().rss)


def _watch(most: int) -> None:
    while _in_use() < most:
        time.sleep(_LOOK)
    os._exit(EXCEEDED)
