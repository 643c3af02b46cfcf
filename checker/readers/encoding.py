"""Bytes to text: strict decoding only, and a look at the result, so that mojibake never passes for a report."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from checker.model import ReadError

_SURE = 0.85  # share of everyday characters: right decodings of reports lie above 0.95, wrong ones below 0.7
_PLAUSIBLE = 0.7
_SAMPLE = 20_000  # characters looked at; more tell nothing new
_ENCODINGS = ("gb18030", "big5hkscs", "utf_16_le", "utf_16_be")
_ALLOWED_CONTROLS = frozenset("\t\n\r\x0b\x0c\x1a\x85")
_UNUSUAL = re.compile("[^\u3000-\u9fff\uff01-\uff5e -~\n\u2014\u2018-\u201d\u2026]")  # all else has to be looked at one by one
_GARBAGE_SHARE = 0.005
_GARBAGE_STRAY = 3  # as many are an accident even in a short text
_ADVICE = "请用记事本打开确认文字正常，另存为 UTF-8 编码后再检查。"


class _Guess(NamedTuple):
    score: float
    encoding: str
    text: str


def decode(data: bytes) -> str:
    """The text of ``data``, byte-order mark dropped.

    UTF-8, UTF-16 (with or without mark), GB18030 and Big5. Raises ReadError where no strict decoding
    gives legible text.
    """
    text = _by_mark(data)
    if text is None:
        text = _strict(data, "utf_8") if b"\x00" not in data else None
    if text is None:
        text = _by_look(data)
    if text is None:
        raise ReadError(_reason(data), _ADVICE)
    if _garbage(text) > max(_GARBAGE_STRAY, _GARBAGE_SHARE * len(text)):
        raise ReadError("文件里夹有大量控制字符，不是可以阅读的文字。", _ADVICE)
    return text


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _by_mark(data: bytes) -> str | None:
    """The text where a byte-order mark tells the encoding; a mark that lies is an error."""
    # UTF-32 comes first: its little-endian mark begins with that of UTF-16.
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf_8"),
        (codecs.BOM_UTF32_LE, "utf_32_le"),
        (codecs.BOM_UTF32_BE, "utf_32_be"),
        (codecs.BOM_UTF16_LE, "utf_16_le"),
        (codecs.BOM_UTF16_BE, "utf_16_be"),
    ):
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            if text is None:
                raise ReadError("文件的编码标记与内容不符，有字节无法解读。", _ADVICE)
            return text
    return None


def _by_look(data: bytes) -> str | None:
    """The most legible strict decoding; in doubt charset-normalizer must name the same encoding."""
    decodings = ((encoding, _strict(data, encoding)) for encoding in _ENCODINGS)
    guesses = [_Guess(_legibility(text), encoding, text) for encoding, text in decodings if text is not None]
    best = max(guesses, key=lambda guess: guess.score, default=None)
    if best is None or best.score < _PLAUSIBLE:
        return None
    if best.score >= _SURE or _second_opinion(data) == best.encoding:
        return best.text
    return None


def _second_opinion(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    match = from_bytes(data[:_SAMPLE], cp_isolation=list(_ENCODINGS), threshold=0.2).best()
    return match.encoding if match else None


def _legibility(text: str) -> float:
    """Share of everyday Chinese characters and punctuation among what is not ASCII; 0 where a control shows the decoding wrong."""
    sample = text[:_SAMPLE]
    if "\x00" in sample:
        return 0.0
    foreign = [char for char in sample if char > "\x7f"]
    return sum(char in _everyday() for char in foreign) / len(foreign) if foreign else 0.0


@cache
def _everyday() -> frozenset[str]:
    """First level of GB 2312 (3,755 characters) and of Big5 (5,401), with the punctuation of both."""
    simplified = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    traditional = (bytes((high, low)) for high in range(0xA4, 0xC7) for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    characters = {
        *(pair.decode("gb2312", "ignore") for pair in simplified),
        *(pair.decode("big5", "ignore") for pair in traditional),
        *"\u3000、。《》〈〉「」『』【】〔〕“”‘’—…·×℃％①②③④⑤⑥⑦⑧⑨⑩",
        *map(chr, range(0xFF01, 0xFF5F)),
    }
    return frozenset(characters - {""})


def _garbage(text: str) -> int:
    """How many characters no author writes: controls, replacement characters, unassigned code points."""
    return sum(
        char == "\ufffd" or (unicodedata.category(char) in {"Cc", "Cn", "Cs"} and char not in _ALLOWED_CONTROLS)
        for char in _UNUSUAL.findall(text)
    )


def _reason(data: bytes) -> str:
    """Say where a file that is UTF-8 for the most part breaks off being so."""
    try:
        data.decode("utf_8")
    except UnicodeDecodeError as error:
        if error.start > len(data) // 2 or error.start > 3000:
            return f"文件编码有损坏，第{error.start + 1}个字节起无法解读。"
    return "认不出文件的文字编码，或者它不是文本文件。"
