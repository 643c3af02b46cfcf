"""The nightly job, written for the scheduler of the system it runs on."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from checker.model import Refusal


class ScheduleError(Refusal):
    """A schedule that cannot be written: one Chinese sentence."""


def cron_line(paths: Sequence[Path], out: Path, at: str) -> str:
    """One crontab line that checks ``paths`` every night at ``at`` (HH:MM) and appends to a log beside the site.

    Raises:
        ScheduleError: where ``at`` is no time of day.
    """
    clock = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", at)
    if clock is None:
        raise ScheduleError(f"“{at}”不是时刻，请写成 02:30 的样子。")
    program = shutil.which("checker") or str(Path(sys.executable).with_name("checker"))
    command = shlex.join([program, "check", *map(str, paths), "-o", str(out)])
    log = shlex.quote(str(out.with_name(out.name + ".log")))
    # In a crontab an unescaped % ends the command.
    return f"{int(clock[2])} {int(clock[1])} * * * {command} >> {log} 2>&1".replace("%", r"\%")
