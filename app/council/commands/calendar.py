"""Writing the council's calendar: days of rest, and weekend days worked in exchange, each with the document that set it.

However many days are entered at once, one event tells of them, so that each deadline they touch moves once.
"""

from collections.abc import Sequence
from datetime import date

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import put, refuse_stale
from app.core.workdays import WorkCalendar, public_days
from app.council import queries
from app.council.domain import CalendarChanged, DayKind, NewCalendarDay
from app.council.models import CalendarDay

Changes = dict[date, tuple[str, str]]
"""What a day was and what it is now, in words; empty where the calendar says nothing of it."""
_SATURDAY = 5
_YEARS_AROUND = 50


def enter_days(*, council_id: int, new: Sequence[NewCalendarDay], actor: User | None) -> int:
    """Enter many days, replacing what the calendar said of them; how many are new or other than before."""
    before = queries.work_calendar()
    known = {each.day: each for each in queries.calendar_days()}
    changes: Changes = {}
    for each in {one.day: one for one in new}.values():
        _check(each)
        row = known.get(each.day)
        old = _told(row) if row is not None else ""
        if row is None:
            row = CalendarDay(council_id=council_id)
            db.session.add(row)
        put(row, vars(each))
        if _told(row) != old:
            changes[each.day] = (old, _told(row))
    _tell(council_id, changes, before, actor)
    return len(changes)


def enter_day(*, council_id: int, new: NewCalendarDay, actor: User | None) -> None:
    """Enter one day of which the calendar says nothing yet."""
    if queries.find_calendar_day(new.day) is not None:
        raise DomainError(N_("The calendar already has an entry for %(day)s."), field="day", day=new.day)
    enter_days(council_id=council_id, new=[new], actor=actor)


def take_over_public_days(*, council_id: int, year: int, actor: User | None) -> int:
    """Enter the public calendar of a year as the council's own; days the council knows already stay as they are."""
    if abs(year - today().year) > _YEARS_AROUND:
        raise DomainError(N_("The public calendar of that year is not known."), field="year")
    known = {each.day for each in queries.calendar_days(since=date(year, 1, 1), until=date(year, 12, 31))}
    new = [
        NewCalendarDay(day=each.day, kind=DayKind.WORK if each.worked else DayKind.REST, name=each.name)
        for each in public_days(year)
        if each.day not in known
    ]
    return enter_days(council_id=council_id, new=new, actor=actor)


def change_day(
    *, row: CalendarDay, new: NewCalendarDay, expected_version: int | None, actor: User | None
) -> CalendarDay:
    """Change a day of the calendar, or move it to another day."""
    _check(new)
    refuse_stale(row, vars(new), expected_version)
    other = queries.find_calendar_day(new.day)
    if other is not None and other is not row:
        raise DomainError(N_("The calendar already has an entry for %(day)s."), field="day", day=new.day)
    before, old_day, old = queries.work_calendar(), row.day, _told(row)
    put(row, vars(new))
    changes = {old_day: (old, ""), new.day: ("", _told(row))}
    if old_day == new.day:
        changes = {old_day: (old, _told(row))} if _told(row) != old else {}
    _tell(row.council_id, changes, before, actor)
    return row


def remove_day(*, row: CalendarDay, actor: User | None) -> None:
    """Take a day out of the calendar; the public calendar says again what it is."""
    before = queries.work_calendar()
    changes = {row.day: (_told(row), "")}
    db.session.delete(row)
    _tell(row.council_id, changes, before, actor)


def _check(new: NewCalendarDay) -> None:
    """A working day is worked without an entry that says so."""
    worked_anyway = new.day.weekday() < _SATURDAY and WorkCalendar(public=True).is_working(new.day)
    if new.kind is DayKind.WORK and worked_anyway:
        raise DomainError(
            N_("%(day)s is worked anyway; only a day of rest needs an entry as a worked day."),
            field="day",
            day=new.day,
        )


def _told(row: CalendarDay) -> str:
    """A day of the calendar in one line of the log."""
    return ", ".join(str(json_ready(part)) for part in (row.kind, row.name, row.document_number) if part)


def _tell(council_id: int, changes: Changes, before: WorkCalendar, actor: User | None) -> None:
    if not changes:
        return
    db.session.flush()
    told = [f"{day}: {old or '—'} → {new or '—'}" for day, (old, new) in sorted(changes.items())]
    publish(
        CalendarChanged(
            actor_id=actor.id if actor else None,
            council_id=council_id,
            subject_type="CalendarDay",
            subject_id=None,
            details={"days": told},
            days=tuple(sorted(changes)),
            before=before,
        )
    )
