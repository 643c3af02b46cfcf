"""Files on this machine's cores, one file a task, each under a time limit.

A worker that hangs, crashes or is killed costs its own file and is replaced (pebble); the
standard pool would lose every result in flight. A few files run in the calling process:
starting workers costs more than they save.
"""

from __future__ import annotations

import _thread
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from checker.executors.memory import EXCEEDED, limit_worker, limited_here
from checker.executors.outcome import Lost, Result, Task, crashed, killed, timed_out, too_large

FEW = 12  # up to here starting workers costs more than it saves (benchmarks/README.md)
_WORKER_MEGABYTES = 300  # of a worker at its largest, rounded up (benchmarks/README.md)
START: Literal["fork", "spawn"] = "fork" if sys.platform == "linux" else "spawn"  # how a worker begins
_IN_FLIGHT = 4  # tasks handed out ahead of a worker: enough to keep it busy, few enough to bound memory


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What one task may take."""

    seconds: float
    megabytes: int


def worker_count(tasks: int, jobs: int | None, *, careful: bool = False) -> int:
    """How many worker processes to start: 0 runs in the calling process. ``jobs`` None chooses.

    ``careful`` always starts one: the last run died, and what killed it is to cost its own file only.
    """
    if careful:
        return max(1, worker_count(tasks, jobs))
    if jobs is not None:
        return 0 if jobs <= 1 and tasks <= FEW else min(jobs, max(tasks, 1))
    return 0 if tasks <= FEW else max(1, min(_cores(), tasks, _free_megabytes() // _WORKER_MEGABYTES))


def _cores() -> int:
    """Those that this process may use, which in a container are fewer than there are."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _free_megabytes() -> int:
    """Of memory; more than enough where the system does not say."""
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")) // 1024
    return sys.maxsize


def run_tasks(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    *,
    workers: int,
    seconds: float,
    megabytes: int,
    prepare: Callable[..., None],
    arguments: tuple[Any, ...],
) -> Iterator[tuple[Task, Result | Lost[Task]]]:
    """``work`` over ``tasks``; pairs come in the order of ``tasks``.

    ``prepare(*arguments)`` runs once in each process before its first task; it, ``work`` and the
    tasks must pickle. ``seconds`` bounds each task, ``megabytes`` the memory it takes beyond what
    the prepared process has (0: unbounded). An exception of ``work`` is a :class:`Lost`.
    """
    if workers == 0:
        prepare(*arguments)
        for task in tasks:
            with limited_here(megabytes):
                outcome = _in_process(work, task, seconds)
            yield task, outcome
        return
    yield from _in_workers(work, tasks, workers, _Bounds(seconds, megabytes), prepare, arguments)


def _in_process(work: Callable[[Task], Result], task: Task, seconds: float) -> Result | Lost[Task]:
    """One task here. A timer interrupts the main thread, which every platform can do."""
    main = threading.main_thread()
    if threading.current_thread() is not main:
        return _guarded(work, task)
    late = threading.Event()

    def interrupt() -> None:
        late.set()
        if sys.platform == "win32":
            _thread.interrupt_main()
        else:  # a real signal also ends a call that waits
            signal.pthread_kill(main.ident or 0, signal.SIGINT)

    def heed(*_: object) -> None:
        if late.is_set():
            raise KeyboardInterrupt

    ignored = signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    if ignored:  # as a script's shell has it for `checker … &`: Ctrl-C stays ignored, the time limit holds
        signal.signal(signal.SIGINT, heed)
    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    try:
        return _guarded(work, task)
    except KeyboardInterrupt:
        if not late.is_set():
            raise
        return timed_out(task, seconds)
    finally:
        timer.cancel()
        if ignored:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_workers(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    workers: int,
    bounds: _Bounds,
    prepare: Callable[..., None],
    arguments: tuple[Any, ...],
) -> Iterator[tuple[Task, Result | Lost[Task]]]:
    from pebble import ProcessPool

    if START == "fork":
        prepare(*arguments)  # the model is loaded once here and shared by the forked workers
    waiting = iter(tasks)
    flying: deque[tuple[Task, Any]] = deque()
    pool: Any = ProcessPool(
        max_workers=workers,
        initializer=_start,
        initargs=(prepare, arguments, bounds.megabytes),
        context=multiprocessing.get_context(START),
    )
    try:
        for task in waiting:
            flying.append((task, pool.schedule(work, args=[task], timeout=bounds.seconds)))
            if len(flying) >= workers * _IN_FLIGHT:
                yield _landed(*flying.popleft(), bounds)
        while flying:
            yield _landed(*flying.popleft(), bounds)
        pool.close()
    except BaseException:
        pool.stop()
        raise
    finally:
        pool.join()


def _start(prepare: Callable[..., None], arguments: tuple[Any, ...], megabytes: int) -> None:
    """Make a worker ready; its limit counts from there, so that the loaded model is not part of it."""
    prepare(*arguments)
    limit_worker(megabytes)


def _landed(task: Task, future: Any, bounds: _Bounds) -> tuple[Task, Result | Lost[Task]]:
    from pebble import ProcessExpired

    try:
        return task, future.result()
    except FutureTimeoutError:
        return task, timed_out(task, bounds.seconds)
    except ProcessExpired as error:
        if error.exitcode == EXCEEDED:
            return task, too_large(task)
        return task, killed(task, f"退出码 {error.exitcode}")
    except Exception as error:  # noqa: BLE001 - what one file does must not cost the others their results
        return task, crashed(task, error)


def _guarded(work: Callable[[Task], Result], task: Task) -> Result | Lost[Task]:
    try:
        return work(task)
    except Exception as error:  # noqa: BLE001 - as in _landed
        return crashed(task, error)
