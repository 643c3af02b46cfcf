"""Documents made of a few lines of text."""

from checker.model import Document, Paragraph, Placeholder, Source, Span


def document_of(text: str, *, gaps: tuple[str, ...] = (), title: str = "松溪镇2024年度述职报告") -> Document:
    """A report of 2024 whose paragraphs are the lines of ``text``; every place of a string of ``gaps`` lacks a value."""
    lines = [title, *text.split("\n")]
    whole = "\n".join(lines)
    paragraphs, at = [], 0
    for line in lines:
        paragraphs.append(Paragraph(Span(at, at + len(line)), line))
        at += len(line) + 1
    holes = tuple(Placeholder(Span(whole.index(gap), whole.index(gap) + len(gap)), "value") for gap in gaps)
    return Document(Source("report.txt", whole, "txt", "", tuple(paragraphs)), year=2024, placeholders=holes)
