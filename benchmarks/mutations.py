"""How many slips of the pen the checker catches: one figure, share, count or year of a clean report changed at a time.

    python benchmarks/mutations.py FOLDER [--seed 1] [--each 20] [--missed]

Every report of FOLDER is checked as it stands (what is said then counts as a false alarm if the
reports are clean) and again with one place changed: two digits swapped, a digit replaced, a count
one up or down, a year moved. A change is caught when an error or warning comes up that was not there
before and stands in the changed paragraph or names it as related. Two rates a kind: over all changes,
and over those to figures that the ledger had found in agreement with others (the rest stand alone,
and no arithmetic can catch them).
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import rules.lexicon
from checker.discovery import File
from checker.lexicon import Lexicon
from checker.model import DocumentResult, Severity, Span
from checker.numerals import parse_chinese, to_chinese
from checker.pipeline import Annotator
from checker.settings import load_settings
from checker.work import Order, check_file
from rules import RULES

_PLACES = {
    "figure": re.compile(r"[0-9]+(?:\.[0-9]+)?(?=(?:[万亿余多]{0,2})(?:元|亩|户|人|名|个|件|项|家|次|场|公里|吨|处|条|起|支|座))"),
    "share": re.compile(r"[0-9]+(?:\.[0-9]+)?(?=%)"),
    "count": re.compile(r"[二两三四五六七八九](?=(?:个方面|个问题|方面|点|项|条|个)[^，。；]{0,8}[：，。])"),
    "year": re.compile(r"20[0-9]{2}(?=年)"),
}


@dataclass(frozen=True)
class Mutation:
    """One change: ``before`` at ``span`` becomes ``after``."""

    kind: str
    span: Span
    before: str
    after: str


def mutations(text: str, random_source: random.Random, each: int) -> Iterator[Mutation]:
    """Up to ``each`` changes of every kind, at places drawn at random."""
    for kind, pattern in _PLACES.items():
        places = list(pattern.finditer(text))
        for match in random_source.sample(places, min(each, len(places))):
            after = _changed(kind, match[0], random_source)
            if after != match[0]:
                yield Mutation(kind, Span(*match.span()), match[0], after)


def _changed(kind: str, written: str, random_source: random.Random) -> str:
    if kind == "year":
        return str(int(written) + random_source.choice((-2, -1, 1)))
    if kind == "count":
        value = parse_chinese(written)
        return to_chinese(int(value or 2) + random_source.choice((-1, 1) if value and value > 2 else (1,)))
    places = [i for i, c in enumerate(written) if c.isdigit()]
    at = random_source.choice(places)
    if len(places) > 1 and random_source.random() < 0.5:
        at = random_source.randrange(len(places) - 1)
        one, other = places[at], places[at + 1]
        swapped = list(written)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        changed = "".join(swapped)
    else:
        changed = written[:at] + random_source.choice("123456789".replace(written[at], "")) + written[at + 1 :]
    return written if changed.startswith("0") and not changed.startswith("0.") else changed


class Checker:
    """Checks texts with the rules as they are set by default."""

    def __init__(self, folder: Path) -> None:
        self.order = Order(load_settings(RULES, resources.files("rules") / "profiles"), None, None, "", "")
        self.annotator = Annotator(Lexicon.from_tables(rules.lexicon.tables()), self.order.settings)
        self.scratch = folder

    def check(self, text: str) -> DocumentResult:
        """The result of a text, read as a file of its own."""
        path = self.scratch / "report.txt"
        path.write_text(text, encoding="utf-8")
        return check_file(File(path, path.name), self.order, self.annotator)


def alarms(result: DocumentResult) -> Counter[tuple[str, str]]:
    """The errors and warnings of a result by rule and message."""
    return Counter((finding.rule, finding.message) for finding in result.findings if finding.severity != Severity.NOTICE)


def caught(before: DocumentResult, after: DocumentResult, mutation: Mutation) -> str:
    """The rule that speaks of the change; "" where none does."""
    known = alarms(before)
    length = len(mutation.after) - len(mutation.before)
    document = after.document
    if document is None:
        return ""
    place = Span(mutation.span.start, mutation.span.end + max(0, length))
    home = next((p.span for p in document.paragraphs if p.span.overlaps(place)), place)
    for finding in after.findings:
        spans = [finding.span, *(related.span for related in finding.related)]
        fresh = finding.severity != Severity.NOTICE and not known[finding.rule, finding.message]
        if fresh and any(span.overlaps(home) for span in spans):
            return finding.rule
    return ""


def bound(result: DocumentResult, span: Span) -> bool:
    """Whether the ledger found the figure at ``span`` in agreement with others."""
    statistics = result.document.statistics if result.document else ()
    return any(figure.overlaps(span) for statistic in statistics if statistic.holds for figure in statistic.figures)


def main() -> int:
    """Print the rates and, if asked, what was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=20, help="changes of each kind a report")
    parser.add_argument("--missed", action="store_true", help="print the changes of related figures that nothing caught")
    args = parser.parse_args()
    random_source = random.Random(args.seed)
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    by_rule: dict[str, Counter[str]] = defaultdict(Counter)
    reports = false_alarms = 0
    with tempfile.TemporaryDirectory() as folder:
        checker = Checker(Path(folder))
        for path in sorted(args.folder.rglob("*.txt")):
            text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
            before = checker.check(text)
            reports += 1
            false_alarms += sum(alarms(before).values())
            for mutation in mutations(text, random_source, args.each):
                after = checker.check(text[: mutation.span.start] + mutation.after + text[mutation.span.end :])
                rule = caught(before, after, mutation)
                kinds = [mutation.kind] + ([f"{mutation.kind}, related"] if bound(before, mutation.span) else [])
                for kind in kinds:
                    total[kind] += 1
                    found[kind] += bool(rule)
                    by_rule[kind][rule] += bool(rule)
                if args.missed and len(kinds) > 1 and not rule:
                    around = text[max(0, mutation.span.start - 25) : mutation.span.end + 25].replace("\n", "/")
                    print(f"{path.name}: {mutation.before} -> {mutation.after}: {around}")
    print(f"{reports} reports, {false_alarms} errors and warnings on the unchanged ({false_alarms / max(1, reports):.2f} a report)")
    for kind in sorted(total):
        rules_said = ", ".join(f"{rule} {count}" for rule, count in by_rule[kind].most_common(4) if rule)
        print(f"{kind:16} {found[kind]:4} of {total[kind]:4} caught ({found[kind] / total[kind]:.0%})  {rules_said}")
    print(f"{len(RULES)} rules, seed {args.seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
