"""A process that does one task after another for the process that started it, and can be ended at any moment.

Whatever a file does, hang or crash or swell, costs at most the process it is in: the parent sees it end, says why, and starts
another. Times are measured by a clock that nobody sets.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, Literal

from checker.executors.memory import EXCEEDED, limit_worker
from checker.executors.outcome import Lost, Result, Task, crashed, killed, timed_out, too_large
from checker.refusal import Refusal

_READY = 600.0  # seconds in which a process is ready, however slow the machine
_GRACE = 15.0  # seconds after its time limit in which a task is ended from within, should the parent be gone
_LEAVE = 5.0  # seconds in which a process that closed its pipe is gone
_SMALL = 4096  # bytes that a pipe takes in even while nobody reads


class EndedError(Exception):
    """The process is gone; what it was at had no result."""


@dataclass(frozen=True, slots=True)
class Job(Generic[Task, Result]):
    """What a worker does: ``prepare(*arguments)`` once, then ``work`` on each task. All of it must pickle."""

    work: Callable[[Task], Result]
    prepare: Callable[..., None]
    arguments: tuple[Any, ...]
    seconds: float  # for one task
    megabytes: int  # for one task, beyond what the prepared process has; 0: unbounded


class Worker(Generic[Task, Result]):
    """One such process. One thread at a time may use it."""

    def __init__(self, job: Job[Task, Result], start: Literal["fork", "spawn"]) -> None:
        """Start the process; it makes itself ready while the caller goes on."""
        self._job = job
        self._given: list[Task] = []
        self._ready = False
        self._since = time.monotonic()  # when it began what it is at
        context: Any = multiprocessing.get_context(start)
        self.connection, theirs = context.Pipe()
        inherited = self.connection if start == "fork" else None
        self._process = context.Process(target=_serve, args=(theirs, inherited, job), daemon=True)
        with _signals_held():
            self._process.start()
        theirs.close()

    @property
    def tasks(self) -> Sequence[Task]:
        """What was given and has no outcome yet; the first is being done."""
        return self._given

    @property
    def pid(self) -> int:
        """Of the process."""
        return int(self._process.pid)

    @property
    def deadline(self) -> float:
        """When what it is at has taken too long, by the monotonic clock; never while it has nothing to do."""
        if not self._ready:
            return self._since + _READY
        return self._since + self._job.seconds if self._given else float("inf")

    def give(self, task: Task) -> bool:
        """Hand over a task; False where it must wait, being too large to be left in the pipe beside another.

        Raises:
            Exception: where the task does not pickle.
        """
        data = pickle.dumps(task)
        if len(data) > _SMALL and (self._given or not self._ready):
            return False
        if self._ready and not self._given:
            self._since = time.monotonic()
        self._given.append(task)
        with suppress(OSError):  # it is gone: seen where its answer is read
            self.connection.send_bytes(data)
        return True

    def take(self) -> tuple[Task, Result | Lost[Task]] | None:
        """What it has sent; None where that was only that it is ready. Waits for it.

        Raises:
            EndedError: where the process is gone instead.
            Refusal, RuntimeError: where it could not be made ready.
        """
        try:
            data = self.connection.recv_bytes()
        except (EOFError, OSError):
            raise EndedError from None
        self._since = time.monotonic()
        if not self._ready:
            _raise_what_hindered(data)
            self._ready = True
            return None
        task = self._given.pop(0)
        try:
            return task, pickle.loads(data)  # noqa: S301 - from our own process
        except Exception as error:  # noqa: BLE001 - what one file does must not cost the others their results
            return task, crashed(task, error)

    def bury(self, *, late: bool) -> Lost[Task] | None:
        """End the process; the task that went with it and why, None where it had none.

        Raises:
            RuntimeError: where it never got ready: the next one would not either.
        """
        if late:
            self._process.kill()
        self._process.join(_LEAVE)
        code = self._process.exitcode
        self.end()
        if not self._ready:
            message = f"a worker process was not made ready (exit code {code})"
            raise RuntimeError(message)
        if not self._given:
            return None
        task = self._given.pop(0)
        if late:
            return timed_out(task, self._job.seconds)
        return too_large(task) if code == EXCEEDED else killed(task, f"退出码 {code}")

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.join()
        self.connection.close()

    def get_ready(self) -> None:
        """Wait until it is. Raises as :meth:`take` and :meth:`bury`."""
        while not self._ready:
            self._waited()

    def do(self, task: Task) -> Result | Lost[Task]:
        """One task, waited for. Where it cost the process, :attr:`alive` is False afterwards."""
        self.get_ready()
        self.give(task)
        outcome = self._waited()
        assert outcome is not None  # noqa: S101 - it is ready
        return outcome

    def _waited(self) -> Result | Lost[Task] | None:
        late = not self.connection.poll(max(0.0, self.deadline - time.monotonic()))
        try:
            if not late:
                pair = self.take()
                return pair[1] if pair else None
        except EndedError:
            pass
        return self.bury(late=late)

    @property
    def alive(self) -> bool:
        """Whether it can be given tasks."""
        return not self.connection.closed


def _raise_what_hindered(data: bytes) -> None:
    refused, reason = pickle.loads(data)  # noqa: S301 - from our own process
    if reason:
        raise (Refusal if refused else RuntimeError)(reason)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait while a process is started: it must not be hit before it has turned away from them."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# in the process itself


def _serve(connection: Connection, inherited: Connection | None, job: Job[Any, Any]) -> None:
    """Do tasks until the parent closes the pipe or is gone. A terminal's Ctrl-C is the parent's affair."""
    if inherited:
        inherited.close()  # else the pipe would stay open when the parent is gone
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    nowhere = os.open(os.devnull, os.O_WRONLY)
    hindered = _made_ready(job)
    with suppress(EOFError, OSError):
        connection.send_bytes(pickle.dumps(hindered))
        while not hindered[1]:
            task = pickle.loads(connection.recv_bytes())  # noqa: S301 - from our own parent
            # Needs no Python to run: not even a pattern is deaf to it.
            faulthandler.dump_traceback_later(job.seconds + _GRACE, exit=True, file=nowhere)
            answer = _answer(job, task)
            faulthandler.cancel_dump_traceback_later()
            connection.send_bytes(answer)


def _made_ready(job: Job[Any, Any]) -> tuple[bool, str]:
    """Whether that was refused, and why it failed; empty where it did not."""
    try:
        job.prepare(*job.arguments)
        limit_worker(job.megabytes)
    except Refusal as error:
        return True, str(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent is to say it
        return False, f"{type(error).__name__}: {error}"
    return False, ""


def _answer(job: Job[Any, Any], task: Any) -> bytes:
    try:
        return pickle.dumps(job.work(task))
    except Exception as error:  # noqa: BLE001 - what one file does must not cost the others their results
        return pickle.dumps(crashed(task, error))
