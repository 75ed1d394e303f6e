"""Reading the council, its calendar and its directory."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Membership
from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.searchable import matches
from app.core.tenancy import current_scope, every_council, get_owned
from app.core.text import fold, search_tokens
from app.core.vietnamese import sort_key
from app.core.workdays import WorkCalendar
from app.council.domain import DayKind
from app.council.models import (
    Agency,
    Body,
    CalendarDay,
    Council,
    Delegate,
    Office,
    OfficeHolding,
    Person,
    Term,
)

EntryT = TypeVar("EntryT", Term, Body, Agency, Person, Delegate, Office, OfficeHolding)
_NOTED = re.compile(r"(?P<name>[^()]+?)\s*\((?P<note>[^()]+)\)")
_LIST_LIMIT = 2000


def find_council(slug: str) -> Council | None:
    return db.session.scalar(sa.select(Council).where(Council.slug == slug))


def all_councils() -> list[Council]:
    return list(db.session.scalars(sa.select(Council).order_by(Council.name)))


def count_councils() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(Council)) or 0


def councils_of(user_id: int) -> list[Council]:
    """The councils in which a person now holds a role, by name."""
    held = sa.select(Membership.council_id).where(
        Membership.user_id == user_id, Membership.ended_at.is_(None)
    )
    with every_council():
        found = db.session.scalars(sa.select(Council).where(Council.id.in_(held)).order_by(Council.id))
        return sorted(found, key=lambda council: sort_key(council.name))


# The calendar


def calendar_days(*, since: date | None = None, until: date | None = None) -> list[CalendarDay]:
    """The council's own days in order, those of a period or all of them."""
    statement = sa.select(CalendarDay).order_by(CalendarDay.day)
    if since is not None:
        statement = statement.where(CalendarDay.day >= since)
    if until is not None:
        statement = statement.where(CalendarDay.day <= until)
    return list(db.session.scalars(statement))


def get_calendar_day(day_id: int) -> CalendarDay:
    found = get_owned(CalendarDay, day_id)
    if found is None:
        raise NotFoundError(N_("There is no such day in this council's calendar."))
    return found


def find_calendar_day(day: date) -> CalendarDay | None:
    return db.session.scalar(sa.select(CalendarDay).where(CalendarDay.day == day))


def work_calendar() -> WorkCalendar:
    """The working days of the council in scope: the public calendar, and over it the council's own days."""
    rows = db.session.execute(sa.select(CalendarDay.day, CalendarDay.kind)).all()
    return WorkCalendar(
        rest_days=frozenset(day for day, kind in rows if kind is DayKind.REST),
        work_days=frozenset(day for day, kind in rows if kind is DayKind.WORK),
        public=True,
    )


def rolling() -> Callable[[date], date]:
    """From the day said to the day by which it must be done.

    Where the council's setting says so, a day of rest runs to the end of the next working day (Civil Code 2015, article
    148(5)); otherwise a day fixed stays as it is.
    """
    council = db.session.get(Council, current_scope())
    if council is None or not council.roll_to_working_day:
        return lambda day: day
    return work_calendar().next_working


# The directory


def get_entry(model: type[EntryT], entry_id: int) -> EntryT:
    """An entry of the directory of the council in scope."""
    found = get_owned(model, entry_id)
    if found is None:
        raise NotFoundError(N_("There is no such entry in this council's directory."))
    return found


def name_of(entry: Term | Body | Agency | Person | Delegate | Office | OfficeHolding) -> str:
    """What an entry is called on a page; a delegate and a holding by their person."""
    match entry:
        case Term():
            return f"{entry.number} ({entry.years})"
        case Person():
            return entry.full_name
        case Office():
            return entry.title
        case Delegate() | OfficeHolding():
            return get_entry(Person, entry.person_id).full_name
        case _:
            return entry.name


# Terms, bodies, agencies


def terms() -> Sequence[Term]:
    """The newest first."""
    return db.session.scalars(
        sa.select(Term).order_by(Term.starts_on.desc().nulls_last(), Term.id.desc())
    ).all()


