"""How fast a folder is checked, where the time goes, and how much memory it takes.

    python benchmarks/speed.py --count 100 --count 1000 --jobs 1 --jobs 2
    python benchmarks/speed.py --corpus FOLDER --count 200

Makes distinct reports (benchmarks/reports.py), or cuts the texts of any folder into pieces of the
same size, and runs the command on them as a user does: once cold (nothing known), once warm
(nothing changed). JSON and pages are written each time. CPU time is user and system time of all
processes; unlike wall time it hardly changes when others use the machine. Memory is read from
/proc, so on Linux only. Printed as Markdown tables.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # before this folder, whose reports.py is not the package of that name

from stages import Stage, stage_times  # noqa: E402

PROGRAM = [sys.executable, "-m", "checker.cli"]
EMPTY = "import typer; app = typer.Typer(rich_markup_mode=None, add_completion=False); app.command()(lambda: None); app()"


@dataclass(slots=True)
class Cost:
    """What one command took: seconds, CPU seconds, and megabytes at their peak."""

    wall: float
    cpu: float
    processes: dict[int, float] = field(default_factory=dict)  # resident memory of each by process number
    together: float = 0.0  # shared pages counted once

    @property
    def parent(self) -> float:
        """Of the process that was started."""
        return self.processes.get(min(self.processes, default=0), 0.0)

    @property
    def worker(self) -> float:
        """Of the largest process it started; 0 where there was none."""
        return max((size for pid, size in self.processes.items() if pid != min(self.processes)), default=0.0)


def measure(command: Sequence[str], env: dict[str, str]) -> Cost:
    """Run a command and its children to their end. Raises RuntimeError where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    cost = Cost(0.0, 0.0)
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, cost, done))
    watcher.start()
    said = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    cost.wall, cost.cpu = time.perf_counter() - began, usage.ru_utime + usage.ru_stime
    done.set()
    watcher.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}\n{said}")
    return cost


def _watch(pid: int, cost: Cost, done: threading.Event) -> None:
    while not done.wait(0.1) and Path("/proc/self/statm").exists():
        together = 0.0
        for one in _family(pid):
            cost.processes[one] = max(cost.processes.get(one, 0.0), _kilobytes(one, "status", "VmRSS:") / 1024)
            together += _kilobytes(one, "smaps_rollup", "Pss:") / 1024
        cost.together = max(cost.together, together)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in children.read_text(encoding="ascii").split():
                yield from _family(int(child))
        except OSError:  # ended meanwhile
            continue


def _kilobytes(pid: int, file: str, name: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith(name)), 0.0)


