"""Valid files of every format read here, and Chinese text, damaged at random: nothing but ReadError leaves a reader.

benchmarks/fuzz.py does the same as long as one likes; a crash it finds becomes a test of its own.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

# By its path: on the search path of modules, benchmarks/reports.py would stand before our package of that name.
_BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def _module(name: str) -> ModuleType:
    """A module of the benchmarks, which are no package."""
    spec = importlib.util.spec_from_file_location(name, _BENCHMARKS / f"{name}.py")
    assert spec
    assert spec.loader
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_module("damage")
fuzz = _module("fuzz")

EXAMPLES = {
    "docx": 20,
    "docx-xml": 10,
    "docx-tree": 20,
    "pdf": 10,
    "pdf-objects": 20,
    "html": 60,
    "txt": 60,
    "ofd": 40,
    "ofd-xml": 40,
    "ofd-tree": 40,
    "text": 8,
}


@pytest.mark.parametrize("target", fuzz.TARGETS)
def test_a_damaged_file_is_read_or_refused(target: str, tmp_path: Path):
    @settings(max_examples=EXAMPLES[target], deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.integers(0, 2**32))
    def each(number: int) -> None:
        fuzz.execute(target, fuzz.damaged(target, number), tmp_path)

    each()


@pytest.mark.parametrize("target", fuzz.TARGETS)
def test_the_same_number_damages_alike(target: str):
    assert fuzz.damaged(target, 7) == fuzz.damaged(target, 7)
