"""What 要求一览 is made from: requirements and rules as the merged settings have them."""

from importlib import resources

import pytest

from checker.in_force import in_force
from checker.model import Severity
from checker.requirements import asked_sections
from checker.settings import load_settings
from rules import FOLDER_RULES, RULES


@pytest.fixture
def force(tmp_path):
    """In force under a checker.toml, or under none."""

    def made(toml="", *, roster=False):
        config = tmp_path / "checker.toml"
        config.write_text(toml, encoding="utf-8")
        settings = load_settings((*RULES, *FOLDER_RULES), resources.files("rules") / "profiles", config if toml else None)
        return in_force(settings, roster=roster)

    return made


def grades(force, name):
    (rule,) = (rule for rule in force.rules if rule.text.name == name)
    return [(grade.kinds, grade.severity) for grade in rule.grades]


def asked(force, kind):
    (found,) = (row for row in force.kinds if row.name == kind)
    return [(item.name, item.severity, item.source, item.checked) for item in found.asked]


def test_every_rule_is_there_those_over_a_folder_last(force):
    assert [rule.text.name for rule in force().rules] == [rule.name for rule in (*RULES, *FOLDER_RULES)]


def test_without_settings_every_rule_has_one_grade_its_own(force):
    told = {rule.text.name: rule.grades for rule in force().rules}
    assert {name: [grade.severity for grade in found] for name, found in told.items()} == {
        rule.name: [rule.severity if rule.enabled else None] for rule in (*RULES, *FOLDER_RULES)
    }
    assert not any(grade.options or grade.fixed for found in told.values() for grade in found)


def test_kinds_stand_in_the_order_of_pages(force):
    assert [kind.name for kind in force().kinds][:2] == ["述职报告", "述职述廉报告"]
    assert force().kinds[-1].name == "其他报告"


def test_a_kind_is_asked_what_its_reports_are_held_against(force):
    assert asked(force(), "抓基层党建述职报告") == [
        ("履行职责", Severity.ERROR, "", True),
        ("上年度反馈问题整改", Severity.WARNING, "", True),
        ("存在问题", Severity.ERROR, "", True),
        ("原因分析", Severity.WARNING, "", True),
        ("整改措施和下步打算", Severity.ERROR, "", True),
    ]


def test_an_own_topic_is_asked_of_its_kinds_only(force):
    made = force('[[required]]\nname = "意识形态"\nfrom = "县委通知"\nkinds = ["leadership-team"]\n')
    assert ("意识形态", Severity.WARNING, "县委通知", True) in asked(made, "领导班子述职报告")
    assert "意识形态" not in {name for name, *_ in asked(made, "述职报告")}


def test_what_a_switched_off_rule_would_tell_is_not_looked_for(force):
    made = force('[kinds.party-building.rules.missing-causes]\nseverity = "off"\n')
    assert ("原因分析", Severity.WARNING, "", False) in asked(made, "抓基层党建述职报告")


def test_a_ceiling_lowers_and_never_raises(force):
    made = force('[rules.no-problems]\nseverity = "notice"\n[rules.title-elements]\nseverity = "error"\n')
    assert grades(made, "no-problems") == [((), Severity.NOTICE)]
    assert grades(made, "title-elements") == [((), Severity.NOTICE)]
    assert ("存在问题", Severity.NOTICE, "", True) in asked(made, "述职报告")


def test_kinds_treated_alike_share_a_grade_the_gravest_first(force):
    made = force('[kinds.duty.rules.placeholder]\nseverity = "off"\n')
    (many, error), (one, off) = grades(made, "placeholder")
    assert (error, one, off) == (Severity.ERROR, ("述职报告",), None)
    assert len(many) == len(made.kinds) - 1


def test_options_that_settings_changed_are_told_with_their_default(force):
    made = force("[rules.length-out-of-range]\nminimum = 1500\n[kinds.duty]\nunwaivable = ['placeholder']\n")
    (length,) = (rule.grades for rule in made.rules if rule.text.name == "length-out-of-range")
    assert [grade.options for grade in length] == [(("minimum", "1500", "0"),)]
    (placeholder,) = (rule.grades for rule in made.rules if rule.text.name == "placeholder")
    assert {grade.kinds: grade.fixed for grade in placeholder}[("述职报告",)]


def test_rules_that_read_a_roster_say_that_there_is_none(force):
    idle = {rule.text.name for rule in force().rules if rule.idle}
    assert idle == {"missing-report", "unexpected-report"}  # equal reports are found without one
    assert not any(rule.idle for rule in force(roster=True).rules)


def test_every_asked_section_is_told_by_a_rule_there_is():
    settings = load_settings((*RULES, *FOLDER_RULES), resources.files("rules") / "profiles")
    owners = {section.rule for profile in settings.profiles for section in asked_sections(profile)}
    assert owners <= {rule.name for rule in RULES}
