"""Working days: which day is worked and which rests.

Weekends rest (Labour Code 2019, article 111); so do public holidays (article 112) and the weekdays given in exchange for
a worked Saturday. A council hands in its own calendar; until then the one of the `holidays` package serves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

_SATURDAY = 5
_EXCHANGED = re.compile(r"thay cho ngày (\d{2})/(\d{2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Days of rest besides weekends, and weekend days that are worked in exchange."""

    rest_days: frozenset[date] = frozenset()
    work_days: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        if day in self.work_days:
            return True
        return day.weekday() < _SATURDAY and day not in self.rest_days

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first working day after it (Civil Code 2015, article 148(5))."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after the day, which is itself not counted (article 147); before it when n is negative."""
        step = timedelta(days=1 if n > 0 else -1)
        for _ in range(abs(n)):
            day += step
            while not self.is_working(day):
                day += step
        return day


def vietnamese_calendar(years: Iterable[int]) -> WorkCalendar:
    """The public calendar of Viet Nam for the years, as far as the `holidays` package knows it."""
    rest: set[date] = set()
    worked: set[date] = set()
    for year in years:
        rest_of_year, worked_in_year = _public_year(year)
        rest |= rest_of_year
        worked |= worked_in_year
    return WorkCalendar(rest_days=frozenset(rest), work_days=frozenset(worked))


def lunar_new_year(year: int) -> date | None:
    """The first day of the lunar year (mùng một Tết) falling in the solar year; None where it is not known."""
    return next(
        (day for day, names in _public_names(year).items() if "Tết Nguyên Đán" in names.split("; ")), None
    )


@cache
def _public_names(year: int) -> dict[date, str]:
    import holidays  # noqa: PLC0415 - slow to import, and few requests count working days

    return dict(holidays.country_holidays("VN", years=year, language="vi"))


@cache
def _public_year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    names = _public_names(year)
    exchanged = (_EXCHANGED.search(name) for name in names.values())
    worked = frozenset(date(int(m[3]), int(m[2]), int(m[1])) for m in exchanged if m)
    return frozenset(names), worked
