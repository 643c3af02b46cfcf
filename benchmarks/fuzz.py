"""Damages valid files and Chinese text at random and sees that nothing but a ReadError leaves a reader, nothing at all the pipeline.

    python benchmarks/fuzz.py --executions 2000 --seed 1            every target
    python benchmarks/fuzz.py docx ofd --executions 5000 --seed 7   some

Every execution has its own seed, target:number, printed with a crash; ``--only number`` repeats that one. Formats that
LibreOffice converts are not damaged here. PDFium runs in this process, so that no exception is hidden by its exit code.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from unittest import mock

from damage import mutated, mutated_objects, mutated_part, mutated_text, mutated_tree

from checker.lexicon import Lexicon
from checker.model import Document, Paragraph, ReadError, Source, Span
from checker.pipeline import Annotator
from checker.readers import ReadLimits, read_source
from checker.readers.pdf_process import extract
from checker.readers.text import read_text
from checker.settings import load_settings
from rules import RULES, lexicon

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "readers"))  # the hand-made files of the tests
LIMITS = ReadLimits(ofd=True)
DAMAGE = {"xml": mutated_part, "tree": mutated_tree, "objects": mutated_objects}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-16-be", "big5")
TARGETS = ("docx", "docx-xml", "docx-tree", "pdf", "pdf-objects", "html", "txt", "ofd", "ofd-xml", "ofd-tree", "text")


@cache
def report() -> str:
    """All the text reports among the examples, one after the other."""
    return "\n".join(path.read_text("utf-8-sig") for path in sorted((ROOT / "examples").rglob("*.txt")))


@cache
def valid(target: str) -> tuple[bytes, ...]:
    """Valid files of a format."""
    pdf_file, typed = of_tests("pdf_file", "pdf_file", "typed")
    work, ofd = of_tests("test_reading_ofd", "WORK", "ofd")
    (with_notes,) = of_tests("notes_file", "with_notes")
    text = report()[:1200]
    if target.startswith("pdf"):
        table = [(90.0 + 120 * column, 100.0 + 28 * row, f"项目{row}{column}") for row in range(4) for column in range(3)]
        return pdf_file(typed(text[:500]), typed(text[500:900])), pdf_file(table, typed(text[:200]))
    if target == "html":
        rows = "<table><tr><th>项目<th>金额</tr><tr><td>修路</td><td>36万元</td></tr></table><ol start=3><li>抓学习<li><p>抓项目</ol>"
        body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
        page = f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body><h1>述职报告</h1>{body}{rows}</body></html>"
        return page.encode(), page.encode("ascii", "xmlcharrefreplace")  # the second stays text whatever is cut out of it
    if target == "txt":
        return tuple(text.encode(encoding, "ignore") for encoding in ENCODINGS)
    if target.startswith("ofd"):
        return (ofd(work, work),)
    files = sorted((ROOT / "examples").rglob("*.docx"))
    reports = (*(path.read_bytes() for path in files), *(with_notes(path, every=3)[0] for path in files[:2]))
    return (*reports, *[_of_everything()] * 60) if target == "docx-tree" else reports


def _of_everything() -> bytes:
    """A short Word file that holds one of everything that is read in a way of its own: quickly read, so that much can be tried."""
    paragraph, run, item, word_file = of_tests("word_file", "paragraph", "run", "item", "word_file")
    definition, level, numbered = of_tests("word_file", "definition", "level", "numbered")
    refers, notes_part = of_tests("notes_file", "refers", "notes_part")
    field, box, old_box, alternative, table = of_tests("test_reading_word", "field", "box", "old_box", "alternative", "table")
    deleted, raised = '<w:rPr><w:del w:id="1"/></w:rPr>', '<w:vertAlign w:val="superscript"/>'
    fraction = "<m:oMath><m:f><m:num><m:r><m:t>2</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>"
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:ruby><w:rt/><w:rubyBase>' + run("镇") + "</w:rubyBase></w:ruby></w:r>"
    body = (
        *(paragraph("述职报告", '<w:pStyle w:val="1"/>'), item("履职"), item("学习", 1, 1), item("读书", 1, 2)),
        paragraph(run("投资1200") + refers("footnote", 2) + run("万元，广场500m") + run("2", raised) + fraction),
        paragraph(run("前半", "<w:b/>") + f"<w:ins>{run('增')}</w:ins><w:del>{run('删')}</w:del>", deleted),
        paragraph(run("后半", "<w:vanish/>") + field(" REF x ", "甲") + box("框") + old_box(paragraph("框"))),
        paragraph(sign + alternative("<w:t>①</w:t>") + f"<w:r><w:t>一、学习</w:t><w:br/><w:t>二、不足</w:t></w:r>{refers('endnote', 2)}"),
        f"<w:sdt><w:sdtContent>{table(('项目', '金额'), (table(('内',)) + paragraph('外'), '36万元'))}</w:sdtContent></w:sdt>",
    )
    lists = definition(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2"), level(2, "decimal", "(%3)")) + numbered(1)
    style = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    notes = notes_part("footnote", (2, paragraph("县统计局数"))) | notes_part("endnote", (2, paragraph("据实填写")))
    made: bytes = word_file("".join(body), numbering=lists, styles=style, more=notes)
    return made


def of_tests(module: str, *names: str) -> tuple[Any, ...]:
    """What the tests make files with."""
    return tuple(getattr(importlib.import_module(module), name) for name in names)


@cache
def annotator() -> Annotator:
    """The pipeline with the settings that ship."""
    return Annotator(Lexicon.from_tables(lexicon.tables()), load_settings(RULES, resources.files("rules") / "profiles"))


def damaged(target: str, number: int) -> bytes:
    """The damaged file of execution ``number``."""
    chance = random.Random(f"{target}:{number}")
    if target == "text":
        return mutated_text(report(), chance).encode()
    data = chance.choice(valid(target))
    return DAMAGE.get(target.partition("-")[2], mutated)(data, chance)


def execute(target: str, data: bytes, folder: Path) -> str:
    """Read ``data``, and annotate it where it is text; what became of it. Raises what must not be raised."""
    path = folder / "file"
    if target == "text":
        return annotated(data.decode())
    path.write_bytes(data)
    try:
        with mock.patch("checker.readers.pdf._extract", lambda data, limits: extract(data, limits.pages, limits.characters)):
            source = read_source(path, f"报告.{target.partition('-')[0]}", LIMITS)
    except ReadError as error:
        return re.sub(r"\d+", "N", error.reason)
    source.text.encode()  # pages are written as UTF-8
    for one in source.paragraphs + source.notes:
        if one.offsets is None and one.span.of(source.text) != one.text:
            raise AssertionError(one)
    return "read"


def annotated(text: str) -> str:
    """What became of ``text`` in the pipeline, read as a text file and as one paragraph a line."""
    try:
        source = read_text(text.encode(), "报告.txt", "", LIMITS)
    except ReadError as error:
        return error.reason
    document = annotator().annotate(source)
    _check_spans(document)
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(Span(at, at + len(line)), line))
        at += len(line) + 1
    _check_spans(annotator().annotate(Source("报告.txt", text, "txt", "", tuple(paragraphs))))
    return "annotated"


def _check_spans(document: Document) -> None:
    spans = (
        [one.span for one in document.statistics] + [one.figure.span for one in document.claims] + [one.body for one in document.sections]
    )
    for span in spans:
        if not 0 <= span.start <= span.end <= len(document.source.text):
            raise AssertionError(span)


def run(target: str, numbers: range, folder: Path, show: Callable[[str], None]) -> tuple[Counter[str], int]:
    """Execute ``numbers``: what became of them, and how many crashed."""
    ends: Counter[str] = Counter()
    crashes: Counter[str] = Counter()
    for number in numbers:
        data = damaged(target, number)
        try:
            ends[execute(target, data, folder)] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"
            crashes[place] += 1
            if crashes[place] == 1:
                digest = hashlib.sha256(data).hexdigest()[:12]
                show(f"CRASH {target} --only {number} ({digest}): {place}\n{traceback.format_exc()}")
    return ends, crashes.total()


def main() -> int:
    """Print executions, refusals and crashes of each target; 1 where anything crashed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; default: all")
    parser.add_argument("--executions", type=int, default=1000, help="of each target")
    parser.add_argument("--seed", type=int, default=1, help="number of the first execution is this times ten million")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no further batch of a target after this long")
    parser.add_argument("--only", type=int, help="repeat the execution of this number")
    args = parser.parse_args()
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        for target in args.targets or TARGETS:
            first, last = (args.only, args.only + 1) if args.only is not None else (args.seed * 10**7, args.seed * 10**7 + args.executions)
            since, ends, crashed, done = time.monotonic(), Counter[str](), 0, 0
            for at in range(first, last, 500):
                if time.monotonic() - since > args.seconds:
                    break
                numbers = range(at, min(last, at + 500))
                found, crashes = run(target, numbers, Path(folder), print)
                ends, crashed, done = ends + found, crashed + crashes, done + len(numbers)
            total += crashed
            print(f"{target}: {done} executions in {time.monotonic() - since:.0f} s, {crashed} crashes", flush=True)
            for end, count in ends.most_common():
                print(f"  {count:7} {end}", flush=True)
    return int(total > 0)


if __name__ == "__main__":
    sys.exit(main())
