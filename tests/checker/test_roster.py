"""The roster as .csv in both encodings and as .xlsx; what is wrong with one is said."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from checker.model import RosterEntry
from checker.roster import RosterError, read_roster

ROWS = [
    ["单位", "姓名", "职务", "文种", "文件名"],
    ["竹溪镇", "李明", "党委书记", "述职", ""],
    ["", "", "", "", ""],
    ["梅岭镇", "", "党委", "班子", "梅岭*"],
]
ENTRIES = (RosterEntry("竹溪镇", "李明", "党委书记", "述职"), RosterEntry("梅岭镇", "", "党委", "班子", "梅岭*"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes("\r\n".join(",".join(row) for row in ROWS).encode(encoding))
    assert read_roster(path) == ENTRIES


def test_xlsx(tmp_path: Path) -> None:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "roster.xlsx")
    assert read_roster(tmp_path / "roster.xlsx") == ENTRIES


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("roster.csv", "单位,姓名,职务\n甲,乙,丙".encode(), "文种"),
        ("roster.csv", b"", "空的"),
        ("roster.csv", b"\xff\xff\x81", "编码"),
        ("roster.xlsx", b"no archive", "Excel"),
    ],
)
def test_a_roster_that_cannot_be_used_is_said(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(RosterError, match=word):
        read_roster(tmp_path / name)


def test_a_roster_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="名册"):
        read_roster(tmp_path / "roster.csv")
