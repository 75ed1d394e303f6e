"""What was promised in a term, what of it is open, and how terms were closed."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from app.core.database import db
from app.council.models import Agency, Office, Person, Term
from app.handovers.models import TermCarry, TermClosing
from app.pledges.accountable import accountable_person
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.pledges.standing import Condition, Standing
from app.resolutions.models import Resolution
from app.sittings.models import QuestioningSession, Sitting


def find_closing(term_id: int) -> TermClosing | None:
    """How a term was closed, with both terms; None while it goes on."""
    return db.session.scalar(
        sa.select(TermClosing)
        .where(TermClosing.term_id == term_id)
        .options(joinedload(TermClosing.term), joinedload(TermClosing.next_term))
    )


def closings_into(term_id: int) -> Sequence[TermClosing]:
    """The closed terms whose open pledges came into this one."""
    return db.session.scalars(
        sa.select(TermClosing)
        .where(TermClosing.next_term_id == term_id)
        .options(joinedload(TermClosing.term))
        .order_by(TermClosing.closed_on, TermClosing.id)
    ).all()


def of_term(term_id: int) -> Condition:
    """Whether a pledge was made in a term or carried into it."""
    sittings = sa.select(Sitting.id).where(Sitting.term_id == term_id).correlate(None)
    sessions = sa.select(QuestioningSession.id).where(QuestioningSession.sitting_id.in_(sittings))
    carried = sa.exists().where(
        TermCarry.pledge_id == Pledge.id,
        TermCarry.closing_id == TermClosing.id,
        TermClosing.next_term_id == term_id,
    )
    return sa.or_(Pledge.session_id.in_(sessions.correlate(None)), carried)


def open_of_term(term_id: int, *, lock: bool = False) -> list[Pledge]:
    """The pledges of a term that are still followed, in the order of their resolutions and rows."""
    statement = (
        sa.select(Pledge)
        .where(of_term(term_id), Pledge.lifecycle == Lifecycle.ADOPTED)
        .order_by(Pledge.adopted_on, Pledge.resolution_id, Pledge.row_number, Pledge.id)
    )
    if lock:
        statement = statement.with_for_update(of=Pledge)
    return list(db.session.scalars(statement))


def promises_of_term(term_id: int, at: Standing) -> Sequence[Any]:
    """Every adopted pledge of a term with who promised, who answers, and how it stands on the day. One statement.

    `answers` is named where it is another than who promised; `vacant` says that nobody is known to hold the office.
    """
    person, acting, answers = aliased(Person), aliased(Agency), aliased(Person)
    accountable = accountable_person(at)
    statement = at.joined(
        sa.select(
            Pledge.id,
            Pledge.code,
            Pledge.words,
            Pledge.original_due_on,
            Pledge.deadline_words,
            Pledge.row_number,
            person.id.label("person_id"),
            person.full_name.label("person"),
            Office.title.label("office"),
            sa.case((answers.id.is_distinct_from(Pledge.person_id), answers.full_name)).label("answers"),
            sa.and_(answers.id.is_(None), at.acting_office_id.is_not(None)).label("vacant"),
            acting.name.label("acting"),
            Resolution.number.label("resolution"),
            QuestioningSession.held_on,
            Sitting.name.label("sitting"),
            *at.columns,
        )
        .select_from(Pledge)
        .join(QuestioningSession, QuestioningSession.id == Pledge.session_id)
        .outerjoin(Sitting, Sitting.id == QuestioningSession.sitting_id)
        .outerjoin(Resolution, Resolution.id == Pledge.resolution_id)
        .outerjoin(person, person.id == Pledge.person_id)
        .outerjoin(Office, Office.id == Pledge.office_id)
        .outerjoin(acting, acting.id == at.acting_agency_id)
    )
    statement = statement.outerjoin(answers, answers.id == accountable)
    return db.session.execute(
        statement.where(of_term(term_id), Pledge.adopted_on.is_not(None)).order_by(
            QuestioningSession.held_on, Pledge.row_number, Pledge.id
        )
    ).all()


def open_promises(term_id: int, at: Standing) -> list[Any]:
    """Of them those that are followed today, as they stood on the day."""
    still = {pledge.id for pledge in open_of_term(term_id)}
    return [row for row in promises_of_term(term_id, at) if row.id in still]


def count_of_term(term_id: int) -> tuple[int, int]:
    """How many adopted pledges a term has, and how many of them are still followed."""
    still = sa.func.sum(sa.case((Pledge.lifecycle == Lifecycle.ADOPTED, 1), else_=0))
    row = db.session.execute(
        sa.select(sa.func.count(Pledge.id), still).where(
            of_term(term_id), Pledge.lifecycle != Lifecycle.DRAFT
        )
    ).one()
    return row[0], row[1] or 0


def carried(closing_id: int) -> dict[int, TermCarry]:
    """What a closing carried on, by the pledge's id, in order."""
    rows = db.session.scalars(
        sa.select(TermCarry).where(TermCarry.closing_id == closing_id).order_by(TermCarry.position)
    )
    return {row.pledge_id: row for row in rows}


def other_terms(term: Term) -> list[Term]:
    """The terms that may follow: any other that is not closed and does not begin before."""
    closed = sa.select(TermClosing.term_id)
    found = db.session.scalars(
        sa.select(Term)
        .where(Term.id != term.id, Term.id.not_in(closed))
        .order_by(Term.starts_on.desc().nulls_last(), Term.id.desc())
    )
    return [
        each
        for each in found
        if each.starts_on is None or term.starts_on is None or each.starts_on > term.starts_on
    ]
