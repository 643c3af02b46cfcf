"""One file's trouble costs that file only, in this process and in workers."""

import os
import re
import signal
import sys
import time
from collections.abc import Sequence

import pytest

from checker.executors import local
from checker.executors.local import FEW, run_tasks, worker_count
from checker.executors.memory import limit_worker
from checker.executors.outcome import Lost

_ready = ""


def get_ready(word: str) -> None:
    global _ready
    _ready = word


def work(task: str) -> str:
    if task == "hang":
        time.sleep(20)
    if task == "crash":
        raise ValueError("broken")
    if task == "swell":
        return f"{len(bytearray(2_000_000_000))}"
    if task == "die":
        os._exit(3)
    if task == "deaf":
        re.match("(a|aa)+$", "a" * 60 + "b")  # for ages, and hears nothing
    if task == "unpicklable":
        return lambda: task  # type: ignore[return-value]
    return f"{_ready} {task}"


def outcomes(tasks: Sequence[str], workers: int) -> list[str]:
    pairs = run_tasks(work, tasks, workers=workers, seconds=3.0, megabytes=500, prepare=get_ready, arguments=("done",))
    return [result.reason if isinstance(result, Lost) else result for _, result in pairs]


@pytest.mark.parametrize("workers", [0, 2])
def test_results_come_in_the_order_of_tasks(workers: int) -> None:
    assert outcomes(["a", "b", "c"], workers) == ["done a", "done b", "done c"]


@pytest.mark.parametrize("workers", [0, 2])
def test_a_crash_and_a_hang_cost_their_own_file(workers: int) -> None:
    first, crash, hang, last = outcomes(["a", "crash", "hang", "b"], workers)
    assert (first, last) == ("done a", "done b")
    assert "broken" in crash
    assert "超过 3 秒" in hang


def test_workers_need_no_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: each worker is a new Python that gets everything by pickle."""
    monkeypatch.setattr(local, "START", "spawn")
    assert outcomes(["a", "crash", "die", "b"], workers=2)[::3] == ["done a", "done b"]


def test_after_a_killed_run_a_file_that_ends_its_process_costs_itself() -> None:
    results = outcomes(["a", "die", "b"], workers=worker_count(3, None, careful=True))
    assert results[::2] == ["done a", "done b"]
    assert "意外" in results[1] or "退出" in results[1]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the memory is watched, see below")
@pytest.mark.parametrize("workers", [0, 2])
def test_a_task_that_takes_too_much_memory_costs_its_own_file(workers: int) -> None:
    first, swollen, last = outcomes(["a", "swell", "b"], workers)
    assert (first, last) == ("done a", "done b")
    assert "内存超过上限" in swollen
    assert len(bytearray(600_000_000)) == 600_000_000  # the limit does not outlive the run


_parent = os.getpid()


def watched_in_worker(word: str) -> None:
    """As run_tasks makes a worker ready where no system limit exists; the parent, which prepares too, is left alone."""
    get_ready(word)
    if os.getpid() != _parent:
        limit_worker(300, polling=True)


def swell_slowly(task: str) -> str:
    held = [bytearray(os.urandom(1024) * 30_000) for _ in range(20)] if task == "swell" else []
    time.sleep(0.5)
    return f"{_ready} {task} {len(held)}"


def test_where_the_system_has_no_limit_the_memory_is_watched() -> None:
    pairs = run_tasks(swell_slowly, ["a", "swell", "b"], workers=2, seconds=20, megabytes=0, prepare=watched_in_worker, arguments=("done",))
    first, swollen, last = [result for _, result in pairs]
    assert (first, last) == ("done a 0", "done b 0")
    assert isinstance(swollen, Lost)
    assert "内存超过上限" in swollen.reason


def test_the_time_limit_holds_where_a_shell_had_interrupts_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        (hang, last) = outcomes(["hang", "b"], workers=0)
        assert ("超过 3 秒" in hang, last, signal.getsignal(signal.SIGINT)) == (True, "done b", signal.SIG_IGN)
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_killed_worker_costs_its_own_file() -> None:
    results = outcomes(["a", "die", *"bcdefgh"], workers=2)
    assert [r for r in results if not r.startswith("done")] == [results[1]]
    assert "意外退出" in results[1]


def test_code_that_hears_nothing_costs_its_own_file() -> None:
    first, deaf, last = outcomes(["a", "deaf", "b"], workers=1)
    assert (first, "超过 3 秒" in deaf, last) == ("done a", True, "done b")


def test_many_files_that_end_their_process_leave_the_others() -> None:
    """Also what was already handed to a process that ended."""
    results = outcomes(["die", "a", "die", "die", "b", "die", *"cdefgh", "die"], workers=2)
    assert [r for r in results if r.startswith("done")] == [f"done {name}" for name in "abcdefgh"]
    assert sum("意外退出" in r for r in results) == 5


def test_a_worker_killed_from_outside_costs_one_file_at_most() -> None:
    """As by a system short of memory, which picks its victim itself."""
    pairs = run_tasks(pid_after_a_while, list("abcdefghij"), workers=2, seconds=20, megabytes=0, prepare=get_ready, arguments=("",))
    results: list[int | Lost[str]] = []
    for _, result in pairs:
        if not results:
            assert isinstance(result, int)
            os.kill(result, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        results.append(result)
    assert sum(isinstance(result, Lost) for result in results) == 1


def pid_after_a_while(_: str) -> int:
    time.sleep(0.2)
    return os.getpid()


def test_a_result_that_cannot_travel_costs_its_own_file() -> None:
    first, odd, last = outcomes(["a", "unpicklable", "b"], workers=2)
    assert (first, "检查过程出错" in odd, last) == ("done a", True, "done b")


def test_a_task_too_large_to_wait_in_the_pipe_is_done_like_others() -> None:
    tasks = [name * 300_000 for name in "abcde"]
    assert outcomes(tasks, workers=2) == [f"done {task}" for task in tasks]


def test_a_clock_that_is_set_forward_ends_no_task(monkeypatch: pytest.MonkeyPatch) -> None:
    really, days = time.time, iter(range(10**6))
    monkeypatch.setattr(time, "time", lambda: really() + next(days) * 86_400)
    assert outcomes(["a", "b", "c"], workers=2) == ["done a", "done b", "done c"]


def test_a_worker_that_cannot_be_made_ready_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "START", "spawn")
    with pytest.raises(RuntimeError, match="no model here"):
        list(run_tasks(work, ["a"], workers=1, seconds=3, megabytes=0, prepare=refuse, arguments=("",)))


def refuse(_: str) -> None:
    raise ValueError("no model here")


@pytest.mark.parametrize(
    ("tasks", "jobs", "expected"),
    [(1, None, 0), (FEW, None, 0), (3, 1, 0), (3, 2, 2), (100, 1, 1), (1, 8, 1)],
)
def test_few_files_start_no_workers(tasks: int, jobs: int | None, expected: int) -> None:
    assert worker_count(tasks, jobs) == expected


@pytest.mark.parametrize(("cores", "megabytes", "expected"), [(8, 100_000, 8), (8, 1_000, 3), (8, 10, 1), (1, 100_000, 1)])
def test_as_many_workers_as_cores_and_free_memory_bear(monkeypatch: pytest.MonkeyPatch, cores: int, megabytes: int, expected: int) -> None:
    monkeypatch.setattr("checker.executors.local._cores", lambda: cores)
    monkeypatch.setattr("checker.executors.local._free_megabytes", lambda: megabytes)

    assert worker_count(1000, None) == expected
