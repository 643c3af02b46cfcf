"""How much of a plan was done: 完成X，占年度任务Y的P; 完成计划Y的P."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.figures.arithmetic import HALF, comparable, extent, like, percent, ratio, show
from checker.figures.numbers import MARKS, QUANTITY, Passage
from checker.figures.reading import Clause, outside_brackets
from checker.model import Statistic

_WORD = rf"[^，。；！？：、{MARKS}]"
_OF_PLAN = re.compile(rf"(?P<link>为|占|占到|完成|达到|相当于|是)(?P<name>[^。；！？：、{MARKS.replace('Y', '')}]{{0,16}}?)(?P<y>Q)(?P<noun>{_WORD}{{0,6}})的(?P<p>P)")


def find_completion(passage: Passage) -> Iterator[Statistic]:
    """Every share of a plan, target or earlier figure that is itself named with the share."""
    if "P" not in passage.skeleton:
        return
    for match in _OF_PLAN.finditer(passage.skeleton):
        whole, share = passage.number_at(match.start("y")), passage.number_at(match.start("p"))
        clause = Clause.around(passage, match.start())
        done = [(at, n) for at, n in outside_brackets(passage, clause.sentence_start, match.start()) if n.kind == QUANTITY and comparable(n, whole)]
        if not done or whole.amount <= 0:
            continue
        at, part = done[-1]
        possible, likely = ratio(part, whole), ratio(part, whole, HALF)
        nominal = percent(part.amount, whole.amount)
        fits = likely is not None and likely.meets(extent(share))
        planned = re.search(r"任务|计划|目标|指标|预算|总数|总量", match["name"] + match["noun"]) is not None
        close = match.start() - at <= 24
        clearly = possible is not None and not possible.meets(extent(share))
        holds = True if fits else False if planned and close and clearly else None
        yield Statistic(
            "completion", passage.span(at if close else match.start(), match.end()), tuple(map(passage.span_of, (part, whole, share))), holds,
            f"{show(part)}÷{show(whole)}＝{like(nominal, share)}%，文中为{show(share)}", certain=clearly,
            correction=f"{like(nominal, share)}%", message=f"按两数计算应为{like(nominal, share)}%，文中为{show(share)}",
        )  # fmt: skip
