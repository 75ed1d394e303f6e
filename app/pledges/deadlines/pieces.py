"""One piece of the calendar, of whatever unit, at a place in a phrase; parts of periods and school years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.pledges.deadlines.amounts import number_at
from app.pledges.deadlines.dates import (
    BACKWARDS,
    DAYS,
    NOT_UNDERSTOOD,
    Part,
    Piece,
    Span,
    Unit,
    UnreadPhrase,
    week_of,
)
from app.pledges.deadlines.days import day_at
from app.pledges.deadlines.feasts import feast_at
from app.pledges.deadlines.periods import (
    Found,
    bare_at,
    four_digits,
    half_at,
    numbered_at,
    shift_at,
    years_at,
)
from app.pledges.deadlines.text import Text, word_table

_PARTS = {"đầu": Part.BEGINNING, "giữa": Part.MIDDLE, "cuối": Part.END}
_TEN_DAYS = {"thượng": 10, "trung": 20, "hạ": DAYS}
_TEN_DAYS_DOUBT = "Thượng tuần, trung tuần, hạ tuần được tính đến ngày 10, ngày 20 và ngày cuối tháng."
_WEEK_DOUBT = "Mỗi tuần của tháng được tính bảy ngày từ ngày 1, tuần cuối đến ngày cuối tháng."
_COUNT_DOUBT = "Số ngày đầu, cuối tháng được tính đến hết ngày cuối của khoảng đó."
_SCHOOL_STARTS = (9, 5)
_HALF_A_MONTH = 15
_WEEKS = 4
_FIRST = word_table("đầu tiên", "đầu")
_LAST = word_table("cuối cùng", "cuối")
_SCHOOL_DOUBT = "Năm học được tính từ 05/9 đến 31/5; khung thời gian từng năm do ngành giáo dục ban hành."


def piece_at(text: Text, i: int, said_on: date, *, led: bool, bare: bool = False) -> Found | None:
    """A piece here, if any. `bare` lets "tháng", "quý", "năm" alone mean the present one."""
    found = (
        school_year_at(text, i, said_on)
        or half_at(text, i, said_on)
        or _part_at(text, i, said_on)
        or _month_of_quarter(text, i, said_on)
        or day_at(text, i, said_on, led=led)
        or numbered_at(text, i, said_on)
        or week_at(text, i, said_on)
    )
    if found is None and _may_be_year(text, i, led=led):
        found = years_at(text, i, said_on)
    if found is None and led:
        found = feast_at(text, i, said_on) or (bare_at(text, i, said_on) if bare else None)
    return found


def _may_be_year(text: Text, i: int, *, led: bool) -> bool:
    """A year in mere digits needs a preposition before it."""
    if led or text.at(i).kind == "word":
        return True
    promised = text.key(i - 1) in {"kiến", "thành", "xong"} and text.closes(i + 1)
    return four_digits(text, i) is not None and (promised or _joined_years(text, i))


def _joined_years(text: Text, i: int) -> bool:
    return text.key(i + 1) == "-" and four_digits(text, i + 2) is not None and text.closes(i + 3)


def week_at(text: Text, i: int, said_on: date) -> Found | None:
    """Such as "tuần này", "tuần tới"; a week runs from Monday to Sunday."""
    shift = shift_at(text, i + 1) if text.key(i) == "tuần" else None
    if shift is None:
        return None
    return week_piece(text.cut(i, shift[1]), said_on, shift[0]), shift[1]


def week_piece(words: str, said_on: date, shift: int) -> Piece:
    span = week_of(said_on + timedelta(weeks=shift))
    doubt = "Tuần kết thúc vào Chủ nhật, song người nói thường nghĩ đến thứ Sáu."
    return Piece(Unit.WEEK, words, fixed=span, doubt=doubt, doubtful=(span.start + timedelta(days=4),))


def school_year_at(text: Text, i: int, said_on: date) -> Found | None:
    """Such as "năm học 2026-2027", "năm học tới" (R22)."""
    j = i + 1 if text.key(i) in {"đầu", "cuối"} else i
    if not text.has(j, "năm", "học"):
        return None
    part = Part(text.key(i)) if j > i else None
    shift = (1, j + 3) if text.key(j + 2) == "mới" else shift_at(text, j + 2)
    if shift:
        first = said_on.year - (said_on.month < _SCHOOL_STARTS[0]) + shift[0]
        end = shift[1]
    else:
        start, last = four_digits(text, j + 2), four_digits(text, j + 4)
        if start is None or last is None or text.key(j + 3) not in {"-", "/"}:
            raise UnreadPhrase(NOT_UNDERSTOOD, rest=text.cut(i, j + 3))
        if last != start + 1:
            raise UnreadPhrase(BACKWARDS, rest=text.cut(i, j + 5))
        first, end = start, j + 5
    span = Span(date(first, *_SCHOOL_STARTS), date(first + 1, 5, 31))
    piece = Piece(Unit.SCHOOL_YEAR, text.cut(i, end), fixed=span, part=part, doubt=_SCHOOL_DOUBT)
    return piece, end


def _part_at(text: Text, i: int, said_on: date) -> Found | None:
    """đầu, giữa, cuối of a week, month, quarter or year (article 146(2)(3))."""
    counted = _ten_days(text, i, said_on) or _week_of_month(text, i, said_on)
    if counted:
        return counted
    j = i + 1 if text.key(i) == "ngày" else i
    part = _PARTS.get(text.key(j))
    if part is None:
        return None
    j += 1
    if text.key(j) in {"của", "tiên", "cùng"}:
        j += 1 + (text.key(j + 1) == "của")
    if text.key(j) == "tuần" and not shift_at(text, j + 1):
        return replace(week_piece(text.cut(i, j + 1), said_on, 0), part=part), j + 1
    found = _whole_at(text, j, said_on)
    if found is None:
        return None
    return replace(found[0], words=text.cut(i, found[1]), part=part), found[1]


def _whole_at(text: Text, i: int, said_on: date) -> Found | None:
    """A whole period, of which a part may be named."""
    found = numbered_at(text, i, said_on) or week_at(text, i, said_on)
    if found is None and (text.at(i).kind == "word" or text.closes(i + 1)):
        found = years_at(text, i, said_on)
    return found or bare_at(text, i, said_on)


def _ten_days(text: Text, i: int, said_on: date) -> Found | None:
    count = text.number(i)
    if count and count <= _HALF_A_MONTH and text.key(i + 1) == "ngày" and text.key(i + 2) in {"đầu", "cuối"}:
        j = i + 4 if text.key(i + 3) == "của" else i + 3
        return _month_until(text, i, j, said_on, count if text.key(i + 2) == "đầu" else DAYS, _COUNT_DOUBT)
    last = _TEN_DAYS.get(text.key(i)) if text.key(i + 1) == "tuần" else None
    j = i + 3 if text.key(i + 2) == "của" else i + 2
    return _month_until(text, i, j, said_on, last, _TEN_DAYS_DOUBT) if last else None


def _week_of_month(text: Text, i: int, said_on: date) -> Found | None:
    if text.key(i) != "tuần":
        return None
    nth = number_at(text, i + 2) if text.key(i + 1) == "thứ" else None
    if nth and 1 <= nth[0] <= _WEEKS:
        j = nth[1] + (text.key(nth[1]) == "của")
        return _month_until(text, i, j, said_on, nth[0] * 7, _WEEK_DOUBT)
    first, final = text.after(i + 1, _FIRST), text.after(i + 1, _LAST)
    place = first or final
    if place is None:
        return None
    place += text.key(place) == "của"
    return _month_until(text, i, place, said_on, 7 if first else DAYS, _WEEK_DOUBT)


def _month_until(text: Text, i: int, j: int, said_on: date, last: int, doubt: str) -> Found | None:
    """The given day of a month, the 31st meaning its last."""
    found = numbered_at(text, j, said_on) or bare_at(text, j, said_on)
    if found is None or found[0].unit is not Unit.MONTH:
        return None
    month, words = found[0], text.cut(i, found[1])
    if last == DAYS:
        return replace(month, words=words, part=Part.END, doubt=doubt), found[1]
    day = Piece(Unit.DAY, words, first=last, month=month.first, year=month.year, part=Part.END, doubt=doubt)
    return day, found[1]


def _month_of_quarter(text: Text, i: int, said_on: date) -> Found | None:
    """Such as "tháng cuối quý III", "ngày 10 của tháng đầu quý sau"; without a certain quarter it is a recurrence."""
    found = _day_before_month(text, i)
    day, j = found or (None, i)
    if text.key(j) not in {"tháng", "quý"}:
        return None
    end = text.after(j + 1, _LAST)
    k = end or text.after(j + 1, _FIRST)
    if k is None:
        return None
    k += text.key(k) == "của"
    quarter = numbered_at(text, k, said_on) if text.key(k) == "quý" and text.key(j) == "tháng" else None
    if quarter is None:
        year = _whole_at(text, k, said_on) if text.key(k) == "năm" and day is None else None
        if year is None:
            return None
        unit, count = (Unit.MONTH, 12) if text.key(j) == "tháng" else (Unit.QUARTER, 4)
        return Piece(unit, text.cut(i, year[1]), first=count if end else 1, year=year[0].first), year[1]
    months = (quarter[0].last or quarter[0].first or 1) * 3 if end else (quarter[0].first or 1) * 3 - 2
    year_number = quarter[0].year
    words = text.cut(i, quarter[1])
    if day is None:
        return Piece(Unit.MONTH, words, first=months, year=year_number), quarter[1]
    return Piece(Unit.DAY, words, first=day, month=months, year=year_number), quarter[1]


def _day_before_month(text: Text, i: int) -> tuple[int, int] | None:
    number = text.number(i + 1) if text.key(i) == "ngày" else None
    if number is None or not 1 <= number <= DAYS:
        return None
    return number, i + 2 + (text.key(i + 2) == "của")
