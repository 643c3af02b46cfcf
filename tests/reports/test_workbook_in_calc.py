"""The workbook in a program of people's desks: LibreOffice Calc opens every sheet and finds every row's text."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import literals
import pytest

from reports.json_result import document_json
from reports.workbook import workbook

pytestmark = pytest.mark.system

SOFFICE = shutil.which("soffice")
CALC = SOFFICE and any(Path(SOFFICE).resolve().parent.glob("*sclo.*"))
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"  # comma, quotes, UTF-8, as shown
FORMULA = "=1+1"
MISSING = {"message": "缺交：竹溪镇 党委书记（述职）", "evidence": "没有找到。", "suggestion": "请催交。"}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """Each sheet's rows, as Calc shows them."""
    if not CALC:
        pytest.skip("LibreOffice Calc is not installed (Debian: apt-get install libreoffice-calc-nogui)")
    folder = tmp_path_factory.mktemp("calc")
    judged = {f"{2:012x}": {"verdict": "waive", "reason": "上年已说明", "by": "李科", "at": "2026-11-03T10:00:00+08:00"}}
    documents = [document_json(result, states={}, verdicts=judged) for result in (literals.full(), literals.clean(), literals.unread())]
    documents[1]["unit"] = FORMULA
    book = folder / "检查结果.xlsx"
    book.write_bytes(workbook([(document, "pages/a-0123456789ab.html") for document in documents], [MISSING], roster=True))
    command = [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", EVERY_SHEET]
    subprocess.run([*command, "--outdir", str(folder), str(book)], check=True, capture_output=True, timeout=180)
    written = {path.stem.removeprefix(f"{book.stem}-"): path for path in folder.glob("*.csv")}
    return documents, {
        name: list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))) for name, path in written.items()
    }


def test_every_sheet_opens(sheets):
    assert set(sheets[1]) == {"汇总", "问题清单", "对照表", "数据台账", "缺交名单"}


def test_every_report_finding_measure_and_figure_has_its_row(sheets):
    (full, clean, unread), shown = sheets
    assert [row["标题"] for row in shown["汇总"]] == [full["title"], clean["title"], unread["path"].rpartition("/")[2]]
    assert [row["原文"] for row in shown["问题清单"]] == [finding["quote"] for finding in full["findings"]]
    told = {row["问题"] for row in shown["对照表"]} | {row["措施"] for row in shown["对照表"]}
    assert {item["text"] for item in (*full["problems"], *full["measures"])} <= told
    assert [row["指标"] for row in shown["数据台账"]] == [claim["indicator"] for claim in (*full["claims"], *clean["claims"])]
    assert [row["缺交"] for row in shown["缺交名单"]] == ["竹溪镇 党委书记（述职）"]


def test_what_looks_like_a_formula_is_not_worked_out(sheets):
    assert sheets[1]["汇总"][1]["单位"] == FORMULA


def test_dates_and_shares_are_shown_as_people_write_them(sheets):
    rows = sheets[1]["问题清单"]
    assert {row["意见日期"] for row in rows if row["意见人"] == "李科"} == {"2026-11-03"}
    assert sheets[1]["汇总"][0]["自我批评占比"].endswith("%")
