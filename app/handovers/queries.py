"""Which offices have a new holder who was not handed their pledges yet, and the sheets there are."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.core.clock import today
from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.paging import Page, by_columns
from app.council.models import Office, OfficeHolding, Person
from app.documents.queries import with_number
from app.handovers.models import Handover, HandoverPledge
from app.pledges.accountable import answered_before
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.questions.models import Answer


@dataclass(frozen=True, slots=True)
class Waiting:
    """An office whose present holder was not handed its open pledges yet."""

    office: Office
    holder: Person
    count: int
    overdue: int


def _unhanded(*columns: Any, day: date) -> sa.Select[Any]:
    """Open pledges of an office whose holder of that day is not who promised, took office later, and confirmed no sheet with them.

    A holder who was in office when it was promised was there; only an office that took the pledge over from another one is
    handed it all the same.
    """
    confirmed = sa.exists().where(
        HandoverPledge.pledge_id == Pledge.id,
        HandoverPledge.handover_id == Handover.id,
        Handover.office_id == Pledge.acting_office_id,
        Handover.to_person_id == OfficeHolding.person_id,
        Handover.confirmed_on.is_not(None),
    )
    return (
        sa.select(*columns)
        .select_from(Pledge)
        .join(Answer, Answer.id == Pledge.answer_id)
        .join(OfficeHolding, OfficeHolding.office_id == Pledge.acting_office_id)
        .where(
            Pledge.lifecycle == Lifecycle.ADOPTED,
            sa.or_(OfficeHolding.starts_on.is_(None), OfficeHolding.starts_on <= day),
            sa.or_(OfficeHolding.ends_on.is_(None), OfficeHolding.ends_on >= day),
            sa.or_(Pledge.person_id.is_(None), Pledge.person_id != OfficeHolding.person_id),
            sa.or_(
                OfficeHolding.starts_on > Answer.answered_on,
                Pledge.acting_office_id != sa.func.coalesce(Pledge.office_id, 0),
            ),
            ~confirmed,
        )
    )


def waiting_offices(day: date | None = None) -> list[Waiting]:
    """Every office with pledges to hand over, those with the most overdue ones first. Two statements."""
    day = day or today()
    overdue = sa.func.sum(sa.case((Pledge.effective_due_on < day, 1), else_=0))
    counted = (
        _unhanded(
            OfficeHolding.id.label("id"), sa.func.count().label("listed"), overdue.label("overdue"), day=day
        )
        .group_by(OfficeHolding.id)
        .order_by(overdue.desc(), OfficeHolding.id)
    )
    counts = {row.id: row for row in db.session.execute(counted)}
    holdings = {
        each.id: each
        for each in db.session.scalars(
            sa.select(OfficeHolding)
            .where(OfficeHolding.id.in_(list(counts)))
            .options(
                joinedload(OfficeHolding.person), joinedload(OfficeHolding.office).joinedload(Office.agency)
            )
        )
    }
    return [
        Waiting(holdings[key].office, holdings[key].person, row.listed, row.overdue)
        for key, row in counts.items()
    ]


def unhanded_pledges(office_id: int, day: date | None = None) -> list[Pledge]:
    """The pledges of an office its present holder was not handed yet, by their deadline in force."""
    statement = _unhanded(Pledge, day=day or today()).where(Pledge.acting_office_id == office_id)
    return list(
        db.session.scalars(
            statement.options(joinedload(Pledge.person)).order_by(
                Pledge.effective_due_on.nulls_last(), Pledge.code, Pledge.id
            )
        ).unique()
    )


@dataclass(slots=True)
class Share:
    """Pledges the present holder takes over from one and the same person."""

    key: str
    person: Person | None
    """Who answered for them before; None where nobody is known."""

    office: Office | None
    """The office in which they did: after a merger it is one of the old agency."""

    since: date
    """The day from which the office that takes over must act for the last of them."""

    pledges: list[Pledge]


def shares_to_hand_over(office_id: int, day: date | None = None) -> list[Share]:
    """What waits to be handed over, by who hands it over, the largest share first: after a merger there are several."""
    day, holding = day or today(), present_holding(office_id, day)
    pledges = unhanded_pledges(office_id, day)
    if holding is None or not pledges:
        return []
    before = answered_before([each.id for each in pledges], holding.person_id, day=day)
    people = _by_id(Person, {each.person_id for each in before.values()})
    offices = _by_id(Office, {each.office_id for each in before.values()})
    shares: dict[str, Share] = {}
    for pledge in pledges:
        known = before[pledge.id]
        key = f"person-{known.person_id}" if known.person_id else f"office-{known.office_id}"
        giver = people.get(known.person_id), offices.get(known.office_id)
        share = shares.setdefault(key, Share(key, *giver, known.until, []))
        share.since = max(share.since, known.until)
        share.pledges.append(pledge)
    return sorted(shares.values(), key=lambda each: -len(each.pledges))


def _by_id(model: type[Any], ids: set[int | None]) -> dict[int | None, Any]:
    return {each.id: each for each in db.session.scalars(sa.select(model).where(model.id.in_(ids - {None})))}


def giving_office(handover: Handover) -> Office:
    """The office that answered for the pledges of a sheet until then: after a merger one of the old agency."""
    ids = [line.pledge_id for line in handover.pledges]
    before = answered_before(ids, handover.to_person_id, day=handover.handed_on).values()
    given = [each for each in before if each.person_id == handover.from_person_id] or before
    found = {each.office_id for each in given}
    [office_id] = found if len(found) == 1 else [handover.office_id]
    return db.session.get(Office, office_id or 0) or handover.office


def present_holding(office_id: int, day: date | None = None) -> OfficeHolding | None:
    """Who holds an office on the day, with the days of it."""
    day = day or today()
    statement = (
        sa.select(OfficeHolding)
        .where(
            OfficeHolding.office_id == office_id,
            sa.or_(OfficeHolding.starts_on.is_(None), OfficeHolding.starts_on <= day),
            sa.or_(OfficeHolding.ends_on.is_(None), OfficeHolding.ends_on >= day),
        )
        .options(joinedload(OfficeHolding.person))
        .order_by(OfficeHolding.starts_on.desc().nulls_last(), OfficeHolding.id.desc())
        .limit(1)
    )
    return db.session.scalar(statement)


def sheets(office_id: int | None = None, *, cursor: str | None = None) -> Page[tuple[Handover, int]]:
    """A page of the sheets there are, the latest first, each with how many pledges it lists."""
    listed = (
        sa.select(sa.func.count())
        .select_from(HandoverPledge)
        .where(HandoverPledge.handover_id == Handover.id)
        .correlate(Handover)
        .scalar_subquery()
    )
    statement = sa.select(Handover, listed).options(
        joinedload(Handover.office),
        joinedload(Handover.from_person),
        joinedload(Handover.to_person),
        *with_number(Handover.document),
    )
    if office_id is not None:
        statement = statement.where(Handover.office_id == office_id)
    found = by_columns(
        statement,
        (Handover.handed_on, Handover.id),
        (date.fromisoformat, int),
        cursor=cursor,
        fetch=lambda page: db.session.execute(page).unique(),
        descending=True,
    )
    return replace(found, rows=[(row[0], row[1]) for row in found.rows])


def get_handover(handover_id: int) -> Handover:
    """A sheet with its pledges and who is named in it."""
    pledge = selectinload(Handover.pledges).joinedload(HandoverPledge.pledge)
    found = db.session.scalar(
        sa.select(Handover)
        .where(Handover.id == handover_id)
        .options(
            joinedload(Handover.office).joinedload(Office.agency),
            joinedload(Handover.from_person),
            joinedload(Handover.to_person),
            *with_number(Handover.document),
            pledge.joinedload(Pledge.person),
            pledge.joinedload(Pledge.office),
        )
    )
    if found is None:
        raise NotFoundError(N_("There is no such handover sheet."))
    return found
