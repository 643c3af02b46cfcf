"""The site: what it writes, what it refuses, what it never touches."""

import errno
import os
import sys
from pathlib import Path

import pytest

from reports.environment import GENERATOR
from reports.site import MARKER, Site, SiteError, site_file, site_members

HTML = f'<!DOCTYPE html><meta name="generator" content="{GENERATOR} 1"><p>页</p>'
PAGE = HTML.encode()
SET = '["/报告"]'


@pytest.fixture
def site(tmp_path):
    return Site.open(tmp_path / "site", SET)


def test_a_new_folder_becomes_a_site(tmp_path):
    Site.open(tmp_path / "a" / "b", SET)
    assert site_members(tmp_path / "a" / "b") == SET


def test_an_empty_folder_becomes_a_site(tmp_path):
    Site.open(tmp_path, SET)
    assert (tmp_path / MARKER).is_file()


def test_what_a_killed_first_run_left_locks_nobody_out(tmp_path):
    (tmp_path / ".duty-0123456789abcdef.part").write_text("半")
    assert Site.open(tmp_path, SET).out == tmp_path


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path):
    (tmp_path / "照片.jpg").write_text("x")
    with pytest.raises(SiteError, match="不是空文件夹"):
        Site.open(tmp_path, SET)
    assert [path.name for path in tmp_path.iterdir()] == ["照片.jpg"]


def test_the_site_of_another_set_is_refused(site):
    with pytest.raises(SiteError, match="另一组报告"):
        Site.open(site.out, '["/别处"]')


def test_a_file_is_no_site(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(SiteError, match="是一个文件"):
        Site.open(tmp_path / "out", SET)


@pytest.mark.parametrize("marker", ["", "{", "[]", '{"generator": "别的"}', '{"generator": "duty-report-checker"}'])
def test_a_marker_that_is_not_ours_is_refused(tmp_path, marker):
    (tmp_path / MARKER).write_text(marker, encoding="utf-8")
    with pytest.raises(SiteError):
        Site.open(tmp_path, SET)


def test_pages_index_and_rules_are_written(site):
    name = site.page_name("镇/张三.docx", PAGE)
    site.write_page(name, PAGE)
    site.write_rules(HTML)
    site.write_index([HTML])
    assert site.has(name)
    assert {path.name for path in site.out.iterdir()} == {MARKER, "pages", "index.html", "rules.html"}


def test_an_unchanged_page_is_not_written_again(site):
    name = site.page_name("a.txt", PAGE)
    site.write_page(name, PAGE)
    os.utime(site.out / name, (1, 1))
    site.write_page(name, PAGE)
    assert (site.out / name).stat().st_mtime == 1


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("镇/张三.docx", "pages/镇-张三-"),
        ("../../etc/passwd", "pages/etc-passwd-"),
        ("..", "pages/report-"),
        ("", "pages/report-"),
        ("<script>\"'&.txt", "pages/script-"),
        ("a\u202eb\x00c\ud800.txt", "pages/a-b-c-"),
        ("CON", "pages/CON-"),
        ("长" * 300 + ".docx", "pages/" + "长" * 40 + "-"),
        ("C:\\报告\\李四.docx", "pages/C-报告-李四-"),
    ],
)
def test_page_names_are_readable_and_stay_in_the_folder(site, path, start):
    name = site.page_name(path, PAGE)
    assert name.startswith(start)
    site.write_page(name, PAGE)
    assert (site.out / name).resolve().parent == (site.out / "pages").resolve()


def test_equal_reports_at_two_paths_have_two_pages(site):
    assert site.page_name("a.txt", PAGE) != site.page_name("A.txt", PAGE)


@pytest.mark.parametrize("name", ["index.html", "pages/../x-0123456789ab.html", "/x-0123456789ab.html", "pages/x.html"])
def test_a_name_that_is_no_page_name_is_refused(site, name):
    with pytest.raises(SiteError):
        site.write_page(name, PAGE)


