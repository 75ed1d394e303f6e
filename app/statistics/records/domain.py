"""What a record tells, in which order, and the days of its course. Pure rules."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.statistics.domain import Counts, Measure

M = Measure
FATES: tuple[tuple[Measure, int], ...] = (
    (M.MADE, 0),
    (M.KEPT, 1),
    (M.KEPT_ON_TIME, 2),
    (M.KEPT_AFTER_EXTENSION, 2),
    (M.DONE_LATE, 2),
    (M.KEPT_UNDATED, 2),
    (M.OPEN, 1),
    (M.OPEN_WITHIN_TIME, 2),
    (M.OPEN_OVERDUE, 2),
    (M.CONDITION_UNMET, 2),
    (M.OPEN_UNDATED, 2),
    (M.DROPPED, 1),
    (M.REPLACED, 1),
    (M.CARRIED_OVER, 1),
)
"""What became of the promises, and how deep each figure stands under the one it is part of; each level adds up to the one above."""

BESIDE = (M.DUE, M.BROKEN)
"""Counted beside the fates: a pledge found broken goes on being followed, in time or overdue, until a decision ends it."""

RATES = ((M.EXECUTED, M.DUE), (M.ON_TIME, M.DUE_ORIGINALLY))
"""Part and whole of each rate."""

TOLD = tuple(
    dict.fromkeys(
        [*(measure for measure, _level in FATES), *BESIDE, *(each for rate in RATES for each in rate)]
    )
)
MOST_DAYS = 5
STEPS = (3, 6, 12, 24, 36, 48, 60, 120)
"""Months between two days of a course."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where the promises stood at the end of a day."""

    on: date
    counts: Counts

    @property
    def kept(self) -> int:
        return self.counts[M.KEPT]

    @property
    def open_in_time(self) -> int:
        """Not done and not overdue: within time, without a day, waiting for a condition."""
        return self.counts[M.OPEN] - self.counts[M.OPEN_OVERDUE]

    @property
    def overdue(self) -> int:
        return self.counts[M.OPEN_OVERDUE]

    @property
    def apart(self) -> int:
        """Dropped, replaced, carried over."""
        return self.counts[M.MADE] - self.counts[M.KEPT] - self.counts[M.OPEN]


@dataclass(frozen=True, slots=True)
class OverduePledge:
    """A pledge past its deadline in force, and for how many days."""

    id: int
    code: str
    words: str
    due_on: date
    original_due_on: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Period:
    """A time in an office, looked at on its last day, or on the day asked for while it lasts."""

    office_id: int
    office: str
    from_day: date | None
    until: date | None
    day: date


def course_days(first: date, last: date) -> list[date]:
    """The ends of quarters, half years or years after `first`, as many as can be told apart, and `last` itself."""
    for months in STEPS:
        ends = [end for end in _ends(first, months, last) if end < last]
        if len(ends) < MOST_DAYS:
            return [*ends, last]
    return [*ends[1 - MOST_DAYS :], last]


def _ends(first: date, months: int, last: date) -> Iterator[date]:
    """The last days of the periods of so many months, counted from a January, from `first` to `last`."""
    month = ((first.year * 12 + first.month - 1) // months + 1) * months - 1
    while True:
        year, place = divmod(month, 12)
        end = date(year, place + 1, monthrange(year, place + 1)[1])
        if end > last:
            return
        yield end
        month += months
