"""Write ``rules/README.md`` from the rules themselves; with ``--check``, fail where it is stale."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path

import rules
from checker.model import Example, FolderExample, FolderRule, Rule
from reports.labels import FAMILIES, SEVERITIES, label
from rules import FOLDER_RULES, RULES

TARGET = Path(rules.__file__).parent / "README.md"


def main(arguments: list[str]) -> int:
    """0 where the file is what the rules say, or was written; 1 where ``--check`` finds it stale."""
    text = "\n".join(lines()) + "\n"
    if "--check" in arguments:
        stale = not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text
        print("rules/README.md 已过时，请运行 nox -s catalogue。" if stale else "rules/README.md 与规则一致。")
        return int(stale)
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    return 0


def lines() -> Iterator[str]:
    """The catalogue: a table, then a chapter for each rule."""
    catalogue = (*RULES, *FOLDER_RULES)
    yield "# 规则一览"
    yield ""
    yield "<!-- 本文件由 nox -s catalogue 从规则文件生成，请勿手改。 -->"
    yield ""
    yield f"共 {len(catalogue)} 条规则。等级是缺省的最高等级；可在 checker.toml 中调低或关闭。"
    yield ""
    yield "| 类别 | 规则 | 等级 | 检查什么 |"
    yield "|---|---|---|---|"
    for rule in catalogue:
        yield f"| {label(FAMILIES, rule.family)} | [{rule.name}](#{rule.name}) | {severity(rule)} | {rule.summary} |"
    for rule in catalogue:
        yield from chapter(rule)


def severity(rule: Rule | FolderRule) -> str:
    """The rule's severity in words, and whether it is off."""
    return SEVERITIES[rule.severity] + ("" if rule.enabled else "（缺省关闭）")


def chapter(rule: Rule | FolderRule) -> Iterator[str]:
    """Reasons, options and examples of one rule."""
    yield ""
    yield f"## {rule.name}"
    yield ""
    yield rule.reasons
    options = dataclasses.fields(rule.options)
    if options:
        yield ""
        yield "| 选项 | 缺省值 |"
        yield "|---|---|"
        for option in options:
            yield f"| `{option.name}` | `{getattr(rule.options(), option.name)!r}` |"
    for example in rule.examples:
        yield ""
        yield from shown(example) if isinstance(example, Example) else shown_folder(example)


def shown(example: Example) -> Iterator[str]:
    """An example, its marks named."""
    yield f"指出：{'；'.join(mark.replace(chr(10), ' ') for mark in example.marks)}" if example.marks else "不指出："
    yield ""
    yield "```text"
    yield example.text.strip()
    yield "```"


def shown_folder(example: FolderExample) -> Iterator[str]:
    """The reports of a folder in small, each under its name, behind what is found over them and the roster they are held against."""
    found = [f"{path}“{mark}”" for path, mark in example.marks] + [f"缺{word}" for word in example.missing]
    yield f"指出：{'；'.join(found)}" if found else "不指出："
    yield ""
    yield "```text"
    if example.roster:
        yield f"〔名册〕{'；'.join(' '.join(filter(None, (row.unit, row.person, row.office, row.kind))) for row in example.roster)}"
    for path, text in example.texts:
        yield f"〔{path}〕"
        yield text.strip()
    yield "```"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
