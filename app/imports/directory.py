"""The council's names in memory, so that five thousand rows are looked up without five thousand questions to the database."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import sqlalchemy as sa

from app.core import vietnamese
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.text import fold
from app.council.domain import AgencyKind, BodyKind, covers
from app.council.models import Agency, Body, Delegate, Office, OfficeHolding, Person, Term

Key = vietnamese.SortKey

# The days on which the whole country elected its councils; a term is called after the years it runs from and to.
ELECTIONS = (
    (date(2004, 4, 25), "2004-2011"),
    (date(2011, 5, 22), "2011-2016"),
    (date(2016, 5, 22), "2016-2021"),
    (date(2021, 5, 23), "2021-2026"),
    (date(2026, 3, 15), "2026-2031"),
)
_AGENCY_KINDS = (
    (("ubnd xa", "ubnd phuong", "ubnd dac khu", "ubnd thi tran"), AgencyKind.COMMUNE_COMMITTEE),
    (("ubnd huyen", "ubnd quan", "ubnd thi xa", "ubnd cac huyen"), AgencyKind.DISTRICT_LEGACY),
    (("ubnd",), AgencyKind.PEOPLE_COMMITTEE),
    (("toa an",), AgencyKind.COURT),
    (("vien kiem sat",), AgencyKind.PROCURACY),
    (("so", "ban", "cong an", "thanh tra", "van phong", "chi cuc", "bo chi huy"), AgencyKind.DEPARTMENT),
)
_BODY_KINDS = (
    ("thuong truc", BodyKind.STANDING_COMMITTEE),
    ("to dai bieu", BodyKind.DELEGATE_GROUP),
    ("cac to dai bieu", BodyKind.DELEGATE_GROUP),
)


@lru_cache(maxsize=20_000)
def name_key(name: str) -> Key:
    """What makes two spellings one name: capitals, spaces and the place of a tone mark (hoà, hòa) do not count, letters do."""
    return vietnamese.sort_key(name)


def agency_kind_of(name: str) -> AgencyKind:
    """The kind an agency's name tells of."""
    folded = fold(name).replace("uy ban nhan dan", "ubnd") + " "
    return next(
        (kind for starts, kind in _AGENCY_KINDS if folded.startswith(tuple(f"{start} " for start in starts))),
        AgencyKind.OTHER,
    )


def body_kind_of(name: str) -> BodyKind:
    """The kind a body's name tells of."""
    folded = fold(name)
    return next((kind for start, kind in _BODY_KINDS if folded.startswith(start)), BodyKind.COMMITTEE)


def term_years(day: date) -> str:
    """The term a day belongs to, by the elections: "2016-2021"."""
    return next((years for elected_on, years in reversed(ELECTIONS) if elected_on <= day), "—")


@dataclass(slots=True)
class Directory:
    """Every name of the council by its key. Holds the records, so that the session finds them without asking again."""

    agencies: dict[Key, Agency] = field(default_factory=dict)
    bodies: dict[Key, Body] = field(default_factory=dict)
    people: dict[Key, list[Person]] = field(default_factory=dict)
    offices: dict[tuple[Key, int | None], Office] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    delegates: dict[tuple[int, int], Delegate] = field(default_factory=dict)
    holdings: dict[int, list[OfficeHolding]] = field(default_factory=dict)

    def agency(self, name: str) -> Agency | None:
        return self.agencies.get(name_key(name)) if name else None

    def office(self, title: str, agency: Agency | None) -> Office | None:
        """The office of that title in that agency; where no agency is named, the only office of that title."""
        if agency is not None:
            return self.offices.get((name_key(title), agency.id))
        found = [office for (key, _), office in self.offices.items() if key == name_key(title)]
        return found[0] if len(found) == 1 else self.offices.get((name_key(title), None))

    def person(self, name: str, *, office: Office | None = None, term: Term | None = None) -> Person | None:
        """The person of that name; of namesakes the one who held the office, or is a delegate of the term.

        Raises `DomainError` where that leaves more than one.
        """
        found = self.people.get(name_key(name), [])
        if len(found) > 1:
            found = [person for person in found if self._known_as(person, office, term)] or found
        if len(found) > 1:
            raise DomainError(
                N_(
                    "%(count)d people are called %(name)s. Write the name as the register does, with the note in brackets."
                ),
                count=len(found),
                name=name,
            )
        return found[0] if found else None

    def _known_as(self, person: Person, office: Office | None, term: Term | None) -> bool:
        if office is not None:
            return any(holding.person_id == person.id for holding in self.holdings.get(office.id, ()))
        return term is not None and (person.id, term.id) in self.delegates

    def term(self, day: date) -> Term | None:
        """The term whose days hold the day, or whose years are those of the day."""
        dated = (
            term
            for term in self.terms
            if term.starts_on is not None and covers(term.starts_on, term.ends_on, day)
        )
        named = (term for term in self.terms if fold(term.years) == fold(term_years(day)))
        return next(dated, None) or next(named, None)

    def add_agency(self, agency: Agency) -> None:
        self.agencies[name_key(agency.name)] = agency
        if agency.short_name:
            self.agencies.setdefault(name_key(agency.short_name), agency)

    def add_person(self, person: Person) -> None:
        self.people.setdefault(name_key(person.full_name), []).append(person)
        if person.note:
            self.people.setdefault(name_key(f"{person.full_name} ({person.note})"), []).append(person)

    def add_office(self, office: Office) -> None:
        self.offices[name_key(office.title), office.agency_id] = office

    def add_holding(self, holding: OfficeHolding) -> None:
        known = self.holdings.setdefault(holding.office_id, [])
        if holding not in known:
            known.append(holding)

    def someone_else_held(self, office: Office, person: Person, day: date) -> bool:
        return any(
            holding.person_id != person.id and covers(holding.starts_on, holding.ends_on, day)
            for holding in self.holdings.get(office.id, ())
        )

    def held(self, office: Office, person: Person, day: date) -> bool:
        return any(
            holding.person_id == person.id and covers(holding.starts_on, holding.ends_on, day)
            for holding in self.holdings.get(office.id, ())
        )


def load_directory() -> Directory:
    """The whole directory of the council in scope, in seven statements."""
    directory = Directory()
    for agency in db.session.scalars(sa.select(Agency).order_by(Agency.id.desc())):
        directory.add_agency(agency)
    for body in db.session.scalars(sa.select(Body).order_by(Body.id)):
        directory.bodies[name_key(body.name)] = body
    for person in db.session.scalars(sa.select(Person).order_by(Person.id)):
        directory.add_person(person)
    for office in db.session.scalars(sa.select(Office).order_by(Office.id)):
        directory.add_office(office)
    directory.terms = list(db.session.scalars(sa.select(Term).order_by(Term.id)))
    for delegate in db.session.scalars(sa.select(Delegate).order_by(Delegate.id)):
        directory.delegates[delegate.person_id, delegate.term_id] = delegate
    for holding in db.session.scalars(sa.select(OfficeHolding).order_by(OfficeHolding.id)):
        directory.add_holding(holding)
    return directory
