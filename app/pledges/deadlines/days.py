"""Days in a phrase: dates in digits and words, weekdays, tomorrow, named days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.pledges.deadlines.dates import (
    DAYS,
    LUNAR,
    MONTHS,
    NOT_A_DAY,
    NOT_A_MONTH,
    NOT_A_YEAR,
    OTHER_WEEKDAY,
    Piece,
    Span,
    Unit,
    UnreadPhrase,
    week_of,
)
from app.pledges.deadlines.periods import Found, four_digits, numbered_at, shift_at, year_tail
from app.pledges.deadlines.text import YEAR_DIGITS, Text, number_in_words, word_table

_TODAY = (
    (word_table("hôm nay", "ngày hôm nay", "nay", "bây giờ", "sáng nay", "chiều nay", "tối nay"), 0),
    (word_table("ngày mai", "mai", "sáng mai", "chiều mai"), 1),
    (word_table("ngày kia", "ngày mốt"), 2),
)
_WEEKDAYS = {
    "hai": 0,
    "ba": 1,
    "tư": 2,
    "năm": 3,
    "sáu": 4,
    "bảy": 5,
    "2": 0,
    "3": 1,
    "4": 2,
    "5": 3,
    "6": 4,
    "7": 5,
}
_NOT_WEEKDAYS = frozenset({"lần", "khóa", "họp", "nhiệm", "điều", "khoản", "loại", "nhóm"})
_DAY_DIGITS = 2
_LARGEST_SHARE = 10


def day_at(text: Text, i: int, said_on: date, *, led: bool) -> Found | None:
    """A day. `led` tells that a preposition of time stands before it, so that "30/6" is no fraction."""
    return (
        _near_day(text, i, said_on)
        or _weekday(text, i, said_on, led=led)
        or _iso_day(text, i)
        or _month_in_digits(text, i, led=led)
        or numbered_day(text, i, said_on, led=led)
    )


def _near_day(text: Text, i: int, said_on: date) -> Found | None:
    for table, ahead in _TODAY:
        j = text.after(i, table)
        if j and not (text.key(i) in {"mai", "nay"} and not text.closes(j) and text.key(j) != "đến"):
            day = said_on + timedelta(days=ahead)
            return Piece(Unit.DAY, text.cut(i, j), fixed=Span(day, day)), j
    return None


def _weekday(text: Text, i: int, said_on: date, *, led: bool) -> Found | None:
    """Such as "thứ Sáu tuần tới", "thứ Sáu, ngày 30/10/2026"; alone, the next such day."""
    if text.has(i, "chủ", "nhật"):
        weekday: int | None = 6
    else:
        weekday = _WEEKDAYS.get(text.key(i + 1)) if text.key(i) == "thứ" else None
    if weekday is None or text.key(i - 1) in _NOT_WEEKDAYS:
        return None
    j = i + 2
    shift = shift_at(text, j + 1) if text.key(j) == "tuần" else None
    if shift:
        day = week_of(said_on).start + timedelta(days=7 * shift[0] + weekday)
        return Piece(Unit.DAY, text.cut(i, shift[1]), fixed=Span(day, day)), shift[1]
    dated = numbered_day(text, j + (text.key(j) in {",", "("}), said_on, led=True)
    if dated:
        if dated[0].resolve(said_on).end.weekday() != weekday:
            raise UnreadPhrase(OTHER_WEEKDAY, rest=text.cut(i, dated[1]))
        return replace(dated[0], words=text.cut(i, dated[1])), dated[1]
    if not led:
        return None
    day = said_on + timedelta(days=(weekday - said_on.weekday()) % 7)
    doubt = "Không nêu tuần nào; phần mềm lấy ngày gần nhất."
    return Piece(Unit.DAY, text.cut(i, j), fixed=Span(day, day), doubt=doubt), j


def _iso_day(text: Text, i: int) -> Found | None:
    j = i + 1 if text.key(i) == "ngày" else i
    if (
        len(text.key(j)) != YEAR_DIGITS
        or text.number(j) is None
        or text.key(j + 1) != "-"
        or text.key(j + 3) != "-"
    ):
        return None
    year, month, day = text.number(j), text.number(j + 2), text.number(j + 4)
    if month is None or day is None:
        return None
    if four_digits(text, j) is None:
        raise UnreadPhrase(NOT_A_YEAR, rest=text.cut(j, j + 5))
    return _checked(Piece(Unit.DAY, text.cut(i, j + 5), first=day, month=month, year=year)), j + 5


def _month_in_digits(text: Text, i: int, *, led: bool) -> Found | None:
    """Such as "trong 8/2026"."""
    month, year = text.number(i), four_digits(text, i + 2)
    if not month or not year or text.key(i + 1) not in {"/", "-"} or text.key(i + 3) in {"/", "-"}:
        return None
    if (
        not (led or text.closes(i + 3))
        or text.key(i - 1) in {"/", "-", "."}
        or len(text.key(i)) > _DAY_DIGITS
    ):
        return None
    if month > MONTHS:
        raise UnreadPhrase(NOT_A_MONTH, rest=text.cut(i, i + 3))
    return Piece(Unit.MONTH, text.cut(i, i + 3), first=month, year=year), i + 3


def numbered_day(text: Text, i: int, said_on: date, *, led: bool) -> Found | None:
    said = text.key(i) == "ngày"
    j = i + said
    mung = text.key(j) == "mùng"
    j += mung
    found = _day_number(text, j)
    if found is None or text.key(i - 1) in {"thứ", "lần"}:
        return None
    first, j = found
    if mung and text.key(j) == "tết":
        raise UnreadPhrase(LUNAR, rest=text.cut(i, j + 1))
    last, j = _days_series(text, j, first)
    named = _of_named_month(text, j, said_on)
    if named:
        month, k = named
        piece = Piece(Unit.DAY, text.cut(i, k), first=first, last=last, month=month.first, year=month.year)
        return _checked(piece), k
    if text.at(j - 1).kind == "number":
        digits = _in_digits(text, j, said_on, said=said or mung, led=led)
        if digits:
            month_number, year, k = digits
            piece = Piece(Unit.DAY, text.cut(i, k), first=first, last=last, month=month_number, year=year)
            return _checked(piece), k
    if not (said or mung) or (text.at(j - 1).kind == "word" and not text.closes(j)):
        return None
    return _checked(Piece(Unit.DAY, text.cut(i, j), first=first, last=last)), j


def _day_number(text: Text, i: int) -> tuple[int, int] | None:
    number = text.number(i)
    if number is not None:
        return (number, i + 1) if len(text.key(i)) <= _DAY_DIGITS else None
    return number_in_words(text, i)


def _days_series(text: Text, i: int, first: int) -> tuple[int, int]:
    """Such as "20, 21/6" and "20-22/6/2026": the last day and the place after it."""
    last, place, j = first, i, i
    while text.key(j) in {",", "-", "và"}:
        k = j + 2 if text.key(j + 1) == "ngày" else j + 1
        number = text.number(k)
        if number is None or not last < number <= DAYS:
            break
        last, j = number, k + 1
        if text.key(j) == "tháng" or (text.key(j) == "/" and (text.number(j + 1) or 99) <= MONTHS):
            place = j
    return (last, place) if place == j else (first, i)


def _of_named_month(text: Text, i: int, said_on: date) -> Found | None:
    j = i + 1 if text.key(i) in {"/", "-", ",", "của"} and text.key(i + 1) == "tháng" else i
    found = numbered_at(text, j, said_on) if text.key(j) == "tháng" else None
    return found if found and found[0].last in {None, found[0].first} else None


def _in_digits(
    text: Text, i: int, said_on: date, *, said: bool, led: bool
) -> tuple[int, int | None, int] | None:
    """Month and year after a day in digits: "/6", "-6-2026", ".6.2026", "/6 năm sau"."""
    mark, month = text.key(i), text.number(i + 1)
    if mark not in {"/", "-", "."} or month is None or len(text.key(i + 1)) > _DAY_DIGITS:
        return None
    whole = text.key(i + 2) in {"/", "-", "."} and text.at(i + 3).kind == "number"
    if not (said or led or whole or _ends(text, i + 2)) or (month > MONTHS and not (said or led or whole)):
        return None
    year, j = year_tail(text, i + 2, said_on)
    if year is None and not said and _may_be_quantity(text, i, led=led):
        return None
    if year is None and text.key(j) in {"này", "tới"}:
        j += 1
    return month, year, j


def _may_be_quantity(text: Text, i: int, *, led: bool) -> bool:
    """Whether "2/3", "24/7" or "3.5" rather counts something."""
    day, mark, month = text.number(i - 1) or 0, text.key(i), text.number(i + 1) or 0
    if mark == "." or (mark == "-" and not led) or (day, month) == (24, 7):
        return True
    return not _ends(text, i + 2) and (not led or day < month <= _LARGEST_SHARE)


def _ends(text: Text, i: int) -> bool:
    return text.closes(i) or text.key(i) in {"này", "tới", "năm", "sang", "đến"}


def _checked(piece: Piece) -> Piece:
    """Refuse a day that no year has, such as 31/6 or 32/1."""
    if piece.month is not None and not 1 <= piece.month <= MONTHS:
        raise UnreadPhrase(NOT_A_DAY, rest=piece.words)
    if not 1 <= (piece.last or piece.first or 0) <= DAYS:
        raise UnreadPhrase(NOT_A_DAY, rest=piece.words)
    piece.resolve(date(2000, 1, 1))
    return piece
