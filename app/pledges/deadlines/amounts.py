"""Lengths of time: "15 (mười lăm) ngày làm việc", "một năm rưỡi", "nửa tháng" (Civil Code 2015, articles 146–147)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.core.workdays import WorkCalendar
from app.pledges.deadlines.dates import (
    CONTRADICTION,
    FIRST_YEAR,
    LAST_YEAR,
    NOT_A_YEAR,
    UnreadPhrase,
    add_months,
)
from app.pledges.deadlines.text import Text, number_in_words

_HOURS_A_DAY = 24
_MOST_WORKING_DAYS = 1_000
_MONTHS = {"tháng": 1, "quý": 3, "năm": 12}
_DAYS = {"ngày": 1, "hôm": 1, "tuần": 7}
_HALVES = {"năm": (6, 0), "tháng": (0, 15)}
_SMALLER = {"năm": ("tháng", "ngày"), "tháng": ("ngày",), "tuần": ("ngày",)}
UNITS = frozenset(_MONTHS) | frozenset(_DAYS) | {"giờ", "h"}


@dataclass(frozen=True, slots=True)
class Amount:
    words: str
    months: int = 0
    days: int = 0
    working: int = 0
    doubt: str = ""

    def added_to(self, day: date, calendar: WorkCalendar, *, sign: int) -> date:
        """The day this far after (or, sign -1, before) a day that is itself not counted (article 147)."""
        try:
            moved = add_months(day, sign * self.months) + timedelta(days=sign * self.days)
        except (ValueError, OverflowError):
            raise UnreadPhrase(NOT_A_YEAR, rest=self.words) from None
        if (
            self.working > _MOST_WORKING_DAYS
            or not FIRST_YEAR < moved.year < LAST_YEAR - _MOST_WORKING_DAYS // 250
        ):
            raise UnreadPhrase(NOT_A_YEAR, rest=self.words)
        return calendar.add_working_days(moved, sign * self.working)


def number_at(text: Text, i: int) -> tuple[int, int] | None:
    """A count in digits or words; "10 (mười)" says it twice, and must say the same."""
    found = _plain_number(text, i)
    if found is None:
        return None
    value, j = found
    gloss = _plain_number(text, j + 1) if text.key(j) == "(" else None
    if gloss and text.key(gloss[1]) == ")":
        if gloss[0] != value:
            raise UnreadPhrase(CONTRADICTION, rest=text.cut(i, gloss[1] + 1))
        return value, gloss[1] + 1
    return value, j


def _plain_number(text: Text, i: int) -> tuple[int, int] | None:
    value = text.number(i)
    return (value, i + 1) if value is not None else number_in_words(text, i)


def amount_at(text: Text, i: int) -> tuple[Amount, int] | None:
    """A length of time. Not "3 tháng 6, 7, 8" nor "6 tháng đầu năm", which name places in the calendar."""
    found = _half(text, i) or _counted(text, i)
    if found is None:
        return None
    amount, j = found
    more = _counted(text, j) if text.at(j).kind == "number" else None
    if (
        more
        and text.key(more[1] - 1) in _SMALLER.get(text.key(j - 1), ())
        and text.at(more[1]).kind != "number"
    ):
        rest, j = more
        amount = replace(amount, months=amount.months + rest.months, days=amount.days + rest.days)
    elif _names_a_place(text, j):
        return None
    if text.key(j) == "nữa":
        j += 1
    return replace(amount, words=text.cut(i, j)), j


def _names_a_place(text: Text, j: int) -> bool:
    following = text.key(j)
    if following in {"đầu", "cuối"}:
        return True
    if text.key(j - 1) in {"quý", "tháng"} and following in {"i", "ii", "iii", "iv"}:
        return True
    return text.at(j).kind == "number" and not (text.key(j + 1) == "ngày" or text.key(j - 1) in {"giờ", "h"})


def _half(text: Text, i: int) -> tuple[Amount, int] | None:
    half = _HALVES.get(text.key(i + 1)) if text.key(i) == "nửa" else None
    return (Amount("", months=half[0], days=half[1]), i + 2) if half else None


def _counted(text: Text, i: int) -> tuple[Amount, int] | None:
    found = number_at(text, i)
    if found is None:
        return None
    n, j = found
    doubt = ""
    more = number_at(text, j + 1) if text.key(j) in {"-", "đến"} else None
    if more and text.key(more[1]) in UNITS:
        n, j = max(n, more[0]), more[1]
        doubt = "Thời hạn nêu một khoảng; phần mềm lấy mức dài hơn."
    unit = text.key(j)
    j += 1
    if unit in {"giờ", "h"}:
        doubt = "Thời hạn tính bằng giờ; phần mềm làm tròn lên đến hết ngày."
        return Amount("", days=-(-n // _HOURS_A_DAY), doubt=doubt), j
    if unit == "ngày" and text.has(j, "làm", "việc"):
        return Amount("", working=n, doubt=doubt), j + 2
    if unit in _DAYS:
        return Amount("", days=n * _DAYS[unit], doubt=doubt), j + (text.key(j) == "lễ")
    if unit not in _MONTHS:
        return None
    months, days = _HALVES.get(unit, (0, 0)) if text.key(j) == "rưỡi" else (0, 0)
    return Amount("", months=n * _MONTHS[unit] + months, days=days, doubt=doubt), j + (text.key(j) == "rưỡi")
