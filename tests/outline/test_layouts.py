"""Reports in the layouts that real authors use, each read as its reader would read it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from checker.model import Role

FOLDER = Path(__file__).parents[1] / "samples" / "layouts"
LAYOUTS = tomllib.loads((FOLDER / "layouts.toml").read_text(encoding="utf-8"))["layout"]
EVERY_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout["file"])
FRAME = {Role.OPENING, Role.CLOSING}


def test_every_layout_stands_in_the_table():
    assert sorted(layout["file"] for layout in LAYOUTS) == sorted(path.name for path in FOLDER.glob("*") if path.suffix != ".toml")


@EVERY_LAYOUT
def test_sections_and_their_roles(layout: dict[str, Any], read_file):
    document = read_file(FOLDER / layout["file"])
    told = [section for section in document.sections if section.roles and not FRAME.intersection(section.roles)]

    assert [[section.title, *map(str, section.roles)] for section in told] == layout["sections"]


@EVERY_LAYOUT
def test_what_the_report_says_it_is(layout: dict[str, Any], read_file):
    document = read_file(FOLDER / layout["file"])
    said = {what: getattr(document, what) for what in ("kind", "year", "unit", "person", "office")}

    assert {what: value for what, value in said.items() if value is not None} == layout["says"]


@EVERY_LAYOUT
def test_every_role_has_its_reason(layout: dict[str, Any], read_file):
    document = read_file(FOLDER / layout["file"])

    assert all(section.reasons for section in document.sections if section.roles)
