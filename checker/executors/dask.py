"""Files on the worker processes of a Dask cluster: the same functions, the model loaded once a worker.

Reports are read by the workers from a folder that all machines see under the same path; only results
travel back, a few at a time. A worker that is lost costs time: the scheduler gives its files to others.
What a file can do wrong happens in a process below the worker, which is ended and replaced: no file can
empty a cluster. Without the address of a scheduler a cluster on this machine is started for the run.
"""

from __future__ import annotations

import multiprocessing
import threading
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from typing import Any

from distributed import Client, KilledWorker, LocalCluster, WorkerPlugin

from checker.executors.outcome import Lost, Result, Task, crashed, killed
from checker.executors.worker import Job, Worker
from checker.refusal import Refusal

_AHEAD = 3  # tasks handed out for each thread: enough to keep it busy, few enough to bound memory
_CONNECT = 15  # seconds to reach the scheduler
_WORKERLESS = 60  # seconds without any worker after which a run gives up
_LOOK = 5.0  # seconds between two looks at whether workers are left
_RETRIES = 2  # of a task whose result was lost on the way

_benches: dict[str, _Bench] = {}  # in a worker: by run


class ClusterError(Refusal):
    """A cluster that cannot be used: one Chinese sentence."""


class _Bench:
    """The processes that do a run's tasks for one worker: as many as it has threads at work."""

    def __init__(self, job: Job[Any, Any]) -> None:
        """Raises what hinders the first process from getting ready."""
        self._job = job
        self._lock = threading.Lock()
        self._idle: list[Worker[Any, Any]] = []
        self._closed = False
        # Dask marks its workers as processes that may have none below them; these end by themselves with their worker.
        multiprocessing.current_process().daemon = False
        first: Worker[Any, Any] = Worker(job, "spawn")
        first.get_ready()
        self._idle.append(first)

    def do(self, task: Any) -> Any:
        """What comes of one task."""
        with self._lock:
            worker = self._idle.pop() if self._idle else None
        worker = worker or Worker(self._job, "spawn")
        outcome = worker.do(task)
        with self._lock:
            if worker.alive and not self._closed:
                self._idle.append(worker)
                return outcome
        worker.end()
        return outcome

    def close(self) -> None:
        """No task comes any more."""
        with self._lock:
            self._closed = True
            for worker in self._idle:
                worker.end()


class _Readiness(WorkerPlugin):  # type: ignore[misc]  # Dask is untyped here
    """Makes each worker ready once, those that join or come back later as well."""

    def __init__(self, run: str, job: Job[Any, Any]) -> None:
        self.name = f"duty-report-checker-{run}"
        self._run = run
        self._job = job

    def setup(self, worker: Any) -> None:  # noqa: ARG002 - Dask's signature
        _benches[self._run] = _Bench(self._job)

    def teardown(self, worker: Any) -> None:  # noqa: ARG002 - Dask's signature
        if bench := _benches.pop(self._run, None):
            bench.close()


def run_tasks(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    *,
    workers: int,
    seconds: float,
    megabytes: int,
    prepare: Callable[..., None],
    arguments: tuple[Any, ...],
    scheduler: str | None = None,
) -> Iterator[tuple[Task, Result | Lost[Task]]]:
    """``work`` over ``tasks``; pairs come in the order of ``tasks``, as from the local executor.

    ``prepare(*arguments)`` runs once in each process that works; it, ``work`` and the tasks must pickle.
    ``seconds`` and ``megabytes`` bound each task as in the local executor. ``scheduler`` is the address of a running cluster; without it
    ``workers`` processes are started here.

    Raises:
        ClusterError: where there is no cluster, no worker can be made ready, or all are gone for a minute.
    """
    run = uuid.uuid4().hex
    with _connected(scheduler, workers) as client:
        plugin = _Readiness(run, Job(work, prepare, arguments, seconds, megabytes))
        _make_ready(client, plugin)
        waiting = iter(tasks)
        flying: deque[tuple[Task, Any]] = deque()

        def submit(task: Task) -> Any:
            return client.submit(_do, run, task, pure=False, retries=_RETRIES)

        try:
            while True:
                room = _AHEAD * max(1, sum(client.nthreads().values())) - len(flying)
                for _, task in zip(range(room), waiting, strict=False):
                    flying.append((task, submit(task)))
                if not flying:
                    break
                task, future = flying.popleft()
                yield task, _landed(client, task, submit, future)
        finally:
            if client.status == "running":
                client.unregister_worker_plugin(plugin.name)


@contextmanager
def _connected(scheduler: str | None, workers: int) -> Iterator[Client]:
    with ExitStack() as stack:
        if scheduler is None:
            cluster = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1")
            address: Any = stack.enter_context(cluster)
        else:
            address = scheduler
        try:
            client = stack.enter_context(Client(address, timeout=_CONNECT, set_as_default=False))
            client.wait_for_workers(1, timeout=_WORKERLESS)
        except (OSError, ValueError) as error:  # TimeoutError is an OSError; ValueError: no address at all
            raise ClusterError(f"集群 {scheduler or ''} 连不上，或没有工作进程；请检查 --scheduler 的地址和集群是否已启动。") from error
        yield client


def _make_ready(client: Client, plugin: _Readiness) -> None:
    try:
        client.register_plugin(plugin)
    except Refusal as error:
        raise ClusterError(f"集群的工作进程没有准备好：{error}") from error
    except Exception as error:
        reason = f"{type(error).__name__}：{error}"
        raise ClusterError(f"集群的工作进程没有准备好（{reason}）；请在每台机器上安装同一版本的本程序。") from error


def _landed(client: Client, task: Task, submit: Callable[[Task], Any], future: Any) -> Any:
    """The result of a task; one that went with the worker that held it is asked for once more."""
    again = True
    while True:
        try:
            return _awaited(client, future)
        except ClusterError:
            raise
        except KilledWorker:  # one worker after another went while it had this task, for whatever reason
            return killed(task, "在几个工作进程上都如此")
        except CancelledError as error:
            if not again:
                return crashed(task, error)
            again, future = False, submit(task)
        except Exception as error:  # noqa: BLE001 - what one file does must not cost the others their results
            return crashed(task, error)


def _awaited(client: Client, future: Any) -> Any:
    """What ``future`` comes to, waited for as long as there are workers."""
    missing = 0.0
    try:
        while True:
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:
                missing = 0.0 if _has_workers(client) else missing + _LOOK
                if missing >= _WORKERLESS:
                    raise ClusterError("集群的工作进程都不在了；已查完的结果不必重查，请恢复集群后再查一次。") from None
            except Exception as error:
                if client.status == "running":
                    raise
                raise ClusterError("与集群的连接断了；已查完的结果不必重查，请恢复集群后再查一次。") from error
    finally:
        future.release()


def _has_workers(client: Client) -> bool:
    return client.status == "running" and bool(client.nthreads())


def _do(run: str, task: Task) -> Any:
    """One task in a worker."""
    return _benches[run].do(task)
