"""What the command line says of itself and of wrong usage: Chinese throughout, and readable on a GBK console."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest
import typer
from typer.testing import CliRunner

from checker.cli import app
from checker.model import Kind
from checker.usage import in_chinese
from reports.labels import KINDS

COMMANDS = tuple(typer.main.get_command(app).commands)


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_has_no_english_words_of_typer(command: str):
    outcome = run(*filter(None, [command, "--help"]))
    told = outcome.stdout
    for word in ("Usage", "Options", "Arguments", "Commands", "OPTIONS", "ARGS", "default", "required", "Show this", "<=x"):
        assert word not in told
    assert told.startswith("用法：")
    assert "选项：" in told
    told.encode("gbk")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check"], "缺少参数 PATH...：要检查的文件或文件夹（含子文件夹）。"),
        (["check", "--no-stat"], "没有选项 --no-stat，相近的有 --no-state。"),
        (["check", "--qqq"], "没有选项 --qqq。"),
        (["check", "材料", "--year", "12"], "选项 --year 要写 1949 至 2100 的整数。"),
        (["check", "材料", "--year", "去年"], "选项 --year 要写 1949 至 2100 的整数。"),
        (["check", "材料", "--jobs", "0"], "选项 --jobs 要写整数，至少是 1。"),
        (["check", "-o"], "选项 -o 后面要写明内容。"),
        (["check", "--fresh=1", "材料"], "选项 --fresh 后面不能跟值。"),
        (["rules", "甲", "乙", "丙"], "多了“乙 丙”，命令行里没有它的位置。"),
        (["chek"], "没有“chek”这个命令，是不是 check？"),
        (["verdict"], "缺少参数 FINDING：页面上的问题编号，必要时写成 报告路径#编号。"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_told_in_one_chinese_sentence(arguments: list[str], sentence: str):
    outcome = run(*arguments)
    told = outcome.stderr.splitlines()
    assert (outcome.exit_code, told[0]) == (2, sentence)
    assert re.fullmatch(r"用法见 checker.* --help。|用法见 root --help。", told[1])
    assert len(told) == 2


def test_an_unknown_command_far_from_all_others_is_answered_with_their_names():
    assert run("天气").stderr.splitlines()[0] == f"没有“天气”这个命令，可用 {'、'.join(COMMANDS)}。"


def test_without_a_command_the_help_is_shown_and_nothing_counts_as_done():
    outcome = run()
    assert (outcome.exit_code, outcome.stderr.startswith("用法：")) == (2, True)


def test_the_help_of_check_names_every_kind_of_report():
    told = run("check", "--help").stdout.splitlines()
    assert [line.split() for line in told[-len(Kind) :]] == [[kind.value, KINDS[kind]] for kind in Kind]


def test_the_version_is_that_of_the_package():
    outcome = run("--version")
    assert (outcome.exit_code, outcome.stdout) == (0, f"checker {version('duty-report-checker')}\n")


def test_words_of_help_texts_stay_as_they_are():
    assert in_chinese("Options:\n  --at HH:MM  几点  [default: 02:30]") == "选项：\n  --at HH:MM  几点  [缺省：02:30]"
