"""OFD, where the settings allow it: text objects of each page in order."""

from __future__ import annotations

import pytest
from word_file import archive

from checker.model import ReadError
from checker.readers import ReadLimits

NAME = "报告.ofd"
ALLOWED = ReadLimits(ofd=True)
WORK = ("全年走访群众四十户，收集意见建议十二条，", "逐条登记交办，件件有着落。")
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text_object(top: float, text: str) -> str:
    boundary = f"30 {top} {len(text) * 5.6:.1f} 6"
    return f'<ofd:TextObject Boundary="{boundary}" Size="5.6"><ofd:TextCode>{text}</ofd:TextCode></ofd:TextObject>'


def ofd(*pages: tuple[str, ...], base: str = "Doc_0/Document.xml") -> bytes:
    """An OFD file of pages of lines, 8 millimetres apart."""
    parts = {
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>{base}</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        "</ofd:PageArea></ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}.xml"/>' for n in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    for number, lines in enumerate(pages):
        objects = "".join(text_object(60 + 8 * at, line) for at, line in enumerate(lines))
        parts[f"Doc_0/Pages/Page_{number}.xml"] = (
            f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return archive({name: text.encode() for name, text in parts.items()})


def test_off_unless_set(read):
    with pytest.raises(ReadError, match="OFD") as error:
        read(ofd(WORK), NAME)
    assert "ofd = true" in error.value.advice


def test_lines_in_order_with_a_word_of_warning(read):
    source = read(ofd(WORK, WORK), NAME, limits=ALLOWED)
    assert source.text.replace("\n", "") == "".join(WORK) * 2
    assert source.format == "ofd"
    assert "试验" in source.warnings[0]
    assert source.paragraphs[-1].origin == "第2页"


@pytest.mark.parametrize("base", ["../../etc/hostname", "/etc/hostname", "http://127.0.0.1:9/d.xml", "没有.xml", ""])
def test_a_part_outside_the_archive_is_never_looked_for(read, base):
    with pytest.raises(ReadError, match="缺少部件"):
        read(ofd(WORK, base=base), NAME, limits=ALLOWED)


def test_limits(read):
    with pytest.raises(ReadError, match="超过1页"):
        read(ofd(WORK, WORK), NAME, limits=ReadLimits(ofd=True, pages=1))
    with pytest.raises(ReadError, match="没有文字"):
        read(ofd(()), NAME, limits=ALLOWED)
