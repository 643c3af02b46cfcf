"""Every rule, in page order. A person keeps this list: importing it has no effect but the making of values."""

from checker.model import FolderRule, Rule
from rules import (
    approximation_clash,
    borrowed_name,
    completion_mismatch,
    conflicting_figures,
    conflicting_reports,
    duplicate_report,
    figure_form,
    growth_mismatch,
    implausible_magnitude,
    last_year_copy,
    lost_digits,
    missing_report,
    near_duplicate,
    parts_mismatch,
    percentage_misuse,
    share_mismatch,
    shared_problem,
    unexpected_report,
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

FOLDER_RULES: tuple[FolderRule, ...] = (
    near_duplicate.RULE,
    last_year_copy.RULE,
    shared_problem.RULE,
    conflicting_reports.RULE,
    borrowed_name.RULE,
    missing_report.RULE,
    unexpected_report.RULE,
    duplicate_report.RULE,
)
