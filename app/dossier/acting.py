"""Who must act and who answers now, beside who promised; and from which term a pledge was carried on."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.core.database import db
from app.council.models import Agency, Office, Person, Term
from app.council.successors import Successors, successors_on
from app.documents.queries import with_number
from app.handovers.models import Handover, HandoverPledge, TermCarry, TermClosing
from app.pledges.accountable import accountable_person
from app.pledges.models import Pledge, PledgeAssignment
from app.pledges.standing import Condition, Standing
from app.sittings.models import QuestioningSession, Sitting


def acting_columns(at: Standing) -> list[Any]:
    """Names of who acts and who answers on the day, each only where it is another than who promised."""
    agency, person = aliased(Agency), aliased(Person)
    answers = accountable_person(at)
    return [
        _name(agency.name, agency.id == at.acting_agency_id, other=at.acting_agency_id, than=Pledge.lead_agency_id)
        .label("acting"),
        _name(person.full_name, person.id == answers, other=answers, than=Pledge.person_id).label("answers"),
        carried_from(at).label("carried"),
    ]  # fmt: skip


def _name(name: Any, found: Condition, *, other: Any, than: Any) -> Any:
    named = sa.select(name).where(found).correlate_except(name.class_).scalar_subquery()
    return sa.case((sa.and_(than.is_not(None), other != than), named), else_="")


def carried_from(at: Standing) -> Any:
    """The number of the latest term a pledge was carried on from by the day; empty where it was not."""
    number = (
        sa.select(Term.number)
        .join(TermClosing, TermClosing.term_id == Term.id)
        .join(TermCarry, TermCarry.closing_id == TermClosing.id)
        .where(TermCarry.pledge_id == Pledge.id, TermClosing.closed_on <= at.day)
        .order_by(TermClosing.closed_on.desc(), TermClosing.id.desc())
        .limit(1)
        .correlate(Pledge)
        .scalar_subquery()
    )
    return sa.func.coalesce(number, "")


def in_term(term_id: int, at: Standing) -> Condition:
    """Whether a pledge was made in a term, or was carried into it by the day."""
    made = (
        sa.select(Sitting.term_id)
        .where(Sitting.id == QuestioningSession.sitting_id)
        .correlate(QuestioningSession)
        .scalar_subquery()
    )
    carried = sa.exists().where(
        TermCarry.pledge_id == Pledge.id,
        TermCarry.closing_id == TermClosing.id,
        TermClosing.next_term_id == term_id,
        TermClosing.closed_on <= at.day,
    )
    return sa.or_(made == term_id, carried)


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts and who answers for one pledge on a day, and how it came to them."""

    agency: Agency | None
    office: Office | None
    person: Person | None
    """Who answers: the holder of the office on that day, else who spoke."""

    passed_on: list[PledgeAssignment]
    handovers: list[Handover]
    """Confirmed by the day."""

    carried: list[TermCarry]
    successors: Successors

    def is_another(self, pledge: Pledge) -> bool:
        """Whether somebody else answers or acts today than who promised."""
        ids = (self.agency.id if self.agency else None, self.person.id if self.person else None)
        return ids != (pledge.lead_agency_id, pledge.person_id)


def acting_of(pledge_id: int, at: Standing) -> Acting:
    """Six statements, however often it passed on. Of what came after the day nothing is told."""
    agency, office, person = aliased(Agency), aliased(Office), aliased(Person)
    to_act, in_office, answers = db.session.execute(
        at.joined(
            sa.select(agency, office, person)
            .select_from(Pledge)
            .outerjoin(agency, agency.id == at.acting_agency_id)
            .outerjoin(office, office.id == at.acting_office_id)
        )
        .outerjoin(person, person.id == accountable_person(at))
        .where(Pledge.id == pledge_id)
    ).one()
    return Acting(
        agency=to_act,
        office=in_office,
        person=answers,
        passed_on=_passed_on(pledge_id, at),
        handovers=_handovers(pledge_id, at),
        carried=_carried(pledge_id, at),
        successors=successors_on(at.day),
    )


def _passed_on(pledge_id: int, at: Standing) -> list[PledgeAssignment]:
    """Of one day and agency the last line: the office is chosen after the agency."""
    statement = (
        sa.select(PledgeAssignment)
        .where(PledgeAssignment.pledge_id == pledge_id, PledgeAssignment.from_day <= at.day)
        .options(joinedload(PledgeAssignment.agency), joinedload(PledgeAssignment.office))
        .order_by(PledgeAssignment.from_day, PledgeAssignment.id)
    )
    last = {(each.from_day, each.agency_id): each for each in db.session.scalars(statement)}
    return list(last.values())


def _handovers(pledge_id: int, at: Standing) -> list[Handover]:
    statement = (
        sa.select(Handover)
        .join(HandoverPledge, HandoverPledge.handover_id == Handover.id)
        .where(HandoverPledge.pledge_id == pledge_id, Handover.confirmed_on <= at.day)
        .options(
            joinedload(Handover.office),
            joinedload(Handover.from_person),
            joinedload(Handover.to_person),
            *with_number(Handover.document),
        )
        .order_by(Handover.confirmed_on, Handover.id)
    )
    return list(db.session.scalars(statement))


def _carried(pledge_id: int, at: Standing) -> list[TermCarry]:
    closing = TermCarry.closing
    statement = (
        sa.select(TermCarry)
        .join(closing)
        .where(TermCarry.pledge_id == pledge_id, TermClosing.closed_on <= at.day)
        .options(
            contains_eager(closing).options(joinedload(TermClosing.term), joinedload(TermClosing.next_term))
        )
        .order_by(TermClosing.closed_on, TermClosing.id)
    )
    return list(db.session.scalars(statement))
