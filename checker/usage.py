"""The command line in Chinese: what Typer itself says, its help pages and its refusals of wrong usage, in the reviewers' language.

Typer has no translations. Its help is translated where a context hands the finished text over; its refusals where they leave
the group. They are told apart by the names of their classes, because Typer keeps the classes themselves to itself.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

import typer
from typer.core import TyperGroup

FAILED = 2  # exit code of wrong usage, as interfaces.md promises
_HELP = (
    (r"^Usage: ", "用法："),
    (r"^Options:$", "选项："),
    (r"^Arguments:$", "参数："),
    (r"^Commands:$", "命令："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 ..."),
    (r"\[default: ([^\]\n]*)\]", r"[缺省：\1]"),
    (r"\brequired\]", "必填]"),
    (r"(-?\d+)<=x<=(-?\d+)\]", r"\1 至 \2]"),
    (r"\bx>=(-?\d+)\]", r"至少 \1]"),
    (r"(\[缺省：[^\];\n]*); ", r"\1；"),
    (r"Show this message and exit\.", "显示这个说明"),
)


def in_chinese(help_text: str) -> str:
    """A help page of Typer with its own words in Chinese."""
    for pattern, words in _HELP:
        help_text = re.sub(pattern, words, help_text, flags=re.MULTILINE)
    return help_text


class _Context(typer.Context):
    """A context whose help and usage are in Chinese."""

    def get_help(self) -> str:
        return in_chinese(super().get_help())

    def get_usage(self) -> str:
        return in_chinese(super().get_usage())


class Group(TyperGroup):
    """The command and its subcommands. Wrong usage ends with exit code 2 and one Chinese sentence."""

    context_class = _Context

    def __init__(self, **attributes: Any) -> None:
        """Take what Typer gives, and have each subcommand speak Chinese as well."""
        super().__init__(**attributes)
        for command in self.commands.values():
            command.context_class = _Context

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line. Raises SystemExit, or what a command raised where ``standalone_mode`` is off."""
        run = partial(super().main, args, prog_name, complete_var, windows_expand_args=windows_expand_args, **extra)
        if not standalone_mode:
            return run(standalone_mode=False)
        try:
            code = run(standalone_mode=False)
        except Exception as error:
            if not hasattr(error, "format_message"):
                raise
            typer.echo(refusal(error), err=True)
            sys.exit(FAILED)
        except typer.Abort:
            typer.echo("已中断。", err=True)
            sys.exit(FAILED)
        sys.exit(code if isinstance(code, int) else 0)


def refusal(error: Any) -> str:
    """What Typer refuses, as a Chinese sentence with the place to look: ``error`` is one of its usage errors."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error.format_message())
    sentences = {"NoSuchOption": _no_option, "MissingParameter": _missing, "BadParameter": _bad_value, "BadOptionUsage": _bad_option}
    sentence = sentences.get(kind, _other)(error)
    command = error.ctx.command_path if error.ctx else "checker"
    return f"{sentence}\n用法见 {command} --help。"


def _no_option(error: Any) -> str:
    near = "、".join(sorted(error.possibilities or ()))
    return f"没有选项 {error.option_name}" + (f"，相近的有 {near}。" if near else "。")


def _missing(error: Any) -> str:
    meaning = getattr(error.param, "help", "")
    return f"缺少{_named(error.param).rstrip()}" + (f"：{meaning}。" if meaning else "。")


def _bad_value(error: Any) -> str:
    if error.param is None:
        return f"参数写得不对：{error.message}"
    wanted = error.param.type
    least, most = getattr(wanted, "min", None), getattr(wanted, "max", None)
    if least is not None and most is not None:
        return f"{_named(error.param)}要写 {least} 至 {most} 的整数。"
    if least is not None:
        return f"{_named(error.param)}要写整数，至少是 {least}。"
    return f"{_named(error.param)}写得不对：{error.message}"


def _bad_option(error: Any) -> str:
    takes_none = "does not take" in error.message
    return f"选项 {error.option_name} 后面不能跟值。" if takes_none else f"选项 {error.option_name} 后面要写明内容。"


def _other(error: Any) -> str:
    if unknown := re.match(r"No such command '([^']*)'", error.message):
        commands = list(error.ctx.command.commands)
        import difflib

        near = difflib.get_close_matches(unknown[1], commands, n=1, cutoff=0.5)
        return f"没有“{unknown[1]}”这个命令" + (f"，是不是 {near[0]}？" if near else f"，可用 {'、'.join(commands)}。")
    if extra := re.match(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", error.message):
        return f"多了“{extra[1]}”，命令行里没有它的位置。"
    if error.message == "Missing command.":
        return "没有写要做什么。"
    return str(error.format_message())


def _named(parameter: Any) -> str:
    """A parameter as the command line writes it."""
    if parameter.param_type_name == "option":
        return f"选项 {parameter.opts[0]} "
    return f"参数 {parameter.metavar or parameter.name}"
