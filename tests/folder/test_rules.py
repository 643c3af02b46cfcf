"""The folder rules on folders in small, and the cases that must stay silent."""

import hashlib
import pickle
from collections.abc import Callable, Sequence
from dataclasses import fields
from importlib import resources
from pathlib import Path

import pytest

from checker.folder import check_folder
from checker.model import FolderContext, FolderExample, FolderFinding, FolderRule, RosterEntry, Traits
from checker.readers import ReadLimits, read_source
from checker.settings import Settings, load_settings
from checker.store import Compared, Store
from checker.traits import StoredTraits, find_traits, to_parts
from rules import FOLDER_RULES, RULES, borrowed_name, conflicting_reports, duplicate_report, last_year_copy, missing_report, near_duplicate

CASES = [pytest.param(rule, example, id=f"{rule.name}-{i}") for rule in FOLDER_RULES for i, example in enumerate(rule.examples)]


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings((*RULES, *FOLDER_RULES), resources.files("rules") / "profiles")


@pytest.fixture(scope="module")
def traits_of(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], tuple[Traits, str]]:
    """Traits and text of a report given as a string."""
    import rules.lexicon
    from checker.lexicon import Lexicon
    from checker.pipeline import Annotator

    annotator = Annotator(Lexicon.from_tables(rules.lexicon.tables()), settings)
    folder = tmp_path_factory.mktemp("folder")

    def read(name: str, text: str) -> tuple[Traits, str]:
        path: Path = folder / hashlib.sha256(f"{name}{text}".encode()).hexdigest()[:16]
        path.write_text(text, encoding="utf-8")
        source = read_source(path.rename(path.with_suffix(".txt")), name, ReadLimits())
        return find_traits(annotator.annotate(source), earlier=name.startswith("上年/")), source.text

    return read


