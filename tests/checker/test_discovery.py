"""Which files are checked, by which names they go, and what is left alone."""

import os
from pathlib import Path

import pytest

from checker.discovery import SITE_MARKER, discover, is_ignored, name_of
from reports.site import MARKER


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("述职报告", encoding="utf-8")


def names(found: object) -> list[str]:
    return [file.name for file in found.files]  # type: ignore[attr-defined]


def test_reports_below_the_folder_in_the_order_of_names(tmp_path: Path) -> None:
    put(tmp_path, "乙.txt", "镇/甲.txt", "丙.md")
    assert names(discover([tmp_path], [tmp_path], out=tmp_path / "site")) == ["丙.md", "乙.txt", "镇/甲.txt"]


@pytest.mark.parametrize("name", ["~$甲.docx", ".隐藏.txt", "README.txt", "readme.md", "checker.toml", "roster.csv", ".git/甲.txt"])
def test_never_checked_and_not_even_listed(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, "甲.txt")
    found = discover([tmp_path], [tmp_path], out=tmp_path / "site")
    assert names(found) == ["甲.txt"]
    assert not found.skipped


def test_the_output_folder_is_never_checked(tmp_path: Path) -> None:
    put(tmp_path, "甲.txt", "site/pages/甲.txt")
    assert names(discover([tmp_path], [tmp_path], out=tmp_path / "site")) == ["甲.txt"]


def test_other_formats_are_skipped_with_a_reason(tmp_path: Path) -> None:
    put(tmp_path, "甲.txt", "照片.jpg")
    (skipped,) = discover([tmp_path], [tmp_path], out=tmp_path / "site").skipped
    assert skipped.path == "照片.jpg"
    assert ".jpg" in skipped.reason


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "外/密.txt", "查/甲.txt")
    try:
        (tmp_path / "查" / "乙.txt").symlink_to(tmp_path / "外" / "密.txt")
        (tmp_path / "查" / "外").symlink_to(tmp_path / "外")
    except OSError:
        return  # this system makes no links, so none can lead out
    found = discover([tmp_path / "查"], [tmp_path / "查"], out=tmp_path / "site")
    assert names(found) == ["甲.txt"]
    assert [entry.path for entry in found.skipped] == ["乙.txt", "外/"]
    assert all("链接" in entry.reason for entry in found.skipped)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes exist on POSIX systems only")
def test_a_pipe_and_a_link_that_leads_to_itself_are_named_and_not_opened(tmp_path: Path) -> None:
    put(tmp_path, "甲.txt")
    os.mkfifo(tmp_path / "管道.txt")
    (tmp_path / "圈.txt").symlink_to(tmp_path / "圈.txt")
    (tmp_path / "环").symlink_to(tmp_path)
    found = discover([tmp_path], [tmp_path], out=tmp_path / "site")
    assert names(found) == ["甲.txt"]
    assert {entry.path for entry in found.skipped} == {"管道.txt", "圈.txt", "环/"}
    assert all(entry.reason.endswith("。") for entry in found.skipped)


def test_an_earlier_site_below_the_folder_is_named_once_and_not_entered(tmp_path: Path) -> None:
    put(tmp_path, "甲.txt", f"旧/{SITE_MARKER}", "旧/pages/甲.html", "旧/annotated/甲.txt")
    found = discover([tmp_path], [tmp_path], out=tmp_path / "site")
    assert names(found) == ["甲.txt"]
    assert [entry.path for entry in found.skipped] == ["旧/"]


def test_the_marker_looked_for_is_the_one_a_site_is_written_with() -> None:
    assert SITE_MARKER == MARKER


def test_one_file_keeps_the_name_it_has_in_its_set(tmp_path: Path) -> None:
    put(tmp_path, "镇/甲.txt", "镇/乙.txt")
    assert names(discover([tmp_path / "镇" / "甲.txt"], [tmp_path], out=tmp_path / "site")) == ["镇/甲.txt"]


def test_two_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    members = [tmp_path / "甲县" / "报告", tmp_path / "乙县" / "报告"]
    assert [name_of(member / "一.txt", members) for member in members] == ["报告~1/一.txt", "报告~2/一.txt"]


def test_ignored_by_name_or_pattern() -> None:
    assert is_ignored("镇/坏.docx", ["镇/坏.docx"])
    assert is_ignored("镇/坏.docx", ["镇/*"])
    assert not is_ignored("镇/好.docx", ["坏*"])
