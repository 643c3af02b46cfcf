"""Every limit on reading can be set in checker.toml, and a file beyond it is refused with a sentence that names the limit."""

from __future__ import annotations

import dataclasses
import sys
from importlib import resources
from pathlib import Path

import pytest
from pdf_file import pdf_file, typed
from test_reading_ofd import WORK, ofd
from word_file import paragraph, read_bytes, run, word_file

from checker.model import ReadError
from checker.readers import ReadLimits
from checker.settings import load_settings
from checker.work import limits
from rules import RULES

LINE = "全年走访农户四十户，登记问题十二件。"
DEEP = "<w:ins>" * 20 + run("深") + "</w:ins>" * 20
PAGE = "<html><body><p>{}</p></body></html>"
NOISE = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(700_000))  # 2 MB that do not pack
NUMBERS = "".join(f"<w:num w:numId='{number * 7919 % 99_991}'/>" for number in range(60_000))  # they pack as lists do
CASES = (  # the setting, its value, a file beyond it, the file's name, what is said of it
    ("characters", 10, word_file(paragraph(LINE)), "报告.docx", "超过10字"),
    ("characters", 10, PAGE.format(LINE).encode(), "报告.html", "超过10字"),
    ("characters", 10, LINE.encode(), "报告.txt", "超过10字"),
    ("characters", 10, pdf_file(typed(LINE)), "报告.pdf", "超过10字"),
    ("characters", 10, ofd(WORK), "报告.ofd", "超过10字"),
    ("megabytes", 1, word_file(paragraph(LINE), more={"word/media/a.jpg": NOISE.encode()}), "报告.docx", "超过1兆字节"),
    ("pages", 2, pdf_file(*[typed(LINE)] * 3), "报告.pdf", "超过2页"),
    ("pages", 2, ofd(WORK, WORK, WORK), "报告.ofd", "超过2页"),
    ("members", 3, word_file(paragraph(LINE), more={f"word/media/{n}.jpg": b"" for n in range(3)}), "报告.docx", "超过3个"),
    ("unpacked_megabytes", 1, word_file(paragraph(LINE), more={"word/media/a.jpg": NOISE.encode()}), "报告.docx", "展开后超过1兆字节"),
    ("part_megabytes", 1, word_file(paragraph(LINE), numbering=f"<w:x w:val='{NOISE}'/>"), "报告.docx", "超过1兆字节"),
    ("ratio", 5, word_file(paragraph(LINE), numbering=NUMBERS), "报告.docx", "超过5倍"),
    ("depth", 15, word_file(paragraph(DEEP)), "报告.docx", "超过15层"),
    ("depth", 15, PAGE.format("<div>" * 35 + LINE + "</div>" * 35).encode(), "报告.html", "超过30层"),
    ("helper_seconds", 0.001, pdf_file(typed(LINE)), "报告.pdf", "超过0.001秒"),
)


def set_to(folder: Path, table: str) -> ReadLimits:
    config = folder / "checker.toml"
    config.write_text(f"[reading]\nofd = true\n[limits]\n{table}\n", encoding="utf-8")
    return limits(load_settings(RULES, resources.files("rules") / "profiles", config))


@pytest.mark.parametrize(("setting", "value", "data", "name", "said"), CASES, ids=[f"{c[0]}-{c[3][3:]}" for c in CASES])
def test_a_file_beyond_a_limit_is_refused_by_its_name_and_read_where_the_limit_is_as_it_ships(
    tmp_path: Path, setting: str, value: float, data: bytes, name: str, said: str
) -> None:
    with pytest.raises(ReadError) as error:
        read_bytes(tmp_path, data, name, set_to(tmp_path, f"{setting} = {value}"))
    assert said in error.value.reason
    assert (error.value.reason.count("。"), error.value.advice.count("。")) == (1, 1)
    assert read_bytes(tmp_path, data, name, set_to(tmp_path, "")).paragraphs


@pytest.mark.skipif(sys.platform == "win32", reason="memory is limited on POSIX systems only")
def test_a_pdf_process_that_needs_too_much_memory_is_ended(tmp_path: Path) -> None:
    little = dataclasses.replace(set_to(tmp_path, ""), helper_bytes=20_000_000)  # less than settings can ask for
    with pytest.raises(ReadError, match="超过20兆字节"):
        read_bytes(tmp_path, pdf_file(typed(LINE)), "报告.pdf", little)
    assert set_to(tmp_path, "helper_megabytes = 1000").helper_bytes == 1_000_000_000


def test_every_limit_of_the_readers_has_a_setting_and_a_test_here(tmp_path: Path) -> None:
    shipped = set_to(tmp_path, "")
    lowered = set_to(tmp_path, "\n".join(f"{setting} = {value}" for setting, value in {case[0]: case[1] for case in CASES}.items()))
    names = {field.name for field in dataclasses.fields(ReadLimits)} - {"ofd", "helper_bytes"}
    assert {name for name in names if getattr(lowered, name) < getattr(shipped, name)} == names
