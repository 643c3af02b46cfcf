"""Conversion by LibreOffice: found, missing, late, crashing, and with documents that want to reach out."""

from __future__ import annotations

import hashlib
import http.server
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from checker.model import ReadError
from checker.readers import ReadLimits, convert_ahead, read_source
from checker.readers.office import SOFFICE_VARIABLE, converted, find_soffice

RTF = b"{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\f0 \\'ca\\'f6\\'d6\\'b0\\'b1\\'a8\\'b8\\'e6\\par}"  # 述职报告
needs_soffice = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A program that takes LibreOffice's place, written in shell; its file of calls is returned."""

    def stand_in(script: str) -> Path:
        program, calls = tmp_path / "soffice", tmp_path / "calls"
        program.write_text(f'#!/bin/sh\necho "$@" >> "{calls}"\n{script}\n')
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv(SOFFICE_VARIABLE, str(program))
        return calls

    return stand_in


def test_missing_is_said_in_one_sentence_with_both_ways_out(read, monkeypatch):
    monkeypatch.setenv(SOFFICE_VARIABLE, "")
    with pytest.raises(ReadError) as error:
        read(RTF, "报告.rtf")
    assert error.value.reason == "这是 RTF 文件，要靠 LibreOffice 读取，本机没有装。"
    assert ".docx" in error.value.advice
    assert "安装 LibreOffice" in error.value.advice


def test_found_where_the_variable_names_it(tmp_path: Path, monkeypatch):
    program = tmp_path / "soffice"
    program.touch()
    monkeypatch.setenv(SOFFICE_VARIABLE, str(program))
    assert find_soffice() == program
    monkeypatch.setenv(SOFFICE_VARIABLE, str(tmp_path / "gone"))
    assert find_soffice() is None


@posix
def test_a_file_that_takes_too_long_is_given_up_with_all_that_was_started(read, stand_in, tmp_path):
    stand_in(f"sh -c 'sleep 30; touch \"{tmp_path}/survived\"' &\nwait")
    with pytest.raises(ReadError, match=r"超过0\.5秒"):
        read(RTF, "报告.rtf", limits=ReadLimits(helper_seconds=0.5))
    assert not (tmp_path / "survived").exists()


@posix
def test_a_file_that_is_not_converted_is_said_to_be_damaged(read, stand_in):
    stand_in("exit 1")
    with pytest.raises(ReadError, match="打不开这个文件"):
        read(RTF, "报告.rtf")


@posix
def test_a_crash_in_a_batch_costs_only_the_file_that_causes_it(tmp_path: Path, stand_in):
    # Dies on the file that says "bad", after the ones before it; what is left is converted one by one.
    calls = stand_in(
        'out="$(echo "$*" | sed "s/.*--outdir \\([^ ]*\\) .*/\\1/")"\n'
        'for f in $(echo "$*" | sed "s/.*--outdir [^ ]* //"); do\n'
        '  grep -q bad "$f" && exit 134; b=$(basename "$f"); echo made > "$out/${b%.*}.docx"\ndone'
    )
    paths = []
    for number, text in enumerate((b"one", b"bad", b"three")):
        paths.append(tmp_path / f"{number}.rtf")
        paths[-1].write_bytes(b"{\\rtf1 " + text + b"}")
    ready = tmp_path / "ready"
    ready.mkdir()
    convert_ahead(paths, ready, ReadLimits())
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    assert [(ready / f"{digest}.docx").is_file() for digest in digests] == [True, False, True]
    assert len(calls.read_text().splitlines()) == 3  # all together, then the bad one and the third alone
    with pytest.raises(ReadError, match="打不开"):
        converted(paths[1].read_bytes(), "rtf", digests[1], ReadLimits(), ready)
    assert len(calls.read_text().splitlines()) == 3  # what failed is not tried again in the same run


@posix
def test_names_and_places_of_files_never_reach_the_command(tmp_path: Path, stand_in):
    calls = stand_in("exit 1")
    path = tmp_path / "--convert-to pdf; $(touch x).rtf"
    path.write_bytes(RTF)
    with pytest.raises(ReadError):
        read_source(path, path.name, ReadLimits())
    assert "touch" not in calls.read_text()
    assert str(tmp_path / "--convert") not in calls.read_text()


@pytest.mark.system
@needs_soffice
def test_an_rtf_is_read(read):
    source = read(RTF, "报告.rtf")
    assert (source.text, source.format, source.paragraphs[0].origin) == ("述职报告", "rtf", "第1段")


@pytest.mark.system
@needs_soffice
def test_a_memory_limit_that_is_too_low_ends_the_conversion_not_the_run(read):
    if os.name == "nt":
        pytest.skip("memory is limited on POSIX systems only")
    with pytest.raises(ReadError, match="打不开"):
        read(RTF, "报告.rtf", limits=ReadLimits(helper_bytes=50_000_000))


class _Listener(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - emptied by the test

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.system
@needs_soffice
def test_linked_pictures_and_templates_are_never_fetched(read):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = str(server.server_port).encode()
    _Listener.asked.clear()
    linked = b"http://127.0.0.1:" + port
    rtf = (
        b"{\\rtf1\\ansi{\\*\\template " + linked + b"/t.dot}text "
        b'{\\field{\\*\\fldinst INCLUDEPICTURE "' + linked + b'/p.png" \\\\d}{\\fldrslt }}'
        b'{\\field{\\*\\fldinst INCLUDETEXT "' + linked + b'/i.docx"}{\\fldrslt old}}\\par}'
    )  # fmt: skip
    flat = b"<html><head><link rel=stylesheet href='" + linked + b"/c.css'></head><body>text<img src='" + linked + b"/h.png'></body></html>"
    try:
        assert "text" in read(rtf, "报告.rtf").text
        assert read(flat, "报告.html").text == "text"
    finally:
        server.shutdown()
        server.server_close()
    assert _Listener.asked == []
