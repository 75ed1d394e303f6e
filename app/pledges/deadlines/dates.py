"""Pieces of the calendar as people say them, and the days they stand for.

A piece may leave its year open ("trước 30/6"): then it is the first one not wholly past on the day it was said (R25).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.core.errors import N_, DomainError

FIRST_YEAR, LAST_YEAR = 1975, 2100
MONTHS = 12
DAYS = 31
"""The most days a month has."""
_YEARS_TO_A_LEAP_DAY = 9

NOT_A_DAY = N_("“%(rest)s” is not a day of the calendar.")
NOT_A_MONTH = N_("“%(rest)s” is not a month: months go from 1 to 12.")
NOT_A_QUARTER = N_("“%(rest)s” is not a quarter: quarters go from I to IV.")
NOT_A_YEAR = N_("“%(rest)s” is not a year this register can hold: write four digits, from 1975 to 2100.")
BACKWARDS = N_("“%(rest)s” ends before it begins.")
OTHER_WEEKDAY = N_("“%(rest)s”: that day is another day of the week.")
LUNAR = N_("“%(rest)s” is a day of the lunar calendar: write the solar date.")
NOT_UNDERSTOOD = N_("“%(rest)s” was not understood: write the deadline as a date, month, quarter or year.")
NO_TIME = N_("No deadline was found in “%(rest)s”: write a date, month, quarter or year.")
CONTRADICTION = N_("“%(rest)s” says two different numbers.")
MOVED = N_("“%(rest)s” speaks of moving a deadline: write only the new deadline.")
TOO_LONG = N_("This text is too long for a deadline: write only the words about time.")


class UnreadPhrase(DomainError):
    """A phrase that is refused rather than guessed: what of it was understood, and the piece that was not."""

    def __init__(self, message: str, *, rest: str, understood: tuple[str, ...] = ()) -> None:
        super().__init__(message, field="deadline_phrase", rest=rest)
        self.rest = rest
        self.understood = understood


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"


class Part(StrEnum):
    """Part of a period, Civil Code 2015, article 146(2)(3)."""

    BEGINNING = "đầu"
    MIDDLE = "giữa"
    END = "cuối"


@dataclass(frozen=True, slots=True)
class Span:
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Piece:
    """One or more neighbouring days, months, quarters or years, by their numbers; `first` None is the current one."""

    unit: Unit
    words: str
    first: int | None = None
    last: int | None = None
    month: int | None = None
    year: int | None = None
    part: Part | None = None
    fixed: Span | None = None
    doubt: str = ""
    """Why the reading of the words is not certain, in Vietnamese; empty when it is."""
    doubtful: tuple[date, ...] = ()

    @property
    def open_year(self) -> bool:
        return self.fixed is None and self.year is None and not (self.unit is Unit.YEAR and self.first)

    def before(self, later: Piece) -> Piece:
        """The piece with what it leaves open taken from the later end of its range ("từ quý II đến quý IV/2026")."""
        if not self.open_year or self.first is None:
            return self
        month = self.month or later.month if self.unit is Unit.DAY else None
        return replace(self, year=later.year, month=month)

    def resolve(self, said_on: date) -> Span:
        """The days it stands for; a part stands for one day."""
        spans = list(self._candidates(said_on))
        if not spans:
            raise UnreadPhrase(NOT_A_DAY, rest=self.words)
        return next((span for span in spans if span.end >= said_on), spans[-1])

    def _candidates(self, said_on: date) -> Iterator[Span]:
        if self.fixed:
            yield self._part_of(self.fixed)
            return
        for year, month in self._open_places(said_on):
            span = self._span(year, month)
            if span and _in_range(span):
                yield self._part_of(span)

    def _open_places(self, said_on: date) -> Iterator[tuple[int, int]]:
        """Year and month to try, nearest first."""
        if (self.unit is Unit.DAY and self.month is None) or (self.unit is Unit.MONTH and self.first is None):
            for ahead in range(12):
                year, month = divmod(said_on.year * 12 + said_on.month - 1 + ahead, 12)
                yield year, month + 1
        elif self.unit is Unit.QUARTER and self.first is None:
            for ahead in range(2):
                year, quarter = divmod(said_on.year * 4 + (said_on.month - 1) // 3 + ahead, 4)
                yield year, quarter + 1
        elif self.year is not None:
            yield self.year, self.month or 1
        else:
            for year in range(said_on.year, said_on.year + _YEARS_TO_A_LEAP_DAY):
                yield year, self.month or 1

    def _span(self, year: int, place: int) -> Span | None:
        first, last = self.first or place, self.last or self.first or place
        if self.unit is Unit.DAY:
            days = monthrange(year, place)[1]
            return (
                Span(date(year, place, first), date(year, place, last))
                if 1 <= first <= last <= days
                else None
            )
        if self.unit is Unit.YEAR:
            first, last = self.first or year, self.last or self.first or year
            return Span(date(first, 1, 1), date(last, 12, 31))
        months = 3 if self.unit is Unit.QUARTER else 1
        return Span(date(year, first * months - months + 1, 1), end_of_month(year, last * months))

    def _part_of(self, span: Span) -> Span:
        if self.part is None:
            return span
        day = {Part.BEGINNING: span.start, Part.MIDDLE: middle(span, self.unit), Part.END: span.end}[
            self.part
        ]
        return Span(day, day)


def _in_range(span: Span) -> bool:
    return span.start.year >= FIRST_YEAR and span.end.year <= LAST_YEAR


def end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def middle(span: Span, unit: Unit) -> date:
    """The 15th of a month, the last day of June of a year (article 146); of a quarter the 15th of its second month."""
    if unit is Unit.MONTH:
        return span.start.replace(day=15)
    if unit is Unit.QUARTER:
        return span.start.replace(month=span.start.month + 1, day=15)
    if unit is Unit.WEEK:
        return span.start + timedelta(days=2)
    return date(span.start.year, 6, 30)


def add_months(day: date, months: int) -> date:
    """The corresponding day, or the last day of a month that has none (article 148(3)(4))."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week_of(day: date) -> Span:
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6))
