"""One report in every format that office programs save: the same outline, problems, measures, figures and findings."""

from __future__ import annotations

import re
import subprocess
import zipfile
from importlib import resources
from pathlib import Path
from typing import Any

import docx
import pytest
from notes_file import with_notes

from checker.engine import check_document
from checker.lexicon import Lexicon
from checker.model import Document
from checker.pipeline import Annotator
from checker.readers import ReadLimits, convert_ahead, read_source
from checker.readers.office import find_soffice
from checker.settings import Settings, load_settings
from rules import RULES, lexicon

pytestmark = pytest.mark.system
SOFFICE = find_soffice()
EXAMPLES = Path(__file__).parents[2] / "examples"
REPORTS = sorted(path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*.*") if path.suffix in {".docx", ".txt"})
FORMATS = {
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc",
    "odt": "odt",
    "rtf": "rtf",
    "pdf": "pdf",
    "txt": "txt:Text (encoded):UTF8",
    "html": "html",
}
WITH_NOTES = "县直单位/水利局局长述职述廉报告.docx"
NOTED = "有脚注的报告"
OFFICE = ("doc", "odt", "rtf")  # the formats that are read by way of LibreOffice
_DELETED = re.compile(rb"<w:del\b.*?</w:del>", re.DOTALL)
_BLANK = re.compile(r"\s+")
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+[、?]|[（(][一二三四五六七八九十]+[）)]|\d+[.、])")


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings(RULES, resources.files("rules") / "profiles")


@pytest.fixture(scope="module")
def annotator(settings: Settings) -> Annotator:
    return Annotator(Lexicon.from_tables(lexicon.tables()), settings)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each report saved in each format by LibreOffice, one start a format, and in ``ready`` what it makes of its formats, one for all."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("saved")
    words = [str(in_word(EXAMPLES / report, folder / f"{flat(report)}.docx")) for report in REPORTS]
    (folder / f"{NOTED}.docx").write_bytes(with_notes(EXAMPLES / WITH_NOTES, every=3)[0])
    words.append(str(folder / f"{NOTED}.docx"))
    office = [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    for name, target in FORMATS.items():
        command = [*office, "--convert-to", target, "--outdir", str(folder / name), *words]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
    (folder / "ready").mkdir()
    files = [path for name in OFFICE for path in sorted((folder / name).iterdir())]
    convert_ahead(files, folder / "ready", ReadLimits())
    return folder


def flat(report: str) -> str:
    return report.replace("/", "-").rpartition(".")[0]


def in_word(original: Path, path: Path) -> Path:
    """The report as a Word file with all changes accepted: LibreOffice prints deleted text too, as for people who forget to accept them.

    A text is typed into Word paragraph by paragraph.
    """
    if original.suffix == ".txt":
        typed = docx.Document()
        for paragraph in read_source(original, original.name, ReadLimits()).paragraphs:
            typed.add_paragraph(paragraph.text)
        typed.save(str(path))
        return path
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member, _DELETED.sub(b"", old.read(member)))
    return path


def told(document: Document, settings: Settings, *, numbers: bool = True) -> dict[str, Any]:
    """What is read of a report, blanks left out; headings without their numbers where ``numbers`` is false."""

    def plain(text: str) -> str:
        text = _BLANK.sub("", text)
        return text if numbers else _NUMBER.sub("", text)

    result = check_document(document, RULES, settings.profile(document.kind), checked_on="")
    return {
        "kind": (document.kind, document.year, document.unit, document.person, document.office),
        "sections": [(plain(document.read(s.heading)) if s.heading else "", s.roles, s.level) for s in document.sections],
        "problems": [plain(document.read(problem.span)) for problem in document.problems],
        "measures": [plain(document.read(measure.span)) for measure in document.measures],
        "answers": [(answer.problem, answer.measure, answer.strength) for answer in document.answers],
        "claims": [(claim.indicator, claim.scope, claim.period, claim.figure.value, claim.figure.unit) for claim in document.claims],
        "findings": sorted((finding.rule, finding.severity, finding.message) for finding in result.findings),
    }


@pytest.mark.parametrize("report", REPORTS, ids=flat)
@pytest.mark.parametrize("name", FORMATS)
def test_a_report_says_the_same_in_every_format(name: str, report: str, saved: Path, annotator: Annotator, settings: Settings) -> None:
    original = annotator.annotate(read_source(EXAMPLES / report, report, ReadLimits()))
    path = saved / name / f"{flat(report)}.{name}"
    copy = annotator.annotate(read_source(path, path.name, ReadLimits(), saved / "ready"))

    # LibreOffice leaves the numbers of headings out of a web page and writes “一?” for “一、” into RTF: docs/怎样读各种文件.md.
    numbers = name not in {"html", "rtf"}
    assert told(copy, settings, numbers=numbers) == told(original, settings, numbers=numbers)
    assert copy.source.format == name


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "txt"])  # a text has no notes: docs/怎样读各种文件.md
def test_the_notes_of_a_report_are_read_and_change_nothing_in_every_format(
    name: str, saved: Path, annotator: Annotator, settings: Settings
) -> None:
    original = annotator.annotate(read_source(EXAMPLES / WITH_NOTES, "报告.docx", ReadLimits()))
    noted = read_source(saved / f"{NOTED}.docx", "报告.docx", ReadLimits())
    copy = annotator.annotate(read_source(saved / name / f"{NOTED}.{name}", f"报告.{name}", ReadLimits(), saved / "ready"))

    numbers = name not in {"html", "rtf"}
    assert told(copy, settings, numbers=numbers) == told(original, settings, numbers=numbers)
    assert [note.text for note in copy.source.notes] == [note.text for note in noted.notes]
    assert len(noted.notes) > 10