@pytest.fixture
def run(traits_of: Callable[[str, str], tuple[Traits, str]], settings: Settings) -> Callable[..., tuple[FolderFinding, ...]]:
    def check(
        rule: FolderRule,
        texts: Sequence[tuple[str, str]],
        roster: tuple[RosterEntry, ...] = (),
        templates: tuple[str, ...] = (),
    ) -> tuple[FolderFinding, ...]:
        read = [traits_of(name, text) for name, text in texts]
        by_path = {traits.path: text for traits, text in read}
        findings, failures = check_folder(
            [traits for traits, _ in read], (rule,), FolderContext(by_path.__getitem__, roster, templates), settings.profile("other")
        )
        assert not failures
        return findings

    return check


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_examples_mark_what_they_say(rule: FolderRule, example: FolderExample, run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    findings = run(rule, example.texts, example.roster)
    marked = sorted((place.path, quote) for finding in findings for place, quote in zip(finding.places, finding.quotes, strict=True))
    expected = sorted(example.marks)
    assert len(marked) == len(expected)
    for (path, quote), (wanted_path, beginning) in zip(marked, expected, strict=True):
        assert path == wanted_path
        assert quote.startswith(beginning)
    for word in example.missing:
        assert any(word in finding.message for finding in findings)
    if not example.marks and not example.missing:
        assert not findings
    for finding in findings:
        assert "。" not in finding.message
        assert all(line.endswith("。") for line in (*finding.evidence.splitlines(), *finding.suggestion.splitlines()))


@pytest.mark.parametrize("rule", FOLDER_RULES, ids=lambda rule: rule.name)
def test_every_folder_rule_is_a_value_with_reasons_and_both_kinds_of_example(rule: FolderRule) -> None:
    assert pickle.loads(pickle.dumps(rule)).name == rule.name  # noqa: S301 - our own bytes
    assert rule.reasons.splitlines()[0] == rule.summary
    assert any(example.marks or example.missing for example in rule.examples)
    assert any(not example.marks and not example.missing for example in rule.examples)


STORY = near_duplicate._COPIED
OTHER = near_duplicate._OWN


def report(unit: str, body: str, office: str = "党委书记", year: int = 2024) -> str:
    return f"{unit}{office}{year}年度述职报告\n{body}"


def test_a_template_that_everyone_was_given_is_no_copying(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    texts = [("甲.txt", report("竹溪镇", STORY)), ("乙.txt", report("梅岭镇", STORY))]
    assert run(near_duplicate.RULE, texts)
    assert not run(near_duplicate.RULE, texts, templates=(STORY,))


def test_three_copies_are_one_cluster(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    (finding,) = run(near_duplicate.RULE, [(f"{unit}.txt", report(unit, STORY)) for unit in ("竹溪镇", "梅岭镇", "松口镇")])
    assert len(finding.places) == 3
    assert "3份" in finding.message


def test_of_many_pairs_the_most_alike_are_told(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    units = ("竹溪镇", "梅岭镇", "松口镇", "柏塘镇", "枫林镇")
    texts = [(f"{unit}.txt", report(unit, STORY[:80] + OTHER if unit == "枫林镇" else STORY)) for unit in units]
    (finding,) = run(near_duplicate.RULE, texts)
    *shown, rest = finding.evidence.splitlines()
    assert (len(finding.pairs), len(shown), rest) == (10, 5, "另有5对，相同文字不比这几对多。")
    assert not any("枫林镇" in line for line in shown)


def test_names_and_numbers_do_not_hide_a_copy(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    one = report("竹溪镇", STORY + "竹溪镇全年栽树3200株，竹溪镇的果农人均增收1800元。")
    other = report("梅岭镇", STORY + "梅岭镇全年栽树5600株，梅岭镇的果农人均增收2100元。")
    assert run(near_duplicate.RULE, [("甲.txt", one), ("乙.txt", other)])


def test_one_author_is_not_his_own_copyist(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    texts = [("述职.txt", report("竹溪镇", STORY)), ("党建.txt", f"竹溪镇党委书记2024年度抓基层党建工作述职报告\n{STORY}")]
    assert not run(near_duplicate.RULE, texts)


def test_last_years_figures_left_in_make_an_error(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    figures = "全镇粮食播种面积24000亩，茶园面积3150亩，党员1125名，发放贷款1260万元，培训农民640人次，新修公路18公里。"
    texts = [("上年/报告.txt", report("竹溪镇", STORY + figures, year=2023)), ("报告.txt", report("竹溪镇", STORY + figures))]
    (finding,) = run(last_year_copy.RULE, texts)
    assert finding.severity == "error"
    assert [place.path for place in finding.places] == ["报告.txt"]


def test_the_report_that_was_copied_from_is_not_accused(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    texts = [(f"{year}.txt", report("竹溪镇", STORY, year=year)) for year in (2022, 2023, 2024)]
    findings = run(last_year_copy.RULE, texts)
    assert [([place.path for place in f.places], f.message[:9]) for f in findings] == [
        (["2023.txt"], "与2022年度报告"),
        (["2024.txt"], "与2022年度报告"),
        (["2024.txt"], "与2023年度报告"),
    ]


def test_several_copies_of_one_years_report_are_one_finding(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    drafts = [(f"稿{number}.txt", report("竹溪镇", STORY + "，".join(["又加了几句话"] * number))) for number in range(1, 4)]
    (finding,) = run(last_year_copy.RULE, [("2023.txt", report("竹溪镇", STORY, year=2023)), *drafts])
    assert [place.path for place in finding.places] == ["稿1.txt", "稿2.txt", "稿3.txt"]
    assert (len(finding.pairs), finding.evidence.count("2023.txt"), dict(finding.details)["reports"]) == (3, 3, 4)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (report("竹溪镇", STORY), "完全相同，是同一个文件"),
        (report("竹溪镇", STORY) + "\n\n", "一字不差，只是文件不同"),
        (report("竹溪镇", STORY + "全年修渠3公里。"), None),
    ],
)
def test_equal_reports_are_named_without_a_roster(other: str, said: str | None, run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    findings = run(duplicate_report.RULE, [("甲.txt", report("竹溪镇", STORY)), ("乙.txt", other)])
    assert [(finding.message, len(finding.places)) for finding in findings] == ([(f"有2份报告{said}", 2)] if said else [])


def test_equal_reports_of_one_row_of_the_roster_are_told_once(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    texts = [("甲.txt", report("竹溪镇", STORY)), ("乙.txt", report("竹溪镇", STORY))]
    (finding,) = run(duplicate_report.RULE, texts, (RosterEntry("竹溪镇", "", "党委书记", "述职"),))
    assert "重复提交" in finding.message


def test_equal_notes_without_a_title_are_marked_at_their_first_line(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    (finding,) = run(duplicate_report.RULE, [(f"{name}.txt", "\n修渠三里。\n修路五里。") for name in "甲乙"])
    assert finding.quotes == ("修渠三里。", "修渠三里。")


def test_last_years_report_handed_in_again_is_no_duplicate_of_itself(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    texts = [("上年/甲.txt", report("竹溪镇", STORY)), ("甲.txt", report("竹溪镇", STORY))]
    assert not run(duplicate_report.RULE, texts)


def test_a_figure_of_another_year_is_no_conflict(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    texts = [
        ("今.txt", report("竹溪镇", "一、履行职责情况\n全镇现有党员1125名。")),
        ("昔.txt", report("竹溪镇", "一、履行职责情况\n全镇现有党员1109名。", "镇长", 2023)),
    ]
    assert not run(conflicting_reports.RULE, texts)


def test_a_former_post_is_no_borrowed_name(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    texts = [
        ("甲.txt", report("竹溪镇", "我团结带领全竹溪镇干部群众修渠3公里。")),
        ("乙.txt", report("梅岭镇", "我此前任竹溪镇党委副书记，当年全竹溪镇修渠3公里；到任后全梅岭镇修路5公里。")),
    ]
    assert not run(borrowed_name.RULE, texts)


def test_traits_survive_the_store(traits_of: Callable[[str, str], tuple[Traits, str]]) -> None:
    traits, _ = traits_of(
        "甲.txt", report("竹溪镇", f"我此前任竹溪镇党委副书记。我团结带领全竹溪镇干部群众修渠3公里。{STORY}\n二、存在的问题\n一是下村少。")
    )
    with Store(None) as store:
        store.save_traits("甲.txt", Compared("", *to_parts(traits), b""))
        (kept,) = (StoredTraits(rest, store) for rest in store.all_rest())
        for field in fields(Traits):
            assert getattr(kept, field.name) == getattr(traits, field.name)
    assert traits.own_places
    assert traits.former_places
    assert traits.problems
    assert traits.figures


def test_two_units_may_each_have_one_of_a_name(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    roster = (RosterEntry("竹溪镇", "王伟", "党委书记", "述职"), RosterEntry("梅岭镇", "王伟", "党委书记", "述职"))
    texts = [(f"{unit}王伟.txt", report(unit, f"我是王伟。{STORY}\n述职人：王 伟")) for unit in ("竹溪镇", "梅岭镇")]
    assert not run(duplicate_report.RULE, texts, roster)
    assert not run(missing_report.RULE, texts, roster)
    (missing,) = run(missing_report.RULE, texts[:1], roster)
    assert "梅岭镇" in missing.message


FACTS = f"一、履行职责情况\n{STORY}\n"
TEAM_ENDING = (
    "二、存在的问题\n一是班子议事碰头偏少，季度会只开过两回，分管线上的事各管各的，几处水毁路段拖到入冬才一并修好，群众意见不小。\n"
    "三、整改措施\n一是每月固定开一次班子碰头会，会后三天内把议定的事列成清单贴在院里，月底当着大家的面逐条念办到了哪一步。"
)
OWN_ENDING = (
    "二、存在的问题\n一是我到偏远的高坪村走得少，一年里只在那里住过四晚，对缺水的事知道得晚，老乡背水走的山路我只走过一趟。\n"
    "三、整改措施\n一是我每月到高坪村住两晚，同老乡一起背一趟水，开春前把蓄水池的图纸定下来，麦收以前让水流到每家的水缸里。"
)


def test_secretary_and_team_of_one_unit_tell_the_same_facts(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    secretary, team = report("竹溪镇", FACTS + OWN_ENDING), f"竹溪镇领导班子2024年度述职报告\n{FACTS}{TEAM_ENDING}"
    assert not run(near_duplicate.RULE, [("书记.txt", secretary), ("班子.txt", team)])
    assert run(near_duplicate.RULE, [("书记.txt", secretary), ("班子.txt", team.replace("竹溪镇", "梅岭镇"))])


def test_secretary_and_team_with_one_self_criticism_are_told(run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    texts = [("书记.txt", report("竹溪镇", FACTS + OWN_ENDING)), ("班子.txt", f"竹溪镇领导班子2024年度述职报告\n{OTHER}\n{OWN_ENDING}")]
    (finding,) = run(near_duplicate.RULE, texts)
    assert dict(finding.details)["criticism_share"] > 0.9


@pytest.mark.parametrize(
    "text",
    [
        "组织干部到竹溪镇考察，竹溪镇党委作了介绍，回来后修路5公里。",
        "与竹溪镇结对共建，竹溪镇党委派来技术员3名。",
        "2019年我在竹溪镇，当年全竹溪镇干部群众修渠3公里。",
    ],
)
def test_a_place_that_is_only_told_of_is_not_borrowed(text: str, run: Callable[..., tuple[FolderFinding, ...]]) -> None:
    texts = [("甲.txt", report("竹溪镇", "我团结带领全竹溪镇干部群众修渠3公里。")), ("乙.txt", report("梅岭镇", text))]
    assert not run(borrowed_name.RULE, texts)