def other_term(number: str, *, itself: Term | None) -> Term | None:
    found = db.session.scalars(sa.select(Term).where(Term.number == number).order_by(Term.id))
    return next((term for term in found if term is not itself), None)


def bodies(q: str = "") -> list[Body]:
    """By kind (the Standing Committee, committees, groups), then by name in Vietnamese order."""
    found = db.session.scalars(
        sa.select(Body).where(*matches(Body.search_text, search_tokens(q))).order_by(Body.id)
    )
    order = ["standing_committee", "committee", "delegate_group"]
    return sorted(found, key=lambda body: (order.index(body.kind), sort_key(body.name)))


def agencies(q: str = "") -> list[Agency]:
    """By name in Vietnamese order."""
    found = db.session.scalars(
        sa.select(Agency)
        .where(*matches(Agency.search_text, search_tokens(q)))
        .order_by(Agency.name)
        .limit(_LIST_LIMIT)
    )
    return sorted(found, key=lambda agency: sort_key(agency.name))


def namesake_body(name: str, *, itself: Body | None) -> Body | None:
    """Another body of the same name, whatever its capitals."""
    found = db.session.scalars(sa.select(Body).where(Body.search_text == fold(name)).order_by(Body.id))
    return next(
        (body for body in found if body is not itself and body.name.casefold() == name.casefold()), None
    )


def namesake_agency(name: str, *, itself: Agency | None) -> Agency | None:
    """Another agency of the same name, whatever its capitals (its search text begins with the name)."""
    found = db.session.scalars(
        sa.select(Agency).where(Agency.search_text.startswith(fold(name))).order_by(Agency.id)
    )
    return next(
        (agency for agency in found if agency is not itself and agency.name.casefold() == name.casefold()),
        None,
    )


# People and delegates


def people(q: str = "") -> list[Person]:
    """By given name, as a Vietnamese list of people is ordered."""
    found = db.session.scalars(
        sa.select(Person)
        .where(*matches(Person.search_text, search_tokens(q)))
        .order_by(Person.full_name, Person.id)
        .limit(_LIST_LIMIT)
    )
    return sorted(found, key=lambda person: given_name_key(person.full_name))


def given_name_key(full_name: str) -> tuple[object, ...]:
    """The order of people: given name first, then the whole name."""
    return (sort_key(name_and_note(full_name)[0].rpartition(" ")[2]), sort_key(full_name))


def people_of_name(name: str) -> list[Person]:
    """Everyone who bears exactly this name, whatever its capitals."""
    found = db.session.scalars(
        sa.select(Person).where(Person.search_text.startswith(fold(name))).order_by(Person.id)
    )
    return [person for person in found if person.full_name.casefold() == name.casefold()]


def people_named(label: str) -> list[Person]:
    """Whom a label may mean: who bears it as their name, brackets and all; else "Họ tên (ghi chú)"."""
    as_typed = people_of_name(label)
    if as_typed:
        return as_typed
    name, note = name_and_note(label)
    return [person for person in people_of_name(name) if note and person.note.casefold() == note.casefold()]


def name_and_note(label: str) -> tuple[str, str]:
    """A name and what tells its bearer apart, as a label writes them: "Họ tên (ghi chú)"."""
    noted = _NOTED.fullmatch(label)
    return (noted["name"], noted["note"]) if noted else (label, "")


def people_labels(found: Sequence[Person]) -> list[tuple[str, str]]:
    """(label, note) of each: the label finds the person again, and carries the note only where a name is shared."""
    shared = sa.select(Person.full_name).group_by(Person.full_name).having(sa.func.count() > 1)
    doubled = set(db.session.scalars(shared)) if found else set()
    return [
        (
            f"{person.full_name} ({person.note})"
            if person.note and person.full_name in doubled
            else person.full_name,
            person.note,
        )
        for person in found
    ]


def label_of(person_id: int) -> str:
    """The label that finds a person again."""
    return people_labels([get_entry(Person, person_id)])[0][0]


def find_delegate(*, person_id: int, term_id: int) -> Delegate | None:
    return db.session.scalar(
        sa.select(Delegate).where(Delegate.person_id == person_id, Delegate.term_id == term_id)
    )


