"""Files beside the pages: workbook, SARIF, JUnit, annotated copies. What a person touched is never replaced or removed."""

import os
from pathlib import Path

import pytest

from reports.site import COPIES, EXPORTS, Site, SiteError

NAME = "检查结果.xlsx"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.open(tmp_path / "site", "[]")


def names(site: Site) -> list[str]:
    return sorted(path.name for path in site.out.iterdir() if not path.name.startswith("."))


def test_the_next_run_replaces_what_the_last_one_wrote(site):
    assert site.write_export(NAME, [b"one"]) == NAME
    assert site.write_export(NAME, [b"t", b"wo"]) == NAME
    assert (site.out / NAME).read_bytes() == b"two"


def test_an_unchanged_file_is_left_where_it_is(site):
    site.write_export(NAME, [b"one"])
    before = (site.out / NAME).stat()
    site.write_export(NAME, [b"one"])
    assert (site.out / NAME).stat().st_ino == before.st_ino


def test_a_file_that_a_person_edited_stays_and_the_new_one_gets_another_name(site):
    site.write_export(NAME, [b"one"])
    (site.out / NAME).write_bytes(b"one, with remarks")
    assert site.write_export(NAME, [b"two"]) == "检查结果-2.xlsx"
    assert site.write_export(NAME, [b"three"]) == "检查结果-2.xlsx"
    assert (site.out / NAME).read_bytes() == b"one, with remarks"
    assert (site.out / "检查结果-2.xlsx").read_bytes() == b"three"


def test_a_file_that_we_did_not_write_stays(site):
    (site.out / NAME).write_bytes(b"someone's")
    assert site.write_export(NAME, [b"ours"]) == "检查结果-2.xlsx"
    assert (site.out / NAME).read_bytes() == b"someone's"


@pytest.mark.parametrize("lock", [f"~${NAME}", f".~lock.{NAME}#"])
def test_a_file_held_open_is_left_to_who_holds_it(site, lock):
    site.write_export(NAME, [b"one"])
    (site.out / lock).write_bytes(b"")
    assert site.write_export(NAME, [b"two"]) == "检查结果-2.xlsx"
    (site.out / lock).unlink()
    assert site.write_export(NAME, [b"three"]) == NAME


def test_a_file_that_the_system_holds_is_written_under_another_name(site, monkeypatch):
    site.write_export(NAME, [b"one"])
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if Path(target).name == NAME:
            raise PermissionError(13, "held")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    assert site.write_export(NAME, [b"two"]) == "检查结果-2.xlsx"


def test_a_link_is_never_written_through(site, tmp_path):
    (tmp_path / "outside").write_bytes(b"keep")
    (site.out / NAME).symlink_to(tmp_path / "outside")
    assert site.write_export(NAME, [b"ours"]) == "检查结果-2.xlsx"
    assert (tmp_path / "outside").read_bytes() == b"keep"


def test_a_run_killed_before_the_file_is_in_place_knows_its_own_afterwards(site, monkeypatch):
    site.write_export(NAME, [b"one"])
    replace = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if Path(target).name == NAME:
            raise KeyboardInterrupt
        return replace(self, target)

    for content in (b"two", b"three"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", killed)
            with pytest.raises(KeyboardInterrupt):
                site.write_export(NAME, [content])
    assert site.write_export(NAME, [b"four"]) == NAME
    assert names(site) == ["pages", NAME]


@pytest.mark.parametrize("noted", ["", "[]", '{"检查结果.xlsx": 3}', "\x00"])
def test_without_its_notes_every_file_counts_as_a_persons(site, noted):
    site.write_export(NAME, [b"one"])
    (site.out / EXPORTS).write_text(noted, encoding="utf-8")
    assert site.write_export(NAME, [b"two"]) == "检查结果-2.xlsx"


def test_content_that_breaks_off_leaves_nothing(site):
    def content():
        yield b"half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        site.write_export(NAME, content())
    assert names(site) == ["pages"]
    assert not list(site.out.glob("*.part"))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no permission bits")
def test_exports_are_for_their_owner_only(site):
    site.write_export(NAME, [b"one"])
    site.write_copy("镇/甲.docx", b"copy")
    for path in (site.out / NAME, *(site.out / "annotated").iterdir()):
        assert path.stat().st_mode & 0o077 == 0


def test_a_copy_is_named_by_its_report_and_its_content(site):
    first, second = site.write_copy("镇/甲../..乙.DOCX", b"1"), site.write_copy("镇/甲../..乙.DOCX", b"2")
    assert first != second
    assert first.startswith("annotated/镇-甲-乙-")
    assert (site.out / first).read_bytes() == b"1"


def test_copies_no_longer_wanted_are_removed_but_not_those_a_person_worked_in(site):
    kept, gone, edited = (site.write_copy("甲.docx", data) for data in (b"1", b"2", b"3"))
    (site.out / edited).write_bytes(b"3, with remarks")
    (site.out / "annotated" / "自己的.docx").write_bytes(b"someone's")
    site.sweep_copies({kept})
    assert sorted(f"annotated/{path.name}" for path in (site.out / "annotated").iterdir()) == sorted(
        [kept, edited, "annotated/自己的.docx"]
    )
    assert not (site.out / gone).exists()


def test_half_a_copy_that_a_killed_run_left_is_swept(site):
    site.write_copy("甲.docx", b"1")
    half = site.out / "annotated" / ".duty-0123456789abcdef.part"
    half.write_bytes(b"half")
    os.utime(half, (0, 0))
    site.sweep(set())
    assert not half.exists()


def test_a_folder_of_copies_that_leads_elsewhere_is_refused(site, tmp_path):
    (site.out / "annotated").symlink_to(tmp_path)
    with pytest.raises(SiteError, match="链接"):
        site.write_copy("甲.docx", b"1")


def test_copies_are_noted_by_the_page_they_were_made_from(site):
    one, two = site.write_copy("甲.docx", b"one"), site.write_copy("乙.docx", b"two")
    site.note_copies({"pages/a.html": one}, whole=True)
    site.note_copies({"pages/b.html": two}, whole=False)
    assert site.copies() == {"pages/a.html": one, "pages/b.html": two}
    site.note_copies({"pages/b.html": two}, whole=True)
    assert site.copies() == {"pages/b.html": two}


def test_a_copy_that_is_gone_or_no_name_of_ours_is_not_told_of(site):
    name = site.write_copy("甲.docx", b"one")
    site.note_copies({"pages/a.html": name, "pages/b.html": "../../etc/passwd", "pages/c.html": "javascript:alert(1)"}, whole=True)
    assert site.copies() == {"pages/a.html": name}
    (site.out / name).unlink()
    assert site.copies() == {}


def test_a_damaged_note_of_copies_tells_of_none(site):
    (site.out / COPIES).write_text("[1, 2", encoding="utf-8")
    assert site.copies() == {}
