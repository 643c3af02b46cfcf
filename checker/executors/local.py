"""Files on this machine's cores, one file a task, each under a time limit.

A worker that hangs, crashes or is killed costs its own file and is replaced; the standard pool
would lose every result in flight. A few files run in the calling process: starting workers costs
more than they save.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection
from pathlib import Path
from typing import Any, Generic, Literal, cast

from checker.executors.memory import limited_here
from checker.executors.outcome import Lost, Result, Task, crashed, timed_out
from checker.executors.worker import EndedError, Job, Worker

FEW = 12  # up to here starting workers costs more than it saves (benchmarks/README.md)
_WORKER_MEGABYTES = 300  # of a worker at its largest, rounded up (benchmarks/README.md)
START: Literal["fork", "spawn"] = "fork" if sys.platform == "linux" else "spawn"  # how a worker begins
_IN_FLIGHT = 4  # tasks for each worker that may be done before the one that is waited for: few enough to bound memory
_AT_HAND = 2  # tasks that a worker has: the one it does and the next, so that it never waits for this process


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
    yield from _in_workers(Job(work, prepare, arguments, seconds, megabytes), tasks, workers)


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


def _in_workers(job: Job[Task, Result], tasks: Sequence[Task], workers: int) -> Iterator[tuple[Task, Result | Lost[Task]]]:
    if START == "fork":
        job.prepare(*job.arguments)  # the model is loaded once here and shared by the forked workers
    crew = _Crew(job, tasks, workers)
    try:
        for number, task in enumerate(tasks):
            yield task, crew.outcome(number)
    finally:
        crew.end()


@dataclass(frozen=True, slots=True)
class _Hand(Generic[Task, Result]):
    """A worker, and the numbers of the tasks it has."""

    worker: Worker[Task, Result]
    numbers: deque[int]


class _Crew(Generic[Task, Result]):
    """The workers of a run. One that is lost is replaced; what it had not begun goes to others."""

    def __init__(self, job: Job[Task, Result], tasks: Sequence[Task], workers: int) -> None:
        self._job = job
        self._tasks = tasks
        self._waiting = deque(range(len(tasks)))
        self._done: dict[int, Result | Lost[Task]] = {}
        self._most = workers * _IN_FLIGHT
        self._hands = [self._hand() for _ in range(workers)]

    def outcome(self, number: int) -> Result | Lost[Task]:
        """What came of a task, waited for; the others are worked on meanwhile."""
        self._listen(0)
        self._hand_out(number)
        while number not in self._done:
            self._listen(min(hand.worker.deadline for hand in self._hands) - time.monotonic())
            self._hand_out(number)
        return self._done.pop(number)

    def end(self) -> None:
        """Nothing more is wanted of them."""
        for hand in self._hands:
            hand.worker.end()

    def _hand(self) -> _Hand[Task, Result]:
        return _Hand(Worker(self._job, START), deque())

    def _hand_out(self, wanted: int) -> None:
        """Give each worker what it does next and one more to go on with, not too far ahead of the one that is wanted."""
        for had in range(_AT_HAND):
            for hand in self._hands:
                if len(hand.numbers) == had and self._waiting and self._waiting[0] < wanted + self._most:
                    self._give(hand, self._waiting[0])

    def _give(self, hand: _Hand[Task, Result], number: int) -> None:
        try:
            if not hand.worker.give(self._tasks[number]):
                return
            hand.numbers.append(number)
        except Exception as error:  # noqa: BLE001 - one that does not pickle
            self._done[number] = crashed(self._tasks[number], error)
        self._waiting.popleft()

    def _listen(self, seconds: float) -> None:
        """Take what has come within that time, and end what has taken too long."""
        by_pipe = {hand.worker.connection: hand for hand in self._hands}
        for pipe in connection.wait(list(by_pipe), None if seconds == float("inf") else max(0.0, seconds)):
            self._hear(by_pipe[cast("connection.Connection", pipe)])
        for hand in tuple(self._hands):
            if hand.worker.deadline < time.monotonic() and not hand.worker.connection.poll():
                self._replace(hand, late=True)

    def _hear(self, hand: _Hand[Task, Result]) -> None:
        try:
            pair = hand.worker.take()
        except EndedError:
            self._replace(hand, late=False)
            return
        if pair:
            self._done[hand.numbers.popleft()] = pair[1]

    def _replace(self, hand: _Hand[Task, Result], *, late: bool) -> None:
        lost = hand.worker.bury(late=late)
        if lost:
            self._done[hand.numbers.popleft()] = lost
        self._waiting.extendleft(reversed(hand.numbers))
        self._hands[self._hands.index(hand)] = self._hand()


def _guarded(work: Callable[[Task], Result], task: Task) -> Result | Lost[Task]:
    try:
        return work(task)
    except Exception as error:  # noqa: BLE001 - as in _landed
        return crashed(task, error)
