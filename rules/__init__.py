"""Every rule, in page order. A person keeps this list: importing it has no effect but the making of values."""

from checker.model import FolderRule, Rule
from rules import (
    approximation_clash,
    borrowed_name,
    completion_mismatch,
    conflicting_figures,
    conflicting_reports,
    count_mismatch,
    doubled_punctuation,
    duplicate_report,
    event_before_its_time,
    figure_form,
    growth_mismatch,
    implausible_magnitude,
    impossible_date,
    last_year_copy,
    lost_digits,
    missing_report,
    near_duplicate,
    parts_mismatch,
    percentage_misuse,
    placeholder,
    share_mismatch,
    shared_problem,
    slogan_length_mismatch,
    unexpected_report,
    unfinished_paragraph,
    unpaired_quotes,
    watermark,
    wrong_anniversary,
    wrong_plan_period,
)

RULES: tuple[Rule, ...] = (
    # figures
    count_mismatch.RULE,
    slogan_length_mismatch.RULE,
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
    # time
    wrong_anniversary.RULE,
    event_before_its_time.RULE,
    wrong_plan_period.RULE,
    impossible_date.RULE,
    # leftovers
    placeholder.RULE,
    watermark.RULE,
    # wording
    unfinished_paragraph.RULE,
    doubled_punctuation.RULE,
    unpaired_quotes.RULE,
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
