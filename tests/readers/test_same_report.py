"""One report in every format that office programs save: the same outline, problems, measures, figures and findings."""

from __future__ import annotations

import re
import subprocess
import zipfile
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from checker.engine import check_document
from checker.lexicon import Lexicon
from checker.model import Document
from checker.pipeline import Annotator
from checker.readers import ReadLimits, read_source
from checker.readers.office import find_soffice
from checker.settings import Settings, load_settings
from rules import RULES, lexicon

pytestmark = pytest.mark.system
SOFFICE = find_soffice()
EXAMPLES = Path(__file__).parents[2] / "examples"
REPORTS = (  # half of the twelve that agree: the others would say nothing new and cost their time
    "青禾镇/镇长述职报告.docx",
    "横溪镇/挂职副书记述职述廉报告.docx",
    "县直单位/水利局局长述职述廉报告.docx",
    "鹿鸣街道/党工委书记述责述廉报告.docx",
    "鹿鸣街道/办事处副主任述职述廉报告.txt",
    "青禾镇/领导班子述职报告.txt",
)
FORMATS = {"doc": "doc", "odt": "odt", "rtf": "rtf", "pdf": "pdf", "txt": "txt:Text (encoded):UTF8", "html": "html"}
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
    """Each report saved in each format, by LibreOffice: one start a format."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("saved")
    office = [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    originals = [prepared(EXAMPLES / report, folder / flat(report)) for report in REPORTS]
    texts = [str(original) for original in originals if original.suffix == ".txt"]
    as_word = [*office, "--infilter=Text (encoded):UTF8,,,", "--convert-to", "docx", "--outdir", str(folder), *texts]
    subprocess.run(as_word, check=True, capture_output=True, timeout=240)
    words = [str(original.with_suffix(".docx")) for original in originals]
    for name, target in FORMATS.items():
        subprocess.run(
            [*office, "--convert-to", target, "--outdir", str(folder / name), *words], check=True, capture_output=True, timeout=240
        )
    return folder


def flat(report: str) -> str:
    return report.replace("/", "-")


def prepared(original: Path, path: Path) -> Path:
    """A copy whose changes are accepted: LibreOffice prints deleted text into a PDF, as people do who forget to accept them."""
    if original.suffix == ".txt":
        path.write_bytes(original.read_bytes())
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
    path = saved / name / f"{Path(flat(report)).stem}.{name}"
    copy = annotator.annotate(read_source(path, path.name, ReadLimits()))

    # LibreOffice leaves the numbers of headings out of a web page and writes “一?” for “一、” into RTF: docs/怎样读各种文件.md.
    numbers = name not in {"html", "rtf"}
    assert told(copy, settings, numbers=numbers) == told(original, settings, numbers=numbers)
    assert copy.source.format == name
