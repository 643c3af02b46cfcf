"""Numbers as Chinese reports write them: 三十五, 两千余, 12.3万, 1,234, ５２％."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")}
DIGITS |= {"○": 0, "两": 2, "弍": 2, "貳": 2, "叄": 3, "陸": 6, "俩": 2, "仨": 3}
SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TIES = {"廿": 20, "卅": 30}
LARGE_UNITS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
# characters a Chinese numeral may consist of; 俩 and 仨 stand alone
CHINESE = "零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億廿卅"
_VAGUE = "余多来几"
_LONGEST = 40  # no numeral a person writes is longer; hostile ones are not worth reading

_PARAGRAPH = 2000  # characters of a text worth keeping: most paragraphs are shorter, and a thousand of them take a few megabytes
_WIDE = {i + 0xFEE0: i for i in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), 0x25)}
_HAS_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ％．]")
_WIDE_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])")
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_ARABIC = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)")


def half_width(text: str) -> str:
    """``text`` with full-width digits, Latin letters and ％ made half-width, character by character.

    The result is as long as ``text``, so places in the one are places in the other. ．becomes a point
    only between digits (``１．`` opens a list item), ，a thousands separator only between full-width
    digits and before exactly three of them: elsewhere it is a comma between two clauses.
    """
    return _kept_half_width(text) if len(text) <= _PARAGRAPH else _half_width(text)


def _half_width(text: str) -> str:
    if _HAS_WIDE.search(text) is None:
        return text
    text = _WIDE_COMMA.sub(",", text).translate(_WIDE)
    return _WIDE_POINT.sub(".", text)


# Some twenty finders and rules ask for the same paragraphs and sentences: those of one report are kept.
_kept_half_width = lru_cache(maxsize=1024)(_half_width)


@lru_cache(maxsize=1024)  # the numbers of lists and chapters are few, and asked for again and again
def parse_chinese(text: str) -> int | Decimal | None:
    """The value of a numeral in Chinese characters, None where ``text`` is none.

    Reads 一百二十三, 十二万三千, 二〇二四, 壹佰, 廿五, 俩, 三点五, 一百二 (120); a last 余, 多, 来 or
    几 is passed over (两千余 is 2000). Two neighbouring digits before a unit (三四十) are an
    estimate of two values, not one value: None.
    """
    text = text.strip()
    if len(text) > 1 and text[-1] in _VAGUE:
        text = text[:-1]
    if not text or len(text) > _LONGEST:
        return None
    if text in {"俩", "仨"}:
        return DIGITS[text]
    whole, point, rest = text.partition("点")
    value = _parse_digits(whole) if all(c in DIGITS for c in whole) else _parse_large(whole)
    if value is None or not point:
        return value
    if not rest or any(c not in DIGITS for c in rest):
        return None
    return Decimal(f"{value}.{''.join(str(DIGITS[c]) for c in rest)}")


def parse_number(text: str) -> int | Decimal | None:
    """The value of a number in either script: 1,234, 12.3万, 3万2千, 两千余; None where ``text`` is none.

    A last 余, 多 or 来 is passed over, also before a unit (30余万). Whole results are ``int``.
    """
    text = half_width(text).strip()
    if not text or len(text) > _LONGEST:
        return None
    if text[0] not in "0123456789":
        return parse_chinese(text)
    total, position, ceiling = Decimal(0), 0, None
    while position < len(text):
        match = _ARABIC.match(text, position)
        if match is None:
            return None
        unit, position = _unit_after(text, match.end())
        if unit is None or (ceiling is not None and unit >= ceiling):
            return None
        total, ceiling = total + Decimal(match[1].replace(",", "")) * unit, unit
    return int(total) if total == total.to_integral_value() else total


def to_chinese(number: int) -> str:
    """``number`` in Chinese characters as reports write it: 10 is 十, 110 一百一十, 20030000 二千零三万; negative: 负."""
    if number < 0:
        return "负" + to_chinese(-number)
    if number == 0:
        return "零"
    text = _spell(number)
    return text[1:] if text.startswith("一十") else text


def _spell(number: int) -> str:
    for unit, word in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            high, low = divmod(number, unit)
            zero = "零" if 0 < low < unit // 10 else ""
            return _spell(high) + word + zero + (_spell(low) if low else "")
    return "零一二三四五六七八九"[number]


def _unit_after(text: str, position: int) -> tuple[int | None, int]:
    """The product of the unit characters at ``position`` with 余, 多, 来 passed over, and where they end."""
    unit, start = 1, position
    while position < len(text) and position - start < 4:
        c = text[position]
        if c in LARGE_UNITS:
            unit *= LARGE_UNITS[c]
        elif c in SMALL_UNITS:
            unit *= SMALL_UNITS[c]
        elif c not in "余多来":
            break
        position += 1
    return (unit if position < len(text) or unit <= 10**12 else None), position


def _parse_digits(text: str) -> int | None:
    """二〇二四 is 2024; a lone digit is itself."""
    return int("".join(str(DIGITS[c]) for c in text)) if text and not any(c in "俩仨" for c in text) else None


def _parse_large(text: str) -> int | None:
    """A numeral with units, split at its greatest one: 十二万三千 is 12 * 10000 + 3000."""
    for words in (("亿", "億"), ("万", "萬")):
        at = max(text.rfind(word) for word in words)
        if at < 0:
            continue
        unit = LARGE_UNITS[text[at]]
        high, low = _parse_large(text[:at]), text[at + 1 :]
        if high is None:
            return None
        return _with_rest(high * unit, unit, low)
    return _parse_small(text)


def _with_rest(value: int, unit: int, rest: str) -> int | None:
    """``value`` with what follows its unit; a lone digit counts the next unit below (三万五 is 35000)."""
    if not rest:
        return value
    if len(rest) == 1 and DIGITS.get(rest, 0) > 0:
        return value + DIGITS[rest] * unit // 10
    low = _parse_large(rest)
    return None if low is None or low >= unit else value + low


def _parse_small(text: str) -> int | None:
    """A numeral below 10000: 一千零二十, 三百五 (350), 廿五, 十."""
    total, digit, ceiling, zero = 0, None, 10**4, False
    for c in text:
        if c in TIES:
            if digit is not None or ceiling <= 10:
                return None
            total, ceiling = total + TIES[c], 10
        elif c in SMALL_UNITS:
            unit = SMALL_UNITS[c]
            if unit >= ceiling or (digit is None and (unit != 10 or (total and not zero))):
                return None
            total, digit, ceiling, zero = total + (1 if digit is None else digit) * unit, None, unit, False
        elif c in DIGITS and digit is None:
            if DIGITS[c] == 0:
                if zero:
                    return None
                zero = True
            else:
                digit = DIGITS[c]
        else:
            return None
    if digit is not None:
        total += digit if zero or ceiling <= 10 or ceiling == 10**4 else digit * ceiling // 10
    return total if text else None
