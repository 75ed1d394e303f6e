"""Reading an agency with what became of it and what it took over."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.council.models import Agency, Office, Succession


def get_agency_for_change(agency_id: int) -> Agency:
    """An agency, kept from a second writer until the transaction ends."""
    found = db.session.scalar(sa.select(Agency).where(Agency.id == agency_id).with_for_update())
    if found is None:
        raise NotFoundError(N_("There is no such entry in this council's directory."))
    return found


def successions_of(agency_id: int) -> Sequence[Succession]:
    """What became of an agency, one row for each successor, with both names; what was taken back is left out."""
    return _standing(Succession.old_agency_id == agency_id)


def taken_over_by(agency_id: int) -> Sequence[Succession]:
    """Whose work an agency took over."""
    return _standing(Succession.new_agency_id == agency_id)


def _standing(condition: sa.ColumnElement[bool]) -> Sequence[Succession]:
    statement = (
        sa.select(Succession)
        .where(condition, Succession.taken_back_on.is_(None))
        .options(joinedload(Succession.old_agency), joinedload(Succession.new_agency))
        .order_by(Succession.effective_on, Succession.id)
    )
    return db.session.scalars(statement).all()


def offices_of(agency_id: int) -> list[Office]:
    """The offices of an agency, by title."""
    statement = sa.select(Office).where(Office.agency_id == agency_id).order_by(Office.title, Office.id)
    return list(db.session.scalars(statement))
