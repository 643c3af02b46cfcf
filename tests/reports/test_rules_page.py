"""要求一览, and the assets every page carries."""

import re

import literals
import pytest

from checker.model import Severity
from reports.environment import assets
from reports.rules_page import AskedText, Grade, InForce, KindText, RuleInForce, render_rules, rules_data

_NOTICE = "云岭县委组织部2024年度考核通知"
_BY_NAME = {rule.name: rule for rule in literals.RULES}
IN_FORCE = InForce(
    kinds=(
        KindText(
            "述职报告",
            ("述职", "履职报告"),
            (
                AskedText("履行职责", Severity.ERROR),
                AskedText("廉洁自律", Severity.WARNING),
                AskedText("意识形态", Severity.WARNING, _NOTICE),
            ),
        ),
        KindText("其他报告", (), (AskedText("原因分析", Severity.NOTICE, checked=False),)),
    ),
    rules=(
        *(RuleInForce(rule, (Grade((), rule.severity),)) for rule in literals.RULES[:4]),
        RuleInForce(
            _BY_NAME["count-mismatch"],
            (Grade(("述职报告",), Severity.ERROR, (("most", "20", "9"),), fixed=True), Grade(("其他报告",), Severity.NOTICE)),
        ),
        RuleInForce(_BY_NAME["placeholder"], (Grade((), None),)),
        RuleInForce(_BY_NAME["figure-form"], (Grade((), None),), enabled=False, idle="没有名册，未运行。"),
    ),
    config="checker.toml",
)


@pytest.fixture
def data():
    return rules_data(IN_FORCE, "1.2.3")


def _lines(data, name):
    (rule,) = (rule for family in data.families for rule in family.rules if rule.block.name == name)
    return [(line.kinds, line.label, line.remarks) for line in rule.lines]


def test_what_a_kind_must_hold_stands_by_weight(data):
    asked = {kind.name: {weight: [item.name for item in items] for weight, items in kind.cells} for kind in data.kinds}
    assert asked == {
        "述职报告": {"必须有": ["履行职责"], "应当有": ["廉洁自律", "意识形态"], "可以有": []},
        "其他报告": {"必须有": [], "应当有": [], "可以有": ["原因分析"]},
    }


def test_a_topic_names_the_notice_that_asks_for_it(data):
    assert f'意识形态</span><span class="quiet small isolate">（{_NOTICE}）' in render_rules(data)


def test_what_no_rule_looks_for_is_struck(data):
    assert re.search(r'class="isolate off">原因分析</span><span class="quiet small">（规则已关闭，不查）', render_rules(data))


def test_rules_stand_by_family_in_page_order(data):
    assert [(family.label, len(family.rules)) for family in data.families] == [
        ("结构", 1),
        ("问题与措施", 2),
        ("数字", 3),
        ("残留", 1),
    ]


def test_a_rule_as_it_ships_is_one_line_without_a_remark(data):
    assert _lines(data, "growth-mismatch") == [("", "错误", ())]


def test_a_rule_that_settings_changed_says_for_which_kinds_and_how(data):
    assert _lines(data, "count-mismatch") == [
        ("述职报告", "错误", ("most = 20（缺省 9）", "不得判“不予处理”")),
        ("其他报告", "提示", ("缺省为错误，设置中改过",)),
    ]


def test_a_rule_switched_off_says_so_and_one_off_by_itself_is_no_change(data):
    assert _lines(data, "placeholder") == [("", "关闭", ("缺省为错误，设置中改过",))]
    assert _lines(data, "figure-form") == [("", "关闭", ())]


def test_rules_that_are_off_are_named_at_the_head(data):
    assert [rule.name for rule in data.off] == ["placeholder", "figure-form"]


def test_each_rule_can_be_linked_to(data):
    html = render_rules(data)
    assert all(f'id="{rule.text.name}"' in html for rule in IN_FORCE.rules)


def test_names_and_notices_of_settings_stay_text():
    nasty = '"><script>x</script>\u202e'
    force = InForce((KindText(nasty, (nasty,), (AskedText(nasty, Severity.ERROR, nasty),)),), (), nasty)
    html = render_rules(rules_data(force, "1"))
    assert "<script>x" not in html
    assert "\u202e" not in html


@pytest.mark.parametrize("page", ["page", "index", "rules"])
def test_no_asset_can_end_its_element(page):
    made = assets(page)
    assert "</" not in made.style
    assert "</" not in made.script
    assert "url(" not in made.style
