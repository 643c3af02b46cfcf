"""PDF files made here: lines of text at given places, in a font that every reader knows by name."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842
SIZE = 16.0


Piece = tuple[float, float, str] | tuple[float, float, str, float]


def pdf_file(*pages: Sequence[Piece], catalog: str = "", page: str = "", trailer: str = "") -> bytes:
    """A PDF of ``pages``, each of lines (distance from the left, distance from the top, text, size if not the usual); in points."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    ]
    box = f"/MediaBox [0 0 {WIDTH} {HEIGHT}]"
    for number, lines in enumerate(pages):
        content = "".join(
            f"BT /F {size[0] if size else SIZE} Tf {left} {HEIGHT - top} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for left, top, text, *size in lines
        )
        content = content or "0 0 100 100 re f\n"  # a page with a picture and no text
        objects += [
            f"<< /Type /Page /Parent 2 0 R {box} /Resources << /Font << /F 3 0 R >> >> /Contents {6 + 2 * number} 0 R {page} >>",
            f"<< /Length {len(content)} >>\nstream\n{content}endstream",
        ]
    return _assembled(objects, trailer)


def _assembled(objects: Sequence[str], trailer: str) -> bytes:
    data = b"%PDF-1.5\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode("ascii")


def typed(text: str, *, width: int = 26, top: float = 100.0, left: float = 90.0, pitch: float = 28.0) -> list[tuple[float, float, str]]:
    """``text`` as its author's program sets it: paragraphs indented by two characters, lines of ``width`` characters."""
    lines = []
    for paragraph in text.split("\n"):
        rest, indent = paragraph, 2
        while rest:
            lines.append((left + indent * SIZE, top, rest[: width - indent]))
            rest, indent, top = rest[width - indent :], 0, top + pitch
    return lines
