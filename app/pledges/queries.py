"""Reading pledges where they were promised: under their answers, in their session."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.council.models import Office
from app.pledges.models import Pledge, PledgeCoordinator, PledgeFollower


def _parties() -> tuple[ORMOption, ...]:
    return (
        joinedload(Pledge.person),
        joinedload(Pledge.office).joinedload(Office.agency),
        joinedload(Pledge.lead_agency),
        selectinload(Pledge.coordinators).joinedload(PledgeCoordinator.agency),
        selectinload(Pledge.followers).joinedload(PledgeFollower.body),
    )


def get_pledge(pledge_id: int) -> Pledge:
    """A pledge with everyone named in it."""
    found = db.session.scalar(sa.select(Pledge).where(Pledge.id == pledge_id).options(*_parties()))
    if found is None:
        raise NotFoundError(N_("There is no such pledge."))
    return found


def pledges_of_answer(answer_id: int) -> list[Pledge]:
    """The pledges of an answer in their order."""
    statement = sa.select(Pledge).where(Pledge.answer_id == answer_id).order_by(Pledge.position, Pledge.id)
    return list(db.session.scalars(statement))


def pledges_of_session(session_id: int) -> list[Pledge]:
    """The pledges of a session, each with everyone named in it, in the order under their answers."""
    statement = sa.select(Pledge).where(Pledge.session_id == session_id).options(*_parties())
    return list(db.session.scalars(statement.order_by(Pledge.answer_id, Pledge.position, Pledge.id)))


def last_pledge_of_answer(answer_id: int) -> Pledge | None:
    """The pledge recorded last under an answer, from which the next form carries over what repeats."""
    statement = (
        sa.select(Pledge).where(Pledge.answer_id == answer_id).options(*_parties()).order_by(Pledge.id.desc())
    )
    return db.session.scalars(statement.limit(1)).first()
