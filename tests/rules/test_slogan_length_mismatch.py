"""几字方针几个字：引文在前、在后、在括号里。"""

from __future__ import annotations

import pytest

WRONG = [
    "落实“早发现、早报告、早处置”十二字要求。",
    "坚持十六字方针：“党建引领、群众主体、共建共享”。",
    "推行“听、访、解、办”六字工作法。",
    "制定八字方针（守土有责、守土尽责、守土担责）。",
    "牢记12字要诀，即“勤走访、多宣传”。",
]
RIGHT = [
    "落实“早发现、早报告、早处置”九字要求。",
    "坚持“长期共存，互相监督，肝胆相照，荣辱与共”的十六字方针。",
    "推行“听、访、解、办”四字工作法。",
    "按照“亮身份、亮承诺、作表率、作奉献”这十二字要求。",
    "制定“十六字方针”（先易后难，分类施策，逐村过堂，限期办结）。",
    "十六字方针：先易后难、分类施策、逐村过堂、限期办结。",
    "学习了二十四字要求，撰写300字体会。",
    "围绕“XX”四字要求抓落实。",
    "落实“1＋N”五字模式。",
]


@pytest.mark.parametrize("text", WRONG)
def test_a_slogan_of_another_length(told, text):
    assert [severity for severity, _ in told("slogan-length-mismatch", text)] == ["error"]


@pytest.mark.parametrize("text", RIGHT)
def test_silence_where_the_length_fits_or_nothing_is_quoted(told, text):
    assert told("slogan-length-mismatch", text) == []
