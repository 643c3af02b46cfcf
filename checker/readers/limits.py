"""How large, how deep and how dense a file may be before it is refused as no duty report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What a reader accepts; beyond any of these it raises ReadError with a sentence that names the limit."""

    file_bytes: int = 50_000_000  # photographs make a Word file large; words never do
    members: int = 2_000  # files in one archive
    unpacked_bytes: int = 400_000_000  # all members together, by their declared sizes
    part_bytes: int = 24_000_000  # one XML part: 60,000 characters in the most broken-up runs stay below
    ratio: int = 250  # unpacked to packed size of a part above one megabyte that is to be read
    depth: int = 120  # nesting of XML elements; a text box in nested tables needs about 40
    characters: int = 60_000
    pages: int = 200  # of a PDF or OFD: 60,000 characters fill about 100
    helper_seconds: float = 60.0  # for LibreOffice or the PDF process to be done with one file
    helper_bytes: int = 4_000_000_000  # address space of such a process; LibreOffice alone reserves 1.5 GB
    ofd: bool = False  # whether OFD, which is experimental, is read at all
