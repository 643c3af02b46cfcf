"""The same result and the same pages whatever the number of workers, the order of files or the engine."""

from pathlib import Path
from typing import Any

import pytest
from engine_runs import checked, make_reports


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_reports(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="module")
def one_worker(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, dict[str, bytes]]:
    place = tmp_path_factory.mktemp("one")
    return checked(reports, place, "one", "--jobs", "1"), pages(place / "one")


def pages(site: Path) -> dict[str, bytes]:
    """Every page of a report; the index tells the time of its run."""
    return {page.name: page.read_bytes() for page in (site / "pages").iterdir()}


def without_time(pages: dict[str, bytes]) -> set[str]:
    """Names without the hash of the content, which holds the time of checking."""
    return {name.rsplit("-", 1)[0] for name in pages}


def test_there_is_something_to_compare(one_worker: tuple[Any, dict[str, bytes]]) -> None:
    result, site = one_worker
    assert len(site) == 15
    assert result["folder"]
    assert sum(len(document["findings"]) for document in result["documents"]) > 15


@pytest.mark.parametrize("options", [("--jobs", "2"), ("--jobs", "4")], ids=" ".join)
def test_more_workers_change_nothing(
    options: tuple[str, ...], reports: Path, one_worker: tuple[Any, dict[str, bytes]], tmp_path: Path
) -> None:
    assert checked(reports, tmp_path, "more", *options) == one_worker[0]
    assert without_time(pages(tmp_path / "more")) == without_time(one_worker[1])


def test_the_order_of_files_changes_nothing(reports: Path, one_worker: tuple[Any, dict[str, bytes]], tmp_path: Path) -> None:
    backwards = sorted(reports.iterdir(), reverse=True)

    assert checked(backwards, tmp_path, "backwards")["documents"] == one_worker[0]["documents"]


def test_another_engine_changes_nothing(reports: Path, one_worker: tuple[Any, dict[str, bytes]], tmp_path: Path) -> None:
    pytest.importorskip("distributed")

    assert checked(reports, tmp_path, "dask", "--engine", "dask", "--jobs", "2") == one_worker[0]
