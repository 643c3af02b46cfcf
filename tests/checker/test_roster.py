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


ONE = (RosterEntry("竹溪镇", "李明", "党委书记", "述职"),)


@pytest.mark.parametrize(
    "text",
    [
        "单位,姓名,职务,文种\n竹溪镇,李 明,党委书记,述职\n",
        "单位\t姓名\t职务\t文种\n竹溪镇\t李明\t党委书记\t述职\n",
        "单位，姓名，职务，文种\n竹溪镇，李明，党委书记，述职\n",
        "2024年度应交名册,,,\n序号,单位,姓 名,性别,职 务,文 种,备注\n1,竹溪镇,李明,男,党委书记,述职,\n合计,1,,,,,\n".replace(
            "2024年度应交名册,,,", "2024年度应交名册,,,,,,"
        ),
        "所在单位,姓　名,职　务,报告类型\n竹溪镇,李明,党委书记,述职\n",
    ],
    ids=["blank in a name", "tabs", "full-width commas", "title, further columns, total", "other headings"],
)
def test_rosters_as_offices_keep_them(tmp_path: Path, text: str) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16"):
        (tmp_path / "roster.csv").write_bytes(text.encode(encoding))
        assert read_roster(tmp_path / "roster.csv") == ONE


def test_a_merged_unit_stands_for_each_of_its_rows_and_the_sheet_with_headings_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("名册")
    for row in (["应交名册"], ["单位", "姓名", "职务", "文种"], ["竹溪镇", "李明", "党委书记", "述职"], [None, "周芳", "镇长", "述职"]):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A3:A4")
    book.save(tmp_path / "roster.xlsx")
    assert read_roster(tmp_path / "roster.xlsx") == (*ONE, RosterEntry("竹溪镇", "周芳", "镇长", "述职"))
