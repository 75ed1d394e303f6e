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
    """Days of rest besides weekends, and weekend days that are worked in exchange.

    `public`: of a day not named here, of whatever year, the public calendar of Viet Nam says what it is.
    """

    rest_days: frozenset[date] = frozenset()
    work_days: frozenset[date] = frozenset()
    public: bool = False

    def is_working(self, day: date) -> bool:
        if day in self.work_days:
            return True
        if day in self.rest_days:
            return False
        if self.public:
            return _is_publicly_worked(day)
        return day.weekday() < _SATURDAY

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


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A day of the public calendar that is not as the week has it, and why."""

    day: date
    name: str
    worked: bool = False
    announced: bool = False
    """Given in exchange for another day: announced for the year, not set by law."""


def public_days(year: int) -> list[PublicDay]:
    """The public holidays of a year, the weekdays given in exchange and the weekend days worked for them, in order."""
    found = []
    for holiday, name in sorted(_public_names(year).items()):
        worked = _worked_for(name)
        found.append(PublicDay(holiday, name, announced=worked is not None))
    for worked, rest in sorted(_exchanges(year).items()):
        found.append(
            PublicDay(worked, f"Làm việc thay cho ngày {rest:%d/%m/%Y}", worked=True, announced=True)
        )
    return sorted(found, key=lambda each: each.day)


def _exchanges(year: int) -> dict[date, date]:
    """The weekend days of a year worked for a day of rest, with that day; it may lie in the year before or after."""
    names = {day: name for near in (year - 1, year, year + 1) for day, name in _public_names(near).items()}
    pairs = ((_worked_for(name), day) for day, name in names.items())
    return {worked: rest for worked, rest in pairs if worked is not None and worked.year == year}


def _is_publicly_worked(day: date) -> bool:
    if day.weekday() >= _SATURDAY:
        return day in _exchanges_of(day.year)
    return day not in _public_names(day.year)


@cache
def _exchanges_of(year: int) -> frozenset[date]:
    return frozenset(_exchanges(year))


def _worked_for(name: str) -> date | None:
    """The day worked for a day of rest that says so in its name."""
    found = _EXCHANGED.search(name)
    return date(int(found[3]), int(found[2]), int(found[1])) if found else None


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
    exchanged = (_worked_for(name) for name in names.values())
    return frozenset(names), frozenset(day for day in exchanged if day is not None)
