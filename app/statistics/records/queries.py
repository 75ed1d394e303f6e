"""Reading a record: a handful of statements whatever the number of its pledges."""

from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.as_of import AsOf
from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.council.models import Office, OfficeHolding
from app.pledges.models import Pledge
from app.pledges.standing import Standing, standing, stands_now, stood_on
from app.statistics.domain import Counts, Grouping, Measure, Scope
from app.statistics.measures import is_counted
from app.statistics.queries import scope_names, select_pledges, totals
from app.statistics.records.domain import TOLD, OverduePledge, Period, Point, course_days

MOST_OVERDUE = 100


@dataclass(frozen=True)
class Record:
    """What came of the promises of a scope by a day."""

    scope: Scope
    as_of: AsOf
    names: list[tuple[Grouping, str]]
    course: list[Point]
    own: list[Counts]
    """Of a person, on the days of the course: what they promised themselves, of all they answered for."""

    overdue: list[OverduePledge]
    periods: list[tuple[Period, Counts]]

    @property
    def name(self) -> str:
        """Whose record it is; empty where it is everybody's."""
        return ", ".join(name for _grouping, name in self.names)

    @property
    def counts(self) -> Counts:
        """On the day asked for."""
        return self.course[-1].counts


def record_of(scope: Scope, as_of: AsOf) -> Record:
    """The record of a scope. Raises `NotFoundError` where the scope names what the council does not have."""
    names = scope_names(scope)
    if not all(name for _grouping, name in names):
        raise NotFoundError(N_("There is no such entry in this council's directory."))
    course = course_of(scope, as_of)
    is_person = scope.answerer_id is not None
    return Record(
        scope=scope,
        as_of=as_of,
        names=names,
        course=course,
        own=own_promises(scope, as_of, course) if is_person else [],
        overdue=overdue_pledges(scope, standing(as_of)),
        periods=_counted(periods_of(scope, as_of), scope, as_of) if is_person else [],
    )


def own_promises(scope: Scope, as_of: AsOf, course: list[Point]) -> list[Counts]:
    """How many a person promised themselves, of those they answered for, on each day of the course."""
    own = replace(scope, person_id=scope.answerer_id)
    return totals([(own, _on(point.on, as_of)) for point in course], (Measure.MADE,))


def _counted(periods: list[Period], scope: Scope, as_of: AsOf) -> list[tuple[Period, Counts]]:
    if not periods:
        return []
    asked = [(replace(scope, acting_office_id=each.office_id), _on(each.day, as_of)) for each in periods]
    return list(zip(periods, totals(asked, TOLD), strict=True))


def last_day_in_office(scope: Scope, as_of: AsOf) -> AsOf:
    """The day a person's record is looked at where none is asked for: once they left every office, their last day in one."""
    if scope.answerer_id is None or as_of.typed:
        return as_of
    periods = periods_of(scope, as_of)
    if not periods or any(each.until is None or each.until >= as_of.day for each in periods):
        return as_of
    return AsOf(max(each.day for each in periods), earlier=True)


def periods_of(scope: Scope, as_of: AsOf) -> list[Period]:
    """The times a person held an office, the latest first; none where the record is of one office alone.

    A holding of a single day only says who sat there on the day of a session: it neither begins nor ends a time. With
    an agency its offices end too, whether or not their holders were written down as gone.
    """
    if scope.acting_office_id is not None:
        return []
    statement = (
        sa.select(OfficeHolding)
        .where(
            OfficeHolding.person_id == scope.answerer_id,
            sa.or_(OfficeHolding.starts_on.is_(None), OfficeHolding.starts_on <= as_of.day),
        )
        .options(joinedload(OfficeHolding.office).joinedload(Office.agency))
        .order_by(OfficeHolding.starts_on.desc().nulls_last(), OfficeHolding.id.desc())
    )
    holdings = list(db.session.scalars(statement))
    lasting = [each for each in holdings if each.starts_on is None or each.starts_on != each.ends_on]
    known = {each.office_id for each in lasting}
    seen = {each.office_id: each for each in holdings if each.office_id not in known}
    return [_period(each, each.starts_on, each.ends_on, as_of.day) for each in lasting] + [
        _period(each, None, None, as_of.day) for each in seen.values()
    ]


def _period(holding: OfficeHolding, since: date | None, until: date | None, day: date) -> Period:
    agency = holding.office.agency
    closed = agency.ends_on if agency else None
    if closed and (until is None or closed < until) and (since is None or since <= closed):
        until = closed
    return Period(holding.office_id, holding.office.title, since, until, min(until or day, day))


def _on(day: date, as_of: AsOf) -> Standing:
    return stood_on(day) if as_of.earlier or day < as_of.day else stands_now(day)


def overdue_pledges(scope: Scope, at: Standing) -> list[OverduePledge]:
    """Those past their deadline in force, the longest first."""
    columns = (Pledge.id, Pledge.code, Pledge.words, at.due_on.label("due_on"), Pledge.original_due_on)
    statement = (
        select_pledges(scope, at, *columns)
        .where(*at.in_register, is_counted(Measure.OPEN_OVERDUE, at))
        .order_by(sa.text("due_on"), Pledge.id)
        .limit(MOST_OVERDUE)
    )
    return [
        OverduePledge(**row._mapping, days=(at.day - row.due_on).days)  # noqa: SLF001 - SQLAlchemy's public name of it
        for row in db.session.execute(statement)
    ]


def course_of(scope: Scope, as_of: AsOf) -> list[Point]:
    """What stood where through time, each day as it was known at its end; the last is the day asked for."""
    at = standing(as_of)
    adopted = select_pledges(scope, at, sa.func.min(Pledge.adopted_on)).where(is_counted(Measure.MADE, at))
    first = db.session.scalar(adopted) or as_of.day
    days = course_days(first, as_of.day)
    counted = totals([(scope, _on(day, as_of)) for day in days], TOLD)
    return [Point(day, counts) for day, counts in zip(days, counted, strict=True)]
