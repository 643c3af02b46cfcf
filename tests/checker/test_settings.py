"""Settings: later layers win, and a wrong key is told with file, key and the nearest known one."""

import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import pytest

from checker.model import Document, Example, Family, Hit, Role, Rule, Severity
from checker.settings import load_settings
from checker.settings_file import SettingsError, find_config

PROFILES = resources.files("rules") / "profiles"


@dataclass(frozen=True, slots=True)
class Options:
    limit: int = 3
    words: tuple[str, ...] = ()


def check(document: Document, options: Options) -> "list[Hit]":
    return []


RULE = Rule("many-words", Family.WORDING, "字数", Severity.WARNING, Options, (Example("文"),), check)  # type: ignore[arg-type]
RULES = (RULE,)


def write(folder: Path, text: str) -> Path:
    path = folder / "checker.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_kind_has_a_profile_that_ships() -> None:
    kinds = {profile.kind for profile in load_settings(RULES, PROFILES).profiles}
    assert kinds == {
        "duty",
        "duty-integrity",
        "accountability-integrity",
        "party-building",
        "leadership-team",
        "seconded",
        "other",
    }


def test_a_rule_keeps_its_defaults_where_nothing_is_set() -> None:
    choice = load_settings(RULES, PROFILES).profile("duty").choice("many-words")
    assert (choice.enabled, choice.ceiling, choice.options) == (True, None, Options())


def test_checker_toml_sets_options_and_a_ceiling(tmp_path: Path) -> None:
    config = write(tmp_path, '[rules.many-words]\nlimit = 9\nwords = ["甲"]\nseverity = "notice"\n')
    choice = load_settings(RULES, PROFILES, config).profile("duty").choice("many-words")
    assert choice.options == Options(9, ("甲",))
    assert choice.ceiling is Severity.NOTICE


def test_the_table_of_one_kind_wins_over_the_table_for_all(tmp_path: Path) -> None:
    config = write(tmp_path, '[rules.many-words]\nlimit = 9\n[kinds.duty.rules.many-words]\nseverity = "off"\n')
    settings = load_settings(RULES, PROFILES, config)
    assert not settings.profile("duty").choice("many-words").enabled
    assert settings.profile("seconded").choice("many-words").options == Options(9)


def test_a_kind_of_ones_own(tmp_path: Path) -> None:
    config = write(tmp_path, '[kinds.mentor]\nname = "导师述职"\ntitle_words = ["导师述职"]\nrequired = ["duty"]\n')
    profile = load_settings(RULES, PROFILES, config).profile("mentor")
    assert (profile.name, profile.required) == ("导师述职", (Role.DUTY,))


def test_a_topic_of_ones_own_says_who_asks_for_it(tmp_path: Path) -> None:
    config = write(tmp_path, '[[required]]\nname = "意识形态"\nfrom = "县委宣传部通知"\nkinds = ["duty"]\n')
    settings = load_settings(RULES, PROFILES, config)
    (topic,) = settings.profile("duty").topics
    assert (topic.words, topic.source) == (("意识形态",), "县委宣传部通知")
    assert not settings.profile("seconded").topics


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[limits]\nsecnds = 3\n", ["checker.toml", "secnds", "seconds"]),
        ("[rules.mony-words]\n", ["checker.toml", "mony-words", "many-words"]),
        ("[rules.many-words]\nlimt = 3\n", ["rules.many-words", "limt", "limit"]),
        ('[rules.many-words]\nlimit = "x"\n', ["rules.many-words.limit"]),
        ('[rules.many-words]\nseverity = "fatal"\n', ["severity", "fatal"]),
        ("[reprot]\n", ["reprot", "report"]),
        ('[[required]]\nname = "甲"\nkinds = ["dutty"]\n', ["dutty", "duty"]),
        ("not toml", ["checker.toml", "TOML"]),
    ],
)
def test_a_wrong_key_is_told_with_the_nearest_known_one(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(SettingsError) as error:
        load_settings(RULES, PROFILES, write(tmp_path, text))
    for word in words:
        assert word in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[rules]\nmany-words = "off"', '应为一张表，另起一行写 [rules.many-words]，下面写 severity = "off"'),
        ("report = 3", "report 的值不对：应为一张表，另起一行写 [report]"),
        ('[limits]\nseconds = "快"', "limits.seconds 的值不对：应为数"),
        ("[limits]\npages = 1.5", "应为整数"),
        ("[limits]\nseconds = -1", "要大于 0"),
        ("[report]\nyear = 1900", "要不小于 1949"),
        ("[limits]\ndepth = 1000", "要不大于 240"),
        ('[report]\nanonymised = "是"', "应为true 或 false"),
        ('[[required]]\nwords = ["甲"]', "required.0.name 的值不对：必须写明"),
        ('[[required]]\nname = "甲"\nseverity = "重"', "可用 error、warning、notice"),
        ('[kinds.duty]\nrequired = "duty"', "应为列表"),
        ("roster = 1", "应为文字（加英文双引号）"),
        ('[rules.many-words]\nlimit = "多"', "类型不对，应为整数"),
        ("[rules.many-words]\nwords = 3", "类型不对，应为列表，每项是文字（加英文双引号）"),
        ("[rules]\na = off", "第2行第5个字符处，等号后面的值写法不对"),
        ("a = 1\na = 2\n", "第2行第6个字符处，同一项写了两次"),
        ('a = ["甲",', "文件末尾，"),
    ],
)
def test_what_is_wrong_with_a_value_is_told_in_chinese(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        load_settings(RULES, PROFILES, write(tmp_path, text))
    assert said in str(error.value)
    assert not re.search("Input|should|valid|Invalid|line|column|document|class|tuple", str(error.value))


def test_a_file_in_another_encoding_says_how_to_save_it(tmp_path: Path) -> None:
    config = tmp_path / "checker.toml"
    config.write_bytes('roster = "名册.csv"'.encode("gb18030"))
    with pytest.raises(SettingsError, match="不是 UTF-8 编码，请用记事本另存为 UTF-8"):
        load_settings(RULES, PROFILES, config)


def test_the_nearest_checker_toml_above_is_taken(tmp_path: Path) -> None:
    config = write(tmp_path, "")
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find_config(tmp_path / "a" / "b") == config


def test_equal_settings_have_one_fingerprint_and_changed_ones_another(tmp_path: Path) -> None:
    plain = load_settings(RULES, PROFILES).fingerprint
    assert load_settings(RULES, PROFILES).fingerprint == plain
    assert load_settings(RULES, PROFILES, write(tmp_path, "[report]\nyear = 2024\n")).fingerprint != plain
