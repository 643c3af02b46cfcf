"""Damages valid files and Chinese text at random and sees that nothing but a ReadError leaves a reader, nothing at all the pipeline.

    python benchmarks/fuzz.py --executions 2000 --seed 1            every target
    python benchmarks/fuzz.py docx ofd --executions 5000 --seed 7   some

Every execution has its own seed, target:number, printed with a crash; ``--only number`` repeats that one. Formats that
LibreOffice converts are not damaged here. PDFium runs in this process, so that no exception is hidden by its exit code.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path
from unittest import mock

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
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-16-be", "big5")
TARGETS = ("docx", "docx-xml", "pdf", "html", "txt", "ofd", "ofd-xml", "text")
PIECES = (
    *"0123456789.,%％、，。；：（）()“”《》一二三四五六七八九十百千万亿零〇两半年月日元亩户人件第项个倍成由比占至到近余多其中分别\n\t 　",
    *("其中", "增长", "同比下降", "占全镇", "分别为", "合计", "翻一番", "百分点", "三分之一", "XX", "一是", "（一）", "一、", "第一，"),
    *(
        "２０２４",
        "①",
        "²",
        "½",
        "٣",
        "千分之",
        "\u200b",
        "\ufffd",
        "𠮷",
        "1e9",
        "999999999999999999999999",
        "0.0",
        "-",
        "—",
        "～",
        "存在的问题",
    ),
)
TOKENS = (
    b"\0",
    b"\xff",
    b"<",
    b">",
    b"&",
    b'"',
    b"-1",
    b"99999999999",
    b"1e308",
    b"nan",
    b"/",
    b"<w:p>",
    b"</w:p>",
    b"&#0;",
    b"&#xd800;",
    b"]]>",
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """``data`` with one to six places flipped, written over, inserted, left out, doubled or cut off."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.choice((1, 2, 8, 64, 512)))
        kind = chance.randrange(12)
        if kind < 3 and at < len(changed):
            changed[at] ^= 1 << chance.randrange(8)
        elif kind < 5 and at < len(changed):
            changed[at] = chance.randrange(256)
        elif kind < 7:
            changed[at:at] = chance.choice(TOKENS)
        elif kind < 9:
            del changed[at:end]
        elif kind < 11:
            changed[at:at] = changed[at:end] * chance.choice((1, 2, 5))
        elif chance.random() < 0.3:
            del changed[at:]
    return bytes(changed)


def mutated_part(data: bytes, chance: random.Random) -> bytes:
    """The archive ``data``, one XML part of which is damaged and packed again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = chance.choice([name for name in old.namelist() if name.endswith(".xml")])
        for name in old.namelist():
            new.writestr(name, _attributes(old.read(name), chance) if name == chosen else old.read(name))
    return buffer.getvalue()


def _attributes(data: bytes, chance: random.Random) -> bytes:
    """Often only values between quotation marks change: the part stays XML, and what reads it is reached."""
    parts = data.split(b'"')
    if len(parts) < 3 or chance.random() < 0.4:
        return mutated(data, chance)
    for _ in range(chance.randint(1, 5)):
        at = 2 * chance.randrange(len(parts) // 2) + 1
        parts[at] = chance.choice((b"", b"-1", b"0", b"99999999999", b"1e308", b"nan", b"inf", "三".encode(), b"1 2", parts[1], parts[-2]))
    return b'"'.join(parts)


def mutated_text(text: str, chance: random.Random) -> str:
    """A stretch of ``text`` with digits, numerals, units and punctuation put in, left out or doubled."""
    start = chance.randrange(max(1, len(text) - 100))
    changed = list(text[start : start + chance.choice((40, 150, 500))])
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            changed[at:at] = [chance.choice(PIECES) for _ in range(chance.choice((1, 1, 2, 6)))]
        elif kind == 1:
            changed[at : at + 1] = chance.choice(PIECES)
        elif kind == 2:
            del changed[at : at + chance.choice((1, 3, 20))]
        else:
            changed[at:at] = changed[at : at + chance.choice((1, 6, 30))]
    return "".join(changed)


@cache
def report() -> str:
    """All the text reports among the examples, one after the other."""
    return "\n".join(path.read_text("utf-8-sig") for path in sorted((ROOT / "examples").rglob("*.txt")))


@cache
def valid(target: str) -> tuple[bytes, ...]:
    """Valid files of a format."""
    from pdf_file import pdf_file, typed  # noqa: PLC0415 - found by the path set above
    from test_reading_ofd import WORK, ofd  # noqa: PLC0415 - idem

    text = report()[:1200]
    if target == "pdf":
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
        return (ofd(WORK, WORK),)
    return tuple(path.read_bytes() for path in sorted((ROOT / "examples").rglob("*.docx")))


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
    return mutated_part(data, chance) if target.endswith("-xml") else mutated(data, chance)


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
    for one in source.paragraphs:
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
