"""Where the time of a run goes: each stage's own time, what it calls of other stages left out."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any
from unittest import mock

STAGES = ("read", "cues", "outline", "words", "pairing", "figures", "rules", "pages", "publish", "compare")


@dataclass(slots=True)
class Stage:
    """A stage and its own time in seconds."""

    name: str
    wall: float = 0.0
    cpu: float = 0.0


class Watch:
    """Stops the time of nested calls: while an inner stage runs, the outer one's clock stands still."""

    def __init__(self) -> None:
        self.stages = {name: Stage(name) for name in (*STAGES, "rest")}
        self._running = [self.stages["rest"]]
        self._since = self._now()

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.perf_counter(), time.process_time()

    def _book(self) -> None:
        wall, cpu = self._now()
        stage = self._running[-1]
        stage.wall += wall - self._since[0]
        stage.cpu += cpu - self._since[1]
        self._since = (wall, cpu)

    def around(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """``function``, its time booked on the stage ``name``."""

        @wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            self._book()
            self._running.append(self.stages[name])
            try:
                return function(*args, **kwargs)
            finally:
                self._book()
                self._running.pop()

        return timed

    def finish(self) -> list[Stage]:
        """All stages, the one that is running booked."""
        self._book()
        return [*self.stages.values()]


def stage_times(folder: Path) -> list[Stage]:
    """A cold run over ``folder`` in this process; loading the program and its model is left out."""
    from checker import incremental, pipeline, run, work  # noqa: PLC0415 - not before the other measurements
    from checker.database import Database  # noqa: PLC0415
    from checker.request import Request  # noqa: PLC0415
    from checker.scope import read_settings  # noqa: PLC0415
    from reports.site import Site  # noqa: PLC0415

    work.prepare(work.Order(read_settings(None, year=None), None, None, "", ""))
    worker: Any = work._worker  # noqa: SLF001 - its annotator is asked for words
    watch = Watch()
    places = [
        *((work, name, "read") for name in ("read_source",)),
        *((pipeline, name, "outline") for name in ("find_outline", "find_requirements", "find_enumerations", "find_placeholders")),
        (pipeline, "find_criticism", "pairing"),
        (pipeline, "find_figures", "figures"),
        (pipeline, "doubled_candidates", "words"),
        (pipeline.Annotator, "annotate", "cues"),
        (work, "check_document", "rules"),
        *(
            (work, name, "pages")
            for name in ("page_data", "render_page", "document_json", "find_traits", "to_parts", "brief_of", "as_json")
        ),
        *((Site, name, "publish") for name in ("page_name", "write_page", "write_index", "write_rules", "sweep")),
        *((run, name, "publish") for name in ("publish", "write_json")),
        (Database, "writing", "publish"),
        (run, "compare", "compare"),
    ]
    resources: Any = worker.annotator._resources  # noqa: SLF001
    with ExitStack() as stack, tempfile.TemporaryDirectory() as out:
        for owner, name, stage in places:
            stack.enter_context(mock.patch.object(owner, name, watch.around(getattr(owner, name), stage)))
        stack.enter_context(mock.patch.object(incremental, "worker_count", return_value=0))
        object.__setattr__(resources, "segment", watch.around(resources.segment, "words"))
        request = Request((folder,), Path(out) / "site", json=f"{out}/result.json", fail_on="never", fresh=True, state=False)
        watch._since = watch._now()  # noqa: SLF001 - loading is not a stage
        run.check(request, lambda _: None)
        return watch.finish()
