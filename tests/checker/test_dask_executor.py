"""A Dask cluster of processes on loopback gives what this machine gives, and loses nothing but time with a worker."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed")

from engine_runs import checked, make_reports

from checker.executors.dask import ClusterError, run_tasks
from checker.executors.outcome import Lost

ROOT = Path(__file__).resolve().parents[2]
_word = ""


def get_ready(word: str) -> None:
    global _word
    _word = word


def refuse(_: str) -> None:
    raise ValueError("no model here")


def work(task: str) -> str:
    if task == "crash":
        raise ValueError("broken")
    if task == "hang":
        for _ in range(600):
            time.sleep(0.1)
    if task == "deaf":
        re.match("(a|aa)+$", "a" * 60 + "b")  # for ages, and hears nothing
    if task.startswith("meet"):
        room, _, name = task.removeprefix("meet two others in ").rpartition(" as ")
        Path(room, name).touch()
        while len(list(Path(room).iterdir())) < 3:  # alone it waits until its time is over
            time.sleep(0.05)
    if task == "swell":
        return f"{len(bytearray(2_000_000_000))}"
    if task == "die":
        os._exit(3)
    if task.startswith("slow"):
        time.sleep(0.3)
    return f"{_word} {task} in {os.getppid()}"  # the worker that this process is below


@dataclass
class Cluster:
    """A scheduler and its workers, each a process of its own."""

    address: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_worker(self, *options: str) -> subprocess.Popen[bytes]:
        threads = () if "--nthreads" in options else ("--nthreads", "1")
        worker = dask("worker", self.address, *threads, "--no-dashboard", "--host", "127.0.0.1", *options)
        self.workers.append(worker)
        return worker


def dask(*arguments: str) -> subprocess.Popen[bytes]:
    code = "import sys; sys.argv[0] = 'dask'; from dask.__main__ import main; main()"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(Path(__file__).parent)])}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], env=env, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    file = tmp_path / "scheduler.json"
    scheduler = dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    made = Cluster(_address(file))
    yield made
    for process in (*made.workers, scheduler):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)  # what a nanny started as well
        process.wait()


def _address(file: Path) -> str:
    for _ in range(300):
        if file.exists() and file.read_text(encoding="utf-8").strip():
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")


def through(cluster: Cluster, tasks: list[str], *, prepare: Callable[[str], None] = get_ready, seconds: float = 30) -> Iterator[Any]:
    return run_tasks(
        work, tasks, workers=2, seconds=seconds, megabytes=500, prepare=prepare, arguments=("done",), scheduler=cluster.address
    )


def test_results_come_in_order_from_workers_made_ready_once(cluster: Cluster) -> None:
    cluster.start_worker("--no-nanny")
    tasks = [*"abcdefgh", "crash"]

    outcomes = dict(through(cluster, tasks))

    assert list(outcomes) == tasks
    assert [str(outcomes[task])[:6] for task in "ab"] == ["done a", "done b"]
    assert isinstance(outcomes["crash"], Lost)
    assert "broken" in outcomes["crash"].reason
    assert {outcomes[task].split()[-1] for task in "abcdefgh"} == {str(cluster.workers[0].pid)}


def test_a_lost_worker_costs_no_result(cluster: Cluster) -> None:
    first, second = cluster.start_worker("--no-nanny"), cluster.start_worker("--no-nanny")
    tasks = [f"slow{n}" for n in range(20)]
    pids: list[str] = []
    for task, outcome in through(cluster, tasks):
        assert not isinstance(outcome, Lost), outcome
        assert outcome.startswith(f"done {task} ")
        pids.append(outcome.split()[-1])
        if len(pids) == 6:
            first.kill()

    assert len(pids) == len(tasks)
    assert set(pids) <= {str(first.pid), str(second.pid)}
    assert set(pids[-6:]) == {str(second.pid)}


def test_a_file_that_hangs_costs_itself(cluster: Cluster) -> None:
    cluster.start_worker("--no-nanny")

    outcomes = dict(through(cluster, ["a", "hang", "deaf", "b"], seconds=1))

    for task in ("hang", "deaf"):
        assert isinstance(outcomes[task], Lost)
        assert "超过 1 秒" in outcomes[task].reason
    assert outcomes["b"].startswith("done b")


def test_a_file_that_kills_its_process_again_and_again_empties_no_cluster(cluster: Cluster) -> None:
    """Two workers under their nannies, as people start them; each of these files would once have cost four workers."""
    first, second = cluster.start_worker(), cluster.start_worker()
    tasks = ["a", "die", "b", "die", "c", "die", "die", "die", *"defgh"]

    outcomes = list(through(cluster, tasks))

    lost = [outcome.reason for task, outcome in outcomes if task == "die" and isinstance(outcome, Lost)]
    assert len(lost) == 5
    assert all("意外退出（退出码 3）" in reason for reason in lost)
    done = [outcome for task, outcome in outcomes if task != "die"]
    assert [outcome[:6] for outcome in done] == [f"done {task}" for task in "abcdefgh"]
    assert len({outcome.split()[-1] for outcome in done}) <= 2  # no worker was lost and started again
    assert (first.poll(), second.poll()) == (None, None)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the memory is watched, which takes its time")
@pytest.mark.parametrize("nanny", [True, False], ids=["under a nanny", "without one"])
def test_a_file_that_takes_too_much_memory_costs_itself(cluster: Cluster, nanny: bool) -> None:
    cluster.start_worker(*([] if nanny else ["--no-nanny"]))

    outcomes = dict(through(cluster, ["a", "swell", "b"]))

    assert isinstance(outcomes["swell"], Lost)
    assert "内存超过上限" in outcomes["swell"].reason
    assert [outcomes[task][:6] for task in "ab"] == ["done a", "done b"]


def test_a_worker_with_three_threads_does_three_files_at_once(cluster: Cluster, tmp_path: Path) -> None:
    cluster.start_worker("--no-nanny", "--nthreads", "3")
    tasks = [f"meet two others in {tmp_path / 'room'} as {n}" for n in range(3)]
    (tmp_path / "room").mkdir()

    outcomes = dict(through(cluster, ["die", *tasks]))

    assert isinstance(outcomes.pop("die"), Lost)
    assert [outcome[:9] for outcome in outcomes.values()] == ["done meet"] * 3


def test_a_worker_that_cannot_be_made_ready_is_said(cluster: Cluster) -> None:
    cluster.start_worker("--no-nanny")
    with pytest.raises(ClusterError, match=r"no model here.*同一版本"):
        list(through(cluster, ["a"], prepare=refuse))


def test_an_address_without_a_cluster_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.executors.dask._CONNECT", 1)
    with pytest.raises(ClusterError, match=r"127\.0\.0\.1:9"):
        list(run_tasks(work, ["a"], workers=1, seconds=1, megabytes=0, prepare=get_ready, arguments=("",), scheduler="tcp://127.0.0.1:9"))


def test_the_command_gives_the_same_result_on_the_cluster(cluster: Cluster, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    reports = make_reports(tmp_path / "reports")
    cluster.start_worker("--no-nanny")
    cluster.start_worker("--no-nanny")

    here = checked(reports, tmp_path, "here")
    there = checked(reports, tmp_path, "there", "--engine", "dask", "--scheduler", cluster.address)

    assert there == here
