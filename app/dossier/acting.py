"""Who must act and who answers now, beside who promised; and from which term a pledge was carried on."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.core.database import db
from app.council.models import Agency, Office, Person, Term
from app.council.successors import Successors, successors_on
from app.dossier.passing import Passages, passages_of
from app.handovers.models import TermCarry, TermClosing
from app.pledges.accountable import accountable_person
from app.pledges.models import Pledge
from app.pledges.standing import Condition, Standing
from app.sittings.models import QuestioningSession, Sitting


def acting_columns(at: Standing) -> list[Any]:
    """Names of who acts and who answers on the day, each only where it is another than who promised.

    Of an office that promised without a name, who holds it; `vacant` where nobody is known to.
    """
    agency, person = aliased(Agency), aliased(Person)
    answers = accountable_person(at)
    acting = _name(agency.name, agency.id == at.acting_agency_id)
    another = sa.and_(Pledge.lead_agency_id.is_not(None), at.acting_agency_id != Pledge.lead_agency_id)
    replaced = answers.is_distinct_from(Pledge.person_id)
    return [
        sa.case((another, acting), else_="").label("acting"),
        sa.case((replaced, _name(person.full_name, person.id == answers)), else_="").label("answers"),
        sa.and_(answers.is_(None), at.acting_office_id.is_not(None)).label("vacant"),
        carried_from(at).label("carried"),
    ]


def _name(name: Any, found: Condition) -> Any:
    return sa.select(name).where(found).correlate_except(name.class_).scalar_subquery()


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

    passages: Passages
    successors: Successors

    def is_another(self, pledge: Pledge) -> bool:
        """Whether somebody else answers or acts today than who promised."""
        ids = (self.agency.id if self.agency else None, self.person.id if self.person else None)
        return ids != (pledge.lead_agency_id, pledge.person_id)

    @property
    def is_vacant(self) -> bool:
        """Whether only an office is known to answer, and nobody to hold it."""
        return self.person is None and self.office is not None


def acting_of(pledge: Pledge, at: Standing) -> Acting:
    """Five statements, however often it passed on. Of what came after the day nothing is told."""
    agency, office, person = aliased(Agency), aliased(Office), aliased(Person)
    to_act, in_office, answers = db.session.execute(
        at.joined(
            sa.select(agency, office, person)
            .select_from(Pledge)
            .outerjoin(agency, agency.id == at.acting_agency_id)
            .outerjoin(office, office.id == at.acting_office_id)
        )
        .outerjoin(person, person.id == accountable_person(at))
        .where(Pledge.id == pledge.id)
    ).one()
    return Acting(
        agency=to_act,
        office=in_office,
        person=answers,
        passages=passages_of([pledge], at)[pledge.id],
        successors=successors_on(at.day),
    )
