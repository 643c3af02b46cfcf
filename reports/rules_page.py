"""要求一览: the page that explains the rules in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.environment import render
from reports.labels import FAMILIES
from reports.rule_texts import RuleBlock, RuleText, rule_block


@dataclass(frozen=True, slots=True)
class RuleFamily:
    """A family and its rules, in page order."""

    name: str
    label: str
    rules: tuple[RuleBlock, ...]


@dataclass(frozen=True, slots=True)
class RulesData:
    """Everything the rules page shows."""

    families: tuple[RuleFamily, ...]
    count: int
    version: str
    index_href: str


def rules_data(rules: Sequence[RuleText], version: str) -> RulesData:
    """The rules by family, in the order of the catalogue."""
    families = (
        RuleFamily(name, words, tuple(rule_block(rule) for rule in rules if rule.family == name)) for name, words in FAMILIES.items()
    )
    return RulesData(tuple(family for family in families if family.rules), len(rules), version, "index.html")


def render_rules(data: RulesData) -> str:
    """The page as one self-contained HTML file."""
    return render("rules_page.html", "rules", data=data)
