"""Reports that share passages, written by hand: what a folder rule would hand over. Places and people are invented."""

from __future__ import annotations

from checker.model import AlikePair, Place, Span
from reports.pair_page import Side

WELL = "春旱那阵子，我带着水管员挨家看水窖，把漏水的一口一口登记下来，"
SCHOOL = "村小的围墙塌了半截，我同校长跑了三趟才把修缮的钱落实，开学前砌好。"
STREET = "集镇的夜市从前占道，今年划了线、装了灯，摊主们自己推选了管事的人。"
ONE = f"云溪镇党委书记述职报告\n{WELL}云溪镇全年修窖120口。\n{SCHOOL}\n茶园另说。\n{STREET}\n"
OTHER = f"石桥乡乡长述职报告\n{STREET}\n{WELL}石桥乡全年修窖98口。\n稻田另说。\n{SCHOOL}\n"
PATHS = ("云溪镇/何远山.docx", "石桥乡/乡长.txt")
SIDES = (
    Side(PATHS[0], "云溪镇党委书记述职报告", "云溪镇 何远山", "../pages/a-0123456789ab.html"),
    Side(PATHS[1], "石桥乡乡长述职报告", "石桥乡", "../pages/b-0123456789ab.html"),
)


def run(one: str, other: str | None = None) -> tuple[Place, Place]:
    """A passage of both reports; ``other`` where it reads otherwise in the second."""
    return _place(PATHS[0], ONE, one), _place(PATHS[1], OTHER, other or one)


def _place(path: str, text: str, words: str) -> Place:
    start = text.index(words)
    return Place(path, Span(start, start + len(words)))


def pair() -> AlikePair:
    """Two passages in the same order (figures and names changed in the first), one that stands elsewhere."""
    runs = (run(STREET[:-1]), run(f"{WELL}云溪镇全年修窖120口", f"{WELL}石桥乡全年修窖98口"), run(SCHOOL[:-1]))
    return AlikePair(*PATHS, share=0.83, criticism_share=0.5, runs=runs)


def last_year() -> AlikePair:
    """The first report and one of last year's, whose problems and measures were not compared on their own."""
    return AlikePair(PATHS[0], "上年/旧稿.txt", share=0.61, criticism_share=None, runs=pair().runs)