def test_sweep_removes_our_pages_that_no_index_names_and_nothing_else(site):
    old, kept = site.page_name("alt.txt", PAGE), site.page_name("neu.txt", PAGE)
    site.write_page(old, PAGE)
    site.write_page(kept, PAGE)
    strangers = [site.out / "pages" / "note.html", site.out / "pages" / "fremd-0123456789ab.html", site.out / "照片.jpg"]
    for stranger in strangers:
        stranger.write_text("nicht von uns")
    site.sweep({kept})
    assert not site.has(old)
    assert site.has(kept)
    assert all(stranger.is_file() for stranger in strangers)


def test_pages_over_several_reports_lie_in_a_folder_of_their_own(site):
    name = site.write_comparison("甲 与 乙", HTML)
    assert name.startswith("compare/甲-与-乙-")
    assert site.has(name)
    assert site_file(site.out, name) == site.out / name


def test_pages_over_several_reports_are_swept_when_no_index_names_them(site):
    old, kept = site.write_comparison("甲 与 乙", HTML), site.write_comparison("甲 与 丙", HTML)
    site.sweep({kept})
    assert (site.has(old), site.has(kept)) == (False, True)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_folder_of_comparisons_that_leads_elsewhere_is_refused_and_not_swept(site, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a-0123456789ab.html").write_text(HTML, encoding="utf-8")
    (site.out / "compare").symlink_to(elsewhere)
    with pytest.raises(SiteError, match="链接"):
        site.write_comparison("甲 与 乙", HTML)
    site.sweep(set())
    assert (elsewhere / "a-0123456789ab.html").exists()


def test_sweep_removes_what_a_killed_run_left_half_written(site):
    left = site.out / "pages" / ".duty-0123456789abcdef.part", site.out / ".duty-fedcba9876543210.part"
    for part in left:
        part.write_text("半")
    site.sweep(set())
    assert [part.exists() for part in left] == [False, False]


def test_an_index_that_somebody_else_put_there_is_not_replaced(site):
    (site.out / "index.html").write_text("mein Index")
    with pytest.raises(SiteError, match="未覆盖"):
        site.write_index([HTML])
    assert (site.out / "index.html").read_text() == "mein Index"


def test_an_index_that_breaks_off_is_not_put_in_place(site):
    site.write_index([HTML])

    def broken():
        yield HTML
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        site.write_index(broken())
    assert (site.out / "index.html").read_text(encoding="utf-8") == HTML
    assert not list(site.out.glob("*.part"))


def test_an_index_is_written_as_its_pieces_come(site):
    sizes = []

    def pieces():
        for _ in range(3):
            yield HTML * 1000
            sizes.extend(part.stat().st_size for part in site.out.glob("*.part"))

    site.write_index(pieces())
    assert sizes == sorted(set(sizes))
    assert sizes[0] > 0


@pytest.mark.parametrize(("code", "cause"), [(errno.ENOSPC, "磁盘空间不足"), (errno.EROFS, "磁盘只读"), (errno.EACCES, "没有权限")])
def test_what_the_system_refuses_is_one_sentence_and_the_last_page_stands(site, monkeypatch, code, cause):
    site.write_index([HTML])

    def refuse(*_args):
        raise OSError(code, "no")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(SiteError, match=cause):
        site.write_index([HTML, "neu"])
    assert (site.out / "index.html").read_text(encoding="utf-8") == HTML
    assert not list(site.out.glob("*.part"))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_personnel_papers_are_readable_by_their_owner_only(site):
    name = site.page_name("a.txt", PAGE)
    site.write_page(name, PAGE)
    assert (site.out / name).stat().st_mode & 0o077 == 0
    assert site.out.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_pages_folder_that_leads_elsewhere_is_refused(tmp_path):
    site = Site.open(tmp_path / "site", SET)
    (site.out / "pages").rmdir()
    (tmp_path / "elsewhere").mkdir()
    (site.out / "pages").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SiteError, match="链接"):
        Site.open(site.out, SET)
