"""What recurs, as days: "ngày 25 hằng tháng", "chậm nhất ngày 20 tháng của cuối quý", "định kỳ 06 tháng" (R19).

A recurrence has no single deadline; its occurrences have. They fall on the day the words name, else on the last day of the
month, quarter, half-year or year (Civil Code 2015, article 146); "trước ngày X" is the day before (R1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.pledges.deadlines.dates import MONTHS, UnreadPhrase, end_of_month
from app.pledges.deadlines.reading import read
from app.pledges.deadlines.rules import DeadlineKind
from app.pledges.deadlines.text import Text

_SUNDAY = 6
_LAST_DAY = 31
_QUARTER = 3
_HALF_YEAR = 6
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}
_COUNTS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "mười hai": 12}
_COUNT = r"(\d{1,2}|" + "|".join(_COUNTS) + r")"
_WEEKLY = re.compile(r"\b(?:hằng|mỗi|từng) tuần\b|\btuần (?:một|1) lần\b|\btuần / lần\b")
_WEEKDAY = re.compile(rf"\bthứ ({'|'.join(_WEEKDAYS)}|[2-7])\b")
_SITTINGS = re.compile(r"\bkỳ họp\b|\bphiên họp\b")
_BY_MONTHS = re.compile(
    rf"\b(?:định kỳ|mỗi|cứ) {_COUNT} (?:\( [\w ]+ \) )?tháng\b|\b{_COUNT} tháng (?:/|một|1) lần\b"
)
_TIMES_A_YEAR = re.compile(rf"\b{_COUNT} lần (?:/|mỗi|một|trong|hằng) (?:một )?năm\b|\bnăm {_COUNT} lần\b")
_QUARTERLY = re.compile(r"\bquý\b(?! (?:i|ii|iii|iv|[1-4])\b)")
_OF_QUARTER = re.compile(r"\bquý (i{1,3}|iv|[1-4])\b")
_HALF_YEARLY = re.compile(r"\b(?:hằng|mỗi|từng) (?:nửa năm|kỳ 6 tháng)\b")
_YEARLY = re.compile(r"\b(?:hằng|mỗi|từng) năm\b|\bthường niên\b|\bnăm (?:một|1) lần\b|\bcủa năm trước\b")
_MONTHLY = re.compile(
    r"\b(?:hằng|mỗi|từng) tháng\b|\btháng (?:tiếp theo|kế tiếp|liền kề|liền sau|kỳ báo cáo|sau)\b|\btháng (?:một|1) lần\b"
)
_DAY = re.compile(r"\bngày (\d{1,2})(?: (?:tháng|/|-) ?(\d{1,2})\b)?")
_MONTH = re.compile(r"\btháng (\d{1,2})\b")
_BEFORE = re.compile(r"\btrước(?: ngày| tháng)\b")
_FIRST_OF_QUARTER = re.compile(r"\btháng đầu\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MANY = 120


class Rhythm(StrEnum):
    """How often it recurs."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    OTHER = "other"
    SITTINGS = "sittings"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule of the calendar: the day of these months, and the days by which it is moved ("trước": one back).

    Of a week, `day` is the weekday, Monday being 0.

    At every sitting, the days are those of the sittings and cannot be computed from words.
    """

    rhythm: Rhythm
    months: tuple[int, ...] = ()
    day: int = _LAST_DAY
    shift: int = 0

    def days(self, after: date, until: date) -> list[date]:
        """The days on which it is due, later than the one and not later than the other."""
        if self.rhythm is Rhythm.WEEKLY:
            first = after + timedelta(days=(self.day - after.weekday() - 1) % 7 + 1)
            found = [first + timedelta(weeks=week) for week in range((until - first).days // 7 + 1)]
        else:
            found = [
                self._day_in(year, month)
                for year in range(after.year, until.year + 2)
                for month in self.months
            ]
        return [day for day in found if after < day <= until][:_MANY]

    def _day_in(self, year: int, month: int) -> date:
        last = end_of_month(year, month)
        return min(last, last.replace(day=min(self.day, last.day))) + timedelta(days=self.shift)

    def name(self, due_on: date) -> str:
        """What the occurrence due on that day is called on paper."""
        day = due_on - timedelta(days=self.shift)
        year, quarter = day.year, (day.month + 2) // _QUARTER
        return {
            Rhythm.WEEKLY: f"Tuần đến ngày {day:%d/%m/%Y}",
            Rhythm.QUARTERLY: f"Quý {'I' * quarter if quarter <= _QUARTER else 'IV'}/{year}",
            Rhythm.HALF_YEARLY: f"6 tháng {'đầu' if day.month <= _HALF_YEAR else 'cuối'} năm {year}",
            Rhythm.YEARLY: f"Năm {year}",
        }.get(self.rhythm, f"Tháng {day.month}/{year}")


def recurrence_of(words: str, *, said_on: date, before_is_inclusive: bool = False) -> Recurrence | None:
    """The rule in the words of a deadline; None where they recur in no rhythm of the calendar ("thường xuyên") or not at all."""
    try:
        if read(words, said_on=said_on).kind is not DeadlineKind.RECURRING:
            return None
    except UnreadPhrase:
        return None
    said = " ".join(token.key for token in Text(words).tokens)
    if _WEEKLY.search(said):
        return Recurrence(Rhythm.WEEKLY, day=_weekday(said))
    if _SITTINGS.search(said):
        return Recurrence(Rhythm.SITTINGS, shift=-1 if "trước" in said else 0)
    return _of_months(said, before_is_inclusive=before_is_inclusive)


def _of_months(said: str, *, before_is_inclusive: bool) -> Recurrence | None:
    rhythm, months = _rhythm(said)
    if not months:
        return None
    day, named = _named_day(said)
    if named and rhythm in {Rhythm.YEARLY, Rhythm.OTHER}:
        months = named
    before = bool(_BEFORE.search(said)) and not before_is_inclusive
    if day is None and named and before:
        return Recurrence(rhythm, months, 1, -1)
    return Recurrence(rhythm, months, day or _LAST_DAY, -1 if before and day else 0)


def _weekday(said: str) -> int:
    """The weekday named, else the last of the week."""
    found = _WEEKDAY.search(said)
    if found is None:
        return _SUNDAY
    return int(found[1]) - 2 if found[1].isdecimal() else _WEEKDAYS[found[1]]


def _rhythm(said: str) -> tuple[Rhythm, tuple[int, ...]]:
    """How often, and the months in which it falls due."""
    every = _every(said)
    if every:
        named = {1: Rhythm.MONTHLY, 3: Rhythm.QUARTERLY, 6: Rhythm.HALF_YEARLY, 12: Rhythm.YEARLY}
        return named.get(every, Rhythm.OTHER), tuple(range(every, MONTHS + 1, every))
    if _QUARTERLY.search(said):
        first = 1 if _FIRST_OF_QUARTER.search(said) else _QUARTER
        return Rhythm.QUARTERLY, tuple(range(first, MONTHS + 1, _QUARTER))
    if _HALF_YEARLY.search(said):
        return Rhythm.HALF_YEARLY, (_HALF_YEAR, MONTHS)
    if _MONTHLY.search(said):
        return Rhythm.MONTHLY, tuple(range(1, MONTHS + 1))
    return (Rhythm.YEARLY, (MONTHS,)) if _YEARLY.search(said) else (Rhythm.OTHER, ())


def _every(said: str) -> int | None:
    """Of "6 tháng một lần", "2 lần/năm": so many months, where they divide the year."""
    months = _BY_MONTHS.search(said)
    times = _TIMES_A_YEAR.search(said)
    counted = _count(months) if months else None
    if counted is None and times:
        often = _count(times)
        counted = MONTHS // often if often and MONTHS % often == 0 else None
    return counted if counted and counted <= MONTHS and MONTHS % counted == 0 else None


def _count(found: re.Match[str]) -> int | None:
    word = next((group for group in found.groups() if group), "")
    return int(word) if word.isdecimal() else _COUNTS.get(word)


def _named_day(said: str) -> tuple[int | None, tuple[int, ...]]:
    """The day of the month, of a span its end, and the months that are named."""
    days = _DAY.findall(said)
    day = int(days[-1][0]) if days else None
    months = {int(month) for _, month in days if month} | {int(each) for each in _MONTH.findall(said)}
    quarters = {_ROMAN.get(each, 0) or int(each) for each in _OF_QUARTER.findall(said)}
    months |= {quarter * _QUARTER for quarter in quarters}
    return day, tuple(sorted(month for month in months if 1 <= month <= MONTHS))