def made_up(folder: Path, count: int, seed: int) -> None:
    """``count`` distinct reports of some 3,400 characters."""
    command = [sys.executable, str(HERE / "reports.py"), str(folder), "--count", str(count), "--seed", str(seed)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def cut(corpus: Path, folder: Path, count: int, characters: int) -> None:
    """The texts of ``corpus`` cut at paragraph ends into at most ``count`` reports of some ``characters`` characters."""
    number = 0
    for path in sorted(corpus.rglob("*.txt")):
        lines: list[str] = []
        for line in [*path.read_text(encoding="utf-8", errors="replace").splitlines(), None]:
            if lines and (line is None or sum(map(len, lines)) + len(line) > characters):
                (folder / f"{number:05}-{path.stem}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
                lines, number = [], number + 1
                if number == count:
                    return
            if line is not None:
                lines.append(line)


def start_up(env: dict[str, str], report: Path, repeats: int) -> None:
    """What is paid before the first report, as medians; the commands take turns, so that others on the machine slow all alike."""
    one = ["check", str(report), "--no-state", "--fail-on", "never", "--out"]
    with tempfile.TemporaryDirectory() as place:
        commands = {
            "an empty Typer program, --help": lambda _: [sys.executable, "-c", EMPTY, "--help"],
            "`checker --help`": lambda _: [*PROGRAM, "--help"],
            "`import spacy`": lambda _: [sys.executable, "-c", "import spacy"],
            "one report from nothing to its page": lambda turn: [*PROGRAM, *one, f"{place}/{turn}"],
        }
        costs = {name: [measure(command(turn), env) for turn in range(repeats)] for name, command in commands.items()}
    print("\n| start-up | wall s | CPU s |\n|---|---|---|")
    for name, taken in costs.items():
        print(f"| {name} | {statistics.median(c.wall for c in taken):.2f} | {statistics.median(c.cpu for c in taken):.2f} |")


def throughput(env: dict[str, str], folder: Path, jobs: int, characters: int) -> dict[str, Cost]:
    """One line cold and one warm."""
    count = sum(1 for _ in folder.iterdir())
    costs: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory() as place:
        own = {**env, "CHECKER_STATE_DIR": f"{place}/state"}
        command = [*PROGRAM, "check", str(folder), "--out", f"{place}/site", "--json", f"{place}/result.json"]
        command += ["--fail-on", "never", "--jobs", str(jobs)]
        for name in ("cold", "warm"):
            costs[name] = cost = measure(command, own)
            rates = (f"{count / cost.wall:,.1f}", f"{characters / cost.wall:,.0f}", f"{cost.wall:.1f}", f"{cost.cpu:.1f}")
            sizes = (f"{size:.0f}" for size in (cost.parent, cost.worker, cost.together))
            print("|", *(f"{cell} |" for cell in (count, jobs, name, *rates, f"{1000 * cost.cpu / count:.1f}", *sizes)), flush=True)
    return costs


def print_further(costs: dict[tuple[int, int], dict[str, Cost]]) -> None:
    """What each report beyond the smaller folder took: start-up left out, and whether cost grows with the folder."""
    print("\n| from | to | workers | | CPU ms for each further report | further reports/s |\n|---|---|---|---|---|---|")
    for jobs in sorted({jobs for _, jobs in costs}):
        counts = sorted(count for count, number in costs if number == jobs)
        for few, many in pairwise(counts):
            for name in ("cold", "warm"):
                less, more = costs[few, jobs][name], costs[many, jobs][name]
                cpu, wall = more.cpu - less.cpu, more.wall - less.wall
                print(f"| {few} | {many} | {jobs} | {name} | {1000 * cpu / (many - few):.1f} | {(many - few) / wall:,.1f} |")


def beside(folder: Path) -> None:
    """AutoCorrect (spacing rules only) over the same texts, where it is installed."""
    try:
        import autocorrect_py  # noqa: PLC0415 - not a dependency
    except ImportError:
        print("\nautocorrect-py is not installed: nothing beside us in this run.")
        return
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]
    began = time.process_time()
    for text in texts:
        autocorrect_py.lint_for(text, "a.txt")
    taken = time.process_time() - began
    print(f"\nautocorrect-py, spacing rules only, no pages, one process: {len(texts) / taken:,.0f} reports per CPU second.")


def print_stages(stages: Sequence[Stage], count: int) -> None:
    """CPU and wall time of each stage, and its share."""
    whole = sum(stage.cpu for stage in stages)
    print("\n| stage, one process | CPU ms a report | wall ms a report | share of CPU |\n|---|---|---|---|")
    for stage in stages:
        print(f"| {stage.name} | {1000 * stage.cpu / count:.2f} | {1000 * stage.wall / count:.2f} | {stage.cpu / whole:.1%} |")
    print(f"| together | {1000 * whole / count:.2f} | {1000 * sum(stage.wall for stage in stages) / count:.2f} | 100.0% |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, action="append", help="reports; repeatable (default: 100 and 1000)")
    parser.add_argument("--jobs", type=int, action="append", help="worker processes; repeatable (default: 1 and 2)")
    parser.add_argument("--corpus", type=Path, help="a folder of texts instead of made-up reports")
    parser.add_argument("--characters", type=int, default=3400, help="of a piece of the corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stages", type=int, default=100, help="reports for the table of stages; 0 leaves it out")
    parser.add_argument("--repeats", type=int, default=5, help="of each start-up; 0 leaves them out")
    arguments = parser.parse_args()
    counts, jobs = arguments.count or [100, 1000], arguments.jobs or [1, 2]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(HERE.parent), os.environ.get("PYTHONPATH", "")]))}
    with tempfile.TemporaryDirectory() as place:
        folders = {}
        for count in sorted({*counts, arguments.stages} - {0}):
            folders[count] = folder = Path(place) / str(count)
            folder.mkdir()
            if arguments.corpus:
                cut(arguments.corpus, folder, count, arguments.characters)
            else:
                made_up(folder, count, arguments.seed)
        sizes = {count: sum(len(p.read_text(encoding="utf-8")) for p in folder.iterdir()) for count, folder in folders.items()}
        print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, load before: {os.getloadavg()[0]:.1f}")
        if arguments.repeats:
            start_up(env, next(folders[min(folders)].iterdir()), arguments.repeats)
        print("\n| reports | workers | | reports/s | characters/s | wall s | CPU s | CPU ms a report | parent MB | worker MB | all MB |")
        print("|---|---|---|---|---|---|---|---|---|---|---|")
        costs = {(count, number): throughput(env, folders[count], number, sizes[count]) for count in counts for number in jobs}
        if len(counts) > 1:
            print_further(costs)
        if arguments.stages:
            folder = folders[arguments.stages]
            print_stages(stage_times(folder), sum(1 for _ in folder.iterdir()))
            beside(folder)


if __name__ == "__main__":
    main()
