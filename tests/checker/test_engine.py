"""From hits to findings: severity, fingerprints, and a rule that crashes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any

from checker.engine import check_document
from checker.model import Document, Example, Family, Hit, Paragraph, Rule, Severity, Source, Span, Verdict
from checker.settings import Profile, RuleChoice, load_settings

PROFILES = resources.files("rules") / "profiles"


@dataclass(frozen=True, slots=True)
class Options:
    word: str = "错"


def mark_word(document: Document, options: Options) -> Iterator[Hit]:
    at = document.text.find(options.word)
    while at >= 0:
        yield Hit(Span(at, at + 1), "有误")
        at = document.text.find(options.word, at + 1)


def crash(document: Document, options: Options) -> Iterator[Hit]:
    yield Hit(Span(0, 1), "有误")
    raise RuntimeError("boom")


def outside(document: Document, options: Options) -> Iterator[Hit]:
    yield Hit(Span(0, 10_000), "有误")


def rule(check: Any, name: str = "a-rule") -> Rule:
    return Rule(name, Family.WORDING, "有误", Severity.ERROR, Options, (Example("对"),), check)


def report(text: str) -> Document:
    return Document(Source("甲.txt", text, "txt", "0" * 64, (Paragraph(Span(0, len(text)), text),)))


def profile(*rules: Rule, ceiling: Severity | None = None, enabled: bool = True) -> Profile:
    base = load_settings(rules, PROFILES).profile("duty")
    return replace(base, rules=tuple(RuleChoice(r.name, enabled, ceiling, Options()) for r in rules))


def test_a_hit_becomes_a_finding_with_its_quote() -> None:
    r = rule(mark_word)
    (finding,) = check_document(report("这里错了"), (r,), profile(r)).findings
    assert (finding.quote, finding.rule, finding.severity) == ("错", "a-rule", Severity.ERROR)


def test_a_ceiling_lowers_and_never_raises() -> None:
    r = rule(mark_word)
    result = check_document(report("错"), (r,), profile(r, ceiling=Severity.NOTICE))
    assert result.findings[0].severity is Severity.NOTICE
    assert result.verdict is Verdict.CLEAR


def test_a_rule_that_is_off_is_said_to_be() -> None:
    r = rule(mark_word)
    result = check_document(report("错"), (r,), profile(r, enabled=False))
    assert (result.findings, result.rules_off) == ((), ("a-rule",))


def test_fingerprints_stay_when_text_elsewhere_moves() -> None:
    r = rule(mark_word)
    before = check_document(report("错，又错"), (r,), profile(r)).findings
    after = check_document(report("前面加了一句。错，又错"), (r,), profile(r)).findings
    assert [f.fingerprint for f in before] == [f.fingerprint for f in after]
    assert len({f.fingerprint for f in before}) == 2


def test_a_crashing_rule_is_a_failure_and_costs_no_other_rule_its_findings() -> None:
    good, bad = rule(mark_word, "good"), rule(crash, "bad")
    result = check_document(report("错"), (bad, good), profile(bad, good))
    assert [f.rule for f in result.findings] == ["good"]
    assert [(f.what, f.rule) for f in result.failures] == [("rule", "bad")]
    assert result.verdict is Verdict.UNFINISHED


def test_a_place_outside_the_text_is_a_failure_of_the_rule() -> None:
    r = rule(outside)
    assert check_document(report("短"), (r,), profile(r)).failures
