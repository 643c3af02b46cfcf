"""Numbers as Word writes them in automatic numbering, by the names of ``w:numFmt`` (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_FINANCIAL = "零壹贰叁肆伍陆柒捌玖"
_FINANCIAL_PLACES = ("", "拾", "佰", "仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
    (4, "IV"), (1, "I"),
)  # fmt: skip
_CIRCLED = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))


def write_number(number: int, form: str) -> str:
    """``number`` in the form that a ``w:numFmt`` names; decimal where the form is unknown or does not reach so far."""
    write = _FORMS.get(form)
    return (write(number) if write and number > 0 else "") or str(number)


def _counting(number: int, digits: str = _DIGITS, places: tuple[str, ...] = _PLACES, zero: str = "零") -> str:
    if number > 9999:
        return ""
    written = ""
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += digits[digit] + places[place]
        elif written and not written.endswith(zero) and number % 10**place:
            written += zero
    return written


def _chinese(number: int) -> str:
    written = _counting(number)
    return written[1:] if written.startswith("一十") else written  # 十二, but 一百一十二


def _financial(number: int) -> str:
    return _counting(number, _FINANCIAL, _FINANCIAL_PLACES)


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _pick(signs: str) -> Callable[[int], str]:
    def write(number: int) -> str:
        return signs[number - 1] if number <= len(signs) else ""

    return write


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


def _roman(number: int) -> str:
    if number > 3999:
        return ""
    written = ""
    for amount, sign in _ROMAN:
        written += sign * (number // amount)
        number %= amount
    return written


def _lower_roman(number: int) -> str:
    return _roman(number).lower()


def _upper_letter(number: int) -> str:
    # After Z Word doubles the letter: AA, BB, CC.
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 780 else ""


def _lower_letter(number: int) -> str:
    return _upper_letter(number).lower()


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _zero(number: int) -> str:
    return f"{number:02}"


def _dashes(number: int) -> str:
    return f"- {number} -"


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "chineseLegalSimplified": _financial,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "ideographTraditional": _pick(_STEMS),
    "ideographZodiac": _pick(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _pick("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalEnclosedCircle": _pick(_CIRCLED),
    "decimalEnclosedCircleChinese": _pick(_CIRCLED),
    "decimalEnclosedParen": _pick("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _pick("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": _zero,
    "numberInDash": _dashes,
    "upperRoman": _roman,
    "lowerRoman": _lower_roman,
    "upperLetter": _upper_letter,
    "lowerLetter": _lower_letter,
}
