"""Offices and who holds them: one holder on any day."""

from datetime import date, timedelta

from app.accounts.models import User
from app.core.errors import N_, DomainError
from app.council import queries
from app.council.commands.entries import check_period, end_entry, save_changed, save_new
from app.council.domain import NewHolding, NewOffice, overlap
from app.council.models import Office, OfficeHolding


def add_office(*, new: NewOffice, actor: User | None) -> Office:
    """Add a post; a title stands once in an agency."""
    _refuse_second_office(new, itself=None)
    office = Office()
    save_new(office, new, actor=actor)
    return office


def change_office(
    *, office: Office, new: NewOffice, expected_version: int | None, actor: User | None
) -> None:
    _refuse_second_office(new, itself=office)
    save_changed(office, new, expected_version=expected_version, actor=actor)


def _refuse_second_office(new: NewOffice, *, itself: Office | None) -> None:
    if queries.other_office(new.title, new.agency_id, itself=itself) is not None:
        raise DomainError(N_("This office is already in the list."), field="title")


def hold_office(*, office: Office, new: NewHolding, actor: User | None) -> OfficeHolding:
    """Say who held an office from–until. Refused where another holding shares a day with it."""
    check_period(new)
    _refuse_overlap(office, new, itself=None)
    holding = OfficeHolding(office_id=office.id)
    save_new(holding, new, actor=actor)
    return holding


def change_holding(
    *, holding: OfficeHolding, new: NewHolding, expected_version: int | None, actor: User | None
) -> None:
    """Correct who held the office or the days."""
    check_period(new)
    office = queries.get_office_for_change(holding.office_id)
    _refuse_overlap(office, new, itself=holding)
    save_changed(holding, new, expected_version=expected_version, actor=actor)


def succeed_in_office(*, office: Office, new: NewHolding, actor: User | None) -> OfficeHolding:
    """End the present holding on the day before and begin the next, in one step."""
    if new.starts_on is None:
        raise DomainError(N_("Say on which day the new holder takes over."), field="starts_on")
    current = queries.find_open_holding(office.id)
    if current is not None:
        _refuse_takeover_before_start(current, new.starts_on)
        end_entry(entry=current, ends_on=new.starts_on - timedelta(days=1), actor=actor)
    return hold_office(office=office, new=new, actor=actor)


def _refuse_takeover_before_start(current: OfficeHolding, day: date) -> None:
    if current.starts_on is not None and day <= current.starts_on:
        raise DomainError(
            N_(
                "%(name)s holds this office since %(starts_on)s. The new holder must take over after that day."
            ),
            field="starts_on",
            name=current.person.full_name,
            starts_on=current.starts_on,
        )


def _refuse_overlap(office: Office, new: NewHolding, *, itself: OfficeHolding | None) -> None:
    queries.get_office_for_change(office.id)  # holds the office against a second writer
    for other in queries.holdings_of(office.id):
        if other is itself or not overlap((new.starts_on, new.ends_on), (other.starts_on, other.ends_on)):
            continue
        raise _overlap_error(other)


def _overlap_error(other: OfficeHolding) -> DomainError:
    name, starts_on, ends_on = other.person.full_name, other.starts_on, other.ends_on
    if starts_on and ends_on:
        return DomainError(
            N_("%(name)s holds this office from %(starts_on)s to %(ends_on)s; the days overlap."),
            field="starts_on",
            name=name,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    if starts_on:
        return DomainError(
            N_("%(name)s holds this office since %(starts_on)s; give that holding a last day first."),
            field="starts_on",
            name=name,
            starts_on=starts_on,
        )
    if ends_on:
        return DomainError(
            N_("%(name)s holds this office until %(ends_on)s; the days overlap."),
            field="starts_on",
            name=name,
            ends_on=ends_on,
        )
    return DomainError(
        N_("%(name)s holds this office without known days; date that holding first."),
        field="starts_on",
        name=name,
    )


def note_holder_on(*, office: Office, person_id: int, day: date, actor: User | None) -> OfficeHolding:
    """Record that someone is known to have held an office on a day, where no more is known (an old record, an import).

    The person's own earlier or later holding is stretched to that day when nobody else stands between.
    """
    for holding in queries.holdings_of(office.id):
        if holding.person_id == person_id:
            starts_on = (
                day if holding.starts_on is not None and day < holding.starts_on else holding.starts_on
            )
            ends_on = day if holding.ends_on is not None and day > holding.ends_on else holding.ends_on
            stretched = NewHolding(person_id=person_id, starts_on=starts_on, ends_on=ends_on)
            if _is_free(office, stretched, itself=holding):
                save_changed(holding, stretched, expected_version=None, actor=actor)
                return holding
    return hold_office(
        office=office, new=NewHolding(person_id=person_id, starts_on=day, ends_on=day), actor=actor
    )


def _is_free(office: Office, new: NewHolding, *, itself: OfficeHolding) -> bool:
    return not any(
        other is not itself and overlap((new.starts_on, new.ends_on), (other.starts_on, other.ends_on))
        for other in queries.holdings_of(office.id)
    )
