"""Reading pledges where they were promised: under their answers, in their session."""

from collections import defaultdict
from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.council.models import Office
from app.pledges.domain import PartKind
from app.pledges.models import Pledge, PledgeCoordinator, PledgeFollower, PledgePart


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


def pledges_of_answers(answer_ids: Collection[int]) -> list[Pledge]:
    """The pledges of those answers, each with everyone named in it, in the order under their answers."""
    statement = sa.select(Pledge).where(Pledge.answer_id.in_(answer_ids)).options(*_parties())
    return list(db.session.scalars(statement.order_by(Pledge.answer_id, Pledge.position, Pledge.id)))


def last_pledge_of_answer(answer_id: int) -> Pledge | None:
    """The pledge recorded last under an answer, from which the next form carries over what repeats."""
    statement = (
        sa.select(Pledge).where(Pledge.answer_id == answer_id).options(*_parties()).order_by(Pledge.id.desc())
    )
    return db.session.scalars(statement.limit(1)).first()


def coordinator_ids(pledge_id: int) -> list[int]:
    """The agencies that co-ordinate, in their order."""
    statement = sa.select(PledgeCoordinator.agency_id).where(PledgeCoordinator.pledge_id == pledge_id)
    return list(db.session.scalars(statement.order_by(PledgeCoordinator.position)))


def get_part(part_id: int) -> PledgePart:
    """A part with its agency and its pledge; raises `NotFoundError`."""
    found = db.session.scalar(
        sa.select(PledgePart)
        .where(PledgePart.id == part_id)
        .options(joinedload(PledgePart.agency), joinedload(PledgePart.pledge))
    )
    if found is None:
        raise NotFoundError(N_("There is no such part of a pledge."))
    return found


def parts_of(pledge_ids: Iterable[int]) -> defaultdict[int, list[PledgePart]]:
    """The parts of each pledge with their agencies: steps, then shares, then occurrences, each by its number."""
    order = sa.case({kind: place for place, kind in enumerate(PartKind)}, value=PledgePart.kind)
    found: defaultdict[int, list[PledgePart]] = defaultdict(list)
    statement = sa.select(PledgePart).where(PledgePart.pledge_id.in_(list(pledge_ids)))
    for part in db.session.scalars(
        statement.options(joinedload(PledgePart.agency)).order_by(
            PledgePart.pledge_id, order, PledgePart.position, PledgePart.id
        )
    ):
        found[part.pledge_id].append(part)
    return found
