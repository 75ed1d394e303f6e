"""Numbers, days and order the Vietnamese way, as official papers write them (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
POINTS = "abcdđeghiklmnopqrstuvxy"
NO_RATE = "—"
_RANK = {letter: rank for rank, letter in enumerate(LETTERS)}
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_SMALL = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

SortKey = tuple[tuple[int, int, tuple[int, ...], int], ...]


def day(value: date | None) -> str:
    """dd/mm/yyyy, or an empty string."""
    return "" if value is None else f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def long_day(value: date | None) -> str:
    """The day in words: a leading zero for days below 10 and for months 1 and 2 only; dots where it is not known yet.

    >>> long_day(date(2020, 1, 5)), long_day(date(2017, 7, 13))
    ('ngày 05 tháng 01 năm 2020', 'ngày 13 tháng 7 năm 2017')
    """
    if value is None:
        return "ngày … tháng … năm …"
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)  # noqa: PLR2004 - the decree names months 1 and 2
    return f"ngày {value.day:02d} tháng {month} năm {value.year:04d}"


def number(value: Decimal | int) -> str:
    """Dots between thousands, a decimal comma, no trailing zeros.

    >>> number(Decimal("1234567.50"))
    '1.234.567,5'
    """
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def percent(part: int, whole: int) -> str:
    """One decimal, halves upwards; a dash where nothing can be divided."""
    if whole == 0:
        return NO_RATE
    share = (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{number(share)}%"


def share(part: int, whole: int) -> str:
    """A rate is never shown without its numerator and denominator: 14/16 (87,5%)."""
    return NO_RATE if whole == 0 else f"{number(part)}/{number(whole)} ({percent(part, whole)})"


def roman(value: int) -> str:
    """The Roman numeral of a positive number."""
    if value < 1:
        raise ValueError("Roman numerals begin at one")
    text = ""
    for step, sign in _ROMAN + _ROMAN_SMALL:
        count, value = divmod(value, step)
        text += sign * count
    return text


def point(place: int) -> str:
    """The letter of a point in a clause, counted from one; behind the last letter points have a dash.

    >>> [point(place) for place in (1, 4, 5, 7, 24)]
    ['a)', 'd)', 'đ)', 'g)', '-']
    """
    return f"{POINTS[place - 1]})" if place <= len(POINTS) else "-"


def symbol_number(value: int) -> str:
    """A document's number: a leading zero below 10."""
    return f"{value:02d}"


def sort_key(text: str) -> SortKey:
    """The order of a Vietnamese dictionary: syllable by syllable, first the letters (ă after a, đ after d), then the tone.

    Figures count as numbers, so that "Phường 2" stands before "Phường 10".
    """
    tokens = re.findall(r"\d+|[^\W\d_]+", unicodedata.normalize("NFC", text).casefold())
    return tuple((0, int(token), (), 0) if token.isdecimal() else _syllable_key(token) for token in tokens)


def _syllable_key(syllable: str) -> tuple[int, int, tuple[int, ...], int]:
    decomposed = unicodedata.normalize("NFD", syllable)
    tone = max((TONES.index(mark) + 1 for mark in decomposed if mark in TONES), default=0)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in TONES))
    return (1, 0, tuple(_RANK.get(letter, len(LETTERS) + ord(letter)) for letter in bare), tone)
