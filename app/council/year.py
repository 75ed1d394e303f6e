"""The working calendar of a year as a page shows it: twelve months, and every day that is not as the week has it with its source."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from app.core.enums import Coded
from app.core.workdays import PublicDay, WorkCalendar, public_days
from app.council import queries
from app.council.domain import DayKind
from app.council.models import CalendarDay

_SATURDAY = 5
_SUBSTITUTED = "(nghỉ bù)"


class DaySource(Coded):
    """Where the calendar has a day from."""

    DOCUMENT = "document"
    COUNCIL = "council"
    LAW = "law"
    SUBSTITUTE = "substitute"
    ANNOUNCED = "announced"


@dataclass(frozen=True)
class SpecialDay:
    """A day that is not as the week has it; `row` where the council itself entered it."""

    day: date
    kind: DayKind
    name: str
    source: DaySource
    row: CalendarDay | None = None


@dataclass(frozen=True)
class DayCell:
    """A day of the month sheet."""

    day: date
    worked: bool
    special: SpecialDay | None


@dataclass(frozen=True)
class Year:
    """A year: months of weeks of days (none for the days of the neighbouring months), and its special days in order."""

    number: int
    months: list[list[list[DayCell | None]]]
    special: list[SpecialDay]

    @property
    def own(self) -> int:
        """How many days the council entered itself."""
        return sum(each.row is not None for each in self.special)


def year_of(number: int) -> Year:
    """The year of the council in scope: the public calendar, and over it the council's own days."""
    first, last = date(number, 1, 1), date(number, 12, 31)
    special = {each.day: _public(each) for each in public_days(number)}
    special |= {row.day: _own(row) for row in queries.calendar_days(since=first, until=last)}
    calendar = queries.work_calendar()
    months = [
        [
            [_cell(day, calendar, special) if day.month == month else None for day in week]
            for week in Calendar().monthdatescalendar(number, month)
        ]
        for month in range(1, 13)
    ]
    return Year(number, months, [special[day] for day in sorted(special)])


def not_taken_over(number: int) -> list[SpecialDay]:
    """The public days of a year of which the council's own calendar says nothing."""
    return [each for each in year_of(number).special if each.row is None]


def _cell(day: date, calendar: WorkCalendar, special: dict[date, SpecialDay]) -> DayCell:
    return DayCell(day, calendar.is_working(day), special.get(day))


def _public(day: PublicDay) -> SpecialDay:
    source = DaySource.ANNOUNCED if day.announced else DaySource.LAW
    if day.name.endswith(_SUBSTITUTED):
        source = DaySource.SUBSTITUTE
    return SpecialDay(day.day, DayKind.WORK if day.worked else DayKind.REST, day.name, source)


def _own(row: CalendarDay) -> SpecialDay:
    source = DaySource.DOCUMENT if row.document_number else DaySource.COUNCIL
    return SpecialDay(row.day, row.kind, row.name, source, row)