def delegates(*, term_id: int | None = None, q: str = "") -> list[Delegate]:
    """Delegates with person, term and group, by given name."""
    query = (
        sa.select(Delegate)
        .join(Delegate.person)
        .options(joinedload(Delegate.person), joinedload(Delegate.term), joinedload(Delegate.group))
        .where(*matches(Person.search_text, search_tokens(q)))
        .order_by(Delegate.id)
        .limit(_LIST_LIMIT)
    )
    if term_id is not None:
        query = query.where(Delegate.term_id == term_id)
    return sorted(db.session.scalars(query), key=lambda one: given_name_key(one.person.full_name))


# Offices and who holds them


def other_office(title: str, agency_id: int | None, *, itself: Office | None) -> Office | None:
    found = db.session.scalars(
        sa.select(Office)
        .where(Office.search_text == fold(title), Office.agency_id == agency_id)
        .order_by(Office.id)
    )
    return next(
        (office for office in found if office is not itself and office.title.casefold() == title.casefold()),
        None,
    )


def offices(q: str = "") -> list[Office]:
    """Offices with their agency, by title in Vietnamese order; found by title, agency or by who ever held them."""
    tokens = search_tokens(q)
    held_by = (
        sa.select(OfficeHolding.office_id)
        .join(OfficeHolding.person)
        .where(*matches(Person.search_text, tokens))
        .scalar_subquery()
    )
    in_agency = sa.select(Agency.id).where(*matches(Agency.search_text, tokens)).scalar_subquery()
    query = (
        sa.select(Office)
        .options(joinedload(Office.agency))
        .order_by(Office.title, Office.id)
        .limit(_LIST_LIMIT)
    )
    if tokens:
        query = query.where(
            sa.or_(
                sa.and_(*matches(Office.search_text, tokens)),
                Office.id.in_(held_by),
                Office.agency_id.in_(in_agency),
            )
        )
    return sorted(db.session.scalars(query), key=lambda office: sort_key(office.title))


def holders_on(day: date) -> dict[int, OfficeHolding]:
    """Who holds each office on a day, by the office's id. With an agency its offices end too."""
    query = (
        sa.select(OfficeHolding)
        .join(OfficeHolding.office)
        .outerjoin(Office.agency)
        .options(joinedload(OfficeHolding.person))
        .where(
            sa.or_(OfficeHolding.starts_on.is_(None), OfficeHolding.starts_on <= day),
            sa.or_(OfficeHolding.ends_on.is_(None), OfficeHolding.ends_on >= day),
            sa.or_(Agency.ends_on.is_(None), Agency.ends_on >= day),
        )
        .order_by(OfficeHolding.starts_on.nulls_first(), OfficeHolding.id)
    )
    return {holding.office_id: holding for holding in db.session.scalars(query)}


def get_office(office_id: int) -> Office:
    """An office with its agency."""
    found = db.session.scalar(
        sa.select(Office).where(Office.id == office_id).options(joinedload(Office.agency))
    )
    if found is None:
        raise NotFoundError(N_("There is no such entry in this council's directory."))
    return found


def get_office_for_change(office_id: int) -> Office:
    """An office, kept from a second writer until the transaction ends (PostgreSQL; SQLite has one writer anyway)."""
    found = db.session.scalar(sa.select(Office).where(Office.id == office_id).with_for_update())
    if found is None:
        raise NotFoundError(N_("There is no such entry in this council's directory."))
    return found


def holdings_of(office_id: int) -> Sequence[OfficeHolding]:
    """Everyone who held an office, the latest first."""
    return db.session.scalars(
        sa.select(OfficeHolding)
        .where(OfficeHolding.office_id == office_id)
        .options(joinedload(OfficeHolding.person))
        .order_by(OfficeHolding.starts_on.desc().nulls_last(), OfficeHolding.id.desc())
    ).all()


def find_open_holding(office_id: int) -> OfficeHolding | None:
    """The holding that has no last day."""
    return next((holding for holding in holdings_of(office_id) if holding.ends_on is None), None)
