"""Finding people, offices, agencies, delegates and bodies by the names one types, with or without diacritics.

A pick's label is what stands in the field and what is sent; the same label finds the record again. Ended entries are
offered only for days on which they lived.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.core.searchable import matches
from app.core.text import fold, search_tokens
from app.council.models import Agency, Body, Delegate, Office, OfficeHolding, Person, Term

MOST = 20
_NEAREST = 3
_ALIKE = 0.5
Row = TypeVar("Row")


@dataclass(frozen=True)
class Pick:
    """A name to choose, and what tells it apart from its like."""

    label: str
    hint: str = ""


@dataclass(frozen=True)
class Answerable:
    """An office, and who held it on the day asked (nobody known, where the register does not say)."""

    office: Office
    person: Person | None


@dataclass(frozen=True)
class _Kind(Generic[Row]):
    """How one kind of name is looked for: the rows, what they are found by, how they are called."""

    rows: sa.Select[Any]
    found_by: tuple[Any, ...]
    label: Callable[[Row], str]
    names: Callable[[Row], tuple[str, ...]] = field(default=lambda _row: ())
    hint: Callable[[Row], str] = field(default=lambda _row: "")

    def search(self, query: str, *, most: int = MOST) -> list[Row]:
        """Rows that hold every word of the query."""
        conditions = [
            sa.or_(*(matches(column, [token])[0] for column in self.found_by))
            for token in search_tokens(query)
        ]
        return list(db.session.scalars(self.rows.where(*conditions).limit(most)).unique())

    def picks(self, query: str) -> list[Pick]:
        return [Pick(self.label(row), self.hint(row)) for row in self.search(query)]

    def find(self, label: str) -> Row | None:
        """The one row of that label, else the one row of that shorter name; None where none or several answer to it."""
        wanted = fold(label)
        if not wanted:
            return None
        rows = self.search(label, most=200)
        exact = [row for row in rows if fold(self.label(row)) == wanted]
        named = exact or [row for row in rows if wanted in {fold(name) for name in self.names(row)}]
        return named[0] if len(named) == 1 else None

    def nearest(self, label: str) -> list[str]:
        """The labels most like what was typed, for a helpful error."""
        tokens = search_tokens(label)
        any_word = sa.or_(
            sa.false(), *(matches(column, [token])[0] for column in self.found_by for token in tokens)
        )
        labels = [
            self.label(row) for row in db.session.scalars(self.rows.where(any_word).limit(200)).unique()
        ]
        scored = [(SequenceMatcher(None, fold(label), fold(each)).ratio(), each) for each in labels]
        alike = sorted((pair for pair in scored if pair[0] > _ALIKE), reverse=True)
        return list(dict.fromkeys(each for _score, each in alike))[:_NEAREST]


def _lives(model: Any, on: date | None) -> sa.ColumnElement[bool]:
    """Whether a dated entry covers the day; every entry where no day is asked."""
    if on is None:
        return sa.true()
    begun = sa.or_(model.starts_on.is_(None), model.starts_on <= on)
    return sa.and_(begun, sa.or_(model.ends_on.is_(None), model.ends_on >= on))


def _agencies(on: date | None) -> _Kind[Agency]:
    rows = sa.select(Agency).where(_lives(Agency, on)).order_by(Agency.search_text, Agency.id)
    return _Kind(
        rows=rows,
        found_by=(Agency.search_text,),
        label=lambda agency: agency.name,
        names=lambda agency: (agency.short_name,),
        hint=lambda agency: agency.short_name,
    )


def _bodies(on: date | None) -> _Kind[Body]:
    rows = sa.select(Body).where(_lives(Body, on)).order_by(Body.search_text, Body.id)
    return _Kind(rows=rows, found_by=(Body.search_text,), label=lambda body: body.name)


def _holdings(on: date | None) -> _Kind[OfficeHolding]:
    rows = (
        sa.select(OfficeHolding)
        .join(OfficeHolding.person)
        .join(OfficeHolding.office)
        .outerjoin(Office.agency)
        .options(joinedload(OfficeHolding.person), joinedload(OfficeHolding.office).joinedload(Office.agency))
        .where(_lives(OfficeHolding, on))
        .order_by(Person.search_text, OfficeHolding.id)
    )
    return _Kind(
        rows=rows,
        found_by=(Person.search_text, Office.search_text, Agency.search_text),
        label=lambda held: office_holder_label(held.person, held.office),
        names=lambda held: (
            held.person.full_name,
            f"{held.person.full_name} {held.person.note}",
            held.office.title,
            f"{held.person.full_name} {held.office.title}",
        ),
        hint=lambda held: held.person.note,
    )


def _vacant_offices(on: date | None) -> _Kind[Office]:
    """Offices of which the register does not know who held them that day."""
    held = sa.select(OfficeHolding.id).where(OfficeHolding.office_id == Office.id, _lives(OfficeHolding, on))
    rows = (
        sa.select(Office)
        .outerjoin(Office.agency)
        .options(joinedload(Office.agency))
        .where(~held.exists())
        .order_by(Office.search_text, Office.id)
    )
    return _Kind(
        rows=rows,
        found_by=(Office.search_text, Agency.search_text),
        label=lambda office: office_holder_label(None, office),
        names=lambda office: (office.title,),
    )


def _delegates(on: date | None) -> _Kind[Delegate]:
    rows = (
        sa.select(Delegate)
        .join(Delegate.person)
        .join(Delegate.term)
        .outerjoin(Delegate.group)
        .options(joinedload(Delegate.person), joinedload(Delegate.term), joinedload(Delegate.group))
        .where(_lives(Delegate, on), _lives(Term, on))
        .order_by(Person.search_text, Delegate.id.desc())
    )
    shared = _shared_names()
    return _Kind(
        rows=rows,
        found_by=(Person.search_text, Body.search_text),
        label=lambda delegate: _delegate_label(delegate, shared),
        names=lambda delegate: (
            delegate.person.full_name,
            f"{delegate.person.full_name} {delegate.person.note}",
        ),
        hint=lambda delegate: delegate.group.name if delegate.group else delegate.term.years,
    )


def _shared_names() -> frozenset[str]:
    """The names borne by more than one delegate."""
    several = sa.func.count(sa.distinct(Person.id)) > 1
    names = (
        sa.select(Person.full_name).join(Delegate, Delegate.person_id == Person.id).group_by(Person.full_name)
    )
    return frozenset(db.session.scalars(names.having(several)))


def _delegate_label(delegate: Delegate, shared: frozenset[str]) -> str:
    name = delegate.person.full_name
    if name not in shared:
        return name
    apart = delegate.group.name if delegate.group else delegate.person.note
    return f"{name} ({apart})" if apart else name


def office_holder_label(person: Person | None, office: Office) -> str:
    """The label of someone in an office: "Họ tên — Chức vụ".

    The agency follows only where the title does not name it; the office stands alone where no person is known.
    """
    title = office.title
    agency = office.agency
    if agency is not None and not any(
        name and fold(name) in fold(title) for name in (agency.name, agency.short_name)
    ):
        title = f"{title}, {agency.name}"
    return f"{person.full_name} — {title}" if person is not None else title


def delegate_labels(delegates: Sequence[Delegate]) -> list[str]:
    """The labels under which these delegates are found again."""
    shared = _shared_names() if delegates else frozenset()
    return [_delegate_label(delegate, shared) for delegate in delegates]


def agency_picks(query: str, on: date | None = None) -> list[Pick]:
    return _agencies(on).picks(query)


def find_agency(label: str, on: date | None = None) -> Agency | None:
    return _agencies(on).find(label)


def nearest_agencies(label: str, on: date | None = None) -> list[str]:
    return _agencies(on).nearest(label)


def body_picks(query: str, on: date | None = None) -> list[Pick]:
    return _bodies(on).picks(query)


def find_body(label: str, on: date | None = None) -> Body | None:
    return _bodies(on).find(label)


def nearest_bodies(label: str, on: date | None = None) -> list[str]:
    return _bodies(on).nearest(label)


def delegate_picks(query: str, on: date | None = None) -> list[Pick]:
    return _delegates(on).picks(query)


def find_delegate(label: str, on: date | None = None) -> Delegate | None:
    return _delegates(on).find(label)


def nearest_delegates(label: str, on: date | None = None) -> list[str]:
    return _delegates(on).nearest(label)


def office_holder_picks(query: str, on: date | None = None) -> list[Pick]:
    """Who held an office that day; then the offices whose holder is not known."""
    return (_holdings(on).picks(query) + _vacant_offices(on).picks(query))[:MOST]


def find_office_holder(label: str, on: date | None = None) -> OfficeHolding | None:
    return _holdings(on).find(label)


def find_answerable(label: str, on: date | None = None) -> Answerable | None:
    """Who answers under that label: a person in an office, or an office whose holder is not known."""
    held = find_office_holder(label, on)
    if held is not None:
        return Answerable(held.office, held.person)
    office = _vacant_offices(on).find(label)
    return Answerable(office, None) if office is not None else None


def nearest_office_holders(label: str, on: date | None = None) -> list[str]:
    return (_holdings(on).nearest(label) + _vacant_offices(on).nearest(label))[:_NEAREST]
