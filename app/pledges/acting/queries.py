"""What must be decided after a reorganisation: a few statements however many pledges."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.clock import today
from app.core.database import db
from app.core.vietnamese import sort_key
from app.council.models import Agency, Office
from app.council.successors import Successors
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge

MOST = 500
"""Pledges on one page; what is decided makes room for the next."""


@dataclass(frozen=True, slots=True)
class Heir:
    """An agency that may take over, with its offices."""

    agency: Agency
    offices: list[Office]


def heirs_of(agency: Agency, successors: Successors) -> list[Heir]:
    """The successors of today; of an agency nobody followed every agency that goes on today."""
    named = successors.today_of(agency.id)
    living = sa.and_(Agency.id != agency.id, sa.or_(Agency.ends_on.is_(None), Agency.ends_on >= today()))
    statement = sa.select(Agency).where(Agency.id.in_(named) if named else living).order_by(Agency.id)
    found = sorted(db.session.scalars(statement), key=lambda each: sort_key(each.name))
    offices: dict[int | None, list[Office]] = {}
    for office in db.session.scalars(
        sa.select(Office)
        .where(Office.agency_id.in_([each.id for each in found]))
        .order_by(Office.title, Office.id)
    ):
        offices.setdefault(office.agency_id, []).append(office)
    return [Heir(each, offices.get(each.id, [])) for each in found]


@dataclass(frozen=True, slots=True)
class OfficeLeft:
    """An office of the old agency that still answers, and for how many pledges."""

    office: Office
    open: int
    closed: int


def offices_left(agency: Agency) -> list[OfficeLeft]:
    """The offices of the old agency that answer although others act by now."""
    is_open = sa.case((Pledge.lifecycle != Lifecycle.CLOSED, 1), else_=0)
    rows: Any = db.session.execute(
        sa.select(Office, sa.func.sum(is_open), sa.func.count(Pledge.id))
        .join(Pledge, Pledge.acting_office_id == Office.id)
        .where(Office.agency_id == agency.id, Pledge.acting_agency_id != agency.id)
        .group_by(Office.id)
        .order_by(Office.title, Office.id)
    )
    return [OfficeLeft(office, still, count - still) for office, still, count in rows]


def waiting(agency: Agency) -> list[Pledge]:
    """The open pledges nobody took over yet, by code, the first of them."""
    return list(
        db.session.scalars(
            sa.select(Pledge)
            .where(*_waits(agency))
            .options(joinedload(Pledge.person), joinedload(Pledge.acting_office))
            .order_by(Pledge.code, Pledge.id)
            .limit(MOST)
        )
    )


def count_waiting(agency: Agency) -> int:
    return db.session.scalar(sa.select(sa.func.count(Pledge.id)).where(*_waits(agency))) or 0


def _waits(agency: Agency) -> tuple[sa.ColumnElement[bool], ...]:
    return (Pledge.acting_agency_id == agency.id, Pledge.lifecycle == Lifecycle.ADOPTED)
