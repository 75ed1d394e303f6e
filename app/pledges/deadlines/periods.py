"""Weeks, months, quarters, half-years and years in a phrase."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from app.pledges.deadlines.amounts import UNITS, number_at
from app.pledges.deadlines.dates import (
    BACKWARDS,
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    NOT_A_MONTH,
    NOT_A_QUARTER,
    NOT_A_YEAR,
    Part,
    Piece,
    Span,
    Unit,
    UnreadPhrase,
)
from app.pledges.deadlines.text import YEAR_DIGITS, Text, number_in_words, word_table

Found = tuple[Piece, int]

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LIKE_ROMAN = re.compile(r"[ivxlc]+")
_NOW = word_table("này", "nay", "hiện tại")
_NEXT = word_table("sau", "tới", "tiếp theo", "kế tiếp", "tiếp", "sắp tới")
_PAST = frozenset({"trước", "qua", "rồi", "ngoái"})
_LUNAR_MONTHS = {"giêng": 1, "chạp": 12}
_THOUSAND = 1000
_HALF_A_YEAR = 6
_PER_YEAR = {Unit.MONTH: MONTHS, Unit.QUARTER: 4}
_WORDS = {"tháng": Unit.MONTH, "quý": Unit.QUARTER}
_ERRORS = {Unit.MONTH: NOT_A_MONTH, Unit.QUARTER: NOT_A_QUARTER}
_TERM_DOUBT = "Nhiệm kỳ được tính đến hết năm cuối; ngày kết thúc nhiệm kỳ có thể sớm hơn."
_YEAR_SPANS = word_table("giai đoạn", "thời kỳ", "nhiệm kỳ")


def shift_at(text: Text, i: int) -> tuple[int, int] | None:
    """này, sau, tới: how many periods from the present one, and the place after."""
    for table, shift in ((_NOW, 0), (_NEXT, 1)):
        j = text.after(i, table)
        if j:
            return shift, j
    return None


def four_digits(text: Text, i: int) -> int | None:
    """A year in four digits, when the register can hold it."""
    year = text.number(i)
    return year if year and len(text.key(i)) == YEAR_DIGITS and FIRST_YEAR <= year <= LAST_YEAR else None


def year_at(text: Text, i: int, said_on: date) -> tuple[int, int] | None:
    """One year led by its word: "năm 2026", "năm nay", "sang năm", "năm hai nghìn không trăm hai mươi sáu"."""
    if text.has(i, "sang", "năm"):
        return said_on.year + 1, i + 2
    if text.key(i) != "năm":
        return None
    shift = shift_at(text, i + 1)
    if shift:
        return said_on.year + shift[0], shift[1]
    if text.at(i + 1).kind != "number":
        spelled = number_in_words(text, i + 1)
        if not spelled or spelled[0] < _THOUSAND:
            return None
        if not FIRST_YEAR <= spelled[0] <= LAST_YEAR:
            raise UnreadPhrase(NOT_A_YEAR, rest=text.cut(i, spelled[1]))
        return spelled
    year = four_digits(text, i + 1)
    if year is None and (len(text.key(i + 1)) == YEAR_DIGITS or text.closes(i + 2)):
        raise UnreadPhrase(NOT_A_YEAR, rest=text.cut(i, i + 2))
    return (year, i + 2) if year else None


def year_tail(text: Text, i: int, said_on: date) -> tuple[int | None, int]:
    """The year of a day, month or quarter, if one follows: "/2026", "-2026", "năm sau", "của năm 2026", "(2026)"."""
    j = i + 1 if text.key(i) in {"của", "trong", "/", "-", "."} else i
    found = year_at(text, j, said_on)
    if found:
        return found
    if text.key(i) == "," and text.key(i + 1) == "năm" and four_digits(text, i + 2) and text.closes(i + 3):
        return four_digits(text, i + 2), i + 3
    if text.key(i) == "(":
        j = i + 2 if text.key(i + 1) == "năm" else i + 1
        return (four_digits(text, j), j + 2) if four_digits(text, j) and text.key(j + 1) == ")" else (None, i)
    if text.key(i) in {"/", "-", "."} and text.at(i + 1).kind == "number":
        return _marked_year(text, i)
    j = i + 1 if text.key(i) == "," else i
    year = four_digits(text, j)
    return (year, j + 1) if year and text.closes(j + 1) else (None, i)


def _marked_year(text: Text, i: int) -> tuple[int | None, int]:
    year = four_digits(text, i + 1)
    if year:
        return year, i + 2
    if text.glued(i) and text.glued(i + 1):
        raise UnreadPhrase(NOT_A_YEAR, rest=text.cut(i + 1, i + 2))
    return None, i


def numbered_at(text: Text, i: int, said_on: date) -> Found | None:
    """Months and quarters by their numbers: "tháng 6-8/2026", "quý III và quý IV năm nay", "tháng sau"."""
    unit = _WORDS.get(text.key(i))
    if unit is None:
        return None
    shift = shift_at(text, i + 1)
    if shift:
        return _shifted(text, i, unit, shift, said_on) if text.key(shift[1]) not in {"sau", "tháng"} else None
    found = _number_of(text, i + 1, unit)
    if found is None:
        return None
    first, j = found
    if not 1 <= first <= _PER_YEAR[unit]:
        raise UnreadPhrase(_ERRORS[unit], rest=text.cut(i, j))
    last, j = _series(text, j, first, unit)
    year, j = year_tail(text, j, said_on)
    if year is None and text.key(j) in {"này", "tới"}:
        j += 1
    doubt = ""
    if text.key(i + 1) in _LUNAR_MONTHS:
        doubt = "Tháng giêng, tháng chạp thường nói theo âm lịch; phần mềm đọc theo dương lịch (Điều 145)."
    return Piece(unit, text.cut(i, j), first=first, last=last, year=year, doubt=doubt), j


def _shifted(text: Text, i: int, unit: Unit, shift: tuple[int, int], said_on: date) -> Found:
    size = _PER_YEAR[unit]
    place = said_on.year * size + (said_on.month - 1) * size // 12 + shift[0]
    return Piece(unit, text.cut(i, shift[1]), first=place % size + 1, year=place // size), shift[1]


def _number_of(text: Text, i: int, unit: Unit) -> tuple[int, int] | None:
    number = text.number(i)
    if number is not None:
        return (number, i + 1) if text.key(i + 1) != "%" else None
    if unit is Unit.MONTH and text.key(i) in _LUNAR_MONTHS:
        return _LUNAR_MONTHS[text.key(i)], i + 1
    if unit is Unit.QUARTER and _LIKE_ROMAN.fullmatch(text.key(i)):
        return _ROMAN.get(text.key(i), 0), i + 1
    if unit is Unit.QUARTER and text.key(i) == "nhất":
        return 1, i + 1
    return number_in_words(text, i)


def _series(text: Text, i: int, first: int, unit: Unit) -> tuple[int, int]:
    """The last of a series of numbers ("6, 7 và 8", "III – IV", "7 và tháng 8") and the place after it."""
    last, place, j = first, i, i
    while text.key(j) in {",", "-", "và"}:
        named = _WORDS.get(text.key(j + 1)) is unit
        found = _number_of(text, j + 1 + named, unit)
        if found is None or not last < found[0] <= _PER_YEAR[unit] or text.key(found[1]) in UNITS - {"năm"}:
            break
        last, j = found
        if not named and not text.closes(j) and text.key(j) not in {"năm", "của"}:
            break
        place = j
    return (last, place) if place == j else (first, i)


def years_at(text: Text, i: int, said_on: date) -> Found | None:
    """Years: "năm 2026", "giai đoạn 2026-2030", "hai năm 2026, 2027", "các năm 2026 và 2027"."""
    named = text.after(i, _YEAR_SPANS)
    if named:
        counted = number_at(text, named)
        if counted and text.key(counted[1]) == "năm":
            named = counted[1]
    j = named or i
    if text.key(j) == "từ":
        j += 1
    if text.key(j) == "năm" and four_digits(text, j + 1):
        j += 1
    elif four_digits(text, j) is None or not (named or j > i or _year_stands_alone(text, j)):
        found = year_at(text, j, said_on)
        return (Piece(Unit.YEAR, text.cut(i, found[1]), first=found[0]), found[1]) if found else None
    series = _year_series(text, i, j)
    if series and named and text.key(i) == "nhiệm":
        return replace(series[0], doubt=_TERM_DOUBT), series[1]
    return series


def _year_stands_alone(text: Text, i: int) -> bool:
    if text.key(i + 1) == "đến":
        return text.key(i - 1) == "từ" and four_digits(text, i + 2) is not None
    return text.closes(i + 1) and text.key(i + 1) not in {"%", "/", "."}


def _year_series(text: Text, i: int, j: int) -> Found | None:
    first = last = four_digits(text, j)
    j += 1
    while text.key(j) in {",", "-", "và", "đến"}:
        k = j + 2 if text.key(j + 1) == "năm" else j + 1
        following = four_digits(text, k)
        if following is None or first is None or last is None:
            break
        if following <= last and text.key(j) == "-":
            raise UnreadPhrase(BACKWARDS, rest=text.cut(i, k + 1))
        if following <= last or (text.key(j) == "đến" and k == j + 1 and text.key(i - 1) != "từ"):
            break
        last, j = following, k + 1
    return Piece(Unit.YEAR, text.cut(i, j), first=first, last=last), j


def half_at(text: Text, i: int, said_on: date) -> Found | None:
    """Such as "6 tháng đầu năm 2027", "9 tháng đầu năm", "nửa cuối năm nay" (article 146: half a year is six months)."""
    if text.key(i) == "nửa":
        months, j = _HALF_A_YEAR, i + 1
    else:
        found = number_at(text, i)
        if not found or text.key(found[1]) != "tháng" or not 1 <= found[0] <= MONTHS:
            return None
        months, j = found[0], found[1] + 1
    end = text.key(j)
    j += 2 if text.key(j + 1) == "của" else 1
    year = year_at(text, j, said_on)
    if end not in {"đầu", "cuối"}:
        return None
    if year is None and four_digits(text, j):
        year = four_digits(text, j) or 0, j + 1
    if year is None and text.key(j) != "năm":
        return _half_month(text, i, j, said_on)
    value, j = year or (None, j + 1)
    first, last = (1, months) if end == "đầu" else (13 - months, 12)
    unit = Unit.HALF if months == _HALF_A_YEAR else Unit.MONTH
    return Piece(unit, text.cut(i, j), first=first, last=last, year=value), j


def _half_month(text: Text, i: int, j: int, said_on: date) -> Found | None:
    month = numbered_at(text, j, said_on)
    if text.key(i) != "nửa" or not month or month[0].unit is not Unit.MONTH:
        return None
    part = Part.MIDDLE if text.key(i + 1) == "đầu" else Part.END
    return replace(month[0], words=text.cut(i, month[1]), part=part), month[1]


def bare_at(text: Text, i: int, said_on: date) -> Found | None:
    """The present period named without a number: "trong tháng", "hết quý", "cuối năm"."""
    unit = {"tháng": Unit.MONTH, "quý": Unit.QUARTER, "năm": Unit.YEAR}.get(text.key(i))
    following = text.key(i + 1)
    if text.key(i) == "ngày" and text.key(i - 1) == "trong" and text.closes(i + 1):
        return Piece(Unit.DAY, text.cut(i, i + 1), fixed=Span(said_on, said_on)), i + 1
    if unit is None or following in _PAST or following == "học":
        return None
    if text.at(i + 1).kind in {"number", "amount", "doc"} and unit is not Unit.YEAR:
        return None
    return Piece(unit, text.cut(i, i + 1)), i + 1
