"""要求一览, and the assets every page carries."""

import literals
import pytest

from reports.environment import assets
from reports.rules_page import render_rules, rules_data


def test_rules_stand_by_family_in_page_order():
    data = rules_data(literals.RULES, "1")
    assert [(family.label, len(family.rules)) for family in data.families] == [
        ("结构", 1),
        ("问题与措施", 2),
        ("数字", 3),
        ("残留", 1),
        ("文字", 2),
    ]


def test_each_rule_can_be_linked_to():
    html = render_rules(rules_data(literals.RULES, "1"))
    assert all(f'id="{rule.name}"' in html for rule in literals.RULES)


@pytest.mark.parametrize("page", ["page", "index", "rules"])
def test_no_asset_can_end_its_element(page):
    made = assets(page)
    assert "</" not in made.style
    assert "</" not in made.script
    assert "url(" not in made.style
