"""Entering a name that is met for the first time, without leaving the form one is in."""

from collections.abc import Iterable
from datetime import date

from app.accounts.models import User
from app.core.errors import N_, DomainError
from app.council import picks, queries
from app.council.commands.directory import add_agency, add_delegate, find_or_add_person
from app.council.commands.offices import add_office, hold_office
from app.council.domain import NewAgency, NewDelegate, NewHolding, NewOffice, covers
from app.council.models import OfficeHolding, Term


def enter_office_holder(*, name: str, title: str, agency: str, on: date, actor: User | None) -> OfficeHolding:
    """Enter a person in an office of an agency; whatever of the three is known already is used again.

    From which day the office is held is left open: the register knows only that it was so on the day asked.
    """
    if not (name and title):
        raise DomainError(
            N_("Give both the name and the office."), field="new_name" if title else "new_title"
        )
    agency_id = _agency_id(agency, on=on, actor=actor) if agency else None
    office = queries.other_office(title, agency_id, itself=None)
    office = office or add_office(new=NewOffice(title=title, agency_id=agency_id), actor=actor)
    person = find_or_add_person(label=name, actor=actor)
    held = next(
        (each for each in queries.holdings_of(office.id) if each.person_id == person.id and each.held_on(on)),
        None,
    )
    return held or hold_office(office=office, new=NewHolding(person_id=person.id), actor=actor)


def enter_agencies(*, names: Iterable[str], on: date, actor: User | None) -> None:
    """Enter the agencies that are not in the list yet."""
    for name in names:
        _agency_id(name, on=on, actor=actor)


def _agency_id(name: str, *, on: date, actor: User | None) -> int:
    found = picks.find_agency(name, on)
    return (found or add_agency(new=NewAgency(name=name), actor=actor)).id


def _only_term(day: date) -> Term | None:
    fitting = [term for term in queries.terms() if covers(term.starts_on, term.ends_on, day)]
    return fitting[0] if len(fitting) == 1 else None


def enter_delegates(*, names: Iterable[str], term: Term | None, on: date, actor: User | None) -> None:
    """Enter the delegates of a term that are not in the list yet.

    A session of no sitting names no term; then it is the council's one term of that day.
    """
    term = term or _only_term(on)
    for name in names:
        if picks.find_delegate(name, on) is not None:
            continue
        if term is None:
            raise DomainError(
                N_("The term of this session is not known. Add the delegate in the directory."),
                field="askers",
            )
        person = find_or_add_person(label=name, actor=actor)
        add_delegate(new=NewDelegate(person_id=person.id, term_id=term.id), actor=actor)
