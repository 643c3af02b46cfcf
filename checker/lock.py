"""One run at a time: a lock file that names its host and process, beside the state and in the site.

The site may lie on a share that several machines write to, the state is local. A lock whose
process is gone (told by its start time, so a reused number does not count) is taken over at once;
one of another host when its heartbeat, measured by the file server's own clock, has stopped.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from checker.model import Refusal
from checker.refusal import cause

BEAT = 15.0  # seconds between two touches of a held lock
_SILENT = 8 * BEAT  # so long without one, and a lock of another host is nobody's


class LockedError(Refusal):
    """Another run holds what this one needs: one Chinese sentence with its host and process."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock. ``born`` tells two processes of one number apart."""

    host: str
    pid: int
    born: str
    started: str  # ISO time
    token: str  # of this lock alone

    @classmethod
    def me(cls) -> Holder:
        """This process, with a token of its own."""
        started = datetime.now().astimezone().isoformat(timespec="seconds")
        return cls(socket.gethostname(), os.getpid(), born_of(os.getpid()) or "", started, os.urandom(8).hex())


@contextmanager
def held(paths: Sequence[Path], *, beat: float = BEAT) -> Iterator[Held]:
    """Hold all of ``paths`` while the block runs.

    Raises:
        LockedError: where another run holds one of them, or a lock cannot be written.
    """
    me = Holder.me()
    with ExitStack() as stack:
        for path in paths:
            _take(path, me)
            stack.callback(_give_back, path, me)
        held = Held(tuple(paths), me)
        stopped = threading.Event()
        thread = threading.Thread(target=_beat, args=(held, stopped, beat), daemon=True, name="lock-heartbeat")
        thread.start()
        stack.callback(thread.join)
        stack.callback(stopped.set)
        yield held


@dataclass(frozen=True, slots=True)
class Held:
    """The locks this run holds."""

    paths: tuple[Path, ...]
    me: Holder

    def still(self) -> None:
        """Raises LockedError where a lock was taken over: this machine slept, and another run went on meanwhile."""
        for path in self.paths:
            holder = _read(path)
            if holder is None or holder.token != self.me.token:
                by = f"（主机 {holder.host}，进程 {holder.pid}）" if holder else ""
                raise LockedError(f"检查途中锁 {path} 被另一次检查{by}接管，本次到此为止；请以另一次的结果为准。")


def _take(path: Path, me: Holder) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error
    for _ in range(3):  # a stale lock may be set aside by another run in the same moment
        try:
            _write_new(path, me)
        except FileExistsError:
            _set_aside_if_stale(path)
        except OSError as error:
            raise _unwritable(path, error) from error
        else:
            return
    raise LockedError(f"锁 {path} 正被另一次检查取得，本次没有运行。")


def _unwritable(path: Path, error: OSError) -> LockedError:
    return LockedError(f"锁 {path} 写不了（{cause(error)}），请检查目录、权限和磁盘空间；上次的检查页未改动。")


def _write_new(path: Path, me: Holder) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(me), file, ensure_ascii=False)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _set_aside_if_stale(path: Path) -> None:
    """Remove a lock that nobody holds any more. Raises LockedError where somebody does."""
    holder = _read(path)
    if holder is None:
        if not path.exists() or _age(path) < BEAT:  # given back, or just being written
            time.sleep(0.2)
            return
    elif _is_alive(path, holder):
        raise LockedError(
            f"另一次检查正在进行（主机 {holder.host}，进程 {holder.pid}，{holder.started[:16].replace('T', ' ')} 开始），本次没有运行；"
            f"如果确认它已不在，请删除 {path} 再查。"
        )
    aside = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    try:
        path.replace(aside)
    except OSError:
        return
    taken = _read(aside)
    if holder is not None and taken is not None and taken.token != holder.token:  # another run was quicker, and this is its new lock
        with suppress(OSError):
            _write_new(path, taken)
    with suppress(OSError):
        aside.unlink()


def _is_alive(path: Path, holder: Holder) -> bool:
    if holder.host == socket.gethostname():
        return holder.born != "" and born_of(holder.pid) == holder.born
    age = _age(path)
    if age >= -_SILENT:
        return age < _SILENT
    before = _touched(path)  # from the future: a clock was set back. A live holder touches it within a beat
    time.sleep(BEAT * 1.5)
    return _touched(path) != before


def _age(path: Path) -> float:
    """Seconds since the lock was touched, by the clock of the machine that keeps the file."""
    probe = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    try:
        probe.touch(mode=0o600)
        now = _touched(probe)
        probe.unlink()
    except OSError:
        now = time.time()
    return now - _touched(path)


def _touched(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _read(path: Path) -> Holder | None:
    """Who holds a lock; None where it is not there or not whole (its run was killed while writing it)."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Holder(**content)
    except (OSError, ValueError, TypeError):
        return None


def _give_back(path: Path, me: Holder) -> None:
    holder = _read(path)
    if holder is not None and holder.token == me.token:
        with suppress(OSError):
            path.unlink()


def _beat(held: Held, stopped: threading.Event, beat: float) -> None:
    while not stopped.wait(beat):
        for path in held.paths:
            holder = _read(path)
            if holder is not None and holder.token == held.me.token:
                with suppress(OSError):
                    os.utime(path)


def born_of(pid: int) -> str | None:
    """When a process of this machine began, as a text that no clock changes; None where there is none of that number."""
    proc = Path("/proc") / str(pid) / "stat"
    if Path("/proc/self/stat").exists():
        try:
            fields = proc.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            return None
        boot = Path("/proc/sys/kernel/random/boot_id")
        return None if fields[0] in {"Z", "X"} else f"{boot.read_text(encoding='ascii').strip() if boot.exists() else ''} {fields[19]}"
    import psutil

    try:
        return repr(psutil.Process(pid).create_time())
    except psutil.Error:
        return None
