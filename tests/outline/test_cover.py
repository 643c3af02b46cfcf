"""Every character of a report belongs to exactly one section, whatever the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.model import Document, Paragraph, Source, Span
from checker.outline import OutlineLexicon, find_outline

LINES = st.sampled_from(
    [
        "石岭镇党委书记2024年度述职报告",
        "各位领导：",
        "现将一年来的情况报告如下。",
        "一、加强学习",
        "三、履职情况",
        "（一）抓产业。建成冷库1座，带动60户种菜。",
        "1.抓民生",
        "4.2 纠治作风。压减会议三成。",
        "一是带头学习。",
        "二是抓实教学，提升质量。",
        "第一部分　履职情况",
        "存在的问题",
        "但还存在一些不足：下村不够多。究其原因，是抓得不紧。下一步，我将每月下村8天。",
        "今后，我将再接再厉，不负重托。",
        "特此报告。",
        "白敬亭",
        "2024年12月20日",
        "##paidbegin##",
        "  ",
        "",
    ]
)
TEXTS = st.lists(st.one_of(LINES, st.text(alphabet="一二三、（）1.是的。，：\n 　学习问题", max_size=30)), max_size=25).map("\n".join)


def covered(text: str, document: Document, sections: tuple) -> None:
    assert (not sections) == (not document.paragraphs)
    if sections:
        assert sections[0].start == 0
        assert sections[-1].end == len(text)
        assert all(one.end == other.start for one, other in pairwise(sections))
        assert all(s.heading is None or s.heading.end == s.body.start for s in sections)
        assert all(s.parent is None or s.parent < i for i, s in enumerate(sections))


@given(TEXTS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_sections_cover_the_text(text: str):
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(Span(at, at + len(line)), line))
        at += len(line) + 1
    document = Document(Source("报告.txt", text, "txt", "", tuple(paragraphs)))

    covered(text, document, find_outline(document, (), OutlineLexicon()).sections)


@pytest.mark.parametrize("text", ["。", "一、", "述职报告", "一、学习\n", "（一）（二）（三）"])
def test_short_texts(text: str, annotator):
    from checker.readers.limits import ReadLimits
    from checker.readers.text import read_text

    document = annotator.annotate(read_text(text.encode(), "报告.txt", "", ReadLimits()))

    covered(document.text, document, document.sections)
