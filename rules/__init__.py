"""Every rule, in page order. A person keeps this list: importing it has no effect but the making of values."""

from checker.model import Rule
from rules import (
    approximation_clash,
    completion_mismatch,
    conflicting_figures,
    figure_form,
    growth_mismatch,
    implausible_magnitude,
    lost_digits,
    parts_mismatch,
    percentage_misuse,
    share_mismatch,
)

RULES: tuple[Rule, ...] = (
    # figures
    parts_mismatch.RULE,
    share_mismatch.RULE,
    growth_mismatch.RULE,
    completion_mismatch.RULE,
    percentage_misuse.RULE,
    conflicting_figures.RULE,
    implausible_magnitude.RULE,
    approximation_clash.RULE,
    lost_digits.RULE,
    figure_form.RULE,
)
