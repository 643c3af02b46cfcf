"""Pages work in Chromium 86 and Firefox ESR: no newer feature of CSS or script stands there unguarded."""

from importlib import resources

import pytest

STATIC = {file.name: file.read_text(encoding="utf-8") for file in (resources.files("reports") / "static").iterdir()}
CSS = (
    ":has(",
    ":is(",
    ":where(",
    "@layer",
    "@container",
    "aspect-ratio",
    "color-mix(",
    "dvh",
    "svh",
    "inset:",
    "accent-color: auto",
    "&:",
    "&.",
)
SCRIPT = (
    ".at(",
    ".findLast(",
    "structuredClone(",
    "Object.hasOwn(",
    ".toSorted(",
    ".replaceAll(",
    "||=",
    "??=",
    "&&=",
    "groupBy(",
    ".checkVisibility(",
)
GUARDS = {
    "new Highlight(": 'typeof Highlight === "undefined"',
    ".replaceChildren(": "body.replaceChildren ?",
    ".showModal()": "showModal) return",
}


@pytest.mark.parametrize("name", sorted(name for name in STATIC if name.endswith(".css")))
def test_styles_use_what_old_browsers_know(name):
    assert [feature for feature in CSS if feature in STATIC[name]] == []


@pytest.mark.parametrize("name", sorted(name for name in STATIC if name.endswith(".js")))
def test_scripts_use_what_old_browsers_know(name):
    assert [feature for feature in SCRIPT if feature in STATIC[name]] == []


@pytest.mark.parametrize("feature", GUARDS)
def test_a_newer_feature_is_asked_for_before_it_is_used(feature):
    users = [name for name, text in STATIC.items() if feature in text]
    assert users
    assert [name for name in users if GUARDS[feature] not in STATIC[name]] == []


def test_a_dialog_stays_hidden_where_the_browser_does_not_know_dialogs():
    assert "dialog:not([open]) { display: none; }" in STATIC["base.css"]
